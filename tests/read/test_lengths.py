"""Hints of `--check`."""

from pathlib import Path

from generator.read.dataset.dataset import read_dataset
from generator.read.dataset.lengths import hints
from tests.read.test_cases import written

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
"""


def test_what_deserves_a_second_look_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    text = DATASET.format(takeaway="t" * 100, short="s" * 120, text="x" * 400)
    events = "id,date,kind,title,label\ne1,2018,toll,Rise,A label of many words\ne2,2020,spill,Later,\n"
    found = hints(read_dataset(written(folder, {"dataset.yaml": text, "events.csv": events})))
    assert [f"{each.place.line}:{each.place.column} {each.what}" for each in found] == [
        "3:13 `takeaway` has 100 characters, about 90 fit well",
        "6:17 `headline` has 45 characters, about 32 fit well",
        "7:14 `short` has 120 characters, about 110 fit well",
        "8:13 `text` has 400 characters, about 350 fit well",
        "10:7 `b` has no `short`",
        "10:7 `b` has no `sources`",
        "12:13 `text` has 400 characters, about 350 fit well",
        "14:5 no event stands in the lane `spills`",
        "2:0 `label` of `e1` has 21 characters, about 16 fit well",
    ]


def test_a_short_that_is_longer_than_the_text_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    statement = "{id: a, headline: H, short: longer, text: text, sources: port}"
    text = f"overview: {{title: A, takeaway: B, statements: [{statement}]}}"
    (hint,) = hints(read_dataset(written(folder, {"dataset.yaml": text + "\n"})))
    assert hint.what == "`short` of `a` is longer than its `text`"
