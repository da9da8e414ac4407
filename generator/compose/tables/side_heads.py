"""`::: side-heads` around a list -> its items, each with its head beside it and the status of what it says."""

from collections.abc import Mapping

from generator.compose.composer import Composer
from generator.compose.markdown.attributes import Attributes
from generator.compose.markdown.tree import Node
from generator.compose.tables.scorecard import SIGNS
from generator.compose.template.filters import full_stop
from generator.errors import suggest
from generator.model.block import Blocks, BulletList, NumberedList, Paragraph, SideHead, SideHeads
from generator.model.dataset import Statement
from generator.model.inline import Emphasis, Inlines, Plain, Strong, Traced, text_of
from generator.model.walk import walk

SHOWN = ("yes", "no")


def compose_side_heads(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A list, each item with its head beside it: the bold words at its beginning and the status of its statement."""
    shown = composer.slots.text(attributes.get("status")) or "yes"
    if shown not in SHOWN:
        composer.report(f"`{shown}` is not a valid `status`", suggest(shown, SHOWN, "values"))
    by_id = {selected.id: selected.statement for selected in composer.edition.statements} if shown == "yes" else {}
    lists: list[BulletList | NumberedList] = []
    for block in composer.blocks(node.children):
        if isinstance(block, BulletList | NumberedList):
            lists.append(block)
        else:
            composer.report("`side-heads` can contain only a list", "start each item with `- **Head**`")
    blocks = tuple(_compose_list(block, by_id, composer) for block in lists)
    return tuple(block if _has_heads(block) else block.as_list() for block in blocks)


def _compose_list(block: BulletList | NumberedList, by_id: Mapping[str, Statement], composer: Composer) -> SideHeads:
    heads = tuple(_compose_head(item, by_id, composer) for item in block.items)
    return SideHeads(heads, block.start if isinstance(block, NumberedList) else 0)


def _compose_head(item: Blocks, by_id: Mapping[str, Statement], composer: Composer) -> SideHead:
    head, text = split_lead(item)
    stop = full_stop(text_of(head))
    traced = (node.statement for node in walk(item) if isinstance(node, Traced))
    statement = next((by_id[id_] for id_ in traced if id_ in by_id), None)
    if statement is None or not statement.status:
        return SideHead(head, text, (stop, ""))
    bind, label, status = composer.breaks.bind_text, composer.label, statement.status
    word, remark = bind(label(status)), f"({bind(label('assessed_ours'))})" if statement.assessed == "ours" else ""
    assessed = (Emphasis((Plain(remark),)),) if remark else ()
    return SideHead(head, text, (stop, full_stop(remark or word)), status, SIGNS[status], word, assessed)


def _has_heads(block: SideHeads) -> bool:
    return any(item.head or item.status for item in block.items)


def split_lead(item: Blocks) -> tuple[Inlines, Blocks]:
    """Return the bold words at the beginning of an item, and what is left of it."""
    first = item[0]
    if not isinstance(first, Paragraph) or not first.inlines or not isinstance(first.inlines[0], Strong):
        return (), item
    rest = _without_leading_space(first.inlines[1:])
    return first.inlines[0].inlines, (*((Paragraph(rest),) if rest else ()), *item[1:])


def _without_leading_space(inlines: Inlines) -> Inlines:
    if not inlines or not isinstance(inlines[0], Plain):
        return inlines
    text = inlines[0].text.lstrip(" ")
    return (Plain(text), *inlines[1:]) if text else inlines[1:]
