"""Audiences, as their editors write them in a few lines."""

import re
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.audience import CITATIONS, LIMITS, OUTPUTS, WORDINGS
from generator.model.dates import PartialDate
from generator.model.selection import Condition, Selection
from generator.pipeline.build import read
from generator.read.audience.audience import check_audience, list_audiences, read_audience
from generator.read.form.profile import ProfileForm

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
STANDARD = """\
title: Standard edition
sections: {briefing: [overview, figures], deck: [scorecard]}
limits: {key_messages: 5, questions: 12}
figures: [timeline]
marking: For internal use
fields: {desk: Ports}
"""


def write_audiences(folder: Path, **profiles: str) -> Path:
    """Write a template folder with a look, and an audience for each of `profiles`; return it."""
    (folder / "look").mkdir(parents=True)
    for name, text in profiles.items():
        (folder / name).mkdir()
        (folder / name / "audience.yaml").write_text(text, encoding="utf-8")
    return folder


def problems_of(folder: Path, name: str = "board", **profiles: str) -> list[str]:
    """The problems of the audience `name`, each in one line."""
    write_audiences(folder / "t", **{"standard": STANDARD, **profiles})
    with pytest.raises(InputError) as raised:
        read_audience(name, [folder / "t"])
    lines = [f"{problem.place}  {problem.what} / {problem.help}" for problem in raised.value.problems]
    return [line.replace(f"{(folder / 't').as_posix()}/", "") for line in lines]


def test_an_audience_of_one_line_has_all_that_it_extends(tmp_path: Path) -> None:
    folder = write_audiences(tmp_path / "t", standard=STANDARD, board="extends: standard\n")
    board, standard = (read_audience(name, [folder]) for name in ("board", "standard"))
    assert board.lineage == ("board", "standard") and standard.lineage == ("standard",)
    assert (board.title, board.sections, board.figures) == (standard.title, standard.sections, ("timeline",))
    assert set(board.files) == {"board/audience.yaml", "standard/audience.yaml"}
    assert str(board.place).endswith("/board/audience.yaml")
    assert str(board.places["sections.deck"]).endswith("/standard/audience.yaml:2:49")


def test_named_settings_merge_and_lists_replace(tmp_path: Path) -> None:
    board = (
        "extends: standard\nsections: {deck: [overview]}\nlimits: {questions: 4}\nfigures: [a, b]\nfields: {city: X}\n"
    )
    audience = read_audience("board", [write_audiences(tmp_path / "t", standard=STANDARD, board=board)])
    assert audience.sections == {"briefing": ("overview", "figures"), "deck": ("overview",)}
    assert audience.limits == {"key_messages": 5, "questions": 4}
    assert audience.figures == ("a", "b") and audience.fields == {"desk": "Ports", "city": "X"}


def test_a_wording_of_one_word_sets_all_outputs(tmp_path: Path) -> None:
    folder = write_audiences(
        tmp_path / "t",
        standard=STANDARD,
        board="extends: standard\nwording: short\n",
        staff="extends: board\nwording: {deck: text}\n",
    )
    wordings = [read_audience(name, [folder]).wording for name in ("standard", "board", "staff")]
    assert wordings == [
        {"briefing": "text", "deck": "short"},
        {"briefing": "short", "deck": "short"},
        {"briefing": "short", "deck": "text"},
    ]


def test_a_select_is_read_as_in_the_dataset_and_replaces(tmp_path: Path) -> None:
    standard = STANDARD + "select: {status: achieved}\n"
    board = "extends: standard\nselect: {importance: [high, normal], from: 2018, not: {tags: law}}\n"
    audience = read_audience("board", [write_audiences(tmp_path / "t", standard=standard, board=board)])
    law = Selection((Condition("tags", ("law",)),))
    assert audience.select == Selection((Condition("importance", ("high", "normal")),), PartialDate(2018), without=law)


def test_a_users_folder_comes_first_and_may_extend_the_shipped_audience_of_that_name(tmp_path: Path) -> None:
    shipped = write_audiences(tmp_path / "shipped", standard=STANDARD)
    own = write_audiences(tmp_path / "own", standard="extends: standard\nmarking: Public\n")
    audience = read_audience("standard", [own, shipped])
    assert audience.marking == "Public" and audience.title == "Standard edition"
    assert audience.lineage == ("standard",) and len(audience.files) == 2


def test_the_look_is_beside_the_profile_that_names_it(tmp_path: Path) -> None:
    shipped = write_audiences(tmp_path / "shipped", standard=STANDARD)
    own = write_audiences(tmp_path / "own", board="extends: standard\nlook: ../blue\n", plain="extends: standard\n")
    (own / "blue").mkdir()
    assert read_audience("board", [own, shipped]).look == f"{own.as_posix()}/blue"
    assert read_audience("plain", [own, shipped]).look == f"{shipped.as_posix()}/look"


