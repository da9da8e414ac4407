"""Blocks -> items of paragraphs as a placeholder holds them: levels, markers and runs, without sizes or colours."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.color.fill import STATUS_COLORS
from generator.fonts.breaks import is_ideographic
from generator.fonts.scripts import has_east_asian
from generator.model.block import (
    Agenda,
    Blocks,
    BulletList,
    Card,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    KeyNumber,
    KeyNumbers,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    SideHeads,
    Table,
    Title,
)
from generator.model.inline import (
    DETAIL,
    QUIET,
    SIGN,
    VALUE,
    Break,
    Cite,
    CrossReference,
    Emphasis,
    Inline,
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

_TABLE_STYLES = (SIGN, VALUE, DETAIL, QUIET)
WORD_JOINER = "\u2060"  # no line ends beside it
_BEFORE_RAISED = frozenset(".,;:)]’”'\"»")  # punctuation that keeps a number after it on its line (UAX 14)
SECTION_LINK = "section:"  # before the name of a section, in a URL: a link to its first slide


class Span(Struct, frozen=True):
    """Characters formatted alike; `raised` for reference numbers, `statement` is the id of the one they belong to.

    In a table, `style` names how they differ from what is around them: SIGN, VALUE, DETAIL or QUIET.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""
    statement: str = ""
    style: str = ""
    color: str = ""  # of the theme, where it is not that of the level
    refers: bool = False  # to sources, by their numbers


class TextParagraph(Struct, frozen=True):
    """A paragraph: its level from 1, and its marker: the level's own "bullet", "none", a "number", or a "sign".

    Of a status, the `sign` is in the `color` of the theme; where it is empty, the level's own bullet stands for it.
    """

    spans: tuple[Span, ...]
    level: int = 1
    marker: str = "bullet"
    number: int = 0
    sign: str = ""
    color: str = ""
    cites: tuple[int, ...] = ()  # numbers of the references cited in it
    shares: tuple[int, ...] = ()  # of those that it shares with all statements of the slide

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


Item = tuple[TextParagraph, ...]  # stays together on one slide: a bullet with those below it
Items = tuple[Item, ...]


def items_of(blocks: Blocks, level: int = 1) -> Items:
    """Return `blocks` as items whose bullets start at `level`; plain paragraphs have no bullet."""
    return tuple(_items(blocks, level))


def _items(blocks: Blocks, level: int) -> Iterator[Item]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Title(inlines):
                yield (text_paragraph(inlines, level, "none"),)
            case Heading(inlines=inlines):
                yield (text_paragraph((Strong(inlines),), level, "none"),)
            case BulletList(items):
                for item in items:
                    yield _list_item(item, level, "bullet", 0)
            case NumberedList(items, start):
                for number, item in enumerate(items, start):
                    yield _list_item(item, level, "number", number)
            case Panel(title=title, blocks=inner):
                yield from _panel_as_text(title, inner, level)
            case Table(header, rows):
                for row in rows:
                    yield (text_paragraph(_row_as_text(header, row), level),)
            case Cards():
                yield from _items((block.as_list(),), level)
            case SideHeads():
                yield from _signed_items(block, level)
            case KeyNumbers(numbers):
                yield from (_number_as_text(number, level) for number in numbers)
            case Columns(columns):
                for column in columns:
                    yield from _items(column.blocks, level)
            case FigureBlock(caption=caption):
                yield (text_paragraph(caption, level, "none"),)
            case Landscape(inner):
                yield from _items(inner, level)
            case ReferenceList(references, note):
                for reference in references:
                    yield (text_paragraph((Plain(f"[{reference.number}] "), *reference.full), level, "none"),)
                if note:
                    yield (text_paragraph(note, level, "none"),)
            case Agenda():
                pass  # the plan replaces it with the list of sections
            case _:
                assert_never(block)


def _row_as_text(header: Sequence[Inlines], row: Sequence[Inlines]) -> Inlines:
    """Return a table row as text: "Berth: B1; Depth: 4 m"."""
    inlines: list[Inline] = []
    for name, cell in zip(header, row, strict=False):
        inlines += [Plain("; " if inlines else ""), *name, Plain(": " if name else ""), *cell]
    return tuple(inlines)


def _panel_as_text(title: Inlines, blocks: Blocks, level: int) -> Iterator[Item]:
    """Yield the panel's items, the first together with the title, which must not be the last thing on a slide."""
    head = (text_paragraph((Strong(title),), level, "none"),) if title else ()
    first, *rest = items_of(blocks, level) or ((),)
    yield (*head, *first)
    yield from rest


def _list_item(blocks: Blocks, level: int, marker: str, number: int) -> Item:
    """Return an item whose first paragraph has the marker; all others are one level deeper."""
    first, *rest = blocks or (Paragraph(()),)
    if not isinstance(first, Paragraph):
        return paragraphs_of(items_of(blocks, level + 1))
    lead = replace(text_paragraph(first.inlines, level, marker), number=number)
    return (lead, *paragraphs_of(items_of(tuple(rest), level + 1)))


def _signed_items(block: SideHeads, level: int) -> Iterator[Item]:
    """Yield items that begin with the sign of their status instead of a bullet, if any has one."""
    marker = "sign" if any(item.status for item in block.items) else "bullet"
    for item in block.items if not block.start else ():
        first, *others = _list_item(item.run_in(with_status=False), level, marker, 0)
        signed = replace(first, sign=item.sign, color=STATUS_COLORS.get(item.status, ""))
        yield (signed if first.marker == marker else first, *others)
    if block.start:
        yield from _items((block.as_list(),), level)


