"""A YAML file -> its values as typed, with their places. No tags, anchors, aliases, merge keys or duplicate names.

Reads parser events, not PyYAML's nodes: nothing is resolved to a number, a date or a truth value (`no`, `010`, `1:30`).
"""

from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.read.syntax.bidi import isolated
from generator.read.syntax.positions import Listed, Located, Mapped, Typed, clean, decoded
from generator.read.syntax.yaml_errors import END_OF_LINE, QUOTE, accident

MOST_DEPTH = 30
MOST_VALUES = 1_000_000
EXPLAINED = 500_000  # characters: up to here PyYAML's own parser reads a faulty file again, for its better marks

# libyaml is ten times as fast and sets the same marks (a test compares them)
_FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(data: bytes, file: str) -> Located:
    """Return the values of `data`, the bytes of the YAML file shown as `file`. Raises InputError."""
    text = decoded(data, file)
    try:
        return _read(text, file, _FAST)
    except yaml.YAMLError as error:
        if len(text) > EXPLAINED:
            raise InputError([accident(error, file, text)]) from None
    # libyaml refuses the escaped surrogate pairs of JSON; and its messages are poorer
    try:
        return _read(text, file, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise InputError([accident(error, file, text)]) from None


def read_mapping(data: bytes, file: str, remedy: str = "") -> Mapped:
    """Return the named values of a YAML file. Raises InputError where it holds anything else."""
    value = read_yaml(data, file)
    if not isinstance(value, Mapped):
        what = "the file is empty" if value == "" else "the file holds no `name: value` lines"
        raise InputError([Problem(Place(file), what, remedy)])
    return value


def _read(text: str, file: str, loader: type) -> Located:
    counted = text if loader is yaml.SafeLoader else text.removeprefix("\ufeff")  # libyaml passes over one more mark
    reading = _Reading(file, counted, loader(text).get_event)
    value = reading.document()
    if reading.found:
        raise InputError(reading.found)
    return value


class _Reading(Struct):
    """One file under way."""

    file: str
    text: str
    event: Callable[[], yaml.Event]  # the next one
    found: list[Problem] = []
    names: dict[str, str] = {}  # of fields, each kept once
    values: int = 0

    def document(self) -> Located:
        self.event()  # start of stream
        if isinstance(self.event(), yaml.StreamEndEvent):
            return Typed("", Place(self.file))
        value = self.value(self.event(), 0)
        self.event()  # end of document
        after = self.event()
        if not isinstance(after, yaml.StreamEndEvent):
            self.found.append(Problem(self.place(after), "`---` begins a second document", "delete the line"))
        return value

    def value(self, event: Any, depth: int) -> Located:
        self.values += 1
        if event.anchor or event.tag:
            self.refuse_magic(event)
        if depth > MOST_DEPTH or self.values > MOST_VALUES:
            limit = f"{MOST_DEPTH} levels deep" if depth > MOST_DEPTH else f"more than {MOST_VALUES:,} values"
            raise InputError([*self.found, Problem(self.place(event), f"the file is {limit}", "make it simpler")])
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return Typed("", self.place(event))  # an alias, which has been refused

    def mapping(self, event: yaml.MappingStartEvent, depth: int) -> Mapped:
        values: dict[str, Located] = {}
        places: dict[str, Place] = {}
        while not isinstance(key_event := self.event(), yaml.MappingEndEvent):
            key = self.value(key_event, depth + 1)
            value_event = self.event()
            value = self.value(value_event, depth + 1)
            if not isinstance(key, Typed):
                self.found.append(Problem(key.place, "a text cannot begin with `{` or `[`", QUOTE))
            elif event.flow_style and _empty(value_event, key_event):
                what = f"a comma in `{{…}}` ends a value, so that `{key}` reads as a field of its own"
                self.found.append(Problem(key.place, what, QUOTE))
            elif key in values:
                again = Problem(key.place, f"`{key}` stands twice", f"first in line {places[key].line}; keep one")
                self.found.append(again)
            elif key == "<<":
                self.found.append(Problem(key.place, "`<<` merges are not read", "write the values out"))
            else:
                name = self.names.setdefault(name := str(key), name)
                values[name], places[name] = value, key.place
        return Mapped(values, self.place(event), places)

    def sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Listed:
        values = []
        while not isinstance(item := self.event(), yaml.SequenceEndEvent):
            values.append(self.value(item, depth + 1))
        return Listed(values, self.place(event))

    def scalar(self, event: Any) -> Typed:
        place, value, style = self.place(event), event.value, event.style
        if style == '"':
            value = clean(value, place, self.found)
        if not value.isascii():
            value = isolated(value)
        if style or not self.text.startswith(" #", event.end_mark.index):
            return Typed(value, place)
        return Typed(value, place, self.comment(event.end_mark.index + 1))

    def comment(self, at: int) -> str:
        """Return the comment that follows a plain scalar after a single space; others stand two spaces off."""
        ended = END_OF_LINE.search(self.text, at)
        return self.text[at : ended.start()] if ended else self.text[at:]

    def refuse_magic(self, event: Any) -> None:
        """Say that an alias, an anchor or a tag is not read; most often, none was meant."""
        if isinstance(event, yaml.AliasEvent):
            kind = f"`*{event.anchor}` reads as an alias"
        elif event.anchor:
            kind = f"`&{event.anchor}` reads as an anchor"
        else:
            kind = f"`{event.tag.replace('tag:yaml.org,2002:', '!!')}` reads as a tag"
        self.found.append(Problem(self.place(event), f"{kind}, and there are none here", QUOTE))

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)


def _empty(value: Any, key: Any) -> bool:
    """Whether nothing was typed after `key`: no quotes, and not even a colon."""
    typed = not isinstance(value, yaml.ScalarEvent) or value.value or value.style
    return not typed and value.start_mark.index == key.end_mark.index
