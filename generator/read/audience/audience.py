"""An audience's name and template folders -> `Audience`, with all that it extends merged in.

Named settings (`wording`, `sections`, `limits`, `labels`, `fields`) merge name by name; all others replace.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import InputError, Place, Problem, suggest
from generator.model.audience import OUTPUTS, Audience
from generator.model.dataset import IMPORTANCES, STATUSES, Dataset
from generator.model.selection import Selection
from generator.read.audience.variants import unmet, variants
from generator.read.dataset.selections import selection
from generator.read.form.profile import MERGED, ProfileForm, checked_mappings, spread
from generator.read.form.validate import filled
from generator.read.syntax.files import contents, shown
from generator.read.syntax.positions import SPACES, Located, Mapped, Typed
from generator.read.syntax.yaml_file import read_mapping

FILE = "audience.yaml"
# What a select of an audience may ask of statements and questions.
COLUMNS = ("id", "importance", "status", "assessed", "tags", "sources")
_LONGEST_PATH = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)


class _Profile(Struct, frozen=True):
    """One audience.yaml, not merged: its settings as typed, and the shelf on which it stands."""

    name: str
    shelf: Path
    settings: Mapped
    data: bytes
    again: int  # how often its name stands before it in the lineage


def read_audience(name: str, shelves: Sequence[Path]) -> Audience:
    """Return the audience `name`, found on the first of `shelves` that has it. Raises InputError."""
    absent = [shelf for shelf in shelves if not os.path.isdir(shelf)]
    if absent:
        raise InputError(Problem(Place(shown(shelf)), "there is no such folder", _SHELF_HELP) for shelf in absent)
    lineage = _lineage(name, shelves)
    settings = _merged(lineage)
    found: list[Problem] = []
    for profile in lineage:
        checked_mappings(profile.settings, found)
    form = filled(ProfileForm, settings, found)
    select = selection(form.select, COLUMNS, found) if form.select else Selection()
    found += _unknown_values(select, dict(_places(settings)).get("select", lineage[0].settings.place))
    look = _look(form, lineage, shelves, found)
    figures, changed = variants(form.figures or [], found)
    if found:
        raise InputError(found)
    return Audience(
        name=name,
        title=str(form.title),
        lineage=tuple(dict.fromkeys(profile.name for profile in lineage)),
        wording={output: _text(form.wording, output, default) for output, default in _WORDINGS.items()},
        sections={output: _texts(form.sections.get(output)) for output in OUTPUTS},
        select=select,
        limits={limit: int(str(value)) for limit, value in (form.limits or {}).items()},
        figures=None if form.figures is None else figures,
        marking=str(form.marking),
        citations=str(form.citations),
        date_format=str(form.date_format),
        page=str(form.page),
        contents=bool(form.contents),
        look=look,
        labels={label: str(value) for label, value in (form.labels or {}).items()},
        fields={field: str(value).strip(SPACES) for field, value in (form.fields or {}).items()},
        place=Place(shown(lineage[0].shelf / name / FILE)),
        files={f"{profile.name}/{FILE}" + " (extended)" * profile.again: profile.data for profile in lineage},
        places=dict(_places(settings)),
        variants=changed,
    )


def _unknown_values(select: Selection, place: Place) -> Iterator[Problem]:
    """Yield the values of the columns with few, that none can have: a misspelling would select nothing, in silence."""
    for condition in select.conditions:
        known = _VALUES.get(condition.column, condition.values)
        for value in condition.values:
            if value not in known:
                yield Problem(place, f"no statement has the {condition.column} `{value}`", suggest(value, known))
    if select.without:
        yield from _unknown_values(select.without, place)


_VALUES = {"importance": IMPORTANCES, "status": (*STATUSES, ""), "assessed": ("source", "ours", "")}
_SHELF_HELP = f"a folder of your own audiences holds NAME/{FILE}"
_WORDINGS = {"briefing": "text", "deck": "short"}


def audiences(shelves: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all audiences on `shelves`, in alphabetical order."""
    folders = (folder for shelf in shelves if shelf.is_dir() for folder in shelf.iterdir())
    return tuple(sorted({folder.name for folder in folders if (folder / FILE).is_file()}))


def strangers(dataset: Dataset, shelves: Sequence[Path]) -> Iterator[Problem]:
    """Yield the audiences that statements are kept for and no shelf has: most likely misspelt, perhaps elsewhere."""
    known = audiences(shelves)
    for statement in dataset.statements:
        for name in statement.audiences:
            if name not in known:
                yield Problem(statement.place, f"`{statement.id}` is for `{name}`, and there is no such audience",
                              suggest(name, known))  # fmt: skip


