"""Runs of text and a width -> the lines into which an office program breaks them: never fewer than it needs.

Breaks are allowed where Unicode's line breaking (UAX 14) allows them for sure: at spaces, after hyphens and dashes,
and between ideographs. A greedy fill with fewer chances to break never needs fewer lines.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from generator.fonts.face import FALLBACK_ASCENT, FALLBACK_DESCENT, Face

_AFTER = "\\-\u2010\u2013\u2014\u200b"  # hyphens, dashes, zero-width space; LibreOffice keeps a/b together
_SPACES = " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"  # not U+00A0, U+202F
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕》〉”’…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝゞヽヾ%％°℃")
_NOT_LAST = frozenset("（「『【〔《〈“‘￥＄")
_IDEOGRAPHIC = "⺀"  # from here on characters may be wide, and lines break between them
# After spaces, and after a hyphen or dash: but not in 2018-09 or -5, and not after a dash that opens a word
# (UAX 14, LB20a, LB25).
_BREAK = re.compile(rf"(?<=[{_SPACES}])(?=[^{_SPACES}])|(?<=[^{_SPACES}][{_AFTER}])(?=[^{_SPACES}{_AFTER}])")
# Ideographs stand so much of the size apart from Latin letters, digits and (measured in LibreOffice) spaces and marks.
_APART = 0.25
# LibreOffice rounds positions to whole units and kerns some pairs apart; so much of a line may be lost to that.
SLACK = 0.004


class Run(Struct, frozen=True):
    """Characters in one face and size."""

    text: str
    face: Face
    size_pt: float


class Line(Struct, frozen=True):
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
    for paragraph in _paragraphs(runs):
        lines.extend(paragraph.line(start, end) for start, end in paragraph.filled(width, width_pt))
        width = width_pt
    return tuple(lines)


class _Paragraph(Struct, frozen=True):
    """What stands between line feeds. Every place in it is known by its distance from the start: nothing is added up
    twice, and a line's end is looked up rather than walked to."""

    runs: tuple[Run, ...]
    text: str
    at_pt: tuple[float, ...]  # where each character begins, and where the last one ends

    def filled(self, first_pt: float, other_pt: float) -> Iterator[tuple[int, int]]:
        """Yield start and end of lines filled greedily; spaces at a line's end hang over and never start a line."""
        at, room = self.at_pt, first_pt
        ends = [*_breaks(self.text), len(self.text)]  # of words, with the spaces after them
        seen_pt = [at[start + len(self.text[start:end].rstrip(_SPACES))] for start, end in pairwise([0, *ends])]
        start = word = 0
        while word < len(ends):
            fit = bisect_right(seen_pt, at[start] + room, word)
            if fit > word:
                word, end = fit, ends[fit - 1]
            else:  # a word wider than the column
                end = min(max(bisect_right(at, at[start] + room, start) - 1, start + 1), ends[word])
                word += end == ends[word]
            yield start, end
            start, room = end, other_pt

    def line(self, start: int, end: int) -> Line:
        end = start + len(self.text[start:end].rstrip(_SPACES))
        runs = tuple(self._runs(start, end))
        extents = [_extent(run) for run in runs or (Run("", self.runs[-1].face, self.runs[-1].size_pt),)]
        ascent, descent, gap = extents[0] if len(extents) == 1 else map(max, zip(*extents, strict=True))
        return Line(runs, self.at_pt[end] - self.at_pt[start], ascent, descent, gap)

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        begin = 0
        for run in self.runs:
            text = run.text[max(start - begin, 0) : max(end - begin, 0)]
            if text:
                yield run if len(text) == len(run.text) else Run(text, run.face, run.size_pt)
            begin += len(run.text)


def _paragraphs(runs: Sequence[Run]) -> Iterator[_Paragraph]:
    """Yield the paragraphs; the last run of each gives an empty line its height."""
    own: list[Run] = []
    for run in runs:
        first, *others = re.split("[\n\v]", run.text)
        own.append(Run(first, run.face, run.size_pt) if others else run)
        for text in others:
            yield _paragraph(own)
            own = [Run(text, run.face, run.size_pt)]
    if own:
        yield _paragraph(own)


def _paragraph(runs: Sequence[Run]) -> _Paragraph:
    at = [0.0]
    for run in runs:
        begin, size, advances = at[-1], run.size_pt, run.face.advances
        at += [begin + size * each for each in accumulate(map(advances.__getitem__, run.text))]
    text = "".join(run.text for run in runs)
    if max(text, default="") >= _IDEOGRAPHIC:
        at = list(_apart(text, at, [run.size_pt for run in runs for _ in run.text]))
    return _Paragraph(tuple(runs), text, tuple(at))


def _apart(text: str, at: Sequence[float], sizes: Sequence[float]) -> Iterator[float]:
    """Yield the places `at` moved by the gaps between two kinds of script."""
    moved = 0.0
    yield at[0]
    wide = [*map(_ideographic, text)]
    for index, (one, other) in enumerate(zip(wide, wide[1:] + wide[-1:], strict=True)):
        moved += _APART * sizes[index] if one != other else 0.0
        yield at[index + 1] + moved


def _breaks(text: str) -> Iterator[int]:
    """Yield the places inside `text` where a line may end, in order."""
    if max(text, default="") >= _IDEOGRAPHIC:
        yield from (index for index in range(1, len(text)) if _may_break(text, index))
        return
    for found in _BREAK.finditer(text):
        index = found.start()
        if text[index - 1] in _SPACES or not text[index].isdigit():
            yield index


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _BREAK.match(text, index):
        return before in _SPACES or not after.isdigit()
    if after in _SPACES or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _ideographic(before) and _ideographic(after)


def _ideographic(character: str) -> bool:
    return character >= _IDEOGRAPHIC and unicodedata.east_asian_width(character) in ("W", "F")


def _extent(run: Run) -> tuple[float, float, float]:
    """Return ascent, descent and gap in points; characters that the face lacks come in a taller one."""
    ascent, descent = run.face.ascent, run.face.descent
    if not run.face.covers(run.text):
        ascent, descent = max(ascent, FALLBACK_ASCENT), max(descent, FALLBACK_DESCENT)
    return ascent * run.size_pt, descent * run.size_pt, run.face.line_gap * run.size_pt