def test_a_look_that_is_not_beside_its_profile_is_found_beside_the_shipped_one(tmp_path: Path) -> None:
    shipped = write_audiences(tmp_path / "shipped", standard=STANDARD)
    own = write_audiences(tmp_path / "own", standard="extends: standard\nlook: ../look\n")
    assert read_audience("standard", [own, shipped]).look == f"{own.as_posix()}/look"
    (own / "look").rmdir()
    assert read_audience("standard", [own, shipped]).look == f"{shipped.as_posix()}/look"


def test_an_audience_of_a_new_name_without_a_look_has_the_shipped_one(tmp_path: Path) -> None:
    shipped = write_audiences(tmp_path / "shipped", standard=STANDARD)
    own = write_audiences(tmp_path / "own", board=STANDARD)
    (own / "look").rmdir()
    assert read_audience("board", [own, shipped]).look == f"{shipped.as_posix()}/look"


def test_all_audiences_are_listed_once(tmp_path: Path) -> None:
    own = write_audiences(tmp_path / "own", standard=STANDARD, board=STANDARD)
    assert list_audiences([own, write_audiences(tmp_path / "shipped", standard=STANDARD)]) == ("board", "standard")


def test_an_unknown_audience_suggests_the_nearest(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "standrad")[0].endswith("unknown audience `standrad` / did you mean `standard`?")


def test_an_unknown_parent_is_reported_where_it_is_named(tmp_path: Path) -> None:
    assert problems_of(tmp_path, board="extends: standart\n") == [
        "board/audience.yaml:1:10  unknown audience `standart` / did you mean `standard`?"
    ]


def test_a_path_is_not_an_audience(tmp_path: Path) -> None:
    assert "unknown audience `../standard`" in problems_of(tmp_path, board="extends: ../standard\n")[0]


def test_a_circle_is_reported(tmp_path: Path) -> None:
    (line,) = problems_of(tmp_path, board="extends: staff\n", staff="extends: board\n")
    assert "circular `extends`: board → staff → board" in line


def test_all_wrong_settings_are_reported_at_once(tmp_path: Path) -> None:
    board = """\
extends: standard
titel: Board
wording: {deck: shrot, slides: text}
sections: {deck: [overview, overview]}
select: {tag: law}
limits: {question: 4, slides: many}
citations: endnotes
date_format: "%d.%m.%Y"
page: A5
contents: maybe
look: ../../etc
"""
    assert problems_of(tmp_path, board=board) == [
        "board/audience.yaml:2:1  unknown field `titel` / did you mean `title`?",
        "board/audience.yaml:3:17  `shrot` is not a valid `wording` / did you mean `short`?",
        "board/audience.yaml:3:24  unknown output `slides` / valid outputs: `briefing`, `deck`",
        "board/audience.yaml:4:29  duplicate block `overview` / delete one of them",
        "board/audience.yaml:5:10  unknown column `tag` / did you mean `tags`?",
        "board/audience.yaml:6:10  unknown limit `question` / did you mean `questions`?",
        "board/audience.yaml:6:31  `many` is not a valid limit / use a whole number from 1 to 9999",
        "board/audience.yaml:7:12  `endnotes` is not a valid `citations` / "
        "valid values: `footnotes`, `numbers`, `group`, `links`, `none`",
        "board/audience.yaml:8:14  `%d.%m.%Y` is not a valid date format / use a CLDR pattern such as `D MMMM YYYY`",
        "board/audience.yaml:9:7  `A5` is not a valid `page` / valid values: `usual`, `a4`, `letter`",
        "board/audience.yaml:10:11  `maybe` is not `yes` or `no` / write `yes` or `no`",
        "board/audience.yaml:11:7  `../../etc` is outside the template folders / use one inside, such as `../look`",
    ]


def test_an_audience_that_extends_nothing_needs_a_title_and_sections(tmp_path: Path) -> None:
    assert problems_of(tmp_path, board="page: a4\n") == [
        "board/audience.yaml:1:1  missing field `sections` / "
        "for example `sections: {briefing: [key_messages, overview], deck: [scorecard]}`",
        "board/audience.yaml:1:1  missing field `title` / for example `title: Standard edition`",
    ]


