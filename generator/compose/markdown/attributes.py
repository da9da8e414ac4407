"""`{#id .class key="value"}`, as pandoc writes it -> Attributes. Slot marks in it are swapped by whoever reads them."""

import re
from collections.abc import Mapping

from msgspec import Struct

# Each alternative begins with a character of its own, so that no input makes the pattern go back far.
_ITEM = re.compile(
    r"""\s*(?: \#(?P<id>[^\s{}"=\#]+)
             | \.(?P<class>[^\s{}"=.\#]+)
             | (?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s{}"]+)) )""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")


class Attributes(Struct, frozen=True):
    """What stands between the braces; where a key is given twice, the last one holds."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = {}

    def get(self, key: str) -> str:
        return self.values.get(key, "")


NO_ATTRIBUTES = Attributes()


def attributes_at(text: str, start: int) -> tuple[Attributes, int] | None:
    """Return the attributes whose `{` stands at `start`, and where they end; None where there are none."""
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


def without_trailing(text: str) -> tuple[str, Attributes | None]:
    """Return `text` without the attributes at its very end, and these; None where it ends in none."""
    stripped = text.rstrip()
    start = stripped.rfind("{") if stripped.endswith("}") else -1
    found = attributes_at(stripped, start) if start >= 0 else None
    if found is None or found[1] != len(stripped):
        return text, None
    return stripped[:start].rstrip(), found[0]
