"""WordprocessingML as text: elements by their prefixed names, runs, and the way from and to lxml elements."""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from generator.write.ooxml.markup import Xml, element, text
from generator.write.word.xml.elements import NAMESPACES, Element

PREFIXES = ("w", "r")  # that are used without being declared


def tag(name: str, attributes: Mapping[str, str | int] | None = None, *children: Xml) -> Xml:
    """Return an element."""
    return element(name, *children, **(attributes or {}))


def value(name: str, val: str | int) -> Xml:
    """Return an element whose only attribute is w:val."""
    return tag(name, {"w:val": val})


def text_element(words: str) -> Xml:
    """Return w:t; spaces at either end are kept."""
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return Xml(f"<w:t{space}>{text(words)}</w:t>")


def run(properties: Xml, words: str) -> Xml:
    """Return a run of `words`."""
    return Xml(f"<w:r>{properties}{text_element(words)}</w:r>")


def join(parts: Iterable[Xml]) -> Xml:
    """Return `parts` in a row."""
    return Xml("".join(parts))


def stream(name: str, parts: Iterable[Xml]) -> Iterator[Xml]:
    """Yield an element part by part, so that a long one is never held as a whole."""
    yield Xml(f"<{name}>")
    yield from parts
    yield Xml(f"</{name}>")


def embed(root: Element, child: Element) -> Xml:
    """Return `child` as it reads inside `root`, whose prefixes are not declared again."""
    holder = etree.Element(root.tag, nsmap=root.nsmap)
    holder.append(child)
    xml = str(etree.tostring(holder, encoding="unicode"))
    return Xml(xml[xml.index(">") + 1 : xml.rindex("</")])


def parse(xml: Xml, root: Element) -> list[Element]:
    """Return the elements of `xml`, to be put into the tree of `root`."""
    namespaces = {**root.nsmap, **{prefix: NAMESPACES[prefix] for prefix in PREFIXES}}
    holder = str(etree.tostring(etree.Element("holder", nsmap=namespaces), encoding="unicode"))
    return list(etree.fromstring(f"{holder.removesuffix('/>')}>{xml}</holder>"))