def panel_title(panel: Panel) -> Item:
    """Return a panel's title, on the first level."""
    if not panel.title:
        return ()
    paragraph, color = text_paragraph(panel.title, 1), STATUS_COLORS.get(panel.status, "")
    return (replace(paragraph, spans=tuple(replace(span, color=color) for span in paragraph.spans)),)


def panel_items(panel: Panel) -> Items:
    """Return a panel's items below its title, from the second level on."""
    return items_of(panel.blocks, 2)


def card_item(card: Card) -> Item:
    """Return a card: its title on the first level, its text on the second."""
    return (text_paragraph(card.title, 1), *paragraphs_of(items_of(card.blocks, 2)))


def key_number_item(number: KeyNumber) -> Item:
    """Return what is beside a key number: its words on the first level, what it was before on the second."""
    words, earlier = ((text_paragraph(inlines, level),) if inlines else () for level, inlines in
                      ((1, number.words), (2, number.earlier)))  # fmt: skip
    return (*words, *earlier)


def _number_as_text(number: KeyNumber, level: int) -> Item:
    """Return a key number as text: the number in bold, then its words; below, what it was before."""
    lead = text_paragraph((Strong(number.value), Plain(" "), *number.words), level)
    return (lead, text_paragraph(number.earlier, level + 1, "none")) if number.earlier else (lead,)


def text_paragraph(inlines: Inlines, level: int = 1, marker: str = "bullet") -> TextParagraph:
    spans, cites = list[Span](), list[Cite]()
    _collect(inlines, Span(""), spans, cites)
    cited = tuple(citation.number for cite in cites for citation in cite.citations)
    shared = tuple(citation.number for cite in cites for citation in cite.shared)
    return TextParagraph(tuple(spans), level, marker, cites=cited, shares=shared)


def _collect(inlines: Inlines, format_: Span, spans: list[Span], cites: list[Cite]) -> None:
    """Add the text of `inlines` to `spans`, and the citations there to `cites`, those in notes too."""
    for inline in inlines:
        match inline:
            case Plain(text) | CrossReference(text=text):
                _add(spans, replace(format_, text=text))
            case Break():
                _add(spans, replace(format_, text="\n"))
            case Strong(inner):
                _collect(inner, replace(format_, bold=True), spans, cites)
            case Emphasis(inner):
                kind = "bold" if has_east_asian(text_of(inner)) else "italic"
                _collect(inner, replace(format_, **{kind: True}), spans, cites)
            case Styled(inner, style):
                known = style if style in _TABLE_STYLES else format_.style
                _collect(inner, replace(format_, style=known), spans, cites)
            case Link(inner, url):
                _collect(inner, replace(format_, url=url), spans, cites)
            case Traced(statement, inner):
                _collect(inner, replace(format_, statement=statement), spans, cites)
            case Cite(citations):
                cites.append(inline)
                raised = format_.style != DETAIL  # which is small already
                text = ("," if raised else ", ").join(number_ranges([citation.number for citation in citations]))
                joins = raised and text and spans and not _keeps_number(spans[-1].text[-1])
                text = f"{WORD_JOINER}{text}" if joins else text
                _add(spans, replace(format_, text=text, raised=raised, bold=False, italic=False, refers=True))
            case Portion(inner):
                _collect(inner, format_, spans, cites)
            case Note(inner):
                _collect(inner, format_, [], cites)  # its text is in the speaker notes: slides have no footnotes
            case _:
                assert_never(inline)


def _keeps_number(character: str) -> bool:
    """Return whether no line ends between `character` and a number, or whether one may since it is a space."""
    return character in _BEFORE_RAISED or character.isspace() or (character.isalnum() and not is_ideographic(character))


def _add(spans: list[Span], span: Span) -> None:
    """Add `span`, merged with the last one if both are formatted alike."""
    if spans and replace(span, text=(last := spans[-1]).text) == last:
        spans[-1] = replace(last, text=last.text + span.text)
    elif span.text:
        spans.append(span)


def number_ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yield "1–4", which no line divides, for three or more consecutive numbers, else each by itself."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        yield from [f"{run[0]}–{WORD_JOINER}{run[-1]}"] if len(run) > 2 else map(str, run)


def paragraphs_of(items: Items) -> tuple[TextParagraph, ...]:
    return tuple(paragraph for item in items for paragraph in item)


def statement_ids(items: Items) -> tuple[str, ...]:
    """Return the ids of the statements in `items`, each once, in reading order."""
    spans = (span for paragraph in paragraphs_of(items) for span in paragraph.spans)
    return tuple(dict.fromkeys(span.statement for span in spans if span.statement))


def cited_numbers(items: Items) -> tuple[int, ...]:
    """Return the numbers of the references cited in `items`, ascending, without those that all statements share."""
    numbers = {number for paragraph in paragraphs_of(items) for number in paragraph.cites}
    return tuple(sorted(numbers.difference(shared_numbers(items))))


def shared_numbers(items: Items) -> tuple[int, ...]:
    """Return the numbers of the references that all statements in `items` share, ascending."""
    return tuple(sorted({number for paragraph in paragraphs_of(items) for number in paragraph.shares}))
