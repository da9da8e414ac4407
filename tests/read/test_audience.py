"""Audiences, as their editors write them in a few lines."""

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.dates import PartialDate
from generator.model.selection import Condition, Selection
from generator.read.audience.audience import audiences, check, read_audience
from generator.read.dataset.dataset import read_dataset

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


def shelf(folder: Path, **profiles: str) -> Path:
    """A template folder with a look, and an audience for each of `profiles`."""
    (folder / "look").mkdir(parents=True)
    for name, text in profiles.items():
        (folder / name).mkdir()
        (folder / name / "audience.yaml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path, name: str = "board", **profiles: str) -> list[str]:
    """What the editor of the audience `name` is told."""
    shelf(folder / "t", **{"standard": STANDARD, **profiles})
    with pytest.raises(InputError) as raised:
        read_audience(name, [folder / "t"])
    lines = [f"{each.place}  {each.what} / {each.help}" for each in raised.value.problems]
    return [line.replace(f"{(folder / 't').as_posix()}/", "") for line in lines]


def test_an_audience_of_one_line_has_all_that_it_extends(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "t", standard=STANDARD, board="extends: standard\n")
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
    audience = read_audience("board", [shelf(tmp_path / "t", standard=STANDARD, board=board)])
    assert audience.sections == {"briefing": ("overview", "figures"), "deck": ("overview",)}
    assert audience.limits == {"key_messages": 5, "questions": 4}
    assert audience.figures == ("a", "b") and audience.fields == {"desk": "Ports", "city": "X"}


def test_a_wording_of_one_word_sets_all_outputs(tmp_path: Path) -> None:
    folder = shelf(
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
    audience = read_audience("board", [shelf(tmp_path / "t", standard=standard, board=board)])
    law = Selection((Condition("tags", ("law",)),))
    assert audience.select == Selection((Condition("importance", ("high", "normal")),), PartialDate(2018), without=law)


def test_a_users_shelf_is_searched_first_and_may_extend_the_shipped_audience_of_that_name(tmp_path: Path) -> None:
    shipped = shelf(tmp_path / "shipped", standard=STANDARD)
    own = shelf(tmp_path / "own", standard="extends: standard\nmarking: Public\n")
    audience = read_audience("standard", [own, shipped])
    assert audience.marking == "Public" and audience.title == "Standard edition"
    assert audience.lineage == ("standard",) and len(audience.files) == 2


def test_the_look_is_beside_the_profile_that_names_it(tmp_path: Path) -> None:
    shipped = shelf(tmp_path / "shipped", standard=STANDARD)
    own = shelf(tmp_path / "own", board="extends: standard\nlook: ../blue\n", plain="extends: standard\n")
    (own / "blue").mkdir()
    assert read_audience("board", [own, shipped]).look == f"{own.as_posix()}/blue"
    assert read_audience("plain", [own, shipped]).look == f"{shipped.as_posix()}/look"


def test_all_audiences_are_listed_once(tmp_path: Path) -> None:
    own = shelf(tmp_path / "own", standard=STANDARD, board=STANDARD)
    assert audiences([own, shelf(tmp_path / "shipped", standard=STANDARD)]) == ("board", "standard")


def test_an_unknown_audience_names_the_nearest(tmp_path: Path) -> None:
    assert told(tmp_path, "standrad")[0].endswith("no audience `standrad` / did you mean `standard`?")


def test_an_unknown_parent_is_told_where_it_is_named(tmp_path: Path) -> None:
    assert told(tmp_path, board="extends: standart\n") == [
        "board/audience.yaml:1:10  no audience `standart` / did you mean `standard`?"
    ]


def test_a_name_that_leads_elsewhere_is_no_audience(tmp_path: Path) -> None:
    assert "no audience `../standard`" in told(tmp_path, board="extends: ../standard\n")[0]


def test_a_circle_is_shown(tmp_path: Path) -> None:
    (line,) = told(tmp_path, board="extends: staff\n", staff="extends: board\n")
    assert "the audience extends itself: board → staff → board" in line


def test_every_wrong_setting_is_told_at_once(tmp_path: Path) -> None:
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
    assert told(tmp_path, board=board) == [
        "board/audience.yaml:2:1  there is no field `titel` here / did you mean `title`?",
        "board/audience.yaml:3:17  `shrot` is no wording / did you mean `short`?",
        "board/audience.yaml:3:24  there is no output `slides` / valid names: `briefing`, `deck`",
        "board/audience.yaml:4:29  the block `overview` stands twice / keep one",
        "board/audience.yaml:5:10  no column `tag` / did you mean `tags`?",
        "board/audience.yaml:6:10  there is no limit `question` / did you mean `questions`?",
        "board/audience.yaml:6:31  `many` is no limit / a whole number from 1 to 9999",
        "board/audience.yaml:7:12  `endnotes` is no `citations` / one of `footnotes`, `numbers`, `links`, `none`",
        "board/audience.yaml:8:14  `%d.%m.%Y` is no format of a date / such as `D MMMM YYYY`",
        "board/audience.yaml:9:7  `A5` is no `page` / one of `usual`, `a4`, `letter`",
        "board/audience.yaml:10:11  `maybe` is no `yes` or `no` / write `yes` or `no`",
        "board/audience.yaml:11:7  `../../etc` leads out of the template folders / such as `../look`",
    ]


def test_an_audience_that_extends_nothing_needs_a_title_and_sections(tmp_path: Path) -> None:
    assert told(tmp_path, board="page: a4\n") == [
        "board/audience.yaml:1:1  `sections` is missing / "
        "for example `sections: {briefing: [key_messages, overview], deck: [scorecard]}`",
        "board/audience.yaml:1:1  `title` is missing / for example `title: Standard edition`",
    ]


def test_a_figure_that_the_dataset_does_not_have_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "t", standard=STANDARD, board="extends: standard\nfigures: [timeline, ships]\n")
    dataset = read_dataset(HARBOUR)
    check(read_audience("standard", [folder]), dataset)
    with pytest.raises(InputError) as raised:
        check(read_audience("board", [folder]), dataset)
    (problem,) = raised.value.problems
    assert (problem.place.line, problem.what) == (2, "no figure `ships` in harbour")
    assert problem.help == "valid names: `ships-by-quarter`, `timeline`"


@pytest.mark.parametrize("name", audiences([ROOT / "templates"]))
def test_a_shipped_audience_has_no_problems(name: str) -> None:
    assert read_audience(name, [ROOT / "templates"]).title


def test_a_folder_of_audiences_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_audience("standard", [tmp_path / "mine", shelf(tmp_path / "t", standard=STANDARD)])
    assert "mine  there is no such folder" in str(raised.value)


def test_a_look_that_no_path_can_name_is_not_there(tmp_path: Path) -> None:
    (line,) = told(tmp_path, board=f"extends: standard\nlook: {'x' * 5000}\n")
    assert "there is no folder" in line


def test_an_audience_that_extends_only_itself_is_told_so(tmp_path: Path) -> None:
    assert told(tmp_path, board="extends: board\n") == [
        "board/audience.yaml:1:10  the audience extends itself: board → board / break the circle"
    ]


def test_no_name_is_no_audience(tmp_path: Path) -> None:
    assert "no audience ``" in told(tmp_path, "")[0]


def test_a_select_that_no_statement_can_meet_is_a_misspelling(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    profile = "title: Mine\nsections: {}\nselect: {importance: [hihg]}\nlook: ../look\n"
    (tmp_path / "mine" / "audience.yaml").write_text(profile, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_audience("mine", [tmp_path, Path(__file__).parents[2] / "templates"])
    assert "no statement has the importance `hihg`" in str(raised.value) and "did you mean `high`?" in str(raised.value)
