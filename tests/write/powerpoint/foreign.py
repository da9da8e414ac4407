"""Templates as other offices have them, made from python-pptx's own: nothing in them is ours."""

import re
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pptx
from lxml import etree
from pptx import Presentation

from generator.write.ooxml.package import zip_members

_GERMAN = {
    "Title Slide": "Titelfolie",
    "Title and Content": "Titel und Inhalt",
    "Section Header": "Abschnittsüberschrift",
    "Two Content": "Zwei Inhalte",
}
_JAPANESE = {
    "Title Slide": "タイトル スライド",
    "Title and Content": "タイトルとコンテンツ",
    "Section Header": "セクション見出し",
    "Two Content": "2 つのコンテンツ",
}
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def default() -> pptx.presentation.Presentation:
    """A 4:3 template with eleven layouts under their English names."""
    return Presentation(str(Path(pptx.__file__).parent / "templates" / "default.pptx"))


def data_of(presentation: pptx.presentation.Presentation) -> bytes:
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def plain() -> bytes:
    return data_of(default())


def german() -> bytes:
    """Layouts are known by their kind only."""
    return _renamed(_GERMAN, "Entwurf")


def japanese() -> bytes:
    return _renamed(_JAPANESE, "レイアウト")


def _renamed(names: dict[str, str], other: str) -> bytes:
    presentation = default()
    for number, layout in enumerate(presentation.slide_layouts):
        layout.part._element.cSld.set("name", names.get(layout.name, f"{other} {number}"))
        for place, holder in enumerate(layout.placeholders):
            holder._element.nvSpPr.cNvPr.set("name", f"{other} {number}.{place}")
    return data_of(presentation)


def without_footers() -> bytes:
    presentation = default()
    for layout in (*presentation.slide_layouts, presentation.slide_master):
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):
                shape._element.getparent().remove(shape._element)
    return data_of(presentation)


def with_two_layouts() -> bytes:
    """The least that a template may have: a title layout, and a title with text."""
    presentation = default()
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    return data_of(presentation)


def with_slides() -> bytes:
    presentation = default()
    for layout in presentation.slide_layouts:
        page = presentation.slides.add_slide(layout)
        if page.shapes.title:
            page.shapes.title.text = "An old slide"
    return data_of(presentation)


def dark() -> bytes:
    """The usual way: the master maps its background to the theme's dark colour, its text to the light one."""
    presentation = default()
    mapped = presentation.slide_master.part._element.find("{*}clrMap")
    mapped.attrib.update({"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})
    return data_of(presentation)


def dark_by_hand() -> bytes:
    """The other way: a black background, and a theme whose "dark" colour is white."""
    presentation = default()
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    slide = presentation.slide_master.part._element.cSld
    for old in slide.findall("{*}bg"):
        slide.remove(old)
    ground = etree.fromstring(
        f'<p:bg xmlns:p="{slide.nsmap["p"]}" xmlns:a="{drawing}"><p:bgPr><a:solidFill><a:srgbClr val="0A0A0A"/>'
        "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )
    slide.insert(0, ground)
    return _with_themes(data_of(presentation), rb"<a:dk1>.*?</a:dk1>", b'<a:dk1><a:srgbClr val="F4F4F4"/></a:dk1>')


def _with_themes(data: bytes, pattern: bytes, new: bytes) -> bytes:
    parts = parts_of(data)
    changed = {name: re.sub(pattern, new, xml) for name, xml in parts.items() if name.startswith("ppt/theme/")}
    return zip_members({**parts, **changed})


def potx() -> bytes:
    """A file that PowerPoint saved as a template."""
    parts = parts_of(plain())
    types = parts["[Content_Types].xml"]
    assert _PRESENTATION in types
    return zip_members({**parts, "[Content_Types].xml": types.replace(_PRESENTATION, _TEMPLATE)})


def with_two_masters() -> bytes:
    """The first master has a title layout alone; what else there is belongs to the second."""
    parts = parts_of(plain())
    for name in [name for name in parts if re.match(r"ppt/slide(Layouts|Masters)/", name)]:
        parts[_second(name)] = _second_text(parts[name])
    parts["ppt/theme/theme9.xml"] = parts["ppt/theme/theme1.xml"]
    parts["[Content_Types].xml"] = _types_of_both(parts["[Content_Types].xml"])
    master, relations = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
    entry = b'<p:sldMasterId id="2147484000" r:id="rId900"/></p:sldMasterIdLst>'
    parts[master] = parts[master].replace(b"</p:sldMasterIdLst>", entry)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
    link = b'<Relationship Id="rId900" Type="%s" Target="slideMasters/slideMaster9.xml"/></Relationships>' % kind
    parts[relations] = parts[relations].replace(b"</Relationships>", link)
    presentation = Presentation(BytesIO(zip_members(parts)))
    for layout in list(presentation.slide_masters[0].slide_layouts)[1:]:
        presentation.slide_masters[0].slide_layouts.remove(layout)
    return data_of(presentation)


def _second(name: str) -> str:
    return re.sub(r"slideLayout(\d+)", r"slideLayout9\1", name).replace("slideMaster1", "slideMaster9")


def _second_text(xml: bytes) -> bytes:
    text = _second(xml.decode()).replace("theme1.xml", "theme9.xml")
    # ids of layouts are unique over all masters (ECMA-376-1, 19.2.1.13)
    return re.sub(r'(<p:sldLayoutId [^>]*?\bid=")(\d+)', lambda m: f"{m[1]}{int(m[2]) + 500}", text).encode()


def _types_of_both(types: bytes) -> bytes:
    overrides = re.findall(rb"<Override [^>]*?(?:slideLayout\d+|slideMaster1|theme1)\.xml[^>]*?/>", types)
    more = b"".join(_second_text(each) for each in overrides)
    return types.replace(b"</Types>", more + b"</Types>")


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


TEMPLATES: tuple[Callable[[], bytes], ...] = (
    plain, german, japanese, without_footers, with_two_layouts, with_slides, with_two_masters, dark, dark_by_hand, potx,
)  # fmt: skip


def with_kicker() -> bytes:
    """A body of one line above the content of "Title and Content", as many templates of companies have it."""
    presentation = default()
    tree = presentation.slide_layouts.get_by_name("Title and Content").part._element.cSld.spTree
    body = next(shape for shape in tree.iter("{*}sp") if shape.find(".//{*}ph").get("idx") == "1")
    kicker = deepcopy(body)
    kicker.find(".//{*}cNvPr").set("name", "Text Placeholder 9")
    kicker.find(".//{*}ph").set("idx", "13")
    kicker.find(".//{*}ph").set("type", "body")
    properties = kicker.find("{*}spPr")
    for child in list(properties):
        properties.remove(child)
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    place = '<a:off x="457200" y="1000000"/><a:ext cx="8229600" cy="381000"/>'
    properties.append(etree.fromstring(f'<a:xfrm xmlns:a="{main}">{place}</a:xfrm>'))
    body.addprevious(kicker)
    return data_of(presentation)
