"""What a caller of the pipeline can listen to."""

from collections.abc import Callable

Progress = Callable[[str, str], None]  # called after each stage with its name and what it did


def no_progress(stage: str, result: str) -> None:
    """Report nothing."""
