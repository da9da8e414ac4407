"""Cited numbers and references -> the sources line of a slide, the references of its notes, and the list at the end."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.model.block import Reference, ReferenceList
from generator.model.inline import Plain
from generator.write.powerpoint.fit.fit import SCALES, fits, item_height_pt
from generator.write.powerpoint.fit.pagination import divided, ends, even_ends
from generator.write.powerpoint.fit.text import Flow, Line, Span, line, ranges
from generator.write.powerpoint.plan.page import Filled, Page
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Region

_LARGEST_ENTRY_PT = 14.0


class Named(Struct, frozen=True, gc=False):
    """A reference as slides name it: in full in their notes, and short in the line of their sources."""

    number: int
    full: Line
    short: tuple[Span, ...]


References = Mapping[int, Named]


def named(references: Sequence[Reference]) -> References:
    """Return the references of a deck by their numbers; they are worded once, though many slides cite them."""
    return {each.number: Named(each.number, _entry(each), line(each.short).spans) for each in references}


def sources_line(cited: Sequence[int], references: References, region: Region, labels: Mapping[str, str]) -> Flow:
    """Return the line "Sources: [1] …; [2] …" that fits in `region`, as numbers only where the names do not fit."""
    known = [references[number] for number in cited if number in references]
    if not known:
        return ()
    label = labels["source"] if len(known) == 1 else labels["sources"]
    spans: list[Span] = [Span(f"{label}: ")]
    for place, reference in enumerate(known):
        spans.append(Span(f"{'; ' if place else ''}[{reference.number}] "))
        spans.extend(reference.short)
    whole = ((Line(tuple(spans), marker="none"),),)
    if fits(whole, region):
        return whole
    numbers = ", ".join(ranges([reference.number for reference in known], "[{}]"))
    return ((Line((Span(f"{label}: {numbers}"),), marker="none"),),)


def full_references(cited: Sequence[int], references: References) -> tuple[Line, ...]:
    """Return one paragraph for each source cited, in full."""
    return tuple(references[number].full for number in cited if number in references)


def reference_pages(block: ReferenceList, layouts: Layouts) -> tuple[Page, ...]:
    """Return the list of sources over as many pages as it needs, each column filled evenly."""
    layout, regions = layouts.references()
    gap, scale = ("\t", 1.0) if regions[0].role == "References" else (" ", _scale(regions[0]))
    items = tuple((_entry(reference, gap),) for reference in block.references)

    heights = [[item_height_pt(item, region, scale) / region.text_height_pt for item in items] for region in regions]

    def share(item: int, column: int) -> float:
        return heights[column % len(regions)][item]

    needed = sum(1 for _ in ends(len(items), share))
    # evenly over all columns of the pages that are needed
    count = -(-needed // len(regions)) * len(regions)
    columns = divided(items, even_ends(len(items), share, 0, count))
    return tuple(
        Page(
            layout,
            tuple(
                Filled(region, column, scale)
                for region, column in zip(regions, columns[first : first + len(regions)], strict=False)
            ),
        )
        for first in range(0, len(columns), len(regions))
    )


def _scale(region: Region) -> float:
    """Return the scale at which sources stand in a region that is made for body text."""
    size = region.level(1).size_pt
    return next((scale for scale in SCALES if size * scale <= _LARGEST_ENTRY_PT), SCALES[-1])


def _entry(reference: Reference, gap: str = " ") -> Line:
    # the layout's own first level is a hanging one for the number and a tab; elsewhere it has a bullet, which goes
    return line((Plain(f"[{reference.number}]{gap}"), *reference.full), 1, "bullet" if gap == "\t" else "none")
