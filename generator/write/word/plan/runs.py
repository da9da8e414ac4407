"""Inlines -> pieces of a paragraph: emphasis becomes character styles, statements bookmarks, notes their numbers."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

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
    Strong,
    Styled,
    Traced,
)
from generator.write.word.plan.bookmarks import Bookmarks
from generator.write.word.planned import (
    Closed,
    Field,
    Linked,
    NewLine,
    NoteMark,
    Opened,
    Piece,
    Pieces,
    PlannedNote,
    Words,
)

NUMBER_STYLE = "Source Number"
# One run has one character style, so emphasis inside emphasis needs a style of its own.
_EMPHASES: Mapping[frozenset[str], str] = {
    frozenset(): "",
    frozenset({"strong"}): "Strong",
    frozenset({"emphasis"}): "Emphasis",
    frozenset({"strong", "emphasis"}): "Strong Emphasis",
}


class Writing(Struct):
    """What is numbered through a document: bookmarks and notes, in the order in which they are met."""

    bookmarks: Bookmarks
    notes: list[PlannedNote] = []
    cites: bool = False  # whether numbers of sources were met

    def pieces(self, inlines: Inlines, own: frozenset[str] = frozenset()) -> Pieces:
        """Return the pieces of `inlines` in a paragraph whose style is itself "strong" or "emphasis" (`own`).

        What the paragraph has is not asked for again: in Word, bold within bold is upright (ECMA-376-1, 17.7.3).
        """
        found: list[Piece] = []
        self._walk(inlines, frozenset(), own, "", found)
        return tuple(found)

    def _walk(
        self, inlines: Inlines, around: frozenset[str], own: frozenset[str], style: str, found: list[Piece]
    ) -> None:
        """Add the pieces of `inlines` to `found`, in emphases `around` them or in a character style."""
        look = style or (_EMPHASES[around - own] if around else "")
        for inline in inlines:
            match inline:
                case Plain(text):
                    if text:
                        found.append(Words(text, look))
                case Strong(inner):
                    self._walk(inner, around | {"strong"}, own, style, found)
                case Emphasis(inner):
                    self._walk(inner, around | {"emphasis"}, own, style, found)
                case Styled(inner, name):
                    self._walk(inner, around, own, name, found)
                case Link(inner, url):
                    linked: list[Piece] = []
                    self._walk(inner, around, own, "Hyperlink", linked)
                    found.append(Linked(tuple(linked), url=url))
                case Traced(statement, inner):
                    mark = self.bookmarks.for_statement(statement)
                    found.append(mark)
                    self._walk(inner, around, own, style, found)
                    found.append(Closed(mark.id))
                case Note(inner):
                    found.append(self._note(inner))
                case Cite(citations):
                    found += self._cite(citations)
                case CrossReference(anchor, text):
                    found.append(self._reference(anchor, text))
                case Break():
                    found.append(NewLine())

    def _note(self, inlines: Inlines) -> NoteMark:
        number = len(self.notes) + 1
        self.notes.append(PlannedNote(number, self.pieces(inlines)))
        return NoteMark(number)

    def _cite(self, citations: tuple[Citation, ...]) -> Iterator[Piece]:
        """Yield "[1, p. 2; 3]", kept on the line of the word before it; each number leads to its source."""
        self.cites = True
        yield Words("\u00a0[", NUMBER_STYLE)
        for place, citation in enumerate(citations):
            if place:
                yield Words("; ", NUMBER_STYLE)
            said = f"{citation.number}, {citation.locator}" if citation.locator else str(citation.number)
            words = Words(said.replace(" ", "\u00a0"), NUMBER_STYLE)
            anchor = self.bookmarks.of_source(citation.number)
            yield Linked((words,), anchor=anchor) if anchor else words
        yield Words("]", NUMBER_STYLE)

    def _reference(self, anchor: str, text: str) -> Piece:
        name = self.bookmarks.of_anchor(anchor)
        words = text.replace(" ", "\u00a0")
        return Field(f" REF {name} \\h ", words, "Cross Reference") if name else Words(words)


def plain(pieces: Pieces) -> str:
    """Return the characters of `pieces` that stand in the line."""
    parts = []
    for piece in pieces:
        match piece:
            case Words(text):
                parts.append(text)
            case Field(result=result):
                parts.append(result)
            case Linked(inner):
                parts.append(plain(inner))
            case NewLine():
                parts.append("\n")
    return "".join(parts)


def bookmarked(mark: Opened, pieces: Pieces) -> Pieces:
    """Return `pieces` inside a bookmark."""
    return (mark, *pieces, Closed(mark.id))
