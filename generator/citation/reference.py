"""A source -> its full note, its shortened note, and the author and year on the line of sources below a slide.

A small notes-and-bibliography style for the works that briefings cite, after the notes of the Chicago Manual of Style
(CMOS, 17th ed., 14). Variables are those of CSL 1.0.2, appendix IV.

Why not a CSL processor: citeproc-py 0.11.1 (BSD, alpha, 2.5 MB) was measured with the 130 sources of the demo and a
style of 20 lines. It takes 55 ms to import and 1 ms per citation (this module: 0.1 ms), puts commas after closing
quotation marks, does not nest quotation marks, drops "and" from short forms, returns HTML that would have to be
parsed, and cannot link the name of a site to the address. Every note would show these faults, so other `.csl` files
are not supported. The words ("et al.", "accessed …") are labels, which each audience can change.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct

from generator.citation.author import full_names, short_names
from generator.citation.title import find_description, shorten_title
from generator.language.numbers import ordinal_form
from generator.language.punctuation import alternate_quotes, spaced, title_marks, usual_marks
from generator.model.dates import PartialDate, format_date
from generator.model.inline import Emphasis, Inline, Inlines, Link, Plain, merge, text_of
from generator.model.source import Source

# Independent works are in italics, parts of a work in quotation marks, laws and letters plain (CMOS 17, 8.163-8.174)
_ITALIC = ("book", "classic", "collection", "map", "motion_picture", "pamphlet", "periodical", "report", "standard")
_PLAIN = ("bill", "hearing", "legal_case", "legislation", "personal_communication", "regulation", "treaty")
_LAWS = ("bill", "legal_case", "legislation", "regulation", "treaty")
_KEPT_UP_TO_DATE = ("dataset", "webpage", "software", "post-weblog", "document")
_PART_OF_BOOK = ("chapter", "entry", "entry-dictionary", "paper-conference")
_LONGEST_DOI = 40  # characters
_ARTICLE = re.compile(r"(?:The|An?) (?=\w)")
_ENDS = ("?", "!", ".", "…")


class CitationStyle(Struct, frozen=True):
    """The dates, words and quotation marks of an audience's citations."""

    date_format: str
    language: str
    labels: Mapping[str, str]
    as_of: date = date.max  # of the edition

    def label(self, name: str, default: str) -> str:
        return self.labels.get(name, default)

    def mark(self, name: str) -> str:
        """Return the `comma`, `semicolon`, `colon` or `stop`: the label, or the one that is usual in the language."""
        return self.labels.get(name) or usual_marks(self.language)[name]

    def format_date(self, when: PartialDate) -> str:
        return format_date(when, self.date_format, self.language)

    def quote(self, title: str) -> str:
        outer, inner = self._quotes
        return f"{outer[0]}{alternate_quotes(title, outer, inner)}{outer[1]}"

    def set_off(self, title: str) -> Inline:
        """Return the title of a whole work: in italics, or in the marks of a script that has none."""
        marks = title_marks(title, self.language)
        return Plain(f"{marks[0]}{title}{marks[1]}") if marks else Emphasis((Plain(title),))

    @property
    def separator(self) -> str:
        """What is between the parts of a note."""
        return spaced(self.mark("comma"))

    @property
    def between(self) -> str:
        """What is between the sources of a note."""
        return spaced(self.mark("semicolon"))

    def punctuate(self, text: str, mark: str) -> str:
        """Return `text` with `mark` after it; English puts it before closing quotes if the title has no mark itself."""
        (_, closing), (inner_opening, inner_closing) = self._quotes
        if not (self.language.startswith("en") and text.endswith(closing)):
            return text + mark
        nested = text.endswith(inner_closing + closing) and inner_opening in text
        quotes = inner_closing + closing if nested else closing
        title = text.removesuffix(quotes)
        return title + quotes if title.endswith(_ENDS) else title + mark + quotes

    def separate(self, text: str) -> str:
        """Return `text` with what is between it and the next part of a note."""
        comma = self.mark("comma")
        return self.punctuate(text, comma) + self.separator.removeprefix(comma)

    @property
    def _quotes(self) -> tuple[list[str], list[str]]:
        """The quotation marks around a title, and those around quotations in one."""
        outer, inner = self.label("quoted", "“{title}”"), self.label("quoted_inner", "‘{title}’")
        return outer.split("{title}", 1), inner.split("{title}", 1)


