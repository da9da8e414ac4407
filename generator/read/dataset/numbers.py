"""The numbers of a dataset, and what points to them -> numbers; problems: values that are not expected, unknown ids."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from generator.errors import Problem
from generator.model.dataset import Dataset, Earlier, Event, Evidence, Number
from generator.model.selection import Measure, conditions_of, select_records
from generator.model.source import CitedSource
from generator.read.dataset.claims import misspelt_kinds
from generator.read.dataset.consistency import list_records, nearest
from generator.read.dataset.events import cite
from generator.read.dataset.measures import check_expected, find_mismatch, is_possible, read_measure
from generator.read.form.build import build, to_text
from generator.read.form.dataset import DatasetForm, EarlierForm, EvidenceForm, NumberForm
from generator.read.syntax.nodes import ScalarNode

_MOST_WORDS = 6  # of evidence: it stands in a cell
_EXAMPLE = "such as `{id: rises, count: {kind: toll}, unit: rises of the toll}`"
_BEFORE = "such as `before: {words: in 2019, count: {kind: toll, from: 2019, until: 2019}}`"


def build_number(form: NumberForm, columns: Collection[str], problems: list[Problem]) -> Number | None:
    """Return the number of `form`, computed from events with `columns`, or None if it is faulty."""
    measure = read_measure(form, "a number", _EXAMPLE, columns, problems)
    if measure:
        check_expected(measure.name, form.is_, problems)
    if "in" in form.given and measure and measure.name != "since":
        what = f"`in` is for `since`, but `{form.id}` has `{measure.name}`"
        problems.append(Problem(form.unit_of_since.place, what, "delete it"))
    before = _build_earlier(form.before, columns, problems) if form.before else None
    if not measure or (form.before and not before):
        return None
    return build(Number, form, {CitedSource: cite}, measure=measure, before=before)


def _build_earlier(form: EarlierForm, columns: Collection[str], problems: list[Problem]) -> Earlier | None:
    measure = read_measure(form, "`before`", _BEFORE, columns, problems)
    return Earlier(to_text(form.words, form.place), measure) if measure else None


def build_evidence(form: EvidenceForm, problems: list[Problem]) -> Evidence:
    """Return the evidence of `form`; one that names both a number and an event, or has many words, is a problem."""
    if bool(form.number) == bool(form.event):
        what = "evidence needs either a `number` or an `event`"
        problems.append(Problem(form.place, what, "such as `evidence: {number: rises, words: rises since 2020}`"))
    count = len(form.words.split())
    if count > _MOST_WORDS:
        what = f"the `words` of the evidence are {count}"
        problems.append(Problem(form.words.place, what, f"shorten them: at most {_MOST_WORDS} fit into a cell"))
    return Evidence(str(form.number), str(form.event), to_text(form.words, form.place), str(form.marking))


def check_numbers(form: DatasetForm, dataset: Dataset, events: Sequence[Event]) -> Iterator[Problem]:
    """Yield the numbers that the `events`, up to the as-of date, do not bear out."""
    misspelt = misspelt_kinds(dataset)
    expected = {str(item.id): str(item.is_) for item in form.numbers.items} if form.numbers else {}
    for number in dataset.numbers.items:
        for measure, is_, name in _measures(number, expected.get(number.id, "")):
            expected_value = is_ if is_possible(measure.name, is_) else ""  # what is not has been reported
            kinds = (value for column, values in conditions_of(measure.select) if column == "kind" for value in values)
            if not misspelt.isdisjoint(kinds):
                continue
            if mismatch := find_mismatch(measure, expected_value, name, events, dataset.as_of):
                yield Problem(number.place, *mismatch)
        if number.measure.name == "since":
            yield from _check_precision(number, events, dataset.as_of)


def _measures(number: Number, expected: str) -> Iterator[tuple[Measure, str, str]]:
    yield number.measure, expected, f"number `{number.id}`"
    if number.before:
        yield number.before.measure, "", f"`before` of number `{number.id}`"


def _check_precision(number: Number, events: Sequence[Event], as_of: date) -> Iterator[Problem]:
    """Yield a problem where the last event is not known as precisely as the time since it is counted."""
    matching = select_records(number.measure.select, events)
    last = max(matching, key=lambda event: (event.end_date or event.date).last, default=None)
    if last is None:
        return
    when, unit = last.end_date or last.date, number.measure.unit
    if not when.month or (unit == "days" and not when.day):
        what = f"`since` of number `{number.id}` counts {unit}, but `{last.id}` is only known to be in {when}"
        help_ = "count `in: months`" if when.month else "select an event of which the month is known"
        yield Problem(number.place, what, help_)


def check_references(form: DatasetForm, dataset: Dataset) -> Iterator[Problem]:
    """Yield what names a number, an event or a figure that does not exist."""
    items = form.numbers.items if form.numbers else []
    numbers = [str(item.id) for item in items]
    figures = [figure.id for figure in dataset.figures]
    events = {event.id for event in dataset.events}
    for item in items:
        if item.figure and item.figure not in figures:
            what = f"unknown figure `{item.figure}`"
            yield Problem(item.figure.place, what, nearest(item.figure, figures, "the `id` of a figure"))
    for record in list_records(form):
        evidence, latest = record.evidence, getattr(record, "latest", None)
        named = latest.get("id") if latest else None
        for id_, kind, known, what_it_is in (
            (evidence.number if evidence else "", "number", numbers, "the `id` of a number"),
            (evidence.event if evidence else "", "event", events, "the `id` of a row of events.csv"),
            (named, "event", events, "the `id` of a row of events.csv"),
        ):
            if isinstance(id_, ScalarNode) and id_ and id_ not in known:
                yield Problem(id_.place, f"unknown {kind} `{id_}`", nearest(id_, known, what_it_is))
