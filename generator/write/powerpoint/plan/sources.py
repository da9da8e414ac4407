"""Cited numbers and references -> the sources line of a slide, the references in its notes, the list at the end."""

from collections.abc import Mapping, Sequence

from generator.model.block import Reference, ReferenceList
from generator.model.inline import Plain
from generator.write.powerpoint.fit.fit import SCALES, fits, item_height_pt
from generator.write.powerpoint.fit.pagination import balance_pages, fill_pages, split_at
from generator.write.powerpoint.fit.text import Items, Span, TextParagraph, number_ranges, text_paragraph
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Region

_LARGEST_ENTRY_PT = 14.0


def sources_line(references: Sequence[Reference], region: Region, labels: Mapping[str, str]) -> Items:
    """Return the line "Sources: [1] …; [2] …", with numbers only if the names do not fit in `region`."""
    if not references:
        return ()
    label = labels["source"] if len(references) == 1 else labels["sources"]
    spans: list[Span] = [Span(f"{label}: ")]
    for index, reference in enumerate(references):
        spans.append(Span(f"{'; ' if index else ''}[{reference.number}] "))
        spans.extend(text_paragraph(reference.short).spans)
    named: Items = ((TextParagraph(tuple(spans), marker="none"),),)
    if fits(named, region):
        return named
    numbers = ", ".join(number_ranges([reference.number for reference in references], "[{}]"))
    return ((TextParagraph((Span(f"{label}: {numbers}"),), marker="none"),),)


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
