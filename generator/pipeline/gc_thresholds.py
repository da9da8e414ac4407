"""Garbage-collector thresholds for a build, which makes a million values of which hardly any is in a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_DURING_A_BUILD = (2_000_000, 50, 1_000)  # Python's own are 700, 10, 10; tests/bench: a quarter of a build at x100


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let this process collect garbage less often, and restore its thresholds afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(*_DURING_A_BUILD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
