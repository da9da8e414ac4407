"""A syntax tree -> the silent traps of Markdown in it: text that would be read otherwise than its author meant.

CommonMark never fails: what it cannot read, it prints. In a briefing that is found by its reader, so here each is
an error with the template's line.
"""

import re
from collections.abc import Iterator

from generator.compose.blocks import is_caption
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.reading import Reading
from generator.errors import suggest

_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])(?=\s)")
_NUMBERED = re.compile(r"\s{0,3}\d+[.)]\s")
_GLUED_HEADING = re.compile(r"#{1,6}[^#\s\ufdd0]")
_GLUED_COLON = re.compile(r"\s*:{1,2}\s")
_CELL_END = re.compile(r"(?<!\\)\|")
_HEADING_NAMES = ("eyebrow", "layout", "hidden")
_HEADING_CLASSES = ("title", "divider", "hidden")

Trap = tuple[int, str, str]  # line, what, remedy


def report_traps(root: Node, reading: Reading) -> None:
    """Report each trap of the block that is being read."""
    for line, what, remedy in _traps(root, reading.lines):
        reading.report(what, remedy, reading.origin(line))


def _traps(node: Node, lines: list[str]) -> Iterator[Trap]:
    for index, child in enumerate(node.children):
        before = node.children[index - 1] if index else None
        line = child.map[0] if child.map else 0
        match child.type:
            case "paragraph":
                yield from _paragraph(child, before, node, lines)
            case "heading":
                yield from _heading(child, lines)
            case "table":
                yield from _table(child, lines)
            case "directive" if child.meta.get("attributes") is None:
                yield line, f"`{child.content}` cannot be read", '::: {.name key="value"}'
            case "unclosed":
                yield line, f"`::: {child.content}` is never closed", "end it with a line `:::`"
            case "stray":
                yield line, "`:::` closes nothing", "each `:::` belongs to a `::: name` above it"
            case "hr":
                yield line, "a line across has no meaning here", "begin a section with `#`"
            case "fence":
                yield line, "program text has no meaning here", "take the row of backticks away"
        if child.type not in ("paragraph", "heading", "table"):
            yield from _traps(child, lines)


def _paragraph(node: Node, before: Node | None, around: Node, lines: list[str]) -> Iterator[Trap]:
    first, end = node.map or (0, 0)
    text = lines[first].strip() if first < len(lines) else ""
    if is_caption(node) and (before is None or before.type != "table"):
        yield first, "a caption without a table above it", "leave one blank line between the table and `: Caption`"
    if text.startswith("|"):
        yield first, "a row that belongs to no table", "no blank lines inside of a table; `|---|---|` under its header"
    if _GLUED_HEADING.match(text):
        yield first, "a heading needs a space behind `#`", f"{text[: len(text) - len(text.lstrip('#'))]} Heading"
    glued = range(first + 1, min(end, len(lines)))
    indent = _item_indent(around, lines) if glued else None
    for line in glued:
        if indent is not None and len(lines[line]) - len(lines[line].lstrip()) < indent:
            yield line, "this line is glued to the list item above it", "leave a blank line behind the list"
            return
        if _NUMBERED.match(lines[line]):
            yield line, "this numbered item is glued to the text above it", "leave a blank line before the list"
            return
        if _GLUED_COLON.match(lines[line]):
            yield line, "this line is glued to the text above it", "leave a blank line before it"
            return


def _item_indent(item: Node, lines: list[str]) -> int | None:
    """Return how far the text of a list item is set in at least; None where `item` is none."""
    if item.type != "list_item" or not item.map:
        return None
    marker = _MARKER.match(lines[item.map[0]])
    return marker.end() if marker else None


def _heading(node: Node, lines: list[str]) -> Iterator[Trap]:
    line = node.map[0] if node.map else 0
    if node.markup in ("-", "="):
        yield line, "text underlined with `---` or `===` is read as a heading", "write `# Heading`, or a blank line"
    if lines[line].rstrip().endswith("}") and attributes_of(node) == type(attributes_of(node))():
        yield line, "the `{…}` of this heading cannot be read", '{.title eyebrow="…" layout="…" hidden=true}'
    for name in attributes_of(node).values:
        if name not in _HEADING_NAMES:
            yield line, f"a heading has no `{name}`", suggest(name, _HEADING_NAMES)
    for name in attributes_of(node).classes:
        if name not in _HEADING_CLASSES:
            yield line, f"a heading cannot be `.{name}`", suggest(name, _HEADING_CLASSES)


def _table(node: Node, lines: list[str]) -> Iterator[Trap]:
    first, end = node.map or (0, 0)
    columns = _cells(lines[first])
    for line in range(first + 2, min(end, len(lines))):
        row = lines[line].strip()
        if row and not row.startswith("|"):
            behind = "leave a blank line between the table and " + ("its caption" if row[0] == ":" else "what follows")
            yield line, "this line is read as a row of the table", behind
        elif _cells(row) > columns:
            yield line, f"this row has {_cells(row)} cells, the table {columns}", "write `\\|` for a bar in a cell"


def _cells(row: str) -> int:
    return len(_CELL_END.findall(row.strip().removeprefix("|").rstrip().removesuffix("|"))) + 1
