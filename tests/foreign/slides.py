"""PowerPoint templates as other offices make them, one way of being different each; nothing in them is ours.

A template is drawn from a few words: its size, its layouts, and where each placeholder stands, in points.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from msgspec import Struct
from PIL import Image
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from generator.write.ooxml.package import zip_members
from tests.write.powerpoint.foreign import data_of, default, parts_of

WIDE = (960.0, 540.0)
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NAMES = f'xmlns:a="{_MAIN}" xmlns:p="{_SLIDES}"'
_EMU = 12700
_PROMPT = "<a:r><a:rPr/><a:t>Mastertextformat bearbeiten</a:t></a:r>"
_NUMBER = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
Presentation = Any


class Holder(Struct, frozen=True):
    """A placeholder: its type in the file, and its box in points."""

    kind: str  # ECMA-376-1, 19.7.10 (ST_PlaceholderType)
    left: float
    top: float
    width: float
    height: float
    size: float = 0.0  # of its text in points, if it states one
    name: str = ""


class Layout(Struct, frozen=True):
    name: str
    holders: Sequence[Holder]
    kind: str = ""  # ECMA-376-1, 19.7.15 (ST_SlideLayoutType), none where it is empty
    pictures: Sequence[Holder] = ()  # such as a logo
    fills: Sequence[tuple[Holder, str]] = ()  # rectangles behind the placeholders, with their colours
    ground: str = ""


def template(layouts: Sequence[Layout], size: tuple[float, float] = WIDE) -> Presentation:
    """Return a template with these layouts; the master's placeholders are moved along with `size`."""
    presentation = default()
    across, down = (size[0] / 720, size[1] / 540)
    presentation.slide_width, presentation.slide_height = Pt(size[0]), Pt(size[1])
    for shape in presentation.slide_master.placeholders:
        shape.left, shape.width = int(shape.left * across), int(shape.width * across)
        shape.top, shape.height = int(shape.top * down), int(shape.height * down)
    for given, layout in zip(layouts, list(presentation.slide_layouts), strict=False):
        _draw(given, layout, size)
    for layout in list(presentation.slide_layouts)[len(layouts) :]:
        presentation.slide_layouts.remove(layout)
    return presentation


def _draw(given: Layout, layout: Any, size: tuple[float, float]) -> None:
    element = layout.part._element
    element.attrib.pop("type", None)
    if given.kind:
        element.set("type", given.kind)
    element.cSld.set("name", given.name)
    tree = element.cSld.spTree
    for shape in list(tree.iterchildren("{*}sp", "{*}pic")):
        tree.remove(shape)
    if given.ground:
        element.cSld.insert(0, _ground(_solid(given.ground)))
    for number, (box, color) in enumerate(given.fills, 900):
        tree.append(_shape(f'<p:cNvPr id="{number}" name="Band {number}"/><p:cNvSpPr/><p:nvPr/>', box, _solid(color)))
    for number, box in enumerate(given.pictures, 950):
        layout_part = layout.part
        _, relation = layout_part.get_or_add_image_part(_logo())
        tree.append(
            etree.fromstring(
                f'<p:pic {_NAMES} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                f'<p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
                f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
                f'<p:spPr>{_transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
            )
        )
    width, height = size
    footers = (
        Holder("dt", 40, height - 36, 140, 24),
        Holder("ftr", width / 2 - 120, height - 36, 240, 24),
        Holder("sldNum", width - 180, height - 36, 140, 24),
    )
    for number, holder in enumerate((*given.holders, *footers)):
        index = "" if holder.kind in ("title", "ctrTitle") else f' idx="{number + 10}"'
        name = holder.name or f"{'Rechteck' if holder.kind == 'body' else 'Platzhalter'} {number + 2}"
        named = (
            f'<p:cNvPr id="{number + 2}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{holder.kind}"{index}/></p:nvPr>'
        )
        own = f'<a:lvl1pPr><a:defRPr sz="{round(holder.size * 100)}"/></a:lvl1pPr>' if holder.size else ""
        tree.append(_shape(named, holder, "", own, _NUMBER if holder.kind == "sldNum" else _PROMPT))


