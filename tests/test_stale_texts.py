"""After an update, texts that no claim guards and that still say the last edition's numbers are pointed out."""

import json
from pathlib import Path

import pytest

from generator import build
from generator.cli.main import main
from generator.errors import InputError
from tests.read.test_cases import write_dataset

EVENTS = "id,date,kind,title\n" + "".join(f"e{number},2021-0{number},toll,Rise\n" for number in range(1, 5))
FIFTH = "e5,2021-06-02,toll,Rise\n"
DATASET = """\
title: "{title}"
as_of: {as_of}
language: en-GB
overview:
  title: Where things stand
  takeaway: "{takeaway}"
  intro: "{intro}"
  statements:
    - id: rises
      headline: Rises
      short: {word} rises
      text: There were {word} rises of the toll.
      sources: port
      claims: [{{says: {word} rises, count: {{kind: toll}}, is: {number}}}]
developments:
  title: A
  takeaway: B
  groups:
    - id: tolls
      title: C
      takeaway: D
      why_it_matters: "{why}"
      statements: [{{id: last, headline: Last, text: "{last}", sources: port}}]
figures:
  - {{id: f, kind: columns, title: "{figure}", takeaway: E, caption: "{caption}", note: "{note}",
     select: {{kind: toll}}}}
"""
FIELDS = ("title", "takeaway", "intro", "why", "last", "figure", "caption", "note")
PLAIN = {field: f"Text of {field}" for field in FIELDS}
MAY = {"as_of": "2021-05-31", "word": "four", "number": 4}
JUNE = {"as_of": "2021-06-30", "word": "five", "number": 5}


PROFILE = """\
extends: standard
title: Edition of four rises
marking: Confidential until 31 May 2021
labels: {sources: Sources up to May 2021}
sections: {briefing: [rises]}
"""
TEMPLATE = """\
{% extends "standard/briefing.md.j2" %}
{% block rises %}
<!-- four rises -->
# {{ title }}

All four rises.
{% endblock %}
"""


def write(folder: Path, events: str, **values: object) -> Path:
    text = DATASET.format(**{**PLAIN, **values})
    sources = "- {id: port, title: Port statistics}\n"
    return write_dataset(folder / "harbour", {"dataset.yaml": text, "events.csv": events, "sources.yaml": sources})


def notes_after_update(folder: Path, **texts: str) -> list[str]:
    """The notes on stale texts of June's edition, built where May's stands."""
    build(write(folder, EVENTS, **MAY, **texts), out=folder / "out")
    pack = build(write(folder, EVENTS + FIFTH, **JUNE, **texts), out=folder / "out")
    return [note.what for note in pack.warnings if "last edition" in note.what]


COUNTED = "says what the last edition counted (`four rises`); the claim now says `five rises`"
AS_OF = "says `{}`, the as-of date of the last edition"
STALE = [
    ("title", "Four rises of the toll", f"`title` of `dataset.yaml` {COUNTED}"),
    ("takeaway", "The toll rose 4 times; rises go on", f"`takeaway` of `overview` {COUNTED}"),
    ("intro", "After four rises, ships stayed.", f"`intro` of `overview` {COUNTED}"),
    ("why", "Four rises are a lot.", f"`why_it_matters` of group `tolls` {COUNTED}"),
    ("last", "The last of four rises was small.", f"`text` of statement `last` {COUNTED}"),
    ("figure", "Four rises", f"`title` of figure `f` {COUNTED}"),
    ("caption", "The four rises", f"`caption` of figure `f` {COUNTED}"),
    ("note", "All four rises are shown.", f"`note` of figure `f` {COUNTED}"),
    ("intro", "From January to May 2021.", "`intro` of `overview` " + AS_OF.format("May 2021")),
    ("caption", "January to 31 May 2021", "`caption` of figure `f` " + AS_OF.format("31 May 2021")),
    ("note", "Up to May 31, 2021.", "`note` of figure `f` " + AS_OF.format("May 31, 2021")),
    ("last", "None was held by 31 May 2021.", "`text` of statement `last` " + AS_OF.format("31 May 2021")),
]


@pytest.mark.parametrize(("field", "text", "note"), STALE)
def test_a_text_that_still_says_the_last_edition_s_number_or_date_is_noted(
    field: str, text: str, note: str, tmp_path: Path
) -> None:
    assert notes_after_update(tmp_path, **{field: text}) == [note]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("intro", "Four ministers have visited."),  # counts something else
        ("last", "In May 2021 a toll rose."),  # what happened then stays true
        ("takeaway", "Five rises"),
        ("intro", "From January to June 2021."),
        ("intro", "Four answers to five questions."),  # another number of the claim is no word of it
        ("intro", "Announced on 15 May 2021."),  # another day of the month
        ("intro", "Announced on May 15, 2021."),
    ],
)
def test_a_text_that_says_something_else_is_not_noted(field: str, text: str, tmp_path: Path) -> None:
    assert notes_after_update(tmp_path, **{field: text}) == []


