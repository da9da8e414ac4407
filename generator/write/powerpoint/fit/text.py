"""Blocks -> items of paragraphs as a placeholder holds them: levels, markers and runs, without any size or colour."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import (
    Blocks,
    BulletList,
    Card,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    Table,
    Title,
)
from generator.model.inline import (
    Break,
    Cite,
    CrossReference,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    Plain,
    Strong,
    Styled,
    Traced,
)


class Span(Struct, frozen=True, gc=False):
    """Characters of one look; `raised` for reference numbers, `statement` for where they come from."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""
    statement: str = ""


class Line(Struct, frozen=True, gc=False):
    """One paragraph: its level from 1, and its marker: the level's own "bullet", "none", or a "number"."""

    spans: tuple[Span, ...]
    level: int = 1
    marker: str = "bullet"
    number: int = 0
    cites: tuple[int, ...] = ()  # numbers of the references cited in it

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


_PLAIN = Span("")

SECTION = "section:"  # before the name of a section, in an address: a link to its first slide


# What stays together on one slide: a bullet with those below it.
Item = tuple[Line, ...]
Flow = tuple[Item, ...]


def flow(blocks: Blocks, level: int = 1) -> Flow:
    """Return `blocks` as items whose bullets start at `level`; plain paragraphs stand there without a bullet."""
    return tuple(_items(blocks, level))


def _items(blocks: Blocks, level: int) -> Iterator[Item]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Title(inlines=inlines):
                yield (line(inlines, level, "none"),)
            case Heading(inlines=inlines):
                yield (line((Strong(inlines),), level, "none"),)
            case BulletList(items):
                for item in items:
                    yield _entry(item, level, "bullet", 0)
            case NumberedList(items, start):
                for number, item in enumerate(items, start):
                    yield _entry(item, level, "number", number)
            case Panel(title=title, blocks=inner):
                yield from _titled(title, inner, level)
            case Table(header, rows):
                for row in rows:
                    yield (line(_joined_cells(header, row), level),)
            case Cards(cards):
                yield from _items((listed(cards),), level)
            case Columns(columns):
                for column in columns:
                    yield from _items(column.blocks, level)
            case FigureBlock(caption=caption):
                yield (line(caption, level, "none"),)
            case Landscape(inner):
                yield from _items(inner, level)
            case ReferenceList(references):
                for reference in references:
                    yield (line((Plain(f"[{reference.number}] "), *reference.full), level, "none"),)


def _joined_cells(header: Sequence[Inlines], row: Sequence[Inlines]) -> Inlines:
    """Say a row in words, for where no table can stand: "Berth: B1; Depth: 4 m"."""
    said: list[Inline] = []
    for name, cell in zip(header, row, strict=False):
        said += [Plain("; " if said else ""), *name, Plain(": " if name else ""), *cell]
    return tuple(said)


def listed(cards: Sequence[Card]) -> NumberedList:
    """Return cards as a numbered list, for where no grid can stand: the title in bold, the text after it."""
    entries: list[Blocks] = []
    for card in cards:
        head, *rest = card.blocks or (Paragraph(()),)
        title = Strong(card.title)
        if isinstance(head, Paragraph):
            entries.append((Paragraph((title, Plain(" "), *head.inlines)), *rest))
        else:
            entries.append((Paragraph((title,)), *card.blocks))
    return NumberedList(tuple(entries))


def _titled(title: Inlines, inner: Blocks, level: int) -> Iterator[Item]:
    """Yield the title with the first of what it heads, so that it never stands alone at a slide's end."""
    head = (line((Strong(title),), level, "none"),) if title else ()
    first, *rest = flow(inner, level) or ((),)
    yield (*head, *first)
    yield from rest


def _entry(blocks: Blocks, level: int, marker: str, number: int) -> Item:
    """A list's entry: its first paragraph carries the marker, the others stand one level deeper."""
    first, *rest = blocks or (Paragraph(()),)
    lead = line(first.inlines, level, marker) if isinstance(first, Paragraph) else None
    below = flow(tuple(rest) if lead else blocks, level + 1)
    head = (replace(lead, number=number),) if lead else ()
    return (*head, *(each for item in below for each in item))


def panel_head(panel: Panel) -> Item:
    """Return a panel's title, on the first level; it stands on every page of the panel."""
    return (line(panel.title, 1),) if panel.title else ()


def panel_flow(panel: Panel) -> Flow:
    """Return what a panel says under its title: from the second level on."""
    return flow(panel.blocks, 2)


def card_item(card: Card) -> Item:
    """Return a card: its title on the first level, its text on the second."""
    text = tuple(each for item in flow(card.blocks, 2) for each in item)
    return (line(card.title, 1), *text)


def line(inlines: Inlines, level: int = 1, marker: str = "bullet") -> Line:
    spans: list[Span] = []
    cites: list[int] = []
    _collect(inlines, _PLAIN, spans, cites)
    return Line(tuple(spans), level, marker, cites=tuple(cites))


def _collect(inlines: Inlines, look: Span, spans: list[Span], cites: list[int]) -> None:
    """Add what is read in `inlines` to `spans`, and the references cited there to `cites`, those of notes too."""
    for inline in inlines:
        match inline:
            case Plain(text) | CrossReference(text=text):
                _add(spans, replace(look, text=text))
            case Break():
                _add(spans, replace(look, text="\n"))
            case Strong(inner):
                _collect(inner, replace(look, bold=True), spans, cites)
            case Emphasis(inner):
                _collect(inner, replace(look, italic=True), spans, cites)
            case Styled(inner):
                _collect(inner, look, spans, cites)
            case Link(inner, url):
                _collect(inner, replace(look, url=url), spans, cites)
            case Traced(statement, inner):
                _collect(inner, replace(look, statement=statement), spans, cites)
            case Cite(citations):
                numbers = [citation.number for citation in citations]
                cites += numbers
                _add(spans, replace(look, text=",".join(ranges(numbers)), raised=True, bold=False, italic=False))
            case Note(inner):
                _collect(inner, look, [], cites)  # said in the speaker notes: a slide has no footnotes


def _add(spans: list[Span], span: Span) -> None:
    """Add `span`, joined to the last one where both have one look, so that an editor meets whole runs."""
    if spans and replace(span, text=(last := spans[-1]).text) == last:
        spans[-1] = replace(last, text=last.text + span.text)
    elif span.text:
        spans.append(span)


def ranges(numbers: Sequence[int], form: str = "{}") -> Iterator[str]:
    """Yield "1–4" for numbers in a row of three or more, else each by itself; each number in `form`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        if len(run) > 2:
            yield f"{form.format(run[0])}–{form.format(run[-1])}"
        else:
            yield from map(form.format, run)


def statements(items: Flow) -> tuple[str, ...]:
    """Return the ids of the statements told in `items`, each once, in reading order."""
    return tuple(
        dict.fromkeys(span.statement for item in items for each in item for span in each.spans if span.statement)
    )


def cited(items: Flow) -> tuple[int, ...]:
    """Return the numbers of the references cited in `items`, ascending."""
    return tuple(sorted({number for item in items for each in item for number in each.cites}))
