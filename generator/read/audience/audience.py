"""An audience's name and the template search path -> an `Audience`, merged with those that it extends.

Settings that are mappings by name (`wording`, `sections`, `limits`, `labels`, `fields`) merge name by name; any other
replaces the inherited one.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.errors import InputError, Place, Problem, suggest
from generator.model.audience import OUTPUTS, Audience
from generator.model.dataset import ASSESSORS, IMPORTANCES, STATUSES, Dataset, Number, Statement
from generator.model.selection import Selection
from generator.read.audience.variants import build_variants, check_figures
from generator.read.dataset.selections import read_select
from generator.read.form.build import build
from generator.read.form.field_types import for_each_output
from generator.read.form.profile import MERGED, ProfileForm
from generator.read.form.validate import validate
from generator.read.syntax.files import read_file
from generator.read.syntax.nodes import MappingNode, ScalarNode
from generator.read.syntax.yaml_file import read_mapping
from generator.untrusted.names import NAME_HELP, is_name

FILE = "audience.yaml"
# The fields of statements and questions that an audience's select may name, and the values of those that have few.
COLUMNS = ("id", "importance", "status", "assessed", "tags", "sources")
_VALUES = {"importance": IMPORTANCES, "status": (*STATUSES, ""), "assessed": (*ASSESSORS, "")}
_WORDINGS = {"briefing": "text", "deck": "short"}  # unless a profile says otherwise
_MOST_PATH_CHARACTERS = 200


class _Profile(Struct, frozen=True):
    """One audience.yaml, and the folder of the search path that has it."""

    name: str
    folder: Path
    settings: MappingNode
    data: bytes


def read_audience(name: str, search_path: Sequence[Path], problems: list[Problem] | None = None) -> Audience:
    """Return the audience `name` from the first folder of `search_path` that has it.

    Raises InputError where there is none, or with all problems of its settings; these are added to `problems` instead
    where that is given, so that what depends on the audience can be checked as well.
    """
    missing = [folder for folder in search_path if not os.path.isdir(folder)]
    if missing:
        remedy = f"a folder of your own audiences has NAME/{FILE}"
        raise InputError(Problem(Place(folder.as_posix()), "no such folder", remedy) for folder in missing)
    lineage = _read_lineage(name, search_path)
    settings = _merge(lineage)
    found: list[Problem] = []
    form = validate(ProfileForm, settings, found)
    places = dict(_places(settings))
    select = read_select(form.select, COLUMNS, found) if form.select else Selection()
    found += _check_values(select, places.get("select", settings.place))
    figures, variants = build_variants(form.figures or [], found)
    look = _find_look(form, lineage, search_path, found)
    if found and problems is None:
        raise InputError(found)
    if problems is not None:
        problems += found
    return build(
        Audience,
        form,
        {},
        name=name,
        lineage=tuple(dict.fromkeys(profile.name for profile in lineage)),
        wording={output: str(form.wording.get(output, default)) for output, default in _WORDINGS.items()},
        sections={output: form.sections.get(output, ()) for output in OUTPUTS},
        select=select,
        figures=None if form.figures is None else figures,
        look=look,
        place=Place((lineage[0].folder / name / FILE).as_posix()),
        files=_files(lineage),
        places=places,
        variants=variants,
    )


def _check_values(select: Selection, place: Place) -> Iterator[Problem]:
    """Yield the values that no statement can have: most likely misspelt, they would silently select nothing."""
    for condition in select.conditions:
        valid = _VALUES.get(condition.column, condition.values)
        for value in condition.values:
            if value not in valid:
                what = f"no statement has the `{condition.column}` `{value}`"
                yield Problem(place, what, suggest(value, valid, "values"))
    if select.without:
        yield from _check_values(select.without, place)


def list_audiences(search_path: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all audiences on `search_path`, in alphabetical order."""
    folders = (folder for parent in search_path if parent.is_dir() for folder in parent.iterdir())
    return tuple(sorted({folder.name for folder in folders if (folder / FILE).is_file()}))


def unknown_audiences(dataset: Dataset, search_path: Sequence[Path]) -> Iterator[Problem]:
    """Yield a warning for each audience that an item is restricted to and that is not on `search_path`."""
    known = list_audiences(search_path)
    items: tuple[Statement | Number, ...] = (*dataset.statements, *dataset.numbers.items)
    for item in items:
        for name in item.audiences:
            if name not in known:
                what = f"`{item.id}` is restricted to the unknown audience `{name}`"
                yield Problem(item.place, what, suggest(name, known, "audiences"))


def check_audience(audience: Audience, dataset: Dataset) -> None:
    """Raise InputError if the audience names figures, lanes or a marking that the dataset does not have."""
    problems = (*check_figures(audience, dataset), *_check_ceiling(audience, dataset))
    if problems:
        raise InputError(problems)


