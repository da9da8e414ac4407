"""Sources -> the names that stand for them on slides: "CRS 2019", or as much more as tells it from all others."""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.citation.author import full_names, short_names
from generator.citation.reference import (
    CitationStyle,
    format_issued,
    is_later,
    join_parts,
    name_by_title,
    no_date,
    set_title,
)
from generator.citation.title import shorten_title
from generator.language.punctuation import bracketed
from generator.model.dates import PartialDate
from generator.model.inline import Inlines, Plain
from generator.model.source import Source


def distinct_names(sources: Iterable[Source], style: CitationStyle) -> Mapping[str, str]:
    """Return the shortest name of each source, by id, that no other has: by year, else by day, else by title.

    Without a number, "CRS 2019" could mean two works; with one, a reader still has to find it in the list.
    """
    names: dict[str, str] = {}
    left = {source.id: source for source in sources}
    marks = {id_: _mark_withdrawn(source, style) for id_, source in left.items()}
    for name in (author_date, _author_and_day, _author_and_title, _author_title_and_day):
        candidates = {id_: name(source, style) for id_, source in left.items()}
        count = Counter((*candidates.values(), *names.values()))
        # what nothing tells apart keeps the longest name
        is_last = name is _author_title_and_day
        names |= {id_: text for id_, text in candidates.items() if count[text] == 1 or is_last}
        left = {id_: source for id_, source in left.items() if id_ not in names}
    return {id_: name + marks[id_] for id_, name in names.items()}


def name_authors(source: Source, style: CitationStyle) -> str:
    """Return who wrote `source`, in short and without a date: "CRS"."""
    return _authors_or_title(source, style) + _mark_withdrawn(source, style)


def find_sole_works(sources: Iterable[Source], style: CitationStyle) -> Mapping[str, str]:
    """Return the short names of those authors of whom `sources` have one work only, by its id."""
    names = {source.id: name_authors(source, style) for source in sources if source.author}
    count = Counter(names.values())
    return {id_: name for id_, name in names.items() if count[name] == 1}


def name_work(source: Source, style: CitationStyle) -> tuple[str, Inlines]:
    """Return who wrote `source`, in full, and its title in short, with its date."""
    names = full_names(source.author, style.label, style.separator) or source.container_title or source.publisher
    title = set_title(source, name_by_title(source), style)
    date_ = (Plain(format_issued(source, style) + _mark_withdrawn(source, style)),)
    return names or source.title, join_parts([title, date_] if names else [date_], style)


def _authors_or_title(source: Source, style: CitationStyle) -> str:
    return short_names(source, style.label) or shorten_title(source.title)


def _mark_withdrawn(source: Source, style: CitationStyle) -> str:
    return bracketed(style.label("withdrawn", "withdrawn"), style.language) if source.withdrawn else ""


def _author_and_day(source: Source, style: CitationStyle) -> str:
    author = _authors_or_title(source, style)
    return f"{author}{style.separator}{format_issued(source, style)}"


def _author_and_title(source: Source, style: CitationStyle) -> str:
    author = short_names(source, style.label)
    return f"{author}{style.separator}{style.quote(name_by_title(source))}" if author else source.title


def _author_title_and_day(source: Source, style: CitationStyle) -> str:
    author = short_names(source, style.label)
    title = f"{author}{style.separator}{style.quote(source.title)}" if author else source.title
    return f"{style.separate(title)}{format_issued(source, style)}"


def author_date(source: Source, style: CitationStyle) -> str:
    """Return author and year for the line of sources below a slide, such as "CRS 2019"."""
    author = _authors_or_title(source, style)
    if is_later(source, style):
        return f"{author}{style.separator}{format_issued(source, style)}"
    if source.issued is None:
        return f"{author}{style.separator}{no_date(style)}"
    if style.separator.endswith(" "):
        return f"{author} {source.issued.year}"
    return f"{author}{style.separator}{style.format_date(PartialDate(source.issued.year))}"
