"""What the XML of slides and of notes is made of: names, placeholders, frames, trees of shapes (ECMA-376-1, 19.3).

It is written as text, a fifth of the cost of trees. Words enter through two doors: `characters` and `attribute`.
"""

from generator.write.powerpoint.region import Region

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_EMU = 12700
_ROOT = '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
# XML has no word for these (XML 1.0, 2.2): all control characters but tab and ends of line, and two non-characters
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def part_xml(name: str, shapes: str, attributes: str = "") -> bytes:
    """Return a part whose root is p:`name`, with a tree of `shapes`."""
    return encoded(
        f'{HEAD}<p:{name} xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"{attributes}><p:cSld><p:spTree>'
        f"<p:nvGrpSpPr>{_ROOT}</p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:{name}>"
    )


def encoded(xml: str) -> bytes:
    """Return `xml` in UTF-8. Raises ValueError for characters that no XML can hold."""
    data = xml.encode()
    if len(data.translate(None, _CONTROLS)) < len(data) or any(each in data for each in _NO_CHARACTERS):
        raise ValueError("control characters in XML")
    return data


def characters(text: str) -> str:
    """Return `text` as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(text: str) -> str:
    """Return `text` as the value of an attribute, between double quotes; ends of lines are kept."""
    return characters(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def placeholder(region: Region, index: int, body: str) -> str:
    """Return the shape that fills the placeholder of `region`; `body` is what its p:txBody holds."""
    names = named("nvSpPr", index, region.name, '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>', held(region))
    return f"<p:sp>{names}<p:spPr/><p:txBody>{body}</p:txBody></p:sp>"


def named(kind: str, index: int, name: str, locks: str, holder: str, words: str | None = None) -> str:
    """Return what names a shape (and tells in `words` what it shows), locks it, and ties it to its placeholder."""
    told = "" if words is None else f' descr="{attribute(words)}"'
    return (
        f'<p:{kind}><p:cNvPr id="{index}" name="{attribute(name)}"{told}/>{locks}<p:nvPr>{holder}</p:nvPr></p:{kind}>'
    )


def held(region: Region) -> str:
    """Return the p:ph of `region`."""
    kind = f' type="{attribute(region.kind)}"' if region.kind != "obj" else ""
    return f'<p:ph{kind} idx="{region.index}"/>' if region.index else f"<p:ph{kind}/>"


def framed(box: tuple[float, float, float, float]) -> str:
    """Return a place and a size, from points."""
    left, top, width, height = map(emu, box)
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


def emu(points: float) -> int:
    return round(points * _EMU)
