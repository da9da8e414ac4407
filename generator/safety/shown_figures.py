"""A finished Word or PowerPoint file -> the figures in it, with what each is to those who do not see it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import split
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from generator.safety.contents import TYPES, Relationship, read_relationships, read_types

_DOCUMENT, _SLIDE, _NOTES = (
    "wordprocessingml.document.main+xml",
    "presentationml.slide+xml",
    "presentationml.notesslide+xml",
)
_TEXT = re.compile("<a:t>([^<]*)</a:t>")
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
        names = {name.lower(): name for name in archive.namelist()}
        types = read_types(archive.read(TYPES), names)
        parts = sorted(types, key=lambda name: [int(number) for number in _NUMBER.findall(name)])
        figures: list[ShownFigure] = []
        tables: list[Table] = []
        notes: set[str] = set()
        for name in parts:
            if types[name].endswith((_DOCUMENT, _SLIDE)):
                xml = archive.read(names[name])
                if any(word in xml for word in _SHOWS):
                    root = etree.fromstring(
                        xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
                    )
                    figures += _read_frames(name, root, archive, names)
                    tables += map(_read_table, root.iter(f"{_W}tbl"))
            elif types[name].endswith(_NOTES):
                notes.update(map(unescape, _TEXT.findall(archive.read(names[name]).decode())))
    is_deck = any(type_.endswith(_SLIDE) for type_ in types.values())
    return ShownFigures(tuple(figures), tuple(tables), frozenset(notes) if is_deck else None)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _read_table(table: etree._Element) -> Table:
    return [
        ["".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in row.iterchildren(f"{_W}tc")]
        for row in table.iterchildren(f"{_W}tr")
    ]


def _read_frames(name: str, root: etree._Element, archive: ZipFile, names: Mapping[str, str]) -> Iterator[ShownFigure]:
    targets = {link.id: link.target for link in _links(name, archive, names)}
    for frame in root.iter(*_FRAMES):
        alts = tuple(element.get("descr", "") for element in frame.iter("{*}docPr", "{*}cNvPr"))
        shown = {
            kind: targets.get(element.get(f"{_R}{attribute}", ""), "")
            for kind, attribute in _LINKS.items()
            for element in frame.iter(f"{{*}}{kind}")
        }
        shown |= {link.kind: link.target for link in _links(shown.get("chart", ""), archive, names)}
        parts = {kind: archive.read(names[part]) for kind, part in shown.items() if part in names}
        yield ShownFigure(names[name], alts, parts)


def _links(name: str, archive: ZipFile, names: Mapping[str, str]) -> Iterator[Relationship]:
    """Yield where a part leads; nothing if it has no relationships."""
    folder, base = split(name)
    rels = names.get(f"{folder}/_rels/{base}.rels")
    if rels:
        yield from read_relationships(archive.read(rels), name)
