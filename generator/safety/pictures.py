"""A picture's name and bytes -> what is wrong with it: none at all, a false name, too large, or one that acts."""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

MOST_PIXELS = 25_000_000
_RASTER = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_ACTING = {"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate", "use"}


def picture_faults(name: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a part of a package, where it is a PNG, JPEG or SVG; others are never decoded here."""
    ending = name.rpartition(".")[2].casefold()
    if ending in _RASTER:
        yield from _faults_of_raster(data, _RASTER[ending])
    elif ending == "svg":
        yield from _faults_of_svg(data)


def _faults_of_raster(data: bytes, kind: str) -> Iterator[str]:
    from PIL import Image

    try:
        # only by these two: Pillow would start other programs for some of its formats
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.format != kind:
                yield f"is a {picture.format}, and named a {kind}"
            elif picture.width * picture.height > MOST_PIXELS:
                yield f"has {picture.width:,} x {picture.height:,} pixels; at most {MOST_PIXELS:,} are read"
            else:
                picture.load()
    except Exception:  # Pillow raises some six kinds, and for very large ones a warning made an error
        yield f"is damaged, or no {kind}"


def _faults_of_svg(data: bytes) -> Iterator[str]:
    if b"<!ENTITY" in data or _OWN_TYPE.search(data) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "declares entities, or is not UTF-8"
        return
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for each in root.iter(etree.Element):
        local = etree.QName(each).localname
        if local in _ACTING and not (local == "use" and _own(each)):
            yield f"acts (`{local}`)"
        for key, value in each.items():
            name = key.rpartition("}")[2].casefold()
            if name.startswith("on"):
                yield f"acts (`{name}`)"
            if (name in ("href", "src") and not _is_own(str(value))) or _REMOTE.search(str(value)):
                yield f"links to `{str(value)[:80]}`"
        if local == "style" and _REMOTE.search(each.text or ""):
            yield "links to something outside of it"


_OWN_TYPE = re.compile(rb"<!DOCTYPE[^>]*\[")  # that of SVG 1.1, which programs like to name, declares nothing itself
_REMOTE = re.compile(r"url\(\s*['\"]?(?!#|data:image/)|@import", re.IGNORECASE)


def _own(each: etree._Element) -> bool:
    return all(_is_own(str(value)) for key, value in each.items() if key.endswith("href"))


def _is_own(address: str) -> bool:
    return address.startswith(("#", "data:image/png", "data:image/jpeg"))
