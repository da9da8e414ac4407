"""Cited sources -> numbers, notes and references. One place has one note, with all that is cited there."""

from collections.abc import Iterable, Mapping

from generator.citation.reference import Style, full, later, short
from generator.language.no_break import Rules
from generator.model.block import Reference
from generator.model.inline import Citation, Cite, Inline, Inlines, Link, Note, Plain, Strong, text_of
from generator.model.source import CitedSource, Source


class Citations:
    """The references of one output, numbered in the order in which they are first cited.

    A composition is read twice, since a list of sources may stand before the last citation: `begin` starts a reading.
    `manner` is footnotes, numbers, links or none.
    """

    def __init__(self, sources: Mapping[str, Source], manner: str, style: Style, breaks: Rules) -> None:
        self._sources = sources
        self._manner = manner
        self._style = style
        self._breaks = breaks
        self._numbers: dict[str, int] = {}
        # long documents cite a few sources thousands of times
        self._shorts: dict[str, Inlines] = {}
        self._laters: dict[CitedSource, Inlines] = {}
        self._names: dict[tuple[CitedSource, ...], Inlines] = {}
        self._told: set[str] = set()
        self._listed: int | None = None  # how many sources were known when the first list of them was printed

    def begin(self) -> None:
        self._told.clear()

    def settled(self) -> bool:
        """Whether each list of sources that was printed is whole."""
        return self._listed is None or self._listed == len(self._numbers)

    def at(self, cited: Iterable[CitedSource]) -> tuple[Inline, ...]:
        """Return what stands at a place where `cited` are cited, each once: a note, numbers, or nothing."""
        once = tuple(dict.fromkeys(cited))
        self.number(once)
        if not once or self._manner == "none":
            return ()
        if self._manner == "footnotes":
            return (Note(self._note(once)),)
        return self._links(once) if self._manner == "links" else (self.numbers(once),)

    def number(self, cited: Iterable[CitedSource]) -> None:
        """Number the sources of `cited` in this order, where they have no number yet."""
        for each in cited:
            self._number(each.source)

    def numbers(self, cited: Iterable[CitedSource]) -> Cite:
        """Return the numbers of `cited`, in ascending order."""
        citations = {Citation(self._number(each.source), each.locator) for each in cited}
        return Cite(tuple(sorted(citations, key=lambda citation: (citation.number, citation.locator))))

    def _links(self, cited: tuple[CitedSource, ...]) -> tuple[Inline, ...]:
        """Return the short forms of `cited` in brackets, each a link where its source has an address."""
        parts: list[Inline] = []
        for each in cited:
            parts.append(Plain("; " if parts else " ("))
            parts += self._linked(each.source)
        return (*parts, Plain(")"))

    def names(self, cited: tuple[CitedSource, ...]) -> Inlines:
        """Return the short forms of `cited` as running text, for a table that a note in each row would swamp."""
        if cited not in self._names:
            said = [self._name(each) for each in dict.fromkeys(cited)]
            self._names[cited] = (Plain("; ".join(said)),) if said else ()
        return self._names[cited]

    def _name(self, cited: CitedSource) -> str:
        self._number(cited.source)
        words = text_of(self._short(cited.source))
        return self._breaks.text(f"{words}, {cited.locator}" if cited.locator else words)

    def references(self) -> tuple[Reference, ...]:
        """Return all sources cited so far, in order of number."""
        self._note_list()
        return tuple(self._reference(source, number) for source, number in self._numbers.items())

    def _reference(self, source: str, number: int) -> Reference:
        whole, bound = ended(full(self._sources[source], self._style), self._style), self._breaks.bound
        return Reference(number, source, bound(whole), bound(self._short(source)))

    def in_brief(self) -> Inlines:
        """Return all sources cited so far in their short forms: "Sources: [1] CRS 2019; [2] CNS 2023", as links."""
        parts: list[Inline] = [Strong((Plain(self._style.word("sources", "Sources") + ":"),))]
        for source, number in self._numbers.items():
            parts.append(Plain(f"{' ' if len(parts) == 1 else '; '}[{number}]\u00a0"))
            parts += self._linked(source)
        return self._breaks.bound(ended(parts, self._style))

    def _note_list(self) -> None:
        self._listed = len(self._numbers) if self._listed is None else self._listed

    def _linked(self, source: str) -> Inlines:
        words, url = self._short(source), self._sources[source].url
        return (Link(words, url),) if url.startswith(("https://", "http://")) else words

    def _short(self, source: str) -> Inlines:
        if source not in self._shorts:
            self._shorts[source] = short(self._sources[source], self._style)
        return self._shorts[source]

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def _note(self, cited: tuple[CitedSource, ...]) -> Inlines:
        parts: list[Inline] = []
        for each in cited:
            parts += [Plain("; ")] if parts else []
            parts += self._later(each) if each.source in self._told else self._full(each)
        return ended(parts, self._style)

    def _full(self, cited: CitedSource) -> Inlines:
        self._told.add(cited.source)
        return full(self._sources[cited.source], self._style, cited.locator)

    def _later(self, cited: CitedSource) -> Inlines:
        if cited not in self._laters:
            self._laters[cited] = later(self._sources[cited.source], self._style, cited.locator)
        return self._laters[cited]


def ended(parts: Iterable[Inline], style: Style) -> Inlines:
    """Return `parts` as a sentence."""
    result = list(parts)
    last = result[-1] if result else None
    if isinstance(last, Plain) and last.text.endswith("."):
        return tuple(result)
    if isinstance(last, Plain):
        return (*result[:-1], Plain(style.stopped(last.text, ".")))
    return (*result, Plain("."))
