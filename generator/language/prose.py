"""A value -> the prose in it, all that a reader may see, found by the types of its fields.

So a new field is withheld, traced and checked by default; a string that is not prose is declared as `Code`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.selection import Selection
from generator.model.text import Code, Text

_NOT_PROSE = (Place, PartialDate, Selection)


def prose(value: Any, without: tuple[type, ...] = ()) -> Iterator[Text | str]:
    """Yield the texts and strings of `value` in the order of its fields, except inside values of the types `without`.

    `value` is a Struct, a text, or a tuple or mapping of these.
    """
    if isinstance(value, without):
        return
    if isinstance(value, Text | str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from prose(inner, without)
    elif isinstance(value, tuple):
        for inner in value:
            yield from prose(inner, without)
    elif isinstance(value, Struct):
        for name in prose_fields(type(value)):
            yield from prose(getattr(value, name), without)


@cache
def prose_fields(kind: type[Struct]) -> tuple[str, ...]:
    """Return the names of those fields of `kind` that can hold prose."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in kind.__struct_fields__ if _can_hold_prose(hints[name]))


def _can_hold_prose(hint: Any) -> bool:
    if hint is Code or hint in _NOT_PROSE:
        return False
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _can_hold_prose(arguments[1])  # its keys are names
    if arguments:
        return any(map(_can_hold_prose, arguments))
    return hint is str or (isinstance(hint, type) and issubclass(hint, Struct))
