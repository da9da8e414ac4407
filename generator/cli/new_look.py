"""`new-look DIR`: a look of one's own: our Office templates, or one's own, in one's own colours, fonts and logo."""

import re
from argparse import Namespace
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from generator import shipped
from generator.cli.console import WrongUsage, called, print_line
from generator.cli.new import create
from generator.color.contrast import WHITE, contrast
from generator.color.palette import chart_colors, derive_dark_theme, derive_theme
from generator.errors import InputError, OutputError, Place
from generator.model.look import Brand, Look
from generator.read.look.look import read_look
from generator.read.look.office import as_document
from generator.safety.active_content import MOST_BYTES
from generator.safety.office import inspect_template
from generator.safety.pictures import picture_faults
from generator.write.ooxml.theme import apply_brand, brand_of

BRAND = """\
# The look's colours and fonts. They are written into the themes of word.docx and slides.pptx when a pack is built,
# and used in the figures, so that everything changes together. Colours are six hex digits.
colors:
{colors}
fonts: {{heading: {heading}, body: {body}}}
chart:
  palette: [{palette}]   # marks, by their number in the dataset
  shades: [{shades}]     # stacked columns, bottom to top
{logo}"""
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


def run(asked: Namespace) -> int:
    folder, ours = Path(asked.path), read_look(shipped.templates() / "look")
    word = _office(asked.word, "word/document.xml") if asked.word else ours.word
    slides = _without_slides(_office(asked.slides, "ppt/presentation.xml")) if asked.slides else ours.slides
    word, slides = _fit_to_come_in(word, asked.word), _fit_to_come_in(slides, asked.slides)
    brand = _brand(asked, ours, slides if asked.slides else word if asked.word else b"")
    logo = _logo(asked.logo) if asked.logo else b""
    create(folder)
    files = {
        "brand.yaml": _yaml(brand, f"logo{asked.logo.suffix.lower()}" if asked.logo else "").encode(),
        "word.docx": _in_brand(word, brand),
        "slides.pptx": _in_brand(slides, brand),
    }
    if asked.logo:
        files[f"logo{asked.logo.suffix.lower()}"] = logo
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror}") from error
    print_line(f"{folder}: {', '.join(files)}")
    print_line("next:")
    print_line(f"  {called()} --look {folder}    the demo in it")
    print_line(f"  `look: ../{folder.name}` in an audience.yaml, where this folder stands beside that of the audience")
    print_line("  open word.docx and slides.pptx in Office for all else; keep the names of styles and layouts")
    return 0


def _brand(asked: Namespace, ours: Look, template: bytes) -> Brand:
    """Return the brand that was asked for, else that of the template that was brought, else ours."""
    brand = brand_of_template(template, ours.brand) if template else ours.brand
    heading, _, body = (asked.fonts or "").partition(",")
    brand = replace(brand, heading_font=heading.strip() or brand.heading_font,
                    body_font=body.strip() or heading.strip() or brand.body_font)  # fmt: skip
    if asked.color or asked.accent or asked.dark:
        color = _color(asked.color, "--color") if asked.color else brand.colors["dark2"]
        accent = _color(asked.accent, "--accent") if asked.accent else color
        colors = (derive_dark_theme if asked.dark else derive_theme)(color, accent, brand.colors)
        if asked.color and not asked.dark and colors["dark2"] != color:
            said = f"{contrast(color, WHITE):.1f} : 1 on white"
            print_line(f"#{color} is too light for titles ({said}); they are set in #{colors['dark2']}")
        if asked.accent and colors["accent1"] != accent:
            print_line(f"#{accent} cannot be read where rules and labels stand; they are set in #{colors['accent1']}")
        palette, shades = chart_colors(colors)
        brand = replace(brand, colors=colors, palette=tuple(palette), shades=tuple(shades))
    return brand


def brand_of_template(template: bytes, ours: Brand) -> Brand:
    with ZipFile(BytesIO(template)) as package:
        themes = sorted(name for name in package.namelist() if re.fullmatch(r"(word|ppt)/theme/theme1\.xml", name))
        if not themes:
            return ours
        brand = brand_of(package.read(themes[0]), ours)
    palette, shades = chart_colors(brand.colors)
    return replace(brand, palette=tuple(palette), shades=tuple(shades))


def _color(typed: str, option: str) -> str:
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", typed):
        raise WrongUsage(f"{option}: `{typed}` is no colour\n    write six hex digits: 4A1D33")
    return typed.lstrip("#").upper()


def _logo(file: Path) -> bytes:
    if file.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise WrongUsage(f"--logo: `{file.name}` is no PNG or JPEG\n    save it as PNG")
    data = _contents(file, "--logo")
    for fault in picture_faults(file.name, data):
        raise WrongUsage(f"--logo: `{file.name}` {fault}\n    save it anew")
    return data


def _fit_to_come_in(data: bytes, file: Path | None) -> bytes:
    """Return an Office file that was brought. Raises InputError where it holds what must not go out with a pack."""
    refused = inspect_template(data, Place(str(file))).refused if file else ()
    if refused:
        raise InputError(refused)
    return data


def _office(file: Path, part: str) -> bytes:
    data = as_document(_contents(file, "--word" if part.startswith("word") else "--slides"))
    try:
        with ZipFile(BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
            if part in package.namelist() and size <= MOST_BYTES:
                return data
    except BadZipFile:
        pass
    raise WrongUsage(f"{file} is no {'Word' if part.startswith('word') else 'PowerPoint'} file\n    save it in Office")


def _without_slides(data: bytes) -> bytes:
    """Return a presentation without slides of its own, which no pack shows; their links and media go with them."""
    from pptx import Presentation

    presentation = Presentation(BytesIO(data))
    listed = presentation.slides._sldIdLst
    if not len(listed):
        return data
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    for extensions in presentation.part._element.findall("{*}extLst"):
        presentation.part._element.remove(extensions)  # sections, which list the slides that are gone
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _contents(file: Path, option: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongUsage(f"{option}: cannot read {file}: {error.strerror}") from error


def _yaml(brand: Brand, logo: str) -> str:
    rows = [f'  {name + ":":<20} "{color}"{_use(name)}' for name, color in brand.colors.items()]
    return BRAND.format(
        colors="\n".join(rows),
        heading=_quoted(brand.heading_font),
        body=_quoted(brand.body_font),
        palette=", ".join(f'"{color}"' for color in brand.palette),
        shades=", ".join(f'"{color}"' for color in brand.shades),
        logo=f"logo: {logo}\n" if logo else "",
    )


def _use(name: str) -> str:
    return f"   # {USES[name]}" if name in USES else ""


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9 -]*", text) else f'"{text}"'


def _in_brand(office: bytes, brand: Brand) -> bytes:
    """Return an Office file whose themes are in the brand's colours and fonts, so that Office shows them, too."""
    target = BytesIO()
    with ZipFile(BytesIO(office)) as package, ZipFile(target, "w") as made:
        for info in package.infolist():
            data = package.read(info)
            is_theme = re.fullmatch(r"(word|ppt)/theme/theme\d+\.xml", info.filename)
            made.writestr(info, apply_brand(data, brand) if is_theme else data, info.compress_type)
    return target.getvalue()
