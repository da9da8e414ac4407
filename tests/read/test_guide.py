"""data/README.md tells of every field, column and variable that is read, and its examples are true."""

import re
from pathlib import Path
from typing import Any

import pytest

from generator.read.dataset.events import COLUMNS
from generator.read.dataset.sources import READ
from generator.read.form.schema import schema

GUIDE = (Path(__file__).parent.parent.parent / "data" / "README.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
CODE = {code.rstrip(":") for code in re.findall(r"`([^`\n]+)`", PROSE)}


def fields_of(part: Any) -> set[str]:
    names = set(part.get("properties", {}))
    return names.union(*(fields_of(each) for each in part.get("$defs", {}).values()))


@pytest.mark.parametrize("name", sorted(fields_of(schema())))
def test_every_field_of_a_dataset_is_told(name: str) -> None:
    assert name in CODE


@pytest.mark.parametrize("name", [*COLUMNS, *READ])
def test_every_column_and_variable_is_told(name: str) -> None:
    assert name in CODE


def test_what_is_told_of_limits_is_so() -> None:
    from generator.read.dataset import lengths

    for length in (lengths.HEADLINE, lengths.SHORT, lengths.TEXT, lengths.TAKEAWAY, lengths.LABEL):
        assert f"about {length} characters" in GUIDE
