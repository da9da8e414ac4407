"""A picture's name and bytes -> what is wrong with it: damaged, misnamed, too large, or active."""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from generator.errors import Place, Problem

MOST_PIXELS = 25_000_000
_RASTER = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate", "use"}


def inspect_picture(name: str, data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a picture that is a file of its own, by the ending of its `name`."""
    return tuple(Problem(Place(name), f"the picture {fault}", "draw it again") for fault in picture_faults(name, data))


def picture_faults(name: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a part of a package, where it is a PNG, JPEG or SVG; others are never decoded."""
    ending = name.rpartition(".")[2].casefold()
    if ending in _RASTER:
        yield from _faults_of_raster(data, _RASTER[ending])
    elif ending == "svg":
        yield from _faults_of_svg(data)


def _faults_of_raster(data: bytes, kind: str) -> Iterator[str]:
    from PIL import Image

    try:
        # these two alone: for some formats Pillow starts other programs
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.format != kind:
                yield f"is a {picture.format}, but is named as a {kind}"
            elif picture.width * picture.height > MOST_PIXELS:
                yield f"has {picture.width:,} x {picture.height:,} pixels; at most {MOST_PIXELS:,} are read"
            else:
                picture.load()
    except Exception:  # Pillow raises some six kinds, and for very large ones a warning made an error
        yield f"is damaged, or not a {kind}"


def _faults_of_svg(data: bytes) -> Iterator[str]:
    if b"<!ENTITY" in data or _OWN_TYPE.search(data) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "declares entities, or is not UTF-8"
        return
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if local in _ACTIVE and not (local == "use" and _refers_inside(element)):
            yield f"is active (`{local}`)"
        for key, value in element.items():
            name = key.rpartition("}")[2].casefold()
            if name.startswith("on"):
                yield f"is active (`{name}`)"
            if (name in ("href", "src") and not _is_inside(str(value))) or _REMOTE.search(str(value)):
                yield f"links to `{str(value)[:80]}`"
        if local == "style" and _REMOTE.search(element.text or ""):
            yield "links to something outside it"


_OWN_TYPE = re.compile(
    rb"<!DOCTYPE[^>]*\["
)  # the public one of SVG 1.1, which many programs write, declares nothing itself
_REMOTE = re.compile(r"url\(\s*['\"]?(?!#|data:image/)|@import", re.IGNORECASE)


def _refers_inside(element: etree._Element) -> bool:
    return all(_is_inside(str(value)) for key, value in element.items() if key.endswith("href"))


def _is_inside(address: str) -> bool:
    return address.startswith(("#", "data:image/png", "data:image/jpeg"))
