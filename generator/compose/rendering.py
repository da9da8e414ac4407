"""Parsed templates and the values of their names -> the text of their blocks, each line with its origin.

The tree of a template is made a chain of our own functions, one for each of the few kinds of nodes that the language
has (language.py): a template looks up, compares and repeats, and cannot do anything else. Work is bounded.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from jinja2 import nodes
from msgspec import Struct

from generator.compose.lines import Lines, Origin, origin
from generator.compose.refusal import Refused, UnknownName, kind
from generator.compose.shelf import Source
from generator.compose.slots import Cited, Mention, Slots, Words, literal
from generator.errors import choose

# A large deck (40 topics, 4,000 slides) takes some 20,000 turns and 2 MB.
MOST_TURNS = 200_000
LONGEST_OUTPUT = 8_000_000  # characters
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": eq, "ne": ne, "gt": gt, "gteq": ge, "lt": lt, "lteq": le,
    "in": lambda one, others: one in others, "notin": lambda one, others: one not in others,
}  # fmt: skip

Scope = Mapping[str, Any]  # the names that are known at a place, with their values
Evaluate = Callable[[Scope], Any]
Run = Callable[[Scope], None]


class _Block(Struct, frozen=True):
    """Where a node stands: in which block of which template, and how many templates hold that block before it."""

    source: Source
    name: str
    above: int


class _Raw(Struct, frozen=True):
    """What `super()` gives: lines that are printed as they are."""

    lines: Lines

    def __bool__(self) -> bool:
        return self.lines.length > 0


class Rendering:
    """The blocks of a template and of those that it extends, `chain`; what `{{ … }}` prints is kept in `slots`."""

    def __init__(
        self,
        chain: Sequence[tuple[Source, nodes.Template]],
        names: Scope,
        slots: Slots,
        filters: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._names = names
        self._slots = slots
        self._filters = filters
        self._turns = 0
        self._first = origin(chain[0][0], 0)
        self.here = self._first  # what was begun last, and is at fault where anything is refused
        self._blocks: dict[str, list[Run]] = {}
        for source, tree in chain:
            for block in tree.find_all(nodes.Block):
                same = self._blocks.setdefault(block.name, [])
                same.append(self._all(block.body, _Block(source, block.name, len(same))))

    def text(self, name: str) -> tuple[str, tuple[Origin, ...]]:
        """Return the text of the block `name`, and the origin of each of its lines. Raises Refused."""
        self.here = self._first
        return self._rendered(self._blocks[name][0]).told(self._first)

    def _rendered(self, run: Run) -> Lines:
        self._lines = Lines()
        run(self._names)
        return self._lines

    # --- statements ---------------------------------------------------------------------------------------------------

    def _all(self, body: Sequence[nodes.Node], block: _Block) -> Run:
        runs = [self._statement(node, block) for node in body]

        def run_all(scope: Scope) -> None:
            for run in runs:
                run(scope)

        return run_all

    def _statement(self, node: nodes.Node, block: _Block) -> Run:
        match node:
            case nodes.Output():
                return self._output(node, block)
            case nodes.If():
                return self._choice(node, block)
            case nodes.For():
                return self._loop(node, block)
        assert isinstance(node, nodes.Block), node
        name, scoped = node.name, node.scoped
        return lambda scope: self._blocks[name][0](scope if scoped else self._names)

    def _output(self, node: nodes.Output, block: _Block) -> Run:
        parts = [
            self._words(part, block) if isinstance(part, nodes.TemplateData) else self._value(part, block)
            for part in node.nodes
        ]

        def write_all(scope: Scope) -> None:
            for write in parts:
                write(scope)

        return write_all

    def _words(self, node: nodes.TemplateData, block: _Block) -> Run:
        numbered = enumerate(node.data.split("\n"), node.lineno)
        first, *further = [(text, origin(block.source, line)) for line, text in numbered]

        def write(scope: Scope) -> None:
            self._lines.add(*first)
            for text, at in further:
                self._lines.end()
                self._lines.add(text, at)
            self._bound()

        return write

    def _value(self, node: nodes.Expr, block: _Block) -> Run:
        evaluate, at = self._expression(node, block), origin(block.source, node.lineno)

        def write(scope: Scope) -> None:
            self.here = at
            value = evaluate(scope)
            if isinstance(value, _Raw):
                self._lines.add_all(value.lines, at)
            else:
                self._lines.add(self._mark(value), at)
            self._bound()

        return write

    def _choice(self, node: nodes.If, block: _Block) -> Run:
        cases = [
            (origin(block.source, each.lineno), self._expression(each.test, block), self._all(each.body, block))
            for each in (node, *node.elif_)
        ]
        otherwise = self._all(node.else_, block)

        def choose_one(scope: Scope) -> None:
            for at, test, then in cases:
                self.here = at
                if test(scope):
                    then(scope)
                    return
            otherwise(scope)

        return choose_one

    def _loop(self, node: nodes.For, block: _Block) -> Run:
        items, at = self._expression(node.iter, block), origin(block.source, node.lineno)
        test = self._expression(node.test, block) if node.test else None
        body, otherwise = self._all(node.body, block), self._all(node.else_, block)
        assert isinstance(node.target, nodes.Name)
        name = node.target.name

        def repeat(scope: Scope) -> None:
            self.here = at
            found = self._listed(items(scope))
            if test:
                found = [each for each in found if test({**scope, name: each})]
            last, within = len(found), dict(scope)
            for index, each in enumerate(found, 1):
                within["loop"] = {"first": index == 1, "index": index, "last": index == last, "length": last}
                within[name] = each
                body(within)
            if not found:
                otherwise(scope)

        return repeat

    # --- expressions --------------------------------------------------------------------------------------------------

    def _expression(self, node: nodes.Node, block: _Block) -> Evaluate:
        match node:
            case nodes.Const(value=value):
                return lambda scope: value
            case nodes.Name(name=name):
                return lambda scope: _named(name, scope)
            case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=name)):
                holder = self._expression(node.node, block)
                return lambda scope: _looked_up(holder(scope), name)
            case nodes.Filter():
                return self._filtered(node, block)
            case nodes.Compare():
                return self._compared(node, block)
            case nodes.Not():
                of = self._expression(node.node, block)
                return lambda scope: not of(scope)
            case nodes.And() | nodes.Or() | nodes.CondExpr():
                return self._chosen(node, block)
            case nodes.List() | nodes.Tuple():
                items = [self._expression(item, block) for item in node.items]
                return lambda scope: [item(scope) for item in items]
        assert isinstance(node, nodes.Call), node
        return lambda scope: self._super(block)

    def _filtered(self, node: nodes.Filter, block: _Block) -> Evaluate:
        assert node.node
        use, of = self._filters[node.name], self._expression(node.node, block)
        given = [self._expression(each, block) for each in node.args]
        return lambda scope: use(of(scope), *[each(scope) for each in given])

    def _compared(self, node: nodes.Compare, block: _Block) -> Evaluate:
        first = self._expression(node.expr, block)
        others = [(_COMPARED[other.op], self._expression(other.expr, block)) for other in node.ops]

        def holds(scope: Scope) -> bool:
            left = first(scope)
            for compare, evaluate in others:
                right = evaluate(scope)
                try:
                    if not compare(left, right):
                        return False
                except TypeError as error:
                    both = f"{kind(left)} and {kind(right)}"
                    raise Refused(f"{both} cannot be compared so", "compare texts with texts") from error
                left = right
            return True

        return holds

    def _chosen(self, node: nodes.And | nodes.Or | nodes.CondExpr, block: _Block) -> Evaluate:
        if isinstance(node, nodes.CondExpr):
            test, one = self._expression(node.test, block), self._expression(node.expr1, block)
            other = self._expression(node.expr2, block) if node.expr2 else lambda scope: literal("")
            return lambda scope: one(scope) if test(scope) else other(scope)
        left, right = self._expression(node.left, block), self._expression(node.right, block)
        if isinstance(node, nodes.And):
            return lambda scope: left(scope) and right(scope)
        return lambda scope: left(scope) or right(scope)

    def _super(self, block: _Block) -> _Raw:
        self._count(1)
        same = self._blocks[block.name]
        if block.above + 1 == len(same):
            raise Refused("`super()` has no block above it", "only a block that stands in the parent too has one")
        lines = self._lines
        try:
            return _Raw(self._rendered(same[block.above + 1]))
        finally:
            self._lines = lines

    # --- what is allowed ----------------------------------------------------------------------------------------------

    def _mark(self, value: Any) -> str:
        match value:
            case Words(inlines=inlines):
                return self._slots.mark(inlines)
            case Cited() | Mention():
                return self._slots.mark(value)
            case bool():
                raise Refused("`true` or `false` cannot be printed", "use it in `if`")
            case str() | int():
                return self._slots.mark(literal(str(value)).inlines)
        names = [str(name) for name in value] if isinstance(value, Mapping) else []
        remedy = "print one of its names: " + ", ".join(f"`{name}`" for name in names) if names else "use `for`"
        raise Refused(f"{kind(value)} cannot be printed as a whole", remedy)

    def _listed(self, items: Any) -> Sequence[Any]:
        if isinstance(items, str) or not isinstance(items, Sequence):
            raise Refused(f"`for` needs a list; this is {kind(items)}", "{% for statement in overview.statements %}")
        self._count(len(items))
        return items

    def _count(self, turns: int) -> None:
        self._turns += turns
        if self._turns > MOST_TURNS:
            raise Refused(f"more than {MOST_TURNS:,} turns of loops", "use fewer loops inside each other")

    def _bound(self) -> None:
        if self._lines.length > LONGEST_OUTPUT:
            raise Refused(f"more than {LONGEST_OUTPUT:,} characters of text", "use fewer loops inside each other")


def _named(name: str, scope: Scope) -> Any:
    if name not in scope:
        raise UnknownName(name)
    return scope[name]


def _looked_up(holder: Any, name: Any) -> Any:
    if not isinstance(holder, Mapping):
        raise Refused(f"no name `{name}` in {kind(holder)}", "it holds no names of its own")
    if name not in holder:
        raise Refused(f"no name `{name}` in {kind(holder)}", choose(str(name), map(str, holder)))
    return holder[name]
