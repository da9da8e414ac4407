"""Attributes in pandoc's notation, `{#id .class key="value"}` -> `Attributes`; slot marks in them stay."""

import re
from collections.abc import Mapping

from msgspec import Struct

# Each alternative starts with a character of its own, so the pattern never backtracks far.
_ITEM = re.compile(
    r"""\s*(?: \#(?P<id>[^\s{}"=\#]+)
             | \.(?P<class>[^\s{}"=.\#]+)
             | (?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s{}"]+)) )""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")


class Attributes(Struct, frozen=True):
    """An element's id, classes and values by key; the last value of a repeated key wins."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = {}

    def get(self, key: str) -> str:
        return self.values.get(key, "")


NO_ATTRIBUTES = Attributes()


def parse_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """Return the attributes that open with `{` at `start`, and the position after their `}`; None if there are none."""
    if not text.startswith("{", start):
        return None
    anchor, classes, values = "", [], {}
    position = start + 1
    while item := _ITEM.match(text, position):
        position = item.end()
        if item["id"]:
            anchor = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        else:
            values[item["key"]] = item["bare"] or item["quoted"] or ""
    end = _END.match(text, position)
    if not end or not (anchor or classes or values):
        return None
    return Attributes(anchor, tuple(classes), values), end.end()


def split_attributes(text: str) -> tuple[str, Attributes | None]:
    """Return `text` without the attributes at its end, and these; None if it does not end in any."""
    stripped = text.rstrip()
    start = stripped.rfind("{") if stripped.endswith("}") else -1
    parsed = parse_attributes(stripped, start) if start >= 0 else None
    if parsed is None or parsed[1] != len(stripped):
        return text, None
    return stripped[:start].rstrip(), parsed[0]
