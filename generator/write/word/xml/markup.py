"""Names, values and words -> the characters of XML, for all that a document repeats; no tree is built or kept.

Words come in by `escaped` and `text`, values of attributes by `tag` (both by write/characters.py), and what leaves by
`encoded` holds only characters that XML has. `Markup` is a type of its own, so that mypy finds words that went past.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NewType

from lxml import etree

from generator.write.ooxml.characters import attribute, characters
from generator.write.word.xml.elements import NAMESPACES, Element

Markup = NewType("Markup", str)
NOTHING = Markup("")
PREFIXES = ("w", "r")  # in which markup is written; others are declared where they are used


def escaped(words: str) -> Markup:
    """Return `words` as they stand between tags."""
    return Markup(characters(words))


def tag(name: str, attributes: Mapping[str, str | int] | None = None, *children: Markup) -> Markup:
    """Return an element; one without content as an empty tag."""
    told, inner = name, "".join(children)
    if attributes:
        told += "".join([f' {key}="{attribute(str(value))}"' for key, value in attributes.items()])
    return Markup(f"<{told}>{inner}</{name}>" if inner else f"<{told}/>")


def value(name: str, val: str | int) -> Markup:
    """Return an element whose only attribute is w:val."""
    return tag(name, {"w:val": val})


def text(words: str) -> Markup:
    """Return w:t with its spaces preserved."""
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return Markup(f"<w:t{space}>{characters(words)}</w:t>")


def run(look: Markup, words: str) -> Markup:
    """Return a run of `words` with the properties `look`."""
    return Markup(f"<w:r>{look}{text(words)}</w:r>")


def spread(name: str, parts: Iterable[Markup]) -> Iterator[Markup]:
    """Yield an element piece by piece, so that a long one is never held as a whole."""
    yield Markup(f"<{name}>")
    yield from parts
    yield Markup(f"</{name}>")


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


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
