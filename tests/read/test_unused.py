"""What is written in a dataset and meets no reader is pointed out, with its place and what was meant."""

from pathlib import Path

import pytest

from generator import build
from generator.errors import InputError
from generator.pipeline.build import compose, read
from generator.read.dataset.notes.claim_words import find_unsaid
from generator.read.dataset.notes.unused import find_unused
from tests.read.test_cases import write_dataset

ROOT = Path(__file__).parent.parent.parent
TOPICS = [
    *(path.parent for pattern in ("data/*", "tests/cases/*") for path in ROOT.glob(f"{pattern}/dataset.yaml")),
    ROOT / "tests" / "cases" / "shore" / "set" / "shore",
    ROOT / "templates" / "starter",
]
EVENTS = """\
id,date,kind,title,range,outcome,sources
e1,2018,toll,Rise,near,success,port
e2,2019,toll,Rise,far,success,port
e3,2020,spill,Oil,near,failure,port
"""
SOURCES = "- {id: port, title: Port statistics}\n"


def notes(folder: Path, text: str, events: str = EVENTS) -> list[str]:
    files = {"dataset.yaml": text, "events.csv": events, "sources.yaml": SOURCES}
    dataset = read(write_dataset(folder / "harbour", files))
    return [f"{note.place.line} {note.what} | {note.help}" for note in find_unused(dataset)]


def columns(select: str = "{kind: [toll, spill]}", stack: str = "{by: range, order: [near, far]}") -> str:
    return f"figures: [{{id: a, kind: columns, title: A, takeaway: B, select: {select}, stack: {stack}}}]\n"


def claim(text: str) -> str:
    statement = f"{{id: a, headline: H, text: Two rises., sources: port, claims: [{text}]}}"
    return f"overview: {{title: A, takeaway: B, statements: [{statement}]}}\n"


def test_a_dataset_that_uses_everything_has_no_notes(tmp_path: Path) -> None:
    assert notes(tmp_path, columns()) == []


@pytest.mark.parametrize("folder", TOPICS, ids=lambda path: path.name)
def test_the_shipped_topics_and_those_of_the_tests_have_no_notes(folder: Path) -> None:
    dataset = read(folder)
    assert [str(note) for note in (*find_unused(dataset), *find_unsaid(dataset))] == []


def test_an_event_in_no_figure_and_no_claim_is_reported_at_its_row(tmp_path: Path) -> None:
    assert notes(tmp_path, columns(select="{kind: toll}")) == [
        "4 1 event of kind `spill` in no figure and no claim: e3"
        " | check its `kind`, or add it to `annex`: `- {kind: spill}`"
    ]


@pytest.mark.parametrize("section", ["annex: {kind: spill}", "annex: [{kind: toll}, {kind: spill}]"])
def test_an_event_meant_for_the_annex_alone_is_accounted_for(tmp_path: Path, section: str) -> None:
    assert notes(tmp_path, columns(select="{kind: toll}") + section + "\n") == []


def test_a_claim_accounts_for_the_events_that_it_counts(tmp_path: Path) -> None:
    text = claim("{says: Two rises, count: {kind: toll}, is: 2}")
    assert [note.partition(" |")[0] for note in notes(tmp_path, text)] == [
        "4 1 event of kind `spill` in no figure and no claim: e3"
    ]


def test_many_unused_events_of_a_kind_are_one_note(tmp_path: Path) -> None:
    rows = "".join(f"x{number},2018,visit,Visit {number},,,port\n" for number in range(40))
    (note,) = notes(tmp_path, columns(), EVENTS + rows)
    assert note.startswith("5 40 events of kind `visit` in no figure and no claim: x0, x1, x2, x3, x4 and 35 more")


def test_a_statement_or_question_without_sources_is_reported_by_each_build(tmp_path: Path) -> None:
    text = "overview: {title: A, takeaway: B, statements: [{id: a, headline: H, text: Two rises.}]}\n"
    text += "open_questions: {title: A, takeaway: B, questions: [{id: q, question: Why?, text: Who knows.}]}\n"
    assert [note.partition(" |")[0] for note in notes(tmp_path, columns() + text)] == [
        "2 `a` has no `sources`",
        "3 `q` has no `sources`",
    ]


def test_a_source_that_nothing_cites_is_reported(tmp_path: Path) -> None:
    text = columns().replace("id: a", "id: a, sources: audit")
    sources = "- {id: audit, title: Audit}\n" + SOURCES
    dataset = {"dataset.yaml": text, "events.csv": EVENTS.replace(",port", ",audit"), "sources.yaml": sources}
    (note,) = find_unused(read(write_dataset(tmp_path / "harbour", dataset)))
    assert (note.place.line, note.what) == (2, "no statement, event or figure cites `port`")


