"""Notes and blocks of a slide -> speaker notes: those on a page's statements, its footnotes and full wordings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.model.block import Blocks, FigureBlock
from generator.model.drawing import Drawing
from generator.model.inline import Note, Traced, text_of
from generator.model.walk import Node
from generator.write.powerpoint.fit.text import (
    WORD_JOINER,
    Items,
    Span,
    TextParagraph,
    items_of,
    paragraphs_of,
    text_paragraph,
)


def notes_by_page(notes: Blocks, statements: Sequence[Sequence[str]]) -> tuple[tuple[TextParagraph, ...], ...]:
    """Divide `notes` over pages by the `statements` of each; what belongs to none of them goes to the first page."""
    pages: list[list[TextParagraph]] = [[] for _ in statements]
    first_page = {name: number for number in reversed(range(len(statements))) for name in statements[number]}
    for paragraph in paragraphs_of(items_of(notes)):
        numbers = (first_page[span.statement] for span in paragraph.spans if span.statement in first_page)
        pages[min(numbers, default=0)].append(_as_note(paragraph))
    return tuple(tuple(page) for page in pages)


def footnotes(nodes: Iterable[Node]) -> tuple[TextParagraph, ...]:
    """Return the footnotes of a slide, which has no place for them."""
    return tuple(text_paragraph(node.inlines, 1, "none") for node in nodes if isinstance(node, Note))


def figure_descriptions(nodes: Iterable[Node], drawings: Mapping[str, Drawing]) -> tuple[TextParagraph, ...]:
    """Return what each figure shows, in words, for whoever must say it aloud."""
    figures = (drawings[node.figure] for node in nodes if isinstance(node, FigureBlock))
    return tuple(TextParagraph((Span(drawing.description),), marker="none") for drawing in figures)


def full_wordings(nodes: Iterable[Node], shown: Items, notes: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Yield in full the statements of `nodes` that the page shows in a shorter wording and `notes` do not have."""
    in_notes = {span.statement for paragraph in notes for span in paragraph.spans}
    wordings = {name: text for name, text in wording_by_statement(shown).items() if name not in in_notes}
    for traced in (node for node in nodes if isinstance(node, Traced) and node.statement in wordings):
        if wordings[traced.statement] != text_of(traced.inlines):
            yield _as_note(text_paragraph((traced,), 1, "none"))


def wording_by_statement(items: Items) -> dict[str, str]:
    """Return the text of each statement in `items`, without reference numbers."""
    wordings: dict[str, str] = {}
    for span in (span for paragraph in paragraphs_of(items) for span in paragraph.spans):
        if span.statement and not span.raised:
            wordings[span.statement] = wordings.get(span.statement, "") + span.text
    return wordings


def _as_note(paragraph: TextParagraph) -> TextParagraph:
    """Return `paragraph` with reference numbers in brackets and without bullets on the first level."""
    spans = tuple(map(_in_brackets, paragraph.spans))
    plain = paragraph.marker == "bullet" and paragraph.level == 1
    return replace(paragraph, spans=spans, marker="none" if plain else paragraph.marker)


def _in_brackets(span: Span) -> Span:
    return replace(span, text=f" [{span.text.replace(WORD_JOINER, '')}]", raised=False) if span.raised else span


def heading(label: str) -> TextParagraph:
    return TextParagraph((Span(label, bold=True),), marker="none")
