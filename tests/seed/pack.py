"""The first pack's files as plain YAML and CSV -> records by id, for the tests of this folder."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "north-korea-2019"
SOURCE = ROOT.parent / "shared" / "source"
SECTIONS = ("key_messages", "numbers", "scorecard", "overview", "developments", "open_questions")
PROSE = ("title", "takeaway", "intro", "why_it_matters", "headline", "question", "label", "short", "text",
         "state", "caption", "note")  # fmt: skip


def plain_yaml(path: Path) -> Any:
    """Return the file with every scalar as typed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def dataset() -> Any:
    return plain_yaml(FOLDER / "dataset.yaml")


def events() -> list[dict[str, str]]:
    with (FOLDER / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def source_ids() -> set[str]:
    return {source["id"] for source in plain_yaml(FOLDER / "sources.yaml")["references"]}


def statements() -> Iterator[Mapping[str, Any]]:
    """Yield all statements and questions."""
    data = dataset()
    yield from data["key_messages"]["statements"]
    yield from data["overview"]["statements"]
    for group in data["developments"]["groups"]:
        yield from group["statements"]
    yield from data["open_questions"]["questions"]


def wordings() -> dict[str, list[str]]:
    """Return by the id of each record (a section's is its name, the whole's `dataset`) what a reader is told in it."""
    data = dataset()
    records = {"dataset": data} | {name: data[name] for name in SECTIONS}
    for record in (*data["developments"]["groups"], *data["figures"], *statements(), *events()):
        assert record["id"] not in records, f"`{record['id']}` stands twice"
        records[record["id"]] = record
    return {name: [*_prose(record)] for name, record in records.items()}


def _prose(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the record's own texts, positions included; those of the records in it are theirs."""
    yield from (" ".join(record[name].split()) for name in (*PROSE, "detail", "place") if record.get(name))
    positions = record.get("positions", ())
    yield from (position["text"] for position in positions if isinstance(positions, list))
    yield from (evidence["words"] for evidence in [record.get("evidence")] if evidence)
    yield from (item["unit"] for item in record.get("items", ()) if "unit" in item)
