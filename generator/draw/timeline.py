"""A timeline figure and its edition -> the drawing: lanes over one time axis, a dense recent period enlarged."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.alt_text import describe_timeline
from generator.draw.columns import Table, chart_data
from generator.draw.dates import long_date
from generator.draw.dimensions import DIMENSIONS, MAX_LEVELS, MIN_LEVELS, Dimensions
from generator.draw.layout.band import PANEL_GAP, lay_out_band
from generator.draw.layout.empty import empty_picture
from generator.draw.layout.lane import LaneEvents, has_labels, lane_events_of, margin_width, select_events
from generator.draw.layout.panels import Frame
from generator.draw.picture import Picture
from generator.draw.planned import PlannedDrawing, render_planned
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import bin_events, stack_segments
from generator.draw.scale.periods import finest_period
from generator.draw.style import Style, style_of
from generator.model.dates import PartialDate
from generator.model.drawing import ChartData, Drawing
from generator.model.edition import Edition
from generator.model.figure import Timeline
from generator.model.look import Brand

_BAND_GAP = 12.0
_CATEGORY_SCALE = 6.0  # width of a chart column with its category name, relative to a bare column
_FOCUS_SHARES = (0.4, 0.6)  # of the width that the enlarged panel may take
_MAX_MARGIN_SHARE = 0.45  # of the width that titles may take
_USUAL_MARGIN_SHARE = 0.2  # that they take in most figures

LaneTables = tuple[tuple[Table, str], ...]  # the tables of panels, each with what a column stands for


def draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture and text; if there are no events, a single line says so."""
    return render_planned(plan_timeline(figure, edition, brand))


def plan_timeline(figure: Timeline, edition: Edition, brand: Brand) -> PlannedDrawing:
    """Return all of the drawing but its pixels."""
    events = gather_events(figure, edition)
    picture = plan(events, figure, edition, style_of(brand))
    period = events.period
    alt, description = describe_timeline(figure, events.lanes, period.start, period.end, edition)
    data = chart_lane(events.lanes[0], period, edition) if figure.native and figure.charted else None
    return PlannedDrawing(figure.id, figure.title.value, brand.colors["light1"], picture, alt, description, data)


class Period(Struct, frozen=True):
    start: date
    end: date  # of the events
    axis_end: date
    as_of: date | None  # None if it is outside
    focus: date | None


class TimelineEvents(Struct, frozen=True):
    period: Period
    lanes: tuple[LaneEvents, ...]


def gather_events(figure: Timeline, edition: Edition) -> TimelineEvents:
    by_lane = [select_events(lane, edition.events) for lane in figure.lanes]
    period = _period(figure, [event.date.first for events in by_lane for event in events], edition)
    lanes = zip(figure.lanes, by_lane, strict=True)
    return TimelineEvents(
        period, tuple(lane_events_of(lane, events, period.start, period.end) for lane, events in lanes)
    )


def chart_lane(lane_events: LaneEvents, period: Period, edition: Edition) -> ChartData:
    """Return the numbers of a lane of columns, with the same kind of period throughout: a chart has only one scale."""
    ((table, per),) = bin_lane(lane_events, [_chart_panel(period)], edition)
    return chart_data(table, per, lane_events.lane.title, edition)


def _chart_panel(period: Period) -> Panel:
    """Return the only panel of an editable chart, which has no place of its own."""
    per = finest_period(period.start, period.end, DIMENSIONS["wide"].width / _CATEGORY_SCALE)
    return Panel(0.0, 0.0, period.start, period.end, per=per)


def tabulate_lane(lane_events: LaneEvents, events: TimelineEvents, figure: Timeline, edition: Edition) -> LaneTables:
    """Return what the columns of a lane show, panel by panel, with what they stand for; nothing later than the figure.

    An editable chart has no panels.
    """
    period, is_chart = events.period, figure.native and figure.charted
    panels = (_chart_panel(period),) if is_chart else _panels(events, 0.0, figure, edition)
    return bin_lane(lane_events, [replace(panel, end=min(panel.end, period.end)) for panel in panels], edition)


def bin_lane(lane_events: LaneEvents, panels: Sequence[Panel], edition: Edition) -> LaneTables:
    """Return the sums of the events that begin in each panel."""
    lane, shown = lane_events.lane, lane_events.shown
    segments = stack_segments(shown, lane.stack, edition.labels)
    tables = []
    for panel in panels:
        events = [event for event in shown if panel.holds(event.date.first)]
        bins = bin_events(events, panel.start, panel.end, panel.per, lane.value, lane.stack, segments)
        tables.append((Table(bins, segments, panel.start, panel.end), panel.per))
    return tuple(tables)


def plan(events: TimelineEvents, figure: Timeline, edition: Edition, style: Style) -> Picture:
    """Return the picture: panels side by side, or one below the other, each with all lanes."""
    period, dimensions = events.period, DIMENSIONS[figure.shape]
    if not any(lane_events.shown for lane_events in events.lanes):
        return empty_picture(period.start, period.end, dimensions.width, edition, style)
    frames = plan_frames(events, figure, edition, style)
    picture = _stack_bands(events, frames)
    while picture.height > dimensions.max_height and frames[0].levels > 1:
        # fewer levels of labels keep text legible: a taller figure would be scaled down to fit its place
        frames = tuple(replace(frame, levels=frame.levels - 1) for frame in frames)
        picture = _stack_bands(events, frames)
    return picture


