"""A look folder -> a `Look`: the bytes of two Office templates, and the brand's colours, fonts and logos."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.color.theme_color import ThemeColor, to_hex
from generator.errors import InputError, Place, Problem, suggest
from generator.model.look import KEPT, PURPOSES, THEME_COLORS, Brand, Look, NamedLayout
from generator.read.form.brand import BrandForm
from generator.read.form.validate import validate
from generator.read.look.office import as_document
from generator.read.syntax.files import read_file
from generator.read.syntax.nodes import ScalarNode
from generator.read.syntax.yaml_file import read_mapping

FILE = "brand.yaml"
_MOST_BYTES = 64_000_000
_HELP = "copy templates/look and change it"
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # of PNG and JPEG


def read_look(folder: Path) -> Look:
    """Return the look in `folder`, whose templates are not looked into. Raises InputError with all problems."""
    data = read_file(folder, FILE, _HELP)
    problems: list[Problem] = []
    form = validate(BrandForm, read_mapping(data, (folder / FILE).as_posix(), "start with `colors:`"), problems)
    problems += [
        Problem(name.place, f"`{name}` is not a part of a template", suggest(str(name), KEPT, "parts"))
        for name in form.keep
        if name not in KEPT
    ]
    word, slides = (as_document(_read(folder, name, _HELP, problems)) for name in (form.word, form.slides))
    logo, logo_on_slides = (_read_logo(folder, name, problems) for name in (form.logo, form.logo_on_slides))
    if problems:
        raise InputError(problems)
    files = {FILE: data, form.word: word, form.slides: slides, form.logo: logo, form.logo_on_slides: logo_on_slides}
    theme = {name: getattr(form.colors, name) for name in THEME_COLORS}
    return Look(
        brand=Brand(
            colors=theme,
            heading_font=str(form.fonts.heading),
            body_font=str(form.fonts.body),
            palette=resolve_colors(form.chart.palette, theme),
            shades=resolve_colors(form.chart.shades, theme),
            east_asian_font=str(form.fonts.east_asian),
            complex_font=str(form.fonts.complex),
        ),
        place=Place((folder / FILE).as_posix()),
        word=word,
        slides=slides,
        word_place=Place((folder / form.word).as_posix()),
        slides_place=Place((folder / form.slides).as_posix()),
        files={f"look/{name}": content for name, content in files.items() if name},
        logo=logo,
        logo_on_slides=logo_on_slides,
        logo_place=form.logo.place,
        logo_on_slides_place=form.logo_on_slides.place,
        keep=tuple(map(str, form.keep)),
        numbered_headings=form.numbered_headings is not False,
        layouts=dict(_named_layouts(form)),
    )


def _named_layouts(form: BrandForm) -> Iterator[tuple[str, NamedLayout]]:
    for purpose in PURPOSES if form.layouts else ():
        if name := getattr(form.layouts, purpose):
            yield purpose, NamedLayout(str(name), name.place)


def resolve_colors(colors: Iterable[ThemeColor | str], theme: Mapping[str, str]) -> tuple[str, ...]:
    """Return `colors` as hex digits in a `theme`."""
    return tuple(to_hex(color, theme) if isinstance(color, ThemeColor) else color for color in colors)


def _read(folder: Path, name: ScalarNode, remedy: str, problems: list[Problem]) -> bytes:
    try:
        return read_file(folder, str(name), remedy, _MOST_BYTES)
    except InputError as error:
        problems += error.problems
        return b""


def _read_logo(folder: Path, name: ScalarNode, problems: list[Problem]) -> bytes:
    """Return the picture `name`, or nothing if none is named; a problem has the place in brand.yaml that names it."""
    faults: list[Problem] = []
    data = _read(folder, name, "put the picture next to brand.yaml", faults) if name else b""
    problems += [Problem(name.place, f"`{name}`: {fault.what}", fault.help) for fault in faults]
    if not faults and name and not data.startswith(_SIGNATURES):
        problems.append(Problem(name.place, f"`{name}` is not a PNG or JPEG file", "save it as PNG"))
    return data
