"""A timeline figure and its edition -> the drawing: lanes over one time axis, a dense recent period enlarged."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.alt_text import describe_timeline
from generator.draw.columns import Table, chart_data
from generator.draw.dates import long_date, short_date
from generator.draw.dimensions import DIMENSIONS, MAX_LEVELS, MIN_LEVELS, Dimensions
from generator.draw.layout.band import PANEL_GAP, lay_out_band
from generator.draw.layout.column_lane import choose_period
from generator.draw.layout.empty import empty_picture
from generator.draw.layout.lane import LaneEvents, has_labels, lane_events_of, margin_width, select_events
from generator.draw.layout.panels import Frame
from generator.draw.marks.shapes import REACH_PT
from generator.draw.phase_sums import sum_phases
from generator.draw.picture import Picture
from generator.draw.planned import PlannedDrawing, render_planned
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import bin_events, stack_segments
from generator.draw.scale.periods import coarser, finest_period, whole_periods
from generator.draw.style import Style, style_of
from generator.model.dates import PartialDate
from generator.model.drawing import ChartData, Drawing
from generator.model.edition import Edition
from generator.model.figure import Lane, Timeline
from generator.model.look import Brand

_BAND_GAP = 12.0
_CATEGORY_SCALE = 6.0  # width of a chart column with its category name, relative to a bare column
_FOCUS_SHARES = (0.4, 0.6)  # of the width that the enlarged panel may take
_MOST_GROWTH = 2.2  # of lanes of columns, to fill a figure's place
_MOST_LANE_GAP = 12.0  # that is put between lanes to fill it
_MAX_MARGIN_SHARE = 0.45  # of the width that titles may take
_USUAL_MARGIN_SHARE = 0.2  # that they take in most figures

LaneTables = tuple[tuple[Table, str], ...]  # the tables of panels, each with what a column stands for


def draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture and text; if there are no events, a single line says so."""
    return render_planned(plan_timeline(figure, edition, brand))


def plan_timeline(figure: Timeline, edition: Edition, brand: Brand) -> PlannedDrawing:
    """Return all of the drawing but its pixels."""
    events = gather_events(figure, edition)
    picture = plan(events, figure, edition, style_of(brand, figure.shape, banded=figure.is_banded))
    period = events.period
    alt, description = describe_timeline(figure, events.lanes, period.start, period.end, edition)
    data = chart_lane(events.lanes[0], figure, period, edition) if figure.native and figure.charted else None
    return PlannedDrawing(figure.id, figure.title.value, brand.figure_colors().ground, picture, alt, description, data)


class Period(Struct, frozen=True):
    start: date
    end: date
    as_of: date | None  # None if nothing is later
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


def chart_lane(lane_events: LaneEvents, figure: Timeline, period: Period, edition: Edition) -> ChartData:
    """Return the numbers of a lane of columns, with the same kind of period throughout: a chart has only one scale."""
    ((table, per),) = bin_lane(lane_events, [_chart_panel(lane_events.lane, period)], figure, edition)
    return chart_data(table, per, lane_events.lane.title, figure.remarks, edition)


def _chart_panel(lane: Lane, period: Period) -> Panel:
    """Return the only panel of an editable chart, which has no place of its own."""
    per = lane.per or finest_period(period.start, period.end, DIMENSIONS["wide"].width / _CATEGORY_SCALE)
    return Panel(0.0, 0.0, period.start, period.end, per=per)


def tabulate_lane(lane_events: LaneEvents, events: TimelineEvents, figure: Timeline, edition: Edition) -> LaneTables:
    """Return what the columns of a lane show, panel by panel, with what they stand for, up to the figure's end."""
    panels = _panels(events, 0.0, figure, edition)
    ended = [replace(panel, end=min(panel.end, events.period.end)) for panel in panels]
    return bin_lane(lane_events, ended, figure, edition)


