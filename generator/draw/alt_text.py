"""A figure's events -> what the picture shows, in words: a short alternative text and one paragraph. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from generator.draw.dates import long_date
from generator.draw.dimensions import DIMENSIONS
from generator.draw.labels.silence import find_silences
from generator.draw.layout.empty import no_events
from generator.draw.layout.lane import LaneEvents
from generator.draw.layout.remarks import find_bin
from generator.draw.layout.span_lines import end_of_span
from generator.draw.marks.looks import look_of
from generator.draw.phase_sums import sum_phases
from generator.draw.scale.counts import Bin, Ranked, Segment, amount, midpoint, stack_segments, sum_by_segment
from generator.draw.scale.periods import long_name
from generator.language.numbers import format_number
from generator.language.punctuation import spaced
from generator.model.dataset import DOUBT, Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition
from generator.model.figure import Columns, Lane, Remark, Timeline
from generator.model.selection import select_records

_MAX_ALT = 600  # characters; a screen reader reads it in one go
_MAX_NUMBERS = 24  # periods whose numbers a paragraph can hold
_MAX_NAMED = 12  # periods that a sentence can name
_MOST_RANKED = 5  # in an alternative text
_MAX_SPANS = 12  # of one lane


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
    sentences = [opening, *_describe_phases(figure, lanes, start, end, edition)]
    for lane, fact, of_lane in zip(lanes, facts, silences, strict=True):
        spans = _describe_spans(lane.shown, edition) if lane.lane.draw == "marks" else ()
        sentences += [fact, *_parts(lane.lane, lane.shown, edition), *spans, *of_lane]
    within = (remark for remark in figure.remarks if start <= remark.at.last and remark.at.first <= end)
    sentences += [_describe_remark(remark, edition) for remark in within]
    marks = _marks([name for lane in lanes for name in _doubtful_part(lane, edition)], edition)
    absences = [sentence for of_lane in silences for sentence in of_lane]
    alt = _shorten([opening, *facts, *absences, *marks], {opening, *absences, *marks})
    return alt, " ".join([*sentences, *marks])


def _describe_phases(
    figure: Timeline, lanes: Sequence[LaneEvents], start: date, end: date, edition: Edition
) -> Iterator[str]:
    """Yield a sentence for each phase: its name, its time and its sums."""
    for phase in sum_phases(figure, lanes, start, end, edition):
        first, last = (long_date(day, edition.language) for day in (phase.start, phase.end))
        period = edition.labels["to"].format(start=first, end=last)
        text = f"{phase.title}: {phase.sums}" if phase.sums else phase.title
        yield edition.labels["shows_remark"].format(period=period, text=text.rstrip("."))


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
    sums = labels["shows_total"].format(number=format_number(total, language), period=peak_name, peak=peak.text)
    empty = [name for name, bin_ in zip(names, bins, strict=True) if not bin_.events]
    pauses = [labels["shows_pause"].format(periods=_listed(edition, empty))] if 0 < len(empty) <= _MAX_NAMED else []
    last = labels["shows_last"].format(number=bins[-1].text, period=_last_period(names[-1], bins[-1], end, edition))
    by_segment = [
        f"{segment.name} {format_number(sum(bin_.sums[index] for bin_ in bins), language)}"
        for index, segment in enumerate(segments)
        if segment.name
    ]
    by_period = [f"{name}: {bin_.text}" for name, bin_ in zip(names, bins, strict=True)]
    parts, numbers = (
        [labels["shows_parts"].format(parts=_listed(edition, items))] if items else []
        for items in (by_segment, by_period if len(bins) <= _MAX_NUMBERS else [])
    )
    special = [name for name, bin_ in zip(names, bins, strict=True) if bin_.highlighted]
    named = _listed(edition, special) if len(special) <= _MAX_NAMED else ""
    highlight = [labels["shows_highlight"].format(periods=named)] if named else []
    within = (remark for remark in figure.remarks if find_bin(remark.at, bins) is not None)
    said = [_describe_remark(remark, edition) for remark in within]
    marks = _marks([name for name, bin_ in zip(names, bins, strict=True) if bin_.doubtful], edition)
    alt = _shorten([opening, sums, *pauses, last, *marks], {opening, *pauses, *marks})
    return alt, " ".join([opening, sums, *parts, *pauses, *numbers, last, *highlight, *said, *marks])


def describe_ranking(ranks: Sequence[Ranked], start: date, end: date, edition: Edition) -> tuple[str, str]:
    """Return alternative text and description: the names with their numbers, in order."""
    if not any(each.total for each in ranks):
        return (no_events(start, end, edition),) * 2
    labels, language = edition.labels, edition.language
    opening = labels["shows_ranking"].format(start=long_date(start, language), end=long_date(end, language))
    first, all_ = (
        labels["shows_parts"].format(parts=_listed(edition, [f"{each.name} {each.text}" for each in some]))
        for some in (ranks[:_MOST_RANKED], ranks)
    )
    special = [each.name for each in ranks if each.highlighted]
    highlight = [labels["shows_highlight"].format(periods=_listed(edition, special))] if special else []
    marks = _marks([each.name for each in ranks if each.text.endswith(DOUBT)], edition)
    alt = _shorten([opening, first, *marks], {opening, *marks})
    return alt, " ".join([opening, all_, *highlight, *marks])


def _listed(edition: Edition, items: Sequence[str]) -> str:
    return spaced(edition.labels["comma"]).join(items)


def _marks(names: Sequence[str], edition: Edition) -> list[str]:
    """Return what the figure marks as doubtful, where these are not too many to name, and what the mark means."""
    if not names:
        return []
    named = [edition.labels["shows_marked"].format(parts=_listed(edition, names))] if len(names) <= _MAX_NAMED else []
    return [*named, edition.labels["shows_doubt"]]


def _doubtful_part(lane_events: LaneEvents, edition: Edition) -> Iterator[str]:
    """Yield what a lane marks as doubtful: dates of marks, years of columns, where these are not too many to name."""
    doubtful = [event for event in lane_events.shown if event.doubtful]
    if lane_events.lane.draw == "columns":
        dates = sorted({PartialDate(midpoint(event).year) for event in doubtful}, key=lambda date: date.year)
    else:
        dates = [event.date for event in doubtful]
    names = [*dict.fromkeys(long_date(date, edition.language) for date in dates)]
    if names:
        title = lane_events.lane.title
        yield f"{title} ({', '.join(names)})" if len(names) <= _MAX_NAMED else title


def _describe_remark(remark: Remark, edition: Edition) -> str:
    period = long_date(remark.at, edition.language)
    return edition.labels["shows_remark"].format(period=period, text=remark.text.value.rstrip("."))


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
        total, most = (format_number(count, edition.language) for count in (sum(years.values()), years[peak]))
        return labels["shows_sum"].format(title=lane.title, number=total, period=period, peak=most)
    last = max(events, key=lambda event: (event.date.last, event.id))
    when = long_date(last.date, edition.language) + (DOUBT if last.doubtful else "")
    if len(events) == 1:
        return labels["shows_one"].format(title=lane.title, date=when)
    label = "shows_marks" if last.date.day else "shows_marks_month"
    return labels[label].format(title=lane.title, number=len(events), date=when)


def _parts(lane: Lane, events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """Yield how many events each row has, or what each segment of the stack adds up to."""
    if lane.draw == "columns":
        segments = stack_segments(events, lane.stack, edition.labels)
        sums = sum_by_segment(events, lane.value, lane.stack, segments)
        parts = [
            f"{segment.name} {format_number(number, edition.language)}"
            for segment, number in zip(segments, sums, strict=True)
            if segment.name
        ]
    else:
        parts = [f"{row.title} {len(select_records(row.select, events))}" for row in lane.rows]
        for look in lane.outcome.looks if lane.outcome else ():
            number = sum(look_of(event, lane.outcome) == look for event in events)
            parts += [f"{look.title} {number}"] if number else []
    if parts:
        yield edition.labels["shows_parts"].format(parts=_listed(edition, parts))


def _describe_spans(events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """Yield a sentence about what lasts from one date to another, if it is not too much to say."""
    spans = [event for event in events if end_of_span(event)]
    if 0 < len(spans) <= _MAX_SPANS:
        parts = [f"{event.label or event.title}: {format_span(event, edition)}" for event in spans]
        yield edition.labels["shows_parts"].format(parts=spaced(edition.labels["semicolon"]).join(parts))


def format_span(event: Event, edition: Edition) -> str:
    """Return the first and the last date of an event, or its date if it does not last."""
    first = long_date(event.date, edition.language)
    if event.end_date is None or event.end_date == event.date:
        return first
    return edition.labels["to"].format(start=first, end=long_date(event.end_date, edition.language))


def _silences(lane_events: LaneEvents, start: date, end: date, figure: Timeline, edition: Edition) -> list[str]:
    """Return the sentences about silences in the picture, each once."""
    focus = figure.enlarged_from.first if figure.enlarged_from else None
    focus = focus if focus and start < focus <= end else None
    focus = None if DIMENSIONS[figure.shape].panels == "one" else focus
    periods = [(start, end)] if focus is None else [(start, focus - timedelta(1)), (focus, end)]
    silences = (
        silence.text
        for first, last in periods
        for silence in find_silences(lane_events.lane, lane_events.gaps, first, last, edition.labels, edition.language)
    )
    return [f"{text}." for text in dict.fromkeys(silences)]


def _shorten(sentences: Sequence[str], needed: Collection[str]) -> str:
    """Return an alternative text of the sentences that are `needed`, and of the others as many as fit.

    A reader of the picture sees what it says of absence and doubt, so these are never left out.
    """
    room = _MAX_ALT - sum(len(sentence) + 1 for sentence in needed)
    shown = []
    for sentence in dict.fromkeys(sentences):
        room -= 0 if sentence in needed else len(sentence) + 1
        if room >= 0 or sentence in needed:
            shown.append(sentence)
    return " ".join(shown)


def _last_period(name: str, bin_: Bin, end: date, edition: Edition) -> str:
    if bin_.end <= end:
        return name
    return edition.labels["partial"].format(period=name, date=long_date(end, edition.language, year=False))
