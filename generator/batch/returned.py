"""What a worker sent back for a job -> its outcome and the files of its pack, or what is wrong with them.

A worker is trusted with the data: it could send words of its own. But nothing is placed that a build here would not
place: other files than the pack's, active content, words that the audience must not read.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace

from generator.batch.job import Job, Outcome, State
from generator.errors import InputError, Place, Problem
from generator.model.dataset import FILES
from generator.model.figure import DERIVED
from generator.pack.pack import MANIFEST
from generator.pack.stored import Manifest
from generator.pipeline.build import read, search_path_of
from generator.pipeline.formats import FORMATS, inspect_file, strings_of
from generator.read.audience.audience import read_audience
from generator.safety.leaks import find_leaks
from generator.select.ceiling import apply_ceiling
from generator.untrusted.files import read_regular

MOST_FILES = 1_000
MOST_BYTES = 1_000_000_000  # of all files of a pack
_MOST_SHOWN = 10
_FIGURE = re.compile(rf"[a-z][a-z0-9-]{{0,29}}(_({'|'.join(DERIVED)}))?\.(png|svg)")  # as ids of figures are
_HELP = "check the worker, or build it on this machine"
_WITHHOLDS = re.compile(rb"audiences|not_before|marking")

Files = Mapping[str, bytes]  # of a pack, by name


class _Reported(Struct, array_like=True):
    """What a worker reports of an outcome, for checking its types."""

    state: State
    seconds: float
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def receive(job: Job, result: Any) -> tuple[Outcome, Files]:
    """Return the outcome of `job` and its files, none if it failed. Raises InputError unless both are right."""
    try:
        outcome, files = result
        reported = _Reported(outcome.state, outcome.seconds, outcome.problems, outcome.warnings)
        reported = json.decode(json.encode(reported), type=_Reported)
        if not all(type(name) is str and type(data) is bytes for name, data in files.items()):
            raise TypeError
    except (AttributeError, TypeError, ValueError, RecursionError):
        raise InputError([_problem("sent back something that is not a pack")]) from None
    if reported.state == "failed":
        return Outcome(job, "failed", reported.seconds, reported.problems), {}
    problems = [*islice(_check(job, files), _MOST_SHOWN)]
    if problems:
        raise InputError(problems)
    sizes = {name: len(data) for name, data in files.items()}
    return Outcome(job, reported.state, reported.seconds, warnings=reported.warnings, files=sizes), files


def _check(job: Job, files: Files) -> Iterator[Problem]:
    """Yield what is wrong with the files; the next check only where the ones before found nothing."""
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        yield _problem(f"sent back more than {MOST_FILES:,} files, or more than {MOST_BYTES / 1e6:,.0f} MB")
        return
    for check in (_check_names, _check_manifest, _check_contents, _find_leaks):
        problems = [*check(job, files)]
        if problems:
            yield from problems
            return


def _check_names(job: Job, files: Files) -> Iterator[Problem]:
    documents = {MANIFEST, *(f"{job.dataset_name}-{job.audience}-{format_.name}" for format_ in FORMATS)}
    for name in sorted(documents - files.keys()):
        yield _problem(f"sent back no `{name}`")
    for name in sorted(files.keys() - documents):
        if not _FIGURE.fullmatch(name):
            yield _problem(f"sent back `{name[:80]!r}`, which is not a file of a pack")


def _check_manifest(job: Job, files: Files) -> Iterator[Problem]:
    try:
        manifest = json.decode(files[MANIFEST], type=Manifest)
    except (ValueError, RecursionError):
        yield _problem(f"sent back a damaged `{MANIFEST}`")
        return
    if (manifest.dataset, manifest.audience) != (job.dataset_name, job.audience):
        yield _problem(f"sent back the pack of `{manifest.dataset} {manifest.audience}`")
    hashes = {name: sha256(data).hexdigest() for name, data in files.items() if name != MANIFEST}
    for name, _ in sorted(hashes.items() ^ manifest.outputs.items()):
        yield _problem(f"sent back `{name[:80]}` other than its `{MANIFEST}` says")


def _check_contents(_: Job, files: Files) -> Iterator[Problem]:
    for name, data in files.items():
        try:
            for problem in inspect_file(name, data):
                yield replace(problem, place=Place("worker"), what=f"sent back `{name}`: {problem.what}", help=_HELP)
        except Exception:  # zipfile, zlib, lxml and Pillow raise some ten kinds
            yield _problem(f"sent back `{name}`, which is damaged")


def _find_leaks(job: Job, files: Files) -> Iterator[Problem]:
    if _may_withhold(job.dataset):
        audience = read_audience(job.audience, search_path_of(job.templates))
        yield from find_leaks(strings_of(files), apply_ceiling(read(job.dataset), audience), job.audience)


def _may_withhold(dataset: Path) -> bool:
    """Return whether the dataset can withhold anything: most do not, and then need not be read."""
    try:
        return any(_WITHHOLDS.search(read_regular(dataset / name)) for name in FILES)
    except OSError:  # whatever it is, `read` refuses it with its name
        return True


def _problem(what: str) -> Problem:
    return Problem(Place("worker"), what, _HELP)