def bin_lane(lane_events: LaneEvents, panels: Sequence[Panel], figure: Timeline, edition: Edition) -> LaneTables:
    """Return the sums of the events that begin in each panel."""
    lane, shown = lane_events.lane, lane_events.shown
    segments = stack_segments(shown, lane.stack, edition.labels, figure.highlight)
    tables = []
    for panel in panels:
        events, per = [event for event in shown if panel.holds(event.date.first)], lane.per or panel.per
        what = (per, lane.value, lane.stack, segments, figure.highlight, edition.language)
        bins = bin_events(events, panel.start, panel.end, *what)
        tables.append((Table(bins, segments, panel.start, panel.end), per))
    return tuple(tables)


def plan(events: TimelineEvents, figure: Timeline, edition: Edition, style: Style) -> Picture:
    """Return the picture: panels side by side, or one below the other, each with all lanes."""
    period, dimensions = events.period, DIMENSIONS[figure.shape]
    if not any(lane_events.shown for lane_events in events.lanes):
        return empty_picture(period.start, period.end, dimensions.width, edition, style)
    return _stack_bands(events, fit_frames(events, figure, edition, style))


def fit_frames(events: TimelineEvents, figure: Timeline, edition: Edition, style: Style) -> tuple[Frame, ...]:
    """Return the frames of a figure of about the height of its place, in which it is scaled."""
    frames = _plan_frames(events, figure, edition, style)
    dimensions = frames[0].dimensions
    height = _stack_bands(events, frames).height
    columns = sum(lane.lane.draw == "columns" and bool(lane.shown) for lane in events.lanes) * len(frames)
    if columns and height < dimensions.fill_height:
        higher = dimensions.lane_height + (dimensions.fill_height - height) / columns
        dimensions = replace(dimensions, lane_height=min(higher, dimensions.lane_height * _MOST_GROWTH))
        frames = tuple(replace(frame, dimensions=dimensions) for frame in frames)
        height = _stack_bands(events, frames).height
    if height < dimensions.fill_height:
        gap = min((dimensions.fill_height - height) / (len(events.lanes) * len(frames)), _MOST_LANE_GAP)
        return tuple(replace(frame, lane_gap=frame.lane_gap + gap) for frame in frames)
    while height > dimensions.max_height and frames[0].levels > 1:
        # fewer levels of labels keep text legible: a taller figure would be scaled down to fit its place
        frames = tuple(replace(frame, levels=frame.levels - 1) for frame in frames)
        height = _stack_bands(events, frames).height
    return frames


