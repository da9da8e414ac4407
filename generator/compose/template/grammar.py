"""A parsed template -> what in it goes beyond our template language: blocks, loops, choices, names and four filters.

Jinja2 can do far more (call, assign, include, compute); each of these has been a way out of its sandbox somewhere,
and none is needed to lay out a briefing. What is not listed here is an error, with the line.
"""

from collections.abc import Collection, Iterator
from math import isfinite

from jinja2 import nodes
from msgspec import Struct

from generator.errors import suggest

FILTERS = ("cite", "date", "ref", "stop")
LOOP = ("first", "index", "last", "length")  # of Jinja2's `loop`
STATEMENTS = "a template holds `block`, `extends`, `for`, `if`, names, comparisons, and the filters " + ", ".join(
    f"`{name}`" for name in FILTERS
)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Extends, nodes.For, nodes.If, nodes.CondExpr,
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_SAID = {
    "Assign": "set", "AssignBlock": "set", "FromImport": "from … import", "CallBlock": "call", "FilterBlock": "filter",
    "NSRef": "set", "Test": "is", "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%",
    "Pow": "**", "Concat": "~", "Neg": "-", "Pos": "+", "Slice": ":",
}  # fmt: skip


class Fault(Struct, frozen=True):
    """What is wrong in a template, by line."""

    line: int
    what: str
    remedy: str


def faults(tree: nodes.Template, names: Collection[str]) -> Iterator[Fault]:
    """Yield all that is outside the language, unknown top-level names (beyond `names`) included."""
    known = {*names, *targets(tree), "loop", "super"}
    yield from _outside(tree)
    yield from _twice(tree)
    yield from _within(tree, known)


def targets(tree: nodes.Template) -> set[str]:
    """Return the names that loops of the template give to their items."""
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def blocks(tree: nodes.Template) -> dict[str, int]:
    """Return the line of each block, nested ones too, by name."""
    return {block.name: block.lineno for block in tree.find_all(nodes.Block)}


def parent(tree: nodes.Template) -> tuple[str, int] | None:
    """Return the name of the template that this one extends, and the line that says so."""
    found = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    if found is None or not isinstance(found.template, nodes.Const):
        return None
    return str(found.template.value), found.lineno


def _outside(tree: nodes.Template) -> Iterator[Fault]:
    """Yield what stands outside of all blocks: it belongs to no section, and would never be printed."""
    for node in tree.body:
        if isinstance(node, nodes.Block | nodes.Extends):
            continue
        if not isinstance(node, nodes.Output):
            yield Fault(node.lineno, "text outside of all blocks", "put it into a block, which a section can name")
            continue
        for part in node.nodes:
            text = part.data if isinstance(part, nodes.TemplateData) else "x"
            if text.strip():
                line = part.lineno + text[: len(text) - len(text.lstrip())].count("\n")
                yield Fault(line, "text outside of all blocks", "put it into a block, which a section can name")
                break


def _twice(tree: nodes.Template) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for block in tree.find_all(nodes.Block):
        if block.name in first:
            what = f"the block `{block.name}` stands twice"
            yield Fault(block.lineno, what, f"first in line {first[block.name]}; rename one")
        first.setdefault(block.name, block.lineno)


def _within(node: nodes.Node, known: Collection[str]) -> Iterator[Fault]:
    for child in node.iter_child_nodes():
        fault = _fault(child, known)
        if isinstance(child, nodes.Extends) and not isinstance(node, nodes.Template):
            yield Fault(child.lineno, "`extends` stands inside of a block", "put it into the first line of the file")
        elif fault:
            yield fault
        elif not _is_super(child):
            yield from _within(child, known)


def _fault(node: nodes.Node, known: Collection[str]) -> Fault | None:
    line = node.lineno
    match node:
        case nodes.Call() if _is_super(node):
            return None
        case nodes.Filter(name=name) if name not in FILTERS:
            return Fault(line, f"no filter `{name}`", suggest(name, FILTERS))
        case nodes.Filter(node=None):
            return Fault(line, "`filter` is not part of the template language", STATEMENTS)
        case nodes.Filter() if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            return Fault(line, f"the filter `{node.name}` takes no such arguments", "`date` alone takes one, a pattern")
        case nodes.Extends() if not isinstance(node.template, nodes.Const):
            return Fault(line, "`extends` names a template in quotes", '{% extends "standard/deck.md.j2" %}')
        case nodes.For(target=nodes.Name(name="loop" | "super" as name)):
            return Fault(line, f"an item cannot be called `{name}`", "{% for statement in group.statements %}")
        case nodes.For() if node.recursive or not isinstance(node.target, nodes.Name):
            return Fault(line, "a loop gives one name to each item", "{% for statement in group.statements %}")
        case nodes.Block() if node.required:
            return Fault(line, "`required` is not part of the template language", STATEMENTS)
        case nodes.Const(value=float(number)) if not isfinite(number):
            return Fault(line, "a number too long", "write it out")
        case nodes.Const(value=str(text)) if not text.isprintable():
            return Fault(line, "a text in quotes holds no such characters", "write the letter itself")
        case nodes.Getitem() if not isinstance(node.arg, nodes.Const):
            return Fault(line, "what stands in `[…]` must be a text in quotes", STATEMENTS)
        case nodes.Name(ctx="load", name=name) if name not in known:
            return Fault(line, f"no name `{name}`", suggest(name, set(known) - {"super"}))
    if isinstance(node, _ALLOWED):
        return None
    kind = type(node).__name__
    return Fault(line, f"`{_SAID.get(kind, kind.lower())}` is not part of the template language", STATEMENTS)


def _is_super(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super" and not (
        node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
    )  # fmt: skip
