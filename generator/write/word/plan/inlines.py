"""Inlines -> pieces of a paragraph: emphasis becomes character styles, statements bookmarks, notes their numbers."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from msgspec import Struct

from generator.fonts.scripts import has_east_asian
from generator.model.inline import (
    Break,
    Citation,
    Cite,
    CrossReference,
    Emphasis,
    Inlines,
    Link,
    Note,
    Plain,
    Portion,
    Strong,
    Styled,
    Traced,
    text_of,
)
from generator.write.word.plan.bookmarks import Bookmarks
from generator.write.word.planned import (
    BookmarkEnd,
    BookmarkStart,
    Field,
    FieldEnd,
    FieldStart,
    Footnote,
    FootnoteReference,
    Hyperlink,
    LineBreak,
    Picture,
    Piece,
    Pieces,
    Tab,
    Text,
)

FOOTNOTE_REFERENCE = "footnote reference"
SOURCE_LETTER = "Source Letter"  # raised
_SOURCE_NUMBER = "Source Number"
# A run has one character style, so emphasis within emphasis needs a style of its own.
_EMPHASES: Mapping[frozenset[str], str] = {
    frozenset(): "",
    frozenset({"strong"}): "Strong",
    frozenset({"emphasis"}): "Emphasis",
    frozenset({"strong", "emphasis"}): "Strong Emphasis",
}


class InlinePlanner(Struct):
    """Plans inlines, numbering bookmarks and footnotes in reading order."""

    bookmarks: Bookmarks
    footnotes: list[Footnote] = []
    cites: bool = False  # whether there was a numbered citation
    repeatable: dict[int, int] = {}  # numbers of footnotes that may be referred to again, by the notes' own
    repeated: dict[int, BookmarkStart] = {}  # bookmarks of those that are, by number

    def plan(self, inlines: Inlines, inherited: frozenset[str] = frozenset()) -> Pieces:
        """Return the pieces of `inlines` in a paragraph whose style is itself "strong" or "emphasis" (`inherited`).

        What the paragraph has is not asked for again: in Word, bold within bold is upright (ECMA-376-1, 17.7.3).
        """
        return tuple(self._plan(inlines, frozenset(), inherited, ""))

    def _plan(
        self, inlines: Inlines, emphases: frozenset[str], inherited: frozenset[str], style: str
    ) -> Iterator[Piece]:
        """Yield pieces in the character style `style`, or else in that of `emphases`."""
        for inline in inlines:
            match inline:
                case Plain(text):
                    if text:
                        yield Text(text, style or _EMPHASES[emphases - inherited])
                case Strong(inner):
                    yield from self._plan(inner, emphases | {"strong"}, inherited, style)
                case Emphasis(inner) if has_east_asian(text_of(inner)):  # letters without italics
                    yield from self._plan(inner, emphases | {"strong"}, inherited, style)
                case Emphasis(inner):
                    yield from self._plan(inner, emphases | {"emphasis"}, inherited, style)
                case Styled(inner, name):
                    yield from self._plan(inner, emphases, inherited, name)
                case Link(inner, url):
                    yield Hyperlink(tuple(self._plan(inner, emphases, inherited, "Hyperlink")), url=url)
                case Traced(statement, inner):
                    start = self.bookmarks.start_statement(statement)
                    yield from in_bookmark(start, self._plan(inner, emphases, inherited, style))
                case Portion(inner):
                    yield from self._plan(inner, emphases, inherited, style)
                case Note(inner, number):
                    yield self._note(inner, number)
                case Cite(letters=letters) if letters:
                    self.cites = True
                    yield Text(letters, SOURCE_LETTER)
                case Cite(citations, bare=bare):
                    yield from self._list_numbers(citations) if bare else self._cite(citations)
                case CrossReference(anchor, text, page):
                    yield self._refer_to_page(anchor, text, style) if page else self._refer(anchor, text)
                case Break():
                    yield LineBreak()
                case _:
                    assert_never(inline)

    def _note(self, inlines: Inlines, id_: int) -> Piece:
        """Return the reference to a new footnote, or a field that repeats the number of the one with that id."""
        if id_ in self.repeatable:
            number = self.repeatable[id_]
            if number not in self.repeated:
                self.repeated[number] = self.bookmarks.start_note()
            return Field(f" NOTEREF {self.repeated[number].name} \\f \\h ", str(number), FOOTNOTE_REFERENCE)
        number = len(self.footnotes) + 1
        self.footnotes.append(Footnote(number, self.plan(inlines)))
        if id_:
            self.repeatable[id_] = number
        return FootnoteReference(number)

    def _cite(self, citations: tuple[Citation, ...]) -> Iterator[Piece]:
        """Yield "[1, p. 2; 3]", kept on the line of the word before it; each number links to its source."""
        yield Text("\u00a0[", _SOURCE_NUMBER)
        yield from self._list_numbers(citations, "; ")
        yield Text("]", _SOURCE_NUMBER)

    def _list_numbers(self, citations: tuple[Citation, ...], separator: str = "") -> Iterator[Piece]:
        """Yield "1, 3", or where one has a locator, "1, p. 2; 3"."""
        self.cites = True
        separator = separator or ("; " if any(citation.locator for citation in citations) else ", ")
        for index, citation in enumerate(citations):
            if index:
                yield Text(separator, _SOURCE_NUMBER)
            words = f"{citation.number}, {citation.locator}" if citation.locator else str(citation.number)
            text = Text(words.replace(" ", "\u00a0"), _SOURCE_NUMBER)
            anchor = self.bookmarks.source_name(citation.number)
            yield Hyperlink((text,), anchor=anchor) if anchor else text

    def _refer(self, anchor: str, text: str) -> Piece:
        name = self.bookmarks.caption_name(anchor)
        text = text.replace(" ", "\u00a0")
        return Field(f" REF {name} \\h ", text, "Cross Reference") if name else Text(text)

    def _refer_to_page(self, anchor: str, text: str, style: str) -> Piece:
        """Return the field of a page number, which page_numbers.py fills in."""
        return Field(f" PAGEREF {self.bookmarks.heading_names[anchor]} \\h ", text, style)


def in_bookmark(start: BookmarkStart, pieces: Iterator[Piece] | Pieces) -> Pieces:
    """Return `pieces` inside a bookmark."""
    return (start, *pieces, BookmarkEnd(start.id))


def plain_text(pieces: Pieces) -> str:
    """Return the characters that a reader sees in the line itself."""
    parts = []
    for piece in pieces:
        match piece:
            case Text(text) | Field(result=text):
                parts.append(text)
            case Hyperlink(inner):
                parts.append(plain_text(inner))
            case LineBreak():
                parts.append("\n")
            case Tab() | FootnoteReference() | BookmarkStart() | BookmarkEnd() | FieldStart() | FieldEnd() | Picture():
                pass
            case _:
                assert_never(piece)
    return "".join(parts)
