"""A finished file -> its words, part by part, as the leak gate reads them."""

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

_XML = (".xml", ".rels", ".svg", ".vml")
_PACKAGES = (".docx", ".pptx", ".xlsx")

Strings = Iterator[tuple[str, str]]  # the name of a file or part, and words in it


def office_strings(name: str, data: bytes) -> Strings:
    """Yield the words of an Office file: of each part, and of the workbooks inside it."""
    with ZipFile(BytesIO(data)) as archive:
        for part in archive.namelist():
            reader = office_strings if part.endswith(_PACKAGES) else xml_strings if part.endswith(_XML) else no_strings
            for inner, text in reader(part, archive.read(part)):
                yield f"{name} ({inner})", text


def xml_strings(name: str, data: bytes) -> Strings:
    """Yield the text of an XML or SVG file, its comments, and the values of its attributes."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    yield from _tree_strings(name, root)


def html_strings(name: str, data: bytes) -> Strings:
    """Yield the text of an HTML file (UTF-8), its comments, and the values of its attributes."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    yield from _tree_strings(name, root)


def _tree_strings(name: str, root: etree._Element) -> Strings:
    yield name, " ".join(str(text) for text in root.itertext())
    yield name, "\n".join(str(value) for element in root.iter(etree.Element) for value in element.values())
    yield from ((name, str(comment.text)) for comment in root.iter(etree.Comment, etree.ProcessingInstruction))


def json_strings(name: str, data: bytes) -> Strings:
    """Yield the names and strings of a JSON file."""
    yield name, "\n".join(_strings_in(json.loads(data)))


def text_strings(name: str, data: bytes) -> Strings:
    """Yield the text of a plain-text file (UTF-8)."""
    yield name, data.decode("utf-8-sig")


def no_strings(name: str, data: bytes) -> Strings:
    """Yield nothing, for files such as pictures, whose words are in another file too."""
    yield from ()


def _strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings_in(inner)
