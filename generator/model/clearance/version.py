"""A version of a dataset: when it went out, what changed in it, and who cleared it."""

import datetime

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.text import NO_TEXT, Code, Text


class Version(Struct, frozen=True, gc=False):
    """An entry of the dataset's `editions`; `edition` is what it is called, such as "Second edition"."""

    date: PartialDate
    place: Place
    id: Code = ""
    edition: Text = NO_TEXT
    changes: Text = NO_TEXT
    cleared_by: Text = NO_TEXT
    audiences: tuple[Code, ...] = ()  # as for statements; so below
    not_before: datetime.date | None = None
    marking: Code = ""
    withheld_above: Code = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.id or f"edition of {self.date}"
