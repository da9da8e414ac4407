"""What a template asks for and cannot get, in its author's words; the line is known to whoever catches it."""

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):
    """A template cannot be rendered here."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class UnknownName(Refused):
    """A top-level name that does not exist at this place."""


def kind(value: Any) -> str:
    """Return what `value` is, for a reader of messages."""
    match value:
        case Mapping():
            return f"`{value['id']}`" if value.get("id") else "a group of values"
        case str():
            return f"the text `{value[:30]}`" if value else "an empty text"
        case int():
            return f"the number {value}"
        case Sequence():
            return f"a list of {len(value)}"
    return "this value"
