"""The claims of a dataset, and its events -> problems: words that no text has, numbers that are wrong."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.errors import Problem, most_similar, suggest
from generator.language.slips import is_slip
from generator.model.dataset import SECTIONS, Dataset, Event, Positions, Statement
from generator.model.selection import Claim, Selection, conditions_of, select_records, values_of
from generator.model.text import Text
from generator.read.dataset.selections import read_select
from generator.read.form.dataset import ClaimForm
from generator.read.form.field_types import INTEGER_HELP
from generator.read.syntax.nodes import ScalarNode

MEASURES = ("count", "sum", "first", "last")
_WORD = re.compile(r"\w")
_MOST_LISTED = 12  # events in a help


def build_claim(form: ClaimForm, columns: Collection[str], problems: list[Problem]) -> Claim | None:
    """Return the claim of `form` on events with `columns`, or None if it is faulty."""
    before = len(problems)
    measures = [name for name in MEASURES if getattr(form, name) is not None]
    if len(measures) != 1:
        what = f"a claim needs exactly one of {', '.join(f'`{name}`' for name in MEASURES)}"
        remedy = "such as `{says: four rises, count: {kind: toll}, is: 4}`"
        problems.append(Problem(form.place, what, remedy))
        return None
    measure = measures[0]
    _check_expected(measure, form.is_, problems)
    select = read_select(getattr(form, measure), columns, problems)
    if len(problems) > before or not form.says or not form.is_:
        return None
    return Claim(str(form.says), measure, select, str(form.is_), form.place)


def _check_expected(measure: str, expected: ScalarNode, problems: list[Problem]) -> None:
    if not expected:
        return  # a missing field, which has been reported
    if measure in ("count", "sum"):
        if not re.fullmatch(r"0|[1-9]\d{0,8}", expected, re.ASCII):
            problems.append(Problem(expected.place, f"`{expected}` is not a whole number", INTEGER_HELP))
    elif not re.fullmatch(r"\d{4}(-\d\d){0,2}", expected, re.ASCII):
        what = f"`{expected}` is not a valid date"
        problems.append(Problem(expected.place, what, "write it as in events.csv: `2018-09-14`"))


class Claimed(Struct, frozen=True):
    """A part of a dataset that can have claims, and its texts that are not empty, by the names of their fields."""

    kind: str  # dataset | section | group | statement | figure
    id: str
    texts: Mapping[str, Text]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"`{self.id}`" if self.kind in ("dataset", "section") else f"{self.kind} `{self.id}`"

    @property
    def key(self) -> str:
        """What it is called in a manifest."""
        return f"{self.kind} {self.id}" if self.kind in ("group", "figure") else self.id


def list_claimed(dataset: Dataset) -> Iterator[Claimed]:
    """Yield all parts that can have claims, whether they have any or not."""
    own = {name: text for name, text in {**_texts(dataset), **dataset.fields}.items() if text}
    yield Claimed("dataset", "dataset.yaml", own, dataset.claims)
    for name in SECTIONS:
        section = getattr(dataset, name)
        yield Claimed("section", name, _texts(section), section.claims)
    for group in dataset.developments.groups:
        yield Claimed("group", group.id, _texts(group), group.claims)
    for statement in dataset.statements:
        texts = _texts(statement) if statement.text else {}  # a missing one has been reported
        yield Claimed("statement", statement.id, texts, statement.claims)
    for figure in dataset.figures:
        yield Claimed("figure", figure.id, _texts(figure), figure.claims)


def _texts(part: Struct) -> dict[str, Text]:
    """Return the texts of `part` that are not empty, by the names of their fields; those of positions are numbered."""
    values = {name: getattr(part, name) for name in part.__struct_fields__}
    if isinstance(part, Statement):
        values |= {f"positions {number}": position.text for number, position in enumerate(part.positions, 1)}
    if isinstance(part, Positions):
        values |= {f"title of {party.id}": party.title for party in (*part.topics, *part.holders)}
    return {name: value for name, value in values.items() if isinstance(value, Text) and value}


def check_claims(dataset: Dataset, events: Sequence[Event]) -> Iterator[Problem]:
    """Yield a problem for each claim whose words are in no text of what it stands at, or whose number is wrong."""
    misspelt = _misspelt_kinds(dataset)
    for claimed in list_claimed(dataset):
        for claim in claimed.claims:
            if claimed.texts and not _is_quoted(claim.says, claimed.texts.values()):
                what = f"`{claim.says}` is not in any text of {claimed.name}"
                yield Problem(claim.place, what, "quote whole words of one of its texts")
            kinds = (value for column, values in conditions_of(claim.select) if column == "kind" for value in values)
            if misspelt.isdisjoint(kinds):
                yield from _check_number(claim, claimed.name, events)


def _misspelt_kinds(dataset: Dataset) -> set[str]:
    """Return the declared kinds that rows misspell, which is reported there: claims cannot count them."""
    unknown = {event.kind for event in dataset.events} - dataset.kinds.keys() if dataset.kinds else ()
    return {most_similar(kind, dataset.kinds) for kind in unknown} - {""}


def _is_quoted(says: str, texts: Iterable[Text]) -> bool:
    """Whether one of `texts` has the words `says`, regardless of emphasis and line breaks."""
    words = normalize(says)
    return any(has_words(normalize(text.value), words) for text in texts)


def has_words(text: str, words: str) -> bool:
    """Return whether `words` are in `text`, and not as a part of others; without a pattern, which may backtrack."""
    start = text.find(words)
    while start >= 0:
        if not _WORD.match(text[max(start - 1, 0) : start]) and not _WORD.match(text, start + len(words)):
            return True
        start = text.find(words, start + 1)
    return False


def normalize(text: str) -> str:
    """Return `text` without emphasis, in one line."""
    return " ".join(text.replace("*", "").split())


def _check_number(claim: Claim, name: str, events: Sequence[Event]) -> Iterator[Problem]:
    matching = select_records(claim.select, events)
    uncounted = [event.id for event in matching if claim.measure == "sum" and event.count is None]
    if uncounted:
        what = f"`sum` needs a `count` in each row, but these have none: {_list(uncounted)}"
        yield Problem(claim.place, what, "fill them in, or use `count` to count the rows")
        return
    measured = _measure(claim.measure, matching)
    if measured == claim.expected:
        return
    rows = "1 row of events.csv matches" if len(matching) == 1 else f"{len(matching)} rows of events.csv match"
    what = (
        f"claim `{claim.says}` of {name} does not hold: {rows}, so "
        f"`{claim.measure}` is {measured or 'empty'}, not {claim.expected}"
    )
    ids = _list([event.id for event in matching])
    remedy = f"matching {'row' if len(matching) == 1 else 'rows'}: {ids}" if ids else "check its select"
    yield Problem(claim.place, what, _explain_select(claim.select, events) or remedy)


def _measure(measure: str, events: Sequence[Event]) -> str:
    match measure:
        case "count":
            return str(len(events))
        case "sum":
            return str(sum(event.count or 0 for event in events))
        case "first":
            return str(min((event.date for event in events), key=lambda date: (date.first, date.last), default=""))
        case _:
            return str(max((event.date for event in events), key=lambda date: (date.last, date.first), default=""))


def _explain_select(select: Selection, events: Sequence[Event]) -> str:
    """Return help if no event has a value of `select`, or one has it with a slip: most often, that is why."""
    for column, wanted in conditions_of(select):
        known = {value: event for event in events for value in values_of(event, column)}
        for value in wanted:
            if value not in known:
                return f"no row has `{value}` in `{column}`: {suggest(value, known, 'values')}"
            if slip := next((other for other in known if other not in wanted and is_slip(other, value)), ""):
                return f"`{known[slip].id}` has `{slip}` in `{column}`: did you mean `{value}`?"
    return ""


def _list(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_LISTED} more" if len(ids) > _MOST_LISTED else ""
    return ", ".join(ids[:_MOST_LISTED]) + more
