"""A timeline figure and its edition -> the drawing: lanes over one time axis, a dense recent period enlarged."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.alt_text import timeline_words
from generator.draw.columns import Table, data_of
from generator.draw.layout.band import BETWEEN_PANELS, band
from generator.draw.layout.empty import nothing
from generator.draw.layout.lane import LaneEvents, labelled, lane_events, margin_of, of_lane
from generator.draw.layout.panels import Frame
from generator.draw.picture import Picture, joined
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import binned, kinds
from generator.draw.scale.periods import finest
from generator.draw.shape import FEWEST, FORMATS, MOST, Format
from generator.draw.style import Style, style_of
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.drawing import ChartData, Drawing
from generator.model.edition import Edition
from generator.model.figure import Timeline
from generator.model.look import Brand

_BETWEEN_BANDS = 12.0
_CATEGORY = 6.0  # times as much room as a bare column needs, for the names of periods below
_FOCUS = (0.4, 0.6)  # share of the width that the enlarged panel may take
_MOST_MARGIN = 0.45  # share of the width that titles may take
_DAY = "d MMMM y"


def draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture and words; without any event, one line says so."""
    from generator.draw.render import rendered

    style, story = style_of(brand), story_of(figure, edition)
    picture = plan(story, figure, edition, style)
    period = story.period
    alt, description = timeline_words(figure, story.lanes, period.start, period.last, edition)
    png, svg = rendered(picture, figure.title.value, brand.colors["light1"])
    data = _data(story.lanes[0], period, edition) if figure.native and figure.charted else None
    return Drawing(figure.id, png, svg, picture.width, picture.height, alt, description, data)


class Period(Struct, frozen=True):
    start: date
    last: date  # that is told of
    end: date  # of the axis
    as_of: date | None  # None where the figure ends before it
    focus: date | None


class Story(Struct, frozen=True):
    """What the figure tells: its period, and its lanes with their events."""

    period: Period
    lanes: tuple[LaneEvents, ...]


def story_of(figure: Timeline, edition: Edition) -> Story:
    every = [of_lane(lane, edition.events) for lane in figure.lanes]
    period = _period(figure, [event.date.first for events in every for event in events], edition)
    lanes = (lane_events(*each, period.start, period.last) for each in zip(figure.lanes, every, strict=True))
    return Story(period, tuple(lanes))


def _data(lane: LaneEvents, period: Period, edition: Edition) -> ChartData:
    """Return the numbers of a lane of columns, all for one kind of period: a chart has but one scale."""
    start, last, stack = period.start, period.last, lane.lane.stack
    per = finest(start, last, FORMATS["wide"].width / _CATEGORY)
    of = kinds(lane.shown, stack, edition.labels)
    bins = binned(lane.shown, start, last, per, lane.lane.value, stack, of)
    return data_of(Table(bins, of, start, last), per, lane.lane.title, edition)


def plan(story: Story, figure: Timeline, edition: Edition, style: Style) -> Picture:
    """Return where everything stands: all panels side by side, or each with all its lanes below the one before."""
    period, format_ = story.period, FORMATS[figure.shape]
    if not any(lane.shown for lane in story.lanes):
        return nothing(period.start, period.last, format_.width, edition, style)
    frames = _frames(story, figure, edition, style)
    picture = _bands(story, frames)
    while picture.height > format_.tallest and frames[0].levels > 1:
        # fewer levels of labels rather than smaller words, once the figure is fitted into its place
        frames = tuple(replace(frame, levels=frame.levels - 1) for frame in frames)
        picture = _bands(story, frames)
    return picture


