"""An Office file's bytes -> what in it must not come in with a template, nor go out with a pack.

What is listed here has no part in a briefing, and makes its reader's program fetch, run or read something: links out
other than those to be clicked, macros, embedded objects, fields that read files. The same check holds for templates
and for our own files. ECMA-376-2 (packages) and MITRE T1221 tell of most.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import PurePath
from posixpath import basename
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.model.look import Look
from generator.pictures import picture_faults

MOST_PARTS = 4_000
MOST_BYTES = 120_000_000  # of all parts unpacked
MOST_XML = 30_000_000  # of one XML part: in memory it takes some ten times as much
MOST_SHOWN = 10
_SMALL = 16_000  # bytes of a part whose hazards are kept in mind
WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)

_SAVE_ANEW = "open it in Office and save it anew, as .docx or .pptx"
_TAKE_OUT = "take it out of the template"
# By the last word of a relationship's type: what is more than text, looks and pictures.
_ACTIVE = {
    "vbaProject": "macros", "wordVbaData": "macros", "oleObject": "an embedded object", "control": "a form control",
    "activeXControlBinary": "a form control", "ctrlProp": "a form control", "aFChunk": "another document",
    "subDocument": "another document", "externalLink": "a link to another workbook", "connections": "a data connection",
    "queryTable": "a data connection", "mailMergeSource": "a data connection", "customUI": "buttons with macros",
    "extensibility": "buttons with macros", "attachedToolbars": "buttons with macros",
}  # fmt: skip
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_ELEMENTS = {
    "altChunk": "another document", "subDoc": "another document", "object": "an embedded object",
    "oleObj": "an embedded object", "control": "a form control", "mailMerge": "a data connection",
}  # fmt: skip
# Fields that read a file, ask another program, or run something (ECMA-376-1, 17.16.5).
_FIELD = re.compile(
    r"\s*(INCLUDE\w*|IMPORT|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD|MACROBUTTON|ASK|FILLIN|AUTOTEXT\w*)\b", re.IGNORECASE
)
_HARMLESS_ACTIONS = re.compile(r"(ppaction://(hlinksldjump|hlinkshowjump|noaction|media|customshow).*)?", re.DOTALL)
# Names that only parts with something to look at hold; a name cannot be written by character references.
_SUSPECT = tuple(map(str.encode, (*_ELEMENTS, "instrText", "fldChar", "fldSimple")))
_SUSPECT_ATTRIBUTES = {name: re.compile(name + rb"\s*=") for name in (b"action", b"src", b"href")}
_PIECE = 1 << 16  # bytes of a part that are looked through at a time
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_KNOWN_ENCODINGS = {b"", b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


class Findings(Struct, frozen=True):
    """`refused` forbids the file; `dropped` says what the writers leave out of it."""

    refused: tuple[Problem, ...]
    dropped: tuple[Problem, ...]


@lru_cache(maxsize=8)
def examined(package: bytes, place: Place) -> Findings:
    """Return what stands against a template at `place`; it is read no further than the limits allow."""
    try:
        with ZipFile(BytesIO(package)) as archive:
            oversized = tuple(_oversized(archive.infolist(), place))
            if oversized:
                return Findings(oversized[:MOST_SHOWN], ())
            members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
            return _findings(members, place)
    except Exception:  # on damaged packages, zipfile, zlib and lxml raise some ten kinds
        return Findings((Problem(place, "is damaged, or no Office file", _SAVE_ANEW),), ())


def looked_through(look: Look) -> tuple[Problem, ...]:
    """Return what is left out of a look's Office templates. Raises InputError where they hold what must not go out."""
    findings = [examined(look.word, look.word_place), examined(look.slides, look.slides_place)]
    refused = [problem for found in findings for problem in found.refused]
    refused += logo_faults(look)
    if refused:
        raise InputError(refused)
    return tuple(problem for found in findings for problem in found.dropped)


