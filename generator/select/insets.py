"""The figures of an edition -> that of page 1, and simplified ones: for a deck's cover, and its first key number. Pure.

The simplified ones show what the figures show, with as few words as can be: no sentence about silence, no labels at
marks, no names of segments, and no marks of doubt, which nothing beside them would explain.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from generator.model.audience import Audience
from generator.model.dataset import Dataset, Event, Number
from generator.model.dates import PartialDate
from generator.model.edition import MAIN_FIGURE, SelectedNumbers
from generator.model.figure import Columns, Cover, Figure, Phase, Ranking, Remark, Timeline
from generator.model.selection import select_records
from generator.model.text import NO_TEXT

_MOST_BARS = 5  # of a ranking
_MOST_LANES = 2  # beside a number
_BARE: dict[str, Any] = {"takeaway": NO_TEXT, "caption": NO_TEXT, "note": NO_TEXT, "claims": (), "native": False}


def select_insets(
    dataset: Dataset, audience: Audience, figures: Sequence[Figure], numbers: SelectedNumbers, events: Sequence[Event]
) -> Iterator[Figure]:
    """Yield the figure on the cover and that of the first key number, as far as the audience gets them.

    `figures` are those of its deck. What draws nothing is left out.
    """
    figure_by_id = {figure.id: figure for figure in figures}
    cover = audience.cover or dataset.cover
    found = []
    if cover and cover.figure in figure_by_id:
        found.append(replace(_narrow(figure_by_id[cover.figure], cover), shape="cover"))
    first = numbers.items[0].number if numbers.items else None
    found += [_inset(figure_by_id[first.figure], first, events)] if first and first.figure in figure_by_id else []
    for figure in found:
        if figure.find_drawn(events):
            yield _simplify(figure, dataset, events)


def select_main_figure(dataset: Dataset, audience: Audience, figures: Sequence[Figure]) -> Figure | None:
    """Return the figure of page 1, where the audience has that section: what is on the cover, with all its words.

    Without a cover, it is the first of `figures`, of which those with groups are not.
    """
    if MAIN_FIGURE not in audience.sections.get("briefing", ()) or not figures:
        return None
    cover = audience.cover or dataset.cover
    shown = next((figure for figure in figures if cover and figure.id == cover.figure), None)
    if shown is None or cover is None or not (cover.lanes or cover.start or cover.end):
        return shown or figures[0]
    return replace(_narrow(shown, cover), id=shown.derived_id("main"), shape="low", note=NO_TEXT)


def _narrow(figure: Figure, cover: Cover) -> Figure:
    """Return `figure` with the lanes and the period that it has on the cover."""
    figure = replace(figure, start=cover.start or figure.start, end=cover.end or figure.end)
    if not isinstance(figure, Timeline) or not cover.lanes:
        return figure
    lane_by_id = {lane.id: lane for lane in figure.lanes}
    return replace(figure, lanes=tuple(lane_by_id[id_] for id_ in cover.lanes if id_ in lane_by_id))


def _inset(figure: Figure, number: Number, events: Sequence[Event]) -> Figure:
    """Return `figure` with what `number` counts in the accent colour, and of its lanes those that show it."""
    counted = number.measure.select
    figure = replace(figure, shape="inset", highlight=counted)
    if not isinstance(figure, Timeline):
        return figure
    inside = select_records(counted, events)
    lanes = [lane for lane in figure.lanes if select_records(lane.select, inside)]
    return replace(figure, lanes=tuple(lanes[:_MOST_LANES]))


def _simplify(figure: Figure, dataset: Dataset, events: Sequence[Event]) -> Figure:
    """Return `figure` with few words."""
    end = figure.end or PartialDate.of(dataset.as_of)
    bare = replace(figure, **_BARE, id=figure.derived_id(figure.shape), end=end, remarks=_remarks(figure))
    match bare:
        case Timeline():
            lanes = tuple(
                replace(
                    lane,
                    none="",
                    label="none",
                    rows=(),
                    stack=None,
                    # beside a number, a mark that it does not count has to look different
                    outcome=None if figure.shape == "cover" else lane.outcome,
                )
                for lane in bare.lanes
            )
            # what is said of the highlighted phase is the remark
            phases = tuple(phase for phase in bare.phases if _is_highlighted(phase, bare, events))[:1]
            return replace(bare, lanes=lanes, focus=None, phases=phases, remarks=() if phases else bare.remarks)
        case Columns():
            return replace(bare, stack=None)
        case Ranking():
            return replace(bare, most=min(bare.most, _MOST_BARS))
    return bare


def _remarks(figure: Figure) -> tuple[Remark, ...]:
    """Return the remark that stays, none in a box that has words of its own."""
    return figure.remarks[:1] if figure.shape == "cover" else ()


def _is_highlighted(phase: Phase, figure: Timeline, events: Sequence[Event]) -> bool:
    """Tell whether a highlighted event of the figure's columns begins in `phase`."""
    if figure.highlight is None or figure.shape != "cover":
        return False
    first, last = phase.start.first, phase.end.last if phase.end else date.max
    inside = [event for event in select_records(figure.highlight, events) if first <= event.date.first <= last]
    return any(select_records(lane.select, inside) for lane in figure.lanes if lane.draw == "columns")
