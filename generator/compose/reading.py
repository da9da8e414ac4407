"""One reading of rendered blocks: where it stands, what it has numbered, and what it found wrong.

Captions and sources are numbered in a first reading; the second one, which is kept, can mention what comes later.
"""

from collections.abc import Callable, Sequence

from generator.citation.numbering import Citations
from generator.compose.markdown.tree import Node
from generator.compose.template.line_origins import Origin
from generator.compose.template.render import Rendered
from generator.compose.template.search_path import Source
from generator.compose.template.slots import Cited, Slots
from generator.errors import Problem, suggest
from generator.language.no_break import Rules
from generator.model.block import Blocks
from generator.model.edition import Edition
from generator.model.inline import CrossReference, Inlines, Traced


class Reading:
    """`blocks` turns syntax nodes into blocks; directives call it for what stands in them."""

    def __init__(
        self,
        edition: Edition,
        slots: Slots,
        citations: Citations,
        breaks: Rules,
        blocks: Callable[[Sequence[Node], "Reading"], Blocks],
    ) -> None:
        self.edition = edition
        self.slots = slots
        self.citations = citations
        self.breaks = breaks
        self._blocks = blocks
        self._mentions: dict[str, str] = {}
        self.templates: dict[str, bytes] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a reading from the top, keeping what the last one numbered."""
        self.citations.begin()
        self.problems: list[Problem] = []
        self._known = dict(self._mentions)
        self._mentions.clear()
        self._counts = {"figure": 0, "table": 0}
        self._shown: dict[str, Origin] = {}
        self._cited: set[str] = set()

    def settled(self) -> bool:
        """Whether another reading would say the same: all was found, and no list of sources stood before a source."""
        return not self.problems and self.citations.settled()

    def enter(self, rendered: Rendered) -> None:
        """Go on with the next block of the template."""
        self._origins = rendered.origins
        self.lines = rendered.text.split("\n")
        self.here = self._origins[0]

    def remember(self, sources: Sequence[Source]) -> None:
        """Keep the templates that were read, by name; one that extends its own name comes from another shelf."""
        for source in sources:
            name = f"{source.name} (extended)" if source.name in self.templates else source.name
            self.templates[name] = source.text.encode()

    def blocks(self, nodes: Sequence[Node]) -> Blocks:
        return self._blocks(nodes, self)

    def at(self, node: Node) -> Origin:
        """Return the template line of `node`, and take it as the place of what is read next."""
        if node.map:
            self.here = self.origin(node.map[0])
        return self.here

    def origin(self, line: int) -> Origin:
        return self._origins[min(line, len(self._origins) - 1)]

    def report(self, what: str, remedy: str = "", at: Origin | None = None) -> None:
        self.problems.append((at or self.here).problem(what, remedy))

    def label(self, name: str) -> str:
        return self.edition.labels.get(name, name)

    def numbered(self, kind: str, anchor: str) -> tuple[int, str]:
        """Give the next number to a captioned figure or table, and return it with its anchor."""
        self._counts[kind] += 1
        number = self._counts[kind]
        anchor = anchor or f"{kind}-{number}"
        if anchor in self._mentions:
            self.report(f"`#{anchor}` stands here twice", "give one of them another `{#…}`")
        self._mentions[anchor] = f"{self.label(kind)} {number}"
        return number, anchor

    def mention(self, anchor: str) -> Inlines:
        """Return the label and number of what `anchor` names, wherever in the text it stands."""
        called = self._mentions.get(anchor) or self._known.get(anchor)
        if called is None:
            self.report(f"nothing here is called `{anchor}`", suggest(anchor, {**self._known, **self._mentions}))
            return ()
        return (CrossReference(anchor, called),)

    def names(self) -> set[str]:
        """Return what can be mentioned, by anchor."""
        return {*self._known, *self._mentions}

    def show(self, inlines: Inlines) -> None:
        """Remember that the statements in `inlines`, the value of a template, were shown here."""
        for inline in inlines:
            if isinstance(inline, Traced):
                self._shown.setdefault(inline.statement, self.here)

    def cite(self, cited: Cited) -> Inlines:
        self._cited.update(cited.statements)
        return self.citations.at(cited.sources)

    def uncited(self) -> tuple[Problem, ...]:
        """Return a warning for each template line that shows statements which are cited nowhere."""
        if self.edition.audience.citations == "none":
            return ()
        by_origin: dict[Origin, list[str]] = {}
        for statement, origin in self._shown.items():
            if statement not in self._cited:
                by_origin.setdefault(origin, []).append(f"`{statement}`")
        return tuple(
            origin.problem(f"shown but never cited: {', '.join(statements)}", "put `{{ statement | cite }}` behind it")
            for origin, statements in by_origin.items()
        )