def _frames(story: Story, figure: Timeline, edition: Edition, style: Style) -> tuple[Frame, ...]:
    """Return one frame for panels side by side, or one for each where they stand below one another."""
    period, format_ = story.period, FORMATS[figure.shape]
    margin = max(margin_of(each, edition.labels, format_, style) for each in story.lanes)
    margin = min(margin, format_.width * _MOST_MARGIN)
    panels = _panels(period, [each.shown for each in story.lanes if labelled(each.lane)], margin, format_, edition)
    rows = sum(max(len(lane.rows), 1) for lane in figure.lanes if labelled(lane))
    levels = min(max(format_.levels // max(rows, 1), FEWEST), MOST)
    frames = []
    for side_by_side in [(panel,) for panel in panels] if format_.panels == "below" else [panels]:
        last = side_by_side[-1]
        as_of = period.as_of if last is panels[-1] else None
        limit = last.x(as_of, 0.5) - 1.5 if as_of else last.right
        frames.append(Frame(side_by_side, margin, limit, as_of, levels, format_, edition, style))
    return tuple(frames)


def _bands(story: Story, frames: Sequence[Frame]) -> Picture:
    parts, top = [], 0.0
    for frame in frames:
        part, height = band(story.lanes, top, frame)
        parts.append(part)
        top += height + _BETWEEN_BANDS
    return joined(frames[0].format.width, top - _BETWEEN_BANDS, parts)


def _period(figure: Timeline, dates: Sequence[date], edition: Edition) -> Period:
    """Return the days from which and to which the figure runs; the axis ends a little after the as-of date."""
    start = figure.start.first if figure.start else min(dates, default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    focus = figure.focus.first if figure.focus and start < figure.focus.first <= end else None
    focus = None if FORMATS[figure.shape].panels == "one" else focus
    start = min(start, end)
    shown = _shown(focus or start, end) if figure.end is None else end
    return Period(start, end, shown, edition.as_of if start <= edition.as_of <= shown else None, focus)


def _shown(start: date, end: date) -> date:
    """Return where the axis ends, so that the as-of line stands inside; with the month, where it runs over many."""
    after = end + timedelta(max((end - start).days // 40, 1))
    return max(after, PartialDate(end.year, end.month).last) if (end - start).days > 300 else after


def _panels(
    period: Period, chosen: Sequence[Sequence[Event]], margin: float, format_: Format, edition: Edition
) -> tuple[Panel, ...]:
    """Return one panel, or two; side by side, the second is as wide as its share of the labels asks for."""
    right = format_.width - 2
    if period.focus is None:
        return (Panel(margin, right, period.start, period.end),)
    before = period.focus - timedelta(1)
    captions = _caption(period.start, before, edition), _caption(period.focus, period.end, edition)
    captions = captions[0], edition.labels["enlarged"].format(period=captions[1])
    if format_.panels == "below":
        return (
            Panel(margin, right, period.start, before, captions[0]),
            Panel(margin, right, period.focus, period.end, captions[1], enlarged=True),
        )
    every = [event.date.first for events in chosen for event in events]
    recent = sum(day >= period.focus for day in every) / max(len(every), 1)
    share = min(max(recent, _FOCUS[0]), _FOCUS[1])
    middle = margin + (right - margin - BETWEEN_PANELS) * (1 - share)
    return (
        Panel(margin, middle, period.start, before, captions[0]),
        Panel(middle + BETWEEN_PANELS, right, period.focus, period.end, captions[1], enlarged=True),
    )


def _caption(first: date, last: date, edition: Edition) -> str:
    start, end = _rounded(first, min(last, edition.as_of))
    said_start, said_end = (said(when, _DAY, edition.language) for when in (start, end))
    return said_start if start == end else edition.labels["to"].format(start=said_start, end=said_end)


def _rounded(first: date, last: date) -> tuple[PartialDate, PartialDate]:
    """Return a period's ends as years where it has whole ones, each else as a month where it begins or ends one."""
    years = PartialDate(first.year), PartialDate(last.year)
    if (years[0].first, years[1].last) == (first, last):
        return years
    months = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    start = months[0] if months[0].first == first else PartialDate.of(first)
    return start, months[1] if months[1].last == last else PartialDate.of(last)
