"""A planned paragraph, row or note and the width of its column -> its lines and height, in points."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

from msgspec import Struct

from generator.fonts.lines import Run, measure
from generator.write.word.planned import (
    Boxes,
    Field,
    Grid,
    Item,
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
from generator.write.word.template.paragraph_formatting import Look, Looks

# Character styles whose words are wider than those around them. Those of a template of one's own are not known here.
_BOLD = frozenset({"Strong", "Strong Emphasis", "Caption Label"})
_NOTE_STYLE = "footnote text"
_MARK_SHARE = 0.6  # width of a raised digit, to one of the text
_RULE_PT = 0.5  # between the rows of a table
# Cells of so many characters are kept once measured, and so many of a column.
_SHORT, _MOST_KNOWN = 80, 5_000


class Lines(Struct, frozen=True, gc=False):
    """Heights of a paragraph's lines, and of the notes that belong to each line; none where there is no note at all."""

    heights_pt: tuple[float, ...]
    notes_pt: tuple[tuple[float, ...], ...]


class Measure(Struct, frozen=True):
    """Notes take the whole width of the column, wherever their marks stand."""

    looks: Looks
    notes: Mapping[int, PlannedNote]
    width_pt: float  # of the page's column
    _noted: dict[tuple[int, Pieces], float] = {}

    def lines(self, para: Para, width_pt: float) -> Lines:
        return self.words(para.pieces, self.looks.of(para.style), width_pt)

    def words(self, pieces: Pieces, look: Look, width_pt: float) -> Lines:
        """Return the lines of a paragraph in that look."""
        said = _said(pieces, look)
        if said.pictures_pt:
            return Lines(tuple(said.pictures_pt), ())
        heights = said.heights_pt(width_pt)
        if look.ruled_pt:
            heights = (*heights[:-1], heights[-1] + look.ruled_pt)
        return Lines(heights, self._notes_by_line(said, len(heights)))

    def rows(self, grid: Grid, apart: int = 1) -> Iterator[tuple[Row, float, tuple[float, ...]]]:
        """Yield each row with its height, and the heights of the notes marked in it.

        Where rows are measured so far `apart`, those between are taken to be as high as the last one, without notes.
        """
        margins = self.looks.cell_margins_pt(grid.style)
        for style, rows in groupby(grid.rows, lambda row: row.style):
            look = self.looks.of(style)
            columns = [_Column(self, look, width - margins.across_pt) for width in grid.widths_pt]
            around = max(0.0, look.before_pt) + look.after_pt + margins.top_pt + margins.bottom_pt + _RULE_PT
            tallest = 0.0
            for number, row in enumerate(rows):
                noted: tuple[float, ...] = ()
                if number % apart == 0:
                    tallest = 0.0
                    for cell, column in zip(row.cells, columns, strict=True):
                        height, notes = column.cell(cell)
                        tallest, noted = max(tallest, height), noted + notes
                yield row, around + tallest, noted

    def boxes(self, boxes: Boxes) -> tuple[float, tuple[float, ...]]:
        """Return the height of the tallest box, and the heights of the notes marked in all of them."""
        margins = self.looks.cell_margins_pt(boxes.style)
        measured = [self._box(items, width - margins.across_pt)
                    for items, width in zip(boxes.boxes, boxes.widths_pt, strict=True)]  # fmt: skip
        tallest = max(height for height, _ in measured)
        return tallest + margins.top_pt + margins.bottom_pt, tuple(chain.from_iterable(notes for _, notes in measured))

    def _box(self, items: Iterable[Item], width_pt: float) -> tuple[float, tuple[float, ...]]:
        height = above = 0.0
        notes: tuple[float, ...] = ()
        for item in items:
            match item:
                case Para():
                    look, lines = self.looks.of(item.style), self.lines(item, width_pt)
                    height += max(above, look.before_pt) + sum(lines.heights_pt)
                    above = look.after_pt
                    notes += (*chain.from_iterable(lines.notes_pt),)
                case Grid():
                    for _, tall, noted in self.rows(item):
                        height, notes = height + tall, notes + noted
                case Boxes():
                    tall, noted = self.boxes(item)
                    height, notes = height + tall, notes + noted
        return height + above, notes

    def note_pt(self, number: int) -> float:
        """Return the height of a note under the text."""
        pieces = self.notes[number].pieces
        alike = (len(str(number)), pieces)  # a source is cited again and again in the same words
        if alike not in self._noted:
            look = self.looks.of(_NOTE_STYLE)
            said = _said((NoteMark(number), Words(" "), *pieces), look)
            self._noted[alike] = look.before_pt + sum(said.heights_pt(self.width_pt)) + look.after_pt
        return self._noted[alike]

    @property
    def note_line_pt(self) -> float:
        look = self.looks.of(_NOTE_STYLE)
        return look.line_height_pt(look.natural_pt)

    def _notes_by_line(self, said: "_Said", lines: int) -> tuple[tuple[float, ...], ...]:
        """Share the notes of a paragraph among its lines, by how far into the text each mark stands."""
        if not said.marks:
            return ()
        notes: list[tuple[float, ...]] = [()] * lines
        for number, at in said.marks:
            notes[min(lines - 1, at * lines // max(1, said.length))] += (self.note_pt(number),)
        return tuple(notes)


class _Column(Struct):
    """The cells of a column in one style. Short ones (dates, kinds, names of sources) are often alike."""

    measure: Measure
    look: Look
    width_pt: float
    known: dict[str, float] = {}  # heights by text

    def cell(self, pieces: Pieces) -> tuple[float, tuple[float, ...]]:
        """Return the height of a cell's lines, and those of the notes marked in it."""
        first = pieces[0] if len(pieces) == 1 else None
        if isinstance(first, Words) and not first.style and len(first.text) <= _SHORT:
            height = self.known.get(first.text)
            if height is None:
                if len(self.known) >= _MOST_KNOWN:
                    self.known.clear()
                height = sum(self.measure.words(pieces, self.look, self.width_pt).heights_pt)
                self.known[first.text] = height
            return height, ()
        lines = self.measure.words(pieces, self.look, self.width_pt)
        return sum(lines.heights_pt), tuple(chain.from_iterable(lines.notes_pt))


class _Said(Struct):
    """What a paragraph says, as far as it is measured."""

    look: Look
    runs: list[Run] = []  # neighbours in one face as one
    length: int = 0  # of all, in characters
    marks: list[tuple[int, int]] = []  # numbers of notes, and how many characters stand before their marks
    pictures_pt: list[float] = []  # heights

    def read(self, pieces: Pieces) -> None:
        for piece in pieces:
            if isinstance(piece, Words):  # nearly all are
                self.add(piece.text, piece.style)
                continue
            match piece:
                case Field(result=text, style=style):
                    self.add(text, style)
                case Linked(inner):
                    self.read(inner)
                case NewLine():
                    self.add("\n")
                case NoteMark(number):
                    self.marks.append((number, self.length))
                    # a raised mark is narrower than the digits that stand in for it here
                    self.add("1" * max(1, round(len(str(number)) * _MARK_SHARE)))
                case Picture(height_pt=height):
                    self.pictures_pt.append(height)

    def add(self, text: str, style: str = "") -> None:
        look, runs = self.look, self.runs
        self.length += len(text)
        face = look.bold_face if style in _BOLD else look.face
        if look.caps:
            text = text.upper()
        if runs and runs[-1].face is face:
            text = runs.pop().text + text
        runs.append(Run(text, face, look.size_pt))

    def heights_pt(self, width_pt: float) -> tuple[float, ...]:
        """Return the heights of the lines in a column of that width."""
        look = self.look
        if not self.runs:
            return (look.line_height_pt(look.natural_pt),)
        width = width_pt - look.left_pt - look.right_pt
        # a page is no box that text could leave: the likeliest lines, not the safest
        return tuple(map(look.line_height_pt, measure(self.runs).heights_pt(width, width - look.first_pt, slack=0.0)))


def _said(pieces: Pieces, look: Look) -> _Said:
    said = _Said(look)
    said.read(pieces)
    return said
