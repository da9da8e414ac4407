"""The figures of dataset.yaml, by the forms of their kinds -> figures, checked against the events that they draw."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any, Generic, TypeVar

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.figure import (
    FEWEST_BARS,
    FEWEST_STRIPS,
    MOST_BARS,
    MOST_PHASES,
    MOST_REMARKS,
    MOST_STRIPS,
    Columns,
    Figure,
    Lane,
    Ranking,
    Row,
    Stack,
    Strips,
    Timeline,
)
from generator.model.selection import Claim, Condition, Selection, select_records, value_of
from generator.model.source import CitedSource
from generator.read.dataset.claims import build_claim
from generator.read.dataset.events import cite
from generator.read.dataset.selections import read_select
from generator.read.form.build import Converters, build, to_text
from generator.read.form.field_types import INTEGER_HELP, parse_integer
from generator.read.form.figures import (
    ColumnsForm,
    FigureForm,
    FocusForm,
    LaneForm,
    RankingForm,
    StackForm,
    StripForm,
    StripsForm,
    TimelineForm,
)
from generator.read.form.validate import validate
from generator.read.syntax.nodes import MappingNode, ScalarNode, SequenceNode

FormOf = TypeVar("FormOf", bound=FigureForm)
Kind = TypeVar("Kind", bound=Figure)


class EventData(Struct, frozen=True):
    """What figures draw: the events, and the columns of their file."""

    events: tuple[Event, ...]
    columns: Collection[str]


def no_check(form: Any, figure: Any, data: EventData) -> Iterator[Problem]:
    """Find nothing wrong: the form alone says what is valid."""
    yield from ()


class FigureReader(Struct, Generic[FormOf, Kind], frozen=True, kw_only=True):
    """How a kind of figure is read: validated by `form`, built as `model` by the names of its fields, then checked."""

    name: str  # the `kind` in dataset.yaml
    form: type[FormOf]
    model: type[Kind]
    check: Callable[[FormOf, Kind, EventData], Iterator[Problem]] = no_check


FigureReaders = Mapping[str, FigureReader[Any, Any]]  # by kind


def validate_figures(nodes: SequenceNode, readers: FigureReaders, problems: list[Problem]) -> list[FigureForm]:
    """Return the forms of those figures whose kind is known; all that is wrong is added to `problems`."""
    forms: list[FigureForm] = []
    for node in nodes:
        kind = node.get("kind") if isinstance(node, MappingNode) else None
        if not isinstance(kind, ScalarNode):
            remedy = "add " + " or ".join(f"`kind: {name}`" for name in readers)
            problems.append(Problem(node.place, "a figure needs a `kind`", remedy))
        elif kind in readers:
            forms.append(validate(readers[kind].form, node, problems))
        else:
            problems.append(Problem(kind.place, f"unknown kind of figure `{kind}`", suggest(kind, readers, "kinds")))
    return forms


def build_figure(form: FigureForm, readers: FigureReaders, data: EventData, problems: list[Problem]) -> Figure:
    """Return the figure of `form`; what does not fit `data` is added to `problems`."""
    converters: Converters = {
        Selection: lambda select: read_select(select, data.columns, problems),
        CitedSource: cite,
        Claim: lambda claim: build_claim(claim, data.columns, problems),
        Stack: lambda stack: _build_stack(stack, data, problems),
        Lane: lambda lane: _build_lane(lane, data, converters, problems),
        PartialDate: lambda date: date.start if isinstance(date, FocusForm) else date,
    }
    if form.start and form.end and form.end.last < form.start.first:
        problems.append(Problem(form.place, f"`to` {form.end} is before `from` {form.start}", "swap them"))
    problems += _check_remarks(form)
    reader = readers[str(form.kind)]
    figure: Figure = build(reader.model, form, converters, caption=to_text(form.caption or form.title, form.place))
    problems += reader.check(form, figure, data)
    return figure


def _check_remarks(form: FigureForm) -> Iterator[Problem]:
    """Yield too many remarks, and those outside of the figure."""
    for remark in form.remarks[MOST_REMARKS:]:
        what = f"a figure has at most {MOST_REMARKS} remarks"
        yield Problem(remark.place, what, "delete it, or say it in the figure's `note`")
    for remark in form.remarks[:MOST_REMARKS]:
        early = remark.at and form.start and remark.at.last < form.start.first
        late = remark.at and form.end and remark.at.first > form.end.last
        if early or late:
            edge = f"begins in {form.start}" if early else f"ends in {form.end}"
            yield Problem(remark.place, f"a remark is at {remark.at}, but the figure {edge}", "move it, or delete it")


def check_ranking(form: RankingForm, figure: Ranking, data: EventData) -> Iterator[Problem]:
    """Yield what is wrong with the columns that it ranks and adds up, and too few or too many bars."""
    if form.by:
        yield from _check_column(form.by, data)
    yield from _check_value(form.value, figure.select, data)
    if form.remarks:
        yield Problem(form.remarks[0].place, "a ranking has no remarks", "say it in the `note`")
    if form.most is not None and not FEWEST_BARS <= form.most <= MOST_BARS:
        what = f"`most` is {form.most}, but a ranking has {FEWEST_BARS} to {MOST_BARS} bars"
        yield Problem(form.place, what, "for example `most: 10`")


def check_columns(form: ColumnsForm, figure: Columns, data: EventData) -> Iterator[Problem]:
    """Yield what is wrong with the column that is added up."""
    yield from _check_value(form.value, figure.select, data)


def check_timeline(form: TimelineForm, figure: Timeline, data: EventData) -> Iterator[Problem]:
    """Yield a focus outside of the figure, and what is wrong with the columns that its lanes add up."""
    focus = figure.focus
    if form.focus and focus:
        too_early, too_late = form.start and focus.last < form.start.first, form.end and focus.first > form.end.last
        if too_early or too_late:
            what = f"the focus starts in {focus}, outside the figure"
            yield Problem(form.focus.place, what, "start it within the figure")
    yield from _check_lanes(form, figure, data)
    yield from _check_phases(form)


def _check_lanes(form: TimelineForm | StripsForm, figure: Timeline, data: EventData) -> Iterator[Problem]:
    """Yield what is wrong with the columns of events.csv that lanes refer to."""
    for lane_form, lane in zip(form.lanes, figure.lanes, strict=True):
        yield from _check_value(lane_form.value, lane.select, data)
        if lane_form.outcome and lane_form.outcome.by:
            yield from _check_column(lane_form.outcome.by, data)


def check_strips(form: StripsForm, figure: Strips, data: EventData) -> Iterator[Problem]:
    """Yield too few or too many lanes, and what is wrong with the columns that they add up."""
    if not FEWEST_STRIPS <= len(form.lanes) <= MOST_STRIPS:
        what = f"strips have {FEWEST_STRIPS} to {MOST_STRIPS} lanes, not {len(form.lanes)}"
        yield Problem(form.place, what, "use `kind: timeline` for one lane, or for more")
    yield from _check_lanes(form, figure, data)


def _check_phases(form: TimelineForm) -> Iterator[Problem]:
    """Yield phases that are too many, out of order or outside of the figure, and sums that cannot be said."""
    for phase in form.phases[MOST_PHASES:]:
        yield Problem(phase.place, f"a timeline has at most {MOST_PHASES} phases", "join two of them")
    sayable = {str(lane.id) for lane in form.lanes if lane.sum}
    for phase in form.phases:
        for lane in phase.sums:
            if lane not in sayable:
                remedy = suggest(lane, sayable, "lanes") if sayable else 'such as `sum: {other: "{number} rises"}`'
                yield Problem(lane.place, f"no lane `{lane}` with a `sum`", remedy)
        if phase.start and phase.end and phase.end.last < phase.start.first:
            yield Problem(phase.place, f"`to` {phase.end} is before `from` {phase.start}", "swap them")
        elif phase.start and form.end and phase.start.first > form.end.last:
            yield Problem(phase.place, f"a phase begins in {phase.start}, after the figure", "move it, or delete it")
    for before, after in pairwise(form.phases):
        if after.start and (before.end is None or before.end.last >= after.start.first):
            what = f"a phase begins in {after.start}, before the one above it ends"
            yield Problem(after.place, what, f"give that one a `to` before {after.start}")


def _build_lane(form: LaneForm | StripForm, data: EventData, converters: Converters, problems: list[Problem]) -> Lane:
    rows = tuple(
        build(
            Row, row, converters, mark=str(row.mark or form.mark), color=_color(row.color, number, row.place, problems)
        )
        for number, row in enumerate(form.rows, 1)
    )
    values: dict[str, Any] = {"rows": rows, "color": _color(form.color, 1, form.place, problems)}
    if form.select is None:
        values["select"] = Selection((Condition("tags", (str(form.id),)),))
    record = {"record_start": form.record.start, "record_end": form.record.end} if form.record else {}
    return build(Lane, form, converters, **values, **record)


def _color(color: int | None, default: int, place: Place, problems: list[Problem]) -> int:
    if color == 0:
        remedy = "colours are numbered from 1, in the chart palette of brand.yaml"
        problems.append(Problem(place, "`0` is not a valid `color`", remedy))
    return color or default


def _build_stack(form: StackForm, data: EventData, problems: list[Problem]) -> Stack:
    if form.by:
        problems += _check_column(form.by, data)
    if form.titles and len(form.titles) != len(form.order):
        what = f"`order` has {len(form.order)} values, but `titles` has {len(form.titles)}"
        problems.append(Problem(form.place, what, "give each value a title"))
    usual = ("" if value == "other" else value.capitalize() for value in form.order)
    titles = tuple(map(str, form.titles)) or tuple(usual)
    return build(Stack, form, {}, titles=titles, place=form.place)


def _check_column(column: ScalarNode, data: EventData) -> Iterator[Problem]:
    if column not in data.columns:
        yield Problem(column.place, f"unknown column `{column}`", suggest(column, data.columns, "columns"))


def _check_value(column: ScalarNode, select: Selection, data: EventData) -> Iterator[Problem]:
    """Yield a column to add up that does not exist, or that is not a whole number in a selected event."""
    if not column:
        return
    yield from _check_column(column, data)
    for event in select_records(select, data.events) if column in data.columns else ():
        cell = value_of(event, column)
        try:
            parse_integer(str(cell))
        except ValueError:
            value = f"`{cell}` in `{column}` is not a whole number" if cell else f"`{column}` is empty"
            what = f"{value}, but the figure adds up this column"
            remedy = f"{INTEGER_HELP}, or exclude the row in the figure's `select`"
            yield Problem(event.origin, what, remedy)