def full_note(source: Source, style: CitationStyle, locator: str = "") -> Inlines:
    """Return author, title, container, date, place in it and link, without a full stop."""
    author = full_names(source.author, style.label, style.separator)
    parts: list[Inlines] = [(Plain(author),)] if author else []
    if source.title:
        parts.append(set_title(source, source.title, style))
    if source.type == "article-journal":
        parts.append(_journal(source, style, locator))
    else:
        parts += _publication(source, author, style)
        parts.append((Plain(format_issued(source, style)),))
        if place := locator or _pages(source, style):
            parts.append((Plain(place),))
    if source.issued is None and source.accessed:
        accessed = style.label("accessed", "accessed {date}")
        parts.append((Plain(accessed.replace("{date}", style.format_date(source.accessed))),))
    if source.withdrawn:
        parts.append((Plain(style.label("withdrawn", "withdrawn")),))
    if link := _link(source):
        parts.append((link,))
    return join_parts([part for part in parts if part], style)


def short_note(source: Source, style: CitationStyle, locator: str = "", dated: bool = False) -> Inlines:
    """Return the note for a source that is cited in full elsewhere: author and short title; `dated`, its date too."""
    author = short_names(source, style.label)
    title = source.title_short or _without_article(shorten_title(source.title))
    parts: list[Inlines] = [(Plain(author),)] if author else []
    parts += [set_title(source, title, style)] if title else []
    parts += [(Plain(text),) for text in (format_issued(source, style) if dated else "", locator) if text]
    return join_parts(parts, style)


def _without_article(title: str) -> str:
    """Return a short title without "The" or "A" at its beginning (CMOS 17, 14.33)."""
    bare = _ARTICLE.sub("", title)
    return title if bare == title else bare[:1].upper() + bare[1:]


def find_namesakes(sources: Iterable[Source], style: CitationStyle) -> frozenset[str]:
    """Return the ids of the sources whose shortened notes would be the same as another's."""
    notes = {source.id: text_of(short_note(source, style)) for source in sources}
    count = Counter(notes.values())
    return frozenset(id_ for id_, note in notes.items() if count[note] > 1)


def is_later(source: Source, style: CitationStyle) -> bool:
    """Return whether `source` was issued after the edition's date."""
    return source.issued is not None and source.issued.first > style.as_of


def name_by_title(source: Source) -> str:
    return source.title_short or shorten_title(source.title)


# --- title ----------------------------------------------------------------------------------------------------------


def set_title(source: Source, title: str, style: CitationStyle) -> Inlines:
    if description := find_description(title):
        return (Plain(description),)
    if source.type in _PLAIN:
        return (Plain(title),)
    if source.type in _ITALIC:
        return (style.set_off(title),)
    return (Plain(style.quote(title)),)


# --- publication and date -------------------------------------------------------------------------------------------


def _journal(source: Source, style: CitationStyle, locator: str) -> Inlines:
    """Return container, volume and issue, date in brackets, and pages: "*Ports* 12, no. 3 (May 2019): 45–67"."""
    issue = style.label("issue", "no. {number}").replace("{number}", source.issue) if source.issue else ""
    numbers = style.separator.join(part for part in (source.volume, issue) if part)
    pages = locator or _with_en_dash(source.page)
    rest = f" {numbers} " if numbers else " "
    rest += f"({format_issued(source, style)})" + (f"{style.mark('colon')} {pages}" if pages else "")
    if not source.container_title:
        return (Plain(rest.strip()),)
    return (style.set_off(source.container_title), Plain(rest))


