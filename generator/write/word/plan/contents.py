"""A plan -> the same with a table of contents that is right at first open: entries, links and page numbers filled in.

Nothing asks Word to update it: `updateFields` and `dirty` both put a question to the reader.
"""

from msgspec.structs import replace

from generator.model.document import Document
from generator.write.word.plan.inlines import plain_text
from generator.write.word.plan.page_numbers import fill_page_numbers
from generator.write.word.plan.pagination import paginate, settle
from generator.write.word.planned import (
    BookmarkStart,
    Field,
    FieldEnd,
    FieldStart,
    Hyperlink,
    Item,
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
    """Return the plan with its breaks settled and all page numbers, and how many pages it has.

    If the document asks for contents, they go where the plan has room for them, else before the first heading.
    """
    items: list[Item] = [item for item in plan.items if not isinstance(item, TableOfContents)]
    headings = [(index, item) for index, item in enumerate(items)
                if isinstance(item, Para) and 1 <= item.outline_level <= _DEEPEST]  # fmt: skip
    if document.contents and headings:
        places = (index for index, item in enumerate(plan.items) if isinstance(item, TableOfContents))
        first, title = next(places, headings[0][0]), document.labels["contents"]
        items.insert(first, TableOfContents(title, _paragraphs(title, [_entry(para) for _, para in headings])))
    plan = replace(plan, items=tuple(items))
    # a number takes one line whatever it is, so the pagination already has the room that it needs
    pagination = paginate(plan, page, formats)
    return fill_page_numbers(settle(plan, pagination), pagination.page_by_item), pagination.pages


def _paragraphs(title: str, entries: list[Para]) -> tuple[Para, ...]:
    first = replace(entries[0], pieces=(FieldStart(_INSTRUCTION), *entries[0].pieces))
    entries = [first, *entries[1:]]
    if len(entries) > 2:
        # No entry stands alone on a page. Short chains only: on a page with footnotes, LibreOffice 7.4 moves a long
        # chain to the next page but for its first link, which would be the title of the contents.
        entries[-2] = replace(entries[-2], keep_next=True)
    entries = [replace(entry, hold_next=True) for entry in entries[:-1]] + entries[-1:]
    entries[-1] = replace(entries[-1], pieces=(*entries[-1].pieces, FieldEnd()))
    return (Para("TOC Heading", (Text(title),)), *entries)


def _entry(heading: Para) -> Para:
    start = heading.pieces[0]
    assert isinstance(start, BookmarkStart)
    text = Text(plain_text(heading.pieces).replace("\n", " "))
    pieces: Pieces = (text, Tab(), Field(f" PAGEREF {start.name} \\h ", "0"))
    return Para(f"toc {heading.outline_level}", (Hyperlink(pieces, anchor=start.name),))
