"""data/README.md describes every field, column and variable that is read."""

import re
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline.figure_kinds import dataset_schema
from generator.read.dataset.events import COLUMNS, OPTIONAL_COLUMNS
from generator.read.dataset.notes import hints
from generator.read.dataset.sources import VARIABLES

GUIDE = (Path(__file__).parent.parent.parent / "data" / "README.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
CODE = {code.rstrip(":") for code in re.findall(r"`([^`\n]+)`", PROSE)}


def fields_of(part: Any) -> set[str]:
    names = set(part.get("properties", {}))
    return names.union(*(fields_of(definition) for definition in part.get("$defs", {}).values()))


@pytest.mark.parametrize("name", sorted(fields_of(dataset_schema())))
def test_every_field_of_a_dataset_is_described(name: str) -> None:
    assert name in CODE


@pytest.mark.parametrize("name", [*COLUMNS, *OPTIONAL_COLUMNS, *VARIABLES])
def test_every_column_and_variable_is_described(name: str) -> None:
    assert name in CODE


def test_the_lengths_in_the_guide_are_those_of_the_hints() -> None:
    for length in (hints.HEADLINE, hints.SHORT, hints.TEXT, hints.TAKEAWAY, hints.LABEL):
        assert f"about {length} characters" in GUIDE