def logo_faults(look: Look) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that a look puts into both templates."""
    for data in dict.fromkeys(each for each in (look.logo, look.logo_on_slides) if each):
        name = next((name for name, each in look.files.items() if each == data), "logo")
        place = Place(str(PurePath(look.word_place.file).with_name(PurePath(name).name)))
        kind = "logo.png" if data.startswith(b"\x89PNG") else "logo.jpeg"
        for fault in picture_faults(kind, data):
            yield Problem(place, f"the picture {fault}", "save it anew")


def unfit(package: bytes, place: Place) -> tuple[Problem, ...]:
    """Return what must not go out with a file of ours, of any size; its PNGs are ours, or were looked at coming in."""
    with ZipFile(BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if not name.endswith((".png", ".jpg", ".jpeg"))]
        found = _findings({name: archive.read(name) for name in names}, place)
    return (*found.refused, *found.dropped)


def _oversized(infos: list[ZipInfo], place: Place) -> Iterator[Problem]:
    if len(infos) > MOST_PARTS:
        yield Problem(place, f"holds {len(infos):,} parts; at most {MOST_PARTS:,} are read", _SAVE_ANEW)
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        what = f"is {total / 1e6:,.0f} MB unpacked; at most {MOST_BYTES / 1e6:,.0f} MB are read"
        yield Problem(place, what, "take out large pictures")
    names: set[str] = set()
    for info in infos:
        name = info.filename
        if name.casefold() in names:
            yield Problem(place, f"holds the part `{name}` twice", _SAVE_ANEW)
        names.add(name.casefold())
        if name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name):
            yield Problem(place, f"holds a part whose name leads elsewhere: `{name}`", _SAVE_ANEW)
        if info.flag_bits & 1:
            yield Problem(place, "is encrypted", "save it without a password")
            return
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield Problem(place, f"holds `{name}` in a packing that Office does not read", _SAVE_ANEW)
        if _is_xml(name) and info.file_size > MOST_XML:
            what = f"holds `{name}` of {info.file_size / 1e6:,.0f} MB; at most {MOST_XML / 1e6:,.0f} MB are read"
            yield Problem(place, what, "make it simpler")


def _findings(members: Mapping[str, bytes], place: Place) -> Findings:
    refused: dict[Problem, None] = {}
    dropped: dict[Problem, None] = {}
    for name, data in members.items():
        if len(refused) >= MOST_SHOWN:
            break
        for what, help_ in _hazards(name, data):
            problem = Problem(place, f"holds {what} (in `{name}`)", help_)
            (refused if help_ else dropped)[problem] = None
    return Findings(tuple(refused)[:MOST_SHOWN], tuple(dropped))


def _hazards(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a part, and what helps; nothing helps where it is left out anyway."""
    if basename(name).casefold() in ("vbaproject.bin", "vbadata.xml") or _holds_active_types(name, data):
        yield "macros or form controls", "save it as .docx or .pptx, without them"
    elif name.casefold().endswith((".xlsx", ".docx", ".pptx")):
        with ZipFile(BytesIO(data)) as archive:
            # a workbook behind a chart is small, as the sum of sizes has shown for the file around it
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                yield "an embedded file that unpacks without end", _TAKE_OUT
                return
            for info in archive.infolist():
                yield from _hazards(info.filename, archive.read(info))
    elif _is_xml(name):
        yield from _hazards_of_small(name, data) if len(data) < _SMALL else _hazards_of_xml(name, data)
    else:
        yield from ((f"a picture that {fault}", "save the picture anew") for fault in picture_faults(name, data))


def _holds_active_types(name: str, data: bytes) -> bool:
    return name == "[Content_Types].xml" and bool(_ACTIVE_TYPES.search(_plain(data)))


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))


def _plain(data: bytes) -> bytes:
    """Return a part in an encoding that has ASCII at its base, so that its names can be searched for."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return re.sub(r"^<\?xml.*?\?>", "", data.decode("utf-16").removeprefix("\ufeff"), flags=re.S).encode()
    return data


@lru_cache(maxsize=512)
def _hazards_of_small(name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    """Most parts of a file are its template's, and are met again in the next pack that is made in this process."""
    return tuple(_hazards_of_xml(name, data))


