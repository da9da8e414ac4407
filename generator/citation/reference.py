"""A source -> its reference: in full, as a later note says it, and as the line under a slide says it.

A small notes-and-bibliography style for the works that briefings cite, after the notes of the Chicago Manual of Style
(17th ed., 14): who, “what,” where, when, place in it, link. Variables are those of CSL 1.0.2, appendix IV.

Why not a CSL processor: citeproc-py 0.11.1 (BSD, alpha, 2.5 MB) was measured with the 130 sources of the demo and a
style of 20 lines. It takes 55 ms to import and 1 ms a citation (this module: 0.1 ms), sets the comma outside a closing
quotation mark and no inner quotes inside outer ones, drops `and` from short forms, gives back HTML to be parsed anew,
and cannot link a site's name to its address. Its faults are in what every note shows. So other `.csl` files are not
offered; the words ("et al.", "accessed …") are labels, and so every audience's to change.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from generator.citation.author import cut, in_full, in_short
from generator.model.dates import PartialDate, said
from generator.model.inline import Emphasis, Inline, Inlines, Link, Plain
from generator.model.source import Source

# Works that stand alone are set in italics, parts of something in quotes, laws and letters plain (CMOS 17, 8.163-8.174)
_ITALIC = ("book", "classic", "collection", "map", "motion_picture", "pamphlet", "periodical", "report", "standard")
_PLAIN = ("bill", "hearing", "legal_case", "legislation", "personal_communication", "regulation", "treaty")
_LAWS = ("bill", "legal_case", "legislation", "regulation", "treaty")
_PART_OF_BOOK = ("chapter", "entry", "entry-dictionary", "paper-conference")
_LONGEST_TITLE = 60
_LONGEST_WHOLE = 90  # of a title with nothing in it to end at
_CLAUSE = re.compile(r",\s| [–—] |;\s")
_LONGEST_DOI = 40
_ENDS = ("?", "!", ".", "…")


class Style(Struct, frozen=True):
    """How an audience says dates, in the words of one language."""

    date_format: str
    language: str
    labels: Mapping[str, str]

    def word(self, name: str, default: str) -> str:
        return self.labels.get(name, default)

    def date(self, when: PartialDate) -> str:
        return said(when, self.date_format, self.language)

    def quoted(self, title: str) -> str:
        (opening, closing), (inner, inner_end) = self._quotes
        return f"{opening}{title.replace('“', inner).replace('”', inner_end)}{closing}"

    def stopped(self, said_: str, mark: str) -> str:
        """Return words with `mark` after them: in English inside closing quotes, where no `?` or `!` ends the title."""
        (_, closing), (inner, inner_end) = self._quotes
        if not (self.language.startswith("en") and said_.endswith(closing)):
            return said_ + mark
        ending = inner_end + closing if said_.endswith(inner_end + closing) and inner in said_ else closing
        title = said_.removesuffix(ending)
        return title + ending if title.endswith(_ENDS) else title + mark + ending

    @property
    def _quotes(self) -> tuple[list[str], list[str]]:
        """The marks around a title, and those around what is quoted in one."""
        outer, inner = self.word("quoted", "“{title}”"), self.word("quoted_inner", "‘{title}’")
        return outer.split("{title}", 1), inner.split("{title}", 1)


def full(source: Source, style: Style, locator: str = "") -> Inlines:
    """Return who, what, where, when, place in it and link, without a full stop at the end."""
    who = in_full(source.author, style.word)
    parts: list[Inlines] = [(Plain(who),)] if who else []
    if source.title:
        parts.append(_title(source, source.title, style))
    if source.type == "article-journal":
        parts.append(_journal(source, style, locator))
    else:
        parts += _within(source, who, style)
        parts.append((Plain(_when(source, style)),))
        if place := locator or _pages(source, style):
            parts.append((Plain(place),))
    if source.issued is None and source.accessed:
        accessed = style.word("accessed", "accessed {date}")
        parts.append((Plain(accessed.replace("{date}", style.date(source.accessed))),))
    if link := _link(source):
        parts.append((link,))
    return _listed([part for part in parts if part], style)


def later(source: Source, style: Style, locator: str = "") -> Inlines:
    """Return what names `source` once it was cited in full: who, and a short title."""
    who = in_short(source, style.word)
    title = source.title_short or _short_title(source.title)
    parts: list[Inlines] = [(Plain(who),)] if who else []
    parts += [_title(source, title, style)] if title else []
    return _listed([*parts, (Plain(locator),)] if locator else parts, style)


def short(source: Source, style: Style) -> Inlines:
    """Return who and the year, for the line under a slide: "CRS 2019"."""
    who = in_short(source, style.word) or _short_title(source.title)
    year = str(source.issued.year) if source.issued else style.word("no_date", "n.d.")
    return (Plain(f"{who} {year}" if source.issued else f"{who}, {year}"),)


# --- what -----------------------------------------------------------------------------------------------------------


def _title(source: Source, title: str, style: Style) -> Inlines:
    if title.startswith("[") and title.endswith("]"):
        return (Plain(title[1:-1]),)  # a description by us, where the work itself carries no title
    if source.type in _PLAIN:
        return (Plain(title),)
    if source.type in _ITALIC:
        return (Emphasis((Plain(title),)),)
    return (Plain(style.quoted(title)),)


def _short_title(title: str) -> str:
    """Return what stands before a colon, or before a comma where it is long; only the longest are cut."""
    described = title.startswith("[") and title.endswith("]")
    bare = re.sub(r"\s*\([^()]*\)$", "", title.strip("[]"))
    main = bare.partition(":")[0]
    best = main if len(main.split()) > 2 else bare
    if len(best) > _LONGEST_TITLE:
        first = _CLAUSE.split(best)[0]
        best = first if len(first.split()) > 3 and len(first) <= _LONGEST_TITLE else cut(best, _LONGEST_WHOLE)
    return f"[{best}]" if described else best


# --- where and when -------------------------------------------------------------------------------------------------


def _journal(source: Source, style: Style, locator: str) -> Inlines:
    """Return container, volume and issue, the date in brackets, and pages: "*Ports* 12, no. 3 (May 2019): 45–67"."""
    issue = style.word("issue", "no. {number}").replace("{number}", source.issue) if source.issue else ""
    counted = ", ".join(part for part in (source.volume, issue) if part)
    place = locator or _dashed(source.page)
    words = f" {counted} " if counted else " "
    words += f"({_when(source, style)})" + (f": {place}" if place else "")
    return (
        (Emphasis((Plain(source.container_title),)), Plain(words))
        if source.container_title
        else (Plain(words.strip()),)
    )


def _within(source: Source, who: str, style: Style) -> Iterator[Inlines]:
    """Yield where `source` appeared, unless its author was named so already."""
    if source.container_title and source.container_title != who and source.type not in _LAWS:
        name = Plain(source.container_title)
        container = name if source.type in _ITALIC else Emphasis((name,))  # what holds a whole work is a series
        part = source.type in _PART_OF_BOOK
        yield (Plain(style.word("in", "in") + " "), container) if part else (container,)
    if source.volume and source.type not in _LAWS:
        yield (Plain(style.word("volume", "vol. {number}").replace("{number}", source.volume)),)
    if source.editor:
        editors = in_full(source.editor, style.word)
        yield (Plain(style.word("edited", "ed. {names}").replace("{names}", editors)),)
    if source.edition:
        yield (Plain(_edition(source.edition, style)),)
    yield from (
        (Plain(text),) for text in (" ".join(filter(None, (source.genre, source.number))), _law(source)) if text
    )
    if source.event_title:
        yield (Plain(source.event_title),)
    if publisher := _publisher(source, who):
        yield (Plain(publisher),)


def _edition(edition: str, style: Style) -> str:
    """Return a bare number with its word; what is said in words stays as it is."""
    return style.word("edition", "edition {number}").replace("{number}", edition) if edition.isdigit() else edition


def _law(source: Source) -> str:
    """Return where a law is printed: "132 Stat. 1636" (CMOS 17, 14.269-14.305)."""
    if source.type not in _LAWS:
        return ""
    return " ".join(filter(None, (source.volume, source.container_title, _dashed(source.page))))


def _publisher(source: Source, who: str) -> str:
    """Return the place and the publisher, each once: "London: Harrow Press"."""
    new = source.publisher not in (who, source.container_title)
    return ": ".join(filter(None, (source.publisher_place, source.publisher if new else "")))


def _when(source: Source, style: Style) -> str:
    return style.date(source.issued) if source.issued else style.word("no_date", "n.d.")


def _pages(source: Source, style: Style) -> str:
    """Return the pages of a part of a book; a newspaper's differ by edition, and are not told (CMOS 17, 14.191)."""
    if not source.page or source.type not in (*_PART_OF_BOOK, "article-magazine", "report"):
        return ""
    pages = _dashed(source.page)
    name, default = ("pages", "pp. {pages}") if re.search(r"[–,]", pages) else ("page", "p. {pages}")
    return style.word(name, default).replace("{pages}", pages)


