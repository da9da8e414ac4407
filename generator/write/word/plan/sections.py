"""Planned items in a row -> the same with what Word wants between them: air after tables, and ends of sections."""

from collections.abc import Iterable

from msgspec.structs import replace

from generator.write.word.plan.style_set import AIRY, BODY, CARD, SPACED
from generator.write.word.planned import Boxes, Break, Grid, Item, Para
from generator.write.word.template.page import PORTRAIT

_GAP = Para("Table Gap", ())


def separated(items: Iterable[Item]) -> list[Item]:
    """Return the items with air after each table: by the next paragraph's style, else by a separating paragraph.

    Word runs two tables into one where nothing stands between them, and wants a paragraph after the last.
    """
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Para) and item.style == BODY.text and _closes(last):
            item = replace(item, style=SPACED)
        elif isinstance(last, Grid | Boxes) and not (isinstance(item, Para) and item.style in AIRY):
            found.append(_GAP)
        found.append(item)
    if found and isinstance(found[-1], Grid | Boxes):
        found.append(_GAP)
    return found


def _closes(item: Item | None) -> bool:
    """Whether body text that follows needs air: after a table, and after the smaller text of cards."""
    return isinstance(item, Grid | Boxes) or (isinstance(item, Para) and item.style in {CARD.text, *CARD.bullets})


def sectioned(items: Iterable[Item]) -> tuple[tuple[Item, ...], str]:
    """Return the items, each section's end marked on its last paragraph, and the orientation of the last section.

    A section without content (before a landscape page that opens the document, or between two) is left out.
    """
    found: list[Item] = []
    ends, filled = PORTRAIT, False
    for item in items:
        if not isinstance(item, Break):
            found.append(item)
            filled = True
        elif filled:
            found.append(item)
            filled = False
    if found and isinstance(found[-1], Break):
        ends = found.pop().ends  # type: ignore[union-attr]
    return tuple(_marked(found)), ends


def _marked(items: list[Item]) -> list[Item]:
    marked: list[Item] = []
    for item in items:
        if not isinstance(item, Break):
            marked.append(item)
        elif isinstance(last := marked[-1], Para):
            marked[-1] = replace(last, ends=item.ends)
        else:
            marked.append(replace(_GAP, ends=item.ends))
    return marked