def _plan_frames(events: TimelineEvents, figure: Timeline, edition: Edition, style: Style) -> tuple[Frame, ...]:
    """Return one frame for panels side by side, or one for each panel if they go below one another."""
    period, dimensions = events.period, DIMENSIONS[figure.shape]
    margin = max(margin_width(lane_events, edition.labels, dimensions, style) for lane_events in events.lanes)
    margin = min(margin, dimensions.width * _MAX_MARGIN_SHARE)
    panels = _panels(events, margin, figure, edition)
    rows = sum(max(len(lane.rows), 1) for lane in figure.lanes if has_labels(lane))
    levels = min(max(dimensions.levels // max(rows, 1), MIN_LEVELS), MAX_LEVELS)
    until = edition.labels["until"].format(date=short_date(edition.as_of, edition.language, year=False))
    phases = tuple(sum_phases(figure, events.lanes, period.start, period.end, edition))
    moments = tuple((remark.at, remark.text.value) for remark in figure.remarks)
    frames = []
    for side_by_side in [(panel,) for panel in panels] if dimensions.panels == "below" else [panels]:
        last = side_by_side[-1]
        as_of = period.as_of if last is panels[-1] else None
        limit = last.x(as_of, 0.5) - 1.5 if as_of else last.right
        # a caption says so too
        end = "" if figure.end or last.caption else until
        frame = Frame(side_by_side, margin, limit, as_of, levels, end, dimensions, edition, style)
        frames.append(replace(frame, phases=phases, moments=moments, highlight=figure.highlight))
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
    focus = figure.enlarged_from.first if figure.enlarged_from else None
    focus = focus if focus and start < focus <= end else None
    focus = None if DIMENSIONS[figure.shape].panels == "one" else focus
    start = min(start, end)
    return Period(start, end, edition.as_of if start <= edition.as_of < end else None, focus)


def _panels(events: TimelineEvents, margin: float, figure: Timeline, edition: Edition) -> tuple[Panel, ...]:
    """Return the panels beside a margin, each with the period that a column stands for.

    That does not depend on the width of titles, and so not on fonts: a table without a picture has the same periods.
    An editable chart has one scale, which its picture shares.
    """
    dimensions, lanes = DIMENSIONS[figure.shape], events.lanes
    usual = _place_panels(events, dimensions.width * _USUAL_MARGIN_SHARE, dimensions, edition)
    pers = [_choose_period(lanes, panel) for panel in usual]
    if figure.native and figure.charted:
        pers = [_chart_panel(figure.lanes[0], events.period).per] * len(pers)
    panels = _place_panels(events, margin, dimensions, edition)
    return _align([replace(panel, per=per) for panel, per in zip(panels, pers, strict=True)], lanes)


def _choose_period(lanes: Sequence[LaneEvents], panel: Panel) -> str:
    """Return the period of all columns in `panel`, so that lanes can be compared: the longest that one needs."""
    pers = [
        choose_period(lane.lane, [event for event in lane.shown if panel.holds(event.date.first)], panel)
        for lane in lanes
        if lane.lane.draw == "columns" and not lane.lane.per
    ]
    return reduce(coarser, pers) if pers else finest_period(panel.start, panel.end, panel.width)


def _align(panels: Sequence[Panel], lanes: Sequence[LaneEvents]) -> tuple[Panel, ...]:
    """Return the panels with an axis of whole periods, so that no column is cut off; without columns, as they are.

    Events of the period in which the second panel begins go there.
    """
    aligned: list[Panel] = []
    for panel in panels:
        own = {lane.lane.per or panel.per for lane in lanes if lane.lane.draw == "columns"}
        ends = [whole_periods(panel.start, panel.end, per) for per in sorted(own)]
        start = min([panel.start, *(first for first, _ in ends)])
        end = max([panel.end, *(last for _, last in ends)])
        if aligned:
            aligned[-1] = replace(aligned[-1], cut=start - timedelta(1))
        aligned.append(replace(panel, start=start, end=end))
    return tuple(aligned)


def _place_panels(events: TimelineEvents, margin: float, dimensions: Dimensions, edition: Edition) -> tuple[Panel, ...]:
    """Return one panel, or two; side by side, the second is as wide as its share of the labels demands."""
    period, right = events.period, dimensions.width - REACH_PT - 0.2  # of a mark on the last day
    if period.focus is None:
        return (Panel(margin, right, period.start, period.end),)
    before = period.focus - timedelta(1)
    caption = _caption(period.start, before, edition)
    enlarged = edition.labels["enlarged"].format(period=_caption(period.focus, period.end, edition))
    if dimensions.panels == "below":
        return (
            Panel(margin, right, period.start, before, caption),
            Panel(margin, right, period.focus, period.end, enlarged, enlarged=True),
        )
    labelled = [event for lane in events.lanes if has_labels(lane.lane) for event in lane.shown]
    recent = sum(event.date.first >= period.focus for event in labelled) / max(len(labelled), 1)
    share = min(max(recent, _FOCUS_SHARES[0]), _FOCUS_SHARES[1])
    middle = margin + (right - margin - PANEL_GAP) * (1 - share)
    return (
        Panel(margin, middle, period.start, before, caption),
        Panel(middle + PANEL_GAP, right, period.focus, period.end, enlarged, enlarged=True),
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
