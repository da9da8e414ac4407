"""A part of an Office file -> what in it makes its reader's program fetch, run or read something.

A part is read as a stream, without a tree: those of a long pack would take more memory than the pack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from posixpath import basename
from xml.parsers import expat
from zipfile import ZipFile

from lxml import etree

from generator.safety.pictures import picture_faults

MOST_BYTES = 120_000_000  # of all parts of a package, unpacked
_SMALL = 16_000  # bytes of a part whose hazards are kept in mind
WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)

SAVE_ANEW = "open it in Office and save it anew, as .docx or .pptx"
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
_FIELD_ELEMENTS = ("instrText", "fldChar", "fldSimple")
# Fields that read a file, ask another program, or run something (ECMA-376-1, 17.16.5).
_FIELD = re.compile(
    r"\s*(INCLUDE\w*|IMPORT|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD|MACROBUTTON|ASK|FILLIN|AUTOTEXT\w*)\b", re.IGNORECASE
)
_HARMLESS_ACTIONS = re.compile(r"(ppaction://(hlinksldjump|hlinkshowjump|noaction|media|customshow).*)?", re.DOTALL)
# Names that only parts with something to look at hold, in the forms in which an element or an attribute is called so;
# a name cannot be written by character references.
_SUSPECT = {name.encode(): re.compile(rf"(?<=[<:/]){name}[\s/>]".encode()) for name in (*_ELEMENTS, *_FIELD_ELEMENTS)}
_SUSPECT |= {name.encode(): re.compile(rf"(?<=[\s:]){name}\s*=".encode()) for name in ("action", "src", "href")}
_PIECE = 1 << 12  # bytes of a part that are looked at from a suspect name on
# Comments, declarations and the like, of which Office writes none. Looked for by the rarer of the two bytes.
_DECLARATION = re.compile(rb"!(?<=<!)")
_INSTRUCTION = re.compile(rb"\?(?<=<\?)")
_END_TAG = re.compile(rb"</[^>]*>")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_KNOWN_ENCODINGS = {b"", b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


def hazards(name: str, data: bytes) -> Iterator[tuple[str, str]]:
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
                yield from hazards(info.filename, archive.read(info))
    elif is_xml(name):
        yield from _hazards_of_small(name, data) if len(data) < _SMALL else _hazards_of_xml(name, data)
    else:
        yield from ((f"a picture that {fault}", "save the picture anew") for fault in picture_faults(name, data))


def _holds_active_types(name: str, data: bytes) -> bool:
    return name == "[Content_Types].xml" and bool(_ACTIVE_TYPES.search(_plain(data)))


def is_xml(name: str) -> bool:
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
    told = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = told[1].lower() if told else b""
    declares = _DECLARATION.search(data) is not None
    if encoding not in _KNOWN_ENCODINGS:
        yield "text in an encoding that Office does not write", SAVE_ANEW
    elif declares and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        # an entity that it declares would be lost on the way, and its text with it
        yield "a document type of its own", SAVE_ANEW
    elif name == "[Content_Types].xml":
        if not all(each.get("ContentType") for each in etree.fromstring(data)):
            yield "a part of no type", SAVE_ANEW
    elif name.endswith(".rels"):
        for relationship in etree.fromstring(data):
            yield from _hazards_of_relationship(relationship.attrib)
    else:
        # libxml2 will read it: it must find it well-formed and not too deep, and needs no tree to tell
        etree.fromstring(data, etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True))
        yield from _hazards_of_elements(data, encoding.decode(), "/worksheets/" in name, declares)


def _hazards_of_relationship(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kind, target = basename(told.get("Type", "")), told.get("Target", "")
    leads_out = told.get("TargetMode", "Internal") != "Internal" or re.match(r"\w{2,}:|\\\\|//", target.strip())
    if not (told.get("Id") and kind and target):
        yield "a relationship without id, type or target", SAVE_ANEW
    elif kind in _ACTIVE:
        yield _ACTIVE[kind], _TAKE_OUT
    elif kind == "attachedTemplate":
        yield "an attached template, which is left out", ""
    elif leads_out and kind != "hyperlink":
        yield f"a link to a file outside of it, `{target[:80]}`", "put the picture or file itself in, or take it out"
    elif leads_out and not WEB.match(target):
        yield f"a link to `{target[:80]}`", "only links to web pages and mail addresses go out"


def _hazards_of_elements(data: bytes, encoding: str, sheet: bool, declares: bool) -> list[tuple[str, str]]:
    """Return what is wrong with elements of a well-formed part, of which only what may be wrong is looked at."""
    finds = sorted(_finds(data))
    if not finds and not sheet:
        return []
    watch = _Watch(sheet)
    head = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    if sheet or declares or _INSTRUCTION.search(data, head):
        _watched(watch, encoding).Parse(data, True)
    else:
        # every "<" begins a tag: a piece can be read by itself, once nothing in it is closed that was opened before it
        for piece in _pieces(data, finds):
            _watched(watch, encoding).Parse(b"<piece>" + _END_TAG.sub(b"<end/>", piece))
    return watch.found


def _finds(data: bytes) -> Iterator[int]:
    """Yield where the suspect names stand."""
    for name, form in _SUSPECT.items():
        at = data.find(name)
        while at >= 0:
            if form.match(data, at):
                yield at
            at = data.find(name, at + 1)


def _pieces(data: bytes, finds: Iterable[int]) -> Iterator[bytes]:
    """Yield the pieces of `data` in which `finds` stand, each of whole tags and what follows them."""
    end = 0
    for at in finds:
        if at >= end:
            start, end = data.rfind(b"<", 0, at), data.find(b"<", at + _PIECE)
            end = len(data) if end < 0 else end
            yield data[start:end]


def _watched(watch: "_Watch", encoding: str) -> expat.XMLParserType:
    """Return a parser that shows `watch` what it reads."""
    parser = expat.ParserCreate(encoding or None)
    if hasattr(parser, "SetReparseDeferralEnabled"):
        # expat 2.6 puts off the last tag of a piece to a later one, which never comes
        parser.SetReparseDeferralEnabled(False)
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = watch.text
    return parser


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
        self.end(name)
        local = name.rpartition(":")[2]
        self._instructs = local == "instrText"
        if local in _ELEMENTS:
            self.found.append((_ELEMENTS[local], _TAKE_OUT))
        elif local == "f" and self._sheet:
            self.found.append(("a formula in a workbook", "put its value in its place"))
        elif local == "fldChar":
            self._field = ""
        for key, value in attributes.items():
            prefix, _, key = key.rpartition(":")
            if key == "instr" and local == "fldSimple":
                self.found += _hazards_of_field(value)
            if prefix != "xmlns":
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
