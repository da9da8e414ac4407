"""A source -> its reference: in full, as a later note says it, and as the line under a slide says it.

A small notes-and-bibliography style for the few types that briefings cite (after the order of elements in CSL's
`chicago-notes`): who, “what,” where, when, link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.model.dates import said
from generator.model.inline import Emphasis, Inline, Inlines, Link, Plain
from generator.model.source import Name, Source

# Works that stand alone are set in italics, parts of something in quotes, laws in plain text (CMOS 17, 8.163-8.168)
_ITALIC = ("book", "report", "thesis", "motion_picture", "periodical")
_PLAIN = ("bill", "legislation", "treaty", "legal_case", "regulation")
_LONGEST_NAME = 28  # characters, on the line under a slide
_LONGEST_TITLE = 60
_ENDS = ("?", "!", ".", "…")


@dataclass(frozen=True)
class Style:
    """How an audience says dates, in the words of one language."""

    date_format: str
    language: str
    labels: Mapping[str, str]

    def word(self, name: str, default: str) -> str:
        return self.labels.get(name, default)


def full(source: Source, style: Style) -> Inlines:
    """Return who, what, where, when and link, without a full stop at the end."""
    title = _title(source, source.title, style)
    parts: list[Inlines] = []
    if who := _names(source.author, style):
        parts.append((Plain(who),))
    if source.title:
        parts.append(title)
    parts += [(part,) for part in _container(source, who)]
    parts.append((Plain(_date(source, style)),))
    if link := _link(source):
        parts.append((link,))
    return _listed(parts)


def later(source: Source, style: Style) -> Inlines:
    """Return what names `source` once it was cited in full: who, and a short title."""
    who = _short_names(source, style)
    title = source.title_short or _short_title(source.title)
    parts: list[Inlines] = [(Plain(who),)] if who else []
    return _listed([*parts, _title(source, title, style)] if title else parts)


def short(source: Source, style: Style) -> Inlines:
    """Return who and the year, for the line under a slide: "CRS 2019"."""
    who = _short_names(source, style) or _short_title(source.title)
    year = str(source.issued.year) if source.issued else style.word("no_date", "n.d.")
    return (Plain(f"{who} {year}" if source.issued else f"{who}, {year}"),)


def _listed(parts: list[Inlines]) -> Inlines:
    """Join `parts` by commas; a comma stands inside a closing quotation mark, and none after `?` or `!`."""
    result: list[Inline] = []
    for part in parts:
        if result:
            last = result[-1]
            if isinstance(last, Plain) and last.text.endswith("”"):
                inside = last.text[:-1]
                result[-1] = Plain(f"{inside}” " if inside.endswith(_ENDS) else f"{inside},” ")
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


def _title(source: Source, title: str, style: Style) -> Inlines:
    if title.startswith("[") and title.endswith("]"):
        return (Plain(title[1:-1]),)  # a description by us, where the work itself carries no title
    if source.type in _PLAIN:
        return (Plain(title),)
    if source.type in _ITALIC:
        return (Emphasis((Plain(title),)),)
    return (Plain(f"“{_inner_quotes(title)}”"),)


def _inner_quotes(title: str) -> str:
    return title.replace("“", "‘").replace("”", "’")


def _container(source: Source, who: str) -> list[Inline]:
    """Return where `source` appeared, unless its author was named so already."""
    parts: list[Inline] = []
    if source.container_title and source.container_title != who:
        parts.append(Emphasis((Plain(source.container_title),)))
    if source.number:
        parts.append(Plain(source.number))
    if source.publisher and source.publisher not in (who, source.container_title):
        parts.append(Plain(source.publisher))
    return parts


def _date(source: Source, style: Style) -> str:
    if source.issued is None:
        return style.word("no_date", "n.d.")
    return said(source.issued, style.date_format, style.language)


def _link(source: Source) -> Inline | None:
    """Return a link whose words are the site: an address of 150 characters cannot be read, and spoils the line."""
    parts = urlsplit(source.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return Link((Plain(parts.hostname.removeprefix("www.")),), source.url)


def _names(names: tuple[Name, ...], style: Style) -> str:
    said_names = [_name(name) for name in names]
    if len(said_names) > 3:
        return f"{said_names[0]} {style.word('et_al', 'et al.')}"
    if len(said_names) < 2:
        return "".join(said_names)
    return f"{', '.join(said_names[:-1])} {style.word('and', 'and')} {said_names[-1]}"


def _name(name: Name) -> str:
    if name.literal:
        return name.literal
    return " ".join(part for part in (name.given, name.family, name.suffix) if part)


def _short_names(source: Source, style: Style) -> str:
    names = [name.family or _short_literal(name.literal, source) for name in source.author]
    if len(names) > 2:
        return f"{names[0]} {style.word('et_al', 'et al.')}"
    return f" {style.word('and', 'and')} ".join(names)


def _short_literal(literal: str, source: Source) -> str:
    """Return an institution's name as short as the source itself says it: its initials, or its first part."""
    first = re.split(r"\s*[,/(:;]", literal)[0].strip() or literal
    if len(first) <= _LONGEST_NAME:
        return first
    return _initials(first, source) or _cut(first, _LONGEST_NAME + 12)


def _initials(name: str, source: Source) -> str:
    """Return those initials of `name` that its source uses as a word, in its title, site, number or id."""
    capitals = "".join(word[0] for word in re.findall(r"[^\W\d_][\w.]*", name) if word[0].isupper())
    words = re.findall(r"\w+", f"{source.title} {source.number} {urlsplit(source.url).hostname or ''} {source.id}")
    used = {word.upper() for word in words}
    runs = (capitals[start : start + size] for size in range(len(capitals), 1, -1) for start in _starts(capitals, size))
    return next((run for run in runs if run in used), "")


def _starts(capitals: str, size: int) -> tuple[int, ...]:
    """The last run of that size first: "James Martin Center for Nonproliferation Studies" is known as CNS."""
    return tuple(range(len(capitals) - size, -1, -1))


def _short_title(title: str) -> str:
    described = title.startswith("[") and title.endswith("]")
    bare = re.sub(r"\s*\([^()]*\)$", "", title.strip("[]"))
    main = bare.partition(":")[0]
    best = _cut(main if len(main.split()) > 2 else bare, _LONGEST_TITLE)
    return f"[{best}]" if described else best


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(" ")[0].rstrip(",;:–- ") + "…"
