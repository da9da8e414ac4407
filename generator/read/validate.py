"""Values as typed -> forms filled in, with every problem in the reader's words. The only module with pydantic.

A validator that finds fault says so in the list of problems (pydantic's context) and lets a harmless value stand in,
so that one pass finds everything; whoever began the pass raises.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PlainValidator, WithJsonSchema, model_validator
from pydantic import BeforeValidator as BeforeValidator  # forms take these from here, so that
from pydantic import Field as Field  # pydantic is imported
from pydantic import ValidationInfo as ValidationInfo  # in one place
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema

from generator.errors import Place, Problem, choose
from generator.model.dates import PartialDate
from generator.read.accidents import QUOTE
from generator.read.located import Listed, Located, Mapped, Typed

AnyForm = TypeVar("AnyForm", bound="Form")
_NOWHERE = Place("")


class Absent(Typed):
    """Stands in for a required value that was not given, which has been said already."""


class Form(BaseModel):
    """Named fields, as an author fills them in. `place` is where they begin."""

    # building is deferred, so that each form is built once, as part of the outermost
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True, title=None
    )
    place: SkipJsonSchema[Any] = _NOWHERE

    @model_validator(mode="wrap")
    @classmethod
    def _filled(cls, value: Any, handler: ModelWrapValidatorHandler["Form"], info: ValidationInfo) -> "Form":
        return handler({**_entries(cls, value, problems_of(info)), "place": value.place})


def problems_of(info: ValidationInfo) -> list[Problem]:
    """Return the list to which problems of this pass are added."""
    found: list[Problem] = info.context if isinstance(info.context, list) else []
    return found


def filled(form: type[AnyForm], value: Mapped, found: list[Problem]) -> AnyForm:
    """Return `form` with the fields of `value`; problems are added to `found`, and their values stand-ins."""
    return form.model_validate(value, context=found)


def described(form: type[Form]) -> dict[str, Any]:
    """Return the JSON schema (Draft 2020-12) of `form`."""
    return form.model_json_schema(by_alias=True)


def _entries(form: type[Form], value: Located, found: list[Problem]) -> dict[str, Any]:
    """Return the known fields of `value` that hold something, and stand-ins for the required ones that do not."""
    fields = _fields(form)
    if not isinstance(value, Mapped):
        if not isinstance(value, Absent):
            found.append(
                Problem(
                    value.place, "fields are expected here", "there are: " + ", ".join(f"`{name}`" for name in fields)
                )
            )
        return {name: Absent("", value.place) for name, field in fields.items() if field.is_required()}
    given = {name: each for name, each in value.items() if name in fields and each != ""}
    missing = [name for name, field in fields.items() if field.is_required() and name not in given]
    for name in value:
        if name not in fields:
            free = [each for each in fields if each not in value]
            meant = get_close_matches(name, free, n=1) or get_close_matches(name, fields, n=1)
            missing = [each for each in missing if each not in meant]  # one slip, one problem
            found.append(_unknown(name, meant, value, fields))
    found += [_missing(name, fields[name], value) for name in missing]
    needed = {name: Absent("", value.place) for name, field in fields.items() if field.is_required()}
    return {**needed, **given}


@cache
def _fields(form: type[Form]) -> Mapping[str, FieldInfo]:
    """Return the fields of `form` by the names that an author writes."""
    return {field.alias or name: field for name, field in form.model_fields.items() if name != "place"}


def _unknown(name: str, meant: Sequence[str], value: Mapped, fields: Collection[str]) -> Problem:
    remedy = f"did you mean `{meant[0]}`?" if meant else choose("", fields)
    return Problem(value.places[name], f"there is no field `{name}` here", remedy)


def _missing(name: str, field: FieldInfo, value: Mapped) -> Problem:
    if name in value:
        swallowed = getattr(value[name], "swallowed", "")
        if swallowed:
            return _swallowed(value[name].place, swallowed)
        return Problem(value.places[name], f"`{name}` is empty", _example(name, field))
    named = f" (`{value['id']}`)" if isinstance(value.get("id"), Typed) else ""
    return Problem(value.place, f"`{name}` is missing{named}", _example(name, field))


def _example(name: str, field: FieldInfo) -> str:
    examples = field.examples or []
    return f"for example `{name}: {as_yaml(examples[0])}`" if examples else ""


def as_yaml(value: Any) -> str:
    """Return an example as YAML in one line."""
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {as_yaml(each)}" for name, each in value.items()) + "}"
    return str(value)


def _swallowed(place: Place, comment: str) -> Problem:
    remedy = f"{QUOTE}; before a comment, leave two spaces"
    return Problem(place, f"`{comment}` reads as a comment, and is no part of the text", remedy)


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
    return Typed(typed.strip(), typed.place)


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

Text = Annotated[Typed, PlainValidator(_prose), WithJsonSchema({"type": "string"})]
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
        _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "language", "such as `en-US`, `de` or `fr-CA` (BCP 47)")
    ),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
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
Named = Annotated[Mapped, PlainValidator(_named), WithJsonSchema({"type": "object"})]
