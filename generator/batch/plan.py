"""A plan file -> the jobs of a batch: each of its datasets for each of its audiences."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.batch.job import Job
from generator.errors import InputError, OutputError, Place, Problem, suggest
from generator.pack.place import check_inputs
from generator.pipeline.build import inputs_of
from generator.read.audience.audience import list_audiences
from generator.read.form.field_types import Boolean, Word, Words
from generator.read.form.validate import Form, field, validate
from generator.read.syntax.files import read_file
from generator.read.syntax.nodes import EMPTY, ScalarNode
from generator.read.syntax.yaml_file import read_mapping
from generator.untrusted.names import is_name, name_problem

_ALL = "all"
_RELATIVE = "paths are relative to the folder of the plan"


class PlanForm(Form):
    """A batch. Paths are relative to the folder of the plan."""

    datasets = field(Words, "Dataset folders; `*` matches any name.", examples=[["data/*"]])
    audiences = field(Words, "Names of audiences, or `all`.", examples=[["standard", "executive"]])
    out = field(Word, "Where packs go.", default=ScalarNode("out"), examples=["packs"])
    templates = field(Word, "A folder of your own audiences.", default=EMPTY, examples=["my-templates"])
    look = field(Word, "A look to use instead of the audiences' own.", default=EMPTY, examples=["my-look"])
    strict = field(Boolean, "Whether a note refuses a pack.", default=False, examples=["yes"])
    draft = field(Boolean, "Whether all are drafts, and say so on each page.", default=False, examples=["yes"])


def read_plan(file: Path, shipped: Path, force: bool) -> tuple[Job, ...]:
    """Return the jobs of the plan in `file`, in its order; `shipped` is the folder of the shipped audiences.

    Raises InputError with all problems of the plan itself; those of a dataset are found when its job runs.
    """
    problems: list[Problem] = []
    data = read_file(file.parent, file.name, "write one: `datasets: [data/*]` and `audiences: [standard]`")
    form = validate(PlanForm, read_mapping(data, file.as_posix(), "start with `datasets:`"), problems)
    templates = file.parent / str(form.templates) if form.templates else None
    if templates and not os.path.isdir(templates):
        problems.append(Problem(form.templates.place, f"no folder `{form.templates}`", _RELATIVE))
    place = Place(file.as_posix())
    if not problems:
        problems += _find_empty(form, place)
    audiences = _find_audiences(form.audiences, (templates, shipped) if templates else (shipped,), problems)
    folders = list(dict.fromkeys(_find_datasets(form.datasets, file.parent, problems)))
    problems += _find_namesakes(folders, place)
    look = file.parent / str(form.look) if form.look else None
    out = file.parent / str(form.out)
    for folder in folders:
        any_pack = out / folder.resolve().name / "audience"
        try:
            check_inputs(any_pack, inputs_of(folder, look), [templates] if templates else [])
        except OutputError as error:
            problems.append(Problem(form.out.place if form.out.place.line else place, str(error), error.help))
    if problems:
        raise InputError([*problems, *filter(None, audiences.values())])
    return tuple(
        Job(folder, name, out, templates, look, force, problem, bool(form.strict), bool(form.draft))
        for folder in folders
        for name, problem in audiences.items()
    )


def _find_empty(form: PlanForm, place: Place) -> Iterator[Problem]:
    if not form.datasets:
        yield Problem(place, "`datasets` is empty", "name one, such as `datasets: [data/my-topic]`")
    if not form.audiences:
        yield Problem(place, "`audiences` is empty", "name one, such as `audiences: [standard]`")


def _find_audiences(
    entries: Sequence[ScalarNode], search_path: Sequence[Path], problems: list[Problem]
) -> Mapping[str, Problem | None]:
    """Return the audiences by name, each with the reason why its packs can only fail, if there is one."""
    known = list_audiences(search_path)
    audiences: dict[str, Problem | None] = {}
    for entry in entries:
        if entry == _ALL:
            audiences.update(dict.fromkeys(known))
        elif not is_name(entry):
            problems.append(name_problem(entry, "audience", entry.place))
        elif entry not in known:
            what = f"unknown audience `{entry}`"
            audiences[str(entry)] = Problem(entry.place, what, suggest(entry, known, "audiences"))
        else:
            audiences[str(entry)] = None
    return audiences


def _find_datasets(patterns: Sequence[ScalarNode], root: Path, problems: list[Problem]) -> Iterator[Path]:
    for pattern in patterns:
        try:
            folders = sorted(path for path in root.glob(str(pattern)) if os.path.isfile(path / "dataset.yaml"))
        except (IndexError, ValueError, NotImplementedError):  # `.` and absolute paths are not patterns for pathlib
            folder = root / str(pattern)
            folders = [folder] if os.path.isfile(folder / "dataset.yaml") else []
        except (OSError, RecursionError):  # folders that vanish meanwhile, a pattern of thousands of parts
            folders = []
        if not folders:
            problems.append(Problem(pattern.place, f"no dataset folder `{pattern}`", _RELATIVE))
        yield from folders


def _find_namesakes(folders: Sequence[Path], place: Place) -> Iterator[Problem]:
    """Yield a problem for each folder whose packs would overwrite those of another."""
    first_by_name: dict[str, Path] = {}
    for folder in folders:
        first = first_by_name.setdefault(folder.resolve().name, folder)
        if first is not folder:
            what = f"{first.as_posix()} and {folder.as_posix()} have the same name"
            yield Problem(place, what, "rename one, or put them in separate plans")
