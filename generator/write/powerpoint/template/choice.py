"""The layouts of a template of any origin -> the one for a purpose, by what each is.

What counts: its type, its name in any language, the kinds, sizes and places of its placeholders, the order of the
layouts, and which of them the template's own slides use: the first slide shows which one is the cover.
"""

from collections.abc import Callable

from generator.write.powerpoint.template.region import Layout, LayoutSet
from generator.write.powerpoint.template.roles import UNUSED, are_side_by_side
from generator.write.powerpoint.template.usual_names import says

# types of layouts (ECMA-376-1, 19.7.15)
_COVER, _SECTION = "title", "secHead"
_TEXT = ("obj", "tx")
_TEXTS = ("subTitle", "body", "obj")  # kinds of placeholders (ECMA-376-1, 19.7.10)
_MUCH = 0.35  # of a slide: the seat of a layout that is made for content
_TALL_TITLE = 0.35  # of the height of a slide
_NARROW_TITLE = 0.5  # of the width of a slide
_TITLED = 100.0  # points: a layout without a title, or without a seat for its text, cannot be used
_OPENING = 20.0  # points of the layout of the first slide: more than all that others can say
_SAME_MASTER = 3.0  # points; slides of one look stay together
_LEAST_COLUMN = 0.2  # of the largest seat: one of several side by side
_LEAST_OBJECT = 0.6  # of the largest seat: the placeholder of a figure, chart or table
_OBJECTS = ("Figure", "Chart", "Table")


def choose_cover(layouts: LayoutSet) -> Layout:
    """Return the layout of the first slide of a deck, the first of the best."""

    def points(layout: Layout) -> float:
        opens = layouts.used[:1] == (_key(layout),)
        title = layout.region("Title")
        has_text = any(region.kind in _TEXTS for region in layout.regions)
        return (
            _TITLED * (title is not None)
            + opens * (_OPENING if has_text and not _is_usual_content(layout, layouts) else 3)
            + 4 * (layout.kind == _COVER)
            + 3 * says(layout.name, "cover")
            + 2 * _has_cover_title(layout)
            + (layout is layouts.layouts[0])
            + 7 * has_text
            + (title.area / layouts.area * 5 if title else 0)
            - (0 if opens or layout.kind == _COVER else _seats(layout) / layouts.area * 10)
            - 2 * (not opens and (layout.kind == _SECTION or says(layout.name, "section")))
            - 3 * (not opens and layout.region("Figure") is not None)
        )

    return max(layouts.layouts, key=points)


def choose_section(layouts: LayoutSet, cover: Layout) -> Layout:
    """Return the layout of the slide before a section: that made for it, else one with much room for a title."""

    def points(layout: Layout) -> float:
        title = layout.region("Title")
        return (
            _TITLED * (title is not None)
            + 4 * (layout.kind == _SECTION)
            + 3 * says(layout.name, "section")
            + _has_cover_title(layout)
            + (title.area / layouts.area * 5 if title else 0)
            + _SAME_MASTER * (layout.master == cover.master)
            - (0 if layout.kind == _SECTION else _seats(layout) / layouts.area * 10)
            - 3 * (layout.kind in _TEXT)
            - (layout.part == cover.part)
            - 2 * (layout.region("Figure") is not None)
        )

    return max(layouts.layouts, key=points)


def choose_content(layouts: LayoutSet, cover: Layout) -> Layout:
    """Return the layout for text: with a title, and the largest seat that leaves no other place empty."""
    inner = layouts.used[1:]

    def points(layout: Layout) -> float:
        title, seat = layout.region("Title"), layout.seat
        return (
            _TITLED * (title is not None and seat is not None)
            + (seat.area / layouts.area * 10 if seat else 0)
            + 4 * (layout.kind in _TEXT)
            + 2 * says(layout.name, "content")
            + (3 * inner.count(_key(layout)) / len(inner) if inner else 0)
            + _SAME_MASTER * (layout.master == cover.master)
            - 3 * (len(layout.regions_in_order("Content")) > 1)
            - 2 * (layout.region("Panel") is not None)
            - 2 * any(layout.region(role) for role in _OBJECTS)
            - 6 * (_has_cover_title(layout) or layout.kind == _COVER or layout.part == cover.part)
            - 4 * (layout.kind == _SECTION or says(layout.name, "section") or says(layout.name, "cover"))
            - 2 * _has_odd_title(layout, layouts)
        )

    return max(layouts.layouts, key=points)


