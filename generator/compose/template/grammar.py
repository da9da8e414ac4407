"""A parsed template -> faults: what goes beyond the template language of blocks, loops, conditions, names and filters.

Jinja2 can do far more (call, assign, include, compute). Each of these has been a way out of its sandbox in some
project, and none is needed to lay out a briefing, so whatever is not listed here is an error.
"""

from collections.abc import Collection, Iterator
from math import isfinite

from jinja2 import nodes
from msgspec import Struct

from generator.errors import suggest

FILTERS = ("cite", "cite_all", "colon", "date", "ref", "stop")
LOOP = ("first", "index", "last", "length")  # attributes of Jinja2's `loop`
LANGUAGE = "templates can use `block`, `extends`, `for`, `if`, names, comparisons and the filters " + ", ".join(
    f"`{name}`" for name in FILTERS
)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Extends, nodes.For, nodes.If, nodes.CondExpr,
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_AS_TYPED = {
    "Assign": "set", "AssignBlock": "set", "FromImport": "from … import", "CallBlock": "call", "FilterBlock": "filter",
    "NSRef": "set", "Test": "is", "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%",
    "Pow": "**", "Concat": "~", "Neg": "-", "Pos": "+", "Slice": ":",
}  # fmt: skip
_FOR = "for example `{% for statement in group.statements %}`"


class Fault(Struct, frozen=True):
    """What is wrong in a line of a template."""

    line: int
    what: str
    remedy: str


def find_faults(tree: nodes.Template, names: Collection[str] | None) -> Iterator[Fault]:
    """Yield all that is outside the language, and top-level names that are not in `names`, unless that is None."""
    any_name = {name.name for name in tree.find_all(nodes.Name)} if names is None else names
    known = {*any_name, *loop_targets(tree), "loop", "super"}
    yield from _text_outside_blocks(tree)
    yield from _duplicate_blocks(tree)
    yield from _faults_within(tree, known)


def loop_targets(tree: nodes.Template) -> set[str]:
    """Return the names that the loops of the template give to their items."""
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def block_lines(tree: nodes.Template) -> dict[str, int]:
    """Return the line of each block by name, including nested blocks."""
    return {block.name: block.lineno for block in tree.find_all(nodes.Block)}


def parent_of(tree: nodes.Template) -> tuple[str, int] | None:
    """Return the name of the template that this one extends, and the line of its `extends`."""
    extends = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    return str(extends.template.value), extends.lineno


def _text_outside_blocks(tree: nodes.Template) -> Iterator[Fault]:
    """Yield text that belongs to no section and would never be printed."""
    what, remedy = "text outside of all blocks", "put it into a block that a section names"
    for node in tree.body:
        if isinstance(node, nodes.Block | nodes.Extends):
            continue
        if not isinstance(node, nodes.Output):
            yield Fault(node.lineno, what, remedy)
            continue
        for part in node.nodes:
            text = part.data if isinstance(part, nodes.TemplateData) else "x"
            if text.strip():
                yield Fault(part.lineno + text[: len(text) - len(text.lstrip())].count("\n"), what, remedy)
                break


def _duplicate_blocks(tree: nodes.Template) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for block in tree.find_all(nodes.Block):
        if block.name in lines:
            what = f"duplicate block `{block.name}` (first used in line {lines[block.name]})"
            yield Fault(block.lineno, what, "rename one of the two")
        lines.setdefault(block.name, block.lineno)


def _faults_within(node: nodes.Node, known: Collection[str]) -> Iterator[Fault]:
    for child in node.iter_child_nodes():
        fault = _fault(child, known)
        if isinstance(child, nodes.Extends) and not isinstance(node, nodes.Template):
            yield Fault(child.lineno, "`extends` inside a block", "move it to the first line of the file")
        elif fault:
            yield fault
        elif not _is_super(child):
            yield from _faults_within(child, known)


def _fault(node: nodes.Node, known: Collection[str]) -> Fault | None:
    line = node.lineno
    match node:
        case nodes.Call() if _is_super(node):
            return None
        case nodes.Filter(name=name) if name not in FILTERS:
            return Fault(line, f"unknown filter `{name}`", suggest(name, FILTERS, "filters"))
        case nodes.Filter(node=None):
            return Fault(line, "`filter` is not part of the template language", LANGUAGE)
        case nodes.Filter() if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            what = f"invalid arguments of the filter `{node.name}`"
            return Fault(line, what, "only `date` takes an argument, a pattern in quotes")
        case nodes.Extends() if not isinstance(node.template, nodes.Const):
            remedy = 'for example `{% extends "standard/deck.md.j2" %}`'
            return Fault(line, "`extends` needs the name of a template in quotes", remedy)
        case nodes.For(target=nodes.Name(name="loop" | "super" as name)):
            return Fault(line, f"`{name}` cannot be the name of an item", _FOR)
        case nodes.For() if node.recursive or not isinstance(node.target, nodes.Name):
            return Fault(line, "`for` needs one name for its items", _FOR)
        case nodes.Block() if node.required:
            return Fault(line, "`required` is not part of the template language", LANGUAGE)
        case nodes.Const(value=float(number)) if not isfinite(number):
            return Fault(line, "number is too large", "write a number with fewer digits")
        case nodes.Const(value=str(text)) if not text.isprintable():
            return Fault(line, "quoted text has a character that cannot be printed", "type the character itself")
        case nodes.Getitem() if not isinstance(node.arg, nodes.Const):
            return Fault(line, "`[…]` needs a name in quotes", LANGUAGE)
        case nodes.Name(ctx="load", name=name) if name not in known:
            return Fault(line, f"unknown name `{name}`", suggest(name, set(known) - {"super"}))
    if isinstance(node, _ALLOWED):
        return None
    kind = type(node).__name__
    return Fault(line, f"`{_AS_TYPED.get(kind, kind.lower())}` is not part of the template language", LANGUAGE)


def _is_super(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super" and not (
        node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
    )  # fmt: skip
