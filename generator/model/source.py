"""Sources as cited, and the works that they are."""

from dataclasses import dataclass, field

from generator.errors import Place
from generator.model.dates import PartialDate


@dataclass(frozen=True)
class CitedSource:
    """A source of a statement, and where in it: `crs-2019, p. 2`."""

    source: str
    locator: str = ""


@dataclass(frozen=True)
class Name:
    """Who wrote a source: a person's family and given name, or an institution's name as `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Source:
    """A work that is cited, in the terms of CSL-JSON; a field that is not given is empty."""

    id: str
    type: str
    title: str
    author: tuple[Name, ...]
    issued: PartialDate | None
    place: Place = field(compare=False)
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
