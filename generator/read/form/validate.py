"""Forms: named fields, and values as typed -> forms filled in, with every problem in the reader's words.

Whatever finds fault adds to the list of problems and lets a harmless value stand in, so that one pass finds everything;
whoever began the pass raises. A field is described once: what it may hold is checked here, and told by schema.py.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from difflib import get_close_matches
from typing import Any, ClassVar, Final, Generic, TypeVar, overload

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.read.syntax.positions import Located, Mapped, Typed

Held = TypeVar("Held")
AnyForm = TypeVar("AnyForm", bound="Form")


class Absent(Typed):
    """Stands in for a required value that was not given, which has been said already."""

    __slots__ = ()


class Value(Struct, Generic[Held], frozen=True):
    """What a field may hold: how it is read, under the name of its field, and its JSON schema, empty where untold."""

    read: Callable[[Located, str, list[Problem]], Held]
    schema: Mapping[str, Any]
    prose: bool = False  # a comment may have swallowed the end of it
    forms: tuple[type["Form"], ...] = ()  # those that it holds


_REQUIRED: Final = object()


class Field(Generic[Held]):
    """One field of a form; asked of a form that was filled in, what it holds."""

    def __init__(
        self, value: Value[Any], description: str, default: Any, examples: Sequence[Any], written: str
    ) -> None:
        self.value = value
        self.description = description
        self.default = default
        self.examples = examples
        self.written = written  # by an author; the name in code where empty

    def __set_name__(self, form: type["Form"], name: str) -> None:
        self.name = name
        self.written = self.written or name

    @overload
    def __get__(self, form: None, kind: type["Form"]) -> "Field[Held]": ...
    @overload
    def __get__(self, form: "Form", kind: type["Form"]) -> Held: ...
    def __get__(self, form: "Form | None", kind: type["Form"]) -> "Field[Held] | Held":
        return self  # a form that was filled in has a value of this name itself

    @property
    def required(self) -> bool:
        return self.default is _REQUIRED


@overload
def field(
    value: Value[Held], description: str = "", *, examples: Sequence[Any] = (), written: str = ""
) -> Field[Held]: ...
@overload
def field(
    value: Value[Held], description: str = "", *, default: Held, examples: Sequence[Any] = (), written: str = ""
) -> Field[Held]: ...
@overload
def field(
    value: Value[Held], description: str = "", *, default: None, examples: Sequence[Any] = (), written: str = ""
) -> Field[Held | None]: ...
def field(
    value: Value[Any],
    description: str = "",
    *,
    default: Any = _REQUIRED,
    examples: Sequence[Any] = (),
    written: str = "",
) -> Field[Any]:
    """Return a field of a form, required where it has no `default`; `written` is its name where Python keeps that."""
    return Field(value, description, default, examples, written)


class Form:
    """Named fields, as an author fills them in. `place` is where they begin; `given` are those that are there."""

    schema_name: ClassVar[str]
    fields_by_name: ClassVar[Mapping[str, Field[Any]]] = {}  # as an author writes them, those of its parents first
    required: ClassVar[Sequence[str]] = ()  # of their names
    defaults: ClassVar[Mapping[str, Any]] = {}  # of the others, by their names in code

    def __init_subclass__(cls) -> None:
        cls.schema_name = cls.__name__.removesuffix("Form")
        own = {each.written: each for each in vars(cls).values() if isinstance(each, Field)}
        cls.fields_by_name = {**cls.fields_by_name, **own}
        cls.required = [name for name, each in cls.fields_by_name.items() if each.required]
        cls.defaults = {each.name: each.default for each in cls.fields_by_name.values() if not each.required}

    def __init__(self, place: Place, given: Set[str], values: Mapping[str, Any]) -> None:
        self.place = place
        self.given = given
        self.__dict__.update(values)


def filled(form: type[AnyForm], value: Located, found: list[Problem]) -> AnyForm:
    """Return `form` with the fields of `value`; problems are added to `found`, and their values stand-ins."""
    given = _entries(form, value, found)
    values = {**form.defaults}
    for name, each in given.items():
        field = form.fields_by_name[name]
        values[field.name] = field.value.read(each, name, found)
    return form(value.place, given.keys(), values)


def _entries(form: type[Form], value: Located, found: list[Problem]) -> Mapping[str, Located]:
    """Return the known fields of `value` that hold something, and stand-ins for the required ones that do not."""
    fields = form.fields_by_name
    if not isinstance(value, Mapped):
        if not isinstance(value, Absent):
            named = ", ".join(f"`{name}`" for name in fields)
            found.append(Problem(value.place, "fields are expected here", f"valid names: {named}"))
        return {name: Absent("", value.place) for name in form.required}
    given = {name: each for name, each in value.items() if name in fields and _holds(each, fields[name])}
    missing = [name for name in form.required if name not in given]
    stand_ins = {name: Absent("", value.place) for name in missing}
    for name in value:
        if name not in fields:
            free = [each for each in fields if each not in value]
            meant = get_close_matches(name, free, n=1) or get_close_matches(name, fields, n=1)
            missing = [each for each in missing if each not in meant]  # one slip, one problem
            found.append(_unknown(name, meant, value, fields))
    found += [_missing(name, fields[name], value) for name in missing]
    return {**given, **stand_ins}


def _holds(value: Located, field: Field[Any]) -> bool:
    """Whether something was given, if only a comment where prose was meant."""
    return value != "" or (field.value.prose and isinstance(value, Typed) and bool(value.swallowed))


def _unknown(name: str, meant: Sequence[str], value: Mapped, fields: Collection[str]) -> Problem:
    remedy = f"did you mean `{meant[0]}`?" if meant else suggest("", fields)
    return Problem(value.places[name], f"there is no field `{name}` here", remedy)


def _missing(name: str, field: Field[Any], value: Mapped) -> Problem:
    if name in value:
        return Problem(value.places[name], f"`{name}` is empty", _example(name, field))
    named = f" (`{value['id']}`)" if isinstance(value.get("id"), Typed) else ""
    return Problem(value.place, f"`{name}` is missing{named}", _example(name, field))


def _example(name: str, field: Field[Any]) -> str:
    return f"for example `{name}: {as_yaml(field.examples[0])}`" if field.examples else ""


def as_yaml(value: Any) -> str:
    """Return an example as YAML in one line."""
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {as_yaml(each)}" for name, each in value.items()) + "}"
    return f'"{value}"' if ": " in str(value) or ", " in str(value) else str(value)
