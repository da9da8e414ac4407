"""The research files of the first pack (events.csv and notes.md of a source folder) -> the dataset's events.csv.

Every value is copied from the source row, or derived from it by the rules below; only labels.yaml is typed by hand.

    python tests/seed/convert.py [SOURCE]        SOURCE is ../shared/source where it is not given
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "source"
EVENTS = ROOT / "data" / "north-korea-2019" / "events.csv"

COLUMNS = (
    "id", "date", "end_date", "kind", "label", "title", "detail", "place", "actors", "range", "count", "outcome",
    "confidence", "importance", "tags", "sources", "note", "counted", "weapon", "n_success", "n_failure", "n_unknown",
)  # fmt: skip
KEPT = (
    "date", "title", "detail", "place", "actors", "count", "outcome", "confidence", "note",
    "counted", "weapon", "n_success", "n_failure", "n_unknown",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
HIGH = {"unsc_resolution", "declaration", "no_agreement", "intercontinental", "satellite_launch"}
NOT_OF_THE_SERIES = ("places", "distance")  # sources that differ so agree on what a figure counts

Row = Mapping[str, str]


def converted(source: Path) -> str:
    """Return the dataset's events.csv as text; the rows keep the order of the source."""
    rows = _rows(source / "events.csv")
    disputed = _disputed(rows, (source / "notes.md").read_text(encoding="utf-8"))
    labels = yaml.safe_load((Path(__file__).with_name("labels.yaml")).read_text(encoding="utf-8"))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        _event(row, identifier, row["id"] in disputed, labels) for row, identifier in zip(rows, _ids(rows), strict=True)
    )
    return out.getvalue()


def _rows(path: Path) -> Sequence[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _event(row: Row, identifier: str, disputed: bool, labels: Mapping[str, str]) -> Row:
    return {name: row[name] for name in KEPT} | {
        "id": identifier,
        "end_date": _end_date(row),
        "kind": row["category"],
        "label": _label(row) or labels.get(identifier, ""),
        "range": row["range_class"],
        "importance": _importance(row),
        "tags": ";".join(filter(None, (row["subcategory"], "disputed" if disputed else ""))),
        "sources": row["source_ids"],
    }


def _ids(rows: Iterable[Row]) -> Iterator[str]:
    """Yield ids of what and when; a second event of the same day and sort gets `-b`, so that older ids stay."""
    used: dict[str, int] = {}
    for row in rows:
        stem = f"{_sort(row)}-{row['date']}".replace("_", "-")
        used[stem] = used.get(stem, 0) + 1
        yield stem if used[stem] == 1 else f"{stem}-{chr(ord('a') + used[stem] - 1)}"


def _sort(row: Row) -> str:
    if row["category"] == "missile_test":
        return f"missile-{row['range_class']}"  # one row per launch day and range (notes.md)
    return row["subcategory"] or row["category"]


def _end_date(row: Row) -> str:
    """Return the last day of a span that starts on the row's date, said as `7-8 May` or `between 25 and 28 March`."""
    spans = re.findall(rf"(\d+)(?:-| and )(\d+) ({'|'.join(MONTHS)})", f"{row['note']} {row['detail']}")
    ends = [_date(last, month, row["date"][:4]) for first, last, month in spans
            if _date(first, month, row["date"][:4]) == row["date"]]  # fmt: skip
    return ends[0] if ends else ""


def _label(row: Row) -> str:
    """Return what a mark on a timeline carries: a resolution's number, a summit's town, a test's ordinal, a type."""
    if row["subcategory"] == "unsc_resolution":
        return row["title"].rpartition("Resolution ")[2]
    if row["category"] == "summit":
        return row["place"].split(", ")[-1]
    if row["category"] == "nuclear_test":
        return f"{row['title'].split()[0]} test"
    weapon = row["weapon"].split(" / ")[0]
    known = weapon and not re.search(r"unknown|uncertain|reported| or ", weapon)
    return weapon if known and len(weapon) <= 16 else ""


def _importance(row: Row) -> str:
    if row["category"] in ("summit", "nuclear_test") or row["subcategory"] in HIGH:
        return "high"
    if row["confidence"] == "low" or row["counted"] == "no":
        return "low"
    return "normal"


def _disputed(rows: Sequence[Row], notes: str) -> set[str]:
    """Return the source ids of missile tests on whose number, date, type or outcome the sources conflict."""
    section = notes.partition("## Conflicts between sources")[2].partition("\n## ")[0]
    items = [item for item in re.split(r"\n\d+\. ", section) if not any(word in item for word in NOT_OF_THE_SERIES)]
    return {row["id"] for item in items for row in _in_conflict(rows, item)}


def _in_conflict(rows: Sequence[Row], item: str) -> Sequence[Row]:
    """Return the tests on the dates in bold in one conflict; where it names weapons, only the tests of those."""
    dates = {day for bold in re.findall(r"\*\*(.+?)\*\*", item) for day in _dates(bold)}
    tests = [
        row for row in rows if row["category"] == "missile_test" and any(_covers(day, row["date"]) for day in dates)
    ]
    named = [row for row in tests if re.split(r"[- ]", row["weapon"])[0] in item]
    return named or tests


def _dates(bold: str) -> Iterator[str]:
    """Yield the dates in words such as `31 July, 2 and 24 August 2019`, `18–20 May 2013`, `July 2009 salvo`, `1984`."""
    if re.fullmatch(r"\d{4}", bold):
        yield bold
    year = ""
    months = re.findall(rf"((?:\d+(?:–\d+)?(?:,| and)? )*)({'|'.join(MONTHS)})(?: (\d{{4}}))?", bold)
    for days, month, its_year in reversed(months):  # one without a year takes that of the one after it
        year = its_year or year
        yield from (_date(str(day), month, year) for day in _days(days)) if days else [_date("", month, year)]


def _days(words: str) -> Iterator[int]:
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", words):
        yield from range(int(first), int(last or first) + 1)


def _date(day: str, month: str, year: str) -> str:
    return f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")


def _covers(span: str, day: str) -> bool:
    return day == span or day.startswith(f"{span}-")


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    EVENTS.write_text(converted(source), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
