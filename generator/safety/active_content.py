"""A part of an Office file -> its active content: what makes its reader's program fetch, run or read something.

A part is read as a stream, without a tree, which for a long pack would take more memory than the pack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from posixpath import basename
from xml.parsers import expat

from lxml import etree

from generator.safety.contents import TYPES
from generator.safety.fields import REMOVE, FieldWatcher, Finding, check_link, find_active_field
from generator.safety.part_kinds import LEFT_OUT, RELATIONSHIPS
from generator.safety.pictures import picture_faults

_SMALL = 16_000  # bytes of a part whose findings are remembered

SAVE_AGAIN = "open it in Office and save it again, as .docx or .pptx"
# By the last word of a relationship's type: whatever is more than text, formatting and pictures.
_ACTIVE = {
    "vbaProject": "macros", "wordVbaData": "macros", "control": "a form control",
    "activeXControlBinary": "a form control", "ctrlProp": "a form control", "aFChunk": "another document",
    "subDocument": "another document", "externalLink": "a link to another workbook", "connections": "a data connection",
    "queryTable": "a data connection", "mailMergeSource": "a data connection", "customUI": "buttons with macros",
    "extensibility": "buttons with macros", "attachedToolbars": "buttons with macros",
}  # fmt: skip
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_ELEMENTS = {
    "altChunk": "another document", "subDoc": "another document", "object": "an embedded object",
    "oleObj": "an embedded object", "control": "a form control", "mailMerge": "a data connection",
}  # fmt: skip
_INSTRUCTIONS = ("instrText", "delInstrText")  # what has been deleted comes back when the change is rejected
_MACROS = ("entryMacro", "exitMacro")  # of a form field
_FORMULAS = ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula")
_FORMULA = ("a formula in a workbook", "replace it by its value")
_PLAIN_REFERENCE = re.compile(r"[\w\s'!$:.,#-]*")  # such as Sheet1!$A$1:$B$9, and no call or other program
_SVG = b"http://www.w3.org/2000/svg"
_HARMLESS_ACTIONS = re.compile(r"(ppaction://(hlinksldjump|hlinkshowjump|noaction|media|customshow).*)?", re.DOTALL)
# Names that only suspect parts hold, as patterns of an element or attribute so named; XML names cannot be written by
# character references.
_SUSPECT = {
    **{name.encode(): re.compile(rf"(?<=[<:/]){name}[\s/>]".encode()) for name in (*_ELEMENTS, "fldChar", "fldSimple")},
    # two names that end alike are one search
    b"nstrText": re.compile(rb"(?:(?<=[<:/]i)|(?<=[<:/]delI))nstrText[\s/>]"),
    b"Macro": re.compile(rb"(?:(?<=[<:/]entry)|(?<=[<:/]exit))Macro[\s/>]"),
    **{name: re.compile(rb"(?<=[\s:])%s\s*=" % name) for name in (b"action", b"src", b"href", b"invalidUrl")},
}
_PIECE = 1 << 12  # bytes that are parsed from a suspect name on
# Comments, declarations and the like, which Office never writes; searched for by the rarer of the two bytes.
_DECLARATION = re.compile(rb"!(?<=<!)")
_INSTRUCTION = re.compile(rb"\?(?<=<\?)")
_END_TAG = re.compile(rb"</[^>]*>")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_KNOWN_ENCODINGS = {b"", b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


def find_active_content(name: str, data: bytes, kind: str, *, formulas: bool = False) -> Iterator[Finding]:
    """Yield what is active in an XML part of a `kind` of part_kinds.py, and what would help.

    `formulas` are looked for in the parts of a workbook. Raises XMLSyntaxError if it is ill-formed or too deep.
    """
    yield from (_active_in_small if len(data) < _SMALL else _active_in_xml)(name, data, kind, formulas)


def _ascii_based(data: bytes) -> bytes:
    """Return a part in an encoding based on ASCII, so that names can be searched for in its bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return re.sub(r"^<\?xml.*?\?>", "", data.decode("utf-16").removeprefix("\ufeff"), flags=re.S).encode()
    return data


@lru_cache(maxsize=512)
def _active_in_small(name: str, data: bytes, kind: str, formulas: bool) -> tuple[Finding, ...]:
    """Remember the findings: most parts are the template's, and are the same in the next pack of this process."""
    return tuple(_active_in_xml(name, data, kind, formulas))


def _active_in_xml(name: str, part: bytes, kind: str, formulas: bool) -> Iterator[Finding]:
    data = _ascii_based(part)
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].lower() if declared else b""
    declares = _DECLARATION.search(data) is not None
    if encoding not in _KNOWN_ENCODINGS or not _XML_START.match(data):
        yield "text in an encoding that Office does not write", SAVE_AGAIN
    elif declares and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        # the entities that it declares would be lost on the way, and their text with them
        yield "a document type declaration", SAVE_AGAIN
    elif name == TYPES:
        if _ACTIVE_TYPES.search(data):
            yield "macros or form controls", "save it as .docx or .pptx, without them"
        if not all(entry.get("ContentType") for entry in etree.fromstring(data)):
            yield "a part without a content type", SAVE_AGAIN
    elif kind == RELATIONSHIPS:
        for relationship in etree.fromstring(data):
            yield from _active_relationship(relationship.attrib)
    else:
        # libxml2 must find it well-formed and not too deep, which takes no tree
        etree.fromstring(data, etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True))
        if _SVG in data and _is_svg(data):
            yield from ((f"a picture that {fault}", "save the picture again") for fault in picture_faults("svg", part))
        yield from _active_elements(data, encoding.decode(), formulas, declares)