def check(audience: Audience, dataset: Dataset) -> None:
    """Raise InputError where the audience names what the dataset does not have."""
    problems = tuple(unmet(audience, dataset))
    if problems:
        raise InputError(problems)


def _lineage(name: str, shelves: Sequence[Path]) -> tuple[_Profile, ...]:
    """Return the profile `name`, then those it extends, nearest first.

    A profile that extends its own name means the one on a later shelf: so a user's `standard` can change a few
    settings of the shipped one.
    """
    lineage: list[_Profile] = []
    asked = Place(shown(shelves[0]) if shelves else name)
    while True:
        own = bool(lineage) and lineage[-1].name == name
        shelf = _shelf_of(name, shelves[shelves.index(lineage[-1].shelf) + 1 :] if own else shelves)
        if any((each.name, each.shelf) == (name, shelf or each.shelf) for each in lineage):
            circle = " → ".join([*(each.name for each in lineage), name])
            raise InputError([Problem(asked, f"the audience extends itself: {circle}", "break the circle")])
        if shelf is None:
            raise InputError([Problem(asked, f"no audience `{name}`", suggest(name, audiences(shelves)))])
        lineage.append(_profile(name, shelf, sum(name == each.name for each in lineage)))
        extends = lineage[-1].settings.get("extends")
        if not extends:
            return tuple(lineage)
        if not isinstance(extends, Typed):
            raise InputError([Problem(extends.place, "`extends` names one audience", "such as `extends: standard`")])
        name, asked = str(extends), extends.place


def _shelf_of(name: str, shelves: Sequence[Path]) -> Path | None:
    return next((shelf for shelf in shelves if _NAME.fullmatch(name) and (shelf / name / FILE).is_file()), None)


def _profile(name: str, shelf: Path, again: int) -> _Profile:
    data = contents(shelf, f"{name}/{FILE}")
    settings = read_mapping(data, shown(shelf / name / FILE), "begin with `extends: standard`")
    return _Profile(name, shelf, spread(settings), data, again)


def _merged(lineage: Sequence[_Profile]) -> Mapped:
    """Return the settings of all profiles as one: the nearest wins, mappings are merged name by name."""
    nearest_first = [profile.settings for profile in lineage]
    merged = Mapped({}, nearest_first[0].place, {})
    for settings in reversed(nearest_first):
        for name, value in settings.items():
            before = merged.get(name)
            both = name in MERGED and isinstance(before, Mapped) and isinstance(value, Mapped)
            merged[name] = _over(before, value) if both else value  # type: ignore[arg-type]
            merged.places[name] = settings.places[name]
    return merged


def _over(before: Mapped, value: Mapped) -> Mapped:
    return Mapped({**before, **value}, value.place, {**before.places, **value.places})


def _look(form: ProfileForm, lineage: Sequence[_Profile], shelves: Sequence[Path], found: list[Problem]) -> str:
    """Return the look's folder: beside the profile that names it, or at the same place on another shelf."""
    setter = next((profile for profile in lineage if "look" in profile.settings), lineage[-1])
    for shelf in (setter.shelf, *shelves):
        folder = shelf / setter.name / str(form.look)[:_LONGEST_PATH]
        if not any(folder.resolve().is_relative_to(each.resolve()) for each in shelves):
            found.append(
                Problem(form.look.place, f"`{form.look}` leads out of the template folders", "such as `../look`")
            )
            return ""
        if os.path.isdir(folder):  # a Path raises for a name that no system can have
            return shown(Path(*_straight(folder)))
    found.append(Problem(form.look.place, f"there is no folder `{form.look}`", "it is looked for beside this file"))
    return ""


def _straight(folder: Path) -> Sequence[str]:
    """Return the parts of `folder` without `name/..` detours, so that messages show it short."""
    parts: list[str] = []
    for part in folder.parts:
        if part == ".." and parts and parts[-1] not in ("..", folder.anchor):
            parts.pop()
        else:
            parts.append(part)
    return parts


def _text(typed: Mapped | None, name: str, default: str) -> str:
    return str(typed[name]) if typed and name in typed else default


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value or ()))


def _places(settings: Mapped, prefix: str = "") -> Iterator[tuple[str, Place]]:
    for name, place in settings.places.items():
        value: Located | None = settings.get(name)
        yield prefix + name, value.place if value is not None else place
        if isinstance(value, Mapped):
            yield from _places(value, f"{name}.")
