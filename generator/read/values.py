"""What a field of a form may hold: prose, an id, a day, one of a few names. Each refuses in the reader's words."""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Annotated, Any

from generator.errors import Place, Problem, choose
from generator.model.audience import OUTPUTS
from generator.model.dates import PartialDate
from generator.read.accidents import QUOTE
from generator.read.located import SPACES, Listed, Located, Mapped, Typed
from generator.read.validate import PROSE, Absent, PlainValidator, ValidationInfo, WithJsonSchema, problems_of


def _scalar(value: Located, info: ValidationInfo) -> Typed | None:
    """Return a scalar that was given, or None where that has been complained about."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, Typed):
        return value
    kind = "a list stands" if isinstance(value, Listed) else "named values stand"
    problems_of(info).append(Problem(value.place, f"`{_name(info)}` takes text, but {kind} here", QUOTE))
    return None


def _name(info: ValidationInfo) -> str:
    return (info.field_name or "").rstrip("_")


def _prose(value: Located, info: ValidationInfo) -> Typed:
    typed = _scalar(value, info)
    if typed is None:
        return Absent("", value.place)
    if typed.swallowed:
        problems_of(info).append(_swallowed(typed.place, typed.swallowed))
    return Typed(typed.strip(SPACES), typed.place)


def _swallowed(place: Place, comment: str) -> Problem:
    remedy = f"{QUOTE}; before a comment, leave two spaces"
    return Problem(place, f"`{comment}` reads as a comment, and is no part of the text", remedy)


def _word(value: Located, info: ValidationInfo) -> Typed:
    typed = _scalar(value, info)
    return Absent("", value.place) if typed is None else typed


def _matching(pattern: str, what: str, remedy: str) -> Callable[[Located, ValidationInfo], Typed]:
    form = re.compile(pattern, re.ASCII)

    def matched(value: Located, info: ValidationInfo) -> Typed:
        typed = _word(value, info)
        if not isinstance(typed, Absent) and not form.fullmatch(typed):
            problems_of(info).append(Problem(typed.place, f"`{typed}` is no {what}", remedy))
        return typed

    return matched


def _many(value: Located, info: ValidationInfo) -> list[Typed]:
    """Return the texts of a list; one that stands alone is a list of one."""
    values = value if isinstance(value, Listed) else [value]
    words = [_word(each, info) for each in values]
    return [word for word in words if not isinstance(word, Absent) and word]


def _parsed(parse: Callable[[str], Any], what: str, remedy: str) -> Callable[[Located, ValidationInfo], Any]:
    def parsed(value: Located, info: ValidationInfo) -> Any:
        typed = _scalar(value, info)
        if typed is None:
            return None
        try:
            return parse(typed)
        except ValueError:
            problems_of(info).append(Problem(typed.place, f"`{typed}` is no {what}", remedy))
            return None

    return parsed


def _day(text: str) -> date:
    when = PartialDate.parse(text)
    if not when.day:
        raise ValueError(text)
    return when.first


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


def _truth(text: str) -> bool:
    if text not in _TRUTHS:
        raise ValueError(text)
    return _TRUTHS[text]


def _named(value: Located, info: ValidationInfo) -> Mapped:
    """Return named values as they are, whatever they hold."""
    if isinstance(value, Mapped):
        return value
    if not isinstance(value, Absent):
        problems_of(info).append(
            Problem(value.place, f"`{_name(info)}` needs names and values", "such as `{kind: toll}`")
        )
    return Mapped({}, value.place, {})


def _per_output(value: Located, info: ValidationInfo) -> Mapped | None:
    """Return named values; one word stands for all outputs."""
    if isinstance(value, Typed) and not isinstance(value, Absent):
        return Mapped(dict.fromkeys(OUTPUTS, value), value.place, dict.fromkeys(OUTPUTS, value.place))
    return _named(value, info) or None


def one_of(names: Collection[str]) -> tuple[PlainValidator, WithJsonSchema]:
    """Return the annotations of a text that is one of `names`."""

    def chosen(value: Located, info: ValidationInfo) -> Typed:
        typed = _word(value, info)
        if not isinstance(typed, Absent) and typed not in names:
            what = f"`{typed}` is no `{_name(info)}`"
            problems_of(info).append(Problem(typed.place, what, choice(typed, names)))
        return typed

    return PlainValidator(chosen), WithJsonSchema({"enum": list(names)})


def choice(typed: str, names: Collection[str]) -> str:
    """Return the help for a value that is none of a few `names`, which stand in their own order."""
    near = choose(typed.lower(), names)
    return near if near.startswith("did you") else "one of " + ", ".join(f"`{name}`" for name in names)


def forms(value: Located, info: ValidationInfo) -> Listed:
    """Return a list of named fields, each written as `- ` and its fields."""
    if isinstance(value, Listed):
        return value
    if not isinstance(value, Absent):
        remedy = f"begin each of `{_name(info)}` with `- `"
        problems_of(info).append(Problem(value.place, f"`{_name(info)}` is a list", remedy))
    return Listed([], value.place)


_DATE = r"^[12]\d{3}(-\d{2}(-\d{2})?)?$"
_ID_HELP = "small letters, digits and hyphens, beginning with a letter, at most 30: `harbour-toll`"

Text = Annotated[Typed, PlainValidator(_prose), WithJsonSchema({"type": "string"}), PROSE]
Word = Annotated[Typed, PlainValidator(_word), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Words = Annotated[
    list[Typed],
    PlainValidator(_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]}),
]
Id = Annotated[
    Typed,
    PlainValidator(_matching(r"[a-z][a-z0-9-]{0,29}", "id", _ID_HELP)),
    WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9-]{0,29}$"}),
]
Language = Annotated[
    Typed,
    PlainValidator(
        _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}", "language", "such as `en-US`, `de` or `fr-CA` (BCP 47)")
    ),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}$"}),
]
Day = Annotated[
    date | None,
    PlainValidator(_parsed(_day, "day", "write it as `2019-08-05`, in the years 1000 to 2999")),
    WithJsonSchema({"type": "string", "pattern": r"^[12]\d{3}-\d{2}-\d{2}$"}),
]
When = Annotated[
    PartialDate | None,
    PlainValidator(_parsed(PartialDate.parse, "date", "write it as `2018`, `2018-09` or `2018-09-14`")),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer"}]}),
]
Whole = Annotated[
    int | None,
    PlainValidator(_parsed(_whole, "whole number", "write it in digits, such as `4`")),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
YesNo = Annotated[
    bool | None,
    PlainValidator(_parsed(_truth, "`yes` or `no`", "write `yes` or `no`")),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}),
]
DateFormat = Annotated[
    Typed,
    # the fields of CLDR that a day has; any other would be refused, or be empty, when a date is written
    PlainValidator(
        _matching(
            r"(?=.*[dD])(?=.*[ML])(?=.*[yY])(d|D|M|L|y|Y|E|'[^']*'|[^A-Za-z'])+",
            "format of a date",
            "such as `D MMMM YYYY`",
        )
    ),
    WithJsonSchema({"type": "string"}),
]
# the schema of a select is told once, by the schema itself
Select = Annotated[Mapped, PlainValidator(_named), WithJsonSchema({"title": "Select", "type": "object"})]
PerOutput = Annotated[Mapped | None, PlainValidator(_per_output), WithJsonSchema({"type": ["string", "object"]})]
Named = Annotated[Mapped, PlainValidator(_named), WithJsonSchema({"type": "object"})]
