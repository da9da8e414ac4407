"""Names, values and words -> the characters of XML, for all that a document repeats; no tree is built or kept.

Well-formed by construction: words come in by `escaped` alone, values of attributes by `tag`, and what leaves by
`encoded` holds only characters that XML has. `Markup` is a type of its own, so that mypy finds words that went past.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NewType

from lxml import etree

from generator.write.word.xml import NAMESPACES, Element

Markup = NewType("Markup", str)
NOTHING = Markup("")
PREFIXES = ("w", "r")  # in which markup is written; others are declared where they are used

# Characters that no XML document can hold (XML 1.0, 2.2), as they look in UTF-8; surrogates cannot be encoded at all.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def escaped(words: str) -> Markup:
    """Return `words` as they stand between tags."""
    # a carriage return would be read as a line feed (XML 1.0, 2.11)
    return Markup(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;"))


def tag(name: str, attributes: Mapping[str, str | int] | None = None, *children: Markup) -> Markup:
    """Return an element; one without content as an empty tag."""
    told, inner = name, "".join(children)
    if attributes:
        told += "".join([f' {key}="{_value(str(value))}"' for key, value in attributes.items()])
    return Markup(f"<{told}>{inner}</{name}>" if inner else f"<{told}/>")


def value(name: str, val: str | int) -> Markup:
    """Return an element whose only attribute is w:val."""
    return tag(name, {"w:val": val})


def text(words: str) -> Markup:
    """Return w:t with its spaces preserved."""
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return Markup(f"<w:t{space}>{escaped(words)}</w:t>")


def spread(name: str, parts: Iterable[Markup]) -> Iterator[Markup]:
    """Yield an element piece by piece, so that a long one is never held as a whole."""
    yield Markup(f"<{name}>")
    yield from parts
    yield Markup(f"</{name}>")


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def encoded(markup: Markup) -> bytes:
    """Return the bytes of `markup`. Raises ValueError where a character has no place in XML."""
    data = markup.encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or any(each in data for each in _NO_CHARACTERS):
        raise ValueError("a character that XML cannot hold")
    return data


def inside(root: Element, made: Element) -> Markup:
    """Return an element as it stands inside `root`: prefixes are those of `root`, and are not declared again."""
    holder = etree.Element(root.tag, nsmap=root.nsmap)
    holder.append(made)
    whole = str(etree.tostring(holder, encoding="unicode"))
    return Markup(whole[whole.index(">") + 1 : whole.rindex("</")])


def elements(markup: Markup, root: Element) -> list[Element]:
    """Return the elements of `markup`, to be put into the tree of `root`."""
    spaces = {**root.nsmap, **{prefix: NAMESPACES[prefix] for prefix in PREFIXES}}
    outside = str(etree.tostring(etree.Element("outside", nsmap=spaces), encoding="unicode"))
    return list(etree.fromstring(f"{outside.removesuffix('/>')}>{markup}</outside>"))


def _value(words: str) -> str:
    return escaped(words).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
