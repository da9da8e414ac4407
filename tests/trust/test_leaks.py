"""What an audience must not get is looked for in the finished files, whichever way it came into them."""

import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter

import pptx
import pytest

from generator.errors import InputError
from generator.model.dataset import Cell, Event, Number, Position, Statement
from generator.pipeline.build import build, read
from generator.safety.leaks import find_leaks
from generator.safety.strings import xml_strings

ROOT = Path(__file__).parent.parent.parent
SHORE = ROOT / "tests" / "cases" / "shore"
LOOK = ROOT / "templates" / "look"
SECRET = "the quiet fox meets the harbour master at midnight"

STATEMENT = """\
    - id: fox
      headline: A meeting
      text: As planned, {secret}.
      tags: [toll]
      sources: [paper]
      {kept}
"""
KEPT = ("audiences: [staff]", "not_before: 2022-01-01", "marking: C")


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A look of few layouts, and a store of figures."""
    at = tmp_path_factory.mktemp("looks")
    shutil.copytree(LOOK, at / "look", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", at / "look" / "slides.pptx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_PACK_CACHE", str(at / "store"))
        yield at


@pytest.fixture
def world(looks: Path, tmp_path: Path) -> Path:
    shutil.copytree(SHORE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(looks / "look", tmp_path / "templates" / "look")
    replace(tmp_path / DATA, "topic: Shore", "markings: [U, C]\ntopic: Shore")
    replace(tmp_path / PROFILE, "marking: For", "ceiling: U\nmarking: For")
    return tmp_path


def withhold(world: Path, kept: str = KEPT[0]) -> None:
    replace(
        world / "set" / "shore" / "dataset.yaml",
        "scorecard:",
        STATEMENT.format(secret=SECRET, kept=kept) + "scorecard:",
    )


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} has no {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(world: Path) -> dict[str, bytes]:
    pack = build(world / "set" / "shore", "brief", world / "out", templates=world / "templates")
    return dict(pack.files)


@pytest.mark.parametrize("kept", KEPT)
def test_a_withheld_item_is_neither_shown_nor_named(kept: str, world: Path) -> None:
    withhold(world, kept)
    files = built(world)
    assert b'"withheld": 1' in files["manifest.json"] and b"fox" not in files["manifest.json"]


DATA, EVENTS, SOURCES = "set/shore/dataset.yaml", "set/shore/events.csv", "set/shore/sources.yaml"
BRIEFING, DECK, PROFILE = (f"templates/brief/{name}" for name in ("briefing.md.j2", "deck.md.j2", "audience.yaml"))
# Where else the words may stand, and what of the pack they get into.
WAYS = {
    "the title": (DATA, "title: Tolls on the shore", f"title: {SECRET}"),
    "the topic": (DATA, "topic: Shore", f"topic: {SECRET}"),
    "the author": (DATA, "topic: Shore", f"topic: Shore\nprepared_by: {SECRET}"),
    "a section's title": (DATA, "title: In brief", f"title: {SECRET}"),
    "a takeaway": (DATA, "takeaway: Tolls rose", f"takeaway: So {SECRET}"),
    "a figure's title, its alt text": (DATA, "title: Tolls\n", f"title: {SECRET}\n"),
    "a figure's caption": (BRIEFING, "![Tolls]", f"![{SECRET}]"),
    "the unit of an editable chart": (DATA, "per: year", f"per: year\n    unit: {SECRET}"),
    "a source": (SOURCES, "title: The paper", f"title: {SECRET}"),
    "a template's body": (BRIEFING, "::: events", f"{SECRET}\n\n::: events"),
    "a footnote": (BRIEFING, "::: events", f"Words^[{SECRET}]\n\n::: events"),
    "a table": (BRIEFING, "::: events", f"| a |\n|---|\n| {SECRET} |\n\n::: events"),
    "a slide's title": (DECK, "## Tolls", f"## {SECRET}"),
    "a slide's notes": (DECK, "{{ topic }}\n:::", f"{SECRET}\n:::"),
    "the marking": (PROFILE, "marking: For official use", f"marking: {SECRET}"),
    "a further field": (PROFILE, "The board", SECRET),
    "a fixed word": (PROFILE, "sources: Sources", f"sources: {SECRET}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_leak_gate_finds_withheld_words_that_come_in_through(way: str, world: Path) -> None:
    withhold(world)
    name, old, new = WAYS[way]
    replace(world / name, old, new)
    with pytest.raises(InputError) as raised:
        built(world)
    (problem,) = raised.value.problems
    assert re.match(r"`fox` is withheld from `brief`, but its words “.*” are in shore-brief-", problem.what)
    assert problem.place.file.endswith("dataset.yaml") and problem.place.line
    assert not (world / "out" / "shore" / "brief").exists()


FIELDS = {
    "headline": ("headline: A meeting", f"headline: {SECRET}"),
    "short": ("text: As planned", f"short: {SECRET}\n      text: Or"),
    "text": ("text: As planned", f"text: {SECRET}. Or"),
    "locator": ("sources: [paper]\n      audiences", f'sources: ["paper, {SECRET}"]\n      audiences'),
}


QUESTION = """\
open_questions:
  title: Open
  takeaway: One is open
  questions:
    - id: fox
      question: {question}
      short: {short}
      text: {text}
      positions: [{{holder: {holder}, text: {position}}}]
      sources: ["paper, {locator}"]
      audiences: [staff]
