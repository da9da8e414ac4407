"""How eagerly Python looks for circles of garbage: packs are made of a million values, and hardly any is in one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENT = (2_000_000, 50, 1_000)  # in place of 700, 10, 10: up to a quarter of a build is saved


@contextmanager
def patient() -> Iterator[None]:
    """Let the collector of this process wait longer while something is made; its settings come back after."""
    before = gc.get_threshold()
    gc.set_threshold(*_PATIENT)
    try:
        yield
    finally:
        gc.set_threshold(*before)
