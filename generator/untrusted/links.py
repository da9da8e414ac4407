"""A link's address -> why it may not be followed: one rule for data, Markdown and Office files, in and out."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# A web page: scheme, host with port, and the rest (RFC 3986, 3); a mail address (RFC 6068). A name and password would
# stand before an `@` in the authority, where readers take them for the site.
_WEB = re.compile(r"https?://(\[[0-9a-f:.]+\]|[^\s/?#@\\:\[\]]+)(:\d{0,5})?([/?#].*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:\S*", re.IGNORECASE)
_ATTACHMENT = re.compile(r"[?&;]\s*attach\w*\s*=", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # a browser leaves out some of these: "java\tscript:"
# A link in the prose of a dataset; of other schemes, the brackets are text.
PROSE_LINK = r"\[(?P<words>[^\[\]\n]+)\]\((?P<url>(?:https?://|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"

HELP = "start it with `https://`, `http://` or `mailto:`"


@lru_cache(maxsize=1024)  # many slides cite the same sources
def find_fault(address: str) -> tuple[str, str]:
    """Return what is wrong with the address of a link, and what would help; two empty strings if it may be followed."""
    if _MAIL.fullmatch(address):
        if _ATTACHMENT.search(unquote(unquote(address))):
            return "attaches a file of the reader's to a mail", "remove `attach` from the link"
    elif re.match(r"https?://[^/?#]*(@|%40)", address, re.IGNORECASE):
        return "has a name or password before its site", "remove what is before the `@`"
    elif _INVISIBLE.search(address) or not _WEB.fullmatch(address) or not _has_site(address):
        return "is not a web or mail address", HELP
    return "", ""


def find_faults_in_prose(prose: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each link in the prose of a dataset, and what would help."""
    for link in re.finditer(PROSE_LINK, prose) if "](" in prose else ():
        what, help_ = find_fault(link["url"])
        if what:
            yield f"`{link['url']}` {what}", help_


def _has_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets of IPv6 that do not close, a port that is no number
        return False
