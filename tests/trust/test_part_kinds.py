"""Parts of Office templates: their type and bytes count, not their names; what no pack needs is left out."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
import pptx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image

from generator.cli.main import main
from generator.errors import InputError, Place
from generator.pack.pack import Pack
from generator.pipeline.build import build
from generator.read.look.look import read_look
from generator.safety.clean import leave_out
from generator.safety.contents import read_contents
from generator.safety.office import clean_look, inspect_office, inspect_template
from generator.safety.part_kinds import LEFT_OUT
from generator.write.ooxml.workbook import write_workbook
from tests.rendering import need_libreoffice, saved_by_libreoffice
from tests.trust.packages import (
    LOOK,
    OPEN,
    SLIDES,
    TYPES,
    WORD,
    A,
    P,
    Parts,
    R,
    W,
    add_before_end,
    add_part,
    changed,
    parts_of,
    relate,
    stored,
    with_part,
    zipped,
)  # fmt: skip

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
HERE = Place("house.docx")
HEADER = f"{OPEN}wordprocessingml.header+xml"
FIELD = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:instrText>DDEAUTO c:\\\\x.exe</w:instrText></w:r></w:p></w:hdr>'
MACRO = (
    f'<p:sldLayout xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree><a:hlinkClick action="ppaction://macro?name=x"/>'
    "</p:spTree></p:cSld></p:sldLayout>"
)
SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CHART = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{R}"/>'
WORKBOOK = write_workbook(["a"], [("b", [1])])
SHEETS = f"{OPEN}spreadsheetml.sheet"


def refusals(package: bytes) -> list[str]:
    found = inspect_template(package, HERE).refused
    assert all(problem.place == HERE and problem.help for problem in found)
    return [problem.what for problem in found]


def picture(name: str, type_: str, data: bytes | str) -> bytes:
    return with_part(WORD, name, type_, data, "image")


def with_chart(*workbooks: bytes, name: str = "word/embeddings/book{}.xlsx", kind: str = "package") -> bytes:
    """A Word template with a chart for each workbook."""

    def change(parts: Parts) -> None:
        for number, workbook in enumerate(workbooks):
            chart = f"word/charts/chart{number}.xml"
            add_part(parts, chart, f"{OPEN}drawingml.chart+xml", CHART)
            relate(parts, "word/document.xml", "chart", f"/{chart}")
            add_part(parts, name.format(number), SHEETS, workbook)
            relate(parts, chart, kind, f"/{name.format(number)}")

    return changed(WORD, change)


def in_workbook(name: str, data: bytes, type_: str = "", kind: str = "") -> bytes:
    def change(parts: Parts) -> None:
        if type_:
            add_part(parts, name, type_, data)
        else:
            parts[name] = data
        if kind:
            relate(parts, "xl/workbook.xml", kind, f"/{name}")

    return changed(WORKBOOK, change)


def in_sheet(xml: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    return changed(WORKBOOK, lambda parts: add_before_end(parts, part, xml))


def add_header_by_default(parts: Parts) -> None:
    add_before_end(parts, TYPES, f'<Default Extension="DAT" ContentType="{HEADER}; charset=utf-8"/>')
    parts["word/h.dat"] = FIELD.encode()
    relate(parts, "word/document.xml", "header", "h.dat")


def add_relationships_in_capitals(parts: Parts) -> None:
    add_part(parts, "word/h.xml", HEADER, "<h/>")
    relate(parts, "word/h.xml", "image", "http://evil.example/x", "External")
    parts["word/_RELS/H.XML.RELS"] = parts.pop("word/_rels/h.xml.rels")


def add_relationships_typed_as_a_header(parts: Parts) -> None:
    relate(parts, "word/document.xml", "image", "http://evil.example/x", "External")
    add_before_end(parts, TYPES, f'<Override PartName="/word/_rels/document.xml.rels" ContentType="{HEADER}"/>')


def add_untyped(parts: Parts) -> None:
    parts["word/x"] = b"?"
    relate(parts, "word/document.xml", "image", "x")


INSIDE = ("url(#a)", "url('#a')", "url(&quot;#a&quot;)", "url( #a )", "url( '#a' )", "url('data:image/png;base64,AA')")
OTHER_KIND = "a picture that is damaged, or not of the kind that its content type says"
DISGUISED = {
    "a header with another ending": (with_part(WORD, "word/header9.dat", HEADER, FIELD, "header"), "`DDEAUTO`"),
    "a header without an ending": (with_part(WORD, "word/header9", HEADER, FIELD, "header"), "`DDEAUTO`"),
    "a header as a picture by name": (with_part(WORD, "word/x.png", HEADER, FIELD, "header"), "`DDEAUTO`"),
    "footnotes with another ending": (
        with_part(WORD, "word/f.bin", f"{OPEN}wordprocessingml.footnotes+xml", FIELD, "footnotes"),
        "`DDEAUTO`",
    ),
    "a type in other letters": (
        with_part(WORD, "word/header9.DAT", HEADER.upper().replace("+XML", "+xml"), FIELD, "header"),
        "`DDEAUTO`",
    ),
    "a type by default": (
        changed(WORD, add_header_by_default),
        "`DDEAUTO`",
    ),
    "a header in EBCDIC": (
        with_part(
            WORD, "word/h.dat", HEADER, ('<?xml version="1.0" encoding="cp037"?>' + FIELD).encode("cp037"), "header"
        ),
        "text in an encoding that Office does not write",
    ),
    "a header in UTF-16": (with_part(WORD, "word/h.dat", HEADER, FIELD.encode("utf-16"), "header"), "`DDEAUTO`"),
    "a layout with another ending": (
        with_part(
            SLIDES,
            "ppt/slideLayouts/slideLayout1.dat",
            f"{OPEN}presentationml.slideLayout+xml",
            MACRO,
            "slideLayout",
            "ppt/slideMasters/slideMaster1.xml",
        ),
        "an action on click, `ppaction://macro?name=x`",
    ),
    "relationships in capitals": (
        changed(WORD, add_relationships_in_capitals),
        "a link to a file outside of it",
    ),
    "relationships with another type": (
        changed(WORD, add_relationships_typed_as_a_header),
        "a link to a file outside of it",
    ),
    "a drawing with another ending": (picture("word/media/evil.svgx", "image/svg+xml", SCRIPT), "is active (`script`)"),
    "a drawing as a PNG by name": (picture("word/media/evil.png", "image/svg+xml", SCRIPT), "is active (`script`)"),
    "a drawing as text": (with_part(WORD, "word/e.xml", HEADER, SCRIPT, "image"), "is active (`script`)"),
    "a drawing as a PNG by type": (picture("word/media/evil.svg", "image/png", SCRIPT), "is damaged, or not a PNG"),
    "an object as an EMF": (picture("word/media/x.emf", "image/x-emf", OLE), OTHER_KIND),
    "an archive as a GIF": (picture("word/media/x.gif", "image/gif", WORKBOOK), OTHER_KIND),
    "an object as a TIFF": (picture("word/media/x.tif", "image/tiff", OLE), OTHER_KIND),
    "a TIFF of a few bytes": (
        picture("word/media/x.tif", "image/tiff", b"II*\0abc"),
        OTHER_KIND,
    ),
    "an object as a workbook": (with_chart(OLE), "damaged, or not an Office file"),
    "PostScript": (picture("word/media/x.eps", "image/x-eps", b"%!PS"), "a part of an unknown kind, `image/x-eps`"),
    "a web page": (
        with_part(WORD, "word/x.htm", "text/html", b"<script/>", "image"),
        "a part of an unknown kind, `text/html`",
    ),
    "a 3D model": (picture("word/media/x.glb", "model/gltf.binary", b"glTF"), "a part of an unknown kind, `model/gltf"),
    "a part without a type": (
        changed(WORD, add_untyped),
        "a part of an unknown kind, `none`",
    ),
    "a part with two types": (
        changed(WORD, lambda parts: add_part(parts, "word/document.xml", HEADER, parts["word/document.xml"])),
        "damaged, or not an Office file",
    ),
    "a control, by its type alone": (
        with_part(WORD, "word/x.xml", "application/vnd.ms-office.activeX+xml", b"<a/>", "image"),
        "macros or form controls",
    ),
    "macros under another name": (
        with_part(WORD, "word/theme9.xml", "application/vnd.ms-office.vbaProject", OLE, "theme"),
        "macros or form controls",
    ),
}


@pytest.mark.parametrize("style", INSIDE)
def test_a_drawing_may_refer_to_itself_with_and_without_quotes(style: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g fill="{style}" style="mask: {style}"/></svg>'
    assert refusals(picture("word/media/a.svg", "image/svg+xml", drawing)) == []


@pytest.mark.parametrize("what", DISGUISED)
def test_a_part_is_examined_whatever_its_name_says(what: str) -> None:
    package, said = DISGUISED[what]
    assert any(said in refusal for refusal in refusals(package)), refusals(package)


@pytest.mark.parametrize("what", DISGUISED)
def test_a_finished_file_with_such_a_part_does_not_go_out(what: str) -> None:
    package, _ = DISGUISED[what]
    try:
        found = inspect_office("briefing.docx", package)
    except (BadZipFile, ValueError):  # damaged, which ends a build as well
        return
    assert found


def test_no_disguise_reaches_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, (package, _) in enumerate(DISGUISED.values()):
        is_word = "word/document.xml" in parts_of(package)
        look = look_with(tmp_path / f"look{number}", *([package] if is_word else [WORD, package]))
        with pytest.raises(InputError):
            clean_look(read_look(look))
    assert main([str(HARBOUR), "--look", str(tmp_path / "look0"), "--out", str(tmp_path / "out")]) == 1
    assert "look0/word.docx  holds a field that" in capsys.readouterr().err and not (tmp_path / "out").exists()


# --- archives -------------------------------------------------------------------------------------------------------

ARCHIVES = {
    "a workbook in a workbook": (
        with_chart(in_workbook("xl/embeddings/x.xlsx", WORKBOOK, SHEETS, "package")),
        "an archive inside an archive",
    ),
    "an archive in a workbook, unreferenced": (
        with_chart(in_workbook("xl/x.docx", WORKBOOK)),
        "an archive inside an archive",
    ),
    "an archive in a workbook, as a picture": (
        with_chart(in_workbook("xl/media/x.png", WORKBOOK, "image/png", "image")),
        "is damaged, or not a PNG",
    ),
    "a document in a document": (
        with_part(WORD, "word/embeddings/x.docx", f"{OPEN}wordprocessingml.document", WORD, "package"),
        "a part of an unknown kind, `application/vnd.openxmlformats-officedocument.wordprocessingml.document`",
    ),
    "a workbook that is no chart's": (
        with_part(WORD, "word/embeddings/x.xlsx", SHEETS, WORKBOOK, "package"),
        "an embedded object",
    ),
    "a workbook as an object of a chart": (with_chart(WORKBOOK, kind="frame"), "an embedded object"),
    "a workbook as a picture": (with_part(WORD, "word/x.png", SHEETS, WORKBOOK, "image"), "an embedded object"),
    "a formula": (with_chart(in_sheet("<c><f>1+1</f></c>")), "a formula in a workbook"),
    "a formula behind a condition": (
        with_chart(in_sheet("<conditionalFormatting><cfRule><formula>cmd|'/c x'!A0</formula></cfRule>"
                            "</conditionalFormatting>")),
        "a formula in a workbook",
    ),
    "a program as a name": (
        with_chart(in_sheet("<definedNames><definedName name='a'>cmd|'/c calc'!A0</definedName></definedNames>",
                            "xl/workbook.xml")),
        "a formula in a workbook",
    ),
    "a formula in a sheet with another name": (
        with_chart(in_workbook("xl/x.dat", b"<s><f>1+1</f></s>", f"{OPEN}spreadsheetml.worksheet+xml", "worksheet"),
                   name="word/embeddings/book{}.dat"),
        "a formula in a workbook",
    ),
    "macros in a workbook": (with_chart(in_workbook("xl/vbaProject.bin", OLE)), "macros or form controls"),
    "another workbook": (
        with_chart(in_workbook("xl/e.xml", b"<e/>", f"{OPEN}spreadsheetml.externalLink+xml", "externalLink")),
        "a link to another workbook",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ARCHIVES)
def test_no_archive_comes_in_but_a_plain_workbook_of_a_chart(what: str) -> None:
    package, said = ARCHIVES[what]
    assert any(said in refusal for refusal in refusals(package)), refusals(package)
    assert any(said in problem.what for problem in inspect_office("briefing.docx", package))


def test_a_plain_workbook_of_a_chart_comes_in() -> None:
    names = "<definedNames><definedName name='_xlnm.Print_Area'>Sheet1!$A$1:$B$9</definedName></definedNames>"
    for workbook in (WORKBOOK, in_sheet(names, "xl/workbook.xml")):
        assert refusals(with_chart(workbook, workbook)) == []


def nested(depth: int, width: int) -> bytes:
    """A workbook of some kilobytes with archives in archives, which unpack to gigabytes."""
    data = b"0" * 10_000_000
    name = "x.xlsx"
    for _ in range(depth):
        data = zipped({f"{number}{name}": data for number in range(width)})
    return data


def test_work_does_not_grow_with_archives_in_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    first = ZipFile.__init__

    def count(self: ZipFile, *arguments: object, **options: object) -> None:
        opened.append(1)
        first(self, *arguments, **options)  # type: ignore[arg-type]

    bomb = with_chart(nested(4, 16))
    assert len(bomb) < 200_000
    monkeypatch.setattr(ZipFile, "__init__", count)
    assert "holds an archive inside an archive" in refusals(bomb)[0]
    assert len(opened) == 2


def test_all_workbooks_of_a_template_share_one_budget() -> None:
    """Each unpacks to less than is allowed, all of them to more."""
    large = in_workbook("xl/media/x.emf", bytes(40) + b" EMF" + bytes(29_000_000), "image/x-emf")
    assert refusals(with_chart(large)) == []
    (refusal,) = refusals(with_chart(*[large] * 5))
    assert refusal.startswith("holds an embedded file that unpacks to more than all parts may hold (in `word/embed")


def lying(package: bytes, name: str, size: int) -> bytes:
    """A package that gives, for one part, another size than it has (APPNOTE 4.3.7 and 4.3.12)."""
    with ZipFile(BytesIO(package)) as archive:
        info = archive.getinfo(name)
        true = info.file_size.to_bytes(4, "little")
    data = bytearray(package)
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    for offset in (info.header_offset + 22, at + 24):
        assert data[offset : offset + 4] == true
        data[offset : offset + 4] = size.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize("size", [0, 100, 29_000_000])
def test_a_part_of_another_size_than_it_declares_is_damage(size: int) -> None:
    package = changed(
        WORD, lambda parts: parts.update({"word/theme/theme1.xml": b"<a>" + b" " * 200_000_000 + b"</a>"})
    )
    assert refusals(lying(package, "word/theme/theme1.xml", size)) == ["damaged, or not an Office file"]


@pytest.mark.parametrize("count", [4_100, 70_000])
def test_many_tiny_parts_are_refused_unread(count: int) -> None:
    package = stored({f"{number}": b"" for number in range(count)} | parts_of(WORD))
    (refusal,) = refusals(package)
    assert refusal in ("holds 4,115 parts; at most 4,000 are read", "holds more than 4,000 parts")


def test_a_large_part_of_text_is_refused_unread_whatever_its_name() -> None:
    package = with_part(WORD, "word/header9.dat", HEADER, b"<h>" + b" " * 31_000_000 + b"</h>", "header")
    assert refusals(package) == ["holds more than 30 MB of text and formatting (in `word/header9.dat`)"]


def test_all_text_of_a_template_shares_one_budget() -> None:
    def add(parts: Parts) -> None:
        for number in range(4):
            add_part(parts, f"word/header{number}.dat", HEADER, b"<h>" + b" " * 9_000_000 + b"</h>")

    assert refusals(changed(WORD, add)) == ["holds more than 30 MB of text and formatting (in `word/header3.dat`)"]


def test_all_pictures_of_a_template_share_one_budget() -> None:
    """Small files of many pixels, which take seconds to decode."""
    large = BytesIO()
    Image.new("1", (5000, 5000)).save(large, "PNG")

    def with_pictures(count: int) -> bytes:
        return changed(WORD, lambda parts: parts.update({f"word/{n}.png": large.getvalue() for n in range(count)}))

    assert refusals(with_pictures(2)) == []
    refused = refusals(with_pictures(20))
    assert refused[0] == "holds pictures of more than 400,000,000 pixels in all (in `word/16.png`)"


def test_the_size_of_other_pictures_is_limited_too() -> None:
    wide = BytesIO()
    Image.new("1", (6000, 6000)).save(wide, "TIFF", compression="group4")
    said = "holds a picture that has 36,000,000 pixels; at most 25,000,000 are read (in `word/media/x.tif`)"
    assert refusals(picture("word/media/x.tif", "image/tiff", wide.getvalue())) == [said]
    for kind in ("GIF", "BMP", "TIFF"):
        small = BytesIO()
        Image.new("1", (9, 9)).save(small, kind)
        assert refusals(picture("word/media/x", f"image/{kind.lower()}", small.getvalue())) == []
    for start, type_ in ((bytes(40) + b" EMF", "x-emf"), (b"\xd7\xcd\xc6\x9a", "x-wmf"), (b"II\xbc", "vnd.ms-photo")):
        assert refusals(picture("word/media/x", f"image/{type_}", start + bytes(60))) == []


def test_what_is_called_a_picture_is_one_in_a_finished_file() -> None:
    (problem,) = inspect_office("briefing.docx", picture("word/media/x.dat", "image/png", OLE))
    assert problem.what == "holds a picture that is damaged, or not a PNG (in `word/media/x.dat`)"


# --- what is left out -----------------------------------------------------------------------------------------------

PIXELS = "http://schemas.microsoft.com/office/2006/relationships"


def add_fonts(parts: Parts) -> None:
    add_part(parts, "word/fonts/font1.odttf", f"{OPEN}obfuscatedFont", b"GLYPHS" * 99)
    relate(parts, "word/fontTable.xml", "font", "fonts/font1.odttf", id_="rIdF")
    font = f'<w:font w:name="House"><w:embedRegular xmlns:r="{R}" r:id="rIdF" w:fontKey="{{0}}"/></w:font>'
    add_before_end(parts, "word/fontTable.xml", font)


def add_comments(parts: Parts) -> None:
    comment = FIELD.replace("w:hdr", "w:comments")
    add_part(parts, "word/comments.xml", f"{OPEN}wordprocessingml.comments+xml", comment)
    relate(parts, "word/document.xml", "comments", "comments.xml")
    relate(parts, "word/comments.xml", "image", "\\\\evil\\x", "External")
    add_part(parts, "word/people.xml", f"{OPEN}wordprocessingml.people+xml", "<p/>")
    relate(parts, "word/document.xml", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml")
    marks = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{{ title }}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>'
        '<w:commentReference w:id="0"/></w:r></w:p>'
    )
    start, body, rest = parts["word/document.xml"].partition(b"<w:body>")
    parts["word/document.xml"] = start + body + marks.encode() + rest


def add_custom_xml(parts: Parts) -> None:
    add_part(parts, "customXml/item1.xml", "application/xml", '<!DOCTYPE p [<!ENTITY e "SECRET">]><p>SECRET</p>')
    relate(parts, "word/document.xml", "customXml", "../customXml/item1.xml")
    add_part(parts, "customXml/itemProps1.xml", f"{OPEN}customXmlProperties+xml", "<ds/>")
    relate(parts, "customXml/item1.xml", "customXmlProps", "itemProps1.xml")
    start, body, rest = parts["word/document.xml"].partition(b"<w:body>")
    bound = "".join(
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{store}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>'
        f"{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        for store, text in (("{1-2}", "Office of Tides"), ("{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "Kept"))
    )
    parts["word/document.xml"] = start + body + bound.encode() + rest


def add_task_pane(parts: Parts) -> None:
    kind = "http://schemas.microsoft.com/office/2011/relationships/webextension"
    add_part(parts, "word/webextensions/taskpanes.xml", "application/vnd.ms-office.webextensiontaskpanes+xml", "<t/>")
    relate(parts, "", f"{kind}taskpanes", "word/webextensions/taskpanes.xml")
    add_part(parts, "word/webextensions/webextension1.xml", "application/vnd.ms-office.webextension+xml", "<w/>")
    relate(parts, "word/webextensions/taskpanes.xml", kind, "webextension1.xml")


def add_label(parts: Parts) -> None:
    add_part(parts, "docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml", "<l/>")
    kind = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
    relate(parts, "", kind, "docMetadata/LabelInfo.xml")


def add_signature(parts: Parts) -> None:
    package = "application/vnd.openxmlformats-package.digital-signature"
    add_part(parts, "_xmlsignatures/origin.sigs", f"{package}-origin", b"")
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    relate(parts, "", f"{kind}/origin", "_xmlsignatures/origin.sigs")
    add_part(parts, "_xmlsignatures/sig1.xml", f"{package}-xmlsignature+xml", "<s/>")
    relate(parts, "_xmlsignatures/origin.sigs", f"{kind}/signature", "sig1.xml")


def add_shortcuts(parts: Parts) -> None:
    add_part(parts, "word/customizations.xml", "application/vnd.ms-word.keyMapCustomizations+xml", "<k/>")
    relate(parts, "word/document.xml", f"{PIXELS}/keyMapCustomizations", "customizations.xml")


def add_object(parts: Parts) -> None:
    """As an add-in leaves one behind: in a paragraph, with a picture of its own, and tags."""
    kind = f"{OPEN}oleObject"
    add_part(parts, "word/embeddings/oleObject1.bin", kind, OLE)
    relate(parts, "word/document.xml", "oleObject", "embeddings/oleObject1.bin", id_="rIdO")
    start, body, rest = parts["word/document.xml"].partition(b"<w:body>")
    paragraph = (
        f'<w:p><w:r><w:object xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{R}">'
        '<o:OLEObject Type="Embed" ProgID="AddIn.1" r:id="rIdO"/></w:object></w:r></w:p>'
    )
    parts["word/document.xml"] = start + body + paragraph.encode() + rest


def add_printer(parts: Parts) -> None:
    add_part(parts, "word/printer1.bin", f"{OPEN}wordprocessingml.printerSettings", OLE)
    relate(parts, "word/document.xml", "printerSettings", "printer1.bin", id_="rIdP")
    settings = f'<w:printerSettings xmlns:r="{R}" r:id="rIdP"/></w:sectPr>'.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:sectPr>", settings, 1)


def add_google_data(parts: Parts) -> None:
    add_part(parts, "word/metadata", "application/binary", OLE)
    kind = "http://customooxmlschemas.google.com/relationships/presentationmetadata"
    relate(parts, "word/document.xml", kind, "metadata")


def add_editor_data(parts: Parts) -> None:
    add_part(parts, "word/intelligence2.xml", "application/vnd.ms-office.intelligence2+xml", "<i/>")
    kind = "http://schemas.microsoft.com/office/2020/10/relationships/intelligence"
    relate(parts, "word/document.xml", kind, "intelligence2.xml")


def add_unused(parts: Parts) -> None:
    parts["[trash]/0000.dat"] = OLE


ADDED: dict[str, tuple[Callable[[Parts], None], str]] = {
    "embedded fonts": (add_fonts, "holds embedded fonts, which are left out"),
    "comments": (add_comments, "holds comments, which are left out"),
    "custom XML": (add_custom_xml, "holds custom XML data, which is left out"),
    "a task pane": (add_task_pane, "holds an Office add-in, which is left out"),
    "a sensitivity label": (add_label, "holds a sensitivity label, which is left out"),
    "a signature": (add_signature, "holds a digital signature, which is left out"),
    "shortcuts": (add_shortcuts, "holds keyboard shortcuts or buttons, which are left out"),
    "an object": (add_object, "holds embedded objects or data of an add-in, which are left out"),
    "a printer": (add_printer, ""),
    "data of Google": (add_google_data, ""),
    "data of the editor": (add_editor_data, ""),
    "what Office has deleted": (add_unused, ""),
}


def look_with(folder: Path, word: bytes = WORD, slides: bytes = SLIDES) -> Path:
    folder.mkdir()
    for name, data in {
        "brand.yaml": (LOOK / "brand.yaml").read_bytes(),
        "word.docx": word,
        "slides.pptx": slides,
    }.items():
        (folder / name).write_bytes(data)
    return folder


def add_all(parts: Parts) -> None:
    for add, _ in ADDED.values():
        add(parts)


@pytest.mark.parametrize("what", ADDED)
def test_a_template_comes_in_without(what: str) -> None:
    add, said = ADDED[what]
    package = changed(WORD, add)
    findings = inspect_template(package, HERE)
    assert findings.refused == () and [problem.what for problem in findings.dropped] == [said] * bool(said)
    cleaned = leave_out(package)
    assert inspect_template(cleaned, HERE).dropped == () and leave_out(cleaned) == cleaned
    assert docx.Document(BytesIO(cleaned)).styles


def test_a_briefing_has_nothing_of_what_is_left_out_and_opens(tmp_path: Path) -> None:
    pack = build(HARBOUR, out=tmp_path / "out", look=look_with(tmp_path / "look", changed(WORD, add_all)))
    (path,) = pack.folder.glob("*.docx")
    parts = parts_of(path.read_bytes())
    assert {name.partition("/")[0] for name in parts} == {TYPES, "_rels", "docProps", "word"}
    every = b"".join(parts.values())
    for trace in (
        b"SECRET",
        b"DDE",
        b"commentR",
        b"embedRegular",
        b"{1-2}",
        b"evil",
        b"webextension",
        b"rIdP",
        b"rIdO",
        b"OLEObject",
        OLE[:8],
    ):
        assert trace not in every, trace
    # what a content control shows stays, and so does its binding to a property of the file
    assert b"Office of Tides" in every and b"6C3C8BC8-F283-45AE-878A-BAB7291924A1" in every
    for name in [name for name in parts if name.endswith(".rels")]:
        kinds = {entry.get("Type", "").rpartition("/")[2] for entry in etree.fromstring(parts[name])}
        assert kinds & LEFT_OUT.keys() == set()
    assert [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors] == []
    notes = {warning.what for warning in pack.warnings if "left out" in warning.what}
    assert notes == {said for _, said in ADDED.values() if said}


def test_a_deck_has_nothing_of_what_is_left_out_and_opens(tmp_path: Path) -> None:
    def add(parts: Parts) -> None:
        main_part = "ppt/presentation.xml"
        add_part(parts, "ppt/fonts/font1.fntdata", "application/x-fontdata", b"GLYPHS" * 99)
        relate(parts, main_part, "font", "fonts/font1.fntdata", id_="rIdF")
        fonts = (
            f'<p:embeddedFontLst xmlns:r="{R}"><p:embeddedFont><p:font typeface="House"/><p:regular r:id="rIdF"/>'
            "</p:embeddedFont></p:embeddedFontLst>"
        )
        before, notes, after = parts[main_part].partition(b"<p:notesSz")
        size, end, rest = after.partition(b"/>")
        parts[main_part] = before + notes + size + end + fonts.encode() + rest
        add_part(parts, "customXml/item1.xml", "application/xml", "<p>SECRET</p>")
        relate(parts, main_part, "customXml", "../customXml/item1.xml")
        add_part(parts, "ppt/commentAuthors.xml", f"{OPEN}presentationml.commentAuthors+xml", "<p>SECRET</p>")
        relate(parts, main_part, "commentAuthors", "commentAuthors.xml")
        add_task_pane(parts)

    pack = build(HARBOUR, out=tmp_path / "out", look=look_with(tmp_path / "look", slides=changed(SLIDES, add)))
    (path,) = pack.folder.glob("*.pptx")
    every = b"".join(parts_of(path.read_bytes()).values())
    for trace in (b"SECRET", b"GLYPHS", b"embeddedFont", b"webextension"):
        assert trace not in every, trace
    assert [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors] == []
    assert len([warning for warning in pack.warnings if "left out" in warning.what]) == 4


def test_slides_that_show_how_a_template_is_used_do_not_matter(tmp_path: Path) -> None:
    """They may hold what a template may not: no pack shows them."""
    presentation = pptx.Presentation(BytesIO(SLIDES))
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.add_ole_object(BytesIO(OLE), "Excel.Sheet", 0, 0)
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"frames")
    slide.shapes.add_movie(str(video), 0, 0, 9, 9)
    target = BytesIO()
    presentation.save(target)
    master = "ppt/slideMasters/slideMaster1.xml"

    def link(parts: Parts) -> None:
        relate(parts, master, "slide", "/ppt/slides/slide1.xml", id_="rIdS")
        jump = f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="rIdS" action="ppaction://hlinksldjump"/>'
        parts[master] = parts[master].replace(b"</p:cNvPr>", jump.encode() + b"</p:cNvPr>")
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"oleObject", b"x")

    package = changed(target.getvalue(), link)
    assert inspect_template(package, HERE).refused == ()
    left = parts_of(leave_out(package))
    assert not [name for name in left if "/slides/" in name or "media" in name or "embeddings" in name]
    assert b"rIdS" not in b"".join(left.values())
    pack = build(HARBOUR, out=tmp_path / "out", look=look_with(tmp_path / "look", slides=package))
    (path,) = pack.folder.glob("*.pptx")
    assert [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors] == []


def test_what_is_left_out_cannot_be_reached_in_another_way() -> None:
    """A part that a header's relationship leads to is a header, even if it is also called a font."""

    def add(parts: Parts) -> None:
        add_part(parts, "word/header9.xml", HEADER, FIELD)
        for kind in ("font", "header"):
            relate(parts, "word/document.xml", kind, "header9.xml")

    assert any("`DDEAUTO`" in refusal for refusal in refusals(changed(WORD, add)))