def test_profile_and_template_are_read_as_well(tmp_path: Path) -> None:
    audience = tmp_path / "own" / "board"
    audience.mkdir(parents=True)
    (audience / "audience.yaml").write_text(PROFILE, encoding="utf-8")
    (audience / "briefing.md.j2").write_text(TEMPLATE, encoding="utf-8")
    for events, values in ((EVENTS, MAY), (EVENTS + FIFTH, JUNE)):
        pack = build(write(tmp_path, events, **values), "board", tmp_path / "out", templates=tmp_path / "own")
    notes = [f"{note.place.line} {note.what}" for note in pack.warnings if "last edition" in note.what]
    assert notes == [
        f"2 `title` of the audience {COUNTED}",
        "3 `marking` of the audience " + AS_OF.format("31 May 2021"),
        "4 `labels.sources` of the audience " + AS_OF.format("May 2021"),
        f"6 the template {COUNTED}",
    ]


def test_titles_in_a_timeline_and_names_of_kinds_are_read_as_well(tmp_path: Path) -> None:
    lane = "{id: tolls, title: Four rises, none: No rise in May 2021, select: {kind: toll}}"
    figure = (
        f"  - {{id: t, kind: timeline, title: A, takeaway: B, lanes: [{lane}]}}\nkinds: {{toll: One of four rises}}\n"
    )
    for events, values in ((EVENTS, MAY), (EVENTS + FIFTH, JUNE)):
        folder = write(tmp_path, events, **values)
        yaml = folder / "dataset.yaml"
        yaml.write_text(yaml.read_text(encoding="utf-8") + figure, encoding="utf-8")
        pack = build(folder, out=tmp_path / "out")
    assert [note.what for note in pack.warnings if "last edition" in note.what] == [
        f"kind `toll` {COUNTED}",
        f"lane `tolls` of figure `t` {COUNTED}",
        "lane `tolls` of figure `t` " + AS_OF.format("May 2021"),
    ]


def test_a_number_that_two_claims_gave_is_noted_once(tmp_path: Path) -> None:
    second = ", {{says: {word} rises of the toll, count: {{kind: toll}}, is: {number}}}]"
    text = {"intro": "After four rises of the toll, ships stayed."}
    for events, values in ((EVENTS, MAY), (EVENTS + FIFTH, JUNE)):
        folder = write(tmp_path, events, **values, **text)
        yaml = folder / "dataset.yaml"
        claims = yaml.read_text(encoding="utf-8").replace("}]\n", "}" + second.format(**values) + "\n", 1)
        yaml.write_text(claims, encoding="utf-8")
        pack = build(folder, out=tmp_path / "out")
    assert len([note for note in pack.warnings if "last edition" in note.what]) == 1


def test_a_claim_says_that_the_number_still_holds(tmp_path: Path) -> None:
    claim = "overview:\n  claims: [{says: first four rises, count: {kind: toll, until: 2021-04}, is: 4}]\n"
    text = {"intro": "The first four rises were announced."}
    build(write(tmp_path, EVENTS, **MAY, **text), out=tmp_path / "out")
    folder = write(tmp_path, EVENTS + FIFTH, **JUNE, **text)
    yaml = folder / "dataset.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8").replace("overview:\n", claim), encoding="utf-8")
    assert not [note for note in build(folder, out=tmp_path / "out").warnings if "last edition" in note.what]


def test_nothing_is_noted_without_an_earlier_edition_or_a_change(tmp_path: Path) -> None:
    text = {"intro": "Four rises up to 31 May 2021."}
    folder = write(tmp_path, EVENTS, **MAY, **text)
    for force in (False, False, True):
        assert not [note for note in build(folder, out=tmp_path / "out", force=force).warnings if "last" in note.what]


def test_a_strict_build_and_a_check_point_it_out_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    old = build(write(tmp_path, EVENTS, **MAY, intro="Four rises."), out=out)
    folder = write(tmp_path, EVENTS + FIFTH, **JUNE, intro="Four rises.")
    with pytest.raises(InputError, match="what the last edition counted"):
        build(folder, out=out, strict=True)
    assert old.paths["manifest.json"].read_bytes() == old.files["manifest.json"]
    assert main([str(folder), "--check", "--out", str(out)]) == 0
    assert "`intro` of `overview` says what the last edition counted" in capsys.readouterr().err


def test_a_check_lists_numbers_that_only_a_claim_elsewhere_guards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, EVENTS, **MAY, note="All four rises, up to 4 May 2021.", figure="Four ministers")
    assert main([str(folder), "--check"]) == 0
    (note,) = [line for line in capsys.readouterr().err.splitlines() if "as a claim does" in line]
    assert note.endswith("`note` of figure `f` says `four`, as a claim does (`four rises`)")


@pytest.mark.parametrize(("key", "value"), [("is", "many"), ("is", "9" * 5000), ("measure", "first"), ("of", "x")])
def test_a_manifest_edited_by_hand_does_not_stop_the_next_edition(key: str, value: str, tmp_path: Path) -> None:
    pack = build(write(tmp_path, EVENTS, **MAY), out=tmp_path / "out")
    manifest = json.loads(pack.files["manifest.json"])
    manifest["claims"][0][key] = value
    pack.paths["manifest.json"].write_text(json.dumps(manifest), encoding="utf-8")
    assert build(write(tmp_path, EVENTS + FIFTH, **JUNE), out=tmp_path / "out").files
    manifest["as_of"] = "May"
    pack.paths["manifest.json"].write_text(json.dumps(manifest), encoding="utf-8")
    assert build(write(tmp_path, EVENTS, **MAY), out=tmp_path / "out").files
