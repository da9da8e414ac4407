"""The figures of a dataset -> those that an audience gets, with its own lanes, texts and period."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.model.audience import Audience, Variant
from generator.model.dataset import Dataset, Event, reason_withheld
from generator.model.figure import Figure, Timeline
from generator.model.selection import select_records
from generator.model.text import Text


def select_figures(dataset: Dataset, audience: Audience, output: str) -> Iterator[Figure]:
    """Yield the figures that `audience` gets, in the order of its profile, each as it wants it."""
    begun = (event for event in dataset.events if event.begun_by(dataset.as_of))
    withheld = [event for event in begun if reason_withheld(event, audience.name, dataset.as_of)]
    figure_by_id = {figure.id: figure for figure in dataset.figures}
    grouped = {group.figure for group in dataset.developments.groups}
    for id_ in figure_by_id if audience.figures is None else audience.figures:
        variant = audience.variants.get(id_, Variant(id_, audience.place))
        if variant.of in figure_by_id:
            usual = _usual_shape(figure_by_id[variant.of], output, beside_statements=id_ in grouped)
            yield _without_false_silence(_vary(figure_by_id[variant.of], id_, variant, output, usual), withheld)


def _usual_shape(figure: Figure, output: str, beside_statements: bool) -> str:
    """Return the shape of `figure` unless its audience wants another: on slides, what stands with a group is small."""
    if output != "deck":
        return figure.shape
    return "half" if beside_statements else {"timeline": "wide", "strips": "half"}.get(figure.kind, figure.shape)


def _vary(figure: Figure, id_: str, variant: Variant, output: str, usual: str) -> Figure:
    """Return `figure` as the audience wants it, in its `usual` shape unless it asks for another."""
    texts = {name: Text(text, variant.place) for name, text in variant.texts.items()}
    varied = replace(
        figure,
        id=id_,
        shape=variant.shape.get(output, usual),
        start=variant.start or figure.start,
        end=variant.end or figure.end,
        native=variant.native.get(output, figure.native and output == "deck"),
        **texts,
    )
    if not isinstance(varied, Timeline) or not variant.lanes:
        return varied
    lane_by_id = {lane.id: lane for lane in varied.lanes}
    return replace(varied, lanes=tuple(lane_by_id[lane] for lane in variant.lanes if lane in lane_by_id))


def _without_false_silence(figure: Figure, withheld: Sequence[Event]) -> Figure:
    """Return `figure` without silences and sums of lanes from which an event is withheld: they would be untrue.

    Nor is it said that they are missing, which would tell of the event.
    """
    if not isinstance(figure, Timeline) or not withheld:
        return figure
    lanes = tuple(
        replace(lane, none="", sum=None) if select_records(lane.select, withheld) else lane for lane in figure.lanes
    )
    return replace(figure, lanes=lanes)
