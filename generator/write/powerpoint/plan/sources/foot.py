"""Cited references -> the line of sources at the foot of a slide, names first, and the references in its notes."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.language.numbers import choose_label, spell_number
from generator.language.punctuation import spaced
from generator.model.block import Reference
from generator.model.inline import Plain, text_of
from generator.write.powerpoint.fit.fit import fits
from generator.write.powerpoint.fit.text import (
    Items,
    Span,
    TextParagraph,
    number_ranges,
    paragraphs_of,
    text_paragraph,
)
from generator.write.powerpoint.plan.page import Shape, TableShape, TextShape
from generator.write.powerpoint.template.region import Region

NO_BREAK_SPACE = "\u00a0"

References = Sequence[Reference]


class _Entry(Struct, frozen=True):
    """ "CRS, August 2019 [1]", and how many sources that names."""

    spans: tuple[Span, ...]
    count: int


class Foot(Struct, frozen=True):
    """What stands at the foot of a slide, and the remarks for which there is no room."""

    items: Items
    left_over: Items = ()


class SourceWords(Struct, frozen=True):
    """The fixed words of a line of sources, and their language."""

    labels: Mapping[str, str]
    language: str

    def more(self, number: int) -> str:
        """Return how many more sources the notes have: "six more in the notes"."""
        label = choose_label(self.labels, "more_in_notes", number, self.language)
        return label.replace("{number}", spell_number(number, self.language))

    def around(self, label: str) -> tuple[str, str]:
        """Return what a label has before and after its `{sources}`."""
        before, _, after = self.labels[label].partition("{sources}")
        return before, after


def fit_foot(remarks: Items, cited: tuple[References, References], region: Region, words: SourceWords) -> Foot:
    """Return `remarks` and below them, or beside them where that saves room, the line "Sources: CRS, August 2019 [1]".

    The line begins with the second part of `cited`, the sources that all statements of the slide share. What does not
    fit gives way in this order: the dates of the other sources, those of the shared ones, names from the last one on,
    which are then counted, and the remarks.
    """
    references, shared = cited
    if not references and not shared:
        return Foot(remarks) if fits(remarks, region) else Foot((), remarks)
    for kept in (remarks, ()) if remarks else ((),):
        foot = _fit_beside(kept, references, shared, region, words)
        if foot:
            return Foot(foot, () if kept else remarks)
    # no room at all: the shortest line, which is reported as too long
    return Foot(((_line(_entries(shared, False)[:1], _entries(references, False)[: not shared], 0, words),),), remarks)


def _fit_beside(
    remarks: Items, references: References, shared: References, region: Region, words: SourceWords
) -> Items | None:
    """Return the longest line that fits with `remarks`; None where not even one name does."""
    for dated in ((True, True), (True, False), (False, False)):
        line = _line(_entries(shared, dated[0]), _entries(references, dated[1]), 0, words)
        if items := _set_line(remarks, line, region):
            return items
    first, others = _entries(shared, False), _entries(references, False)
    entries, counts = len(first) + len(others), [entry.count for entry in (*first, *others)]

    def set_without(last: int) -> Items | None:
        named = entries - last
        line = _line(first[:named], others[: max(named - len(first), 0)], sum(counts[named:]), words)
        return _set_line(remarks, line, region)

    missing = bisect_left(range(entries), True, lo=1, key=lambda last: set_without(last) is not None)
    return set_without(missing) if missing < entries else None


def _set_line(remarks: Items, line: TextParagraph, region: Region) -> Items | None:
    """Return `line` below `remarks`, else on their line; None where neither fits."""
    spans = [span for paragraph in paragraphs_of(remarks) for span in (*paragraph.spans, Span(" "))]
    on_one_line: Items = ((replace(line, spans=(*spans, *line.spans)),),)
    return next((items for items in ((*remarks, (line,)), on_one_line) if fits(items, region)), None)


def _line(shared: Sequence[_Entry], further: Sequence[_Entry], missing: int, words: SourceWords) -> TextParagraph:
    """Return "All statements: …; also: …; six more in the notes"; `missing` is how many sources are not named."""
    more = [_Entry((Span(words.more(missing)),), missing)] if missing else []
    if not shared:
        label = words.labels["source" if sum(entry.count for entry in further) + missing == 1 else "sources"]
        return TextParagraph(
            (Span(label + spaced(words.labels["colon"])), *_join([*further, *more], words)), marker="none"
        )
    before, after = words.around("all_statements")
    spans = (Span(before), *_join(shared, words), Span(after))
    if further or more:
        before, after = words.around("also") if further else ("", "")
        spans = (
            *spans,
            Span(spaced(words.labels["semicolon"]) + before),
            *_join([*further, *more], words),
            Span(after),
        )
    return TextParagraph(spans, marker="none")


def _join(entries: Sequence[_Entry], words: SourceWords) -> Iterator[Span]:
    for index, entry in enumerate(entries):
        if index:
            yield Span(spaced(words.labels["semicolon"]))
        yield from entry.spans


def _entries(references: References, dated: bool) -> tuple[_Entry, ...]:
    """Return each source by name and number; those of one name are joined: "CRS [1, 42]"."""
    return tuple(_Entry(name_spans(alike, dated=dated), len(alike)) for alike in by_name(references))


def by_name(references: References) -> Sequence[References]:
    """Return `references` in groups of one name."""
    named: dict[str, list[Reference]] = {}
    for reference in references:
        named.setdefault(text_of(reference.name) or f"[{reference.number}]", []).append(reference)
    return [*named.values()]


def name_spans(alike: References, *, dated: bool) -> tuple[Span, ...]:
    """Return the name of references that have the same, and their numbers; one alone may have its date."""
    first = alike[0]
    name = first.name if first.name and (len(alike) > 1 or not dated) else first.short
    numbers = f",{NO_BREAK_SPACE}".join(number_ranges([reference.number for reference in alike]))
    return (*text_paragraph(name).spans, Span(f"{NO_BREAK_SPACE}[{numbers}]"))


def reference_notes(references: References, shared: References, words: SourceWords) -> Iterator[TextParagraph]:
    """Yield the references in full, those first that all statements of the slide share."""
    for reference in shared:
        before, after = words.around("all_statements")
        paragraph = full_reference(reference)
        yield replace(paragraph, spans=(Span(before), *paragraph.spans, Span(after)))
    yield from map(full_reference, references)


def full_reference(reference: Reference) -> TextParagraph:
    return text_paragraph((Plain(f"[{reference.number}] "), *reference.full), 1, "none")


def drop_references(shape: Shape) -> Shape:
    """Return `shape` without numbers of sources, which would refer to nothing."""
    match shape:
        case TextShape(items=items):
            return replace(shape, items=_without_references(items))
        case TableShape(rows=rows):
            return replace(shape, rows=_without_references(rows))
        case _:
            return shape


def _without_references(items: Items) -> Items:
    """Return `items` without the numbers of sources in them."""
    return tuple(
        tuple(replace(each, spans=tuple(span for span in each.spans if not span.refers)) for each in item)
        for item in items
    )
