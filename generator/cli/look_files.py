"""The options of `new-look` -> the files of a look: brand.yaml, word.docx, slides.pptx and the logo."""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from msgspec.structs import replace

from generator import shipped
from generator.cli.layout_names import name_used_layouts
from generator.cli.office_kinds import POWERPOINT, WORD, OfficeKind, kind_of
from generator.cli.options import WrongUsage
from generator.color.contrast import WHITE, contrast
from generator.color.palette import chart_colors, derive_dark_theme, derive_theme
from generator.color.theme_color import find_theme_color, parse_theme_color
from generator.errors import InputError, Place
from generator.model.look import Brand
from generator.read.look.look import read_look, resolve_colors
from generator.read.look.office import as_document
from generator.safety.office import inspect_template
from generator.safety.pictures import picture_faults
from generator.untrusted.archives import open_archive
from generator.untrusted.files import read_regular
from generator.write.ooxml.theme import apply_brand, brand_of
from generator.write.word.template.own_text import own_text_of

BRAND = """\
# The look's colours and fonts. They are written into the themes of word.docx and slides.pptx when a pack is built,
# and used in the figures, so that everything changes together. Colours are six hex digits.
colors:
{colors}
fonts: {{heading: {heading}, body: {body}{others}}}
chart:
  palette: [{palette}]   # marks, by their number in the dataset
  shades: [{shades}]     # stacked columns, bottom to top
{logo}{further}"""
USES = {
    "dark1": "text",
    "light1": "paper, and text on dark",
    "dark2": "titles, dark slides",
    "light2": "panels",
    "accent1": "rules, columns",
    "accent2": "not achieved",
    "accent3": "achieved",
    "accent4": "partly achieved",
    "accent6": "captions, sources, footers",
}
_THEME = re.compile(r"(word|ppt)/theme/theme(\d+)\.xml")


def make_look(options: Namespace) -> tuple[Mapping[str, bytes], Sequence[str]]:
    """Return the files by name, and a line for each colour that was replaced, and for text that is left out."""
    shipped_look = read_look(shipped.templates() / "look")
    word = _read_office(options.word, "--word", WORD) if options.word else shipped_look.word
    slides = _read_office(options.slides, "--slides", POWERPOINT) if options.slides else shipped_look.slides
    template = slides if options.slides else word if options.word else None
    brand = brand_of_template(template, shipped_look.brand) if template else shipped_look.brand
    brand = _with_fonts(brand, options.fonts)
    replaced: list[str] = []
    if options.color or options.accent or options.dark:
        brand = _with_colors(brand, options)
        replaced += _find_replaced(brand, options)
    keep = ""
    if options.word and (own := own_text_of(word)):
        keep = "keep: []   # of the text of word.docx itself; `before`, `first-page`, `after` the `{{ content }}`\n"
        replaced.append(f"the text of {options.word.name} is left out: {own}; `keep: [before]` in brand.yaml keeps it")
    logo = {f"logo{options.logo.suffix.lower()}": _read_logo(options.logo)} if options.logo else {}
    layouts = name_used_layouts(options.slides, replace(shipped_look, slides=slides, brand=brand))
    files = {
        "brand.yaml": _write_yaml(brand, next(iter(logo), ""), keep + layouts).encode(),
        "word.docx": _with_theme(word, brand),
        "slides.pptx": _with_theme(slides, brand),
        **logo,
    }
    return files, replaced


def brand_of_template(template: bytes, default: Brand) -> Brand:
    """Return the colours and fonts of an Office file's theme, `default` where it has none."""
    with ZipFile(BytesIO(template)) as package:
        themes = sorted(name for name in package.namelist() if (match := _THEME.fullmatch(name)) and match[2] == "1")
        if not themes:
            return default
        brand = brand_of(package.read(themes[0]), default)
    return _with_chart_colors(brand)


def _with_chart_colors(brand: Brand) -> Brand:
    names = chart_colors(brand.colors)
    palette, shades = (resolve_colors(map(parse_theme_color, colors), brand.colors) for colors in names)
    return replace(brand, palette=palette, shades=shades)


def _with_fonts(brand: Brand, fonts: str) -> Brand:
    heading, _, body = (name.strip() for name in fonts.partition(","))
    return replace(brand, heading_font=heading or brand.heading_font, body_font=body or heading or brand.body_font)


