"""A planned paragraph, row or note and the width of its column -> its lines and height, in points."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.fonts.heights import heights_pt
from generator.fonts.lines import Run
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


class Lines(Struct, frozen=True):
    """Heights of a paragraph's lines, and of the notes that belong to each line; none where there is no note at all."""

    heights_pt: tuple[float, ...]
    notes_pt: tuple[tuple[float, ...], ...]


class Measure(Struct, frozen=True):
    """Notes take the whole width of the column, wherever their marks stand."""

    looks: Looks
    notes: Mapping[int, PlannedNote]
    width_pt: float  # of the page's column
    _known: dict[tuple[Pieces, str, float], Lines] = {}

    def lines(self, para: Para, width_pt: float) -> Lines:
        return self.words(para.pieces, para.style, width_pt)

    def words(self, pieces: Pieces, style: str, width_pt: float) -> Lines:
        """Return the lines of a paragraph in that look."""
        alike = (pieces, style, width_pt)
        lines = self._known.get(alike)
        if lines is None:
            self._known[alike] = lines = self._words(pieces, style, width_pt)
        return lines

    def _words(self, pieces: Pieces, style: str, width_pt: float) -> Lines:
        look = self.looks.of(style)
        said = _said(pieces, look)
        if said.pictures_pt:
            return Lines(tuple(said.pictures_pt), ())
        heights = said.heights_pt(width_pt)
        if look.ruled_pt:
            heights = (*heights[:-1], heights[-1] + look.ruled_pt)
        return Lines(heights, self._notes_by_line(said, len(heights)))

    def rows(self, grid: Grid) -> Iterator[tuple[Row, float, tuple[float, ...]]]:
        """Yield each row with its height, and the heights of the notes marked in it."""
        margins = self.looks.cell_margins_pt(grid.style)
        widths = [width - margins.across_pt for width in grid.widths_pt]
        for row in grid.rows:
            look = self.looks.of(row.style)
            around = max(0.0, look.before_pt) + look.after_pt + margins.top_pt + margins.bottom_pt + _RULE_PT
            tallest = 0.0
            noted: tuple[float, ...] = ()
            for cell, width in zip(row.cells, widths, strict=True):
                lines = self.words(cell, row.style, width)
                tallest = max(tallest, sum(lines.heights_pt))
                noted += (*chain.from_iterable(lines.notes_pt),)
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
        look = self.looks.of(_NOTE_STYLE)
        lines = self.words((Words(_digits(number) + " "), *self.notes[number].pieces), _NOTE_STYLE, self.width_pt)
        return look.before_pt + sum(lines.heights_pt) + look.after_pt

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


class _Said(Struct):
    """What a paragraph says, as far as it is measured."""

    look: Look
    runs: list[Run] = []  # neighbours in one face as one
    length: int = 0  # of all, in characters
    marks: list[tuple[int, int]] = []  # numbers of notes, and how many characters stand before their marks
    pictures_pt: list[float] = []  # heights

    def read(self, pieces: Pieces) -> None:
        for piece in pieces:
            match piece:
                case Words(text, style):
                    self.add(text, style)
                case Field(result=text, style=style):
                    self.add(text, style)
                case Linked(inner):
                    self.read(inner)
                case NewLine():
                    self.add("\n")
                case NoteMark(number):
                    self.marks.append((number, self.length))
                    # a raised mark is narrower than the digits that stand in for it here
                    self.add(_digits(number))
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
        return tuple(map(look.line_height_pt, heights_pt(self.runs, width, width - look.first_pt, slack=0.0)))


def _said(pieces: Pieces, look: Look) -> _Said:
    said = _Said(look)
    said.read(pieces)
    return said


def _digits(number: int) -> str:
    return "1" * max(1, round(len(str(number)) * _MARK_SHARE))
