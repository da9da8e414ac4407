"""Cited numbers and references -> the sources line of a slide, the references in its notes, the list at the end."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import Reference, ReferenceList
from generator.model.inline import Plain
from generator.write.powerpoint.fit.fit import SCALES, fits, item_height_pt
from generator.write.powerpoint.fit.pagination import balance_pages, fill_pages, split_at
from generator.write.powerpoint.fit.text import Items, Span, TextParagraph, number_ranges, paragraphs_of, text_paragraph
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Region

_LARGEST_ENTRY_PT = 14.0

References = Sequence[Reference]


class Foot(Struct, frozen=True):
    """What stands at the foot of a slide, and the remarks for which there is no room."""

    items: Items
    left_over: Items = ()


def fit_foot(
    remarks: Items, references: References, shared: References, region: Region, labels: Mapping[str, str]
) -> Foot:
    """Return `remarks` and the line "Sources: [1] …; [2] …" below them, or on one line where that saves room.

    The line begins with the sources `shared` by all statements of the slide. What does not fit gives way in this order:
    the names of the other sources, those of the shared ones, the remarks.
    """
    if not references and not shared:
        return Foot(remarks) if fits(remarks, region) else Foot((), remarks)
    lines = [TextParagraph(spans, marker="none") for spans in _sources_lines(references, shared, labels)]
    for line in lines:
        for items in ((*remarks, (line,)), _on_one_line(remarks, line)):
            if fits(items, region):
                return Foot(items)
    alone: list[Items] = [((line,),) for line in lines]
    return Foot(next((items for items in alone if fits(items, region)), alone[-1]), remarks)


def _on_one_line(remarks: Items, line: TextParagraph) -> Items:
    spans = [span for paragraph in paragraphs_of(remarks) for span in (*paragraph.spans, Span(" "))]
    return ((replace(line, spans=(*spans, *line.spans)),),)


def _sources_lines(references: References, shared: References, labels: Mapping[str, str]) -> Iterator[tuple[Span, ...]]:
    """Yield the line with fewer and fewer names."""
    yield _sources_line(_names(shared), _names(references), references, labels)
    if shared and references:
        yield _sources_line(_names(shared), _numbers(references), references, labels)
    yield _sources_line(_numbers(shared), _numbers(references), references, labels)


def _sources_line(
    shared: Sequence[Span], further: Sequence[Span], references: References, labels: Mapping[str, str]
) -> tuple[Span, ...]:
    if not shared:
        label = labels["source"] if len(references) == 1 else labels["sources"]
        return Span(f"{label}: "), *further
    before, _, after = labels["all_statements"].partition("{sources}")
    line = Span(before), *shared, Span(after)
    if not further:
        return line
    before, _, after = labels["also"].partition("{sources}")
    return *line, Span(f"; {before}"), *further, Span(after)


def _names(references: References) -> tuple[Span, ...]:
    spans: list[Span] = []
    for index, reference in enumerate(references):
        spans.append(Span(f"{'; ' if index else ''}[{reference.number}] "))
        spans.extend(text_paragraph(reference.short).spans)
    return tuple(spans)


def _numbers(references: References) -> tuple[Span, ...]:
    numbers = [reference.number for reference in references]
    return (Span(", ".join(number_ranges(numbers, "[{}]"))),) if numbers else ()


def reference_pages(block: ReferenceList, layouts: LayoutChooser) -> tuple[Page, ...]:
    """Return the list of sources on as few pages as it needs, all columns filled evenly."""
    layout, regions = layouts.references()
    gap, scale = ("\t", 1.0) if regions[0].role == "References" else (" ", _scale(regions[0]))
    items: Items = tuple((full_reference(reference, gap),) for reference in block.references)
    if block.note:
        items += ((text_paragraph(block.note, 1, "none"),),)
    shares = [[item_height_pt(item, region, scale) / region.text_height_pt for item in items] for region in regions]

    def share(item: int, column: int) -> float:
        return shares[column % len(regions)][item]

    needed = sum(1 for _ in fill_pages(len(items), share))
    count = -(-needed // len(regions)) * len(regions)  # all columns of the pages that are needed
    columns = split_at(items, balance_pages(len(items), share, 0, count))
    return tuple(
        Page(
            layout,
            tuple(
                TextShape(region, column, scale)
                for region, column in zip(regions, columns[first : first + len(regions)], strict=False)
            ),
        )
        for first in range(0, len(columns), len(regions))
    )


def _scale(region: Region) -> float:
    """Return the scale for sources in a region that is made for body text."""
    size_pt = region.level(1).size_pt
    return next((scale for scale in SCALES if size_pt * scale <= _LARGEST_ENTRY_PT), SCALES[-1])


def full_reference(reference: Reference, gap: str = " ") -> TextParagraph:
    # a region for references has a hanging indent on its first level, for the number and a tab; others have a bullet
    return text_paragraph(
        (Plain(f"[{reference.number}]{gap}"), *reference.full), 1, "bullet" if gap == "\t" else "none"
    )
