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
