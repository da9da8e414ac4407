"""How much is tried: what fits into every test run, or, with `LONG=1` in the environment, much more."""

import os

LONG = bool(os.environ.get("LONG"))


def times(usual: int, in_long_mode: int) -> int:
    """Return how often to try."""
    return in_long_mode if LONG else usual
