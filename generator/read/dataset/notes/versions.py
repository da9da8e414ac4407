"""A dataset -> notes about its `editions`: the newest is the one at hand, and so of the same day as the dataset."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.dataset import Dataset


def find_untimely(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note where the newest of the editions is later than `as_of`, or earlier."""
    newest = max(dataset.editions, key=lambda version: version.date.first, default=None)
    if newest is None:
        return
    if newest.date.first > dataset.as_of:
        what = f"the edition of {newest.date} is later than `as_of` {dataset.as_of}, and is left out"
        yield Problem(newest.place, what, "correct its `date`, or set `as_of` to that day")
    elif newest.date.last < dataset.as_of:
        what = f"the newest of `editions` is of {newest.date}, but `as_of` is {dataset.as_of}"
        yield Problem(newest.place, what, "add the edition at hand, with its `changes`")
