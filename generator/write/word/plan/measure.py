"""A planned paragraph, row or footnote and the width of its column -> its lines and height, in points."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import assert_never

from msgspec import Struct

from generator.fonts.lines import Run, measure
from generator.model.inline import STATUS_STYLES
from generator.write.word.plan.inlines import FOOTNOTE_REFERENCE, SOURCE_LETTER
from generator.write.word.planned import (
    BookmarkEnd,
    BookmarkStart,
    DataTable,
    Field,
    FieldEnd,
    FieldStart,
    Footnote,
    FootnoteReference,
    Hyperlink,
    Item,
    LayoutTable,
    LineBreak,
    Para,
    Picture,
    Pieces,
    Row,
    SectionBreak,
    Tab,
    TableOfContents,
    Text,
)
from generator.write.word.template.paragraph_formatting import Formats, ParagraphFormat

# Bold character styles, whose text is wider than that around them; bold styles of a foreign template are not known.
_BOLD = frozenset({"Strong", "Strong Emphasis", "Caption Label", *STATUS_STYLES.values(),
                   *(f"Event Kind {color}" for color in range(1, 8))})  # fmt: skip
_RAISED = frozenset({FOOTNOTE_REFERENCE, SOURCE_LETTER})
_FOOTNOTE_STYLE = "footnote text"
_TEXT_STYLE = "Normal"
_RAISED_SHARE = 0.6  # width of a raised digit, to one of the text
_RULE_PT = 0.5  # between the rows of a table

Heights = tuple[float, ...]  # in points


class Lines(Struct, frozen=True):
    """Heights of a paragraph's lines, and of the footnotes that each line refers to; none if no line does."""

    heights_pt: Heights
    footnotes_pt: tuple[Heights, ...]

    @property
    def height_pt(self) -> float:
        return sum(self.heights_pt)

    @property
    def all_footnotes_pt(self) -> Heights:
        return tuple(chain.from_iterable(self.footnotes_pt))


