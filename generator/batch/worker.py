"""A job -> its outcome. Runs in the workers of a batch, where only a stop may raise."""

from time import perf_counter

from generator.batch.job import Job, Outcome, State
from generator.errors import InputError, OutputError, Place, Problem
from generator.pipeline.build import build
from generator.pipeline.gc_thresholds import rare_collection


class WorkerLost(Exception):
    """The process that was building a pack died."""


def build_pack(job: Job) -> Outcome:
    """Build the pack of `job` in its folder, or return why that failed."""
    start = perf_counter()
    try:
        with rare_collection():
            pack = build(
                job.dataset,
                job.audience,
                job.out,
                templates=job.templates,
                look=job.look,
                force=job.force,
                strict=job.strict,
                draft=job.draft,
            )
    except Exception as error:
        return failure(job, error, perf_counter() - start)
    sizes = {name: len(data) for name, data in pack.files.items()}
    state: State = "unchanged" if pack.unchanged else "built"
    return Outcome(job, state, perf_counter() - start, warnings=pack.warnings, files=sizes)


def failure(job: Job, error: BaseException, seconds: float = 0.0) -> Outcome:
    """Return the outcome of a job that ended in `error`."""
    match error:
        case InputError():
            problems = error.problems
        case OutputError():
            problems = (Problem(Place(str(job.folder)), str(error), error.help),)
        case WorkerLost():
            problems = (
                Problem(Place(str(job.dataset)), str(error), "build it alone, or run the batch with `--jobs 1`"),
            )
        case _:
            what = f"internal error: {type(error).__name__}: {error}"
            help_ = "please build it alone with `--debug` and report the output"
            problems = (Problem(Place(str(job.dataset)), what, help_),)
    return Outcome(job, "failed", seconds, problems)
