"""Font family and style -> the shipped font file, so that a figure is the same picture on every machine."""

from pathlib import Path

from generator.fonts.face import metric_compatible, style_name

_FOLDER = Path(__file__).parent / "files"


class MissingFont(Exception):
    """No font file is shipped for this family and style."""


def font_file(family: str, bold: bool = False, italic: bool = False) -> Path:
    """Return the TTF of `family`, or of the font with its metrics. Raises MissingFont if neither is shipped."""
    style = style_name(bold, italic)
    path = _FOLDER / f"{metric_compatible(family)}-{style}.ttf"
    if not path.is_file():
        raise MissingFont(f"no font file shipped for `{family}` ({style})")
    return path