class Measure(Struct, frozen=True):
    """Measures for one kind of page, on which footnotes are as wide as the text."""

    formats: Formats
    footnotes: Mapping[int, Footnote]
    width_pt: float  # of the text
    # Cells and footnotes repeat themselves; without, the ×100 row of tests/bench is 10 % slower.
    _lines: dict[tuple[Pieces, str, float], Lines] = {}

    def lines(self, pieces: Pieces, style: str, width_pt: float) -> Lines:
        """Return the lines of a paragraph in the style of that name."""
        key = (pieces, style, width_pt)
        if key not in self._lines:
            self._lines[key] = self._set_lines(*key)
        return self._lines[key]

    def _set_lines(self, pieces: Pieces, style: str, width_pt: float) -> Lines:
        formatting = self.formats.paragraph(style)
        text = _ParagraphText(formatting)
        text.add_pieces(pieces)
        if text.pictures_pt:
            return Lines(tuple(text.pictures_pt), ())
        *above, last = text.line_heights_pt(width_pt)
        heights = (*above, last + formatting.borders_pt)
        return Lines(heights, self._footnotes_by_line(text, len(heights)))

    def _footnotes_by_line(self, text: "_ParagraphText", lines: int) -> tuple[Heights, ...]:
        """Share the footnotes of a paragraph among its lines, by how far into the text each reference is."""
        if not text.references:
            return ()
        footnotes: list[Heights] = [()] * lines
        for number, position in text.references:
            footnotes[min(lines - 1, position * lines // max(1, text.length))] += (self.footnote_pt(number),)
        return tuple(footnotes)

    def footnote_pt(self, number: int) -> float:
        """Return the height of a footnote at the foot of the page."""
        formatting = self.formats.paragraph(_FOOTNOTE_STYLE)
        pieces = (Text(f"{_raise(str(number))} "), *self.footnotes[number].pieces)
        lines = self.lines(pieces, _FOOTNOTE_STYLE, self.width_pt)
        return formatting.before_pt + lines.height_pt + formatting.after_pt

    @property
    def footnote_line_pt(self) -> float:
        """The height of a footnote of one line; LibreOffice wants its space below, too."""
        formatting = self.formats.paragraph(_FOOTNOTE_STYLE)
        return formatting.line_height_pt(formatting.natural_pt) + formatting.after_pt

    @property
    def text_line_pt(self) -> float:
        formatting = self.formats.paragraph(_TEXT_STYLE)
        return formatting.line_height_pt(formatting.natural_pt)

    def rows(self, table: DataTable) -> Iterator[tuple[Row, float, Heights]]:
        """Yield each row with its height, and the heights of the footnotes it refers to."""
        margins = self.formats.cell_margins_pt(table.style)
        widths = [width - margins.across_pt for width in table.widths_pt]
        for row in table.rows:
            formatting = self.formats.paragraph(row.style)
            inner = (sum(table.widths_pt) - margins.across_pt,) if row.band else widths
            columns = [*zip(row.cells, row.styles, inner, strict=True)][1 if row.merge and len(inner) > 1 else 0 :]
            cells = [self.lines(cell, style, width) for cell, style, width in columns]
            around = formatting.before_pt + formatting.after_pt + margins.top_pt + margins.bottom_pt + _RULE_PT
            footnotes = tuple(chain.from_iterable(cell.all_footnotes_pt for cell in cells))
            yield row, around + max(cell.height_pt for cell in cells), footnotes

    def layout_rows(self, table: LayoutTable) -> Iterator[tuple[float, Heights]]:
        """Yield the height of each row's tallest cell, and the heights of the footnotes that all of them refer to."""
        margins = self.formats.cell_margins_pt(table.style)
        around = margins.top_pt + margins.bottom_pt + (_RULE_PT if len(table.rows) > 1 else 0.0)
        for row in table.rows:
            cells = [self._stack(items, width - margins.across_pt)
                     for items, width in zip(row, table.widths_pt, strict=True)]  # fmt: skip
            tallest = max(height for height, _ in cells)
            yield tallest + around, tuple(chain.from_iterable(notes for _, notes in cells))

    def _stack(self, items: Iterable[Item], width_pt: float) -> tuple[float, Heights]:
        height = after = 0.0
        footnotes: Heights = ()
        for item in items:
            match item:
                case Para(style, pieces):
                    formatting, lines = self.formats.paragraph(style), self.lines(pieces, style, width_pt)
                    height += max(after, formatting.before_pt) + lines.height_pt
                    after = formatting.after_pt
                    footnotes += lines.all_footnotes_pt
                case DataTable():
                    for _, row_height, row_footnotes in self.rows(item):
                        height, footnotes = height + row_height, footnotes + row_footnotes
                case LayoutTable():
                    for row_height, row_footnotes in self.layout_rows(item):
                        height, footnotes = height + row_height, footnotes + row_footnotes
                case TableOfContents() | SectionBreak():
                    raise AssertionError("a cell holds no contents or sections")
                case _:
                    assert_never(item)
        return height + after, footnotes


class _ParagraphText(Struct):
    """What a paragraph holds, as far as it is measured."""

    formatting: ParagraphFormat
    runs: list[Run] = []  # neighbours in one face as one
    length: int = 0  # in characters
    references: list[tuple[int, int]] = []  # numbers of footnotes, and how many characters are before each reference
    pictures_pt: list[float] = []  # heights

    def add_pieces(self, pieces: Pieces) -> None:
        for piece in pieces:
            match piece:
                case Text(text, style) | Field(result=text, style=style) if style in _RAISED:
                    self._add(_raise(text))
                case Text(text, style) | Field(result=text, style=style):
                    self._add(text, style)
                case Hyperlink(inner):
                    self.add_pieces(inner)
                case LineBreak():
                    self._add("\n")
                case FootnoteReference(number):
                    self.references.append((number, self.length))
                    self._add(_raise(str(number)))
                case Picture(height_pt=height):
                    self.pictures_pt.append(height)
                case Tab() | BookmarkStart() | BookmarkEnd() | FieldStart() | FieldEnd():
                    pass
                case _:
                    assert_never(piece)

    def _add(self, text: str, style: str = "") -> None:
        formatting, runs = self.formatting, self.runs
        self.length += len(text)
        face = formatting.bold_face if style in _BOLD else formatting.face
        if formatting.caps:
            text = text.upper()
        if runs and runs[-1].face is face:
            text = runs.pop().text + text
        runs.append(Run(text, face, formatting.size_pt))

    def line_heights_pt(self, width_pt: float) -> Heights:
        """Return the heights of the lines in a column of that width."""
        formatting = self.formatting
        if not self.runs:
            return (formatting.line_height_pt(formatting.natural_pt),)
        width = width_pt - formatting.left_pt - formatting.right_pt
        # no slack: pages need the likeliest lines, and no text can overflow them as it can a box on a slide
        heights = measure(self.runs).heights_pt(width, width - formatting.first_line_pt, slack=0.0)
        return tuple(map(formatting.line_height_pt, heights))


def _raise(text: str) -> str:
    """Return digits of the text around it that are as wide as the raised number or letters."""
    return "1" * max(1, round(len(text) * _RAISED_SHARE))
