"""Sources, and their citations."""

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.text import Code


class CitedSource(Struct, frozen=True, gc=False):
    """A citation of a source, with a locator: `crs-2019, p. 2`."""

    source: Code
    locator: str = ""


class Name(Struct, frozen=True, gc=False):
    """Who wrote a source: a person's family and given name, or an institution's name as `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class Source(Struct, frozen=True, gc=False):
    """A work that can be cited, with the fields of CSL-JSON; missing ones are empty."""

    id: str
    type: str
    title: str
    author: tuple[Name, ...]
    issued: PartialDate | None
    place: Place
    container_title: str = ""
    publisher: str = ""
    number: str = ""
    url: str = ""
    note: str = ""
    title_short: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    genre: str = ""  # "PhD thesis", "Working paper", "Letter"
    event_title: str = ""
    publisher_place: str = ""
    editor: tuple[Name, ...] = ()
    accessed: PartialDate | None = None
    later_copy: bool = False  # issued after the edition's date, and used for what it says of the time before
    withdrawn: bool = False  # no longer to be relied on
    marking: Code = ""
