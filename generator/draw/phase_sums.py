"""The phases of a timeline and its events -> what each phase adds up to, in words. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.draw.layout.lane import LaneEvents
from generator.draw.layout.panels import LaidPhase
from generator.draw.scale.counts import amount
from generator.language.numbers import format_number, plural_form
from generator.language.punctuation import spaced
from generator.model.dataset import DOUBT, Event
from generator.model.edition import Edition
from generator.model.figure import Lane, Timeline
from generator.model.selection import select_records


def sum_phases(
    figure: Timeline, lanes: Sequence[LaneEvents], start: date, end: date, edition: Edition
) -> Iterator[LaidPhase]:
    """Yield the phases that are shown from `start` to `end`, each with the sums of the events that begin in it."""
    for phase in figure.phases:
        first, last = max(phase.start.first, start), min(phase.end.last if phase.end else end, end)
        if first > last:
            continue
        events = [(each.lane, [event for event in each.shown if first <= event.date.first <= last]) for each in lanes]
        inside = [event for lane, events_ in events if lane.draw == "columns" for event in events_]
        special = bool(figure.highlight and select_records(figure.highlight, inside))
        said = {lane.id: _say_sum(lane, own, edition) for lane, own in events if lane.sum}
        sums = spaced(edition.labels["comma"]).join(said[lane] for lane in phase.sums or said if lane in said)
        yield LaidPhase(phase.title.value, sums, first, last, special, last == end)


def _say_sum(lane: Lane, events: Sequence[Event], edition: Edition) -> str:
    """Return the sum of a lane in words, with the mark of doubt."""
    forms = lane.sum
    assert forms is not None
    value = lane.value if lane.draw == "columns" else ""
    number = sum(amount(event, value) for event in events)
    form = getattr(forms, plural_form(number, edition.language), "") or forms.other
    said = forms.none if forms.none and not number else form
    mark = DOUBT if any(event.doubtful for event in events) else ""
    return said.replace("{number}", format_number(number, edition.language)) + mark
