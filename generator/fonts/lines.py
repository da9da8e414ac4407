"""Runs of text and a column width -> the lines an office program breaks them into, and their heights, in points.

Never fewer lines than the program sets, so that what fits here fits there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct

from generator.fonts.breaks import SPACES, find_breaks, is_ideographic, may_be_ideographic
from generator.fonts.face import FALLBACK_ASCENT, FALLBACK_DESCENT, Extent, Face

# Gap between an ideograph and a Latin letter or digit, as a share of the size; measured in LibreOffice, which also adds
# it next to spaces and punctuation.
_SCRIPT_GAP = 0.25
# Share of each line to leave unused: LibreOffice rounds positions to whole units, and kerning widens some pairs.
SLACK = 0.004


class Run(Struct, frozen=True, gc=False):
    """Characters in one face and size."""

    text: str
    face: Face
    size_pt: float


class Line(Struct, frozen=True, gc=False):
    """A line without the spaces it was broken at."""

    runs: tuple[Run, ...]
    width_pt: float
    height_pt: float  # from its top to the top of the next line


class Paragraph(Struct, frozen=True):
    """Runs measured once, to be broken at any width. If their sizes are in ems, so are all widths and heights."""

    segments: tuple["_Segment", ...]

    @property
    def widest_pt(self) -> float:
        """The width of the widest piece of text that no line break divides."""
        return max((width for segment in self.segments for width in segment.widths_pt()), default=0.0)

    @property
    def widest_line_pt(self) -> float:
        """The width of the widest line where none is broken."""
        return max((segment.visible_pt[-1] for segment in self.segments), default=0.0)

    def lines(self, width_pt: float, first_width_pt: float | None = None, slack: float = SLACK) -> tuple[Line, ...]:
        """Return the lines in a column of `width_pt`; the first has `first_width_pt`, if given.

        The share `slack` of each line is left unused to be safe; 0 gives the most likely lines. A line feed
        forces a break. A word wider than the column is broken between characters. No runs give no lines; a run
        without characters gives one empty line of its height.
        """
        return tuple(segment.line(*span) for segment, span in self._fill(width_pt, first_width_pt, slack))

    def heights_pt(
        self, width_pt: float, first_width_pt: float | None = None, slack: float = SLACK
    ) -> tuple[float, ...]:
        """Return the heights of `lines` at single spacing.

        Measured in LibreOffice 7.4: exact in Writer; Impress, like PowerPoint, sets the lines of every font 1.2 em
        apart (first baseline at 1 em), so a slide reserves at least that.
        """
        return tuple([segment.height_pt(*span) for segment, span in self._fill(width_pt, first_width_pt, slack)])

    def _fill(
        self, width_pt: float, first_width_pt: float | None, slack: float
    ) -> Iterator[tuple["_Segment", tuple[int, int]]]:
        other_pt = width_pt * (1 - slack)
        room_pt = other_pt if first_width_pt is None else first_width_pt * (1 - slack)
        for segment in self.segments:
            for span in segment.fill(room_pt, other_pt):
                yield segment, span
            room_pt = other_pt


class _Segment(Struct, frozen=True):
    """The text between two line feeds.

    Positions are distances from its start, so that the end of a line is looked up rather than walked to.
    """

    runs: tuple[Run, ...]
    text: str
    at_pt: tuple[float, ...]  # where each character begins, and where the last one ends
    ends: tuple[int, ...]  # indices where a line may end, after any spaces
    visible_pt: tuple[float, ...]  # where these lines end to the eye, before the spaces
    extents: tuple[tuple[int, int, Extent], ...]  # as `_extents` returns them

    def widths_pt(self) -> Iterator[float]:
        """Yield the widths of the pieces that no line break divides."""
        return (end - self.at_pt[start] for start, end in zip((0, *self.ends), self.visible_pt, strict=False))

    def fill(self, first_pt: float, other_pt: float) -> Iterator[tuple[int, int]]:
        """Yield start and end of each line, filled greedily; spaces at its end hang over and never start a line."""
        at, ends, room = self.at_pt, self.ends, first_pt
        start = piece = 0
        while piece < len(ends):
            next_piece = bisect_right(self.visible_pt, at[start] + room, piece)
            if next_piece > piece:
                piece, end = next_piece, ends[next_piece - 1]
            else:  # a word wider than the column
                end = min(max(bisect_right(at, at[start] + room, start) - 1, start + 1), ends[piece])
                end = end if self.text[end : ends[piece]].strip(SPACES) else ends[piece]
                piece += end == ends[piece]
            yield start, end
            start, room = end, other_pt

    def line(self, start: int, end: int) -> Line:
        visible = self._visible_end(start, end)
        width_pt = self.at_pt[visible] - self.at_pt[start]
        return Line(tuple(self._runs(start, visible)), width_pt, self.height_pt(start, end))

    def height_pt(self, start: int, end: int) -> float:
        """Return the height of a line: the tallest ascent, descent and gap of its characters, added up."""
        if len(self.extents) == 1:
            return sum(self.extents[0][2])
        end = self._visible_end(start, end)
        stretch = bisect_right(self.extents, start, key=_end)
        extents: list[Extent] = []
        while start < end and stretch < len(self.extents) and self.extents[stretch][0] < end:
            first, last, extent = self.extents[stretch]
            extents += [extent] if first < last else []
            stretch += 1
        ascents, descents, gaps = zip(*(extents or [self.extents[-1][2]]), strict=True)
        return float(max(ascents) + max(descents) + max(gaps))

    def _visible_end(self, start: int, end: int) -> int:
        return start + len(self.text[start:end].rstrip(SPACES))

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        begin = 0
        for run in self.runs:
            if text := run.text[max(start - begin, 0) : max(end - begin, 0)]:
                yield Run(text, run.face, run.size_pt)
            begin += len(run.text)


def measure(runs: Sequence[Run]) -> Paragraph:
    """Return `runs` measured as one paragraph."""
    return Paragraph(tuple(map(_segment, _split(runs))))


def _split(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs between line feeds; the last run of an empty line sets its height."""
    segment: list[Run] = []
    for run in runs:
        first, *others = re.split("[\n\v]", run.text)
        segment.append(Run(first, run.face, run.size_pt) if others else run)
        for text in others:
            yield segment
            segment = [Run(text, run.face, run.size_pt)]
    if segment:
        yield segment


