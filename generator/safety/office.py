"""An Office file's bytes -> what in it must not come in with a template, nor go out with a pack.

What is found (active_content.py) has no part in a briefing, and makes its reader's program fetch, run or read
something: links to anything but what a reader clicks, macros, embedded objects, fields that read files. A part of a
kind that is not known (part_kinds.py) is refused, and so is an archive but the workbook of a chart. One check holds for
templates and for our own files. See ECMA-376-2 (packages) and MITRE ATT&CK T1221 (template injection).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import islice
from posixpath import basename
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import InputError, Place, Problem
from generator.model.look import Look
from generator.safety.active_content import SAVE_AGAIN, find_active_content
from generator.safety.clean import leave_out, leave_out_of_outer
from generator.safety.contents import TYPES, Contents, read_contents
from generator.safety.fields import REMOVE, Finding
from generator.safety.part_kinds import ARCHIVE, LEFT_OUT, LEFT_OUT_OF_TEMPLATES, RELATIONSHIPS, XML
from generator.safety.pictures import count_pixels, is_picture, picture_faults
from generator.safety.used_layouts import read_used_layouts
from generator.untrusted.archives import MOST_BYTES, ArchiveTooLarge, open_archive, unpacked_bytes

MOST_PARTS = 4_000
MOST_XML = 30_000_000  # bytes of all XML parts: in memory they take some ten times as much
MOST_PIXELS = 400_000_000  # of all pictures
MOST_SHOWN = 10
_XML_ENDINGS = (".xml", ".rels", ".vml")
_MACROS = ("vbaproject.bin", "vbadata.xml")


class Findings(Struct, frozen=True):
    """What an inspection found: `refused` forbids the file, `dropped` is what is left out of it."""

    refused: tuple[Problem, ...]
    dropped: tuple[Problem, ...]


@lru_cache(maxsize=8)
def inspect_template(package: bytes, place: Place) -> Findings:
    """Return what is wrong with the template at `place`; it is read no further than the limits allow."""
    try:
        with open_archive(package, most_bytes=None) as archive:
            oversized = tuple(_check_sizes(archive, place))
            if oversized:
                return Findings(oversized[:MOST_SHOWN], ())
            found = _Inspection(archive, _Budget(archive)).findings(place)
        if not (found.refused and found.dropped):
            return found
        # what goes on to the writers is what counts: objects that are left out have traces in other parts
        with open_archive(leave_out_of_outer(package), most_bytes=None) as archive:
            return replace(found, refused=_Inspection(archive, _Budget(archive)).findings(place).refused)
    except ArchiveTooLarge:
        return Findings((Problem(place, f"holds more than {MOST_PARTS:,} parts", SAVE_AGAIN),), ())
    except Exception:  # on damaged packages, zipfile, zlib and lxml raise some ten kinds
        return Findings((Problem(place, "damaged, or not an Office file", SAVE_AGAIN),), ())


def clean_look(look: Look) -> tuple[Look, tuple[Problem, ...]]:
    """Return a look whose Office templates hold nothing but what may go out, and what is left out of them.

    Raises InputError where they hold what must not come in.
    """
    templates = (look.word, look.word_place), (look.slides, look.slides_place)
    findings = [inspect_template(package, place) for package, place in templates]
    refused = [problem for finding in findings for problem in finding.refused]
    refused += inspect_logos(look)
    if refused:
        raise InputError(refused)
    used_layouts = read_used_layouts(look.slides)
    cleaned = replace(look, word=leave_out(look.word), slides=leave_out(look.slides), used_layouts=used_layouts)
    return cleaned, tuple(problem for finding in findings for problem in finding.dropped)


def inspect_logos(look: Look) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that a look puts into both templates, where brand.yaml names them."""
    logos = {look.logo_on_slides: look.logo_on_slides_place, look.logo: look.logo_place}
    for logo, place in logos.items():
        name = next((basename(name) for name, data in look.files.items() if data == logo), "logo")
        kind = "png" if logo.startswith(b"\x89PNG") else "jpeg"
        for fault in picture_faults(kind, logo) if logo else ():
            yield Problem(place, f"the picture `{name}` {fault}", "save it again")


def inspect_office(name: str, package: bytes) -> tuple[Problem, ...]:
    """Return what must not go out with a finished file; its PNGs are ours, or were inspected coming in."""
    with ZipFile(BytesIO(package)) as archive:
        findings = _Inspection(archive, None).findings(Place(name))
    return (*findings.refused, *findings.dropped)


def _check_sizes(archive: ZipFile, place: Place) -> Iterator[Problem]:
    infos = archive.infolist()
    if len(infos) > MOST_PARTS:
        yield Problem(place, f"holds {len(infos):,} parts; at most {MOST_PARTS:,} are read", SAVE_AGAIN)
    total = unpacked_bytes(archive)
    if total > MOST_BYTES:
        what = f"is {total / 1e6:,.0f} MB unpacked; at most {MOST_BYTES / 1e6:,.0f} MB are read"
        yield Problem(place, what, "remove large pictures")
    names: set[str] = set()
    for info in infos:
        name = info.filename
        if name.casefold() in names:
            yield Problem(place, f"holds two parts named `{name}`", SAVE_AGAIN)
        names.add(name.casefold())
        if name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name):
            yield Problem(place, f"holds a part whose name leads out of the package: `{name}`", SAVE_AGAIN)
        if info.flag_bits & 1:
            yield Problem(place, "is encrypted", "save it without a password")
            return
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield Problem(place, f"compresses `{name}` in a way that Office does not read", SAVE_AGAIN)
        if name.lower().endswith(_XML_ENDINGS) and info.file_size > MOST_XML:
            what = f"holds `{name}` of {info.file_size / 1e6:,.0f} MB; at most {MOST_XML / 1e6:,.0f} MB are read"
            yield Problem(place, what, "simplify it")


