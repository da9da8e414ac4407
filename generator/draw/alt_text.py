"""A figure's events -> what the picture shows, in words: a short alternative text and one paragraph. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.draw.labels.silence import Silence, silences
from generator.draw.layout.empty import no_events
from generator.draw.layout.lane import LaneEvents
from generator.draw.scale.counts import Bin, Kind, amount, kinds, middle, sums
from generator.draw.scale.periods import long_name
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition
from generator.model.figure import Columns, Lane, Timeline
from generator.model.selection import selected

_LONGEST_ALT = 400  # characters; screen readers read them in one go
_MOST_NUMBERS = 24  # periods whose numbers a paragraph can still hold
_DAY = "d MMMM y"


def timeline_words(
    figure: Timeline, lanes: Sequence[LaneEvents], start: date, end: date, edition: Edition
) -> tuple[str, str]:
    """Return alternative text and description of a timeline."""
    if not any(lane.shown for lane in lanes):
        return (no_events(start, end, edition),) * 2
    opening = edition.labels["shows_timeline"].format(start=_said(start, edition), end=_said(end, edition))
    facts = [_lane(each.lane, each.shown, edition) for each in lanes]
    parts = [_parts(each.lane, each.shown, edition) for each in lanes]
    pauses = [_pauses(each, start, end, figure, edition) for each in lanes]
    # of a lane that has been silent up to the end, the last date is already told
    told = [opening, *facts, *(f"{pause.text}." for each in pauses for pause in each if pause.end < end)]
    whole = [opening]
    for fact, part, pause in zip(facts, parts, pauses, strict=True):
        whole += [fact, *part, *dict.fromkeys(f"{each.text}." for each in pause)]
    doubt = any(event.doubtful for each in lanes for event in each.shown)
    return _short(told), " ".join([*whole, *([edition.labels["shows_doubt"]] if doubt else [])])


def columns_words(
    figure: Columns, bins: Sequence[Bin], of: Sequence[Kind], start: date, end: date, edition: Edition
) -> tuple[str, str]:
    """Return alternative text and description of columns: span, total, peak, pauses and the last period."""
    labels = edition.labels
    if not any(bin_.events for bin_ in bins):
        return (no_events(start, end, edition),) * 2
    peak = max(bins, key=lambda bin_: bin_.total)
    opening = labels["shows_columns"].format(
        per=labels[f"per_{figure.per}"], start=_said(start, edition), end=_said(end, edition)
    )
    total = labels["shows_total"].format(
        number=sum(bin_.total for bin_ in bins),
        period=long_name(peak.start, figure.per, edition.language),
        peak=peak.total,
    )
    empty = [long_name(bin_.start, figure.per, edition.language) for bin_ in bins if not bin_.events]
    pause = [labels["shows_pause"].format(periods=", ".join(empty))] if 0 < len(empty) <= 12 else []
    last = labels["shows_last"].format(number=bins[-1].total, period=_partial(bins[-1], figure.per, end, edition))
    parts = [f"{kind.name} {sum(bin_.sums[index] for bin_ in bins)}" for index, kind in enumerate(of) if kind.name]
    divided = [labels["shows_parts"].format(parts=", ".join(parts))] if parts else []
    told = bins if len(bins) <= _MOST_NUMBERS else ()
    each = ", ".join(f"{long_name(bin_.start, figure.per, edition.language)}: {bin_.total}" for bin_ in told)
    numbers = [labels["shows_parts"].format(parts=each)] if each else []
    alt = _short([opening, total, *pause, last])
    return alt, " ".join([opening, total, *divided, *pause, *numbers, last])


def _lane(lane: Lane, events: Sequence[Event], edition: Edition) -> str:
    """Return one sentence on a lane: how many, and the last; for columns the sum and the fullest year."""
    labels = edition.labels
    if not events:
        return labels["shows_none"].format(title=lane.title)
    if lane.draw == "columns":
        years: Counter[int] = Counter()
        for event in events:
            years[middle(event).year] += amount(event, lane.value)
        peak = max(years, key=lambda year: (years[year], -year))
        period = said(PartialDate(peak), "y", edition.language)
        total = sum(years.values())
        return labels["shows_sum"].format(title=lane.title, number=total, period=period, peak=years[peak])
    last = max(events, key=lambda event: (event.date.last, event.id))
    when = said(last.date, _DAY, edition.language)
    if len(events) == 1:
        return labels["shows_one"].format(title=lane.title, date=when)
    form = "shows_marks" if last.date.day else "shows_marks_month"
    return labels[form].format(title=lane.title, number=len(events), date=when)


def _parts(lane: Lane, events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """Yield how a lane divides: by row, or by the values of its stack."""
    if lane.draw == "columns":
        of = kinds(events, lane.stack, edition.labels)
        parts = [
            f"{kind.name} {number}"
            for kind, number in zip(of, sums(events, lane.value, lane.stack, of), strict=True)
            if kind.name
        ]
    else:
        parts = [f"{row.title} {len(selected(row.select, events))}" for row in lane.rows]
    if parts:
        yield edition.labels["shows_parts"].format(parts=", ".join(parts))


def _pauses(events: LaneEvents, start: date, end: date, figure: Timeline, edition: Edition) -> list[Silence]:
    """Return the silences that the picture tells of."""
    focus = figure.focus.first if figure.focus and start < figure.focus.first <= end else None
    periods = [(start, end)] if focus is None else [(start, focus - timedelta(1)), (focus, end)]
    found = [
        silences(events.lane, events.gaps, first, last, edition.labels, edition.language) for first, last in periods
    ]
    return [silence for each in found for silence in each]


def _short(sentences: Sequence[str]) -> str:
    """Return as many of the sentences as an alternative text takes, in order."""
    text = ""
    for sentence in sentences:
        if len(text) + len(sentence) + 1 > _LONGEST_ALT:
            break
        text = f"{text} {sentence}".strip()
    return text or sentences[0][: _LONGEST_ALT - 1] + "…"


def _partial(bin_: Bin, per: str, end: date, edition: Edition) -> str:
    name = long_name(bin_.start, per, edition.language)
    if bin_.end <= end:
        return name
    return edition.labels["partial"].format(period=name, date=said(PartialDate.of(end), "d MMMM", edition.language))


def _said(day: date, edition: Edition) -> str:
    return said(PartialDate.of(day), _DAY, edition.language)
