"""A validated form -> the model value whose fields have the same names."""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from generator.errors import Place
from generator.model.text import Text
from generator.read.form.validate import Form
from generator.read.syntax.nodes import ScalarNode

Model = TypeVar("Model", bound=Struct)
Converters = Mapping[Any, Callable[[Any], Any]]  # by the type that they return


def build(model: type[Model], form: Form, converters: Converters, **values: Any) -> Model:
    """Return a `model` with the fields of `form` that have the same names; `values` are set as they are.

    A field is converted to its type in the model: by a converter if there is one, and nested forms by this function. A
    field that the form lacks, or has as None, gets the model's default, or else an empty value.
    """
    for field in _fields(model):
        value = getattr(form, field.name, None)
        if field.name not in values and (value is not None or field.required):
            values[field.name] = _convert(value, field.type, form.place, converters)
    return model(**values)


@cache
def _fields(model: type[Struct]) -> tuple[FieldInfo, ...]:
    return fields(model)


def _convert(value: Any, type_: Any, place: Place, converters: Converters) -> Any:
    """Return `value` as a `type_`; `place` is that of its form. A converter drops an item of a tuple by None."""
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is Annotated:  # such as Code
        return _convert(value, arguments[0], place, converters)
    if type_ in converters:
        return converters[type_](value)
    if origin is tuple:
        items = (_convert(item, arguments[0], place, converters) for item in value or ())
        return tuple(item for item in items if item is not None)
    if origin is Mapping:
        return {str(name): _convert(item, arguments[1], place, converters) for name, item in (value or {}).items()}
    if origin in (Union, UnionType):  # with None
        return None if value is None else _convert(value, arguments[0], place, converters)
    if type_ is str:
        return str(value or "")
    if type_ is Text:
        return to_text(value, place)
    if isinstance(value, Form) or (value is None and issubclass(type_, Struct)):
        return build(type_, value or Form(place, frozenset(), {}), converters)
    return value


def to_text(node: ScalarNode | None, place: Place) -> Text:
    """Return prose at its own place, or empty prose at `place`."""
    return Text(str(node), node.place) if node else Text("", place)
