"""Syntax nodes -> blocks: headings, paragraphs, lists, tables, figures. Directives have a room of their own."""

import re
from collections.abc import Iterator, Sequence

from generator.compose.directives import directive
from generator.compose.inlines import is_blank, value, words
from generator.compose.markdown.line import Line, Picture
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.reading import Reading
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
from generator.model.inline import Inlines

CAPTION = ": "
_FIGURE = "figure:"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")


def blocks(nodes: Sequence[Node], reading: Reading) -> Blocks:
    """Return the blocks of `nodes`. Paragraphs and directives with nothing in them vanish."""
    result: list[Block] = []
    for index, node in enumerate(nodes):
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        reading.at(node)
        if node.type == "table":
            result.append(_table(node, after if is_caption(after) else None, reading))
        elif not (is_caption(node) and index and nodes[index - 1].type == "table"):
            result += _blocks(node, reading)
    return tuple(result)


def is_caption(node: Node | None) -> bool:
    return node is not None and node.type == "paragraph" and node.content.startswith(CAPTION)


def _blocks(node: Node, reading: Reading) -> Blocks:
    match node.type:
        case "heading":
            return _heading(node, reading)
        case "paragraph":
            return _paragraph(node, reading)
        case "bullet_list":
            items = _items(node, reading)
            return (BulletList(items),) if items else ()
        case "ordered_list":
            items = _items(node, reading)
            return (NumberedList(items, int(node.attrs.get("start", 1))),) if items else ()
        case "directive":
            return directive(node, reading)
        case "blockquote":
            return tuple(
                Paragraph(block.inlines, "Quote") if isinstance(block, Paragraph) else block
                for block in reading.blocks(node.children)
            )
    return ()  # all else is a trap, and reported as such


def _heading(node: Node, reading: Reading) -> Blocks:
    attributes = attributes_of(node)
    inlines = words(node.words, reading)
    level = int(node.tag[1:])
    if level < 3 and reading.edition.output == "deck":  # a deck takes its own before they come here
        reading.report("a slide's title stands outside of directives", "close them with `:::` first")
    if is_blank(inlines):
        return ()
    if "title" in attributes.classes:
        return (Title(inlines, value(attributes.get("eyebrow"), reading)),)
    return (Heading(level, inlines, attributes.id),)


def _paragraph(node: Node, reading: Reading) -> Blocks:
    line = node.words
    if len(line.parts) == 1 and isinstance(line.parts[0], Picture):
        return _figure(line.parts[0], line.marks, reading)
    inlines = words(line, reading)
    return () if is_blank(inlines) else (Paragraph(inlines),)


def _items(node: Node, reading: Reading) -> tuple[Blocks, ...]:
    items = (reading.blocks(item.children) for item in node.children)
    return tuple(item for item in items if item)


def _figure(picture: Picture, marks: Sequence[str], reading: Reading) -> Blocks:
    text = reading.slots.own(marks).text
    named = text(picture.url)
    figures = {figure.id: figure for figure in reading.edition.figures}
    name = named.removeprefix(_FIGURE)
    if not named.startswith(_FIGURE):
        reading.report(f"`{named}` is no figure", "name one of the dataset: ![Caption](figure:timeline)")
        return ()
    if name not in figures:
        reading.report(f"no figure `{name}`", suggest(name, figures))
        return ()
    given = {key: text(each) for key, each in picture.attributes.values.items()}
    caption = words(Line(picture.caption, marks), reading)
    anchor = given.get("id") or text(picture.attributes.id) or f"fig-{name}"
    number, anchor = reading.numbered("figure", anchor)
    in_deck = reading.edition.output == "deck"
    usual = "true" if in_deck and figures[name].native else "false"
    native = given.get("native", usual) == "true" and figures[name].charted
    return (FigureBlock(name, caption, number, anchor, _share(given.get("width", "100%"), reading), native),)


def _share(width: str, reading: Reading) -> float:
    found = _PERCENT.fullmatch(width)
    if not found or not 0 < float(found[1]) <= 100:
        reading.report(f"the width `{width}` is no share of the column", 'write it so: {width="60%"}')
        return 1.0
    return float(found[1]) / 100


def _table(node: Node, caption: Node | None, reading: Reading) -> Table:
    header, *rows = (_cells(row, reading) for row in _rows(node))
    widths = _widths(reading.lines[node.map[0] + 1] if node.map else "")
    if caption is None:
        return Table(header, tuple(rows), widths=widths)
    reading.at(caption)
    attributes = attributes_of(caption)
    inlines = words(caption.words, reading, CAPTION)
    if is_blank(inlines):
        return Table(header, tuple(rows), widths=widths)
    number, anchor = reading.numbered("table", attributes.id)
    return Table(header, tuple(rows), inlines, number, anchor, widths, attributes.get("style"))


def _rows(node: Node) -> Iterator[Node]:
    for part in node.children:
        yield from part.children


def _cells(row: Node, reading: Reading) -> tuple[Inlines, ...]:
    reading.at(row)
    return tuple(words(cell.words, reading) for cell in row.children)


def _widths(line: str) -> tuple[float, ...]:
    """Return the columns' shares by the lengths of the dashes under the header; nothing where all are alike."""
    dashes = [len(part.strip()) for part in line.strip().strip("|").split("|")]
    if len(set(dashes)) < 2:
        return ()
    return tuple(round(length / sum(dashes), 4) for length in dashes)
