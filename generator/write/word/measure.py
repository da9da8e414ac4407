"""A planned paragraph, row or note and the width of its column -> its lines and height, in points."""

from collections.abc import Iterator, Mapping
from itertools import chain, groupby

from msgspec import Struct

from generator.fonts.face import face
from generator.fonts.heights import heights_pt
from generator.fonts.lines import Run
from generator.write.word.looks import Look, Looks
from generator.write.word.planned import (
    Cell,
    Field,
    Grid,
    Linked,
    NewLine,
    NoteMark,
    Para,
    Picture,
    Pieces,
    PlannedNote,
    Row,
    Words,
)

# Character styles whose words are wider than those around them. Those of a template of one's own are not known here.
_BOLD = frozenset({"Strong", "Strong Emphasis", "Caption Label"})
_NOTE_STYLE = "footnote text"
_MARK_SHARE = 0.6  # width of a raised digit, to one of the text
_RULE_PT = 0.5  # between the rows of a table


class Lines(Struct, frozen=True):
    """Heights of a paragraph's lines, and of each of the notes that belong to each line."""

    heights_pt: tuple[float, ...]
    notes_pt: tuple[tuple[float, ...], ...]


class Measure(Struct, frozen=True):
    """Notes take the whole width of the column, wherever their marks stand."""

    looks: Looks
    notes: Mapping[int, PlannedNote]
    width_pt: float  # of the page's column
    _noted: dict[int, float] = {}

    def lines(self, para: Para, width_pt: float) -> Lines:
        look = self.looks.of(para.style)
        pictures = [piece for piece in para.pieces if isinstance(piece, Picture)]
        if pictures:
            return Lines(tuple(picture.height_pt for picture in pictures), ((),) * len(pictures))
        heights = self._heights(para.pieces, look, width_pt)
        heights = (*heights[:-1], heights[-1] + look.ruled_pt)
        return Lines(heights, self._notes_by_line(para.pieces, len(heights)))

    def row(self, grid: Grid, row: Row) -> tuple[float, tuple[float, ...]]:
        """Return the height of a row, and those of the notes marked in it."""
        margins = self.looks.cell_margins_pt(grid.style)
        tallest = 0.0
        noted: tuple[float, ...] = ()
        for cell, width in zip(row.cells, grid.widths_pt, strict=True):
            height, notes = self._cell(cell, width - margins.across_pt)
            tallest, noted = max(tallest, height), noted + notes
        return tallest + margins.top_pt + margins.bottom_pt + (0.0 if grid.layout else _RULE_PT), noted

    def _cell(self, cell: Cell, width_pt: float) -> tuple[float, tuple[float, ...]]:
        height = above = 0.0
        notes: tuple[float, ...] = ()
        for item in cell.items:
            match item:
                case Para():
                    look, lines = self.looks.of(item.style), self.lines(item, width_pt)
                    height += max(above, look.before_pt) + sum(lines.heights_pt)
                    above = look.after_pt
                    notes += tuple(chain.from_iterable(lines.notes_pt))
                case Grid():
                    for row in item.rows:
                        tall, noted = self.row(item, row)
                        height, notes = height + tall, notes + noted
        return height + above, notes

    def note_pt(self, number: int) -> float:
        """Return the height of a note under the text."""
        if number not in self._noted:
            look = self.looks.of(_NOTE_STYLE)
            heights = self._heights((NoteMark(number), Words(" "), *self.notes[number].pieces), look, self.width_pt)
            self._noted[number] = look.before_pt + sum(heights) + look.after_pt
        return self._noted[number]

    @property
    def note_line_pt(self) -> float:
        look = self.looks.of(_NOTE_STYLE)
        return look.line_height_pt(look.natural_pt)

    def _heights(self, pieces: Pieces, look: Look, width_pt: float) -> tuple[float, ...]:
        width = width_pt - look.left_pt - look.right_pt
        runs = tuple(_runs(pieces, look))
        if not runs:
            return (look.line_height_pt(look.natural_pt),)
        # a page is no box that text could leave: the likeliest lines, not the safest
        return tuple(map(look.line_height_pt, heights_pt(runs, width, width - look.first_pt, slack=0.0)))

    def _notes_by_line(self, pieces: Pieces, lines: int) -> tuple[tuple[float, ...], ...]:
        """Share the notes of a paragraph among its lines, by how far into the text each mark stands."""
        marks = list(_marks(pieces))
        length = max(1, sum(len(said) for said in _said(pieces)))
        notes: list[tuple[float, ...]] = [()] * lines
        for number, at in marks:
            notes[min(lines - 1, at * lines // length)] += (self.note_pt(number),)
        return tuple(notes)


def _runs(pieces: Pieces, look: Look) -> Iterator[Run]:
    """Yield the runs of a paragraph: neighbours in one face as one, so that no word is broken between them."""
    styled = ((said, look.bold or style in _BOLD) for said, style in _styled(pieces))
    for bold, group in groupby(styled, key=lambda pair: pair[1]):
        text = "".join(said for said, _ in group)
        chosen = look.face if bold == look.bold else face(look.family, bold, look.italic)
        yield Run(text.upper() if look.caps else text, chosen, look.size_pt)


def _styled(pieces: Pieces) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        match piece:
            case Words(said, style) | Field(result=said, style=style):
                yield said, style
            case Linked(inner):
                yield from _styled(inner)
            case NewLine():
                yield "\n", ""
            case NoteMark(number):
                # a raised mark is narrower than the digits that stand in for it here
                yield "1" * max(1, round(len(str(number)) * _MARK_SHARE)), ""


def _said(pieces: Pieces) -> Iterator[str]:
    return (said for said, _ in _styled(pieces))


def _marks(pieces: Pieces) -> Iterator[tuple[int, int]]:
    """Yield each note's number, and how many characters stand before its mark."""
    at = 0
    for piece in pieces:
        if isinstance(piece, NoteMark):
            yield piece.number, at
        at += sum(len(said) for said in _said((piece,)))
