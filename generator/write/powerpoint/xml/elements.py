"""What the XML of slides and of notes is made of: names, placeholders, frames, trees of shapes (ECMA-376-1, 19.3).

It is written as text, a fifth of the cost of trees. Text is escaped by write/ooxml/characters.py.
"""

from generator.write.ooxml.characters import encode, escape_attribute
from generator.write.ooxml.names import HEAD, A, P, R
from generator.write.powerpoint.template.region import Region

_EMU = 12700
_ROOT = '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'


def part_xml(name: str, shapes: str, attributes: str = "") -> bytes:
    """Return a part whose root is p:`name`, with a tree of `shapes`."""
    return encode(
        f'{HEAD}<p:{name} xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"{attributes}><p:cSld><p:spTree>'
        f"<p:nvGrpSpPr>{_ROOT}</p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:{name}>"
    )


def placeholder(region: Region, index: int, body: str) -> str:
    """Return the shape that fills the placeholder of `region`; `body` is what its p:txBody holds."""
    names = named("nvSpPr", index, region.name, '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>', held(region))
    return f"<p:sp>{names}<p:spPr/><p:txBody>{body}</p:txBody></p:sp>"


def named(kind: str, index: int, name: str, locks: str, holder: str, words: str | None = None) -> str:
    """Return what names a shape (and tells in `words` what it shows), locks it, and ties it to its placeholder."""
    told = "" if words is None else f' descr="{escape_attribute(words)}"'
    name = escape_attribute(name)
    return f'<p:{kind}><p:cNvPr id="{index}" name="{name}"{told}/>{locks}<p:nvPr>{holder}</p:nvPr></p:{kind}>'


def held(region: Region) -> str:
    """Return the p:ph of `region`."""
    kind = f' type="{escape_attribute(region.kind)}"' if region.kind != "obj" else ""
    return f'<p:ph{kind} idx="{region.index}"/>' if region.index else f"<p:ph{kind}/>"


def framed(box: tuple[float, float, float, float]) -> str:
    """Return a place and a size, from points."""
    left, top, width, height = map(emu, box)
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


def emu(points: float) -> int:
    return round(points * _EMU)
