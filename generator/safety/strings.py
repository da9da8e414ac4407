"""A finished file -> its words, part by part, as the leak gate reads them.

What a reader sees apart (paragraphs, cells, attributes) is on lines of its own; pieces of one paragraph follow each
other without a space, as on the page, with a mark (`SEAM`) where they meet.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain
from zipfile import BadZipFile, ZipFile

from lxml import etree

from generator.errors import InputError, Place, Problem
from generator.untrusted.archives import MOST_BYTES

SEAM = "\x1f"  # between pieces of a paragraph: no space, but a word may end here
Strings = Iterator[tuple[str, str]]  # the name of a file or part, and words in it
ParagraphOf = Callable[[etree._Element], etree._Element | None]

_WORD, _DRAWING, _SHEET, _SLIDES, _SVG = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://schemas.openxmlformats.org/presentationml/2006/main}",
    "{http://www.w3.org/2000/svg}",
)
_PARAGRAPHS = (f"{_WORD}p", f"{_DRAWING}p", f"{_SHEET}si", f"{_SHEET}is", f"{_SHEET}text", f"{_SVG}text")
# What interrupts the text that is read: field codes and readings in kana, what was deleted, what was added
_CODES = (f"{_WORD}instrText", f"{_WORD}delInstrText", f"{_SHEET}rPh")
_REMOVED = (f"{_WORD}delText", f"{_WORD}moveFrom")
_ADDED = (f"{_WORD}ins", f"{_WORD}moveTo")
# Elements of HTML that stand within a line; all others stand apart
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # marks of an encoding, and white space
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def office_strings(name: str, data: bytes) -> Strings:
    """Yield the words of an Office file: of each part, whatever its name, and of the workbooks inside it."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.namelist()
        yield name, "\n".join(parts)
        for part in parts:
            content = archive.read(part)
            for inner, text in _reader_of(content)(part, content):
                yield f"{name} ({inner})", text
        yield from ((f"{name} (slides)", text) for text in _continued_texts(archive))


def _reader_of(content: bytes) -> Callable[[str, bytes], Strings]:
    """Return what reads a part with this content; its name may say anything."""
    if content.startswith(b"PK"):
        return _workbook_strings
    return xml_strings if content[:64].lstrip(_BEFORE_XML).startswith((b"<", b"\0<")) else no_strings


def _workbook_strings(name: str, data: bytes) -> Strings:
    """Yield the words of a package inside a package, but not of another inside that one."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise InputError([Problem(Place(name), "is too large to be searched", "remove it from the template")])
            for part in archive.namelist():
                content = archive.read(part)
                if _reader_of(content) is xml_strings:
                    yield from ((f"{name}/{inner}", text) for inner, text in xml_strings(part, content))
    except BadZipFile:
        return  # no program can open it


def _continued_texts(archive: ZipFile) -> Iterator[str]:
    """Yield the texts that each kind of placeholder, and each by its number, has on the slides, in order.

    A text may go on on the next slide, and what both have above or below it would come between.
    """
    numbers = {int(match[1]): match[0] for match in map(_SLIDE.fullmatch, archive.namelist()) if match}
    texts: dict[tuple[str, str | None], list[str]] = {}
    for number in sorted(numbers):
        for shape in _parse(archive.read(numbers[number])).iter(f"{_SLIDES}sp", f"{_SLIDES}graphicFrame"):
            mark = next(shape.iter(f"{_SLIDES}ph"), None)
            text = _text(shape, set(), _paragraph_of)
            for name in ("type", "idx"):
                texts.setdefault((name, None if mark is None else mark.get(name)), []).append(text)
    yield from map("\n".join, texts.values())


def xml_strings(name: str, data: bytes) -> Strings:
    """Yield the text of an XML or SVG file, its comments, and the values of its attributes."""
    yield from _tree_strings(name, _parse(data), _paragraph_of)


def html_strings(name: str, data: bytes) -> Strings:
    """Yield the text of an HTML file (UTF-8), its comments, and the values of its attributes."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    yield from _tree_strings(name, root, _block_of)


def _parse(data: bytes) -> etree._Element:
    """Return the tree of an XML file, of a damaged one what can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(data, parser)
    return etree.Element("empty") if root is None else root


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """Return the paragraph around a text in `element`, None where the text stands apart."""
    return element if element.tag in _PARAGRAPHS else next(element.iterancestors(*_PARAGRAPHS), None)


def _block_of(element: etree._Element) -> etree._Element | None:
    """Return the block around a text in `element` of HTML."""
    return next((outer for outer in (element, *element.iterancestors()) if outer.tag not in _INLINE), None)


def _tree_strings(name: str, root: etree._Element, paragraph_of: ParagraphOf) -> Strings:
    for skipped in _readings(root):
        yield name, _text(root, skipped, paragraph_of)
    yield name, "\n".join(value.replace("\n", " ") for value in root.xpath("//@*", smart_strings=False))
    yield from ((name, str(comment.text)) for comment in root.iter(etree.Comment, etree.ProcessingInstruction))


def _readings(root: etree._Element) -> Iterator[set[etree._Element]]:
    """Yield what to skip for each way to read the text: all of it, as it is shown, as it was before the changes."""
    yield set()
    hidden = (mark.iterancestors(f"{_WORD}r") for mark in root.iter(f"{_WORD}vanish"))
    removed = {*root.iter(*_REMOVED), *chain.from_iterable(hidden)}
    codes, added = {*root.iter(*_CODES)}, {*root.iter(*_ADDED)}
    if codes or removed:
        yield codes | removed
    if added:
        yield codes | added


def _text(root: etree._Element, skipped: set[etree._Element], paragraph_of: ParagraphOf) -> str:
    """Return the text under `root` but for that of the elements `skipped`, one paragraph a line."""
    pieces: list[str] = []
    last = None
    for text in root.xpath(".//text()[normalize-space()]"):
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        if skipped and not skipped.isdisjoint((element, *element.iterancestors())):
            continue
        paragraph = paragraph_of(element)
        pieces += SEAM if paragraph is not None and paragraph is last else "\n", text.replace("\n", " ")
        last = paragraph
    return "".join(pieces)


def json_strings(name: str, data: bytes) -> Strings:
    """Yield the names and strings of a JSON file."""
    yield name, "\n".join(_strings_in(json.loads(data)))


def text_strings(name: str, data: bytes) -> Strings:
    """Yield the text of a plain-text file (UTF-8)."""
    yield name, data.decode("utf-8-sig")


def no_strings(name: str, data: bytes) -> Strings:
    """Yield nothing, for files such as pictures, whose words are in another file too."""
    yield from ()


def _strings_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings_in(inner)