def _shape(named: str, box: Holder, fill: str, style: str = "", text: str = "") -> Any:
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return etree.fromstring(
        f"<p:sp {_NAMES}><p:nvSpPr>{named}</p:nvSpPr><p:spPr>{_transform(box)}{geometry}{fill}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _transform(box: Holder) -> str:
    left, top, width, height = (round(each * _EMU) for each in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _ground(fill: str) -> Any:
    return etree.fromstring(f"<p:bg {_NAMES}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")


def _logo() -> BytesIO:
    target = BytesIO()
    Image.new("RGB", (120, 40), (200, 30, 60)).save(target, "PNG")
    target.seek(0)
    return target


def _title(width: float = 880, top: float = 30, height: float = 60) -> Holder:
    return Holder("title", 40, top, width, height, 28)


def _body(left: float = 40, top: float = 110, width: float = 880, height: float = 370, kind: str = "body") -> Holder:
    return Holder(kind, left, top, width, height)


COVER = Layout("Deckblatt", (Holder("ctrTitle", 80, 150, 800, 110, 40), Holder("subTitle", 80, 280, 800, 80)), "title")
CONTENT = Layout("Inhalt", (_title(), _body(kind="obj")), "obj")


def kicker_above_the_content() -> bytes:
    """Each layout has a line for a kicker, which is the topmost body, and one for a source below."""
    kicker, source = _body(40, 84, 880, 22), _body(40, 486, 880, 18)
    return data_of(template([COVER, Layout("Inhalt", (_title(), kicker, _body(), source), "obj")]))


def cover_without_a_type() -> bytes:
    """The cover is the first layout, a title and four bodies, and used by the template's own first slide."""
    bodies = [Holder("body", 60, top, 500, height) for top, height in ((270, 50), (330, 30), (370, 30), (410, 30))]
    cover = Layout("Start", (Holder("title", 60, 130, 700, 120, 40), *bodies), pictures=(Holder("", 760, 30, 150, 50),))
    only = Layout("Nur Text", (_title(), _body()), "obj")
    presentation = template([cover, only, Layout("Text schmal", (_title(), _body(width=600)))])
    for layout, title in zip(presentation.slide_layouts, ("Titel der Präsentation", "Musterfolie"), strict=False):
        presentation.slides.add_slide(layout).shapes.title.text = title
    return data_of(presentation)


def names_of_ours_that_mislead() -> bytes:
    """Layouts are called as ours are, but have not the room that ours have."""
    line = _body(40, 110, 430, 20)
    return data_of(
        template(
            [
                COVER,
                CONTENT,
                Layout("Two contents", (_title(), line, _body(490, 110, 430, 20))),
                Layout("Exhibit", (_title(), _body(40, 480, 300, 24))),
                Layout("Key numbers 4", (_title(), _body(40, 110, 200, 40))),
                Layout("Sources", (_title(), _body(40, 490, 880, 16))),
            ]
        )
    )


def title_of_one_narrow_line() -> bytes:
    """4:3, with titles of 40 pt in a box of one line beside a logo."""
    title = Holder("title", 40, 20, 430, 52, 40)
    cover = Layout("Cover", (Holder("ctrTitle", 60, 180, 420, 90, 44), Holder("subTitle", 60, 300, 420, 60)), "title")
    layouts = [cover, Layout("Text", (title, _body(40, 90, 640, 390)), "obj", pictures=(Holder("", 560, 20, 120, 40),))]
    return data_of(template(layouts, (720, 540)))


def portrait_slides() -> bytes:
    """Slides of A4 paper, upright, as for hand-outs."""
    title, body = Holder("title", 40, 40, 460, 70, 26), Holder("body", 40, 130, 460, 560)
    cover = Layout("Titel", (Holder("ctrTitle", 40, 240, 460, 140, 36), Holder("subTitle", 40, 400, 460, 80)), "title")
    return data_of(template([cover, Layout("Seite", (title, body), "obj")], (540, 780)))


def two_contents_of_another_kind() -> bytes:
    """A comparison with a heading above each of two texts, and a text with a subtitle."""
    heads = (_body(40, 110, 430, 40), _body(490, 110, 430, 40))
    texts = (_body(40, 160, 430, 320, "obj"), _body(490, 160, 430, 320, "obj"))
    compare = Layout("Vergleich", (_title(), heads[0], texts[0], heads[1], texts[1]), "twoTxTwoObj")
    subtitle = Layout("Titel, Untertitel, Text", (_title(), Holder("subTitle", 40, 90, 880, 26), _body(top=130)))
    return data_of(template([COVER, subtitle, compare]))


def title_below_the_content() -> bytes:
    """The title stands at the foot of each slide."""
    return data_of(template([COVER, Layout("Fußtitel", (_title(top=420, height=70), _body(top=40)), "obj")]))


def picture_behind_everything() -> bytes:
    """A dark photograph as the master's ground, under a theme that calls its ground white."""
    presentation = template([COVER, CONTENT])
    target = BytesIO()
    Image.linear_gradient("L").point(lambda value: value // 8).convert("RGB").save(target, "PNG")
    target.seek(0)
    master = presentation.slide_master.part
    _, relation = master.get_or_add_image_part(target)
    fill = f'<a:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    slide = master._element.cSld
    for old in slide.findall("{*}bg"):
        slide.remove(old)
    slide.insert(0, etree.fromstring(etree.tostring(_ground("")).replace(
        b"<p:bgPr>", f"<p:bgPr {relations}>{fill}".encode()
    )))  # fmt: skip
    mapped = master._element.find("{*}clrMap")
    mapped.attrib.update({"tx1": "lt1", "tx2": "lt2"})
    return data_of(presentation)


def pale_accents() -> bytes:
    """Accents that no text can have on white: Office 2007's, and two yellows."""
    accents = {"accent1": "70AD47", "accent2": "F79646", "accent4": "FFD54F", "accent5": "FFF59D", "accent6": "FFF59D"}
    return _with_colors(data_of(template([COVER, CONTENT])), accents)


def cover_dark_on_dark() -> bytes:
    """A cover on a dark rectangle over its whole ground, for which the title's colour is too dark."""
    cover = Layout(COVER.name, COVER.holders, "title", fills=((Holder("", 0, 0, *WIDE), "14304F"),))
    return _with_colors(data_of(template([cover, CONTENT])), {"dk1": "17375E", "dk2": "17375E"})


def invisible_objects() -> bytes:
    """What an add-in leaves behind: an embedded object of no size on the master, with tags."""
    presentation = template([COVER, CONTENT])
    master = presentation.slide_master.part
    package = master.package
    data = Part(PackURI("/ppt/embeddings/oleObject1.bin"), "application/vnd.openxmlformats-officedocument.oleObject",
                package, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)  # fmt: skip
    tags = Part(PackURI("/ppt/tags/tag1.xml"), "application/vnd.openxmlformats-officedocument.presentationml.tags+xml",
                package, f'<p:tagLst {_NAMES}><p:tag name="AN_ADDIN" val="1"/></p:tagLst>'.encode())  # fmt: skip
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ole, tag = (master.relate_to(part, f"{office}/{kind}") for part, kind in ((data, "oleObject"), (tags, "tags")))
    _, picture = master.get_or_add_image_part(_logo())
    frame = (
        f'<p:graphicFrame {_NAMES} xmlns:r="{office}"><p:nvGraphicFramePr>'
        '<p:cNvPr id="77" name="Object 77" hidden="1"/>'
        f'<p:cNvGraphicFramePr/><p:nvPr><p:custDataLst><p:tags r:id="{tag}"/></p:custDataLst></p:nvPr>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="1588" y="1588"/><a:ext cx="1588" cy="1588"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        f'<p:oleObj name="Add-in slide" r:id="{ole}" imgW="1" imgH="1" progId="AddIn.Slide.11"><p:embed/>'
        f'<p:pic><p:nvPicPr><p:cNvPr id="78" name=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{picture}"/>'
        "</p:blipFill><p:spPr/></p:pic></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
    )
    master._element.cSld.spTree.append(etree.fromstring(frame))
    return data_of(presentation)


def small_body_beside_a_picture() -> bytes:
    """Three layouts with pictures and columns; the largest text is in the last one."""
    picture = Holder("pic", 500, 110, 420, 370)
    layouts = [
        COVER,
        Layout("Bild und Text", (_title(), picture, _body(width=430, height=120))),
        Layout("Drei Spalten", (_title(), *(_body(left, 110, 280, 370) for left in (40, 340, 640)))),
        Layout("Text mit Rand", (Holder("title", 40, 30, 560, 60, 28), _body(width=560), _body(640, 110, 280, 370))),
    ]
    return data_of(template(layouts))


def _with_colors(data: bytes, colors: Mapping[str, str]) -> bytes:
    """Return the file with other colours in its themes."""
    parts = parts_of(data)
    for name in [each for each in parts if each.startswith("ppt/theme/")]:
        text = parts[name].decode()
        for color, value in colors.items():
            new = f'<a:{color}><a:srgbClr val="{value}"/></a:{color}>'
            text = re.sub(rf"<a:{color}>.*?</a:{color}>", new, text, flags=re.DOTALL)
        parts[name] = text.encode()
    return zip_members(parts)


SLIDES: Mapping[str, Callable[[], bytes]] = {
    make.__name__.replace("_", " "): make
    for make in (
        kicker_above_the_content, cover_without_a_type, names_of_ours_that_mislead, title_of_one_narrow_line,
        portrait_slides, two_contents_of_another_kind, title_below_the_content, picture_behind_everything,
        pale_accents, cover_dark_on_dark, invisible_objects, small_body_beside_a_picture,
    )
}  # fmt: skip
