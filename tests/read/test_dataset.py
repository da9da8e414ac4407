"""What is read of a dataset folder, as later stages see it."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct, structs

from generator.errors import InputError, Place
from generator.model.dataset import FILES, Dataset
from generator.model.dates import PartialDate
from generator.model.figure import Columns, Strips, Timeline
from generator.model.source import CitedSource, Name
from generator.pipeline.build import read
from tests.read.test_cases import write_dataset

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"


@pytest.fixture(scope="module")
def harbour() -> Dataset:
    return read(HARBOUR)


@pytest.mark.parametrize(
    "folder", [path.parent for path in (ROOT / "data").glob("*/dataset.yaml")], ids=lambda path: path.name
)
def test_a_shipped_dataset_has_no_problems(folder: Path) -> None:
    assert read(folder).statements


def test_texts_come_out_as_typed_with_their_places(harbour: Dataset) -> None:
    formula = next(statement for statement in harbour.statements if statement.id == "formula")
    assert formula.headline.value == "Formula 5*3*2"
    assert formula.short.value == "As printed: 5*3*2, berth # 4, a_b_c, [x], <b>, {{ y }}, $1 and R&D."
    assert str(formula.headline.place).endswith("harbour/dataset.yaml:74:21")


def test_what_is_left_out_is_empty(harbour: Dataset) -> None:
    spills = next(statement for statement in harbour.statements if statement.id == "spills")
    assert not spills.short and not spills.question and spills.status == "" and spills.date is None
    assert spills.importance == "normal" and spills.positions == ()


def test_an_event_knows_its_row_and_all_its_columns(harbour: Dataset) -> None:
    event = next(event for event in harbour.events if event.id == "t3")
    assert event.actors == ("Port authority", "Town") and event.sources == (
        CitedSource("tariff"),
        CitedSource("minutes"),
    )
    assert event.columns["berth"] == "4" and event.origin.line == 4
    assert event.detail == "Berth # 4 is exempt; see 5*3*2 & a_b_c."


def read_with(folder: Path, *rows: str) -> Dataset:
    return read(write_dataset(folder, {"events.csv": "\n".join(["id,date,kind,title,tags,berth", *rows, ""])}))


def test_all_rows_of_a_long_file_are_read_each_with_its_line(tmp_path: Path) -> None:
    rows = [f"e{number},{2000 + number % 19},toll,Rise {number},a;b,{number}" for number in range(3_500)]
    events = read_with(tmp_path / "harbour", *rows).events
    assert [event.title for event in events] == [f"Rise {number}" for number in range(3_500)]
    assert [event.origin.line for event in events] == [*range(2, 3_502)]
    assert all(event.date.year == 2000 + int(event.columns["berth"]) % 19 for event in events)
    rows[2_345] = "e2345,someday,toll,Rise,,"
    with pytest.raises(InputError) as raised:
        read_with(tmp_path / "again", *rows)
    (problem,) = raised.value.problems
    assert (problem.place.line, problem.what) == (2_347, "`someday` is not a valid `date`")


def test_only_the_first_incomplete_rows_of_a_file_are_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_with(tmp_path / "harbour", *(f"e{number},2018,toll" for number in range(30)))
    assert [problem.place.line for problem in raised.value.problems] == [*range(2, 22)]


def test_equal_cells_share_one_object(tmp_path: Path) -> None:
    first, second = read_with(
        tmp_path / "harbour", *(f"e{number},2018,toll,Rise,a;b,North 4" for number in "12")
    ).events
    assert first.kind is second.kind and first.columns["berth"] is second.columns["berth"]
    assert first.date is second.date and first.tags is second.tags and second.columns["kind"] is second.kind


def test_spaces_around_cells_and_rows_of_spaces_are_ignored(tmp_path: Path) -> None:
    (event,) = read_with(tmp_path / "harbour", '" e1 ",2018 ,\ttoll," Rise\t",,4', " ,\t, ", "  ").events
    assert (event.id, event.kind, event.title, dict(event.columns)["berth"]) == ("e1", "toll", "Rise", "4")


def test_what_a_cell_leaves_out_is_empty_or_normal(tmp_path: Path) -> None:
    (event,) = read_with(tmp_path / "harbour", "e1,2018,toll,Rise,a;; b ;,").events
    assert event.tags == ("a", "b") and event.actors == () and event.sources == ()
    assert (event.importance, event.confidence, event.count, event.end_date) == ("normal", "", None, None)
    assert event.audiences == () and event.not_before is None


def test_a_figure_without_titles_and_caption_takes_its_values_and_its_title(tmp_path: Path) -> None:
    figure = "{id: f, kind: columns, title: Ships, takeaway: B, select: {}, stack: {by: range, order: [short, long]}}"
    files = {"dataset.yaml": f"figures: [{figure}]\n"}
    (columns,) = read(write_dataset(tmp_path / "harbour", files)).figures
    assert isinstance(columns, Columns) and columns.caption.value == "Ships" and columns.per == "year"
    assert columns.stack and columns.stack.titles == ("Short", "Long")


def test_spaces_around_a_text_are_ignored(tmp_path: Path) -> None:
    files = {"dataset.yaml": 'topic: " Harbour "\nfields: {desk: " Ports "}\n'}
    dataset = read(write_dataset(tmp_path / "harbour", files))
    assert (dataset.topic.value, dataset.fields["desk"].value) == ("Harbour", "Ports")


def test_similar_sources_are_looked_for_a_limited_number_of_times(tmp_path: Path) -> None:
    rows = "".join(f"e{number},2018,toll,Rise,por{number}\n" for number in range(60))
    with pytest.raises(InputError) as raised:
        read(write_dataset(tmp_path / "harbour", {"events.csv": f"id,date,kind,title,sources\n{rows}"}))
    assert [bool(problem.help) for problem in raised.value.problems] == [True] * 50 + [False] * 10


def test_a_locator_stays_with_its_source(harbour: Dataset) -> None:
    assert harbour.key_messages.statements[0].sources == (CitedSource("audit"), CitedSource("minutes", "item 4"))


def test_partial_dates_and_spans_keep_their_precision(harbour: Dataset) -> None:
    events = {event.id: event for event in harbour.events}
    assert events["d2"].date == PartialDate(2019) and events["d1"].end_date == PartialDate(2020, 5)


def test_disputed_events_are_doubtful(harbour: Dataset) -> None:
    assert [event.id for event in harbour.events if event.doubtful] == ["s2"]


def test_sources_are_read_as_reference_managers_write_them(harbour: Dataset) -> None:
    survey = harbour.sources["survey"]
    assert survey.author == (Name("Åkesson", "Ingrid"), Name("van der Meer", "J. P.", "Jr."))
    assert survey.issued == PartialDate(2020) and survey.container_title == "Journal of Ports"
    assert harbour.sources["audit"].issued == PartialDate(2021, 4, 30)


def test_figures_are_read_with_all_their_settings(harbour: Dataset) -> None:
    timeline, columns, strips = harbour.figures
    assert isinstance(timeline, Timeline) and isinstance(columns, Columns)
    assert [lane.id for lane in timeline.lanes] == ["tolls", "dredging", "spills", "calls"]
    stack = timeline.lanes[3].stack
    assert stack and stack.order == ("coastal", "ocean")
    assert (stack.by, stack.titles) == ("range", ("Coastal", "Ocean-going"))
    assert columns.per == "quarter" and timeline.start == PartialDate(2019, 7) and timeline.end is None
    assert isinstance(strips, Strips) and harbour.developments.groups[0].figure == strips.id


def test_the_hashes_are_those_of_the_files(harbour: Dataset) -> None:
    assert harbour.files == {name: sha256((HARBOUR / name).read_bytes()).hexdigest() for name in FILES}


def test_as_of_is_a_day(harbour: Dataset) -> None:
    assert harbour.as_of == date(2021, 6, 30) and harbour.language == "en-GB"
    assert str(harbour.language_place).endswith("harbour/dataset.yaml:6:11")


def test_sections_may_be_left_out(tmp_path: Path) -> None:
    dataset = read(write_dataset(tmp_path / "small", {}))
    assert dataset.statements == () and dataset.figures == () and not dataset.overview.title


def test_the_same_folder_gives_the_same_dataset(harbour: Dataset) -> None:
    assert read(HARBOUR) == harbour


SYNTAX = (
    "\n",
    "  ",
    "- ",
    ": ",
    "#",
    " # ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "*",
    "&a",
    "!!int",
    "<<: ",
    "|",
    ">-",
    "\t",
)
LETTERS = ("\x00", "\ufdd0", "\x85", "\u2028", "\ud800", "é", "😀", "\\u12")
VALUES = ("id", "select", "2019-13", "yes", "-1", "9" * 400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from((*SYNTAX, *LETTERS, *VALUES))), max_size=4
    ),
)
def test_a_damaged_dataset_is_read_or_refused_with_the_file_named(
    name: str, changes: list[tuple[float, int, str]], tmp_path: Path
) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir(exist_ok=True)
    for file in FILES:
        data = (HARBOUR / file).read_bytes()
        for where, cut, piece in changes if file == name else ():
            at = int(where * len(data))
            data = data[:at] + piece.encode("utf-8", "surrogatepass") + data[at + cut :]
        (folder / file).write_bytes(data)
    try:
        assert read(folder).name == "harbour"
    except InputError as error:
        for problem in error.problems:
            assert problem.what and problem.place != Place("") and Path(problem.place.file).name in FILES


def test_a_dataset_holds_plain_values_only(harbour: Dataset) -> None:
    """No node of a file, with its place and comment, is left in it in disguise."""

    def walk(value: object) -> Iterator[object]:
        yield value
        if isinstance(value, Struct):
            value = [*structs.asdict(value).values()]
        if isinstance(value, Mapping):
            value = [*value.keys(), *value.values()]
        if isinstance(value, list | tuple):
            for item in value:
                yield from walk(item)

    plain = (str, int, bool, date, bytes, type(None), list, tuple, dict)
    assert {type(value) for value in walk(harbour) if not isinstance(value, Struct)} <= set(plain)


@pytest.mark.parametrize(
    "character", ["\u00a0", "\u3000", "\u202f", "\u200b", "\u2028", "\ufeff", "e\u0301", "\U0001f469\u200d\U0001f4bb"]
)
def test_unusual_spaces_and_joined_characters_come_out_as_typed(character: str, tmp_path: Path) -> None:
    typed = f"{character}a{character}b{character}"
    files = {
        "dataset.yaml": f'topic: "{typed}"\n'.replace("\u2028", "\\L"),
        "events.csv": f"id,date,kind,title\ne1,2019,toll,{typed}\n",
        "sources.yaml": f'- {{id: port, title: "{typed}"}}\n'.replace("\u2028", "\\L"),
    }
    dataset = read(write_dataset(tmp_path / "harbour", files))
    assert (dataset.topic.value, dataset.events[0].title, dataset.sources["port"].title) == (typed, typed, typed)


def test_rows_inherit_the_mark_of_their_lane_and_are_coloured_in_turn(tmp_path: Path) -> None:
    plain, own = "{title: A, select: {kind: a}}", "{title: B, select: {kind: b}, mark: star, color: 5}"
    rows = f"[{plain}, {own}, {plain}]"
    lane = f"{{id: l, title: L, select: {{kind: a}}, mark: square, color: 3, rows: {rows}}}"
    text = f"figures: [{{id: f, kind: timeline, title: A, takeaway: B, lanes: [{lane}]}}]\n"
    (figure,) = read(write_dataset(tmp_path / "harbour", {"dataset.yaml": text})).figures
    assert isinstance(figure, Timeline) and (figure.lanes[0].mark, figure.lanes[0].color) == ("square", 3)
    assert [(row.mark, row.color) for row in figure.lanes[0].rows] == [("square", 1), ("star", 5), ("square", 3)]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ("- a\n- b\n", ["a source must be a mapping", "a source must be a mapping"]),
        (
            "- {id: x, type: report, title: X}\n- {id: x, type: report, title: Y}\n",
            ["duplicate source `x` (first used in line 1)"],
        ),
    ],
)
def test_citations_are_not_checked_if_sources_cannot_be_told_apart(
    tmp_path: Path, sources: str, expected: list[str]
) -> None:
    topic = Path(shutil.copytree(HARBOUR, tmp_path / "topic"))
    (topic / "sources.yaml").write_text(sources)
    with pytest.raises(InputError) as caught:
        read(topic)
    assert [problem.what for problem in caught.value.problems] == expected