def _is_svg(data: bytes) -> bool:
    """Return whether a part is an SVG, whatever its type says: some programs look at the bytes."""
    _, root = next(etree.iterparse(BytesIO(data), events=("start",), resolve_entities=False, no_network=True))
    return bool(etree.QName(root).localname == "svg")


def _active_relationship(attributes: Mapping[str, str]) -> Iterator[Finding]:
    kind, target = basename(attributes.get("Type", "")), attributes.get("Target", "")
    leads_out = attributes.get("TargetMode", "Internal") != "Internal" or re.match(r"\w{2,}:|\\\\|//", target.strip())
    if kind in LEFT_OUT:
        return
    if not (attributes.get("Id") and kind and target):
        yield "a relationship without id, type or target", SAVE_AGAIN
    elif kind in _ACTIVE:
        yield _ACTIVE[kind], REMOVE
    elif leads_out and kind != "hyperlink":
        yield f"a link to a file outside of it, `{target[:80]}`", "embed the picture or file itself, or remove it"
    elif leads_out:
        yield from check_link(target)


def _active_elements(data: bytes, encoding: str, sheet: bool, declares: bool) -> list[tuple[str, str]]:
    """Return what is active in the elements of a well-formed part, of which only suspect pieces are parsed."""
    suspects = sorted(_suspects(data))
    if not suspects and not sheet:
        return []
    watcher = _Watcher(sheet)
    head = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    if sheet or declares or _INSTRUCTION.search(data, head):
        _parser(watcher, encoding).Parse(data, True)
    else:
        # every "<" begins a tag, so a piece can be parsed by itself once no tag in it closes one from before it
        for piece in _pieces(data, suspects):
            _parser(watcher, encoding).Parse(b"<piece>" + _END_TAG.sub(b"<end/>", piece))
    return [*watcher.found, *watcher.fields.finish()]


def _suspects(data: bytes) -> Iterator[int]:
    """Yield the positions of suspect names."""
    for name, form in _SUSPECT.items():
        at = data.find(name)
        while at >= 0:
            if form.match(data, at):
                yield at
            at = data.find(name, at + 1)


def _pieces(data: bytes, suspects: Iterable[int]) -> Iterator[bytes]:
    """Yield the pieces of `data` around `suspects`, each made of whole tags and what follows them."""
    end = 0
    for at in suspects:
        if at >= end:
            start, end = data.rfind(b"<", 0, at), data.find(b"<", at + _PIECE)
            end = len(data) if end < 0 else end
            yield data[start:end]


def _parser(watcher: "_Watcher", encoding: str) -> expat.XMLParserType:
    """Return a parser that feeds `watcher`."""
    parser = expat.ParserCreate(encoding or None)
    if hasattr(parser, "SetReparseDeferralEnabled"):
        # expat 2.6 defers the last tag of a piece until more arrives, which never does
        parser.SetReparseDeferralEnabled(False)
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.text
    return parser


class _Nothing:
    """A parser target that builds nothing: the part is only checked."""

    def close(self) -> None: ...


class _Watcher:
    """Receives elements as they are parsed, and keeps what is active in them."""

    def __init__(self, sheet: bool) -> None:
        self.found: list[Finding] = []
        self.fields = FieldWatcher()
        self._sheet = sheet
        self._within = ""  # the element whose text is read
        self._text: list[str] = []  # its pieces

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.end(name)
        local = name.rpartition(":")[2]
        if local in _ELEMENTS:
            self.found.append((_ELEMENTS[local], REMOVE))
        elif local in _MACROS:
            self.found.append(("a form field that runs a macro", REMOVE))
        elif local in _INSTRUCTIONS or (self._sheet and local == "definedName"):
            self._within = local
        elif self._sheet and local in _FORMULAS:
            self.found.append(_FORMULA)
        elif local == "fldChar":
            types = [value for key, value in attributes.items() if key.rpartition(":")[2] == "fldCharType"]
            self.found += self.fields.pass_character(types[0].strip() if types else "begin")
        for key, value in attributes.items():
            prefix, _, key = key.rpartition(":")
            if key == "instr" and local == "fldSimple":
                self.found += find_active_field(value)
            elif prefix != "xmlns":
                self.found += _active_attribute(key, value.strip())

    def text(self, text: str) -> None:
        if self._within:
            self._text.append(text)

    def end(self, name: str) -> None:
        text = "".join(self._text)
        if self._within in _INSTRUCTIONS:
            self.found += self.fields.pass_instruction(text)
        elif self._within and not _PLAIN_REFERENCE.fullmatch(text):
            self.found.append(_FORMULA)
        self._within, self._text = "", []


def _active_attribute(name: str, value: str) -> Iterator[Finding]:
    if name == "action" and not _HARMLESS_ACTIONS.fullmatch(value):
        yield f"an action on click, `{value[:80]}`", REMOVE
    elif name == "src" and re.search(r"[:\\]|^/", value):
        yield f"a link to `{value[:80]}`", REMOVE
    elif name in ("href", "invalidUrl") and value:
        yield from check_link(value)
