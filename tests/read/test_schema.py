"""The JSON schema agrees with the reader, so that an editor reports what the command would report."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.pipeline.figure_kinds import dataset_schema

ROOT = Path(__file__).parent.parent.parent
DATASETS = [*(ROOT / "data").glob("*/dataset.yaml"), ROOT / "tests" / "cases" / "harbour" / "dataset.yaml"]


class Editor(yaml.SafeLoader):
    """YAML 1.2 (core schema), as yaml-language-server reads it: dates and `yes` stay text."""


Editor.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d*", "-+0123456789."),
    ("bool", "true|false", "tf"),
    ("null", "null|~|", "n~"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{form})$"), list(first))


def errors(text: str) -> list[str]:
    validator = Draft202012Validator(dataset_schema())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, Loader=Editor))]


def test_the_schema_file_is_current() -> None:
    file = ROOT / "data" / "dataset.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == dataset_schema(), "python make_report.py schema > " + str(
        file
    )


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(dataset_schema())


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.parent.name)
def test_an_editor_accepts_a_dataset_that_can_be_read(path: Path) -> None:
    assert errors(path.read_text(encoding="utf-8")) == []


def test_an_editor_marks_what_the_reader_refuses() -> None:
    section = "overview: {title: A, takeaway: B, statements: [{id: a, headline: H, text: T, status: done}]}"
    messages = errors(f"title: T\nas_of: 5 August\nlanguage: en\ntopics: x\n{section}")
    assert sorted(message.partition(":")[0] for message in messages) == [
        "$",
        "$.as_of",
        "$.overview.statements[0].status",
    ]


def every_field(part: Any, path: str = "") -> dict[str, Any]:
    fields = {f"{path}.{name}": value for name, value in part.get("properties", {}).items()}
    for name, value in part.get("$defs", {}).items():
        fields |= every_field(value, name)
    return fields


def test_every_field_has_a_description() -> None:
    fields = every_field(dataset_schema())
    undescribed = [name for name, value in fields.items() if "description" not in value and "const" not in value]
    assert len(fields) > 80 and undescribed == []


def test_every_required_field_has_an_example() -> None:
    root = dataset_schema()
    for part in (root, *root["$defs"].values()):
        for name in part.get("required", ()):
            field = part["properties"][name]
            assert "examples" in field or "const" in field, name


def test_every_example_is_valid() -> None:
    root = dataset_schema()
    for field in every_field(root).values():
        validator = Draft202012Validator({**field, "$defs": root["$defs"]})
        for example in field.get("examples", ()):
            assert not list(validator.iter_errors(example)), example
