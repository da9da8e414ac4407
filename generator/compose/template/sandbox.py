"""The Jinja2 environment of our templates: names are looked up in mappings, values leave marks, work is bounded."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any
from weakref import proxy

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import BlockReference, Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.compose.template.grammar import LOOP
from generator.compose.template.line_origins import marked
from generator.compose.template.slots import Cited, Mention, Slots, Words, literal
from generator.errors import suggest

# A large deck (40 topics, 4,000 slides) takes some 20,000 turns and 2 MB.
MOST_TURNS = 200_000
LONGEST_OUTPUT = 8_000_000  # characters
_BOUNDED = "bounded"  # a filter of ours, no name of which a template could use
_TAG = re.compile(r"\{%.*?(?P<end>%\})|<!--.*?(?P<remark>-->)")  # `{width=80%}` ends like a tag, and is none


class Refused(Exception):
    """A template cannot be rendered here; the line is known to whoever catches it."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class UnknownName(Refused):
    """A top-level name that does not exist at this place."""


class Unknown(StrictUndefined):
    """Jinja2 makes one for a name that it does not find. Ours says so at once."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        if hint:
            raise Refused("`super()` has no block above it", "only a block that stands in the parent too has one")
        raise UnknownName(name or "")


class Raw(str):
    """Rendered template text: what `super()` gives, printed as it is."""


class Watched(CodeGenerator):
    """Jinja2's own compiler, but that what it makes leaves its line numbers, and counts the turns of its loops.

    Trees stay as they are, so that each is parsed once in a process, and looked through as its author wrote it.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 (named by Jinja2)
        assert isinstance(self.environment, Grammar)
        super().visit_Output(marked(node, self.environment.number), frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        counted = copy(node)
        counted.iter = nodes.Filter(node.iter, _BOUNDED, [], [], None, None, lineno=node.lineno)
        counted.set_environment(self.environment)
        super().visit_For(counted, frame)

    def pull_dependencies(self, found: Iterable[nodes.Node]) -> None:
        super().pull_dependencies([*found, nodes.Filter(None, _BOUNDED, [], [], None, None)])


class Grammar(ImmutableSandboxedEnvironment):
    """Parses and compiles templates, those of `number` in a chain of which each extends the next. Renders nothing."""

    code_generator_class = Watched

    def __init__(self, filters: Mapping[str, Callable[..., Any]], number: int = 0) -> None:
        super().__init__(
            # `{#` begins Markdown attributes (`{#fig-timeline}`), so comments are those of HTML
            comment_start_string="<!--",
            comment_end_string="-->",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=Unknown,
            finalize=self._printed,
        )
        self.number = number
        self.filters = {**filters, _BOUNDED: self._bounded}
        self.globals = {}
        self.tests = {}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        return "\n".join(_kept_apart(line) for line in source.split("\n"))

    # both ask for the context, so that Jinja2 leaves them until then: of constants it would ask as it compiles

    @pass_context
    def _printed(self, context: Context, value: Any) -> str:
        raise NotImplementedError

    @pass_context
    def _bounded(self, context: Context, items: Any) -> Sequence[Any]:
        raise NotImplementedError


class Sandbox(Grammar):
    """One environment per composition: what `{{ … }}` prints is kept in `slots`."""

    def __init__(self, slots: Slots, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(filters)
        # Jinja2's templates hold their environment and themselves in a circle, which lives on until Python looks for it
        self._slots: Slots = proxy(slots)
        self._turns = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._looked_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._looked_up(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        assert isinstance(__obj, BlockReference)  # the language knows no call but that of `super`
        __self._count(1)
        return Raw(__obj())

    def _looked_up(self, obj: Any, name: Any) -> Any:
        if isinstance(obj, LoopContext) and name in LOOP:
            return getattr(obj, name)
        if not isinstance(obj, Mapping):
            raise Refused(f"no name `{name}` in {kind(obj)}", "it holds no names of its own")
        if name not in obj:
            raise Refused(f"no name `{name}` in {kind(obj)}", suggest(str(name), map(str, obj)))
        return obj[name]

    @pass_context
    def _printed(self, context: Context, value: Any) -> str:
        match value:
            case Raw():
                return value
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

    @pass_context
    def _bounded(self, context: Context, items: Any) -> Sequence[Any]:
        if isinstance(items, str) or not isinstance(items, Sequence):
            raise Refused(f"`for` needs a list; this is {kind(items)}", "{% for statement in overview.statements %}")
        self._count(len(items))
        return items

    def _count(self, turns: int) -> None:
        self._turns += turns
        if self._turns > MOST_TURNS:
            raise Refused(f"more than {MOST_TURNS:,} turns of loops", "use fewer loops inside each other")


def _kept_apart(line: str) -> str:
    """Keep the end of a `line` whose last tag stands behind words: Jinja2 would glue the next line to it.

    A tag alone on its line leaves no line behind (`trim_blocks`); `+%}` is Jinja2's own word for an exception to that.
    """
    tags = list(_TAG.finditer(line))
    if not tags or line[tags[-1].end() :].strip() or not _TAG.sub("", line).strip():
        return line
    end = tags[-1].start("end" if tags[-1]["end"] else "remark")
    return line if line[end - 1] in "-+" else f"{line[:end]}+{line[end:]}"


def joined(chunks: Iterator[str]) -> str:
    """Return the rendered `chunks` as one text. Raises Refused when they grow out of all bounds."""
    parts, length = [], 0
    for chunk in chunks:
        length += len(chunk)
        if length > LONGEST_OUTPUT:
            raise Refused(f"more than {LONGEST_OUTPUT:,} characters of text", "use fewer loops inside each other")
        parts.append(chunk)
    return "".join(parts)


def kind(value: Any) -> str:
    """Return what `value` is, for a reader of messages."""
    match value:
        case Mapping():
            return f"`{value['id']}`" if value.get("id") else "a group of values"
        case str():
            return f"the text `{value[:30]}`" if value else "an empty text"
        case int():
            return f"the number {value}"
        case Sequence():
            return f"a list of {len(value)}"
    return "this value"
