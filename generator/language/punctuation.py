"""A language -> the marks that we put between words and round titles: spaces before them, quotation marks in others.

What authors typed stays as they typed it, but for quotation marks within quotation marks, which alternate.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

NO_BREAK, NARROW = "\u00a0", "\u202f"
WORD_JOINER = "\u2060"  # no line ends beside it

# by language, nearest tag first; a mark that is not here is the English one
_MARKS: Mapping[str, Mapping[str, str]] = {
    "ar": {",": "،", ";": "؛"},
    "fa": {",": "،", ";": "؛"},
    "fr": {";": f"{NARROW};", ":": f"{NO_BREAK}:"},
    "fr-CA": {":": f"{NO_BREAK}:"},
    "hi": {".": "।"},
    "ja": {",": "、", ";": "；", ":": "：", ".": "。"},
    "ur": {",": "،", ";": "؛", ".": "۔"},
    "zh": {",": "，", ";": "；", ":": "：", ".": "。"},
}  # fmt: skip
# Marks before which a space that was typed becomes a narrow one; before others, a full one
# (Lexique des règles typographiques en usage à l'Imprimerie nationale; in Switzerland, all are narrow)
_NARROW: Mapping[str, str] = {"fr": ";!?", "fr-CA": "", "fr-CH": ":;!?»"}
# round titles of works, in scripts that have no italics
_TITLE_MARKS: Mapping[str, tuple[str, str] | None] = {"ja": ("『", "』"), "ko": ("『", "』"), "zh": ("《", "》")}
_WIDE = "。、，：；！？"
_QUOTED = re.compile("“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|»([^«»]*)«|「([^「」]*)」")
_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Quotes = Sequence[str]  # an opening and a closing one
Value = TypeVar("Value")


_NAMES = {",": "comma", ";": "semicolon", ":": "colon", ".": "stop"}  # of the labels that say the same


def usual_marks(language: str) -> Mapping[str, str]:
    """Return the marks of `language` by the names of their labels, for a file of labels that does not have them."""
    return {_NAMES[mark]: text for mark, text in {**{m: m for m in _NAMES}, **_nearest(_MARKS, language, {})}.items()}


def stop_of(language: str) -> str:
    """Return the full stop."""
    return _nearest(_MARKS, language, {}).get(".", ".")


def spaced(mark: str) -> str:
    """Return `mark` with the space after it; one as wide as an ideograph brings its own."""
    return mark if mark in _WIDE else f"{mark} "


def bracketed(words: str, language: str) -> str:
    """Return `words` in the brackets of the language, with a space before them, or as wide as ideographs."""
    return f"（{words}）" if stop_of(language) in _WIDE else f" ({words})"


def narrow_marks(language: str) -> str:
    """Return the marks before which a space that was typed is narrow."""
    return _nearest(_NARROW, language, "")


def title_marks(title: str, language: str) -> tuple[str, str] | None:
    """Return the marks round the title of a work; None where it is set in italics, as a foreign one is."""
    return _nearest(_TITLE_MARKS, language, None) if _HAN_OR_KANA.search(title) else None


def alternate_quotes(text: str, outer: Quotes, inner: Quotes) -> str:
    """Return `text`, to be put in `outer` quotation marks, with those in it as `inner` ones, and so on further in."""

    def replace(quoted: re.Match[str]) -> str:
        words = next(group for group in quoted.groups() if group is not None)
        marks = (quoted[0][0], quoted[0][-1])
        spaced = words.strip(f" {NO_BREAK}{NARROW}") if marks == ("«", "»") else words
        return f"{inner[0]}{alternate_quotes(spaced, inner, outer)}{inner[1]}"

    return _QUOTED.sub(replace, text)


def joins_without_spaces(words: str) -> bool:
    """Tell whether `words` are of a script that puts no spaces between words."""
    return bool(_HAN_OR_KANA.search(words))


def _nearest(values: Mapping[str, Value], language: str, default: Value) -> Value:
    """Return the value of `language`, else of its primary language."""
    return values.get(language, values.get(language.partition("-")[0], default))
