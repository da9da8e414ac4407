"""A picture's name and bytes -> what is wrong with it: damaged, misnamed, too large, or active."""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from generator.errors import Place, Problem

MOST_PIXELS = 25_000_000
_RASTER = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
# How the files of a kind begin. Beyond PNG and JPEG, no part of this program decodes them; Office shows them.
_SIGNATURES = {
    "png": rb"\x89PNG\r\n\x1a\n", "jpeg": rb"\xff\xd8\xff", "gif": rb"GIF8[79]a", "bmp": rb"BM",
    "tiff": rb"II\*\0|MM\0\*", "wdp": rb"II\xbc", "metafile": rb"(?s:.{40}) EMF|\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0",
}  # fmt: skip
_SIZED = ("gif", "bmp", "tiff")  # whose size Pillow tells
_ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate", "use"}


def inspect_picture(name: str, data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a picture that is a file of its own, by the ending of its `name`."""
    return tuple(Problem(Place(name), f"the picture {fault}", "draw it again") for fault in picture_faults(name, data))


def picture_faults(name: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a picture of the kind with which `name` ends; PNG and JPEG alone are decoded."""
    ending = name.rpartition(".")[2].casefold()
    if ending in _RASTER:
        yield from _faults_of_raster(data, _RASTER[ending])
    elif ending == "svg":
        yield from _faults_of_svg(data)
    elif ending in _SIGNATURES:
        pixels = count_pixels(data)
        if not is_picture(ending, data) or (ending in _SIZED and not pixels):
            yield "is damaged, or not of the kind that its content type says"
        elif pixels > MOST_PIXELS:
            yield f"has {pixels:,} pixels; at most {MOST_PIXELS:,} are read"


def is_picture(kind: str, start: bytes) -> bool:
    """Return whether a file with these first bytes may be a picture of that kind."""
    return re.match(_SIGNATURES[kind], start) is not None


def count_pixels(data: bytes) -> int:
    """Return the pixels that a raster picture claims to have, without decoding it; 0 for others."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF")) as picture:
            return picture.width * picture.height
    except Exception:  # as below
        return 0


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
    own_type = root.getroottree().docinfo.internalDTD
    if own_type is not None and any(own_type.iterentities()):
        yield "declares entities, or is not UTF-8"
    if any(instruction.target == "xml-stylesheet" for instruction in root.xpath("//processing-instruction()")):
        yield "links to something outside it"
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if (local in _ACTIVE and not (local == "use" and _refers_inside(element))) or element.tag.startswith(_HTML):
            yield f"is active (`{local}`)"
        for key, value in element.items():
            name = key.rpartition("}")[2].casefold()
            if name.startswith("on"):
                yield f"is active (`{name}`)"
            if (name in ("href", "src", "base") and not _is_inside(str(value))) or _leads_out(str(value)):
                yield f"links to `{str(value)[:80]}`"
        if local == "style" and _leads_out("".join(element.itertext())):
            yield "links to something outside it"


_OWN_TYPE = re.compile(
    rb"<!DOCTYPE[^>]*\["
)  # the public one of SVG 1.1, which many programs write, declares nothing itself
_HTML = "{http://www.w3.org/1999/xhtml}"
_REMOTE = re.compile(r"(?i)(?:url|image|image-set|src)\(\s*+['\"]?+(?!#|data:image/(?:png|jpeg|gif))|@import")
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)  # in a style: `\75rl(`


def _leads_out(style: str) -> bool:
    """Return whether a style, or an attribute that may be one, refers to anything outside the picture."""
    if "\\" in style:
        style = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16) % 0x110000) if escape[1] else escape[2], style)
    return bool(_REMOTE.search(style))


def _refers_inside(element: etree._Element) -> bool:
    return all(_is_inside(str(value)) for key, value in element.items() if key.endswith("href"))


def _is_inside(address: str) -> bool:
    return address.startswith(("#", "data:image/png", "data:image/jpeg"))
