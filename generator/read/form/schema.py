"""The form of dataset.yaml -> its JSON schema (Draft 2020-12), by which editors complete and check it."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.read.form.dataset import DatasetForm
from generator.read.form.field_types import reference
from generator.read.form.validate import Field, Form

_VALUE = {"type": ["string", "number", "boolean"]}
_DATE = {"type": ["string", "integer"]}
_SELECT = {
    "type": "object",
    "description": "All conditions must hold; a list means any of its values. Any column of events.csv can be named.",
    "properties": {
        "from": {**_DATE, "description": "The first day, month or year."},
        "until": {**_DATE, "description": "The last day, month or year."},
        "not": {"$ref": "#/$defs/Select", "description": "What must not hold."},
    },
    "additionalProperties": {"anyOf": [_VALUE, {"type": "array", "items": _VALUE, "minItems": 1}]},
}


def build_schema(figures: Sequence[type[Form]]) -> dict[str, Any]:
    """Return the schema that data/dataset.schema.json holds, with the forms of all kinds of `figures`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dataset.yaml"}
    root = _object(DatasetForm)
    root["properties"]["figures"]["items"] = {"oneOf": [reference(form) for form in figures]}
    forms = {form.schema_name: form for form in figures}
    forms |= _nested_forms(DatasetForm)
    for form in figures:
        forms |= _nested_forms(form)
    definitions = {name: _object(form) for name, form in sorted(forms.items())}
    return {**head, **root, "$defs": {**definitions, "Select": _SELECT}}


def _nested_forms(form: type[Form]) -> Mapping[str, type[Form]]:
    """Return all forms within `form`, at any depth, by their names in the schema."""
    forms: dict[str, type[Form]] = {}
    for nested in (nested for field in form.fields_by_key.values() for nested in field.type.forms):
        forms |= {nested.schema_name: nested, **_nested_forms(nested)}
    return forms


def _object(form: type[Form]) -> dict[str, Any]:
    fields = form.fields_by_key
    return {
        "type": "object",
        **({"description": form.__doc__} if form.__doc__ else {}),
        "properties": {key: _property(field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _property(field: Field[Any]) -> dict[str, Any]:
    default = "" if field.required else field.default
    annotations = {"description": field.description, "examples": list(field.examples), "default": default}
    return {**field.type.schema, **{name: value for name, value in annotations.items() if value}}
