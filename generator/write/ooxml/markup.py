"""Tags, attributes and text -> XML as text: well-formed and escaped by construction, since only `Xml` is nested.

Text costs less than lxml's trees: they would add a third to a long briefing and 7 % to a long deck (row ×100 of
tests/bench).
"""

from typing import NewType

from generator.write.ooxml.names import HEAD

Xml = NewType("Xml", str)
NOTHING = Xml("")

# Characters that no XML document can hold (XML 1.0, 2.2), besides U+FFFE, U+FFFF and surrogates.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})


def element(tag: str, /, *children: Xml, **attributes: str | int | None) -> Xml:
    """Return an element; attributes that are None are left out."""
    start = tag
    for name, value in attributes.items():
        if value is not None:
            start += f' {name}="{_attribute(value) if isinstance(value, str) else value}"'
    content = "".join(children)
    return Xml(f"<{start}>{content}</{tag}>" if content else f"<{start}/>")


def text(words: str) -> Xml:
    """Return `words` as the content of an element."""
    # a carriage return would be read as a line feed (XML 1.0, 2.11)
    return Xml(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;"))


def _attribute(value: str) -> str:
    """Return `value` between double quotes; line breaks and tabs are kept."""
    return text(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def encode(xml: Xml, declaration: str = HEAD) -> bytes:
    """Return a part in UTF-8. Raises ValueError for characters that XML cannot hold."""
    data = (declaration + xml).encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or "\ufffe" in xml or "\uffff" in xml:
        raise ValueError("a character that XML cannot hold")
    return data