figures:
"""
POSITIONS = """\
positions:
  title: Positions
  takeaway: Some want dredging
  topics:
    - {{id: dredging, title: {topic}}}
    - {{id: tolls, title: Tolls}}
  holders:
    - id: fox
      title: {holder}
      cells:
        - topic: dredging
          text: {text}
          short: {short}
          label: {label}
          sources: ["paper, {locator}"]
          {kept}
    - {{id: town, title: Town, cells: [{{topic: tolls, text: They want none., sources: [paper]}}]}}
figures:
"""
CELL = ("topic", "holder", "text", "short", "label", "locator")
ASKED = ("question", "short", "text", "holder", "position", "locator")
# Fields of the model that hold no prose; one that is new must be added here, or be looked for in finished files.
NO_PROSE_OF_STATEMENTS = {
    "id", "place", "status", "assessed", "importance", "date", "tags", "audiences", "not_before",
    "marking", "withheld_above",
    "sources", "inherited", "claims", "positions", "latest",  # of which each text is a field below
}  # fmt: skip
BRIEF = "the quiet fox meets at midnight"  # where no more fits
NUMBERS = """\
numbers:
  title: In figures
  takeaway: Tolls rose
  items:
    - id: fox
      count: {{kind: toll}}
      unit: {unit}
      before: {{words: {before}, count: {{kind: toll}}}}
      {kept}
