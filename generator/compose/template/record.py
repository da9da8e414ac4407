"""A part of an edition, as templates see it: its names, and which marking its texts carry."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.compose.clearance.markings import find_marking
from generator.compose.template.slots import SlotLabel, SlotText
from generator.model.edition import Edition

Names = Mapping[str, Any]
Value = Callable[[Edition, Any], Any]  # returns the value of a name, given the edition and what the record is of


class Record(Names):
    """The names of one part of an edition; values are computed on first use, since a template uses few of many."""

    def __init__(self, values: Mapping[str, Value], edition: Edition, part: Any) -> None:
        self._values = values
        self._edition = edition
        self._part = part
        self._computed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._computed:
            value = self._values[name](self._edition, self._part)
            if isinstance(value, SlotText) and not isinstance(value, SlotLabel):
                value.marking = find_marking(self._edition, self._part, name)
            self._computed[name] = value
        return self._computed[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class EventRecord(Record):
    """The names of an event, whose texts tell whose they are: a table of them can be traced."""

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if isinstance(value, SlotText):
            value.event = self._part.id
        return value
