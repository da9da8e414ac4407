"""A dataset -> a note where its language is written in a way that not every part of a pack follows yet."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.language.direction import is_written_right_to_left
from generator.model.dataset import Dataset


def find_unfinished_language(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note if figures are not mirrored, as the text around them is."""
    if dataset.figures and is_written_right_to_left(dataset.language):
        what = f"figures are not yet drawn from right to left, as `{dataset.language}` is written"
        yield Problem(dataset.language_place, what, "their titles are at the left; text and slides are mirrored")