figures:
"""
SMALL = {
    "evidence": "headline: A meeting\n      evidence: {event: t1, words: BRIEF}",
    "label": "headline: A meeting\n      label: BRIEF",
}
NO_PROSE_OF_NUMBERS = {
    "id", "measure", "place", "figure", "importance", "sources", "audiences", "not_before", "marking", "withheld_above",
}  # fmt: skip
NO_PROSE_OF_EVENTS = {
    "id", "date", "end_date", "kind", "range", "count", "confidence", "importance", "tags", "columns", "origin",
    "audiences", "not_before", "marking", "withheld_above",
}  # fmt: skip
COLUMNS = ("label", "title", "detail", "place", "actors", "outcome", "sources", "note", "a column of one's own")


def test_every_prose_field_is_covered_by_a_case() -> None:
    named = {"headline", "state", *FIELDS, *ASKED, *SMALL}
    assert set(Number.__struct_fields__) - NO_PROSE_OF_NUMBERS == {"unit", "before"}
    assert set(Statement.__struct_fields__) - NO_PROSE_OF_STATEMENTS <= {*named, *CELL}
    assert (
        set(Position.__struct_fields__) - {"topic", "sources"} == {"holder", "text"} and {"holder", "position"} <= named
    )
    assert set(Cell.__struct_fields__) - NO_PROSE_OF_STATEMENTS - {"topic", "holder"} <= {*named, *CELL}
    assert set(Event.__struct_fields__) - NO_PROSE_OF_EVENTS == {*COLUMNS[:-1]}


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("field", ["unit", "before"])
def test_every_text_of_a_number_is_withheld(field: str, kept: str, world: Path) -> None:
    said = {"unit": "rises", "before": "in 2018"} | {field: SECRET}
    replace(world / DATA, "figures:\n", NUMBERS.format(**said, kept=kept))
    files = built(world)
    assert SECRET.encode() not in files["manifest.json"] and b"fox" not in files["manifest.json"]
    replace(world / BRIEFING, "::: events", f"{SECRET}\n\n::: events")
    with pytest.raises(InputError, match="`fox` is withheld from `brief`"):
        built(world)


@pytest.mark.parametrize("field", [*SMALL, "state"])
def test_the_texts_of_small_cells_are_withheld(field: str, world: Path) -> None:
    if field == "state":
        replace(world / DATA, "figures:\n", QUESTION.format(**dict.fromkeys(ASKED, "As planned")))
        replace(world / DATA, "- id: fox", f"- id: fox\n      state: {BRIEF}")
    else:
        withhold(world)
        replace(world / DATA, "headline: A meeting", SMALL[field].replace("BRIEF", BRIEF))
    assert BRIEF.encode() not in built(world)["manifest.json"]
    replace(world / BRIEFING, "::: events", f"{BRIEF}\n\n::: events")
    with pytest.raises(InputError, match="`fox` is withheld from `brief`"):
        built(world)


@pytest.mark.parametrize("field", ASKED)
def test_every_text_of_a_question_is_withheld(field: str, world: Path) -> None:
    said = dict.fromkeys(ASKED, "As planned") | {field: SECRET}
    replace(world / DATA, "figures:\n", QUESTION.format(**said))
    assert SECRET.encode() not in built(world)["manifest.json"]
    replace(world / BRIEFING, "::: events", f"{SECRET}\n\n::: events")
    with pytest.raises(InputError, match="`fox` is withheld from `brief`"):
        built(world)


@pytest.mark.parametrize(("field", "kept"), [*zip(CELL, cycle(KEPT), strict=False)])
def test_every_text_of_a_position_is_withheld_and_so_is_who_holds_none_else(field: str, kept: str, world: Path) -> None:
    said = dict.fromkeys(CELL, "As planned") | {field: SECRET}
    replace(world / DATA, "figures:\n", POSITIONS.format(**said, kept=kept))
    files = built(world)
    assert SECRET.encode() not in files["manifest.json"] and b"fox" not in files["manifest.json"]
    replace(world / BRIEFING, "::: events", f"{SECRET}\n\n::: events")
    with pytest.raises(InputError, match="withheld from `brief`"):
        built(world)


@pytest.mark.parametrize("field", FIELDS)
def test_every_text_of_a_statement_is_withheld(field: str, world: Path) -> None:
    withhold(world)
    file = world / DATA
    old, new = FIELDS[field]
    text = file.read_text(encoding="utf-8").replace(f"text: As planned, {SECRET}.", "text: As planned, or so.")
    file.write_text(text.replace(old, new), encoding="utf-8")
    dataset = read(file.parent)
    (found,) = find_leaks(xml_strings("a.svg", f"<svg><text>{SECRET}</text></svg>".encode()), dataset, "brief")
    assert "are in a.svg" in found.what
    assert find_leaks(xml_strings("a.svg", f"<svg><text>{SECRET}</text></svg>".encode()), dataset, "staff") == ()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_text_of_an_event_is_withheld(column: str, world: Path) -> None:
    file = world / EVENTS
    header, first, second, *_ = file.read_text(encoding="utf-8").splitlines()
    told = f'"paper, {SECRET}"' if column == "sources" else SECRET
    cells = dict(zip(header.split(","), second.split(","), strict=True)) | {column: told}
    added = f"{header},audiences,not_before", f"{first},,", [*cells.values(), "staff", ""]
    if column not in header.split(","):
        added = f"{header},{column},audiences,not_before", f"{first},,,", added[2]
    rows = [*added[:2], ",".join(added[2])]
    file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    assert "Disputed" not in str(built(world)) and SECRET.encode() not in built(world)["manifest.json"]
    replace(world / BRIEFING, "::: events", f"{SECRET}\n\n::: events")
    with pytest.raises(InputError, match="`s1` is withheld from `brief`"):
        built(world)


TOLD = {
    "the same sentence in a statement": (
        DATA,
        "text: The toll rose once,",
        f"text: The toll rose once. As planned, {SECRET},",
    ),
    "the same words on slides": (DATA, "short: They *rose* once.", f"short: As planned, {SECRET}. They *rose* once."),
    "the same words within a longer sentence": (
        DATA,
        "short: They *rose*",
        f"short: Then, as planned, {SECRET} and they rose",
    ),
    "the same words in an event": (EVENTS, '"From 4 to 5, as announced."', f'"As planned, {SECRET}."'),
}


@pytest.mark.parametrize("way", TOLD)
def test_words_that_a_public_item_says_too_are_not_a_leak(way: str, world: Path) -> None:
    """So that an item may have two versions, one for each audience, that share most of their words."""
    withhold(world)
    name, old, new = TOLD[way]
    replace(world / name, old, new)
    built(world)


def test_the_leak_search_is_linear(world: Path) -> None:
    withhold(world)
    dataset = read(world / "set" / "shore")
    page = f"<svg>{'<text>as planned the quiet fox</text>' * 100_000}</svg>".encode()
    began = perf_counter()
    assert find_leaks(xml_strings("a.svg", page), dataset, "brief") == ()
    assert perf_counter() - began < 8
