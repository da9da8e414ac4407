"""A look folder -> `Look`: two Office templates as bytes, and the brand's colours and fonts."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from generator.errors import InputError, Place, Problem, suggest
from generator.model.look import THEME_COLORS, Brand, Look
from generator.read.form.brand import BrandForm
from generator.read.form.validate import filled
from generator.read.look.office import as_document
from generator.read.syntax.files import contents, shown
from generator.read.syntax.positions import Listed, Located, Mapped, Typed
from generator.read.syntax.yaml_file import read_mapping

FILE = "brand.yaml"
_MOST_OFFICE = 64_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how PNG and JPEG begin


def read_look(folder: Path) -> Look:
    """Return the look in `folder`. Raises InputError with all its problems; what is in the templates is not judged."""
    data = contents(folder, FILE, "copy templates/look and change it")
    found: list[Problem] = []
    form = filled(BrandForm, read_mapping(data, shown(folder / FILE), "begin with `colors:`"), found)
    brand = _brand(form, found)
    files = {FILE: data}
    names = {kind: str(name) for kind, name in (("word", form.word), ("slides", form.slides))}
    for name in names.values():
        try:
            files[name] = as_document(contents(folder, name, "copy templates/look and change it", _MOST_OFFICE))
        except InputError as error:
            found += error.problems
    logos = {str(each): _logo(folder, each, found) for each in (form.logo, form.logo_on_slides) if each}
    files |= logos
    if found:
        raise InputError(found)
    word, slides = names["word"], names["slides"]
    return Look(
        brand=brand,
        word=files[word],
        slides=files[slides],
        word_place=Place(shown(folder / word)),
        slides_place=Place(shown(folder / slides)),
        files={f"look/{name}": each for name, each in files.items()},
        logo=logos.get(str(form.logo), b""),
        logo_on_slides=logos.get(str(form.logo_on_slides), b""),
    )


def _logo(folder: Path, name: Typed, found: list[Problem]) -> bytes:
    """Return the picture of that name in `folder`; nothing where there is none, which is a problem."""
    try:
        data = contents(folder, str(name), "put the picture beside brand.yaml", _MOST_OFFICE)
    except InputError as error:
        found += error.problems
        return b""
    if not data.startswith(_PICTURES):
        found.append(Problem(name.place, f"`{name}` is no PNG or JPEG", "save it as PNG"))
    return data


def _brand(form: BrandForm, found: list[Problem]) -> Brand:
    colors = {name: _color(value, found) for name, value in form.colors.items() if name in THEME_COLORS}
    found += _misnamed(form.colors)
    return Brand(
        colors=colors,
        heading_font=str(form.fonts.heading),
        body_font=str(form.fonts.body),
        palette=_colors(form.chart.palette, found),
        shades=_colors(form.chart.shades, found),
    )


def _misnamed(colors: Mapped) -> Iterator[Problem]:
    """Yield a problem for each colour that a theme does not have, and for each that is missing: one for a slip."""
    missing = [name for name in THEME_COLORS if name not in colors]
    for name, place in colors.places.items():
        if name not in THEME_COLORS:
            meant = get_close_matches(name, missing, n=1)
            missing = [each for each in missing if each not in meant]
            yield Problem(place, f"a theme has no colour `{name}`", suggest(name, meant or THEME_COLORS))
    for name in missing:
        yield Problem(colors.place, f"the colour `{name}` is missing", f'such as `{name}: "1E3557"`')


def _colors(values: Sequence[Typed], found: list[Problem]) -> tuple[str, ...]:
    return tuple(_color(value, found) for value in values)


def _color(value: Located, found: list[Problem]) -> str:
    """Return six capital hex digits; a theme takes no other form (ECMA-376-1, 20.1.2.3.32)."""
    if isinstance(value, Typed) and re.fullmatch(r"#?[0-9A-Fa-f]{6}", value):
        return value.lstrip("#").upper()
    said = f"`{value}`" if not isinstance(value, Listed | Mapped) else "this"
    found.append(Problem(value.place, f"{said} is no colour", 'write six hex digits in quotes: "1E3557"'))
    return "000000"
