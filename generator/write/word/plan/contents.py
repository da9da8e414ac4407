"""A plan -> the same with a table of contents that is right at first open: entries, links and page numbers filled in.

Nothing asks Word to update it: `updateFields` and `dirty` both put a question to the reader.
"""

from msgspec.structs import replace

from generator.model.document import Document
from generator.write.word.plan.inlines import plain_text
from generator.write.word.plan.pagination import paginate
from generator.write.word.planned import (
    BookmarkStart,
    Field,
    FieldEnd,
    FieldStart,
    Hyperlink,
    Para,
    Pieces,
    Plan,
    Tab,
    TableOfContents,
    Text,
)
from generator.write.word.template.page import Page
from generator.write.word.template.paragraph_formatting import Formats

_DEEPEST = 2
_INSTRUCTION = f' TOC \\o "1-{_DEEPEST}" \\h \\z \\u '


def with_contents(plan: Plan, document: Document, page: Page, formats: Formats) -> tuple[Plan, int]:
    """Return the plan and how many pages it has.

    If the document asks for contents, they go before the first heading.
    """
    headings = [(index, item) for index, item in enumerate(plan.items)
                if isinstance(item, Para) and 1 <= item.outline_level <= _DEEPEST]  # fmt: skip
    if not document.contents or not headings:
        return plan, paginate(plan, page, formats).pages
    first, title = headings[0][0], document.labels["contents"]

    def fill(page_numbers: list[int]) -> Plan:
        entries = [_entry(para, number) for (_, para), number in zip(headings, page_numbers, strict=True)]
        contents = TableOfContents(title, _paragraphs(title, entries))
        return replace(plan, items=(*plan.items[:first], contents, *plan.items[first:]))

    # an entry takes one line whatever its number, so the first pagination already has the room that it needs
    pagination = paginate(fill([0] * len(headings)), page, formats)
    return fill([pagination.page_by_item[index + 1] for index, _ in headings]), pagination.pages


def _paragraphs(title: str, entries: list[Para]) -> tuple[Para, ...]:
    first = replace(entries[0], pieces=(FieldStart(_INSTRUCTION), *entries[0].pieces))
    entries = [first, *entries[1:]]
    if len(entries) > 2:
        # No entry stands alone on a page. Short chains only: on a page with footnotes, LibreOffice 7.4 moves a long
        # chain to the next page but for its first link, which would be the title of the contents.
        entries[-2] = replace(entries[-2], keep_next=True)
    entries[-1] = replace(entries[-1], pieces=(*entries[-1].pieces, FieldEnd()))
    return (Para("TOC Heading", (Text(title),)), *entries)


def _entry(heading: Para, page_number: int) -> Para:
    start = heading.pieces[0]
    assert isinstance(start, BookmarkStart)
    text = Text(plain_text(heading.pieces).replace("\n", " "))
    pieces: Pieces = (text, Tab(), Field(f" PAGEREF {start.name} \\h ", str(page_number)))
    return Para(f"toc {heading.outline_level}", (Hyperlink(pieces, anchor=start.name),))
