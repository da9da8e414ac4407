"""The JSON schema of dataset.yaml (Draft 2020-12), by which editors complete and check it as it is typed."""

from typing import Any

from generator.read.form import DatasetForm
from generator.read.validate import described


def schema() -> dict[str, Any]:
    """Return the schema; data/dataset.schema.json holds it, and a test keeps the file current."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(described(DatasetForm))}


def _plain(part: Any) -> Any:
    """Return `part` without what only pydantic's own readers know: titles that repeat the name, discriminators."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: _plain(value) for name, value in part.items() if not (name == "title" and isinstance(value, str))}
    kept.pop("discriminator", None) if "oneOf" in kept else None
    return kept