def _publication(source: Source, author: str, style: CitationStyle) -> Iterator[Inlines]:
    """Yield where `source` appeared, without repeating its author."""
    if source.container_title and source.container_title != author and source.type not in _LAWS:
        name = source.container_title
        container = Plain(name) if source.type in _ITALIC else style.set_off(name)  # that of a whole work is a series
        part = source.type in _PART_OF_BOOK
        yield (Plain(style.label("in", "in") + " "), container) if part else (container,)
    if source.volume and source.type not in _LAWS:
        yield (Plain(style.label("volume", "vol. {number}").replace("{number}", source.volume)),)
    if source.editor:
        editors = full_names(source.editor, style.label, style.separator)
        yield (Plain(style.label("edited", "ed. {names}").replace("{names}", editors)),)
    texts = (
        _edition(source.edition, style),
        " ".join(filter(None, (source.genre, source.number))),
        _law(source),
        source.event_title,
        _publisher(source, author, style),
    )
    yield from ((Plain(text),) for text in texts if text)


def _edition(edition: str, style: CitationStyle) -> str:
    """Return "edition 2" for a bare number; an edition in words stays as it is."""
    if not edition.isdigit():
        return edition
    form = ordinal_form(int(edition), style.language)
    label = style.labels.get(f"edition_{form}") or style.label("edition", "edition {number}")
    return label.replace("{number}", edition)


def _law(source: Source) -> str:
    """Return where a law is printed: "132 Stat. 1636" (CMOS 17, 14.269-14.305)."""
    if source.type not in _LAWS:
        return ""
    return " ".join(filter(None, (source.volume, source.container_title, _with_en_dash(source.page))))


def _publisher(source: Source, author: str, style: CitationStyle) -> str:
    """Return place and publisher, "London: Harrow Press", without repeating the author or container."""
    publisher = source.publisher if source.publisher not in (author, source.container_title) else ""
    return f"{style.mark('colon')} ".join(filter(None, (source.publisher_place, publisher)))


def format_issued(source: Source, style: CitationStyle) -> str:
    if not source.issued:
        return no_date(style)
    when = style.format_date(source.issued)
    is_copy = is_later(source, style) and source.type in _KEPT_UP_TO_DATE
    return style.label("copy_of", "copy of {date}").replace("{date}", when) if is_copy else when


def no_date(style: CitationStyle) -> str:
    return style.label("no_date", "n.d.")


def _pages(source: Source, style: CitationStyle) -> str:
    """Return the pages of part of a book; those of a newspaper differ by edition, so are omitted (CMOS 17, 14.191)."""
    if not source.page or source.type not in (*_PART_OF_BOOK, "article-magazine", "report"):
        return ""
    pages = _with_en_dash(source.page)
    name, default = ("pages", "pp. {pages}") if re.search(r"[–,]", pages) else ("page", "p. {pages}")
    return style.label(name, default).replace("{pages}", pages)


def _with_en_dash(pages: str) -> str:
    """Return a range of pages with an en dash; reference managers write `45-67` and `45--67`."""
    return re.sub(r"(?<=\w)\s*--?\s*(?=\w)", "–", pages)


def _link(source: Source) -> Inline | None:
    """Return a link with the site's name as text, since a long address is unreadable and breaks the line badly."""
    parts = urlsplit(source.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    site = parts.hostname.removeprefix("www.")
    # a DOI is short, and is what readers look up
    text = site + parts.path if site == "doi.org" and len(parts.path) < _LONGEST_DOI else site
    return Link((Plain(text),), source.url)


# --- joined ---------------------------------------------------------------------------------------------------------


def join_parts(parts: list[Inlines], style: CitationStyle) -> Inlines:
    """Return `parts` separated by commas, with adjacent plain texts joined."""
    result: list[Inline] = []
    for part in parts:
        if result:
            last = result[-1]
            if isinstance(last, Plain):
                result[-1] = Plain(style.separate(last.text))
            else:
                result.append(Plain(style.separator))
        result += part
    return merge(result)


def end_sentence(inlines: Iterable[Inline], style: CitationStyle) -> Inlines:
    """Return `inlines` with a full stop at the end, if there is none."""
    result = list(inlines)
    last, stop = result[-1] if result else None, style.mark("stop")
    if isinstance(last, Plain) and last.text.endswith((".", stop)):
        return tuple(result)
    if isinstance(last, Plain):
        return (*result[:-1], Plain(style.punctuate(last.text, stop)))
    return (*result, Plain(stop))
