"""The authors of a source -> "Ann Hale and Port Authority" in full, and "Hale and Port Authority" in short."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from generator.language.punctuation import joins_without_spaces
from generator.model.source import Name, Source

Label = Callable[[str, str], str]  # returns a label by its name, or the default

_LONGEST_INSTITUTION = 28  # characters, on the line of sources below a slide
_LONGEST_INITIALS = 12
_KANA = re.compile("[\u30a0-\u30ff]+")
_LONGEST_LIST = 3  # of names; more are "et al."


def full_names(names: Sequence[Name], label: Label, separator: str = ", ") -> str:
    texts = [_full_name(name) for name in names]
    if len(texts) > _LONGEST_LIST:
        return f"{texts[0]} {label('et_al', 'et al.')}"
    if len(texts) < 2:
        return "".join(texts)
    return f"{separator.join(texts[:-1])}{_and(label)}{texts[-1]}"


def short_names(source: Source, label: Label) -> str:
    names = [name.family or _short_institution(name.literal, source) for name in source.author]
    if len(names) > 2:
        return f"{names[0]} {label('et_al', 'et al.')}"
    return _and(label).join(names)


def _and(label: Label) -> str:
    word = label("and", "and")
    return word if joins_without_spaces(word) or word in "、，" else f" {word} "


def truncate(text: str, length: int) -> str:
    """Return `text`, or if it is longer than `length` characters, its first words and an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0].rstrip(",;:–- ") + "…"


def _full_name(name: Name) -> str:
    if name.literal:
        return name.literal
    if name.given and name.family and joins_without_spaces(name.given) and joins_without_spaces(name.family):
        # a name in Kana is a foreign one (毛泽东, 김정은, but マーク・トウェイン)
        is_foreign = _KANA.fullmatch(name.given + name.family)
        return f"{name.given}・{name.family}" if is_foreign else name.family + name.given
    return " ".join(part for part in (name.given, name.family, name.suffix) if part)


def _short_institution(name: str, source: Source) -> str:
    """Return an institution's name up to the first comma or the like, or its initials if the source uses them."""
    # "NASA/JPL" is one name; a slash between spaces separates two
    first = re.split(r"[,(:;]|\s/\s", name)[0].strip() or name
    if len(first) <= _LONGEST_INSTITUTION:
        return first
    return _initials(first, source) or truncate(first, _LONGEST_INSTITUTION + 12)


def _initials(name: str, source: Source) -> str:
    """Return the longest run of the initials of `name` that is a word of the source's title, number, site or id.

    Of equally long runs the last wins: the James Martin Center for Nonproliferation Studies is known as CNS.
    """
    capitals = "".join(word[0] for word in re.findall(r"[^\W\d_][\w.]*", name) if word[0].isupper())
    words = re.findall(r"\w+", f"{source.title} {source.number} {urlsplit(source.url).hostname or ''} {source.id}")
    used = {word.upper() for word in words}
    sizes = range(min(len(capitals), _LONGEST_INITIALS), 1, -1)
    runs = (capitals[start : start + size] for size in sizes for start in range(len(capitals) - size, -1, -1))
    return next((run for run in runs if run in used), "")