def test_a_lane_may_wait_for_its_first_event(tmp_path: Path) -> None:
    lanes = "{id: a, title: A, select: {kind: [toll, spill]}}, {id: b, title: B, select: {kind: earthquake}}"
    assert notes(tmp_path, f"figures: [{{id: a, kind: timeline, title: A, takeaway: B, lanes: [{lanes}]}}]\n") == []


def test_other_in_an_order_stands_for_all_other_values(tmp_path: Path) -> None:
    assert notes(tmp_path, columns(stack="{by: outcome, order: [success, other]}")) == []


KINDS = "kinds: {toll: Toll, spill: Spill}\n"


def problems(folder: Path, text: str, events: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(write_dataset(folder / "harbour", {"dataset.yaml": text, "events.csv": events}))
    return [str(problem).partition("events.csv:")[2] for problem in raised.value.problems]


def test_a_misspelt_kind_is_an_error_with_the_nearest_once_kinds_are_declared(tmp_path: Path) -> None:
    events = EVENTS + "e4,2020,tol,Rise,near,success,port\ne5,2020,tol,Rise,near,success,port\n"
    assert problems(tmp_path, columns() + KINDS, events) == [
        "5  `tol` is not one of the `kinds` of dataset.yaml (2 rows)\n    did you mean `toll`?"
    ]


def test_a_kind_like_no_other_is_to_be_declared(tmp_path: Path) -> None:
    events = EVENTS + "e4,2020,ferry,Boat,near,success,port\n"
    assert problems(tmp_path, columns() + KINDS, events) == [
        "5  `ferry` is not one of the `kinds` of dataset.yaml\n    declare it: `kinds: {ferry: …}`"
    ]


def test_without_declared_kinds_any_kind_is_valid(tmp_path: Path) -> None:
    assert notes(tmp_path, columns(select="{kind: [toll, spill, tol]}"), EVENTS + "e4,2020,tol,R,near,,port\n") == []


def test_a_strict_build_refuses_what_is_otherwise_noted(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "harbour", {"dataset.yaml": columns("{kind: toll}"), "events.csv": EVENTS})
    pack = build(folder, out=tmp_path / "out")
    assert any("in no figure" in warning.what for warning in pack.warnings)
    with pytest.raises(InputError, match="in no figure and no claim: e3"):
        build(folder, out=tmp_path / "out", strict=True)  # also where the pack is up to date
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nstrict: yes\n", encoding="utf-8")
    with pytest.raises(InputError, match="in no figure and no claim: e3"):
        build(folder, "board", out=tmp_path / "out", templates=tmp_path / "mine")


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ("{from: 2017}", ""),
        ("{from: 2017, until: 2019-08}", ""),
        ("{from: 2019-02}", "begins in 2019-02"),
        ("{from: 2017, until: 2017-12}", "ends in 2017-12"),
        ("{until: 2018}", "ends in 2018"),
    ],
)
def test_a_sentence_of_silence_says_no_more_than_the_record_covers(record: str, note: str, tmp_path: Path) -> None:
    lane = f"{{id: a, title: A, none: No spill, record: {record}, select: {{kind: spill}}}}"
    figure = f"{{id: f, kind: timeline, title: A, takeaway: B, from: 2018, lanes: [{lane}]}}"
    text = f"figures: [{figure}]\nannex: {{kind: toll}}\n"
    events = "id,date,kind,title,sources\ne1,2018-01-05,spill,Oil,port\ne2,2018,toll,A,port\n"
    files = {"dataset.yaml": text, "events.csv": events, "sources.yaml": SOURCES}
    said = [str(warning.what) for warning in compose(write_dataset(tmp_path / "harbour", files)).warnings]
    what = "“No spill since 5 January 2018” in lane `a` of figure `f` says more than its `record`, which "
    assert said == ([what + note] if note else [])


def test_a_profile_may_not_show_a_longer_silence_than_the_record_covers(tmp_path: Path) -> None:
    """The dataset's own figure ends with the record; the audience's does not."""
    lane = "{id: a, title: A, none: No spill, record: {until: 2018-06}, select: {kind: spill}}"
    figure = f"{{id: f, kind: timeline, title: A, takeaway: B, from: 2018, to: 2018-06, lanes: [{lane}]}}"
    events = "id,date,kind,title,sources\ne1,2018-01-05,spill,Oil,port\n"
    files = {"dataset.yaml": f"figures: [{figure}]\n", "events.csv": events, "sources.yaml": SOURCES}
    folder = write_dataset(tmp_path / "harbour", files)
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nfigures: [{of: f, id: f, to: 2018-12, caption: Spills}]\n", encoding="utf-8")
    assert not [note for note in compose(folder).warnings if "`record`" in note.what]
    notes = compose(folder, "board", templates=tmp_path / "mine").warnings
    assert len([note for note in notes if "`record`" in note.what]) == 1


