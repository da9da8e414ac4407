"""Jobs -> their outcomes, run by Dask workers: inputs travel with the task, and packs come back to be published here.

Dask's client is a `concurrent.futures` executor and reschedules the tasks of a lost worker. Imported only here.
Client, scheduler and workers must trust each other: Dask sends pickles, which can run code. README.md says how to make
them sure of each other (TLS).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.job import Job, Outcome
from generator.batch.parcel import Parcel, pack_dataset, pack_templates, unpack
from generator.batch.returned import Files, receive
from generator.batch.run import Engine, run
from generator.batch.worker import build_pack, failure
from generator.cache.key import code_hash, take_snapshot, versions
from generator.errors import Place, Problem
from generator.pack.publish import publish
from generator.pack.up_to_date import find_up_to_date
from generator.pipeline.build import search_path_of

_PATIENCE = "10s"  # for a scheduler to answer


class RemoteJob(Struct, frozen=True):
    """A job with the files of its folders, and the code and library versions that must build it."""

    job: Job
    dataset: Parcel
    templates: Parcel | None
    look: Parcel | None
    code: str
    versions: Mapping[str, str]


def run_distributed(jobs: Sequence[Job], address: str) -> Iterator[Outcome]:
    """Yield the outcome of each job, run by the workers of the Dask scheduler at `address`.

    Raises ImportError where Dask is not installed, OSError where no scheduler answers.
    """
    from distributed import Client, KilledWorker

    outdated = []
    for job in jobs:
        outcome = _find_up_to_date(job)
        if outcome:
            yield outcome
        else:
            outdated.append(job)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (TypeError, ValueError) as error:  # TLS without certificates, or no such protocol
        raise OSError(str(error)) from error
    with client:
        # builds are reproducible, so that another worker may repeat what a lost one had
        open_executor = partial(client.get_executor, pure=False, retries=3)
        engine: Engine[Any] = Engine(open_executor, lambda job: partial(build_remotely, _send(job)), (KilledWorker,))
        for job, result in run(outdated, engine):
            yield failure(job, result) if isinstance(result, BaseException) else _publish(job, result)


def build_remotely(remote: RemoteJob) -> tuple[Outcome, Files]:
    """Build the pack of `remote` in a temporary folder and return its files. Runs on the worker."""
    mismatch = _find_mismatch(remote)
    if mismatch:
        return Outcome(remote.job, "failed", 0.0, (mismatch,)), {}
    with TemporaryDirectory() as folder:
        job = _receive(remote, Path(folder))
        outcome = build_pack(job)
        files = {} if outcome.state == "failed" else {path.name: path.read_bytes() for path in job.folder.iterdir()}
        return _with_local_places(outcome, remote.job), files


def _publish(job: Job, result: object) -> Outcome:
    """Put a pack that a worker built in its folder on this machine, if it is one."""
    try:
        outcome, files = receive(job, result)
        if outcome.state == "failed":
            return outcome
        notes = publish(job.folder, files)
    except Exception as error:
        return failure(job, error)
    return replace(outcome, warnings=outcome.warnings + notes)


def _find_up_to_date(job: Job) -> Outcome | None:
    """Return the outcome of a job whose pack is up to date, None if it has to be built."""
    start = perf_counter()
    if job.force or not job.dataset.is_dir():
        return None
    snapshot = take_snapshot(
        job.dataset, search_path_of(job.templates), *([job.look] if job.look else []), draft=job.draft
    )
    pack = find_up_to_date(job.folder, job.audience, snapshot)
    if pack is None or (job.strict and pack.warnings):
        return None
    sizes = {name: len(data) for name, data in pack.files.items()}
    return Outcome(job, "unchanged", perf_counter() - start, warnings=pack.warnings, files=sizes)


def _find_mismatch(remote: RemoteJob) -> Problem | None:
    """Return a problem if this worker would build other bytes than the machine that sent the job."""
    place = Place("worker")
    if code_hash() != remote.code:
        return Problem(place, "runs another version of the generator", "install the same version on all machines")
    names = [name for name, version in versions().items() if remote.versions[name] != version]
    if not names:
        return None
    return Problem(place, f"has other versions of {', '.join(names)}", "install the same versions on all machines")


def _send(job: Job) -> RemoteJob:
    templates, look = (pack_templates(folder) if folder else None for folder in (job.templates, job.look))
    return RemoteJob(job, pack_dataset(job.dataset), templates, look, code_hash(), versions())


def _receive(remote: RemoteJob, folder: Path) -> Job:
    """Write the files of `remote` under `folder`, and return the job for them."""
    dataset = folder / remote.job.dataset_name
    templates = folder / "templates" if remote.templates is not None else None
    look = folder / "look" if remote.look is not None else None
    for root, parcel in ((dataset, remote.dataset), (templates, remote.templates), (look, remote.look)):
        if root and parcel:
            unpack(parcel, root)
    sent = remote.job
    return Job(dataset, sent.audience, folder / "out", templates, look, True, strict=sent.strict, draft=sent.draft)


def _with_local_places(outcome: Outcome, job: Job) -> Outcome:
    """Return the outcome of the worker's job as that of `job`, with the paths of this machine in its problems."""
    remote = outcome.job
    pairs = ((remote.dataset, job.dataset), (remote.templates, job.templates), (remote.look, job.look))
    local_by_remote = {str(there): str(here) for there, here in pairs if there and here}

    def rename(problem: Problem) -> Problem:
        for there, here in local_by_remote.items():
            if problem.place.file.startswith(there):
                file = here + problem.place.file[len(there) :]
                return replace(problem, place=replace(problem.place, file=file))
        return problem

    problems, warnings = tuple(map(rename, outcome.problems)), tuple(map(rename, outcome.warnings))
    return replace(outcome, job=job, problems=problems, warnings=warnings)
