"""Values as typed -> forms filled in, with every problem in the reader's words. The only module with pydantic.

Whatever finds fault says so in the list of problems (pydantic's context) and lets a harmless value stand in, so that
one pass finds everything; whoever began the pass raises.
"""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, model_validator

# what forms and the values of their fields are written with, so that pydantic is imported here alone
from pydantic import BeforeValidator as BeforeValidator
from pydantic import Field as Field
from pydantic import PlainValidator as PlainValidator
from pydantic import ValidationInfo as ValidationInfo
from pydantic import WithJsonSchema as WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema as SkipJsonSchema

from generator.errors import Place, Problem, choose
from generator.read.located import Located, Mapped, Typed

AnyForm = TypeVar("AnyForm", bound="Form")
_NOWHERE = Place("")


PROSE = "prose"  # marks the fields whose text a comment may have swallowed


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
    needed = {name: Absent("", value.place) for name, field in fields.items() if field.is_required()}
    if not isinstance(value, Mapped):
        if not isinstance(value, Absent):
            named = ", ".join(f"`{name}`" for name in fields)
            found.append(Problem(value.place, "fields are expected here", f"there are: {named}"))
        return needed
    given = {name: each for name, each in value.items() if name in fields and _holds(each, fields[name])}
    missing = [name for name in needed if name not in given]
    for name in value:
        if name not in fields:
            free = [each for each in fields if each not in value]
            meant = get_close_matches(name, free, n=1) or get_close_matches(name, fields, n=1)
            missing = [each for each in missing if each not in meant]  # one slip, one problem
            found.append(_unknown(name, meant, value, fields))
    found += [_missing(name, fields[name], value) for name in missing]
    return {**needed, **given}


def _holds(value: Located, field: FieldInfo) -> bool:
    """Whether something was given, if only a comment where prose was meant."""
    return value != "" or (PROSE in field.metadata and isinstance(value, Typed) and bool(value.swallowed))


@cache
def _fields(form: type[Form]) -> Mapping[str, FieldInfo]:
    """Return the fields of `form` by the names that an author writes."""
    return {field.alias or name: field for name, field in form.model_fields.items() if name != "place"}


def _unknown(name: str, meant: Sequence[str], value: Mapped, fields: Collection[str]) -> Problem:
    remedy = f"did you mean `{meant[0]}`?" if meant else choose("", fields)
    return Problem(value.places[name], f"there is no field `{name}` here", remedy)


def _missing(name: str, field: FieldInfo, value: Mapped) -> Problem:
    if name in value:
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
    return f'"{value}"' if ": " in str(value) or ", " in str(value) else str(value)
