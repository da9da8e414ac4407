"""A plan file -> the packs of a batch: each of its datasets for each of its audiences."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.batch.order import Order
from generator.errors import InputError, Place, Problem
from generator.read.audience.audience import list_audiences
from generator.read.form.field_types import Word, Words
from generator.read.form.validate import Form, field, validate
from generator.read.syntax.files import read_file
from generator.read.syntax.nodes import EMPTY, ScalarNode
from generator.read.syntax.yaml_file import read_mapping

_ALL = "all"


class PlanForm(Form):
    """A batch. Paths count from the plan's own folder."""

    datasets = field(Words, "Dataset folders; `*` stands for any name.", examples=[["data/*"]])
    audiences = field(Words, "Names of audiences, or `all`.", examples=[["standard", "executive"]])
    out = field(Word, "Where packs go.", default=ScalarNode("out"), examples=["packs"])
    templates = field(Word, "A folder of your own audiences.", default=EMPTY, examples=["my-templates"])
    look = field(Word, "A look that stands in for those of the audiences.", default=EMPTY, examples=["my-look"])


def read_plan(file: Path, shipped: Path, force: bool) -> tuple[Order, ...]:
    """Return the packs of the plan in `file`, in its order; `shipped` is the folder of the shipped audiences.

    Raises InputError with all that is wrong in the plan. What is wrong in a dataset is found when its turn comes.
    """
    found: list[Problem] = []
    data = read_file(file.parent, file.name, "write one: `datasets: [data/*]` and `audiences: [standard]`")
    form = validate(PlanForm, read_mapping(data, file.as_posix(), "start with `datasets:`"), found)
    templates = file.parent / str(form.templates) if form.templates else None
    if templates and not os.path.isdir(templates):
        found.append(
            Problem(form.templates.place, f"no folder `{form.templates}`", "the path is relative to this file")
        )
    names = _audiences(form.audiences, tuple(each for each in (templates, shipped) if each))
    folders = list(dict.fromkeys(_folders(form.datasets, file.parent, found)))
    found += _namesakes(folders, Place(file.as_posix()))
    if found:
        raise InputError(found)
    look = file.parent / str(form.look) if form.look else None
    out = file.parent / str(form.out)
    return tuple(Order(folder, name, out, templates, look, force) for folder in folders for name in names)


def _audiences(asked: Sequence[ScalarNode], shelves: Sequence[Path]) -> Sequence[str]:
    names = [name for each in asked for name in (list_audiences(shelves) if each == _ALL else (str(each),))]
    return list(dict.fromkeys(names))


def _folders(asked: Sequence[ScalarNode], beside: Path, found: list[Problem]) -> Iterator[Path]:
    for each in asked:
        try:
            folders = sorted(path for path in beside.glob(str(each)) if os.path.isfile(path / "dataset.yaml"))
        except (ValueError, NotImplementedError):  # an absolute path is no pattern
            folders = [Path(str(each))] if os.path.isfile(Path(str(each)) / "dataset.yaml") else []
        if not folders:
            found.append(Problem(each.place, f"no dataset folder `{each}`", "paths count from the plan's own folder"))
        yield from folders


def _namesakes(folders: Sequence[Path], place: Place) -> Iterator[Problem]:
    """Yield a problem for each two folders whose packs would go to the same place."""
    by_name: dict[str, Path] = {}
    for folder in folders:
        first = by_name.setdefault(folder.resolve().name, folder)
        if first is not folder:
            yield Problem(
                place, f"{first.as_posix()} and {folder.as_posix()} have one name", "rename one, or plan them apart"
            )