def _dashed(pages: str) -> str:
    """Return a span with the dash of spans: reference managers write `45-67` and `45--67`."""
    return re.sub(r"(?<=\w)\s*--?\s*(?=\w)", "–", pages)


def _link(source: Source) -> Inline | None:
    """Return a link whose words are the site: an address of 150 characters cannot be read, and spoils the line."""
    parts = urlsplit(source.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    site = parts.hostname.removeprefix("www.")
    # the address of a DOI is short, and is what one looks up
    shown = site + parts.path if site == "doi.org" and len(parts.path) < _LONGEST_DOI else site
    return Link((Plain(shown),), source.url)


# --- in a row -------------------------------------------------------------------------------------------------------


def _listed(parts: list[Inlines], style: Style) -> Inlines:
    """Join `parts` by commas."""
    result: list[Inline] = []
    for part in parts:
        if result:
            last = result[-1]
            if isinstance(last, Plain):
                result[-1] = Plain(style.stopped(last.text, ",") + " ")
            else:
                result.append(Plain(", "))
        result += part
    return _merged(result)


def _merged(inlines: list[Inline]) -> Inlines:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Plain) and result and isinstance(result[-1], Plain):
            result[-1] = Plain(result[-1].text + inline.text)
        else:
            result.append(inline)
    return tuple(result)