def _hazards_of_xml(name: str, part: bytes) -> Iterator[tuple[str, str]]:
    data = _plain(part)
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding[1].lower() not in _KNOWN_ENCODINGS:
        yield "text in an encoding that Office does not write", _SAVE_ANEW
        return
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # an entity that it declares would be lost on the way, and its text with it
        yield "a document type of its own", _SAVE_ANEW
        return
    # libxml2 will read it: it must find it well-formed and not too deep, and needs no tree to tell
    etree.fromstring(data, etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True))
    if name == "[Content_Types].xml" and not all(each.get("ContentType") for each in etree.fromstring(data)):
        yield "a part of no type", _SAVE_ANEW
    elif name.endswith(".rels"):
        for relationship in etree.fromstring(data):
            yield from _hazards_of_relationship(relationship.attrib)
    else:
        yield from _hazards_of_elements(data, "/worksheets/" in name)


def _hazards_of_relationship(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kind, target = basename(told.get("Type", "")), told.get("Target", "")
    leads_out = told.get("TargetMode", "Internal") != "Internal" or re.match(r"\w{2,}:|\\\\|//", target.strip())
    if not (told.get("Id") and kind and target):
        yield "a relationship without id, type or target", _SAVE_ANEW
    elif kind in _ACTIVE:
        yield _ACTIVE[kind], _TAKE_OUT
    elif kind == "attachedTemplate":
        yield "an attached template, which is left out", ""
    elif leads_out and kind != "hyperlink":
        yield f"a link to a file outside of it, `{target[:80]}`", "put the picture or file itself in, or take it out"
    elif leads_out and not WEB.match(target):
        yield f"a link to `{target[:80]}`", "only links to web pages and mail addresses go out"


def _hazards_of_elements(data: bytes, sheet: bool) -> list[tuple[str, str]]:
    """Return what is wrong with elements of a part, of which only the pieces that may hold any are looked through."""
    pieces = [(piece, sheet or _suspect(piece)) for piece in _pieces(data)]
    if not any(suspect for _, suspect in pieces):
        return []
    watch, parser = _Watch(sheet), expat.ParserCreate(namespace_separator="}")
    for piece, suspect in pieces:
        parser.StartElementHandler = watch.start if suspect else None
        parser.EndElementHandler = watch.end if suspect else None
        parser.CharacterDataHandler = watch.text if suspect else None
        parser.Parse(piece)
    parser.Parse(b"", True)
    return watch.found


def _suspect(piece: bytes) -> bool:
    return any(name in piece for name in _SUSPECT) or any(
        name in piece and form.search(piece) is not None for name, form in _SUSPECT_ATTRIBUTES.items()
    )


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield `data` in pieces that each begin with a tag, so that no tag is divided."""
    start = 0
    while start < len(data):
        end = data.find(b"<", start + _PIECE)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end


class _Nothing:
    """What is made of a part that is read only to see whether it can be: nothing."""

    def close(self) -> None: ...


class _Watch:
    """Looks at elements as they are read, and keeps what is wrong with them."""

    def __init__(self, sheet: bool) -> None:
        self.found: list[tuple[str, str]] = []
        self._sheet = sheet
        self._field = ""  # the instruction, which may be told in many runs
        self._instructs = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        self._instructs = local == "instrText"
        if local in _ELEMENTS:
            self.found.append((_ELEMENTS[local], _TAKE_OUT))
        elif local == "f" and self._sheet:
            self.found.append(("a formula in a workbook", "put its value in its place"))
        elif local == "fldChar":
            self._field = ""
        for key, value in attributes.items():
            key = key.rpartition("}")[2]
            if key == "instr" and local == "fldSimple":
                self.found += _hazards_of_field(value)
            self.found += _hazards_of_attribute(key, value.strip())

    def text(self, text: str) -> None:
        if self._instructs:
            self._field += text

    def end(self, name: str) -> None:
        if self._instructs:
            self.found += _hazards_of_field(self._field)
        self._instructs = False


def _hazards_of_field(instruction: str) -> Iterator[tuple[str, str]]:
    if found := _FIELD.match(instruction):
        yield f"a field that reads a file or runs something, `{found[1].upper()}`", _TAKE_OUT


def _hazards_of_attribute(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "action" and not _HARMLESS_ACTIONS.fullmatch(value):
        yield f"an action on click, `{value[:80]}`", _TAKE_OUT
    elif (name == "src" and re.match(r"\w{2,}:|\\\\|//", value)) or (
        name == "href" and value and not WEB.match(value) and not value.startswith("#")
    ):
        yield f"a link to `{value[:80]}`", _TAKE_OUT
