"""A text -> the same without symbols that no font of a figure has, such as most emoji: they would be drawn as boxes.

Letters of any script stay: where the shipped fonts lack them, an installed font draws them.
"""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator.fonts.face import face

_SYMBOLS = ("So", "Cn", "Co")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_EMOJI_PARTS = {"\N{VARIATION SELECTOR-16}", "\N{COMBINING ENCLOSING KEYCAP}", *map(chr, range(0xE0020, 0xE0080))}
_JOINER = "\N{ZERO WIDTH JOINER}"  # between emoji; elsewhere it shapes letters
_FALLBACK = "mpl-data/fonts/ttf/DejaVuSans.ttf"  # which matplotlib ships


@cache
def drawable(text: str) -> str:
    """Return what a figure draws of `text`; `text` itself but for symbols that are left out."""
    missing = missing_symbols(text)
    if not missing:
        return text
    return " ".join("".join(character for character in text if character not in missing).split())


def missing_symbols(text: str) -> str:
    """Return the symbols of `text` that no font of a figure has, each once and with what belongs to it."""
    if text.isascii():
        return ""
    missing = [character for character in dict.fromkeys(text) if _is_missing(character)]
    return "".join(missing) + (_JOINER if missing and _JOINER in text else "")


def _is_missing(character: str) -> bool:
    if character in _EMOJI_PARTS or ord(character) in _SKIN_TONES:
        return True
    if unicodedata.category(character) not in _SYMBOLS or face("Calibri").covers(character):
        return False
    return ord(character) not in _fallback_characters()


@cache
def _fallback_characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    with TTFont(Path(spec.origin).parent / _FALLBACK, lazy=True) as font:
        return frozenset(font.getBestCmap())
