"""An Office file's bytes -> what in it must not come in with a template, nor go out with a pack.

What is found (active_content.py) has no part in a briefing, and makes its reader's program fetch, run or read
something: links to anything but what a reader clicks, macros, embedded objects, fields that read files. One check holds
for templates and for our own files. See ECMA-376-2 (packages) and MITRE ATT&CK T1221 (template injection).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import PurePath
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.model.look import Look
from generator.safety.active_content import MOST_BYTES, SAVE_AGAIN, find_active_content, is_xml
from generator.safety.pictures import picture_faults

MOST_PARTS = 4_000
MOST_XML = 30_000_000  # of one XML part: in memory it takes some ten times as much
MOST_SHOWN = 10


class Findings(Struct, frozen=True):
    """What an inspection found: `refused` forbids the file, `dropped` is what the writers leave out of it."""

    refused: tuple[Problem, ...]
    dropped: tuple[Problem, ...]


@lru_cache(maxsize=8)
def inspect_template(package: bytes, place: Place) -> Findings:
    """Return what is wrong with the template at `place`; it is read no further than the limits allow."""
    try:
        with ZipFile(BytesIO(package)) as archive:
            oversized = tuple(_oversized(archive.infolist(), place))
            if oversized:
                return Findings(oversized[:MOST_SHOWN], ())
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            return _findings(_parts(archive, names), place)
    except Exception:  # on damaged packages, zipfile, zlib and lxml raise some ten kinds
        return Findings((Problem(place, "damaged, or not an Office file", SAVE_AGAIN),), ())


def inspect_look(look: Look) -> tuple[Problem, ...]:
    """Return what is left out of a look's Office templates. Raises InputError where they hold what must not go out."""
    templates = (look.word, look.word_place), (look.slides, look.slides_place)
    findings = [inspect_template(package, place) for package, place in templates]
    refused = [problem for finding in findings for problem in finding.refused]
    refused += inspect_logos(look)
    if refused:
        raise InputError(refused)
    return tuple(problem for finding in findings for problem in finding.dropped)


def inspect_logos(look: Look) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that a look puts into both templates."""
    for logo in dict.fromkeys(data for data in (look.logo, look.logo_on_slides) if data):
        name = next((name for name, data in look.files.items() if data == logo), "logo")
        place = Place(str(PurePath(look.word_place.file).with_name(PurePath(name).name)))
        kind = "logo.png" if logo.startswith(b"\x89PNG") else "logo.jpeg"
        for fault in picture_faults(kind, logo):
            yield Problem(place, f"the picture {fault}", "save it again")


def inspect_office(name: str, package: bytes) -> tuple[Problem, ...]:
    """Return what must not go out with a finished file; its PNGs are ours, or were inspected coming in."""
    with ZipFile(BytesIO(package)) as archive:
        names = [part for part in archive.namelist() if not part.endswith((".png", ".jpg", ".jpeg"))]
        findings = _findings(_parts(archive, names), Place(name))
    return (*findings.refused, *findings.dropped)


def _oversized(infos: list[ZipInfo], place: Place) -> Iterator[Problem]:
    if len(infos) > MOST_PARTS:
        yield Problem(place, f"holds {len(infos):,} parts; at most {MOST_PARTS:,} are read", SAVE_AGAIN)
    total = sum(info.file_size for info in infos)
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
        if is_xml(name) and info.file_size > MOST_XML:
            what = f"holds `{name}` of {info.file_size / 1e6:,.0f} MB; at most {MOST_XML / 1e6:,.0f} MB are read"
            yield Problem(place, what, "simplify it")


def _parts(archive: ZipFile, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts one at a time, since the text of a long pack is large; `archive.read` would hold each twice."""
    for name in names:
        target = BytesIO()
        with archive.open(name) as part:
            copyfileobj(part, target)
        yield name, target.getvalue()


def _findings(parts: Iterable[tuple[str, bytes]], place: Place) -> Findings:
    refused: dict[Problem, None] = {}
    dropped: dict[Problem, None] = {}
    for name, data in parts:
        if len(refused) >= MOST_SHOWN:
            break
        for what, help_ in find_active_content(name, data):
            problem = Problem(place, f"holds {what} (in `{name}`)", help_)
            (refused if help_ else dropped)[problem] = None
    return Findings(tuple(refused)[:MOST_SHOWN], tuple(dropped))