def _check_ceiling(audience: Audience, dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for a ceiling that is not a marking: nobody would know what is above it."""
    known = [marking.id for marking in dataset.markings]
    if audience.ceiling and audience.ceiling not in known:
        place = audience.places.get("ceiling", audience.place)
        remedy = suggest(audience.ceiling, known, "markings") if known else "declare `markings` in dataset.yaml"
        yield Problem(place, f"the ceiling `{audience.ceiling}` is not one of the dataset's markings", remedy)


def _read_lineage(name: str, search_path: Sequence[Path]) -> tuple[_Profile, ...]:
    """Return the profile `name`, then those that it extends, nearest first.

    A profile that extends its own name means the one in a later folder: so a user's `standard` can change a few
    settings of the shipped one.
    """
    lineage: list[_Profile] = []
    place = Place(search_path[0].as_posix() if search_path else name)
    while True:
        extends_itself = bool(lineage) and lineage[-1].name == name
        folders = search_path[search_path.index(lineage[-1].folder) + 1 :] if extends_itself else search_path
        folder = _find_folder(name, folders)
        if any((profile.name, profile.folder) == (name, folder or profile.folder) for profile in lineage):
            chain = " → ".join([*(profile.name for profile in lineage), name])
            raise InputError([Problem(place, f"circular `extends`: {chain}", "remove one of them")])
        if folder is None:
            known = (other for other in list_audiences(search_path) if is_name(other))
            remedy = suggest(name, known, "audiences") if is_name(name) or not name else NAME_HELP
            raise InputError([Problem(place, f"unknown audience `{name}`", remedy)])
        lineage.append(_read_profile(name, folder))
        extends = lineage[-1].settings.get("extends")
        if not extends:
            return tuple(lineage)
        if not isinstance(extends, ScalarNode):
            what = "`extends` must be the name of one audience"
            raise InputError([Problem(extends.place, what, "such as `extends: standard`")])
        name, place = str(extends), extends.place


def _find_folder(name: str, search_path: Sequence[Path]) -> Path | None:
    folders = (folder for folder in search_path if is_name(name) and (folder / name / FILE).is_file())
    return next(folders, None)


def _read_profile(name: str, folder: Path) -> _Profile:
    data = read_file(folder, f"{name}/{FILE}")
    settings = read_mapping(data, (folder / name / FILE).as_posix(), "start with `extends: standard`")
    if "wording" in settings:  # so that it can be merged
        settings["wording"] = for_each_output(settings["wording"])
    return _Profile(name, folder, settings, data)


def _merge(lineage: Sequence[_Profile]) -> MappingNode:
    """Return the settings of all profiles; nearer ones replace others, or merge with them by name."""
    merged = MappingNode({}, lineage[0].settings.place, {})
    for profile in reversed(lineage):
        for name, node in profile.settings.items():
            inherited = merged.get(name)
            if name in MERGED and isinstance(inherited, MappingNode) and isinstance(node, MappingNode):
                node = MappingNode({**inherited, **node}, node.place, {**inherited.name_places, **node.name_places})
            merged[name] = node
            merged.name_places[name] = profile.settings.name_places[name]
    return merged


def _find_look(
    form: ProfileForm, lineage: Sequence[_Profile], search_path: Sequence[Path], problems: list[Problem]
) -> str:
    """Return the look's folder: relative to the profile that names it, or at the same place of another folder."""
    profile = next((profile for profile in lineage if "look" in profile.settings), lineage[-1])
    for parent in (profile.folder, *search_path):
        # of a path as written, a system wants every folder, also one that `..` leaves again
        folder = Path(os.path.normpath(parent / profile.name / str(form.look)[:_MOST_PATH_CHARACTERS]))
        if not any(folder.resolve().is_relative_to(other.resolve()) for other in search_path):
            what = f"`{form.look}` is outside the template folders"
            problems.append(Problem(form.look.place, what, "use one inside, such as `../look`"))
            return ""
        if os.path.isdir(folder):  # Path.is_dir raises for a name that no system can have
            return folder.as_posix()
    problems.append(Problem(form.look.place, f"no folder `{form.look}`", "the path is relative to this file"))
    return ""


def _files(lineage: Sequence[_Profile]) -> dict[str, bytes]:
    """Return the bytes of all profiles for the manifest, each under a name of its own."""
    files: dict[str, bytes] = {}
    for profile in lineage:
        name = f"{profile.name}/{FILE}"
        while name in files:
            name += " (extended)"
        files[name] = profile.data
    return files


def _places(settings: MappingNode, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Yield each setting with the place of its value, those within mappings as `limits.pages`."""
    for name, node in settings.items():
        yield prefix + name, node.place
        if isinstance(node, MappingNode):
            yield from _places(node, f"{name}.")