def _with_colors(brand: Brand, options: Namespace) -> Brand:
    color = options.color or brand.colors["dark2"]
    theme = derive_dark_theme if options.dark else derive_theme
    return _with_chart_colors(replace(brand, colors=theme(color, options.accent or color, brand.colors)))


def _find_replaced(brand: Brand, options: Namespace) -> Iterator[str]:
    title, rule = brand.colors["dark2"], brand.colors["accent1"]
    if options.color and not options.dark and title != options.color:
        ratio = f"{contrast(options.color, WHITE):.1f} : 1 on white"
        yield f"#{options.color} is too light for titles ({ratio}); they are set in #{title}"
    if options.accent and rule != options.accent:
        yield f"#{options.accent} cannot be read in rules and labels; they are set in #{rule}"


def _read_logo(file: Path) -> bytes:
    if file.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise WrongUsage(f"--logo: `{file.name}` is not a PNG or JPEG", "save it as PNG")
    data = _read(file, "--logo")
    for fault in picture_faults(file.name, data):
        raise WrongUsage(f"--logo: `{file.name}` {fault}", "save it again as PNG")
    return data


def _read_office(file: Path, option: str, kind: OfficeKind) -> bytes:
    """Return an Office file as a document. Raises InputError where it holds what must not go out with a pack."""
    data = as_document(_read(file, option))
    if kind_of(data) is not kind:
        raise WrongUsage(f"{option}: `{file}` is not a {kind.program} file", f"save it in {kind.program}")
    if kind is POWERPOINT:
        data = _without_slides(data)  # before the inspection: what only they hold does not matter
    if refused := inspect_template(data, Place(str(file))).refused:
        raise InputError(refused)
    return data


def _read(file: Path, option: str) -> bytes:
    try:
        return read_regular(file)
    except OSError as error:
        raise WrongUsage(f"{option}: cannot read `{file}`: {error.strerror}") from error


def _without_slides(data: bytes) -> bytes:
    """Return a presentation without its slides, which no pack shows, nor their links and media.

    One that python-pptx cannot open, or that is too large to try, is returned as it is, for the inspection to refuse.
    """
    from pptx import Presentation

    try:
        open_archive(data).close()
        presentation = Presentation(BytesIO(data))
    except Exception:  # of some ten kinds
        return data
    slide_ids = presentation.slides._sldIdLst
    if not len(slide_ids):
        return data
    for slide_id in list(slide_ids):
        presentation.part.drop_rel(slide_id.rId)
        slide_ids.remove(slide_id)
    for extensions in presentation.part._element.findall("{*}extLst"):
        presentation.part._element.remove(extensions)  # sections, which list the removed slides
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _with_theme(office: bytes, brand: Brand) -> bytes:
    """Return an Office file whose themes have the brand's colours and fonts, so that Office shows them as well."""
    target = BytesIO()
    with ZipFile(BytesIO(office)) as source, ZipFile(target, "w") as package:
        for info in source.infolist():
            data = source.read(info)
            package.writestr(
                info, apply_brand(data, brand) if _THEME.fullmatch(info.filename) else data, info.compress_type
            )
    return target.getvalue()


def _write_yaml(brand: Brand, logo: str, further: str) -> str:
    uses = {name: f"   # {use}" for name, use in USES.items()}
    others = {"east_asian": brand.east_asian_font, "complex": brand.complex_font}
    return BRAND.format(
        colors="\n".join(f'  {name + ":":<20} "{hex_}"{uses.get(name, "")}' for name, hex_ in brand.colors.items()),
        heading=_quote(brand.heading_font),
        body=_quote(brand.body_font),
        others="".join(f", {name}: {_quote(font)}" for name, font in others.items() if font),
        palette=", ".join(_name_color(color, brand) for color in brand.palette),
        shades=", ".join(_name_color(color, brand) for color in brand.shades),
        logo=f"logo: {logo}\n" if logo else "",
        further=further,
    )


def _name_color(color: str, brand: Brand) -> str:
    """Return the theme's name for a colour, so that it follows the theme; else its hex digits."""
    return str(find_theme_color(color, brand.colors) or f'"{color}"')


def _quote(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9 -]*", text) else f'"{text}"'
