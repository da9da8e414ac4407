"""A figure's events -> what the picture shows, in words: a short alternative text and one paragraph. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.draw.dates import long_date
from generator.draw.labels.silence import Silence, find_silences
from generator.draw.layout.empty import no_events
from generator.draw.layout.lane import LaneEvents
from generator.draw.scale.counts import Bin, Segment, amount, midpoint, stack_segments, sum_by_segment
from generator.draw.scale.periods import long_name
from generator.model.dataset import DOUBT, Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition
from generator.model.figure import Columns, Lane, Timeline
from generator.model.selection import select_records

_MAX_ALT = 400  # characters; a screen reader reads it in one go
_MAX_NUMBERS = 24  # periods whose numbers a paragraph can hold
_MAX_PAUSES = 12  # empty periods that a sentence can name


def describe_timeline(
    figure: Timeline, lanes: Sequence[LaneEvents], start: date, end: date, edition: Edition
) -> tuple[str, str]:
    """Return alternative text and description."""
    if not any(lane.shown for lane in lanes):
        return (no_events(start, end, edition),) * 2
    opening = edition.labels["shows_timeline"].format(
        start=long_date(start, edition.language), end=long_date(end, edition.language)
    )
    facts = [_describe_lane(lane.lane, lane.shown, edition) for lane in lanes]
    silences = [_silences(lane, start, end, figure, edition) for lane in lanes]
    # if a lane is silent to the end, its fact already gives the last date
    pauses = [f"{silence.text}." for of_lane in silences for silence in of_lane if silence.end < end]
    sentences = [opening]
    for lane, fact, of_lane in zip(lanes, facts, silences, strict=True):
        parts = _parts(lane.lane, lane.shown, edition)
        sentences += [fact, *parts, *dict.fromkeys(f"{silence.text}." for silence in of_lane)]
    if any(event.doubtful for lane in lanes for event in lane.shown):
        sentences.append(edition.labels["shows_doubt"])
    return _shorten([opening, *facts, *pauses]), " ".join(sentences)


def describe_columns(
    figure: Columns, bins: Sequence[Bin], segments: Sequence[Segment], start: date, end: date, edition: Edition
) -> tuple[str, str]:
    """Return alternative text and description: period, total, peak, empty periods and the last one."""
    if not any(bin_.events for bin_ in bins):
        return (no_events(start, end, edition),) * 2
    labels, language = edition.labels, edition.language
    names = [long_name(bin_.start, figure.per, language) for bin_ in bins]
    opening = labels["shows_columns"].format(
        per=labels[f"per_{figure.per}"], start=long_date(start, language), end=long_date(end, language)
    )
    total, peak = sum(bin_.total for bin_ in bins), max(bins, key=lambda bin_: bin_.total)
    peak_name = long_name(peak.start, figure.per, language)
    sums = labels["shows_total"].format(number=total, period=peak_name, peak=peak.total)
    empty = [name for name, bin_ in zip(names, bins, strict=True) if not bin_.events]
    pauses = [labels["shows_pause"].format(periods=", ".join(empty))] if 0 < len(empty) <= _MAX_PAUSES else []
    last = labels["shows_last"].format(number=bins[-1].total, period=_last_period(names[-1], bins[-1], end, edition))
    by_segment = [
        f"{segment.name} {sum(bin_.sums[index] for bin_ in bins)}"
        for index, segment in enumerate(segments)
        if segment.name
    ]
    marks = [DOUBT if bin_.doubtful else "" for bin_ in bins]
    by_period = [f"{name}: {bin_.total}{mark}" for name, bin_, mark in zip(names, bins, marks, strict=True)]
    parts, numbers = (
        [labels["shows_parts"].format(parts=", ".join(items))] if items else []
        for items in (by_segment, by_period if len(bins) <= _MAX_NUMBERS else [])
    )
    doubt = [labels["shows_doubt"]] if any(bin_.doubtful for bin_ in bins) else []
    return _shorten([opening, sums, *pauses, last]), " ".join([opening, sums, *parts, *pauses, *numbers, last, *doubt])


def _describe_lane(lane: Lane, events: Sequence[Event], edition: Edition) -> str:
    """Return a sentence about a lane: how many events, and the last; for columns, their sum and the busiest year."""
    labels = edition.labels
    if not events:
        return labels["shows_none"].format(title=lane.title)
    if lane.draw == "columns":
        years: Counter[int] = Counter()
        for event in events:
            years[midpoint(event).year] += amount(event, lane.value)
        peak = max(years, key=lambda year: (years[year], -year))
        period = long_date(PartialDate(peak), edition.language)
        return labels["shows_sum"].format(title=lane.title, number=sum(years.values()), period=period, peak=years[peak])
    last = max(events, key=lambda event: (event.date.last, event.id))
    when = long_date(last.date, edition.language)
    if len(events) == 1:
        return labels["shows_one"].format(title=lane.title, date=when)
    label = "shows_marks" if last.date.day else "shows_marks_month"
    return labels[label].format(title=lane.title, number=len(events), date=when)


def _parts(lane: Lane, events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """Yield how many events each row has, or what each segment of the stack adds up to."""
    if lane.draw == "columns":
        segments = stack_segments(events, lane.stack, edition.labels)
        sums = sum_by_segment(events, lane.value, lane.stack, segments)
        parts = [f"{segment.name} {number}" for segment, number in zip(segments, sums, strict=True) if segment.name]
    else:
        parts = [f"{row.title} {len(select_records(row.select, events))}" for row in lane.rows]
    if parts:
        yield edition.labels["shows_parts"].format(parts=", ".join(parts))


def _silences(lane_events: LaneEvents, start: date, end: date, figure: Timeline, edition: Edition) -> list[Silence]:
    """Return the silences that the picture mentions."""
    focus = figure.focus.first if figure.focus and start < figure.focus.first <= end else None
    periods = [(start, end)] if focus is None else [(start, focus - timedelta(1)), (focus, end)]
    return [
        silence
        for first, last in periods
        for silence in find_silences(lane_events.lane, lane_events.gaps, first, last, edition.labels, edition.language)
    ]


def _shorten(sentences: Sequence[str]) -> str:
    """Return the first sentences, as many as fit into an alternative text."""
    text = ""
    for sentence in sentences:
        if len(text) + len(sentence) + 1 > _MAX_ALT:
            break
        text = f"{text} {sentence}".strip()
    return text or sentences[0][: _MAX_ALT - 1] + "…"


def _last_period(name: str, bin_: Bin, end: date, edition: Edition) -> str:
    if bin_.end <= end:
        return name
    return edition.labels["partial"].format(period=name, date=long_date(end, edition.language, year=False))
