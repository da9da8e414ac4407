"""tests/cases/markdown/: template text and what a reader of the briefing or deck sees of it, side by side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError
from tests.compose.editions import briefing, deck
from tests.compose.problems import describe
from tests.compose.shown import lines, slide_lines

FOLDER = Path(__file__).parent.parent / "cases" / "markdown"


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in re.split(r"^====\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            sentence, *sections = re.split(r"^--- (?=\w)", case, flags=re.MULTILINE)
            parts = (section.partition("\n") for section in sections)
            yield f"{path.stem}: {sentence.strip()}", {name: text.rstrip("\n") for name, _, text in parts}


CASES = dict(cases())


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    parts = CASES[name]
    output = "deck" if "deck" in parts or name.startswith("deck") else "briefing"
    expected = next(text for part, text in parts.items() if part != "markdown")
    assert compose(parts["markdown"], output, tmp_path) == expected


def compose(markdown: str, output: str, folder: Path) -> str:
    try:
        if output == "deck":
            return "\n".join(slide_lines(deck(folder, markdown)[0].slides))
        return "\n".join(lines(briefing(folder, markdown)[0].blocks))
    except InputError as error:
        return "\n".join(describe(problem, folder) for problem in error.problems)
