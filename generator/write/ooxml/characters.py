"""Words -> characters of XML: the doors through which they enter the parts that are written as text.

What stands between tags goes through `characters`, the value of an attribute through `attribute`, and what leaves as
bytes through `encoded`, so that a part is well-formed whatever its words are.
"""

# Characters that no XML document can hold (XML 1.0, 2.2), beside U+FFFE, U+FFFF and surrogates, which are not encoded.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})


def characters(words: str) -> str:
    """Return `words` as the content of an element."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(words: str) -> str:
    """Return `words` as the value of an attribute, between double quotes; ends of lines are kept."""
    return characters(words).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def encoded(xml: str) -> bytes:
    """Return `xml` in UTF-8. Raises ValueError where a character has no place in XML."""
    data = xml.encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or "\ufffe" in xml or "\uffff" in xml:
        raise ValueError("a character that XML cannot hold")
    return data
