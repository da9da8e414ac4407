"""Problems of templates as one line each, for comparison with what a test expects."""

import re
from pathlib import Path

from generator.errors import Problem


def describe(problem: Problem, folder: Path) -> str:
    """Return `problem` in one line, without its column, once that points at the first thing that the message quotes."""
    place = problem.place
    if place.column:
        line = Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        named = re.search("`([^`]+)`", problem.what)
        assert named and line[place.column - 1 :].startswith(named[1]), f"{place} is not where {problem.what} is"
    text = re.sub(r"\n +", " / ", str(problem))
    return text.replace(str(place), str(type(place)(place.file, place.line)), 1).replace(f"{folder}/", "")
