"""A text -> the places where a line may end.

A break is allowed only where Unicode's line breaking algorithm (UAX 14) is sure to allow one: after spaces, hyphens and
dashes, and beside ideographs and Kana but for marks (kinsoku). Hangul is broken at spaces alone, as it is read.
A greedy fill with fewer places to break never makes fewer lines.
"""

import re
import unicodedata

SPACES = " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"  # not U+00A0, U+202F
_HYPHENS = "\\-\u2010\u2013\u2014\u200b"  # and dashes, zero-width space; not the slash: LibreOffice keeps a/b together
_FOLLOWING = r"!?:;)\]}"
_IDEOGRAPHIC = re.compile("[⺀-\U0010ffff]")  # characters that may be as wide as they are high
_NO_SPACE = "\u00a0\u202f\u2060\ufeff"  # and what joins without one
# marks and small Kana that begin no line, and those that end none (JIS X 4051, 4.3; GB/T 15834, 5.1; UAX 14, CL to IN)
NOT_FIRST = (
    "、。，．・：；？！）」』】〕》〉｝］〗〙〟”’…‥—〜～ー゛゜ゝゞヽヾ々〻‼⁇⁈⁉｡､･｣ﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ%％‰°℃¢￠!?:;,.)]}»†‡/" + _NO_SPACE
)
NOT_LAST = "（「『【〔《〈｛［〖〘〝“‘￥＄￡¥$€£№#＃([{«｢" + _NO_SPACE
# Matches end at a break: after spaces or a hyphen, but not in 2018-09 or -5, nor after a dash that opens a word
# (LB20a, LB25), nor before marks that follow a word, even after a space, as French has it (LB13). Starting with one
# character class lets `re` skip letters: 4 % of row ×100 in tests/bench.
_BREAK = re.compile(
    rf"[{SPACES}{_HYPHENS}](?:(?<=[{SPACES}])(?=[^{SPACES}{_FOLLOWING}])|(?<=[^{SPACES}][{_HYPHENS}])(?=[^{SPACES}{_HYPHENS}\d\u2060]))"
)


def find_breaks(text: str) -> list[int]:
    """Return the indices inside `text` where a line may end, in order."""
    places = [match.end() for match in _BREAK.finditer(text)]
    if not may_be_ideographic(text):
        return places
    between = (index for index in range(1, len(text)) if _between_ideographs(text[index - 1], text[index]))
    return sorted({*places, *between})


def may_be_ideographic(text: str) -> bool:
    """Tell whether any character of `text` may be an ideograph, without looking each of them up."""
    return bool(_IDEOGRAPHIC.search(text))


def is_hangul(character: str) -> bool:
    """Tell whether `character` is a syllable or letter of Hangul."""
    return "\uac00" <= character <= "\ud7ff" or "\u1100" <= character <= "\u11ff"


def is_ideographic(character: str) -> bool:
    """Tell whether `character` is as wide as it is high, so that a line may break beside it."""
    return may_be_ideographic(character) and unicodedata.east_asian_width(character) in ("W", "F")


def _between_ideographs(before: str, after: str) -> bool:
    if after in SPACES or after in NOT_FIRST or before in NOT_LAST:
        return False
    wide = [is_ideographic(character) and not is_hangul(character) for character in (before, after)]
    other = after if wide[0] else before
    return all(wide) or (any(wide) and other.isalnum() and not is_hangul(other))
