"""What a limit on pages or slides does: shorter wordings, then fewer statements, and never silently."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.errors import Problem
from generator.model.audience import Labels
from generator.model.dataset import Statement
from generator.model.edition import Edition
from generator.model.output import Length
from generator.model.text import Text
from generator.select.limits import find_miscounts, fit_edition
from tests.select.test_select import HERE, dataset, edition, group, ranked, statement

LABELS: Labels = {"number_words": "one, two, three, four"}


def asked(takeaway: str, questions: Sequence[Statement], **fields: Any) -> Edition:
    data = dataset(questions=questions)
    section = replace(data.open_questions, takeaway=Text(takeaway, HERE))
    return replace(edition(replace(data, open_questions=section), **fields), labels=LABELS)


def told(shown: Edition) -> list[str]:
    parts = [shown.key_messages.statements, shown.overview.statements, shown.open_questions.statements]
    parts += [each.statements for each in shown.developments.groups]
    return [each.id for part in parts for each in part]


def words(shown: Edition) -> int:
    """A measure: one page for each ten letters that are printed."""
    parts = [shown.key_messages.statements, shown.overview.statements, shown.open_questions.statements]
    return sum(len(str(each.wording)) for part in parts for each in part)


def composed(shown: Edition) -> tuple[Edition, Sequence[Problem]]:
    return shown, ()


def one_each(shown: Any) -> Length:
    return Length(len(told(shown)), {"Overview": 1.0}, frozenset(told(shown)))


def by_words(shown: Any) -> Length:
    return Length(words(shown), {"Overview": 1.0}, frozenset(told(shown)))


def test_an_edition_within_its_limit_stays_as_it_is() -> None:
    made = edition(dataset(overview=ranked("low", "high")), limits={"pages": 2})
    fitted = fit_edition(made, "pages", composed, one_each)
    assert fitted.edition == made and fitted.warnings == ()


def test_wordings_are_shortened_before_anything_is_left_out() -> None:
    made = edition(dataset(overview=[statement("a"), statement("b")]), limits={"pages": 17})
    fitted = fit_edition(made, "pages", composed, by_words)
    assert [str(each.wording) for each in fitted.edition.overview.statements] == ["a in full", "b, short"]
    assert [(each.id, each.reason) for each in fitted.edition.shortened] == [("b", "at most 17 pages")]
    assert fitted.edition.left_out == made.left_out


@given(st.lists(st.sampled_from(["high", "normal", "low"]), min_size=1, max_size=6), st.integers(1, 30))
def test_no_more_is_shortened_or_left_out_than_a_limit_takes(importances: list[str], most: int) -> None:
    made = edition(dataset(overview=ranked(*importances)), limits={"pages": most})
    fitted = fit_edition(made, "pages", composed, by_words).edition
    shortened, left_out = ({item.id for item in items} for items in (fitted.shortened, fitted.left_out))
    assert not shortened & left_out, "a statement is one or the other"
    if by_words(fitted).count <= most and shortened:
        assert words(fitted) + 1 > most, "not one of them would fit in full, which takes one letter more"


def test_the_scorecard_says_how_many_more_the_full_edition_has() -> None:
    rated = [statement(f"a{number}", status="achieved") for number in range(4)]
    data = dataset(overview=rated, scorecard=[each.id for each in rated])
    assert edition(data).scorecard.omitted == 0
    assert edition(data, limits={"scorecard": 3}).scorecard.omitted == 1
    assert fit_edition(edition(data, limits={"pages": 2}), "pages", composed, one_each).edition.scorecard.omitted == 2


def test_the_least_important_go_first_and_among_equals_the_last() -> None:
    made = edition(dataset(overview=ranked("normal", "low", "high", "normal", "low")), limits={"pages": 2})
    fitted = fit_edition(made, "pages", composed, one_each)
    assert told(fitted.edition) == ["normal-0", "high-2"]
    assert [each.id for each in fitted.edition.left_out] == ["low-4", "low-1", "normal-3"]
    assert {each.reason for each in fitted.edition.left_out} == {"at most 2 pages"}


def test_no_section_is_emptied_for_the_sake_of_another() -> None:
    long, short = [statement(f"a{n}") for n in range(4)], [statement(f"b{n}") for n in range(2)]
    made = edition(dataset(overview=long, questions=short), limits={"pages": 3})
    assert told(fit_edition(made, "pages", composed, one_each).edition) == ["a0", "a1", "b0"]


def test_a_statement_that_is_not_in_the_file_is_not_dropped() -> None:
    made = edition(dataset(messages=ranked("low"), overview=ranked("normal", "normal")), limits={"pages": 1})

    def overview_alone(shown: Any) -> Length:
        ids = [each.id for each in shown.overview.statements]
        return Length(len(ids), {}, frozenset(ids))

    fitted = fit_edition(made, "pages", composed, overview_alone)
    assert [each.id for each in fitted.edition.left_out] == ["normal-1"]


def with_a_figure(shown: Any) -> Length:
    """One page a statement, and two pages for a figure."""
    count = len(told(shown))
    return Length(count + 2, {"Overview": count, "Timeline": 2.0}, frozenset(told(shown)))


def test_a_limit_that_cannot_be_met_is_reported_with_the_longest_section_and_those_that_no_limit_shortens() -> None:
    data = dataset(messages=ranked("high", "high"), overview=ranked("high", "low"))
    fitted = fit_edition(edition(data, limits={"pages": 1}), "pages", composed, with_a_figure)
    assert told(fitted.edition) == told(edition(data)), "nothing is left out for a limit that is missed anyway"
    (warning,) = fitted.warnings
    assert warning.what == (
        "`pages: 1` cannot be met for `board`: an estimated 4 would remain, so nothing is left out"
        "; the longest section is `Overview`"
        "; about 2.0 are sections that a limit does not shorten: `Timeline`"
    )


def test_nothing_is_left_out_where_that_would_not_help() -> None:
    made = edition(dataset(overview=ranked("low", "low")), limits={"pages": 1})
    fitted = fit_edition(made, "pages", composed, lambda shown: Length(5, {}, frozenset(told(shown))))
    assert told(fitted.edition) == ["low-0", "low-1"] and len(fitted.warnings) == 1


def test_a_group_that_is_emptied_vanishes() -> None:
    made = edition(dataset(groups=[group("g", statement("a", importance="low"))]), limits={"pages": 1})
    fitted = fit_edition(
        made, "pages", composed, lambda shown: Length(1 + len(told(shown)), {}, frozenset(told(shown)))
    )
    assert fitted.edition.developments.groups == ()


@pytest.mark.parametrize(
    ("takeaway", "named"),
    [("Three questions remain", ["Three"]), ("3 questions", ["3"]), ("(Three.)", ["Three"]), ("Thirty-three", [])],
)
def test_a_title_with_a_number_that_a_limit_changed_is_reported(takeaway: str, named: list[str]) -> None:
    full, short = (asked(takeaway, ranked("high", "low", "low"), **each) for each in ({}, {"limits": {"questions": 2}}))
    found = [each.what for each in find_miscounts(full, short) if "leaves 2" in each.what]
    assert found == [f"`{word}` in `{takeaway}` counts 3, but a limit leaves 2" for word in named]


def test_a_number_that_still_holds_is_not_reported() -> None:
    full = asked("Two questions", ranked("high", "low"))
    assert list(find_miscounts(full, full)) == []
