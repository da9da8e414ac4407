"""Sources, and their citations."""

import re
from urllib.parse import urlsplit

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


def is_address(text: str) -> bool:
    """Return whether `text` is a whole http, https or mailto address, with a host and a port that can exist."""
    if not re.match(r"(https?://|mailto:)[^\s<>]+\Z", text, re.IGNORECASE):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme == "mailto" or (bool(parts.hostname) and parts.port != 0)
    except ValueError:  # brackets of an IPv6 address that do not match, a port beyond 65535
        return False
