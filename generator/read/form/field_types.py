"""What a field of a form may hold: prose, an id, a day, one of a few names. Each refuses in the reader's words."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TypeVar

from generator.errors import Place, Problem, suggest
from generator.model.audience import OUTPUTS
from generator.model.dates import PartialDate
from generator.read.form.validate import Absent, Form, Value, filled
from generator.read.syntax.positions import SPACES, Listed, Located, Mapped, Typed
from generator.read.syntax.yaml_errors import QUOTE

AnyForm = TypeVar("AnyForm", bound=Form)
Parsed = TypeVar("Parsed")


def _scalar(value: Located, name: str, found: list[Problem]) -> Typed | None:
    """Return a scalar that was given, or None where that has been complained about."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, Typed):
        return value
    kind = "a list stands" if isinstance(value, Listed) else "named values stand"
    found.append(Problem(value.place, f"`{name}` takes text, but {kind} here", QUOTE))
    return None


def _prose(value: Located, name: str, found: list[Problem]) -> Typed:
    typed = _scalar(value, name, found)
    if typed is None:
        return Absent("", value.place)
    if typed.swallowed:
        found.append(_swallowed(typed.place, typed.swallowed))
    text = typed.strip(SPACES)
    return typed if len(text) == len(typed) and not typed.swallowed else Typed(text, typed.place)


def _swallowed(place: Place, comment: str) -> Problem:
    remedy = f"{QUOTE}; before a comment, leave two spaces"
    return Problem(place, f"`{comment}` reads as a comment, and is no part of the text", remedy)


def _word(value: Located, name: str, found: list[Problem]) -> Typed:
    typed = _scalar(value, name, found)
    return Absent("", value.place) if typed is None else typed


def _matching(pattern: str, what: str, remedy: str) -> Callable[[Located, str, list[Problem]], Typed]:
    form = re.compile(pattern, re.ASCII)

    def matched(value: Located, name: str, found: list[Problem]) -> Typed:
        typed = _word(value, name, found)
        if not isinstance(typed, Absent) and not form.fullmatch(typed):
            found.append(Problem(typed.place, f"`{typed}` is no {what}", remedy))
        return typed

    return matched


def _some(value: Located, name: str, found: list[Problem]) -> list[Typed]:
    values = _many(value, name, found)
    if not values:
        found.append(Problem(value.place, f"`{name}` is empty", "it needs one at least"))
    return values


def _many(value: Located, name: str, found: list[Problem]) -> list[Typed]:
    """Return the texts of a list; one that stands alone is a list of one."""
    values = value if isinstance(value, Listed) else [value]
    words = [_word(each, name, found) for each in values]
    return [word for word in words if not isinstance(word, Absent) and word]


def _parsed(
    parse: Callable[[str], Parsed], what: str, remedy: str
) -> Callable[[Located, str, list[Problem]], Parsed | None]:
    def parsed(value: Located, name: str, found: list[Problem]) -> Parsed | None:
        typed = _scalar(value, name, found)
        if typed is None:
            return None
        try:
            return parse(typed)
        except ValueError:
            found.append(Problem(typed.place, f"`{typed}` is no {what}", remedy))
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


def _named(value: Located, name: str, found: list[Problem]) -> Mapped:
    """Return named values as they are, whatever they hold."""
    if isinstance(value, Mapped):
        return value
    if not isinstance(value, Absent):
        found.append(Problem(value.place, f"`{name}` needs names and values", "such as `{kind: toll}`"))
    return Mapped({}, value.place, {})


def _per_output(value: Located, name: str, found: list[Problem]) -> Mapped | None:
    """Return named values; one word stands for all outputs."""
    if isinstance(value, Typed) and not isinstance(value, Absent):
        return Mapped(dict.fromkeys(OUTPUTS, value), value.place, dict.fromkeys(OUTPUTS, value.place))
    return _named(value, name, found) or None


def one_of(names: Collection[str]) -> Value[Typed]:
    """A text that is one of `names`."""

    def chosen(value: Located, name: str, found: list[Problem]) -> Typed:
        typed = _word(value, name, found)
        if not isinstance(typed, Absent) and typed not in names:
            found.append(Problem(typed.place, f"`{typed}` is no `{name}`", choice(typed, names)))
        return typed

    return Value(chosen, {"enum": list(names)})


def choice(typed: str, names: Collection[str]) -> str:
    """Return the help for a value that is none of a few `names`, which stand in their own order."""
    near = suggest(typed.lower(), names)
    return near if near.startswith("did you") else "one of " + ", ".join(f"`{name}`" for name in names)


def listed(value: Located, name: str, found: list[Problem]) -> Listed:
    """Return a list of named fields, each written as `- ` and its fields."""
    if isinstance(value, Listed):
        return value
    if not isinstance(value, Absent):
        found.append(Problem(value.place, f"`{name}` is a list", f"begin each of `{name}` with `- `"))
    return Listed([], value.place)


def form_of(kind: type[AnyForm]) -> Value[AnyForm]:
    """Named fields of a form."""
    return Value(lambda value, name, found: filled(kind, value, found), reference(kind), forms=(kind,))


def forms_of(
    kind: type[AnyForm], entries: Callable[[Located, str, list[Problem]], Listed] = listed
) -> Value[list[AnyForm]]:
    """A list of forms of one kind; `entries` finds what each is filled in with."""

    def read(value: Located, name: str, found: list[Problem]) -> list[AnyForm]:
        return [filled(kind, each, found) for each in entries(value, name, found)]

    return Value(read, {"type": "array", "items": reference(kind)}, forms=(kind,))


def reference(kind: type[Form]) -> Mapping[str, str]:
    """Return what stands in a schema for a form."""
    return {"$ref": f"#/$defs/{kind.schema_name}"}


_DATE = r"^[12]\d{3}(-\d{2}(-\d{2})?)?$"
_ID_HELP = "small letters, digits and hyphens, beginning with a letter, at most 30: `harbour-toll`"

Text = Value(_prose, {"type": "string"}, prose=True)
Word = Value(_word, {"type": ["string", "number", "boolean"]})
SomeWords = Value(_some, {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1})
Words = Value(_many, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]})
Id = Value(_matching(r"[a-z][a-z0-9-]{0,29}", "id", _ID_HELP), {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,29}$"})
Language = Value(
    _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}", "language", "such as `en-US`, `de` or `fr-CA` (BCP 47)"),
    {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}$"},
)
Day = Value(
    _parsed(_day, "day", "write it as `2019-08-05`, in the years 1000 to 2999"),
    {"type": "string", "pattern": r"^[12]\d{3}-\d{2}-\d{2}$"},
)
When = Value(
    _parsed(PartialDate.parse, "date", "write it as `2018`, `2018-09` or `2018-09-14`"),
    {"anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer"}]},
)
Whole = Value(_parsed(_whole, "whole number", "write it in digits, such as `4`"), {"type": "integer", "minimum": 0})
YesNo = Value(
    _parsed(_truth, "`yes` or `no`", "write `yes` or `no`"), {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}
)
DateFormat = Value(
    # the fields of CLDR that a day has; any other would be refused, or be empty, when a date is written
    _matching(
        r"(?=.*[dD])(?=.*[ML])(?=.*[yY])(d|D|M|L|y|Y|E|'[^']*'|[^A-Za-z'])+",
        "format of a date",
        "such as `D MMMM YYYY`",
    ),
    {"type": "string"},
)
# the schema of a select is told once, by the schema itself
Select = Value(_named, {"$ref": "#/$defs/Select"})
PerOutput = Value(_per_output, {"type": ["string", "object"]})
Named = Value(_named, {"type": "object"})
