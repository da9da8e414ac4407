"""Jobs and an engine -> each job with its result, in the order in which they end. An engine is any executor."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

from msgspec import Struct

from generator.batch.job import Job, Outcome
from generator.batch.worker import WorkerLost, build_pack, failure

Result = TypeVar("Result")
_MOST_SUBMITTED = 64  # jobs at a time, so that neither inputs nor results pile up


class Engine(Generic[Result], Struct, frozen=True):
    """Where jobs run: how to open it, the task to submit for a job, and what a future raises when its worker died."""

    open_executor: Callable[[], Executor]
    task_for: Callable[[Job], Callable[[], Result]]
    worker_died: tuple[type[BaseException], ...] = (BrokenExecutor,)


def run_locally(jobs: Sequence[Job], process_count: int) -> Iterator[Outcome]:
    """Yield the outcome of each job, run by processes on this machine."""
    for job, result in run(jobs, Engine(process_pool(process_count), lambda job: partial(build_pack, job))):
        yield result if isinstance(result, Outcome) else failure(job, result)


def process_pool(count: int) -> Callable[[], Executor]:
    """Return what opens an executor of `count` processes."""
    # spawned: the fork of a process with threads may hang, and macOS and Windows offer nothing else
    return partial(ProcessPoolExecutor, count, mp_context=get_context("spawn"))


def count_processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(jobs: Sequence[Job], engine: Engine[Result]) -> Iterator[tuple[Job, Result | BaseException]]:
    """Yield each job with its result, or with what it raised.

    When a worker dies, all jobs that were running are retried one by one, so that only the one that kills it fails.
    """
    interrupted = []
    for job, result in _run(jobs, engine):
        if isinstance(result, engine.worker_died):
            interrupted.append(job)
        else:
            yield job, result
    for job in interrupted:
        for _, result in _run([job], engine):
            lost = isinstance(result, engine.worker_died)
            yield job, WorkerLost("its worker process died, perhaps out of memory") if lost else result


def _run(jobs: Sequence[Job], engine: Engine[Result]) -> Iterator[tuple[Job, Result | BaseException]]:
    waiting = iter(jobs)
    submitted: dict[Future[Result], Job] = {}
    executor = engine.open_executor()
    try:
        while True:
            for job in islice(waiting, _MOST_SUBMITTED - len(submitted)):
                submitted[_submit(executor, engine.task_for(job))] = job
            if not submitted:
                return
            for future in wait(submitted, return_when=FIRST_COMPLETED).done:
                job = submitted.pop(future)
                error = future.exception()
                yield job, future.result() if error is None else error
    finally:
        # jobs that run are finished, those that wait are dropped: every pack is whole, and the next run continues
        for future in submitted:
            future.cancel()
        executor.shutdown(wait=True)


def _submit(executor: Executor, task: Callable[[], Result]) -> Future[Result]:
    """Return the future of `task`, which raises for an executor that is broken already, too."""
    try:
        with _interrupts_blocked():
            return executor.submit(task)
    except BrokenExecutor as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C: a process started meanwhile never receives it, and finishes the pack that it is building."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