def test_our_own_files_have_only_parts_of_known_kinds(harbour: Pack) -> None:
    for name, data in harbour.files.items():
        if not name.endswith((".docx", ".pptx")):
            continue
        assert inspect_office(name, data) == ()
        with ZipFile(BytesIO(data)) as archive:
            contents = read_contents(archive, LEFT_OUT)
            assert all(contents.kind(part) for part in archive.namelist() if part != TYPES)


# --- templates of others --------------------------------------------------------------------------------------------

DEFAULTS = {
    "python-docx": Path(docx.__file__).parent / "templates" / "default.docx",
    "python-pptx": Path(pptx.__file__).parent / "templates" / "default.pptx",
}


@pytest.mark.parametrize("library", DEFAULTS)
def test_templates_of_libraries_are_accepted(library: str) -> None:
    assert refusals(DEFAULTS[library].read_bytes()) == []


@pytest.mark.parametrize("library", DEFAULTS)
def test_templates_that_libreoffice_has_saved_are_accepted(library: str, tmp_path: Path) -> None:
    need_libreoffice()
    file = tmp_path / f"theirs{DEFAULTS[library].suffix}"
    file.write_bytes(DEFAULTS[library].read_bytes())
    saved = saved_by_libreoffice(file, tmp_path / "saved", file.suffix.removeprefix("."))
    assert refusals(saved.read_bytes()) == []
