"""Orders and an engine -> what became of each, as it becomes known. Knows of engines only that they are executors."""

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

from generator.batch.order import Done, Order
from generator.batch.worker import failed, made

Result = TypeVar("Result")
_UNDER_WAY = 64  # orders given out at a time, so that what is sent and what comes back never piles up


class Engine(Generic[Result], Struct, frozen=True):
    """Where orders are made: what opens it, what it is to call for an order, and what it raises for a lost worker."""

    opened: Callable[[], Executor]
    task: Callable[[Order], Callable[[], Result]]
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)


def here(orders: Sequence[Order], jobs: int) -> Iterator[Done]:
    """Yield what became of each order, made by so many processes on this machine."""
    for order, result in run(orders, Engine(processes(jobs), lambda order: partial(made, order))):
        yield result if isinstance(result, Done) else failed(order, result)


def processes(jobs: int) -> Callable[[], Executor]:
    """Return what opens an executor of so many processes."""
    # not forked: a copy of a process with threads may hang, and macOS and Windows know no other way
    return partial(ProcessPoolExecutor, jobs, mp_context=get_context("spawn"))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(orders: Sequence[Order], engine: Engine[Result]) -> Iterator[tuple[Order, Result | BaseException]]:
    """Yield each order with its result or what was raised, each on its own.

    Where a worker is lost, all that were under way are tried once more, alone, so that only the one that takes it down
    fails.
    """
    lost = []
    for order, result in _run(orders, engine):
        if isinstance(result, engine.lost):
            lost.append(order)
        else:
            yield order, result
    for order in lost:
        for _, result in _run([order], engine):
            ended = isinstance(result, engine.lost)
            yield order, MemoryError("its process was ended; perhaps memory ran out") if ended else result


def _run(orders: Sequence[Order], engine: Engine[Result]) -> Iterator[tuple[Order, Result | BaseException]]:
    waiting = iter(orders)
    under_way: dict[Future[Result], Order] = {}
    executor = engine.opened()
    try:
        while True:
            for order in islice(waiting, _UNDER_WAY - len(under_way)):
                under_way[_given_out(executor, engine.task(order))] = order
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                order = under_way.pop(future)
                raised = future.exception()
                yield order, future.result() if raised is None else raised
    finally:
        # what is under way comes to its end, what waits is dropped: every pack is whole, and the next run goes on
        for future in under_way:
            future.cancel()
        executor.shutdown(wait=True)


def _given_out(executor: Executor, task: Callable[[], Result]) -> Future[Result]:
    """Return the future of `task`; an executor that has broken down says so through it, too."""
    try:
        with _deaf():
            return executor.submit(task)
    except BrokenExecutor as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C back meanwhile: a process that is started now never hears it, and ends the pack that it is at."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