def plan_frames(events: TimelineEvents, figure: Timeline, edition: Edition, style: Style) -> tuple[Frame, ...]:
    """Return one frame for panels side by side, or one for each panel if they go below one another."""
    period, dimensions = events.period, DIMENSIONS[figure.shape]
    margin = max(margin_width(lane_events, edition.labels, dimensions, style) for lane_events in events.lanes)
    margin = min(margin, dimensions.width * _MAX_MARGIN_SHARE)
    panels = _panels(events, margin, figure, edition)
    rows = sum(max(len(lane.rows), 1) for lane in figure.lanes if has_labels(lane))
    levels = min(max(dimensions.levels // max(rows, 1), MIN_LEVELS), MAX_LEVELS)
    frames = []
    for side_by_side in [(panel,) for panel in panels] if dimensions.panels == "below" else [panels]:
        last = side_by_side[-1]
        as_of = period.as_of if last is panels[-1] else None
        limit = last.x(as_of, 0.5) - 1.5 if as_of else last.right
        frames.append(Frame(side_by_side, margin, limit, as_of, levels, dimensions, edition, style))
    return tuple(frames)


def _stack_bands(events: TimelineEvents, frames: Sequence[Frame]) -> Picture:
    layers, top = [], 0.0
    for frame in frames:
        layer, height = lay_out_band(events.lanes, top, frame)
        layers.append(layer)
        top += height + _BAND_GAP
    return Picture.of(layers, frames[0].dimensions.width, top - _BAND_GAP)


def _period(figure: Timeline, dates: Sequence[date], edition: Edition) -> Period:
    start = figure.start.first if figure.start else min(dates, default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    focus = figure.focus.first if figure.focus and start < figure.focus.first <= end else None
    focus = None if DIMENSIONS[figure.shape].panels == "one" else focus
    start = min(start, end)
    axis_end = end if figure.end else _axis_end(focus or start, end)
    return Period(start, end, axis_end, edition.as_of if start <= edition.as_of <= axis_end else None, focus)


def _axis_end(start: date, end: date) -> date:
    """Return a day shortly after `end`, so that the as-of line is inside; for a long period, the end of the month."""
    after = end + timedelta(max((end - start).days // 40, 1))
    return max(after, PartialDate(end.year, end.month).last) if (end - start).days > 300 else after


def _panels(events: TimelineEvents, margin: float, figure: Timeline, edition: Edition) -> tuple[Panel, ...]:
    """Return the panels beside a margin, each with the period that a column stands for.

    That does not depend on the width of titles, and so not on fonts: a table without a picture has the same periods.
    An editable chart has one scale, which its picture shares.
    """
    dimensions = DIMENSIONS[figure.shape]
    usual = _place_panels(events, dimensions.width * _USUAL_MARGIN_SHARE, dimensions, edition)
    pers = [finest_period(panel.start, panel.end, panel.width) for panel in usual]
    if figure.native and figure.charted:
        pers = [_chart_panel(events.period).per] * len(pers)
    panels = _place_panels(events, margin, dimensions, edition)
    return tuple(replace(panel, per=per) for panel, per in zip(panels, pers, strict=True))


def _place_panels(events: TimelineEvents, margin: float, dimensions: Dimensions, edition: Edition) -> tuple[Panel, ...]:
    """Return one panel, or two; side by side, the second is as wide as its share of the labels demands."""
    period, right = events.period, dimensions.width - 2
    if period.focus is None:
        return (Panel(margin, right, period.start, period.axis_end),)
    before = period.focus - timedelta(1)
    caption = _caption(period.start, before, edition)
    enlarged = edition.labels["enlarged"].format(period=_caption(period.focus, period.axis_end, edition))
    if dimensions.panels == "below":
        return (
            Panel(margin, right, period.start, before, caption),
            Panel(margin, right, period.focus, period.axis_end, enlarged, enlarged=True),
        )
    labelled = [event for lane in events.lanes if has_labels(lane.lane) for event in lane.shown]
    recent = sum(event.date.first >= period.focus for event in labelled) / max(len(labelled), 1)
    share = min(max(recent, _FOCUS_SHARES[0]), _FOCUS_SHARES[1])
    middle = margin + (right - margin - PANEL_GAP) * (1 - share)
    return (
        Panel(margin, middle, period.start, before, caption),
        Panel(middle + PANEL_GAP, right, period.focus, period.axis_end, enlarged, enlarged=True),
    )


def _caption(first: date, last: date, edition: Edition) -> str:
    start, end = (long_date(when, edition.language) for when in _round(first, min(last, edition.as_of)))
    return start if start == end else edition.labels["to"].format(start=start, end=end)


def _round(first: date, last: date) -> tuple[PartialDate, PartialDate]:
    """Return the ends of a period as years if both are whole, else each as a month if it begins or ends one."""
    years = PartialDate(first.year), PartialDate(last.year)
    if (years[0].first, years[1].last) == (first, last):
        return years
    months = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    start = months[0] if months[0].first == first else PartialDate.of(first)
    return start, months[1] if months[1].last == last else PartialDate.of(last)
