"""A plan -> the same with a table of contents that is right at first open: entries, links and page numbers filled in.

Nothing asks Word to renew it: `updateFields` and `dirty` both raise a question to the reader.
"""

from msgspec.structs import replace

from generator.model.document import Document
from generator.write.word.plan.pagination import items_with_outline, laid_out
from generator.write.word.plan.runs import plain
from generator.write.word.planned import (
    Contents,
    Field,
    FieldEnd,
    FieldStart,
    Linked,
    Opened,
    Para,
    Pieces,
    Plan,
    Tab,
    Words,
)
from generator.write.word.template.page import Page
from generator.write.word.template.paragraph_formatting import Looks

_DEEPEST = 2
_INSTRUCTION = f' TOC \\o "1-{_DEEPEST}" \\h \\z \\u '


def with_contents(plan: Plan, document: Document, page: Page, looks: Looks) -> tuple[Plan, int]:
    """Return the plan with its contents before the first heading if the document asks for them, and its pages."""
    headings = [(place, para) for place, para in items_with_outline(plan.items) if para.outline <= _DEEPEST]
    if not document.contents or not headings:
        return plan, laid_out(plan, page, looks).pages
    first, title = headings[0][0], document.labels["contents"]

    def filled(pages: list[int]) -> Plan:
        entries = [_entry(para, number) for (_, para), number in zip(headings, pages, strict=True)]
        contents = Contents(title, _paragraphs(title, entries))
        return replace(plan, items=(*plan.items[:first], contents, *plan.items[first:]))

    # an entry takes one line whatever its number, so that the first layout already has the room that it will need
    laid = laid_out(filled([0] * len(headings)), page, looks)
    return filled([laid.page_by_item[place + 1] for place, _ in headings]), laid.pages


def _paragraphs(title: str, entries: list[Para]) -> tuple[Para, ...]:
    opened = replace(entries[0], pieces=(FieldStart(_INSTRUCTION), *entries[0].pieces))
    entries = [opened, *entries[1:]]
    if len(entries) > 2:
        # No entry stands alone on a page. Short chains only: on a page with notes, LibreOffice 7.4 moves a long chain
        # to the next page but for its first link, which would be the title of the contents.
        entries[-2] = replace(entries[-2], keep_next=True)
    entries[-1] = replace(entries[-1], pieces=(*entries[-1].pieces, FieldEnd()))
    return (Para("TOC Heading", (Words(title),)), *entries)


def _entry(heading: Para, page: int) -> Para:
    mark = heading.pieces[0]
    assert isinstance(mark, Opened)
    words = Words(plain(heading.pieces).replace("\n", " "))
    pieces: Pieces = (words, Tab(), Field(f" PAGEREF {mark.name} \\h ", str(page)))
    return Para(f"toc {heading.outline}", (Linked(pieces, anchor=mark.name),))
