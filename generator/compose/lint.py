"""A syntax tree -> problems for Markdown that its author almost certainly did not mean.

CommonMark never fails: what it cannot parse, it prints. The reader of a briefing would find that, so here it is an
error with the template's line.
"""

import re
from collections.abc import Iterator

from generator.compose.blocks import is_caption
from generator.compose.composer import Composer
from generator.compose.markdown.attributes import NO_ATTRIBUTES
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.errors import suggest

_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])(?=\s)")
_NUMBERED = re.compile(r"\s{0,3}\d+[.)]\s")
_HEADING_WITHOUT_SPACE = re.compile(r"(#{1,6})[^#\s\ufdd0]")
_COLONS = re.compile(r"\s*:{1,2}\s")
_CELL_END = re.compile(r"(?<!\\)\|")
_HEADING_KEYS = ("eyebrow", "layout", "hidden")
_HEADING_CLASSES = ("title", "divider", "hidden")

Finding = tuple[int, str, str]  # line, what, remedy


def lint(root: Node, composer: Composer) -> None:
    """Report each finding in the current block of the template."""
    for line, what, remedy in _lint(root, composer.lines):
        composer.report(what, remedy, composer.origin(line))


def _lint(node: Node, lines: list[str]) -> Iterator[Finding]:
    for index, child in enumerate(node.children):
        before = node.children[index - 1] if index else None
        line = child.map[0] if child.map else 0
        match child.type:
            case "paragraph":
                yield from _lint_paragraph(child, before, node, lines)
            case "heading":
                yield from _lint_heading(child, lines)
            case "table":
                yield from _lint_table(child, lines)
            case "directive" if child.meta.get("attributes") is None:
                yield line, f"cannot parse the directive `{child.content}`", 'write `::: {.name key="value"}`'
            case "unclosed":
                yield line, f"`::: {child.content}` is not closed", "close it with a line `:::`"
            case "unopened":
                yield line, "`:::` does not close anything", "delete it, or open a directive above it: `::: {.name}`"
            case "hr":
                yield line, "horizontal rules are not supported", "start a section with `# Title`"
            case "fence":
                yield line, "code blocks are not supported", "delete the lines that open and close it"
        if child.type not in ("paragraph", "heading", "table"):
            yield from _lint(child, lines)


def _lint_paragraph(node: Node, before: Node | None, parent: Node, lines: list[str]) -> Iterator[Finding]:
    first, end = node.map or (0, 0)
    text = lines[first].strip() if first < len(lines) else ""
    if is_caption(node) and (before is None or before.type != "table"):
        yield first, "caption without a table", "leave one blank line between the table and `: Caption`"
    if text.startswith("|"):
        yield (
            first,
            "table row without a table",
            "remove blank lines inside the table, and put `|---|` below its header",
        )
    if heading := _HEADING_WITHOUT_SPACE.match(text):
        yield first, f"missing space after `{heading[1]}`", f"write `{heading[1]} Heading`"
    further = range(first + 1, min(end, len(lines)))
    indent = _item_indent(parent, lines) if further else None
    for line in further:
        if indent is not None and len(lines[line]) - len(lines[line].lstrip()) < indent:
            yield line, "this line is read as part of the list item above it", "leave a blank line after the list"
            return
        if _NUMBERED.match(lines[line]):
            yield line, "this item is read as part of the paragraph above it", "leave a blank line before the list"
            return
        if _COLONS.match(lines[line]):
            yield line, "this line is read as part of the paragraph above it", "leave a blank line before it"
            return


def _item_indent(node: Node, lines: list[str]) -> int | None:
    """Return the least indentation of text in a list item; None if `node` is not one."""
    if node.type != "list_item" or not node.map:
        return None
    marker = _MARKER.match(lines[node.map[0]])
    return marker.end() if marker else None


def _lint_heading(node: Node, lines: list[str]) -> Iterator[Finding]:
    line = node.map[0] if node.map else 0
    attributes = attributes_of(node)
    if node.markup in ("-", "="):
        what = f"text underlined with `{node.markup * 3}` is read as a heading"
        yield line, what, "write `# Heading`, or leave a blank line above the underline"
    if lines[line].rstrip().endswith("}") and attributes == NO_ATTRIBUTES:
        remedy = 'for example `{.title eyebrow="…" layout="…" hidden=true}`'
        yield line, "cannot parse the `{…}` of this heading", remedy
    for key in attributes.values:
        if key not in _HEADING_KEYS:
            yield line, f"unknown attribute `{key}` of a heading", suggest(key, _HEADING_KEYS, "attributes")
    for name in attributes.classes:
        if name not in _HEADING_CLASSES:
            yield line, f"unknown class `.{name}` of a heading", suggest(name, _HEADING_CLASSES, "classes")


def _lint_table(node: Node, lines: list[str]) -> Iterator[Finding]:
    first, end = node.map or (0, 0)
    columns = _count_cells(lines[first])
    for line in range(first + 2, min(end, len(lines))):
        row = lines[line].strip()
        if row and not row.startswith("|"):
            next_ = "its caption" if row[0] == ":" else "this line"
            yield line, "this line is read as a row of the table", f"leave a blank line between the table and {next_}"
        elif (cells := _count_cells(row)) > columns:
            yield line, f"row has {cells} cells, but its table has {columns}", "write `\\|` for a literal `|` in a cell"


def _count_cells(row: str) -> int:
    return len(_CELL_END.findall(row.strip().removeprefix("|").rstrip().removesuffix("|"))) + 1
