"""The JSON schema of dataset.yaml (Draft 2020-12), by which editors complete and check it as it is typed."""

from collections.abc import Mapping
from typing import Any

from generator.read.form.dataset import DatasetForm
from generator.read.form.validate import Field, Form

_VALUE = {"type": ["string", "number", "boolean"]}
_DATE = {"type": ["string", "integer"]}
_SELECT = {
    "type": "object",
    "description": "All must hold, a list means any of. Any column of events.csv can be asked.",
    "properties": {
        "from": {**_DATE, "description": "The first day, month or year."},
        "until": {**_DATE, "description": "The last day, month or year."},
        "not": {"$ref": "#/$defs/Select", "description": "What must not hold."},
    },
    "additionalProperties": {"anyOf": [_VALUE, {"type": "array", "items": _VALUE, "minItems": 1}]},
}


def schema() -> dict[str, Any]:
    """Return the schema; data/dataset.schema.json holds it, and a test keeps the file current."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dataset.yaml"}
    parts = {name: _described(form) for name, form in sorted(_held(DatasetForm).items())}
    return {**head, **_described(DatasetForm), "$defs": {**parts, "Select": _SELECT}}


def _held(form: type[Form]) -> Mapping[str, type[Form]]:
    """Return the forms that `form` holds, and those that these hold, by their names in the schema."""
    held: dict[str, type[Form]] = {}
    for each in (inner for field in form.fields_by_name.values() for inner in field.value.forms):
        held |= {each.schema_name: each, **_held(each)}
    return held


def _described(form: type[Form]) -> dict[str, Any]:
    fields = form.fields_by_name
    return {
        "type": "object",
        **({"description": form.__doc__} if form.__doc__ else {}),
        "properties": {name: _property(each) for name, each in fields.items() if each.value.schema},
        "required": [name for name, each in fields.items() if each.required],
        "additionalProperties": False,
    }


def _property(field: Field[Any]) -> dict[str, Any]:
    """Return the schema of a field; a default is told where it says something."""
    default = "" if field.required else field.default
    about = {"description": field.description, "examples": list(field.examples), "default": default}
    return {**field.value.schema, **{name: each for name, each in about.items() if each}}
