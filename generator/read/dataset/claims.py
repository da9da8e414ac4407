"""Claims of statements, and events -> what is not borne out: words that are not there, and numbers that are not so."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from generator.errors import Problem, suggest
from generator.model.dataset import Claim, Event, Statement
from generator.model.selection import Selection, selected, value_of
from generator.read.dataset.selections import selection
from generator.read.form.dataset import ClaimForm
from generator.read.syntax.positions import Typed

MEASURES = ("count", "sum", "first", "last")
MOST_NAMED = 12  # events in the help of a false claim


def claim(form: ClaimForm, columns: Collection[str], found: list[Problem]) -> Claim | None:
    """Return the claim of `form` on events with `columns`, or None where its problems are now in `found`."""
    before = len(found)
    given = [name for name in MEASURES if getattr(form, name) is not None]
    if len(given) != 1:
        what = f"a claim has one of {', '.join(f'`{name}`' for name in MEASURES)}"
        found.append(Problem(form.place, what, "such as `{says: four rises, count: {kind: toll}, is: 4}`"))
        return None
    measure = given[0]
    _check_expected(measure, form.is_, found)
    select = selection(getattr(form, measure), columns, found)
    whole = form.says and form.is_ and len(found) == before
    return Claim(str(form.says), measure, select, str(form.is_), form.place) if whole else None


def _check_expected(measure: str, expected: Typed, found: list[Problem]) -> None:
    if not expected:
        return  # it is missing, which has been said
    if measure in ("count", "sum"):
        if not re.fullmatch(r"0|[1-9]\d{0,8}", expected, re.ASCII):
            found.append(Problem(expected.place, f"`{expected}` is no whole number", "write it in digits, such as `4`"))
    elif not re.fullmatch(r"\d{4}(-\d\d){0,2}", expected, re.ASCII):
        found.append(Problem(expected.place, f"`{expected}` is no date", "write it as in events.csv: `2018-09-14`"))


def not_borne_out(statements: Sequence[Statement], events: Sequence[Event]) -> Iterator[Problem]:
    """Yield a problem for each claim whose words do not stand in its statement, or whose number is another."""

    @cache  # claims ask the same again and again, and events are many
    def counted(select: Selection) -> Sequence[Event]:
        return selected(select, events)

    for statement in statements:
        for each in statement.claims:
            if statement.text and not _stands(each.says, statement):
                yield _not_said(each, statement)
            yield from _not_so(each, statement, counted(each.select), events)


def _stands(says: str, statement: Statement) -> bool:
    """Whether `says` stands in a wording of `statement`, as whole words, emphasis and line breaks aside."""
    words = re.compile(rf"(?<!\w){re.escape(_even(says))}(?!\w)")
    wordings = (statement.text, statement.short, statement.headline, statement.question)
    return any(words.search(_even(str(wording))) for wording in wordings)


def _even(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def _not_said(claim: Claim, statement: Statement) -> Problem:
    what = f"`{claim.says}` stands in no wording of `{statement.id}`"
    return Problem(claim.place, what, "let `says` quote whole words of its text, short or headline")


def _not_so(claim: Claim, statement: Statement, counted: Sequence[Event], events: Sequence[Event]) -> Iterator[Problem]:
    uncounted = [event.id for event in counted if claim.measure == "sum" and event.count is None]
    if uncounted:
        what = f"`sum` needs a `count` in each row, and these have none: {', '.join(uncounted[:MOST_NAMED])}"
        yield Problem(claim.place, what, "fill them in, or `count` the rows")
        return
    measured = _measured(claim.measure, counted)
    if measured == claim.expected:
        return
    rows = "1 row of events.csv matches" if len(counted) == 1 else f"{len(counted)} rows of events.csv match"
    result = f"`{claim.measure}` is {measured}" if measured else "there is no date"
    said = f"`{claim.says}` (statement `{statement.id}`) does not hold"
    what = f"{said}: {rows}, and {result}, not {claim.expected}"
    yield Problem(claim.place, what, _unmet(claim.select, events) or _named(counted))


def _measured(measure: str, events: Sequence[Event]) -> str:
    match measure:
        case "count":
            return str(len(events))
        case "sum":
            return str(sum(event.count or 0 for event in events))
        case "first":
            return str(min((event.date for event in events), key=lambda date: (date.first, date.last), default=""))
        case _:
            return str(max((event.date for event in events), key=lambda date: (date.last, date.first), default=""))


def _unmet(select: Selection, events: Sequence[Event]) -> str:
    """Return help where a value of `select` occurs in no event at all, which is most often a misspelling."""
    for condition in select.conditions:
        known = {value for event in events for value in _each(value_of(event, condition.column)) if value}
        for value in condition.values:
            if value not in known:
                return f"no row has `{value}` in `{condition.column}`: {suggest(value, known)}"
    return ""


def _each(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _named(events: Sequence[Event]) -> str:
    ids = [event.id for event in events[:MOST_NAMED]]
    more = f" and {len(events) - MOST_NAMED} more" if len(events) > MOST_NAMED else ""
    return f"the {'row is' if len(ids) == 1 else 'rows are'} {', '.join(ids)}{more}" if ids else "look at its select"
