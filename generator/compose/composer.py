"""The state of composing one output: edition, slots and citations go in; numbers, anchors and problems come out.

Figures, tables and sources are numbered in a first pass over the template, so that the second pass, whose result is
kept, can mention what comes later.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.citation.numbering import Citations
from generator.compose.markdown.tree import Node
from generator.compose.template.line_origins import Origin
from generator.compose.template.render import RenderedBlock
from generator.compose.template.search_path import TemplateFile
from generator.compose.template.slots import CitationSlot, SharedSlot, Slots
from generator.errors import InputError, Problem, suggest
from generator.language.no_break import NoBreakRules
from generator.model.block import SOURCES_LINE, Block, Blocks, Heading, Paragraph
from generator.model.clearance.marking import find_highest
from generator.model.edition import Edition
from generator.model.inline import Cite, CrossReference, Inlines, Note, Plain, Portion, Traced, text_of
from generator.model.source import CitedSource

_MOST_PROBLEMS = 200


class Composer:
    """`compose_blocks` turns syntax nodes into blocks; directives call it, as `blocks`, for what is inside them."""

    def __init__(
        self,
        edition: Edition,
        slots: Slots,
        citations: Citations,
        breaks: NoBreakRules,
        compose_blocks: Callable[[Sequence[Node], "Composer"], Blocks],
        lists_sources: bool = False,
    ) -> None:
        self.edition = edition
        self.slots = slots
        self.citations = citations
        self.breaks = breaks
        self._compose_blocks = compose_blocks
        self.lists_sources = lists_sources  # whether the template has a list of sources, to which numbers lead
        self._mentions: dict[str, str] = {}
        self._said: dict[str, list[SharedSlot]] = {}
        self._headed: set[str] = set()  # blocks with a heading, as far as they were composed
        self.templates: dict[str, bytes] = {}
        # The first group ends with the block of that name, which is known from the second pass on; nothing if there
        # is none. A page that sums up, such as page 1, has one line of sources, where it says what holds for all.
        self._next_first_group = ""
        self.begin_pass()

    def begin_pass(self) -> None:
        """Start again at the top of the template, with the numbers of the last pass known."""
        self.citations.begin_pass()
        self.problems: list[Problem] = []
        self.notes: list[Block] = []  # of the current slide, which its blocks ask for
        self._known = dict(self._mentions)
        self._mentions.clear()
        self._said_before, self._said = self._said, {}
        self._repeated: list[tuple[CitedSource, CitationSlot, str]] = []  # cited there, in that block, though not said
        self._explained: list[CitedSource] = []  # by the next line of sources, where letters cite
        self._counts = {"figure": 0, "table": 0}
        self._sought: set[str] = set()  # blocks whose page was asked for in vain, since they may come later
        self._shown: dict[str, Origin] = {}
        self._cited: set[str] = set()
        self._cited_here: set[str] = set()  # in the block, so far
        self._closing: list[SharedSlot] = []  # what `cite_all` says of statements above it, in a line of its own
        self._has_cited = False
        self._summary = ""  # the block that says, below others, what holds for all statements
        self._first_group, self._is_open = self._next_first_group, bool(self._next_first_group)
        self._next_first_group = ""

    def is_settled(self) -> bool:
        """Return whether another pass would give the same result: no problems, and all lists of sources complete."""
        repeats = any(self._is_said(*place) for place in self._repeated)
        moved = self._first_group != self._next_first_group
        return not (self.problems or repeats or moved or self._sought & self._headed) and self.citations.is_settled()

    def enter(self, block: RenderedBlock) -> None:
        """Continue with the next block of the template."""
        self._block = block.name
        self._cited_here.clear()
        self._origins = block.origins
        self.lines = block.text.split("\n")
        self.here = self._origins[0]

    def record_templates(self, files: Sequence[TemplateFile]) -> None:
        """Keep the templates that were read, by name; one that extends its own name comes from a later folder."""
        for file in files:
            name = f"{file.name} (extended)" if file.name in self.templates else file.name
            self.templates[name] = file.text.encode()

    def blocks(self, nodes: Sequence[Node]) -> Blocks:
        return self._compose_blocks(nodes, self)

    def groups(self, nodes: Sequence[Node]) -> Blocks:
        """Return the blocks of a page's `nodes`, in groups from heading to heading, each with its line of sources."""
        blocks: list[Block] = []
        starts = [index for index, node in enumerate(nodes) if node.type == "heading"]
        for start, end in pairwise(dict.fromkeys([0, *starts, len(nodes)])):
            blocks += (*self.blocks(nodes[start:end]), *self.end_group())
        return tuple(blocks)

    def end_group(self) -> Blocks:
        """Return the line that explains the letters which no line has explained yet."""
        if self._is_open and not self._closing:
            return ()
        sentences = [self._say(slot) for slot in self._closing if slot.statements is None]
        shared = dict.fromkeys(cited for slot in self._closing if slot.statements is not None for cited in slot.sources)
        self._closing.clear()
        line = self.citations.end_group(tuple(shared), sentences[0] if sentences else ())
        line = self._mark(line, (*self._explained, *shared))
        self._explained.clear()
        return (Paragraph(line, SOURCES_LINE),) if line else ()

    def end_group_if_asked(self) -> Blocks:
        """Return the same where `cite_all` asked for it in the node before, nothing anywhere else."""
        return self.end_group() if self._closing else ()

    def move_to(self, node: Node) -> Origin:
        """Make `node` the place of further problems, and return its template line."""
        if node.map:
            self.here = self.origin(node.map[0])
        return self.here

    def origin(self, line: int) -> Origin:
        return self._origins[min(line, len(self._origins) - 1)]

    def report(self, what: str, remedy: str = "", at: Origin | None = None) -> None:
        """Add a problem. Raises InputError if there are many: looking for what was meant takes long for each."""
        self.problems.append((at or self.here).problem(what, remedy))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise InputError(self.problems)

    def label(self, name: str) -> str:
        return self.edition.labels.get(name, name)

    def number_caption(self, kind: str, anchor: str) -> tuple[int, str]:
        """Return the next number for a "figure" or "table" with a caption, and its anchor."""
        self._counts[kind] += 1
        number = self._counts[kind]
        anchor = anchor or f"{kind}-{number}"
        if anchor in self._mentions:
            self.report(f"duplicate anchor `#{anchor}`", "give one of the two another `{#…}`")
        self._mentions[anchor] = f"{self.label(kind)} {number}"
        return number, anchor

    def mention(self, anchor: str) -> Inlines:
        """Return the label and number of the figure or table with that anchor, wherever in the text it is."""
        text = self._mentions.get(anchor) or self._known.get(anchor)
        if text is None:
            self.report(f"unknown figure or table `{anchor}`", suggest(anchor, self.anchors(), "anchors"))
            return ()
        return (CrossReference(anchor, text),)

    def head(self, blocks: Blocks) -> Blocks:
        """Return the blocks of the template's block, the first heading with its name: its page can be given."""
        first = next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), None)
        if first is None or all(isinstance(block, Heading) for block in blocks[first:]):
            return blocks  # what has nothing below is left out
        self._headed.add(self._block)
        heading = replace(blocks[first], block=self._block)
        return (*blocks[:first], heading, *blocks[first + 1 :])

    def find_page(self, block: str) -> Inlines:
        """Return the page of the template's block of that name; nothing if this output does not have it."""
        if block in self._headed:
            return (CrossReference(block, "0", page=True),)
        self._sought.add(block)
        return ()

    def anchors(self) -> set[str]:
        """Return the anchors of all captions known so far."""
        return {*self._known, *self._mentions}

    def note_statements(self, inlines: Inlines) -> None:
        """Record that the statements in `inlines`, the value of a slot, are shown here."""
        for inline in inlines:
            if isinstance(inline, Portion):
                self.note_statements(inline.inlines)
            elif isinstance(inline, Traced):
                self._shown.setdefault(inline.statement, self.here)

    def cite(self, slot: CitationSlot) -> Inlines:
        """Return the citation of the slot's sources; inherited ones are left out where they are said elsewhere.

        On slides, deck.py decides that, since each slide says all its sources at its foot.
        """
        self._cited.update(slot.statements)
        self._cited_here.update(slot.statements)
        self._has_cited = True
        if self._summary and self.citations.has_letters:
            self._next_first_group = self._summary
        if self.edition.output == "deck":
            return self._mark(self.citations.cite(slot.sources, slot.inherited), slot.sources)
        unsaid = tuple(cited for cited in slot.inherited if not self._is_said(cited, slot, self._block))
        self._repeated += [(cited, slot, self._block) for cited in unsaid]
        self.citations.register(slot.inherited)
        added = (cited for cited in slot.sources if cited not in slot.inherited)
        cited = (*unsaid, *added)
        self._explained += cited
        return self._mark(self.citations.cite(cited), cited)

    def cite_all(self, slot: SharedSlot) -> Inlines:
        """Return the sentence that says the sources of all statements of the output, or of a part of this block.

        Where letters cite, what holds for statements above is part of the line that explains their letters.
        """
        self._said.setdefault(self._block if slot.statements is not None else "", []).append(slot)
        if self._closes(slot):
            self._closing += [slot] if slot or not self._is_open else []
            return ()
        return self._say(slot)

    def _closes(self, slot: SharedSlot) -> bool:
        """Whether what a slot says is part of a line of sources, since letters above it need one."""
        if slot.statements is not None:
            return self.citations.has_letters and not self._cited_here.isdisjoint(slot.statements)
        self._summary = self._summary or (self._block if self._has_cited else "")
        closes = self._is_open and self._first_group == self._block
        self._is_open = self._is_open and not closes
        return closes

    def _say(self, slot: SharedSlot) -> Inlines:
        label = self.label("all_statements_rest_on" if slot.statements is None else "section_rests_on")
        sources = self._mark(self.citations.cite_in_text(slot.sources), slot.sources)
        before, _, after = label.partition("{sources}")
        if text_of(sources).endswith("."):  # of an abbreviation, such as "n.d."
            after = after.removeprefix(".")
        return self.breaks.bind((Plain(before), *sources, Plain(after))) if sources else ()

    def _mark(self, cites: Inlines, sources: Sequence[CitedSource]) -> Inlines:
        """Return what is printed to cite `sources` under their highest marking; a note is a portion of its own."""
        if not self.edition.markings or all(isinstance(inline, Cite) for inline in cites):
            return cites
        marking = find_highest(self.edition.markings, (self.edition.sources[cited.source].marking for cited in sources))
        if all(isinstance(inline, Note) for inline in cites):
            notes = (inline for inline in cites if isinstance(inline, Note))
            return tuple(replace(note, inlines=(Portion(note.inlines, marking),)) for note in notes)
        return (Portion(cites, marking),)

    def _is_said(self, cited: CitedSource, slot: CitationSlot, block: str) -> bool:
        """Whether it is said, for the output or in the same block, that `cited` holds for the slot's statements."""
        slots_by_block = (self._said_before, self._said)
        said = (shared for slots in slots_by_block for name in ("", block) for shared in slots.get(name, ()))
        return any(
            cited in shared.sources and (shared.statements is None or shared.statements.issuperset(slot.statements))
            for shared in said
        )

    def find_uncited(self) -> tuple[Problem, ...]:
        """Return a warning for each template line with statements that are not cited anywhere."""
        if self.edition.audience.citations == "none":
            return ()
        by_origin: dict[Origin, list[str]] = {}
        for statement, origin in self._shown.items():
            if statement not in self._cited:
                by_origin.setdefault(origin, []).append(f"`{statement}`")
        return tuple(
            origin.problem(f"shown but never cited: {', '.join(statements)}", "put `{{ statement | cite }}` after it")
            for origin, statements in by_origin.items()
        )
