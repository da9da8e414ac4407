"""Family and style -> the shipped font file, so that a figure is the same picture on every machine."""

from pathlib import Path

from generator.fonts.face import MissingFont

_FOLDER = Path(__file__).parent / "files"
_SHIPPED = {"calibri": "Carlito", "carlito": "Carlito", "calibri light": "Carlito"}


def font_file(family: str, bold: bool = False, italic: bool = False) -> Path:
    """Return the path of the TTF for `family`, or of its free twin. Raises MissingFont where none is shipped."""
    style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    path = _FOLDER / f"{_SHIPPED.get(family.strip().casefold(), '')}-{style}.ttf"
    if not path.is_file():
        raise MissingFont(f"no file of `{family}` ({style}) is shipped")
    return path
