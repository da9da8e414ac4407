"""An edition -> notes about lanes whose sentence of silence speaks of a time that their record does not cover."""

from collections.abc import Iterator

from generator.draw.labels.silence import find_gaps, find_silences
from generator.errors import Problem
from generator.model.edition import Edition
from generator.model.figure import Lane, Timeline
from generator.model.selection import select_records


def find_unrecorded(edition: Edition) -> Iterator[Problem]:
    """Yield a note for each lane with a `record` and a `none` that is printed for a time outside it."""
    for figure in edition.figures:
        if isinstance(figure, Timeline):
            for lane in figure.lanes:
                if lane.record_start or lane.record_end:
                    yield from _check_lane(lane, figure, edition)


def _check_lane(lane: Lane, figure: Timeline, edition: Edition) -> Iterator[Problem]:
    events = sorted(select_records(lane.select, edition.events), key=lambda event: (event.date, event.id))
    first = min((event.date.first for event in edition.events), default=edition.as_of)
    start = figure.start.first if figure.start else first
    end = figure.end.last if figure.end else edition.as_of
    for silence in find_silences(lane, find_gaps(events), start, end, edition.labels, edition.language):
        early = lane.record_start and silence.start < lane.record_start.first
        late = lane.record_end and silence.end > lane.record_end.last
        if early or late:
            edge = f"begins in {lane.record_start}" if early else f"ends in {lane.record_end}"
            where = f"in lane `{lane.id}` of figure `{figure.id}`"
            what = f"“{silence.text}” {where} says more than its `record`, which {edge}"
            yield Problem(figure.place, what, "start or end the figure there, or leave out `none`")