@pytest.mark.parametrize(("audience", "said"), [("staff", False), ("press", False), ("standard", True)])
def test_no_silence_is_asserted_where_events_are_withheld(audience: str, said: bool, tmp_path: Path) -> None:
    """Of two spills, the second is for `standard` alone; no other pack may say that none was after the first."""
    lane = "{id: a, title: A, none: No spill, select: {kind: spill}}"
    figure = f"{{id: f, kind: timeline, title: A, takeaway: B, from: 2018, lanes: [{lane}]}}"
    rows = "e1,2018-01-05,spill,Oil,port,\ne2,2018-03-01,spill,Reported,port,standard\n"
    files = {
        "dataset.yaml": f"as_of: 2019-12-31\nfigures: [{figure}]\n",
        "events.csv": f"id,date,kind,title,sources,audiences\n{rows}",
        "sources.yaml": SOURCES,
    }
    folder = write_dataset(tmp_path / "harbour", files)
    pack = build(folder, audience, tmp_path / "out")
    assert ("No spill since 1 March 2018" in pack.paths["f.svg"].read_text(encoding="utf-8")) == said
    assert "No spill" not in pack.paths["f.svg"].read_text(encoding="utf-8") or said
    assert not pack.warnings


def test_symbols_that_no_font_has_are_noted_where_a_figure_would_draw_them(tmp_path: Path) -> None:
    lanes = "[{id: a, title: Ships 🛳️, select: {kind: spill}}, {id: b, title: B, label: place, select: {kind: toll}}]"
    text = f"figures: [{{id: f, kind: timeline, title: 🚢, takeaway: B, from: 2018, lanes: {lanes}}}]\n"
    events = "id,date,kind,label,title,sources\ne1,2018-01-05,spill,🚢 oil ☂,Oil,port\ne2,2018,toll,🚢,A,port\n"
    files = {"dataset.yaml": text, "events.csv": events, "sources.yaml": SOURCES}
    said = list(compose(write_dataset(tmp_path / "harbour", files)).warnings)
    assert [(str(note.place).rpartition("/")[2], note.what) for note in said] == [
        ("dataset.yaml:1:11", "`🛳\ufe0f` in `Ships 🛳️` is left out of the figure: no font has it"),
        ("events.csv:2", "`🚢` in `🚢 oil ☂` is left out of the figure: no font has it"),
    ]


def test_a_highlight_that_matches_nothing_is_noted(tmp_path: Path) -> None:
    for value, said in (("nera", True), ("near", False)):
        figure = columns().replace("kind: columns,", f"kind: columns, highlight: {{range: {value}}},")
        files = {"dataset.yaml": figure, "events.csv": EVENTS, "sources.yaml": SOURCES}
        found = [note.what for note in compose(write_dataset(tmp_path / f"harbour-{value}", files)).warnings]
        assert (
            found
            == [
                "no event of figure `a` matches its `highlight`",
                "`highlight` of figure `a` selects `nera` in `range`, which no event has",
            ]
            * said
        )


@pytest.mark.parametrize(("audience", "said"), [("press", False), ("standard", True)])
def test_a_phase_says_no_sum_of_a_lane_from_which_an_event_is_withheld(
    audience: str, said: bool, tmp_path: Path
) -> None:
    lane = '{id: a, title: A, select: {kind: spill}, sum: {other: "{number} spills"}}'
    phases = "[{title: Early, from: 2018}]"
    figure = f"{{id: f, kind: timeline, title: A, takeaway: B, from: 2018, phases: {phases}, lanes: [{lane}]}}"
    rows = "e1,2018-01-05,spill,Oil,port,\ne2,2018-03-01,spill,Reported,port,standard\n"
    files = {
        "dataset.yaml": f"as_of: 2019-12-31\nfigures: [{figure}]\n",
        "events.csv": f"id,date,kind,title,sources,audiences\n{rows}",
        "sources.yaml": SOURCES,
    }
    pack = build(write_dataset(tmp_path / "harbour", files), audience, tmp_path / "out")
    svg = pack.paths["f.svg"].read_text(encoding="utf-8")
    assert "Early" in svg and ("2 spills" in svg) == said and "1 spills" not in svg
