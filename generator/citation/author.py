"""Who made a source -> in full ("Ann Hale and Port Authority"), and short ("Hale and Port Authority")."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from generator.model.source import Name, Source

Word = Callable[[str, str], str]  # a fixed word by its name, with what stands in for it

_LONGEST = 28  # characters, on the line under a slide
_NAMED = 3  # more are "et al."


def in_full(names: Sequence[Name], word: Word) -> str:
    said = [_whole(name) for name in names]
    if len(said) > _NAMED:
        return f"{said[0]} {word('et_al', 'et al.')}"
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {word('and', 'and')} {said[-1]}"


def in_short(source: Source, word: Word) -> str:
    names = [name.family or _short_literal(name.literal, source) for name in source.author]
    if len(names) > 2:
        return f"{names[0]} {word('et_al', 'et al.')}"
    return f" {word('and', 'and')} ".join(names)


def cut(text: str, longest: int) -> str:
    """Return `text`, or its first words and an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(" ")[0].rstrip(",;:–- ") + "…"


def _whole(name: Name) -> str:
    if name.literal:
        return name.literal
    return " ".join(part for part in (name.given, name.family, name.suffix) if part)


def _short_literal(literal: str, source: Source) -> str:
    """Return an institution's name as short as the source itself says it: its initials, or its first part."""
    first = re.split(r"\s*[,/(:;]", literal)[0].strip() or literal
    if len(first) <= _LONGEST:
        return first
    return _initials(first, source) or cut(first, _LONGEST + 12)


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
