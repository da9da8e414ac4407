"""A table that is the exhibit of its slide -> one page wherever that is possible: in which size, wording and columns.

Text is set from large to small, and in shorter wordings before it gets smaller than body text may. Only what has no
room in the smallest type is continued; a group of rows stays whole where a page can hold it.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.language.direction import runs_right_to_left
from generator.model.block import Table
from generator.model.inline import text_of
from generator.write.powerpoint.fit.fit import FLOOR_PT
from generator.write.powerpoint.fit.text import TextParagraph, text_paragraph
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.exhibit.columns import without_bare_citations
from generator.write.powerpoint.plan.exhibit.look import (
    SMALLEST_PT,
    Looks,
    RowPlace,
    with_rules_below,
)
from generator.write.powerpoint.plan.exhibit.setting import (
    PLAINER,
    Setting,
    cell_height_pt,
    group_rows,
    lead_forms,
    loosest_pt,
    measure_cell,
    row_size_pt,
    set_table,
)
from generator.write.powerpoint.plan.page import CellLook, Page, Shape, TableShape, TextShape
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, LayoutSet, Region

_LARGEST_PT, _USUAL_PT = 24.0, 20.0  # larger than usual only where the slide would be half empty
_STEP_PT = 1.0
_LITTLE_SMALLER = 0.93
_HALVINGS = 20  # of the height that all rows get
# ECMA-376-1, 21.1.3.15: "No Style, No Grid", which every PowerPoint has: text in the theme's colour and nothing else
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def exhibit_pages(block: Table, layouts: LayoutChooser) -> tuple[Page, ...]:
    """Return the pages of `block`, each with the header row and with rows as even in height as can be."""
    layout, region = layouts.for_object("Table", has_caption=bool(block.caption))
    layout_set = layouts.layout_set.with_table_in(region)
    setting = _choose(without_bare_citations(block), region, layout_set)
    caption_region = layout.region("Caption")
    caption: tuple[Shape, ...] = ()
    if caption_region and block.caption:
        caption = (TextShape(caption_region, ((text_paragraph(block.caption),),)),)
    return tuple(
        Page(layout, (*caption, _shape(setting, rows, layout, region, layout_set)))
        for rows in setting.paginate(region.height_pt)
    )


def _choose(block: Table, region: Region, layout_set: LayoutSet) -> Setting:
    """Return the first setting that needs one page; of those that need several, one in body text with the fewest."""
    fitting: list[tuple[float, int, Setting]] = []
    for step, size_pt in _candidates(block):
        setting = set_table(shorten(block, step), size_pt, region, layout_set)
        pages = len(setting.paginate(region.height_pt))
        if setting.fits(region.height_pt) and (size_pt <= _USUAL_PT or setting.is_sparse(region.height_pt)):
            if pages == 1:
                return _prefer_even(setting, step, block, region, layout_set)
            fitting.append((-min(size_pt, _floor_pt(block)), pages, setting))
    return min(fitting, key=lambda ranked: ranked[:2])[-1] if fitting else setting


def _prefer_even(chosen: Setting, step: int, block: Table, region: Region, layout_set: LayoutSet) -> Setting:
    """Return `chosen`, or the same a little smaller if all rows then need the same height, and they do not now."""
    if chosen.is_even:
        return chosen
    least_pt = chosen.size_pt * _LITTLE_SMALLER
    sizes_pt = (chosen.size_pt - _STEP_PT * number for number in range(1, 4))
    for size_pt in (size_pt for size_pt in sizes_pt if size_pt >= least_pt):
        setting = set_table(shorten(block, step), size_pt, region, layout_set)
        if setting.is_even and setting.fits(region.height_pt):
            return setting
    return chosen


def _floor_pt(block: Table) -> float:
    """Return the least size at which no row is smaller than body text may be."""
    return FLOOR_PT / PLAINER if block.shaded else FLOOR_PT


def _candidates(block: Table) -> Iterator[tuple[int, float]]:
    """Yield wordings and sizes: in body text from the longest wording, below it in the shortest."""
    shortest = count_steps(block)
    floor_pt = _floor_pt(block)
    sizes_pt = [_LARGEST_PT - _STEP_PT * step for step in range(int((_LARGEST_PT - SMALLEST_PT) / _STEP_PT) + 1)]
    for step in range(shortest + 1):
        yield from ((step, size_pt) for size_pt in sizes_pt if size_pt >= floor_pt)
    yield from ((shortest, size_pt) for size_pt in sizes_pt if size_pt < floor_pt)


def _shape(setting: Setting, rows: Sequence[int], layout: Layout, region: Region, layout_set: LayoutSet) -> TableShape:
    block = setting.block
    heights_pt = _even([setting.heights_pt[row] for row in rows], region.height_pt - setting.header_pt)
    places = [_place(setting, rows, number) for number in range(len(rows))]
    cells = [setting.rows[row] for row in rows]
    if block.groups:
        leads = iter(_fit_leads(setting, rows, places, heights_pt, layout_set))
        rest = TextParagraph((), marker="none")
        cells = [(next(leads) if place.first else rest, *cell[1:]) for cell, place in zip(cells, places, strict=True)]
    words = " ".join(paragraph.text for item in (setting.header, *cells) for paragraph in item)
    looks = Looks(layout.colors, block.aligned, runs_right_to_left(words))
    described = ", ".join(name for name in map(text_of, block.header) if name)
    all_looks: list[tuple[CellLook, ...]] = [looks.header(setting.header, setting.size_pt)]
    all_looks += map(looks.row, cells, places)
    return TableShape(
        region,
        (setting.header, *cells),
        setting.widths_pt,
        (setting.header_pt, *heights_pt),
        text_of(block.caption) or described,
        _NO_STYLE,
        block.row_headers,
        tuple(id_ for row in rows if block.events for id_ in block.events[row]),
        with_rules_below(all_looks),
    )


def _fit_leads(
    setting: Setting,
    rows: Sequence[int],
    places: Sequence[RowPlace],
    heights_pt: Sequence[float],
    layout_set: LayoutSet,
) -> Sequence[TextParagraph]:
    """Return the cells of the groups on a page, all in the first form for which all have room, else in the last."""
    starts = [number for number, place in enumerate(places) if place.first]
    leads = [lead_forms(setting.rows[_group_of(setting.block, rows[number])[0]][0]) for number in starts]
    rooms_pt = [sum(heights_pt[number : number + places[number].rows]) + 0.01 for number in starts]
    forms = [*zip(*leads, strict=True)] if len({*map(len, leads)}) == 1 else [[lead[-1] for lead in leads]]
    for form in forms:
        measured = (measure_cell(cell, setting.size_pt, layout_set) for cell in form)
        needed_pt = [cell_height_pt(cell, setting.widths_pt[0]) for cell in measured]
        if all(need_pt <= room_pt for need_pt, room_pt in zip(needed_pt, rooms_pt, strict=True)):
            break
    return form


def _group_of(block: Table, row: int) -> Sequence[int]:
    return next(rows for rows in group_rows(block) if row in rows)


def _place(setting: Setting, rows: Sequence[int], number: int) -> RowPlace:
    """Return where the row stands that is the page's row `number`."""
    block, row = setting.block, rows[number]
    above = rows[number - 1] if number else None
    size_pt = row_size_pt(block, row, setting.size_pt)
    place = RowPlace(
        size_pt,
        plain=bool(block.shaded) and row not in block.shaded,
        shaded=row in block.shaded,
        below_shaded=above is None or above in block.shaded,
        top=number == 0,
    )
    if not block.groups:
        return place
    group = _group_of(block, row)
    status = block.groups[group_rows(block).index(group)].status
    first = above is None or above not in group
    return replace(place, status=status, rows=sum(other in group for other in rows[number:]), first=first, grouped=True)


def _even(heights_pt: Sequence[float], room_pt: float) -> tuple[float, ...]:
    """Return heights as even as the room allows, none lower than its text."""
    most_pt = loosest_pt(max(heights_pt), heights_pt, room_pt)
    lower_pt, upper_pt = 0.0, most_pt
    for _ in range(_HALVINGS):
        middle_pt = (lower_pt + upper_pt) / 2
        if sum(max(height_pt, middle_pt) for height_pt in heights_pt) <= room_pt:
            lower_pt = middle_pt
        else:
            upper_pt = middle_pt
    return tuple(max(height_pt, lower_pt) for height_pt in heights_pt)
