"""Hints of `--check`."""

from pathlib import Path

from generator.pipeline.build import read
from generator.read.dataset.notes.hints import find_hints
from tests.read.test_cases import write_dataset

DATASET = """\
overview:
  title: A
  takeaway: {takeaway}
  statements:
    - id: a
      headline: A headline that is far too long for its place
      short: {short}
      text: {text}
      sources: [port]
    - id: b
      headline: H
      text: {text}
figures:
  - id: timeline
    kind: timeline
    title: A
    takeaway: B
    lanes:
      - {{id: tolls, title: Tolls, select: {{kind: toll}}}}
      - {{id: spills, title: Spills, select: {{kind: spill}}}}
  - {{id: calls, kind: columns, title: A, takeaway: B, select: {{kind: call}}}}
"""


def test_what_deserves_a_second_look_is_reported_at_its_place(tmp_path: Path) -> None:
    text = DATASET.format(takeaway="t" * 100, short="s" * 120, text="x" * 400)
    events = "id,date,kind,title,label\ne1,2018,toll,Rise,A label of many words\ne2,2020,spill,Later,\n"
    hints = find_hints(read(write_dataset(tmp_path / "a", {"dataset.yaml": text, "events.csv": events})))
    assert [f"{hint.place.line}:{hint.place.column} {hint.what}" for hint in hints] == [
        "3:13 `takeaway` has 100 characters; about 90 fit",
        "6:17 `headline` has 45 characters; about 32 fit",
        "7:14 `short` has 120 characters; about 110 fit",
        "8:13 `text` has 400 characters; about 350 fit",
        "10:7 `b` has no `short`",
        "12:13 `text` has 400 characters; about 350 fit",
        "14:5 no event matches lane `spills`",
        "21:5 no event matches figure `calls`",
        "2:0 `label` of `e1` has 21 characters; about 16 fit",
    ]


def test_what_just_fits_is_not_reported(tmp_path: Path) -> None:
    statement = f"{{id: a, headline: {'h' * 32}, short: {'s' * 110}, text: {'t' * 350}, sources: port}}"
    without_short = f"{{id: b, headline: H, text: {'t' * 110}, sources: port}}"
    text = f"overview: {{title: A, takeaway: {'t' * 90}, statements: [{statement}, {without_short}]}}\n"
    events = f"id,date,kind,title,label\ne1,2018,toll,Rise,{'l' * 16}\n"
    assert not find_hints(read(write_dataset(tmp_path / "a", {"dataset.yaml": text, "events.csv": events})))


def test_a_short_that_is_longer_than_the_text_is_reported(tmp_path: Path) -> None:
    statement = "{id: a, headline: H, short: longer, text: text, sources: port}"
    text = f"overview: {{title: A, takeaway: B, statements: [{statement}]}}\n"
    (hint,) = find_hints(read(write_dataset(tmp_path / "harbour", {"dataset.yaml": text})))
    assert hint.what == "`short` of `a` is longer than its `text`"


def test_wordings_that_are_long_for_a_small_cell_are_reported_with_the_field_that_helps(tmp_path: Path) -> None:
    statement = f"headline: H, short: {'s' * 81}, text: {'t' * 99}, status: partly, assessed: ours, sources: port"
    before = f"{{words: {'w' * 61}, count: {{kind: toll}}}}"
    text = f"""\
overview:
  title: A
  takeaway: B
  statements:
    - {{id: a, {statement}}}
    - {{id: b, label: L, {statement}}}
scorecard: {{title: A, takeaway: B, statements: [a, b]}}
open_questions:
  title: A
  takeaway: B
  questions:
    - {{id: c, question: Q, short: {"s" * 81}, text: {"t" * 99}, sources: port}}
    - id: d
      question: Q
      short: {"s" * 81}
      state: Open
      text: {"t" * 99}
      sources: port
      positions: [{{holder: town, topic: x, text: {"p" * 81}}}]
positions:
  title: A
  takeaway: B
  topics: [{{id: x, title: X}}, {{id: y, title: Y}}, {{id: z, title: Z}}]
  holders: [{{id: town, title: Town}}]
  cells:
    - {{holder: town, topic: y, label: {"l" * 81}, text: {"t" * 99}, sources: port}}
    - {{holder: town, topic: z, short: {"s" * 81}, text: {"t" * 99}, sources: port}}
numbers:
  title: A
  takeaway: B
  items: [{{id: n, count: {{kind: toll}}, unit: U, before: {before}, sources: port}}]
"""
    events = "id,date,kind,title\ne1,2018,toll,Rise\n"
    hints = find_hints(read(write_dataset(tmp_path / "a", {"dataset.yaml": text, "events.csv": events})))
    assert [f"{hint.place.line} {hint.what} / {hint.help}" for hint in hints] == [
        "5 the scorecard prints 81 characters of `a`; about 80 fit a row / give it a `label`",
        "12 slides print 81 characters of `c`; about 80 fit among questions / give it a `state`",
        "19 the table of positions prints 81 characters of this position; about 80 fit / "
        "shorten it, or write it as a cell of `positions` with a `label`",
        "26 the table of positions prints 81 characters of this cell; about 80 fit / shorten its `label`",
        "27 the table of positions prints 81 characters of this cell; about 80 fit / give it a `label`",
        "31 `words` has 61 characters; about 60 fit / it stands below the number, on one line",
    ]