class _Budget:
    """What may still be unpacked of a template, with the archives inside it."""

    def __init__(self, archive: ZipFile) -> None:
        self.parts, self.bytes = MOST_PARTS, MOST_BYTES
        self.xml_bytes, self.pixels = MOST_XML, MOST_PIXELS
        self.take(archive)

    def take(self, archive: ZipFile) -> bool:
        """Count the parts of an archive; return whether there is room for them."""
        self.parts -= len(archive.infolist())
        self.bytes -= unpacked_bytes(archive)
        return self.parts >= 0 and self.bytes >= 0


class _Inspection:
    """Examines the parts of an archive one at a time, since the text of a long pack is large."""

    def __init__(self, archive: ZipFile, budget: _Budget | None, *, is_inner: bool = False) -> None:
        """Examine a template, which has a `budget`, or a finished file, which has none."""
        self._archive = archive
        self._listings: dict[str, bytes] = {}  # the parts that say what others are, kept as each is needed twice
        kinds_left_out = LEFT_OUT_OF_TEMPLATES if budget else LEFT_OUT
        self._contents: Contents = read_contents(archive, kinds_left_out, self._listings)
        self._budget = budget
        self._is_inner = is_inner

    def findings(self, place: Place) -> Findings:
        dropped = [Problem(place, f"holds {what} left out") for what in self._left_out()]
        refused = (Problem(place, f"holds {what} (in `{name}`)", help_) for name, (what, help_) in self.inspect())
        return Findings(tuple(islice(dict.fromkeys(refused), MOST_SHOWN)), tuple(dropped))

    def _left_out(self) -> dict[str, None]:
        """Return what is left out, where that deserves a note; of our own files, all of it."""
        kinds = {each.kind for each in self._contents.relationships if each.source in self._contents.reached}
        return dict.fromkeys(
            what or f"`{kind}`, which is"
            for kind, what in LEFT_OUT.items()
            if kind in kinds and (what or not self._budget)
        )

    def inspect(self) -> Iterator[tuple[str, Finding]]:
        """Yield what is wrong with each part that goes on to the writers, by the part's name."""
        for info in self._archive.infolist():
            if not info.is_dir() and not self._contents.is_left_out(info.filename):
                yield from ((info.filename, finding) for finding in self._inspect_part(info))

    def _inspect_part(self, info: ZipInfo) -> Iterator[Finding]:
        name, kind = info.filename, self._contents.kind(info.filename)
        if basename(name).lower() in _MACROS:
            yield "macros or form controls", "save it as .docx or .pptx, without them"
        elif name == TYPES or kind in (XML, RELATIONSHIPS):
            yield from self._inspect_xml(info, kind)
        elif kind == ARCHIVE:
            yield from self._inspect_archive(info)
        elif kind:
            yield from self._inspect_picture(info, kind)
        elif not self._budget or name.lower() in self._contents.reached:
            type_ = self._contents.types.get(name.lower(), "none")
            yield f"a part of an unknown kind, `{type_[:80]}`", REMOVE

    def _inspect_xml(self, info: ZipInfo, kind: str) -> Iterator[Finding]:
        if self._budget:
            self._budget.xml_bytes -= info.file_size
            if self._budget.xml_bytes < 0:
                yield f"more than {MOST_XML / 1e6:,.0f} MB of text and formatting", "simplify it"
                return
        yield from find_active_content(info.filename, self._read(info), kind, formulas=self._is_inner)

    def _inspect_picture(self, info: ZipInfo, kind: str) -> Iterator[Finding]:
        if not self._budget and kind in ("png", "jpeg"):  # ours, or inspected when it came in
            with self._archive.open(info) as part:
                if not is_picture(kind, part.read(16)):
                    yield f"a picture that is damaged, or not a {kind.upper()}", "save the picture again"
            return
        data = self._read(info)
        if self._budget:
            self._budget.pixels -= count_pixels(data)
            if self._budget.pixels < 0:
                yield f"pictures of more than {MOST_PIXELS:,} pixels in all", "make them smaller"
                return
        yield from ((f"a picture that {fault}", "save the picture again") for fault in picture_faults(kind, data))

    def _inspect_archive(self, info: ZipInfo) -> Iterator[Finding]:
        """Yield what is wrong with a workbook of a chart; any other archive is refused."""
        if self._is_inner:
            yield "an archive inside an archive", REMOVE
        elif not self._contents.is_workbook_of_chart(info.filename):
            yield "an embedded object", REMOVE
        else:
            with open_archive(self._read(info), most_bytes=None) as archive:
                if self._budget and not self._budget.take(archive):
                    yield "an embedded file that unpacks to more than all parts may hold", REMOVE
                else:
                    inner = _Inspection(archive, self._budget, is_inner=True)
                    yield from (finding for _, finding in inner.inspect())

    def _read(self, info: ZipInfo) -> bytes:
        """Return a part; `archive.read` would hold it twice."""
        if info.filename in self._listings:
            return self._listings[info.filename]
        target = BytesIO()
        with self._archive.open(info) as part:
            copyfileobj(part, target)
        return target.getvalue()
