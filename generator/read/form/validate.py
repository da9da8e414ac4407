"""Forms: declared fields, and a mapping as typed -> a form with validated values, and all problems at once.

A reader that finds a fault adds it to the list of problems and returns a harmless value, so that one pass finds all of
them; whoever started the pass raises. The JSON schema and the help in problems come from the same declarations.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import islice
from typing import Any, ClassVar, Final, Generic, TypeVar, overload

from msgspec import Struct

from generator.errors import Place, Problem, most_similar, suggest
from generator.read.syntax.decode import MOST_SHOWN
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode

Value = TypeVar("Value")
AnyForm = TypeVar("AnyForm", bound="Form")


class Missing(ScalarNode):
    """Stands in for a required value that is missing, which has already been reported."""

    __slots__ = ()


class FieldType(Struct, Generic[Value], frozen=True):
    """What a field may hold: how its node is read, given the field's name, and its JSON schema."""

    read: Callable[[Node, str, list[Problem]], Value]
    schema: Mapping[str, Any]
    is_prose: bool = False  # a comment may be a part of the text
    forms: tuple[type["Form"], ...] = ()  # that it holds


_REQUIRED: Final = object()


class Field(Generic[Value]):
    """The declaration of a form's field; on a validated form, the attribute is the field's value."""

    def __init__(
        self, field_type: FieldType[Any], description: str, default: Any, examples: Sequence[Any], key: str
    ) -> None:
        self.type = field_type
        self.description = description
        self.default = default
        self.examples = examples
        self.key = key  # as authors write it; the attribute's name unless given

    def __set_name__(self, form: type["Form"], name: str) -> None:
        self.name = name
        self.key = self.key or name

    @overload
    def __get__(self, form: None, form_type: type["Form"]) -> "Field[Value]": ...
    @overload
    def __get__(self, form: "Form", form_type: type["Form"]) -> Value: ...
    def __get__(self, form: "Form | None", form_type: type["Form"]) -> "Field[Value] | Value":
        return self  # the value of a validated form is in its __dict__, which comes first

    @property
    def required(self) -> bool:
        return self.default is _REQUIRED


@overload
def field(
    field_type: FieldType[Value], description: str = "", *, examples: Sequence[Any] = (), key: str = ""
) -> Field[Value]: ...
@overload
def field(
    field_type: FieldType[Value], description: str = "", *, default: Value, examples: Sequence[Any] = (), key: str = ""
) -> Field[Value]: ...
@overload
def field(
    field_type: FieldType[Value], description: str = "", *, default: None, examples: Sequence[Any] = (), key: str = ""
) -> Field[Value | None]: ...
def field(
    field_type: FieldType[Any],
    description: str = "",
    *,
    default: Any = _REQUIRED,
    examples: Sequence[Any] = (),
    key: str = "",
) -> Field[Any]:
    """Declare a field, required unless it has a `default`; `key` is its name in files if that differs."""
    return Field(field_type, description, default, examples, key)


class Form:
    """Named fields as an author fills them in; `place` is where they start, `given` the keys that have a value."""

    schema_name: ClassVar[str]
    fields_by_key: ClassVar[Mapping[str, Field[Any]]] = {}  # by key, inherited ones first

    def __init_subclass__(cls) -> None:
        cls.schema_name = cls.__name__.removesuffix("Form")
        declared = [value for value in vars(cls).values() if isinstance(value, Field)]
        cls.fields_by_key = {**cls.fields_by_key, **{declaration.key: declaration for declaration in declared}}

    def __init__(self, place: Place, given: Set[str], values: Mapping[str, Any]) -> None:
        self.place = place
        self.given = given
        self.__dict__.update(values)


def validate(form: type[AnyForm], node: Node, problems: list[Problem]) -> AnyForm:
    """Return `form` with the values of `node`; what is wrong is added to `problems`, with harmless values instead."""
    nodes = _field_nodes(form, node, problems)
    values = {}
    for key, field in form.fields_by_key.items():
        values[field.name] = field.type.read(nodes[key], key, problems) if key in nodes else field.default
    given = frozenset(key for key, child in nodes.items() if not isinstance(child, Missing))
    return form(node.place, given, values)


def _field_nodes(form: type[Form], node: Node, problems: list[Problem]) -> Mapping[str, Node]:
    """Return the nodes of the known fields that have a value, and stand-ins for required ones that have none."""
    fields = form.fields_by_key
    required = [key for key, field in fields.items() if field.required]
    if not isinstance(node, MappingNode):
        if not isinstance(node, Missing):
            problems.append(Problem(node.place, "fields are expected here", suggest("", tuple(fields), "fields")))
        return {key: Missing("", node.place) for key in required}
    given = {key: child for key, child in node.items() if key in fields and _has_value(child, fields[key])}
    absent = [key for key in required if key not in given]
    nodes = {**given, **{key: Missing("", node.place) for key in absent}}
    for key in islice((key for key in node if key not in fields), MOST_SHOWN):
        similar = most_similar(key, fields)
        absent = [other for other in absent if other != similar]  # one slip, one problem
        remedy = suggest(key, tuple(fields), "fields")
        problems.append(Problem(node.name_places[key], f"unknown field `{key}`", remedy))
    problems += [_missing_field(key, fields[key], node) for key in absent]
    return nodes


def _has_value(node: Node, field: Field[Any]) -> bool:
    """Whether something was given, if only a comment where prose was meant."""
    return node != "" or (field.type.is_prose and isinstance(node, ScalarNode) and bool(node.comment))


def _missing_field(key: str, field: Field[Any], node: MappingNode) -> Problem:
    remedy = f"for example `{key}: {_as_yaml(field.examples[0])}`" if field.examples else ""
    if key in node:
        return Problem(node.name_places[key], f"field `{key}` is empty", remedy)
    record = f" in `{node['id']}`" if isinstance(node.get("id"), ScalarNode) else ""
    return Problem(node.place, f"missing field `{key}`{record}", remedy)


def _as_yaml(value: Any) -> str:
    """Return an example as YAML in one line."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_yaml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_as_yaml(item)}" for name, item in value.items()) + "}"
    text = str(value)
    return f'"{text}"' if ": " in text or ", " in text or text.startswith(("{", "[")) else text
