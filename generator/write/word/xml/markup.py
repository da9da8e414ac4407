"""Names, values and text -> XML as characters, for everything that a document repeats.

Written as lxml elements, a table row takes seven times as long, which makes the ×100 row of tests/bench a third slower.
`Markup` is a type of its own and is only made here: mypy reports text that was not escaped.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NewType

from lxml import etree

from generator.write.ooxml.characters import escape_attribute, escape_text
from generator.write.word.xml.elements import NAMESPACES, Element

Markup = NewType("Markup", str)
NOTHING = Markup("")
PREFIXES = ("w", "r")  # that markup uses without declaring them


def escape(text: str) -> Markup:
    """Return `text` as the content of an element."""
    return Markup(escape_text(text))


def tag(name: str, attributes: Mapping[str, str | int] | None = None, *children: Markup) -> Markup:
    """Return an element; one without content as an empty tag."""
    content = "".join(children)
    start = name + "".join([f' {key}="{escape_attribute(str(value))}"' for key, value in (attributes or {}).items()])
    return Markup(f"<{start}>{content}</{name}>" if content else f"<{start}/>")


def value(name: str, val: str | int) -> Markup:
    """Return an element whose only attribute is w:val."""
    return tag(name, {"w:val": val})


def text_element(text: str) -> Markup:
    """Return w:t; spaces at either end are kept."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return Markup(f"<w:t{space}>{escape_text(text)}</w:t>")


def run(properties: Markup, text: str) -> Markup:
    """Return a run of `text`."""
    return Markup(f"<w:r>{properties}{text_element(text)}</w:r>")


def join(parts: Iterable[Markup]) -> Markup:
    """Return `parts` in a row."""
    return Markup("".join(parts))


def stream(name: str, parts: Iterable[Markup]) -> Iterator[Markup]:
    """Yield an element part by part, so that a long one is never held as a whole."""
    yield Markup(f"<{name}>")
    yield from parts
    yield Markup(f"</{name}>")


def embed(root: Element, child: Element) -> Markup:
    """Return `child` as it reads inside `root`, whose prefixes are not declared again."""
    holder = etree.Element(root.tag, nsmap=root.nsmap)
    holder.append(child)
    xml = str(etree.tostring(holder, encoding="unicode"))
    return Markup(xml[xml.index(">") + 1 : xml.rindex("</")])


def parse_markup(markup: Markup, root: Element) -> list[Element]:
    """Return the elements of `markup`, to be put into the tree of `root`."""
    namespaces = {**root.nsmap, **{prefix: NAMESPACES[prefix] for prefix in PREFIXES}}
    holder = str(etree.tostring(etree.Element("holder", nsmap=namespaces), encoding="unicode"))
    return list(etree.fromstring(f"{holder.removesuffix('/>')}>{markup}</holder>"))
