"""Write a dataset that is a given number of times as long as another."""

import csv
from pathlib import Path
from typing import Any

import yaml

# What each multiple adds: ×100 gives a pack of 9,000 events and some 400 slides.
EVENTS, GROUPS, QUESTIONS = 90, 2, 3


class _Plain(yaml.SafeDumper):
    """Repeats equal values, since datasets cannot have anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def scale(dataset: Path, times: int, folder: Path, events: int | None = None) -> Path:
    """Write `dataset`, `times` as long and with `events` rows if given, to `folder`, and return `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    data = yaml.safe_load((dataset / "dataset.yaml").read_text(encoding="utf-8"))
    developments, questions = data["developments"], data["open_questions"]
    further = range(1, times)
    developments["groups"] += [_copy(group, number) for number in further for group in developments["groups"][:GROUPS]]
    questions["questions"] += [
        _copy(question, number) for number in further for question in questions["questions"][:QUESTIONS]
    ]
    (folder / "sources.yaml").write_bytes((dataset / "sources.yaml").read_bytes())
    with open(dataset / "events.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::2][:EVENTS]
    kinds = {row["kind"] for row in rows}
    data["kinds"] = {kind: title for kind, title in data.get("kinds", {}).items() if kind in kinds}
    text = yaml.dump(_without_claims(data), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    (folder / "dataset.yaml").write_text(text, encoding="utf-8")
    count = EVENTS * times if events is None else events
    with open(folder / "events.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for number in range(count):
            row = rows[number % len(rows)]
            writer.writerow({**row, "id": f"e{number}", "importance": row["importance"] if number < len(rows) else ""})
    return folder


def _copy(record: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a copy of `record` with ids of its own; number 0 keeps them, since the scorecard refers to them."""
    if number == 0:
        return record
    changed = {**record, "id": f"{record['id'][:22]}-{number}"}
    if "statements" in record:
        changed["statements"] = [_copy(statement, number) for statement in record["statements"]]
    return changed


def _without_claims(value: Any) -> Any:
    """Return `value` without claims, which would fail: they count events, and there are more now."""
    if isinstance(value, dict):
        return {name: _without_claims(inner) for name, inner in value.items() if name != "claims"}
    return [_without_claims(inner) for inner in value] if isinstance(value, list) else value
