"""A dataset folder -> a `Dataset` of which every source, id, claim and select holds; or all its problems at once."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.errors import InputError, Place, Problem, suggest
from generator.model.dataset import Dataset, Developments, Group, Position, Scorecard, Section, Statement
from generator.model.source import Source
from generator.model.text import Text
from generator.read.dataset.claims import claim, not_borne_out
from generator.read.dataset.consistency import misfits, unscored
from generator.read.dataset.events import COLUMNS, cited, read_events
from generator.read.dataset.figures import Data, figure
from generator.read.dataset.sources import HELP, read_sources
from generator.read.form.dataset import (
    DatasetForm,
    DevelopmentsForm,
    GroupForm,
    QuestionsForm,
    RecordForm,
    ScorecardForm,
    SectionForm,
)
from generator.read.form.validate import filled
from generator.read.syntax.bidi import turns
from generator.read.syntax.csv_file import read_csv
from generator.read.syntax.files import contents, shown
from generator.read.syntax.positions import SPACES, Mapped, Typed
from generator.read.syntax.yaml_file import read_mapping, read_yaml

# The files of a dataset, and how to begin each.
# Packs are named after their dataset, on every system
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
NAMES = "small letters, digits, `-` and `_`, at most 40: packs are named after it"
FILES = {
    "dataset.yaml": "begin with `title:`, `as_of:` and `language:`; data/README.md shows a whole one",
    "events.csv": "begin with the row " + ",".join(COLUMNS),
    "sources.yaml": HELP,
}


def read_dataset(folder: Path) -> Dataset:
    """Return the dataset in `folder`. Raises InputError with the problems of all its files."""
    found = [*_wrong_with_name(folder)]
    files = _files(folder)
    data, whole = _data(files, found)
    sources = _sources(files, found)
    before = len(found)
    form = _form(files, found)
    if form is None:
        raise InputError(found)
    found += unscored(form) if len(found) == before else ()
    found += misfits(form, data.events, sources)
    dataset = _Making(form, found, data).dataset(files, sources or {})
    if whole and form.as_of:  # without, which events count is not known
        known = [event for event in data.events if event.begun_by(dataset.as_of)]
        found += not_borne_out(dataset.statements, known)
    if found:
        raise InputError(found)
    return dataset


def _wrong_with_name(folder: Path) -> Iterator[Problem]:
    name = folder.resolve().name
    if os.path.isdir(folder) and not NAME.fullmatch(name):
        yield Problem(Place(shown(folder)), f"`{name}` cannot be the name of a dataset", NAMES)


class _Files(Struct, frozen=True):
    """The files of a dataset, each of which is read when it is asked for, and not kept: they may be long."""

    folder: Path
    hashes: dict[str, str] = {}
    doubts: list[Problem] = []

    def read(self, name: str) -> tuple[bytes, str]:
        """Return the bytes of a file, and how it is shown. Raises InputError where it cannot be read."""
        data, file = contents(self.folder, name, FILES[name]), shown(self.folder / name)
        self.hashes[name] = sha256(data).hexdigest()
        self.doubts.extend(turns(data, file))
        return data, file


def _files(folder: Path) -> _Files:
    """Return the files in `folder`; one that is not there is one problem."""
    if not os.path.isdir(folder):  # a Path raises for a name that no system can have
        remedy = "a dataset is a folder with " + ", ".join(FILES)
        raise InputError([Problem(Place(shown(folder)), "there is no such folder", remedy)])
    return _Files(folder)


@contextmanager
def gathering(found: list[Problem]) -> Iterator[None]:
    """Go on after what raises InputError within, with its problems in `found`."""
    try:
        yield
    except InputError as error:
        found += error.problems


class _AnyColumn(tuple[str, ...]):
    """The columns of a file that cannot be read: whichever is asked for may well be there."""

    def __contains__(self, name: object) -> bool:
        return True


def _data(files: _Files, found: list[Problem]) -> tuple[Data, bool]:
    """Return the events that could be read, and whether that is all of them, so that they can be counted."""
    before = len(found)
    with gathering(found):
        data, file = files.read("events.csv")
        sheet = read_csv(data, file, COLUMNS, found)
        return Data(read_events(sheet, file, found), sheet.columns), len(found) == before
    return Data((), _AnyColumn()), False


def _sources(files: _Files, found: list[Problem]) -> Mapping[str, Source] | None:
    with gathering(found):
        return read_sources(read_yaml(*files.read("sources.yaml")), found)
    return None


def _form(files: _Files, found: list[Problem]) -> DatasetForm | None:
    with gathering(found):
        return filled(DatasetForm, read_mapping(*files.read("dataset.yaml"), FILES["dataset.yaml"]), found)
    return None


def text(typed: Typed, record: Place) -> Text:
    """Return prose; what was not given has the place of its `record`."""
    return Text(str(typed), typed.place if typed else record)


class _Making(Struct, frozen=True):
    """A filled form under way to a `Dataset`. One kind of record, one method."""

    form: DatasetForm
    found: list[Problem]
    data: Data

    def dataset(self, files: _Files, sources: Mapping[str, Source]) -> Dataset:
        form = self.form
        return Dataset(
            name=files.folder.resolve().name,
            title=text(form.title, form.place),
            topic=text(form.topic, form.place),
            prepared_by=text(form.prepared_by, form.place),
            as_of=form.as_of or date.max,
            language=str(form.language),
            key_messages=self.section(form.key_messages),
            overview=self.section(form.overview),
            developments=self.developments(form.developments),
            open_questions=self.section(form.open_questions),
            scorecard=self.scorecard(form.scorecard),
            figures=tuple(figure(each, self.data, self.found) for each in form.figures),
            events=self.data.events,
            sources=sources,
            fields=self.fields(form.fields),
            files=files.hashes,
            kinds=self.kinds(form.kinds),
            language_place=form.language.place,
            doubts=tuple(files.doubts),
        )

    def section(self, form: SectionForm | QuestionsForm | None) -> Section:
        if form is None:
            nothing = self.nothing()
            return Section(nothing, nothing, nothing, ())
        records = form.questions if isinstance(form, QuestionsForm) else form.statements
        return Section(
            text(form.title, form.place),
            text(form.takeaway, form.place),
            text(form.intro, form.place),
            tuple(self.statement(record) for record in records),
        )

    def developments(self, form: DevelopmentsForm | None) -> Developments:
        if form is None:
            nothing = self.nothing()
            return Developments(nothing, nothing, nothing, ())
        return Developments(
            text(form.title, form.place),
            text(form.takeaway, form.place),
            text(form.intro, form.place),
            tuple(self.group(group) for group in form.groups),
        )

    def group(self, form: GroupForm) -> Group:
        return Group(
            str(form.id),
            text(form.title, form.place),
            text(form.takeaway, form.place),
            text(form.why_it_matters, form.place),
            tuple(self.statement(statement) for statement in form.statements),
        )

    def scorecard(self, form: ScorecardForm | None) -> Scorecard:
        if form is None:
            nothing = self.nothing()
            return Scorecard(nothing, nothing, nothing, ())
        return Scorecard(
            text(form.title, form.place),
            text(form.takeaway, form.place),
            text(form.intro, form.place),
            tuple(map(str, form.statements)),
        )

    def statement(self, form: RecordForm) -> Statement:
        return Statement(
            id=str(form.id),
            text=text(form.text, form.place),
            short=text(form.short, form.place),
            headline=text(getattr(form, "headline", Typed("", form.place)), form.place),
            question=text(getattr(form, "question", Typed("", form.place)), form.place),
            place=form.place,
            status=str(form.status),
            assessed=str(form.assessed),
            importance=str(form.importance),
            date=form.date,
            tags=tuple(map(str, form.tags)),
            sources=tuple(cited(str(source)) for source in form.sources),
            claims=tuple(filter(None, (claim(each, self.data.columns, self.found) for each in form.claims))),
            audiences=tuple(map(str, form.audiences)),
            not_before=form.not_before,
            positions=tuple(
                Position(text(each.holder, each.place), text(each.text, each.place)) for each in form.positions
            ),
        )

    def fields(self, typed: Mapped | None) -> Mapping[str, Text]:
        """Return further texts by name; templates print them by it, so it must be a name there."""
        fields = {}
        for name, value in (typed or {}).items():
            place = typed.places[name] if typed else value.place
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name, re.ASCII) or name in DatasetForm.fields_by_name:
                self.found.append(Problem(place, f"a field cannot be called `{name}`", "such as `distribution_list`"))
            elif not isinstance(value, Typed):
                self.found.append(Problem(value.place, f"`{name}` is one text", "put it under `>-`"))
            else:
                fields[name] = Text(value.strip(SPACES), value.place)
        return fields

    def kinds(self, typed: Mapped | None) -> Mapping[str, Text]:
        """Return titles of kinds of events; the rest are printed by their own name."""
        known = {event.kind for event in self.data.events}
        kinds = {}
        for name, value in (typed or {}).items():
            place = typed.places[name] if typed else value.place
            if not isinstance(value, Typed):
                self.found.append(Problem(value.place, f"the title of `{name}` is one text", "`toll: New toll`"))
            elif known and name not in known:
                self.found.append(Problem(place, f"no event is of the kind `{name}`", suggest(name, known)))
            else:
                kinds[name] = Text(value.strip(SPACES), value.place)
        return kinds

    def nothing(self) -> Text:
        return Text("", self.form.place)
