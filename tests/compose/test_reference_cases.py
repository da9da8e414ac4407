"""tests/cases/references/: ten sources of each type as sources.yaml has them, and what two notes in a row say of them.

A `locator` in a case is the place that is cited. Each answer was read by eye when it was written.
"""

from pathlib import Path

import pytest

from generator.citation.numbering import Citations
from generator.citation.reference import Style
from generator.language.no_break import rules
from generator.model.inline import Note
from generator.model.source import CitedSource
from generator.read.dataset.sources import read_sources
from generator.read.syntax.nodes import MappingNode
from generator.read.syntax.yaml_file import read_yaml
from tests.compose.editions import LABELS
from tests.compose.shown import words

FOLDER = Path(__file__).parent.parent / "cases" / "references"
STYLE = Style("d MMMM y", "en-US", LABELS)
TYPES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("kind", TYPES)
def test_references_of_each_type_read_as_they_were_approved(kind: str) -> None:
    for case in (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n\n"):
        typed, *expected = case.strip().splitlines()
        assert [f"= {line}" for line in said(kind, typed)] == expected, typed


def test_each_type_has_ten_cases() -> None:
    assert {
        kind: (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").count("\n\n") + 1 for kind in TYPES
    } == dict.fromkeys(TYPES, 10)
    assert len(TYPES) >= 13


def said(kind: str, typed: str) -> list[str]:
    """What two notes in a row say of the source."""
    found: list[object] = []
    read = read_yaml(f"- {{id: it, type: {kind}, {typed}}}".encode(), "sources.yaml")
    assert isinstance(read, list)
    locator = str(read[0].get("locator", "")) if isinstance(read[0], MappingNode) else ""
    citations = Citations(read_sources(read, found), "footnotes", STYLE, rules(STYLE.language))  # type: ignore[arg-type]
    assert not found
    notes = [citations.at([CitedSource("it", locator)])[0] for _ in range(2)]
    return [words(note.inlines) for note in notes if isinstance(note, Note)]
