"""tests/cases/references/: ten sources of each type, as in sources.yaml, each with its first and second note.

A `locator` in a case is the place that is cited. Each note was reviewed when it was written.
"""

from pathlib import Path

import pytest

from generator.citation.numbering import Citations
from generator.citation.reference import CitationStyle
from generator.language.no_break import no_break_rules
from generator.model.inline import Note
from generator.model.source import CitedSource
from generator.read.dataset.sources import read_sources
from generator.read.syntax.nodes import MappingNode
from generator.read.syntax.yaml_file import read_yaml
from tests.compose.editions import LABELS
from tests.compose.shown import words

FOLDER = Path(__file__).parent.parent / "cases" / "references"
STYLE = CitationStyle("d MMMM y", "en-US", LABELS)
TYPES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("kind", TYPES)
def test_notes_of_each_source_type_read_as_approved(kind: str) -> None:
    for case in (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n\n"):
        typed, *expected = case.strip().splitlines()
        assert [f"= {note}" for note in two_notes(kind, typed)] == expected, typed


def test_each_type_has_ten_cases() -> None:
    assert {
        kind: (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").count("\n\n") + 1 for kind in TYPES
    } == dict.fromkeys(TYPES, 10)
    assert len(TYPES) >= 13


def two_notes(kind: str, typed: str) -> list[str]:
    """Return the first and second note of the source."""
    problems: list[object] = []
    read = read_yaml(f"- {{id: it, type: {kind}, {typed}}}".encode(), "sources.yaml")
    assert isinstance(read, list)
    locator = str(read[0].get("locator", "")) if isinstance(read[0], MappingNode) else ""
    citations = Citations(read_sources(read, problems), "footnotes", STYLE, no_break_rules(STYLE.language))  # type: ignore[arg-type]
    assert not problems
    notes = [citations.cite([CitedSource("it", locator)])[0] for _ in range(2) if not citations.end_group()]
    return [words(note.inlines) for note in notes if isinstance(note, Note)]
