"""The Jinja2 environment of templates: names are looked up in mappings, values leave marks, work is limited."""

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
from generator.compose.template.line_origins import insert_marks
from generator.compose.template.slots import CitationSlot, MentionSlot, SharedSlot, SlotLabel, Slots, SlotText, literal
from generator.errors import suggest

# A large deck (40 topics, 4,000 slides) takes some 20,000 iterations and 2 MB of text.
LIMIT_ITERATIONS = 200_000
LIMIT_CHARACTERS = 8_000_000
_COUNTED = "counted"  # an internal filter, which the grammar does not let templates use
_OPENING = re.compile(r"\{%|<!--")
_CLOSING = {"{%": "%}", "<!--": "-->"}  # of a tag or comment


class RenderError(Exception):
    """A template cannot be rendered; whoever catches this knows the line."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class Undefined(StrictUndefined):
    """Jinja2 creates one for each name that it does not find; this one raises at once, not when it is used."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        if hint:
            raise RenderError("`super()` in a block that replaces no other", "only a block of the parent has one")
        raise RenderError(f"`{name}` is not defined here", "the name of an item is defined only inside its loop")


class RenderedText(str):
    """What `super()` returns, printed as it is."""


class MarkingCodeGenerator(CodeGenerator):
    """Jinja2's compiler; the code that it generates marks the lines that it renders and counts loop iterations.

    Trees are not changed, so each template is parsed once in a process and checked as its author wrote it.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 (named by Jinja2)
        assert isinstance(self.environment, CompileEnvironment)
        super().visit_Output(insert_marks(node, self.environment.number), frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        counted = copy(node)
        counted.iter = nodes.Filter(node.iter, _COUNTED, [], [], None, None, lineno=node.lineno)
        counted.set_environment(self.environment)
        super().visit_For(counted, frame)

    def pull_dependencies(self, found: Iterable[nodes.Node]) -> None:
        super().pull_dependencies([*found, nodes.Filter(None, _COUNTED, [], [], None, None)])


class CompileEnvironment(ImmutableSandboxedEnvironment):
    """Parses and compiles the templates at position `number` of a chain of `extends`. Cannot render."""

    code_generator_class = MarkingCodeGenerator

    def __init__(self, filters: Mapping[str, Callable[..., Any]], number: int = 0) -> None:
        super().__init__(
            # `{#` begins Markdown attributes (`{#fig-timeline}`), so comments are those of HTML
            comment_start_string="<!--",
            comment_end_string="-->",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=Undefined,
            finalize=self._finalize,
        )
        self.number = number
        self.filters = {**filters, _COUNTED: self._count_items}
        self.globals = {}
        self.tests = {}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        return "\n".join(_keep_newline(line) for line in source.split("\n"))

    # With @pass_context, Jinja2 calls these when it renders; otherwise it would do so for constants as it compiles.

    @pass_context
    def _finalize(self, context: Context, value: Any) -> str:
        raise NotImplementedError

    @pass_context
    def _count_items(self, context: Context, items: Any) -> Sequence[Any]:
        raise NotImplementedError


NOTHING = literal("")  # stands for a name that does not exist, once that has been reported


class RenderEnvironment(CompileEnvironment):
    """Renders the templates of one output; what `{{ … }}` prints is added to `slots`.

    An unknown name of a record is passed to `report`, and rendering goes on, so that one run finds all of them.
    """

    def __init__(
        self, slots: Slots, filters: Mapping[str, Callable[..., Any]], report: Callable[[RenderError], None]
    ) -> None:
        super().__init__(filters)
        self._report = report
        # Jinja2's templates and environments form reference cycles, which must not keep the slots in memory
        self._slots: Slots = proxy(slots)
        self._iterations = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._look_up(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        assert isinstance(__obj, BlockReference)  # the grammar allows no call but `super()`
        __self._count(1)
        return RenderedText(__obj())

    def _look_up(self, obj: Any, name: Any) -> Any:
        names = LOOP if isinstance(obj, LoopContext) else obj if isinstance(obj, Mapping) else ()
        if name not in names:
            if obj is not NOTHING:
                remedy = suggest(str(name), map(str, names)) if names else "it has no names of its own"
                self._report(RenderError(f"unknown name `{name}` in {describe(obj)}", remedy))
            return NOTHING
        return obj[name] if isinstance(obj, Mapping) else getattr(obj, name)

    @pass_context
    def _finalize(self, context: Context, value: Any) -> str:
        match value:
            case RenderedText():
                return value
            case SlotText():
                return self._slots.add(value.printed, is_label=isinstance(value, SlotLabel), event=value.event)
            case CitationSlot() | SharedSlot() | MentionSlot():
                return self._slots.add(value)
            case bool():
                raise RenderError("`true` or `false` cannot be printed", "use it in `if`")
            case str() | int():
                return self._slots.add(literal(str(value)).inlines)
        names = [str(name) for name in value] if isinstance(value, Mapping) else []
        remedy = "print one of its names: " + ", ".join(f"`{name}`" for name in names) if names else "use `for`"
        raise RenderError(f"{describe(value)} cannot be printed as a whole", remedy)

    @pass_context
    def _count_items(self, context: Context, items: Any) -> Sequence[Any]:
        if items is NOTHING:
            return ()
        if isinstance(items, str) or not isinstance(items, Sequence):
            remedy = "for example `{% for statement in overview.statements %}`"
            raise RenderError(f"`for` needs a list, not {describe(items)}", remedy)
        self._count(len(items))
        return items

    def _count(self, iterations: int) -> None:
        self._iterations += iterations
        if self._iterations > LIMIT_ITERATIONS:
            raise RenderError(f"more than {LIMIT_ITERATIONS:,} loop iterations", "use fewer nested loops")


def _keep_newline(line: str) -> str:
    """Return `line` so that its newline is kept if its last tag follows words: Jinja2 would join the next line to it.

    The newline after a tag alone on its line goes (`trim_blocks`); `+%}` is Jinja2's syntax for an exception to that.
    """
    words, last, end = False, 0, 0
    for start, closing, after in _find_tags(line):
        words = words or bool(line[end:start].strip())
        end, last = after, closing
    if not words or line[end:].strip() or line[last - 1] in "-+":
        return line
    return f"{line[:last]}+{line[last:]}"


def _find_tags(line: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each tag or comment in `line` starts, where its closing delimiter is, and where it ends."""
    end = 0
    unclosed = set[str]()  # what is not closed at one place is not closed further on, where a search would be in vain
    for opening in _OPENING.finditer(line):
        if opening.start() >= end and opening.group() not in unclosed:
            delimiter = _CLOSING[opening.group()]
            closing = line.find(delimiter, opening.end())
            if closing < 0:
                unclosed.add(opening.group())
            else:
                end = closing + len(delimiter)
                yield opening.start(), closing, end


def join_chunks(chunks: Iterator[str]) -> str:
    """Return the rendered `chunks` as one text. Raises RenderError if they exceed LIMIT_CHARACTERS."""
    parts, length = [], 0
    for chunk in chunks:
        length += len(chunk)
        if length > LIMIT_CHARACTERS:
            raise RenderError(f"more than {LIMIT_CHARACTERS:,} characters of text", "use fewer nested loops")
        parts.append(chunk)
    return "".join(parts)


def describe(value: Any) -> str:
    """Return what `value` is, in the words of a message."""
    match value:
        case LoopContext():
            return "`loop`"
        case Mapping():
            return f"`{value['id']}`" if value.get("id") else "a record"
        case str():
            return f"the text `{value[:30]}`" if value else "an empty text"
        case int():
            return f"the number {value}"
        case Sequence():
            return f"a list of {len(value)}"
    return "this value"
