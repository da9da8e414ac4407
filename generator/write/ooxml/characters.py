"""Text -> the characters of an XML part that is written as text: escaped, and encoded only if XML can hold them."""

# Characters that no XML document can hold (XML 1.0, 2.2), besides U+FFFE, U+FFFF and surrogates.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})


def escape_text(text: str) -> str:
    """Return `text` as the content of an element."""
    # a carriage return would be read as a line feed (XML 1.0, 2.11)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Return `text` as the value of an attribute in double quotes; line breaks and tabs are kept."""
    return escape_text(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def encode(xml: str) -> bytes:
    """Return `xml` in UTF-8. Raises ValueError if it has a character that XML cannot hold."""
    data = xml.encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or "\ufffe" in xml or "\uffff" in xml:
        raise ValueError("a character that XML cannot hold")
    return data
