"""A finished Word or PowerPoint file -> the figures in it, with what each is to those who do not see it."""

import re
from collections.abc import Iterator, Mapping
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
_SHOWS = (b":blip", b"/drawingml/2006/chart")  # what a part with a figure holds
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


class ShownFigures(Struct, frozen=True):
    """The figures in reading order; `notes` are the texts of a deck's notes, None of a file that has none."""

    figures: tuple[ShownFigure, ...]
    notes: frozenset[str] | None


def read_figures(data: bytes) -> ShownFigures:
    """Return all pictures and charts of the text of a document or of slides."""
    with ZipFile(BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        types = read_types(archive.read(TYPES), names)
        parts = sorted(types, key=lambda name: [int(number) for number in _NUMBER.findall(name)])
        figures: list[ShownFigure] = []
        notes: set[str] = set()
        for name in parts:
            if types[name].endswith((_DOCUMENT, _SLIDE)):
                figures += _read_part(name, archive, names)
            elif types[name].endswith(_NOTES):
                notes.update(map(unescape, _TEXT.findall(archive.read(names[name]).decode())))
    is_deck = any(type_.endswith(_SLIDE) for type_ in types.values())
    return ShownFigures(tuple(figures), frozenset(notes) if is_deck else None)


def _read_part(name: str, archive: ZipFile, names: Mapping[str, str]) -> Iterator[ShownFigure]:
    xml = archive.read(names[name])
    if not any(word in xml for word in _SHOWS):
        return
    targets = {link.id: link.target for link in _links(name, archive, names)}
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
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
