"""Cited sources -> what is printed where they are cited, and the references of an output."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from generator.citation.letters import Letters
from generator.citation.names import distinct_names, name_authors, name_work
from generator.citation.notes import Notes
from generator.citation.reference import CitationStyle, end_sentence, full_note, is_later
from generator.language.no_break import NoBreakRules
from generator.language.punctuation import NO_BREAK
from generator.model.block import Reference, Work
from generator.model.inline import Citation, Cite, Inline, Inlines, Link, Plain, Strong, merge, text_of
from generator.model.source import CitedSource, Source

_LONGEST_UNBROKEN = 40  # characters of a name on one line, of about 90


class Citations:
    """The references of one output, numbered in order of first citation, or of their `weights`, the highest first.

    A list of sources may precede the last citation, so a template may be composed in two passes; `begin_pass` starts
    one. `manner` is one of CITATIONS; `lists_all` says whether the output has a list of all sources in full.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        manner: str,
        style: CitationStyle,
        breaks: NoBreakRules,
        weights: Mapping[str, int] | None = None,
        lists_all: bool = False,
    ) -> None:
        self._weights = weights or {}
        self._sources = sources
        self._manner = manner
        self._style = style
        self._breaks = breaks
        self._numbers: dict[str, int] = {}
        # long documents cite a few sources thousands of times: with that of notes, saves 0.2 s of 2.8 s in the row ×100
        self._names: dict[tuple[CitedSource, ...], Inlines] = {}
        self._notes = Notes(sources, style, lists_all)
        self._letters = Letters()
        self._listed: int | None = None  # how many sources were numbered when the first list of them was printed

    @property
    def has_letters(self) -> bool:
        return self._manner == "group"

    def begin_pass(self) -> None:
        self._notes.begin_pass(self._numbers)
        self._letters = Letters()
        self._numbers = {source: number for number, source in enumerate(self._ordered(), 1)}

    def is_settled(self) -> bool:
        """Return whether each list of sources that was printed is complete and in order, and no note can be shorter."""
        is_listed = self._listed in (None, len(self._numbers)) and self._ordered() == list(self._numbers)
        return is_listed and self._notes.are_settled(self._numbers)

    def _ordered(self) -> list[str]:
        """Return the sources cited so far by weight; of equal weight, in order of first citation."""
        return sorted(self._numbers, key=lambda source: -self._weights.get(source, 0))

    def cite(self, sources: Iterable[CitedSource], shared: Sequence[CitedSource] = ()) -> Inlines:
        """Return what is printed where `sources` are cited, each once: a note, numbers, links or nothing.

        Numbers can come with those that the statement shares with others, which are not printed here.
        """
        once = tuple(dict.fromkeys(sources))
        self.register((*shared, *once))
        if not (once or shared) or self._manner == "none":
            return ()
        if self._manner == "footnotes":
            return (self._notes.note(once),)
        if self._manner == "links":
            return self._links(once)
        letters = self._letters.cite(once) if self._manner == "group" else ""
        return (replace(self.cite_numbers(once, shared), letters=letters),)

    def register(self, sources: Iterable[CitedSource]) -> None:
        """Number `sources`, so that they are listed."""
        for cited in sources:
            self._number(cited.source)

    def cite_numbers(self, sources: Iterable[CitedSource], shared: Iterable[CitedSource] = ()) -> Cite:
        """Return the numbers of `sources`, in ascending order."""
        return Cite(self._citations(sources), self._citations(shared))

    def cite_column(self, sources: Iterable[CitedSource]) -> Cite:
        """Return the numbers of `sources` for a column of such."""
        return Cite(self._citations(sources), bare=True)

    def _citations(self, sources: Iterable[CitedSource]) -> tuple[Citation, ...]:
        citations = {Citation(self._number(cited.source), cited.locator) for cited in sources}
        return tuple(sorted(citations, key=lambda citation: (citation.number, citation.locator)))

    def cite_in_text(self, sources: Sequence[CitedSource]) -> Inlines:
        """Return `sources` as a part of a sentence, in the manner of the output; nothing where it cites none."""
        self.register(sources)
        parts: list[Inline] = []
        for cited in sources if self._manner != "none" else ():
            parts += [Plain(self._style.between)] if parts else []
            if self._manner == "footnotes":
                parts += self._notes.write_in_full(cited)
            elif self._manner == "links":
                parts += self._link(cited.source, self._unbroken_name(cited.source))
            else:
                parts += [Plain(self._distinct_names[cited.source]), self.cite_numbers([cited])]
        return tuple(parts)

    def end_group(self, shared: Sequence[CitedSource] = (), sentence: Inlines = ()) -> Inlines:
        """Return the line of sources: those `shared` by all, then those of each letter since the last such line.

        What holds for all statements of the output is a `sentence`.
        "Sources. All: CRS [1]. In addition a CNS [2], CSIS [3] · b Jane's [15]." Nothing where there are none.
        """
        self.register(shared)
        self._notes.end_group()
        further: list[Inline] = []
        for letter, sources in self._letters.take():
            further += [Plain(f"{NO_BREAK}· ")] if further else []
            further += [Strong((Plain(letter),)), Plain(NO_BREAK), *self._name_with_numbers(sources)]
        if not (shared or sentence or further):
            return ()
        line: list[Inline] = [Strong((Plain(self._style.label("sources_line", "Sources.")),)), Plain(" ")]
        line += [*sentence, Plain(" ")] if sentence else []
        if shared:
            line += self._fill("sources_of_all", self._name_with_numbers(shared))
            line += [Plain(" "), *self._fill("sources_besides", further)] if further else []
        elif further:
            line += self._fill("sources_by_letter", further)
        return self._breaks.bind(merge(_without_space(line)))

    def _name_with_numbers(self, sources: Sequence[CitedSource]) -> Inlines:
        """Return "CNS [2], CSIS [3, p. 2]": beside a number, the authors tell a work from all others."""
        by_name: dict[str, list[CitedSource]] = {}
        for cited in sources:
            by_name.setdefault(name_authors(self._sources[cited.source], self._style), []).append(cited)
        parts: list[Inline] = []
        for name, places in by_name.items():
            parts += [Plain(self._style.separator + name if parts else name), self.cite_numbers(places)]
        return tuple(parts)

    def _fill(self, label: str, sources: Iterable[Inline]) -> Inlines:
        before, _, after = self._style.label(label, "{sources}.").partition("{sources}")
        return (Plain(before), *sources, Plain(after))

    def cite_names(self, sources: tuple[CitedSource, ...]) -> Inlines:
        """Return the short forms of `sources` as plain text: "CRS 2019, p. 2; CNS 2023"."""
        if sources not in self._names:
            names = [self._name(cited) for cited in dict.fromkeys(sources)]
            self._names[sources] = (Plain(self._style.between.join(names)),) if names else ()
        return self._names[sources]

    def references(self) -> tuple[Reference, ...]:
        """Return all sources cited so far, in order of number."""
        self._listed = len(self._numbers) if self._listed is None else self._listed
        return tuple(self._reference(source, number) for source, number in self._numbers.items())

    def has_later(self) -> bool:
        """Return whether a source cited so far was issued after the edition's date."""
        return any(is_later(self._sources[source], self._style) for source in self._numbers)

    def short_list(self) -> Inlines:
        """Return all sources cited so far in short form, as links: "Sources: [1] CRS 2019; [2] CNS 2023"."""
        parts: list[Inline] = [Strong((Plain(self._style.label("sources", "Sources") + self._style.mark("colon")),))]
        for source, number in self._numbers.items():
            parts.append(Plain(f"{' ' if len(parts) == 1 else self._style.between}[{number}]\u00a0"))
            parts += self._link(source, self._distinct_names[source])
        return self._breaks.bind(end_sentence(parts, self._style))

    def describe(self, reference: Reference, weight: str) -> Work:
        """Return the source of `reference` as a work on which much rests; `weight` says how much."""
        source = self._sources[reference.source]
        names, title = name_work(source, self._style)
        bind = self._breaks.bind
        return Work(reference.number, bind((Plain(names),)), bind(title), (Plain(weight),))

    def link(self, reference: Reference) -> Reference:
        """Return `reference` with the name in its short form linked to the source.

        Not all of it: LibreOffice breaks the lines of a link within words.
        """
        name, short = text_of(reference.name), text_of(reference.short)
        linked = name if short.startswith(name) else short
        return replace(reference, short=(*self._link(reference.source, linked), Plain(short[len(linked) :])))

    def _links(self, sources: tuple[CitedSource, ...]) -> Inlines:
        """Return the short forms of `sources` in brackets, linked to their addresses."""
        parts: list[Inline] = []
        for cited in sources:
            parts.append(Plain(self._style.between if parts else " ("))
            parts += self._link(cited.source, self._unbroken_name(cited.source))
            parts += [Plain(f"{self._style.mark('comma')}{NO_BREAK}{cited.locator}")] if cited.locator else []
        return (*parts, Plain(")"))

    def _unbroken_name(self, source: str) -> str:
        """Return the short form of `source`, within which no line ends; of one that is long, within its authors."""
        name = self._distinct_names[source]
        authors = name_authors(self._sources[source], self._style)
        whole = name if len(name) <= _LONGEST_UNBROKEN else authors
        if len(whole) > _LONGEST_UNBROKEN or not name.startswith(whole):
            return name
        return whole.replace(" ", NO_BREAK) + name[len(whole) :]

    def _name(self, cited: CitedSource) -> str:
        self._number(cited.source)
        name = self._distinct_names[cited.source]
        return self._breaks.bind_text(f"{name}{self._style.separator}{cited.locator}" if cited.locator else name)

    def _reference(self, source: str, number: int) -> Reference:
        full, bind = end_sentence(full_note(self._sources[source], self._style), self._style), self._breaks.bind
        names = (self._distinct_names[source], name_authors(self._sources[source], self._style))
        return Reference(number, source, bind(full), *(bind((Plain(name),)) for name in names))

    def _link(self, source: str, name: str) -> Inlines:
        url = self._sources[source].url
        return (Link((Plain(name),), url),) if url.startswith(("https://", "http://")) else (Plain(name),)

    @cached_property
    def _distinct_names(self) -> Mapping[str, str]:
        return distinct_names(self._sources.values(), self._style)

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)


def _without_space(inlines: list[Inline]) -> list[Inline]:
    """Return `inlines` without a space at the end."""
    last = inlines[-1]
    return [*inlines[:-1], Plain(last.text.rstrip(" "))] if isinstance(last, Plain) else inlines
