"""The JSON schema of dataset.yaml (Draft 2020-12), by which editors complete and check it as it is typed."""

from typing import Any

from generator.read.form import DatasetForm
from generator.read.validate import described

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
    told = _plain(described(DatasetForm))
    parts = {name.removesuffix("Form"): part for name, part in told.pop("$defs").items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dataset.yaml"}
    return {**head, **told, "$defs": {**parts, "Select": _SELECT}}


def _plain(part: Any) -> Any:
    """Return `part` as an editor should show it, without what is only about the forms that it was made from."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("title") == "Select":
        return {"$ref": "#/$defs/Select"} | {name: part[name] for name in ("description", "examples") if name in part}
    kept = {name: _plain(value) for name, value in part.items() if not _is_of_forms(name, value)}
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].removesuffix("Form")
    return _without_null(kept)


def _is_of_forms(name: str, value: Any) -> bool:
    """Whether this is a title that repeats a name, a default that says nothing, or pydantic's own `discriminator`."""
    if name == "title":
        return isinstance(value, str)
    return name == "discriminator" or (name == "default" and not value)


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    """Return `part` where "one of these or null" is only "these": what is not given is left out of a dataset."""
    choices = [each for each in part.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) != 1:
        return part
    return {**choices[0], **{name: value for name, value in part.items() if name != "anyOf"}}
