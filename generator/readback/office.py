"""A finished Word or PowerPoint file -> the figures in it, with what each is to those who do not see it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from generator.readback.parts import Parts

_DOCUMENT, _SLIDE, _NOTES = (
    "wordprocessingml.document.main+xml",
    "presentationml.slide+xml",
    "presentationml.notesslide+xml",
)
_TEXT = re.compile("<a:t>([^<]*)</a:t>|<a:br[ />]")
_PARAGRAPH = re.compile("</a:p>")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWS = (b":blip", b"/drawingml/2006/chart", b"<w:tbl>")  # what a part with a figure or table holds
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FRAMES = (f"{_W}drawing", f"{_P}pic", f"{_P}graphicFrame")
_LINKS = {"blip": "embed", "svgBlip": "embed", "chart": "id"}  # elements, and the attribute by which each shows a part
_NUMBER = re.compile(r"\d+")


class ShownFigure(Struct, frozen=True):
    """A picture or chart in the text of a part; `alts` are its alternative texts, `parts` what it shows by kind.

    Kinds are `blip` (a picture), `svgBlip` (the same as SVG), `chart` and `package` (the workbook behind it).
    """

    part: str
    alts: tuple[str, ...]
    parts: Mapping[str, bytes]


Table = Sequence[Sequence[str]]


class ShownFigures(Struct, frozen=True):
    """The figures in reading order; `tables` are those of a document, by row and cell, `notes` the texts of a deck's.

    `notes` are None of a file that has none.
    """

    figures: tuple[ShownFigure, ...]
    tables: tuple[Table, ...]
    notes: frozenset[str] | None


def read_figures(data: bytes) -> ShownFigures:
    """Return the pictures, charts and tables of the text of a document or of slides."""
    with ZipFile(BytesIO(data)) as archive:
        parts = Parts(archive)
        figures: list[ShownFigure] = []
        tables: list[list[list[str]]] = []
        notes: set[str] = set()
        for name in sorted(parts.types, key=lambda name: [int(number) for number in _NUMBER.findall(name)]):
            if parts.types[name].endswith((_DOCUMENT, _SLIDE)):
                xml = parts.read(name)
                if any(word in xml for word in _SHOWS):
                    links = {link.id: link.target for link in parts.links(name)}
                    open_tables: list[list[list[str]]] = []
                    for event, element in _stream(xml):
                        if element.tag == f"{_W}tbl" and event == "start":
                            open_tables.append([])
                        elif element.tag == f"{_W}tbl":
                            tables.append(open_tables.pop())
                        elif element.tag == f"{_W}tr":
                            open_tables[-1].append(_read_row(element))
                        else:
                            figures.append(_read_frame(name, element, links, parts))
            elif parts.types[name].endswith(_NOTES):
                notes.update(_read_paragraphs(parts.read(name).decode()))
        is_deck = bool(parts.of_type(_SLIDE))
    return ShownFigures(tuple(figures), tuple(filter(None, tables)), frozenset(notes) if is_deck else None)


def _stream(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Yield the frames and table rows of a part as they end, tables as they start and end; then drop what was read.

    The tree of a long document would take a hundred times the size of its file.
    """
    tags = (*_FRAMES, f"{_W}tbl", f"{_W}tr", f"{_W}p")
    parsed = etree.iterparse(
        BytesIO(xml), ("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    )
    rows = 0  # that are open: their paragraphs are read with them
    for event, element in parsed:
        is_start = event == "start"
        if element.tag == f"{_W}tr":
            rows += 1 if is_start else -1
        if element.tag == f"{_W}tbl" or (not is_start and element.tag != f"{_W}p"):
            yield event, element
        if not is_start and not rows and element.tag in (f"{_W}tr", f"{_W}p"):
            element.clear(keep_tail=False)


def _read_paragraphs(xml: str) -> Iterator[str]:
    """Yield the text of each paragraph of DrawingML, with a space for a break of its lines."""
    for paragraph in _PARAGRAPH.split(xml):
        yield normalize_space(unescape("".join(text or " " for text in _TEXT.findall(paragraph))))


def normalize_space(text: str) -> str:
    """Return `text` with one space for each run of spaces and breaks."""
    return " ".join(text.split())


def _read_row(row: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in row.iterchildren(f"{_W}tc")]


def _read_frame(name: str, frame: etree._Element, links: Mapping[str, str], parts: Parts) -> ShownFigure:
    alts = tuple(element.get("descr", "") for element in frame.iter("{*}docPr", "{*}cNvPr"))
    shown = {
        kind: links.get(element.get(f"{_R}{attribute}", ""), "")
        for kind, attribute in _LINKS.items()
        for element in frame.iter(f"{{*}}{kind}")
    }
    shown |= {link.kind: link.target for link in parts.links(shown.get("chart", ""))}
    contents = {kind: parts.read(part) for kind, part in shown.items() if part in parts.names}
    return ShownFigure(parts.names[name], alts, contents)
