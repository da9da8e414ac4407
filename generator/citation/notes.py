"""Cited sources -> notes: all that are cited at one place share one, which is as short as lets a reader find them."""

from collections.abc import Collection, Mapping
from functools import cached_property

from generator.citation.names import find_sole_works
from generator.citation.reference import CitationStyle, end_sentence, find_namesakes, full_note, join_parts, short_note
from generator.model.inline import Inline, Inlines, Note, Plain
from generator.model.source import CitedSource, Source


class Notes:
    """The notes of one output; where it `lists_all` sources in full, no note does (CMOS 17, 14.19)."""

    def __init__(self, sources: Mapping[str, Source], style: CitationStyle, lists_all: bool) -> None:
        self._sources = sources
        self._style = style
        self._lists_all = lists_all
        self._short_notes: dict[CitedSource, Inlines] = {}
        self._sole_works = find_sole_works(sources.values(), style)
        self._start()

    def begin_pass(self, cited: Collection[str]) -> None:
        """Start again, with the sources known that the output cites."""
        self._sole_works = self._find_sole_works(cited)
        self._start()

    def _start(self) -> None:
        self._written: set[str] = set()  # in full
        self._titled: set[str] = set()  # with titles that would be left out of works that are the only one cited
        self._count = 0
        self._last: tuple[frozenset[CitedSource], Note] | None = None  # of this group

    def are_settled(self, cited: Collection[str]) -> bool:
        """Return whether no note would be shorter in another pass, in which it is known what is `cited`."""
        return not self._titled or self._titled.isdisjoint(self._find_sole_works(cited))

    def end_group(self) -> None:
        """Let no further note be the same as one before."""
        self._last = None

    def note(self, sources: tuple[CitedSource, ...]) -> Note:
        """Return a note, or the last one of the group again where it says the same.

        No earlier one: numbers would no longer be in order (CMOS 17, 14.29). On a later page, the number leads back to
        the page of the note, since Word prints a footnote once.
        """
        cited = frozenset(sources)
        if self._last is None or self._last[0] != cited:
            self._count += 1
            self._last = cited, Note(self._write(sources), self._count)
        return self._last[1]

    def write_in_full(self, cited: CitedSource) -> Inlines:
        self._written.add(cited.source)
        return full_note(self._sources[cited.source], self._style, cited.locator)

    def _write(self, sources: tuple[CitedSource, ...]) -> Inlines:
        """Return a note, which names works among others by their authors alone if that is enough to find them."""
        brief = self._lists_all and len(sources) > 1
        parts: list[Inline] = []
        for cited in sources:
            if not (self._lists_all or cited.source in self._written):
                note = self.write_in_full(cited)
            elif brief and cited.source in self._sole_works:
                name = self._sole_works[cited.source]
                note = join_parts([(Plain(text),) for text in (name, cited.locator) if text], self._style)
            else:
                self._titled.update([cited.source] if brief else [])
                note = self._write_in_short(cited)
            parts += [Plain(self._style.between), *note] if parts else note
        return end_sentence(parts, self._style)

    def _write_in_short(self, cited: CitedSource) -> Inlines:
        if cited not in self._short_notes:
            self._short_notes[cited] = short_note(
                self._sources[cited.source], self._style, cited.locator, cited.source in self._namesakes
            )
        return self._short_notes[cited]

    def _find_sole_works(self, cited: Collection[str]) -> Mapping[str, str]:
        return find_sole_works((self._sources[source] for source in cited), self._style)

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        return find_namesakes(self._sources.values(), self._style)
