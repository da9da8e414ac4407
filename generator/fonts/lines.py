"""Runs of text and a width -> the lines into which an office program breaks them: never fewer than it needs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from generator.fonts.breaks import IDEOGRAPHIC, SPACES, breaks, ideographic
from generator.fonts.face import FALLBACK_ASCENT, FALLBACK_DESCENT, Face

# Ideographs stand so much of the size apart from Latin letters, digits and (measured in LibreOffice) spaces and marks.
_APART = 0.25
# LibreOffice rounds positions to whole units and kerns some pairs apart; so much of a line may be lost to that.
SLACK = 0.004


Extent = tuple[float, float, float]  # ascent, descent and gap, in points


class Run(Struct, frozen=True, gc=False):
    """Characters in one face and size."""

    text: str
    face: Face
    size_pt: float


class Line(Struct, frozen=True, gc=False):
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
        ends = [*breaks(self.text), len(self.text)]  # of words, with the spaces after them
        seen_pt = [at[start + len(self.text[start:end].rstrip(SPACES))] for start, end in pairwise([0, *ends])]
        start = word = 0
        while word < len(ends):
            fit = bisect_right(seen_pt, at[start] + room, word)
            if fit > word:
                word, end = fit, ends[fit - 1]
            else:  # a word wider than the column
                end = min(max(bisect_right(at, at[start] + room, start) - 1, start + 1), ends[word])
                end = end if self.text[end : ends[word]].strip(SPACES) else ends[word]
                word += end == ends[word]
            yield start, end
            start, room = end, other_pt

    def line(self, start: int, end: int) -> Line:
        end = start + len(self.text[start:end].rstrip(SPACES))
        runs = tuple(self._runs(start, end))
        last = self.runs[-1]
        high = tallest([_drawn_extent(run) for run in runs or (Run("", last.face, last.size_pt),)])
        return Line(runs, self.at_pt[end] - self.at_pt[start], *high)

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
    if max(text, default="") >= IDEOGRAPHIC:
        at = list(_apart(text, at, [run.size_pt for run in runs for _ in run.text]))
    return _Paragraph(tuple(runs), text, tuple(at))


def _apart(text: str, at: Sequence[float], sizes: Sequence[float]) -> Iterator[float]:
    """Yield the places `at` moved by the gaps between two kinds of script."""
    moved = 0.0
    yield at[0]
    wide = [*map(ideographic, text)]
    for index, (one, other) in enumerate(zip(wide, wide[1:] + wide[-1:], strict=True)):
        moved += _APART * sizes[index] if one != other else 0.0
        yield at[index + 1] + moved


def extent(run: Run) -> Extent:
    """Return how high `run` stands by its face and size."""
    face, size = run.face, run.size_pt
    return face.ascent * size, face.descent * size, face.line_gap * size


def _drawn_extent(run: Run) -> Extent:
    """Return how high `run` stands where a system looks for taller faces for what its own lacks."""
    ascent, descent, gap = extent(run)
    if run.face.covers(run.text):
        return ascent, descent, gap
    return max(ascent, FALLBACK_ASCENT * run.size_pt), max(descent, FALLBACK_DESCENT * run.size_pt), gap


def tallest(extents: Sequence[Extent]) -> Extent:
    """Return how high a line of runs that high stands."""
    ascents, descents, gaps = zip(*extents, strict=True)
    return max(ascents), max(descents), max(gaps)