def _segment(runs: Sequence[Run]) -> _Segment:
    at = [0.0]
    for run in runs:
        begin, size, advances = at[-1], run.size_pt, run.face.advances
        at += [begin + size * advance for advance in accumulate(map(advances.__getitem__, run.text))]
    text = "".join([run.text for run in runs])
    if may_be_ideographic(text):
        at = list(_with_script_gaps(text, at, [run.size_pt for run in runs for _ in run.text]))
    ends = (*find_breaks(text), len(text))
    visible = tuple([at[start + len(text[start:end].rstrip(SPACES))] for start, end in pairwise((0, *ends))])
    return _Segment(tuple(runs), text, tuple(at), ends, visible, _extents(runs))


def _with_script_gaps(text: str, at_pt: Sequence[float], sizes_pt: Sequence[float]) -> Iterator[float]:
    """Yield the positions `at_pt` moved by the gaps between ideographs and other characters."""
    moved = 0.0
    yield at_pt[0]
    wide = [*map(is_ideographic, text)]
    for index, (one, other) in enumerate(zip(wide, wide[1:] + wide[-1:], strict=True)):
        moved += _SCRIPT_GAP * sizes_pt[index] if one != other else 0.0
        yield at_pt[index + 1] + moved


def _end(stretch: tuple[int, int, Extent]) -> int:
    return stretch[1]


def _extents(runs: Sequence[Run]) -> tuple[tuple[int, int, Extent], ...]:
    """Return start, end and extent of stretches of characters, then the extent of an empty line.

    A character that the face lacks is drawn in another, perhaps taller one. A single extent stands for all if they are
    equal, as they mostly are: 2 % of row ×100 in tests/bench.
    """
    stretches: list[tuple[int, int, Extent]] = []
    end = 0
    for run in runs:
        ascent, descent, gap = extent = run.face.extent_pt(run.size_pt)
        fallback = max(ascent, FALLBACK_ASCENT * run.size_pt), max(descent, FALLBACK_DESCENT * run.size_pt), gap
        covered: Iterable[tuple[bool, Iterable[str]]] = [(True, run.text)]
        for own, characters in covered if run.face.covers(run.text) else groupby(run.text, run.face.covers):
            start, end = end, end + len([*characters])
            stretches.append((start, end, extent if own else fallback))
    stretches.append((end, end, extent))
    return tuple(stretches if len({extent for _, _, extent in stretches}) > 1 else stretches[-1:])
