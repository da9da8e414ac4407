"""What an audience gets of a dataset."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from generator.errors import Place
from generator.model.audience import Audience
from generator.model.dataset import Dataset, Developments, Event, Group, Scorecard, Section, Statement
from generator.model.dates import PartialDate
from generator.model.edition import Edition, LeftOut
from generator.model.figure import Columns
from generator.model.selection import Cells, Condition, Selection
from generator.model.text import Text
from generator.select.edition import select_editions

HERE = Place("dataset.yaml", 1)
LABELS = {"achieved": "Achieved", "partly": "Partly achieved", "not_achieved": "Not achieved"}


def text(value: str) -> Text:
    return Text(value, HERE)


def statement(name: str, **fields: Any) -> Statement:
    """A statement whose wordings are "<name> in full", "<name>, short" and "<name>"."""
    texts = {"text": f"{name} in full", "short": f"{name}, short", "headline": name, "question": ""}
    given = {field: text(fields.pop(field, value)) for field, value in texts.items()}
    return Statement(id=name, place=HERE, **given, **fields)


def section(*statements: Statement) -> Section:
    return Section(text("Title"), text("Takeaway"), text(""), statements)


def group(name: str, *statements: Statement) -> Group:
    return Group(name, text(name.title()), text("Takeaway"), text(""), statements)


def event(name: str, when: str) -> Event:
    return Event(
        id=name, date=PartialDate.parse(when), end_date=None, kind="toll", label="", title=name, detail="", place="",
        actors=(), range="", count=None, outcome="", confidence="", importance="normal", tags=(), sources=(), note="",
        columns=Cells({}, ()), origin=HERE,
    )  # fmt: skip


def figure(name: str) -> Columns:
    return Columns(
        id=name, title=text(name), takeaway=text(""), caption=text(""), note=text(""), select=Selection(), per="year",
        place=HERE,
    )  # fmt: skip


def dataset(
    messages: Sequence[Statement] = (),
    overview: Sequence[Statement] = (),
    groups: Sequence[Group] = (),
    questions: Sequence[Statement] = (),
    scorecard: Sequence[str] = (),
    **fields: Any,
) -> Dataset:
    given: dict[str, Any] = {"figures": (), "events": (), "sources": {}, "fields": {}, "files": {}, **fields}
    return Dataset(
        name="harbour", title=text("Tolls"), topic=text(""), prepared_by=text(""), as_of=date(2019, 8, 5),
        language="en", key_messages=section(*messages), overview=section(*overview), open_questions=section(*questions),
        developments=Developments(text("Developments"), text(""), text(""), tuple(groups)),
        scorecard=Scorecard(text("Scorecard"), text(""), text(""), tuple(scorecard)), **given,
    )  # fmt: skip


def audience(**fields: Any) -> Audience:
    given: dict[str, Any] = {
        "name": "board", "title": "Board", "lineage": ("board",), "wording": {"briefing": "text", "deck": "short"},
        "sections": {}, "select": Selection(), "limits": {}, "figures": None, "marking": "", "citations": "footnotes",
        "date_format": "D MMMM YYYY", "page": "a4", "contents": False, "look": "look", "labels": {}, "fields": {},
        "place": HERE, "files": {}, **fields,
    }  # fmt: skip
    return Audience(**given)


def edition(data: Dataset, output: str = "briefing", **fields: Any) -> Edition:
    return select_editions(data, audience(**fields), LABELS, [output])[output]


def ids(items: Sequence[Any]) -> list[str]:
    return [item.id for item in items]


def ranked(*importances: str) -> list[Statement]:
    return [statement(f"{importance}-{number}", importance=importance) for number, importance in enumerate(importances)]


@pytest.mark.parametrize(
    ("output", "wording", "told", "shorter"),
    [
        ("briefing", "text", "a in full", ["a, short"]),
        ("deck", "short", "a, short", []),
        ("deck", "headline", "a", []),
        ("deck", "text", "a in full", ["a, short"]),
    ],
)
def test_each_output_has_its_wording_and_the_shorter_alternatives(
    output: str, wording: str, told: str, shorter: list[str]
) -> None:
    (first,) = edition(dataset(overview=[statement("a")]), output, wording={output: wording}).overview.statements
    assert (str(first.wording), [str(each) for each in first.shorter]) == (told, shorter)


def test_a_missing_short_falls_back_to_the_text() -> None:
    (first,) = edition(dataset(overview=[statement("a", short="")]), "deck").overview.statements
    assert str(first.wording) == "a in full" and first.shorter == ()


def test_a_short_that_is_not_shorter_never_replaces_the_text() -> None:
    (first,) = edition(dataset(overview=[statement("a", short="a in full and more")])).overview.statements
    assert first.shorter == ()


def test_the_headline_of_a_question_is_the_question() -> None:
    asked = statement("a", headline="", question="Who pays?")
    (first,) = edition(dataset(questions=[asked]), "deck", wording={"deck": "headline"}).open_questions.statements
    assert str(first.wording) == "Who pays?"


def test_a_limit_drops_the_least_important_and_keeps_the_order() -> None:
    data = dataset(questions=ranked("low", "high", "normal", "high", "normal"))
    questions = edition(data, limits={"questions": 3}).open_questions
    assert ids(questions.statements) == ["high-1", "normal-2", "high-3"] and questions.omitted == 2


def test_a_limit_that_is_not_reached_drops_nothing() -> None:
    questions = edition(dataset(questions=ranked("low", "high")), limits={"questions": 2}).open_questions
    assert ids(questions.statements) == ["low-0", "high-1"] and questions.omitted == 0


def test_key_messages_have_a_limit_of_their_own() -> None:
    data = dataset(messages=ranked("normal", "normal", "normal"), questions=ranked("normal", "normal"))
    told = edition(data, limits={"key_messages": 1})
    assert ids(told.key_messages.statements) == ["normal-0"] and len(told.open_questions.statements) == 2


def test_statements_dropped_for_a_limit_are_listed_with_it() -> None:
    assert edition(dataset(questions=ranked("low", "high")), limits={"questions": 1}).left_out == (
        LeftOut("low-0", "at most 1 questions"),
    )


def test_a_select_applies_to_every_section() -> None:
    low, high = statement("low", importance="low"), statement("high", importance="high")
    data = dataset([low, high], [low, high], [group("g", low, high)], [low, high])
    told = edition(data, select=Selection((Condition("importance", ("high", "normal")),)))
    sections = (told.key_messages, told.overview, told.developments.groups[0], told.open_questions)
    assert [ids(each.statements) for each in sections] == [["high"]] * 4
    assert told.open_questions.omitted == 1, "the other one is in the full briefing"


def test_a_select_can_exclude_by_tag() -> None:
    data = dataset(overview=[statement("a", tags=("law", "toll")), statement("b", tags=("toll",))])
    law = Selection((Condition("tags", ("law",)),))
    assert ids(edition(data, select=Selection(without=law)).overview.statements) == ["b"]


def test_an_empty_group_vanishes() -> None:
    data = dataset(groups=[group("tolls", statement("a", importance="low")), group("ships", statement("b"))])
    told = edition(data, select=Selection((Condition("importance", ("normal",)),)))
    assert ids(told.developments.groups) == ["ships"]


def test_a_statement_for_other_audiences_is_withheld() -> None:
    data = dataset(overview=[statement("a", audiences=("press",)), statement("b", audiences=("press", "board"))])
    told = edition(data)
    assert ids(told.overview.statements) == ["b"]
    assert told.left_out == (LeftOut("a", "for other audiences: press", secret=True),)


def test_an_audience_does_not_inherit_what_is_for_its_parent_alone() -> None:
    data = dataset(overview=[statement("a", audiences=("staff",))])
    assert ids(edition(data, lineage=("board", "staff")).overview.statements) == []


@pytest.mark.parametrize(("day", "told"), [(date(2019, 8, 5), ["a"]), (date(2019, 8, 6), [])])
def test_a_statement_is_withheld_before_its_date(day: date, told: list[str]) -> None:
    assert ids(edition(dataset(overview=[statement("a", not_before=day)])).overview.statements) == told


@pytest.mark.parametrize(
    ("when", "told"), [("2019-08-05", ["a"]), ("2019-08-06", []), ("2019-08", ["a"]), ("2019", ["a"]), ("2020", [])]
)
def test_items_after_the_as_of_date_are_left_out(when: str, told: list[str]) -> None:
    data = dataset(overview=[statement("a", date=PartialDate.parse(when))], events=(event("a", when),))
    assert ids(edition(data).overview.statements) == told and ids(edition(data).events) == told


def test_events_are_in_order_of_date_then_of_the_file() -> None:
    data = dataset(events=(event("c", "2019"), event("b", "2018-02"), event("a", "2018-02-01"), event("d", "2018-02")))
    assert ids(edition(data).events) == ["a", "b", "d", "c"]


def test_the_scorecard_is_by_status_in_its_own_order() -> None:
    made = {"a": "partly", "b": "achieved", "c": "partly", "d": "not_achieved"}
    data = dataset(
        overview=[statement(name, status=status) for name, status in made.items()], scorecard=["c", "b", "a"]
    )
    groups = edition(data).scorecard.groups
    assert [(each.status, each.title, ids(each.statements)) for each in groups] == [
        ("achieved", "Achieved", ["b"]),
        ("partly", "Partly achieved", ["c", "a"]),
    ]


def test_the_scorecard_shows_only_what_the_audience_gets() -> None:
    data = dataset(
        overview=[statement("a", status="achieved", audiences=("press",)), statement("b", status="achieved")],
        scorecard=["a", "b"],
    )
    assert [ids(each.statements) for each in edition(data).scorecard.groups] == [["b"]]


def test_a_limit_of_the_scorecard_holds_for_all_of_it_and_empties_no_status_for_the_sake_of_another() -> None:
    made = [statement(f"{status}-{n}", status=status) for status in ("achieved", "partly") for n in range(3)]
    told = edition(dataset(overview=made, scorecard=[each.id for each in made]), limits={"scorecard": 3})
    assert [ids(each.statements) for each in told.scorecard.groups] == [["achieved-0", "achieved-1"], ["partly-0"]]
    assert told.scorecard.omitted == 3
    assert told.left_out == tuple(
        LeftOut(id_, "at most 3 in the scorecard") for id_ in ("achieved-2", "partly-1", "partly-2")
    )


def test_a_limit_of_the_scorecard_keeps_what_is_important_whatever_its_status() -> None:
    made = [statement("a", status="achieved"), statement("b", status="achieved")]
    made += [statement(name, status="not_achieved", importance="high") for name in ("c", "d")]
    told = edition(dataset(overview=made, scorecard=["a", "b", "c", "d"]), limits={"scorecard": 2})
    assert [ids(each.statements) for each in told.scorecard.groups] == [["c", "d"]]


@pytest.mark.parametrize(("asked", "told"), [(None, ["a", "b"]), (("b", "a"), ["b", "a"]), ((), [])])
def test_figures_are_those_of_the_audience_in_order(asked: tuple[str, ...] | None, told: list[str]) -> None:
    assert ids(edition(dataset(figures=(figure("a"), figure("b"))), figures=asked).figures) == told


def test_a_selected_statement_is_the_one_of_the_dataset() -> None:
    full = statement("a", status="partly", assessed="ours", importance="high", tags=("toll",), date=PartialDate(2018))
    (selected,) = edition(dataset(overview=[full])).overview.statements
    assert selected.statement == full


def test_selecting_changes_nothing_in_the_dataset() -> None:
    data = dataset(overview=[statement("a")])
    before = replace(data)
    edition(data)
    assert data == before