def test_a_figure_that_the_dataset_does_not_have_is_reported_where_it_is_named(tmp_path: Path) -> None:
    folder = write_audiences(tmp_path / "t", standard=STANDARD, board="extends: standard\nfigures: [timeline, ships]\n")
    dataset = read(HARBOUR)
    check_audience(read_audience("standard", [folder]), dataset)
    with pytest.raises(InputError) as raised:
        check_audience(read_audience("board", [folder]), dataset)
    (problem,) = raised.value.problems
    assert (problem.place.line, problem.what) == (2, "unknown figure `ships` in harbour")
    assert problem.help == "valid figures: `quay-strips`, `ships-by-quarter`, `timeline`"


@pytest.mark.parametrize("name", list_audiences([ROOT / "templates"]))
def test_a_shipped_audience_has_no_problems(name: str) -> None:
    assert read_audience(name, [ROOT / "templates"]).title


def test_a_folder_of_audiences_that_is_not_there_is_problems_of(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_audience("standard", [tmp_path / "mine", write_audiences(tmp_path / "t", standard=STANDARD)])
    assert "mine  no such folder" in str(raised.value)


def test_a_look_with_an_impossible_name_is_reported(tmp_path: Path) -> None:
    (line,) = problems_of(tmp_path, board=f"extends: standard\nlook: {'x' * 5000}\n")
    assert "no folder `xxx" in line


def test_an_audience_that_extends_only_itself_is_a_circle(tmp_path: Path) -> None:
    assert problems_of(tmp_path, board="extends: board\n") == [
        "board/audience.yaml:1:10  circular `extends`: board → board / remove one of them"
    ]


def test_an_empty_name_is_not_an_audience(tmp_path: Path) -> None:
    assert "unknown audience ``" in problems_of(tmp_path, "")[0]


def test_a_value_that_no_statement_can_have_is_reported(tmp_path: Path) -> None:
    selects = "{importance: [hihg], status: acheived, not: {assessed: [our, source]}}"
    assert problems_of(tmp_path, board=f"extends: standard\nselect: {selects}\n") == [
        "board/audience.yaml:2:9  no statement has the `assessed` `our` / did you mean `ours`?",
        "board/audience.yaml:2:9  no statement has the `importance` `hihg` / did you mean `high`?",
        "board/audience.yaml:2:9  no statement has the `status` `acheived` / did you mean `achieved`?",
    ]


@pytest.mark.parametrize(("typed", "contents"), [("yes", True), ("true", True), ("no", False), ("false", False)])
def test_a_switch_is_on_or_off_in_either_spelling(typed: str, contents: bool, tmp_path: Path) -> None:
    folder = write_audiences(tmp_path / "t", standard=STANDARD, board=f"extends: standard\ncontents: {typed}\n")
    assert read_audience("board", [folder]).contents is contents


@pytest.mark.parametrize("limit", ["0", "10000", "-1", "04"])
def test_a_limit_is_a_number_from_1_to_9999(limit: str, tmp_path: Path) -> None:
    (line,) = problems_of(tmp_path, board=f"extends: standard\nlimits: {{pages: {limit}}}\n")
    assert line == (f"board/audience.yaml:2:17  `{limit}` is not a valid limit / use a whole number from 1 to 9999")


def test_an_empty_name_in_a_list_of_blocks_is_reported(tmp_path: Path) -> None:
    (line,) = problems_of(tmp_path, board='extends: standard\nsections: {deck: [overview, ""]}\n')
    assert line.startswith("board/audience.yaml:2:29  `` is not a valid block name")


def test_a_statement_without_a_status_can_be_selected(tmp_path: Path) -> None:
    folder = write_audiences(tmp_path / "t", standard=STANDARD, board='extends: standard\nselect: {status: ""}\n')
    assert read_audience("board", [folder]).select == Selection((Condition("status", ("",)),))


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("wording", WORDINGS),
        ("sections", OUTPUTS),
        ("limits", LIMITS),
        ("citations", CITATIONS),
        ("page", ("usual", "letter", "a4")),
    ],
)
def test_the_standard_audience_lists_all_values_of_a_setting(setting: str, values: tuple[str, ...]) -> None:
    text = (ROOT / "templates" / "standard" / "audience.yaml").read_text(encoding="utf-8")
    entry = re.search(rf"^{setting}:.*\n(?: .*\n)*", text, re.MULTILINE)
    assert entry and [value for value in values if not re.search(rf"\b{value}\b", entry[0])] == []


def test_the_standard_audience_lists_all_settings() -> None:
    text = (ROOT / "templates" / "standard" / "audience.yaml").read_text(encoding="utf-8")
    assert [key for key in ProfileForm.fields_by_key if not re.search(rf"^(# )?{key}:", text, re.MULTILINE)] == []