def choose_columns(count: int, layouts: LayoutSet, content: Layout) -> Layout | None:
    """Return the layout with `count` seats of much the same size side by side."""
    least = _LEAST_COLUMN * layouts.largest_seat

    def suits(layout: Layout) -> bool:
        seats = layout.regions_in_order("Content")
        large = all(seat.area >= least for seat in seats)
        return len(seats) == count and large and are_side_by_side(seats)

    return _nearest(suits, layouts, content)


def choose_panel(layouts: LayoutSet, content: Layout) -> Layout | None:
    """Return the layout with one seat, and beside it a narrower region for a panel."""
    least = _LEAST_COLUMN * layouts.largest_seat
    return _nearest(lambda layout: bool(layout.region("Panel")) and _only_seat(layout) >= least, layouts, content)


def choose_object(role: str, layouts: LayoutSet, content: Layout) -> Layout | None:
    """Return the layout made for one large figure, chart or table; `role` is that of its placeholder."""
    least = _LEAST_OBJECT * layouts.largest_seat

    def suits(layout: Layout) -> bool:
        rooms = [region for region in layout.regions if region.role in _OBJECTS]
        return [room.role for room in rooms] == [role] and rooms[0].area >= least and layout.seat is None

    return _nearest(suits, layouts, content)


def _nearest(suits: Callable[[Layout], bool], layouts: LayoutSet, content: Layout) -> Layout | None:
    """Return the layout that `suits`, titled as plainly as `content`; one of the same master is preferred."""
    fitting = [
        layout for layout in layouts.layouts
        if layout.region("Title") and not _has_cover_title(layout) and layout.kind != _COVER
        if not _has_odd_title(layout, layouts) or _has_odd_title(content, layouts)
        if suits(layout)
    ]  # fmt: skip
    return max(fitting, key=lambda layout: (layout.master == content.master, -_count_unused(layout)), default=None)


def _is_for_content(layout: Layout, layouts: LayoutSet) -> bool:
    seat = layout.seat
    if seat is None or _has_cover_title(layout):
        return False
    return layout.kind in _TEXT or seat.area > _MUCH * layouts.area


def _key(layout: Layout) -> str:
    """Return the name of its part as that of a used layout is written."""
    return layout.part.lstrip("/").lower()


def _is_usual_content(layout: Layout, layouts: LayoutSet) -> bool:
    """Return whether `layout` is for content, by its type or because many of the template's own slides have it."""
    used = layouts.used
    often = len(used) == 1 or used.count(_key(layout)) > len(used) / 3
    return _is_for_content(layout, layouts) and (layout.kind in _TEXT or often)


def _has_cover_title(layout: Layout) -> bool:
    title = layout.region("Title")
    return title is not None and title.kind == "ctrTitle"


def _has_odd_title(layout: Layout, layouts: LayoutSet) -> bool:
    """Return whether the title is much higher or narrower than that of a slide with text."""
    title = layout.region("Title")
    return title is not None and (
        title.height_pt > _TALL_TITLE * layouts.height_pt or title.width_pt < _NARROW_TITLE * layouts.width_pt
    )


def _count_unused(layout: Layout) -> int:
    return sum(region.role == UNUSED for region in layout.regions)


def _seats(layout: Layout) -> float:
    """Return the area of all seats of `layout`."""
    return sum(seat.area for seat in layout.regions_of("Content"))


def _only_seat(layout: Layout) -> float:
    """Return the area of the only seat of `layout`; 0 where it has none or several."""
    seats = layout.regions_in_order("Content")
    return seats[0].area if len(seats) == 1 else 0.0
