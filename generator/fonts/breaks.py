"""A text -> the places where a line may end in it.

Breaks are allowed where Unicode's line breaking (UAX 14) allows them for sure: at spaces, after hyphens and dashes,
and between ideographs. A greedy fill with fewer chances to break never needs fewer lines.
"""

import re
import unicodedata
from collections.abc import Iterator

SPACES = " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"  # not U+00A0, U+202F
IDEOGRAPHIC = "⺀"  # from here on characters may be wide, and lines break between them
HYPHENS = frozenset("-\u2010\u2013\u2014\u200b")  # and dashes, zero-width space; LibreOffice keeps a/b together
_AFTER = re.escape("".join(sorted(HYPHENS)))
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕》〉”’…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝゞヽヾ%％°℃")
_NOT_LAST = frozenset("（「『【〔《〈“‘￥＄")
# After spaces, and after a hyphen or dash: but not in 2018-09 or -5, and not after a dash that opens a word
# (UAX 14, LB20a, LB25).
_BREAK = re.compile(rf"(?<=[{SPACES}])(?=[^{SPACES}])|(?<=[^{SPACES}][{_AFTER}])(?=[^{SPACES}{_AFTER}])")


def breaks(text: str) -> Iterator[int]:
    """Yield the places inside `text` where a line may end, in order."""
    if max(text, default="") >= IDEOGRAPHIC:
        yield from (index for index in range(1, len(text)) if _may_break(text, index))
        return
    for found in _BREAK.finditer(text):
        index = found.start()
        if text[index - 1] in SPACES or not text[index].isdigit():
            yield index


def ideographic(character: str) -> bool:
    """Whether `character` is as wide as it is high, and lines may break beside it."""
    return character >= IDEOGRAPHIC and unicodedata.east_asian_width(character) in ("W", "F")


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _BREAK.match(text, index):
        return before in SPACES or not after.isdigit()
    if after in SPACES or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return ideographic(before) and ideographic(after)
