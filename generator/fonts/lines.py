"""Runs of text and a width -> the lines into which an office program breaks them: never fewer than it needs.

Breaks are allowed where Unicode's line breaking (UAX 14) allows them for sure: at spaces, after hyphens and dashes,
and between ideographs. A greedy fill with fewer chances to break never needs fewer lines.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.fonts.face import FALLBACK_ASCENT, FALLBACK_DESCENT, Face

_AFTER = frozenset("-\u2010\u2013\u2014\u200b")  # hyphens, dashes, zero-width space; LibreOffice keeps a/b together
_SPACES = frozenset(" \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")  # not U+00A0, U+202F
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕》〉”’…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝゞヽヾ%％°℃")
_NOT_LAST = frozenset("（「『【〔《〈“‘￥＄")
# LibreOffice rounds positions to whole units and kerns some pairs apart; so much of a line may be lost to that.
SLACK = 0.004


@dataclass(frozen=True)
class Run:
    """Characters in one face and size."""

    text: str
    face: Face
    size_pt: float


@dataclass(frozen=True)
class Line:
    """One line as set, without the spaces at which it was broken; heights are those of its tallest run."""

    runs: tuple[Run, ...]
    width_pt: float
    ascent_pt: float
    descent_pt: float
    gap_pt: float

    @property
    def height_pt(self) -> float:
        """The distance from this line's top to the next one's, at single spacing.

        Measured in LibreOffice 7.4: exact in Writer; Impress sets every font 1.2 em apart (first baseline at 1 em),
        as PowerPoint does, so a slide reserves at least that.
        """
        return self.ascent_pt + self.descent_pt + self.gap_pt


@dataclass(frozen=True)
class _Glyph:
    character: str
    width_pt: float
    run: Run


def broken(
    runs: Sequence[Run], width_pt: float, first_width_pt: float | None = None, slack: float = SLACK
) -> tuple[Line, ...]:
    """Return the lines of a paragraph in a column of `width_pt`; its first line has `first_width_pt`, if given.

    `slack` is the share of a line that is left unused to be on the safe side; 0 makes the likeliest lines.

    A line feed forces a line. A word wider than the column is broken between characters. Without any run there is
    no line; a run without characters is one empty line of its height.
    """
    lines: list[Line] = []
    width_pt *= 1 - slack
    width = width_pt if first_width_pt is None else first_width_pt * (1 - slack)
    for glyphs, run in _paragraphs(runs):
        lines.extend(_line(line, run) for line in _filled(glyphs, width, width_pt))
        width = width_pt
    return tuple(lines)


def _paragraphs(runs: Sequence[Run]) -> Iterator[tuple[list[_Glyph], Run]]:
    """Yield what stands between line feeds, each with the run that gives an empty line its height."""
    glyphs: list[_Glyph] = []
    for run in runs:
        for character in run.text:
            if character in "\n\v":
                yield glyphs, run
                glyphs = []
            else:
                glyphs.append(_Glyph(character, run.face.advances[character] * run.size_pt, run))
    if runs:
        yield glyphs, runs[-1]


def _filled(glyphs: list[_Glyph], first_pt: float, other_pt: float) -> Iterator[list[_Glyph]]:
    """Yield lines filled greedily; spaces at a line's end hang over and never start a line."""
    line: list[_Glyph] = []
    used, room = 0.0, first_pt
    for word in _words(glyphs):
        visible = sum(glyph.width_pt for glyph in _stripped(word))
        if line and used + visible > room:
            yield line
            line, used, room = [], 0.0, other_pt
        while visible > room:
            head = _head(word, room)
            yield word[:head]
            word = word[head:]
            visible = sum(glyph.width_pt for glyph in _stripped(word))
            room = other_pt
        line = line + word
        used += sum(glyph.width_pt for glyph in word)
    yield line


def _words(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Yield what must stay together, each with the spaces after it."""
    start = 0
    for index in range(1, len(glyphs)):
        if _may_break(glyphs, index):
            yield glyphs[start:index]
            start = index
    if glyphs:
        yield glyphs[start:]


def _may_break(glyphs: list[_Glyph], index: int) -> bool:
    before, after = glyphs[index - 1].character, glyphs[index].character
    if after in _SPACES:
        return False
    if before in _SPACES:
        return True
    if before in _AFTER:
        # not in 2018-09 or -5, and not after a dash that opens a word (UAX 14, LB20a, LB25)
        opens = index < 2 or glyphs[index - 2].character in _SPACES
        return not after.isdigit() and after not in _AFTER and not opens
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _ideographic(before) and _ideographic(after)


def _ideographic(character: str) -> bool:
    return character >= "⺀" and unicodedata.east_asian_width(character) in ("W", "F")


def _head(word: list[_Glyph], room: float) -> int:
    """Return how many characters of `word` fit in `room`, at least one; a combining mark stays with its letter."""
    used, count = 0.0, 0
    for glyph in word:
        used += glyph.width_pt
        if used > room:
            break
        count += 1
    return max(count, 1)


def _stripped(glyphs: list[_Glyph]) -> list[_Glyph]:
    end = len(glyphs)
    while end and glyphs[end - 1].character in _SPACES:
        end -= 1
    return glyphs[:end]


def _line(glyphs: list[_Glyph], fallback: Run) -> Line:
    kept = _stripped(glyphs)
    runs = tuple(_joined(list(group)) for _, group in groupby(kept, key=lambda glyph: id(glyph.run)))
    extents = [_extent(run) for run in runs] or [_extent(Run("", fallback.face, fallback.size_pt))]
    ascent, descent, gap = (max(each) for each in zip(*extents, strict=True))
    return Line(runs, sum(glyph.width_pt for glyph in kept), ascent, descent, gap)


def _joined(glyphs: list[_Glyph]) -> Run:
    run = glyphs[0].run
    return Run("".join(glyph.character for glyph in glyphs), run.face, run.size_pt)


def _extent(run: Run) -> tuple[float, float, float]:
    """Return ascent, descent and gap in points; characters that the face lacks come in a taller one."""
    ascent, descent = run.face.ascent, run.face.descent
    if not run.face.covers(run.text):
        ascent, descent = max(ascent, FALLBACK_ASCENT), max(descent, FALLBACK_DESCENT)
    return ascent * run.size_pt, descent * run.size_pt, run.face.line_gap * run.size_pt
