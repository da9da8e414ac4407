"""Syntax nodes -> blocks: headings, paragraphs, lists, tables and figures; directives.py has the directives."""

import re
from collections.abc import Sequence

from generator.compose.composer import Composer
from generator.compose.directives import NOTE_STYLE, compose_directive, set_style
from generator.compose.doubts import find_doubtful
from generator.compose.inlines import compose_attribute, compose_inlines, is_blank
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.errors import suggest
from generator.model.block import (
    Block,
    Blocks,
    BulletList,
    FigureBlock,
    Heading,
    NumberedList,
    Paragraph,
    Table,
    Title,
)
from generator.model.figure import Figure
from generator.model.inline import Inlines, Plain

_CAPTION = ": "
_FIGURE = "figure:"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")


def compose_blocks(nodes: Sequence[Node], composer: Composer) -> Blocks:
    """Return the blocks of `nodes`, without empty paragraphs and directives."""
    blocks: list[Block] = []
    for index, node in enumerate(nodes):
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        composer.move_to(node)
        if node.type == "table":
            blocks += _compose_table(node, following if is_caption(following) else None, composer)
        elif not (is_caption(node) and index and nodes[index - 1].type == "table"):
            blocks += _compose_block(node, composer)
        blocks += composer.end_group_if_asked()
    return tuple(blocks)


def is_caption(node: Node | None) -> bool:
    return node is not None and node.type == "paragraph" and node.content.startswith(_CAPTION)


def _compose_block(node: Node, composer: Composer) -> Blocks:
    match node.type:
        case "heading":
            return _compose_heading(node, composer)
        case "paragraph":
            return _compose_paragraph(node, composer)
        case "bullet_list":
            items = _compose_items(node, composer)
            return (BulletList(items),) if items else ()
        case "ordered_list":
            items = _compose_items(node, composer)
            return (NumberedList(items, int(node.attrs.get("start", 1))),) if items else ()
        case "directive":
            return compose_directive(node, composer)
        case "blockquote":
            return set_style(composer.blocks(node.children), "Quote")
    return ()  # anything else is reported by lint.py


def _compose_heading(node: Node, composer: Composer) -> Blocks:
    attributes = attributes_of(node)
    inlines = compose_inlines(node.children, composer)
    level = int(node.tag[1:])
    if level < 3 and composer.edition.output == "deck":  # deck.py takes all others
        composer.report("a slide title cannot be inside a directive", "close the directive with `:::` first")
    if is_blank(inlines):
        return ()
    if "title" in attributes.classes:
        return (Title(inlines, compose_attribute(attributes.get("eyebrow"), composer)),)
    return (Heading(level, inlines, attributes.id),)


def _compose_paragraph(node: Node, composer: Composer) -> Blocks:
    if [child.type for child in node.children] == ["image"]:
        return _compose_figure(node.children[0], composer)
    inlines = compose_inlines(node.children, composer)
    return () if is_blank(inlines) else (Paragraph(inlines),)


def _compose_items(node: Node, composer: Composer) -> tuple[Blocks, ...]:
    items = (composer.blocks(item.children) for item in node.children)
    return tuple(item for item in items if item)


def _compose_figure(node: Node, composer: Composer) -> Blocks:
    text = composer.slots.text
    url = text(str(node.attrs["src"]))
    figures = {figure.id: figure for figure in composer.edition.figures}
    name = url.removeprefix(_FIGURE)
    if not url.startswith(_FIGURE):
        composer.report(f"`{url}` is not a figure", "for example `![Caption](figure:timeline)`")
        return ()
    if name not in figures:
        composer.report(f"unknown figure `{name}`", suggest(name, figures, "figures"))
        return ()
    attributes = attributes_of(node)
    values = {key: text(value) for key, value in attributes.values.items()}
    caption = compose_inlines(node.children, composer)
    anchor = values.get("id") or text(attributes.id) or f"fig-{name}"
    number, anchor = composer.number_caption("figure", anchor) if not figures[name].is_inset else (0, "")
    default = "true" if figures[name].native else "false"
    native = values.get("native", default) == "true" and figures[name].charted
    share = _parse_share(values.get("width", "100%"), composer)
    figure = FigureBlock(name, caption, number, anchor, share, native)
    return figure, *_explain_doubt(figures[name], composer), *_compose_data(figures[name], values.get("data"), composer)


def _compose_data(figure: Figure, data: str | None, composer: Composer) -> Blocks:
    """Return the table of what the figure draws, if it was asked for; in a deck it goes to the speaker notes."""
    if data is None:
        return ()
    if data != "table":
        composer.report(f"`{data}` is not a valid `data`", 'write `{data="table"}`')
        return ()
    from generator.compose.figure_table import compose_figure_table  # few templates need what draws figures

    tables = compose_figure_table(figure, composer)
    if composer.edition.output != "deck":
        return tables
    composer.notes += tables
    return ()


def _explain_doubt(figure: Figure, composer: Composer) -> Blocks:
    """Return what † means, where the figure shows it: on the same page or slide, whatever the template says."""
    if figure.is_inset or not find_doubtful(composer.edition, [figure]):
        return ()
    return (Paragraph((Plain(composer.label("shows_doubt")),), NOTE_STYLE),)


def _parse_share(width: str, composer: Composer) -> float:
    percent = _PERCENT.fullmatch(width)
    if not percent or not 0 < float(percent[1]) <= 100:
        composer.report(f"`{width}` is not a valid `width`", 'write a share of the column, such as `{width="60%"}`')
        return 1.0
    return float(percent[1]) / 100


def _compose_table(node: Node, caption: Node | None, composer: Composer) -> Blocks:
    """Return the table, nothing where it has no rows below its header."""
    if not any(part.children for part in node.children[1:]):
        return ()
    inlines = _compose_caption(caption, composer) if caption else ()  # read before the table, above which it stands
    header, *rows = (_compose_row(row, composer) for part in node.children for row in part.children)
    events = tuple(_find_events(row, composer) for part in node.children[1:] for row in part.children)
    events = events if any(events) else ()
    widths = _parse_widths(composer.lines[node.map[0] + 1] if node.map else "")
    if caption is None or is_blank(inlines):
        return (Table(header, tuple(rows), widths=widths, events=events),)
    composer.move_to(caption)
    attributes = attributes_of(caption)
    number, anchor = composer.number_caption("table", attributes.id)
    return (Table(header, tuple(rows), inlines, number, anchor, widths, attributes.get("style"), events),)


def _compose_caption(caption: Node, composer: Composer) -> Inlines:
    composer.move_to(caption)
    return compose_inlines(caption.children, composer, _CAPTION)


def _compose_row(row: Node, composer: Composer) -> tuple[Inlines, ...]:
    composer.move_to(row)
    return tuple(compose_inlines(cell.children, composer) for cell in row.children)


def _find_events(row: Node, composer: Composer) -> tuple[str, ...]:
    """Return the ids of the events whose words are in the row."""
    return tuple(dict.fromkeys(id_ for cell in row.children for id_ in composer.slots.find_events(cell.content)))


def _parse_widths(line: str) -> tuple[float, ...]:
    """Return the columns' shares by the number of dashes in the delimiter row; nothing if all are equal."""
    dashes = [len(part.strip()) for part in line.strip().strip("|").split("|")]
    if len(set(dashes)) < 2:
        return ()
    return tuple(round(length / sum(dashes), 4) for length in dashes)
