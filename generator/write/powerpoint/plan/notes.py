"""What the speaker sees: the notes that belong to a page's statements, its footnotes, and its sources in full."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.model.block import Blocks, BulletList, Cards, Columns, FigureBlock, NumberedList, Panel, Paragraph
from generator.model.drawing import Drawing
from generator.model.inline import Inlines, Note, Traced, text_of
from generator.model.walk import walk
from generator.write.powerpoint.fit.text import Flow, Line, Span, flow, line


def notes_by_page(notes: Blocks, told: Sequence[Sequence[str]]) -> tuple[tuple[Line, ...], ...]:
    """Divide `notes` over pages by the statements that each tells; what belongs to none of them stands on the first."""
    pages: list[list[Line]] = [[] for _ in told]
    first = {statement: number for number in reversed(range(len(told))) for statement in told[number]}
    for each in (each for item in flow(_plain(notes)) for each in item):
        own = (first[span.statement] for span in each.spans if span.statement in first)
        pages[min(own, default=0)].append(_spoken(each))
    return tuple(tuple(page) for page in pages)


def footnotes(blocks: Blocks) -> tuple[Line, ...]:
    """Return the notes inside the text, which a slide has no foot for."""
    return tuple(
        line(note.inlines, 1, "none") for inlines in texts(blocks) for note in walk(inlines) if isinstance(note, Note)
    )


def descriptions(blocks: Blocks, drawings: Mapping[str, Drawing]) -> Iterator[Line]:
    """Yield what each figure shows, in words, for whoever must say it aloud."""
    for block in blocks:
        if isinstance(block, FigureBlock):
            yield Line((Span(drawings[block.figure].description),), marker="none")
        elif isinstance(block, Columns):
            yield from (each for column in block.columns for each in descriptions(column.blocks, drawings))


def full_wordings(blocks: Blocks, shown: Flow, notes: Sequence[Line]) -> Iterator[Line]:
    """Yield in full the statements that the page shows in a shorter wording, unless `notes` tell them already."""
    told = {span.statement for each in notes for span in each.spans}
    on_page: dict[str, str] = {}
    for span in (span for item in shown for each in item for span in each.spans if not span.raised):
        on_page[span.statement] = on_page.get(span.statement, "") + span.text
    untold = on_page.keys() - told - {""}
    if not untold:
        return
    for traced in (each for inlines in texts(blocks) for each in walk(inlines) if isinstance(each, Traced)):
        if traced.statement in untold and on_page[traced.statement] != text_of(traced.inlines):
            yield _spoken(line((traced,), 1, "none"))


def _spoken(each: Line) -> Line:
    """Reference numbers stand in brackets in the notes, where nothing is raised."""
    spans = tuple(replace(span, text=f" [{span.text}]", raised=False) if span.raised else span for span in each.spans)
    return replace(each, spans=spans, marker="none" if each.marker == "bullet" and each.level == 1 else each.marker)


def heading(label: str) -> Line:
    return Line((Span(label, bold=True),), marker="none")


def _plain(blocks: Blocks) -> Blocks:
    """Keep what notes can show: text and lists."""
    return tuple(block for block in blocks if isinstance(block, Paragraph | BulletList | NumberedList | Panel))


def texts(blocks: Blocks) -> Iterator[Inlines]:
    """Yield the words of `blocks`, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield inlines
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from texts(item)
            case Panel(blocks=inner):
                yield from texts(inner)
            case Columns(columns):
                for column in columns:
                    yield from texts(column.blocks)
            case Cards(cards):
                for card in cards:
                    yield from texts(card.blocks)
            case _:
                pass
