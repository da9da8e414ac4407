"""A dataset folder -> a `Dataset` in which every source, id, claim and select is valid, or all problems at once."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import InputError, Place, Problem, collect_problems, most_similar
from generator.language.computed import Printer, find_faulty_marks, rewrite_prose, without_marks
from generator.model.dataset import FILES, Dataset, Event, Evidence, Number
from generator.model.figure import Figure
from generator.model.selection import Claim, Selection
from generator.model.source import CitedSource, Source
from generator.read.dataset.claims import build_claim, check_claims
from generator.read.dataset.consistency import check_consistency, check_scorecard
from generator.read.dataset.cover import check_cover
from generator.read.dataset.events import COLUMNS, cite, read_events
from generator.read.dataset.figures import EventData, FigureReaders, build_figure, validate_figures
from generator.read.dataset.inheritance import pass_down_sources
from generator.read.dataset.markings import check_markings, pass_down_markings
from generator.read.dataset.notes.unused import cited_by
from generator.read.dataset.numbers import build_evidence, build_number, check_numbers, check_references
from generator.read.dataset.positions import add_given, build_positions, check_positions
from generator.read.dataset.selections import read_select
from generator.read.dataset.sources import HELP, read_sources
from generator.read.form.build import Converters, build
from generator.read.form.dataset import DatasetForm
from generator.read.form.validate import Missing, validate
from generator.read.syntax.bidi import bidi_warnings
from generator.read.syntax.csv_file import read_csv
from generator.read.syntax.files import read_file
from generator.read.syntax.yaml_file import read_mapping, read_yaml
from generator.untrusted.names import is_name, name_problem

# the help if a file is missing or empty
_STARTS = (
    "start with `title:`, `as_of:` and `language:`; data/README.md has a complete example",
    "start with the row " + ",".join(COLUMNS),
    HELP,
)
_HELP_BY_FILE = dict(zip(FILES, _STARTS, strict=True))

_DATE_FORMAT = "D MMMM YYYY"  # by which claims quote the date of a number, whatever an audience has


class FaultyDataset(InputError):
    """The dataset has problems; `dataset` is what could be read of it, by which the other inputs can be checked."""

    def __init__(self, problems: Iterable[Problem], dataset: Dataset) -> None:
        super().__init__(problems)
        self.dataset = dataset


def read_dataset(folder: Path, readers: FigureReaders) -> Dataset:
    """Return the dataset in `folder`, whose figures are read by `readers`.

    Raises InputError with the problems of all its files, as FaultyDataset if all figures could be read.
    """
    problems = [*_check_name(folder)]
    files = _DatasetFiles(folder)
    data, complete = _read_events(files, problems)
    sources = _read_sources(files, problems)
    before = len(problems)
    form = _read_form(files, problems)
    if form is None:
        raise InputError(problems)
    if len(problems) == before:  # a fault in a statement may be why the scorecard does not find it
        problems += check_scorecard(form)
    figure_forms = validate_figures(form.figures, readers, problems)
    problems += check_consistency(form, figure_forms, data.events, sources)
    problems += check_markings(form, data.events, sources)
    problems += check_positions(form)
    figures = tuple(build_figure(figure, readers, data, problems) for figure in figure_forms)
    dataset = _build_dataset(form, data, figures, files, sources or {}, problems)
    problems += check_references(form, dataset)
    problems += check_cover(dataset.cover, figures)
    if complete and form.as_of:  # otherwise it is unknown which events count
        problems += _check_values(form, dataset)
    if problems and len(figures) == len(form.figures):
        raise FaultyDataset(problems, _complete(dataset))
    if problems:
        raise InputError(problems)
    return dataset


def _complete(dataset: Dataset) -> Dataset:
    """Return a faulty dataset with stand-ins for unknown sources and for numbers, so that it can be composed."""
    unknown = cited_by(dataset).keys() - dataset.sources.keys()
    stand_ins = {id_: Source(id_, "document", id_, (), None, Place(id_)) for id_ in sorted(unknown)}
    printable = rewrite_prose(dataset, lambda text, _: without_marks(text))
    return replace(printable, sources={**dataset.sources, **stand_ins})


def _check_name(folder: Path) -> Iterator[Problem]:
    """Yield a problem for a folder after which no pack can be named. Raises InputError if the folder does not exist."""
    if not os.path.isdir(folder):  # Path.is_dir raises for a name that no system can have
        remedy = "a dataset is a folder with " + ", ".join(FILES)
        raise InputError([Problem(Place(folder.as_posix()), "no such folder", remedy)])
    name = folder.resolve().name
    if not is_name(name):
        yield name_problem(name, "dataset", Place(folder.as_posix()))


class _DatasetFiles(Struct, frozen=True):
    """The files in `folder`; the hash of each that was read, and warnings about it."""

    folder: Path
    hashes: dict[str, str] = {}
    warnings: list[Problem] = []

    def read(self, name: str) -> tuple[bytes, str]:
        """Return the bytes of a file and its path as shown in messages. Raises InputError if it cannot be read."""
        data, file = read_file(self.folder, name, _HELP_BY_FILE[name]), (self.folder / name).as_posix()
        self.hashes[name] = sha256(data).hexdigest()
        self.warnings.extend(bidi_warnings(data.decode("utf-8", "replace"), file))
        return data, file


class _AnyColumn(tuple[str, ...]):
    """The columns of a file that cannot be read: any may be among them."""

    def __contains__(self, name: object) -> bool:
        return True


def _read_events(files: _DatasetFiles, problems: list[Problem]) -> tuple[EventData, bool]:
    """Return the events that could be read, and whether these are all, so that they can be counted."""
    before = len(problems)
    with collect_problems(problems):
        data, file = files.read("events.csv")
        sheet = read_csv(data, file, COLUMNS, problems)
        return EventData(read_events(sheet, file, problems), sheet.columns), len(problems) == before
    return EventData((), _AnyColumn()), False


def _read_sources(files: _DatasetFiles, problems: list[Problem]) -> Mapping[str, Source] | None:
    with collect_problems(problems):
        return read_sources(read_yaml(*files.read("sources.yaml")), problems)
    return None


def _read_form(files: _DatasetFiles, problems: list[Problem]) -> DatasetForm | None:
    with collect_problems(problems):
        root = read_mapping(*files.read("dataset.yaml"), _HELP_BY_FILE["dataset.yaml"])
        return validate(DatasetForm, root, problems)
    return None


def _build_dataset(
    form: DatasetForm,
    data: EventData,
    figures: tuple[Figure, ...],
    files: _DatasetFiles,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> Dataset:
    problems += _check_fields(form)
    problems += _check_kinds(form, data.events)
    converters: Converters = {
        CitedSource: cite,
        Claim: lambda claim: build_claim(claim, data.columns, problems),
        Number: lambda number: build_number(number, data.columns, problems),
        Evidence: lambda evidence: build_evidence(evidence, problems),
        Selection: lambda select: read_select(select, data.columns, problems),
    }
    positions = {"positions": build_positions(form.positions, converters)} if form.positions else {}
    dataset = build(
        Dataset,
        form,
        converters,
        name=files.folder.resolve().name,
        as_of=form.as_of or date.max,
        figures=figures,
        events=data.events,
        sources=sources,
        files=files.hashes,
        annex_places=tuple(select.place for select in form.annex),
        language_place=form.language.place,
        warnings=tuple(files.warnings),
        **positions,
    )
    return pass_down_markings(pass_down_sources(add_given(pass_down_markings(dataset))))


def _check_values(form: DatasetForm, dataset: Dataset) -> Iterator[Problem]:
    """Yield the numbers and claims that the events do not bear out, and the texts that print what is no number."""
    events = [event for event in dataset.events if event.begun_by(dataset.as_of)]
    yield from check_numbers(form, dataset, events)
    taken = {number.id: number.measure.take(events, dataset.as_of) for number in dataset.numbers.items}
    values = {id_: value for id_, value in taken.items() if value is not None}
    known = {str(item.id): item for item in form.numbers.items} if form.numbers else {}
    yield from find_faulty_marks(dataset, known, values)
    yield from check_claims(Printer(values, dataset.language, _DATE_FORMAT).print_in(dataset), events)


def _check_fields(form: DatasetForm) -> Iterator[Problem]:
    """Yield the author's own fields that templates could not tell from those of the dataset."""
    for name, place in form.fields.name_places.items():
        if name in DatasetForm.fields_by_key:
            what = f"`{name}` is already a field of dataset.yaml"
            yield Problem(place, what, "choose another name, such as `distribution_list`")


def _check_kinds(form: DatasetForm, events: tuple[Event, ...]) -> Iterator[Problem]:
    """Yield, once any kind is declared, those that are not; a declared kind may wait for its first event."""
    rows = Counter(event.kind for event in events)
    first = {event.kind: event for event in reversed(events) if event.kind}
    waiting = {name for name, title in form.kinds.items() if name not in rows and not isinstance(title, Missing)}
    for kind in first.keys() - form.kinds.keys() if form.kinds else ():
        similar = most_similar(kind, form.kinds)
        count = "" if rows[kind] == 1 else f" ({rows[kind]} rows)"
        what = f"`{kind}` is not one of the `kinds` of dataset.yaml{count}"
        remedy = f"did you mean `{similar}`?" if similar else f"declare it: `kinds: {{{kind}: …}}`"
        if similar in waiting:  # either may be the misspelt one
            remedy = f"spell it alike in both files: no row has `{similar}`"
        yield Problem(first[kind].origin, what, remedy)
