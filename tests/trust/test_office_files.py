"""Office files: what acts, reaches out or grows without end is refused, with its part; so it would be in ours."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from generator.cli.main import main
from generator.errors import InputError, Place, Problem
from generator.pack.pack import Pack
from generator.read.look.look import read_look
from generator.safety import office
from generator.safety.office import inspect_office, inspect_template
from generator.write.ooxml.logo import with_logo
from tests.rendering import pdf_of, words_of

ROOT = Path(__file__).parent.parent.parent
LOOK = ROOT / "templates" / "look"
WORD, SLIDES = (LOOK / "word.docx").read_bytes(), (LOOK / "slides.pptx").read_bytes()
HERE = Place("house.docx")
RELS = "word/_rels/document.xml.rels"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Parts = dict[str, bytes]


def changed(package: bytes, change: Callable[[Parts], None]) -> bytes:
    with ZipFile(BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    def change(parts: Parts) -> None:
        told = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        parts[RELS] = parts[RELS].replace(b"</Relationships>", told.encode() + b"</Relationships>")

    return changed(WORD, change)


def in_body(xml: str) -> bytes:
    def change(parts: Parts) -> None:
        start, body, rest = parts["word/document.xml"].partition(b"<w:body>")
        parts["word/document.xml"] = start + body + xml.encode() + rest

    return changed(WORD, change)


def holding(name: str, data: bytes, package: bytes = WORD) -> bytes:
    return changed(package, lambda parts: parts.__setitem__(name, data))


def field(*words: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{word}</w:instrText></w:r>" for word in words)
    return in_body(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}</w:p>')


def far_in(xml: str, behind: int) -> bytes:
    return in_body("<w:p/>" * behind + xml)


def png(width: int, height: int) -> bytes:
    target = BytesIO()
    Image.new("1", (width, height)).save(target, "PNG")
    return target.getvalue()


def png_header(width: int, height: int) -> bytes:
    size = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + size + zlib.crc32(size).to_bytes(4, "big")


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()


def twice() -> bytes:
    target = BytesIO(WORD)
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", b"<another/>")
    return target.getvalue()


def packed_otherwise() -> bytes:
    target = BytesIO(WORD)
    with ZipFile(target, "a") as archive:
        archive.writestr("word/more.xml", b"<a/>", ZIP_BZIP2)
    return target.getvalue()


def encrypted() -> bytes:
    data = bytearray(WORD)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    return bytes(data)


def said_to_be_large(package: bytes) -> bytes:
    """A package whose directory promises more than is read (APPNOTE 4.3.12: the size stands 24 bytes in)."""
    data = bytearray(package)
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (office.MOST_BYTES + 1).to_bytes(4, "little")
    return bytes(data)


def macros(parts: Parts) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"macroEnabled"
    )


WORKBOOK = changed(
    b"PK\x05\x06" + bytes(18), lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<s><f>1+1</f></s>"})
)

REFUSED = {
    "a picture from the web": (
        related("image", "http://evil.example/x.png"),
        "a link to a file outside of it, `http://evil",
    ),
    "a picture from a share": (related("image", "\\\\evil\\x.png"), "a link to a file outside of it"),
    "a picture said to be within": (
        related("image", "file:///etc/passwd", "Internal"),
        "a link to a file outside of it",
    ),
    "a template in a frame": (related("frame", "http://evil.example/"), "a link to a file outside of it"),
    "a script to click": (related("hyperlink", "javascript:alert(1)"), "a link to `javascript:alert(1)`"),
    "a file to click": (related("hyperlink", "file:///etc/passwd"), "a link to `file:///etc/passwd`"),
    "a share to click": (related("hyperlink", "\\\\evil\\x"), "a link to `\\\\evil\\x`"),
    "an Office address to click": (related("hyperlink", "ms-word:ofe|u|http://x"), "a link to `ms-word:ofe"),
    "an object": (in_body("<w:object/>"), "an embedded object"),
    "a form control": (related("control", "activeX/x.xml", "Internal"), "a form control"),
    "another document": (related("aFChunk", "x.html", "Internal"), "another document"),
    "a macro project": (holding("word/vbaProject.bin", b"x"), "macros or form controls"),
    "macros by type": (changed(WORD, macros), "macros"),
    "a chunk": (in_body('<w:altChunk r:id="rId1"/>'), "another document"),
    "a reading field": (
        field('INCLUDETEXT "c:\\secret.txt"'),
        "a field that reads a file or runs something, `INCLUDETEXT`",
    ),
    "a reading field over runs": (field(" INCL", "UDEPIC", "TURE x"), "`INCLUDEPICTURE`"),
    "a reading field by references": (field("&#68;DEAUTO c:\\x.exe"), "`DDEAUTO`"),
    "a reading field around something": (in_body("<w:instrText>DDE x<w:r/></w:instrText>"), "`DDE`"),
    "a reading field in a section of characters": (in_body("<w:instrText><![CDATA[DDE x]]></w:instrText>"), "`DDE`"),
    "a reading field in another encoding": (
        holding(
            "word/header1.xml",
            b'<?xml version="1.0" encoding="windows-1252"?><h>\x80<instrText>DDE \x80</instrText></h>',
        ),
        "`DDE`",
    ),
    "a reading field without a prefix": (
        holding("word/header1.xml", f'<h xmlns="{W}"><instrText>DDE {"x" * 9000}</instrText></h>'.encode()),
        "`DDE`",
    ),
    "a chunk behind what is for another program": (
        in_body("<w:fldChar/><?other </w?><w:altChunk/>"),
        "another document",
    ),
    "a chunk behind a remark": (in_body("<w:fldChar/><!-- </w --><w:altChunk/>"), "another document"),
    "a simple field": (in_body('<w:p><w:fldSimple w:instr="DDE x y"/></w:p>'), "`DDE`"),
    "a mail merge": (
        holding("word/settings.xml", f'<w:settings xmlns:w="{W}"><w:mailMerge/></w:settings>'.encode()),
        "a data connection",
    ),
    "a picture of old": (
        in_body('<v:imagedata xmlns:v="urn:v" src="http://evil.example/x"/>'),
        "a link to `http://evil.example/x`",
    ),
    "a picture of old, on lines of its own": (
        in_body('<v:imagedata xmlns:v="urn:v"\nsrc\n= "http://evil.example/x"/>'),
        "a link to `http://evil.example/x`",
    ),
    "a document type": (
        holding("word/header1.xml", b'<!DOCTYPE h [<!ENTITY e "x">]><h>&e;</h>'),
        "a document type declaration",
    ),
    "a document type in UTF-16": (
        holding("word/header1.xml", '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE h><h/>'.encode("utf-16")),
        "a document type declaration",
    ),
    "a field in UTF-16": (
        holding(
            "word/header1.xml",
            f'<?xml version="1.0" encoding="UTF-16"?><w:h xmlns:w="{W}"><w:instrText>DDE x</w:instrText></w:h>'.encode(
                "utf-16"
            ),
        ),
        "`DDE`",
    ),
    "a rare encoding": (
        holding("word/header1.xml", b'<?xml version="1.0" encoding="UTF-7"?><h/>'),
        "text in an encoding that Office does not write",
    ),
    "a formula in a chart's workbook": (holding("word/embeddings/x.xlsx", WORKBOOK), "a formula in a workbook"),
    "a workbook that unpacks without end": (
        holding("word/embeddings/x.xlsx", said_to_be_large(WORKBOOK)),
        "holds an embedded file that unpacks to more than all parts may hold (in `word/embeddings/x.xlsx`)",
    ),
    "a part without a content type": (
        changed(
            WORD,
            lambda parts: parts.update(
                {"[Content_Types].xml": parts["[Content_Types].xml"].replace(b"ContentType=", b"Kind=", 1)}
            ),
        ),
        "a part without a content type",
    ),
    "a relationship of no type": (
        changed(WORD, lambda parts: parts.update({RELS: parts[RELS].replace(b"Type=", b"Kind=", 1)})),
        "a relationship without id, type or target",
    ),
    "a program to run on a slide": (
        holding("ppt/slides/x.xml", b'<a:h xmlns:a="urn:a" action="ppaction://program"/>', SLIDES),
        "an action on click, `",
    ),
    "a part named out of the file": (
        holding("../../etc/passwd", b"x"),
        "holds a part whose name leads out of the package: `",
    ),
    "a part twice": (twice(), "holds two parts named `word/document.xml`"),
    "a part encrypted": (encrypted(), "is encrypted"),
    "a rare packing": (packed_otherwise(), "` in a way that Office does not read"),
    "a picture of many pixels": (
        holding("word/media/x.png", png(6000, 6000)),
        "6,000 pixels; at most 25,000,000 are",
    ),
    "a picture that is a header only": (holding("word/media/x.png", png_header(100_000, 100_000)), "a picture that"),
    "a picture without pixels": (holding("word/media/x.png", png_header(0, 0)), "a picture that"),
    "a picture under a false name": (holding("word/media/x.jpeg", png(2, 2)), "is a PNG, but is named as a JPEG"),
    "a picture cut short": (holding("word/media/x.png", png(200, 200)[:60]), "is damaged, or not a PNG"),
    "PostScript as a picture": (
        holding("word/media/x.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
        "is damaged, or not a PNG",
    ),
    "a drawing with a script": (holding("word/media/x.svg", svg("<script>alert(1)</script>")), "is active (`script`)"),
    "a drawing that acts": (holding("word/media/x.svg", svg('<g onload="x"/>')), "is active (`onload`)"),
    "a drawing that reaches out": (
        holding("word/media/x.svg", svg('<image x:href="http://evil.example/x"/>')),
        "links to `http://evil",
    ),
    "a drawing that fetches its style": (
        holding("word/media/x.svg", svg("<style>@import 'http://x'</style>")),
        "links to something outside it",
    ),
    "a drawing that fetches its style otherwise": (
        holding("word/media/x.svg", b'<?xml-stylesheet href="http://evil.example/x"?>' + svg("")),
        "links to something outside it",
    ),
    "a drawing that escapes an address": (
        holding("word/media/x.svg", svg('<g style="fill: u\\72 l(http://evil.example/x)"/>')),
        "links to `fill: u",
    ),
    "a drawing with a style in pieces": (
        holding("word/media/x.svg", svg("<style>@im<!-- -->port 'http://x'</style>")),
        "links to something outside it",
    ),
    "a drawing that is elsewhere": (
        holding("word/media/x.svg", svg('<g xml:base="http://evil.example/"><use x:href="#a"/></g>')),
        "links to `http://evil.example/`",
    ),
    "a drawing with a web page in it": (
        holding("word/media/x.svg", svg('<object xmlns="http://www.w3.org/1999/xhtml" data="http://evil.example/"/>')),
        "is active (`object`)",
    ),
    "a drawing of another set of pictures": (
        holding("word/media/x.svg", svg("<style>g { fill: image-set('http://evil.example/x' 1x) }</style>")),
        "links to something outside it",
    ),
    "a drawing with entities": (
        holding("word/media/x.svg", b'<!DOCTYPE s [<!ENTITY e "x">]><svg/>'),
        "declares entities, or is not UTF-8",
    ),
    "not a package": (b"not a zip", "damaged, or not an Office file"),
    "cut short": (WORD[: len(WORD) // 2], "damaged, or not an Office file"),
    "ill-formed": (holding("word/footer1.xml", b"<w:ftr"), "damaged, or not an Office file"),
    "deep": (holding("word/footer1.xml", b"<a>" * 5000 + b"</a>" * 5000), "damaged, or not an Office file"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_template_is_refused_for(what: str) -> None:
    data, said = REFUSED[what]
    refused = inspect_template(data, HERE).refused
    assert refused and all(problem.place == HERE and problem.help for problem in refused)
    assert any(said in problem.what for problem in refused), [problem.what for problem in refused]


def test_the_shipped_templates_are_accepted() -> None:
    assert [inspect_template(data, HERE) for data in (WORD, SLIDES)] == [office.Findings((), ())] * 2


@pytest.mark.parametrize("address", ["https://example.org/a?b#c", "mailto:desk@example.org", "HTTP://example.org"])
def test_a_template_may_link_to_web_pages_and_mail_addresses(address: str) -> None:
    assert inspect_template(related("hyperlink", address), HERE) == office.Findings((), ())


def test_an_attached_template_is_left_out_with_a_note() -> None:
    found = inspect_template(related("attachedTemplate", "http://evil.example/x.dotm"), HERE)
    assert found.refused == () and "an attached template, which is left out" in found.dropped[0].what


@pytest.mark.parametrize(
    ("limit", "said"),
    [("MOST_PARTS", "parts; at most"), ("MOST_BYTES", "MB unpacked; at most"), ("MOST_XML", "MB; at most")],
)
def test_a_zip_bomb_is_refused_unread(limit: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = holding("word/bomb.xml", b"<a>" + b" " * 200_000_000 + b"</a>") if limit != "MOST_PARTS" else WORD
    if limit == "MOST_PARTS":
        monkeypatch.setattr(office, limit, 3)
    assert any(said in problem.what for problem in inspect_template(bomb, Place(limit)).refused)


def test_our_own_files_hold_no_active_content(harbour: Pack) -> None:
    for name, data in harbour.files.items():
        if name.endswith((".docx", ".pptx")):
            assert inspect_office(name, data) == ()


def parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, or the parts of it and of the packages within."""
    if not data.startswith(b"PK"):
        yield name, data
        return
    with ZipFile(BytesIO(data)) as package:
        for inner in package.namelist():
            yield from parts(f"{name}!{inner}", package.read(inner))


def test_no_file_of_ours_declares_a_document_type(harbour: Pack) -> None:
    every = [each for name, data in harbour.files.items() for each in parts(name, data)]
    assert [name for name, data in every if b"<!DOCTYPE" in data] == []
    drawings = [data for name, data in every if name.endswith(".svg")]
    assert len(drawings) >= 4
    for data in drawings:
        assert etree.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"


def test_an_svg_reader_shows_the_words_of_our_figures(harbour: Pack, tmp_path: Path) -> None:
    words = {word.text for word in words_of(pdf_of(harbour.folder / "timeline.svg", tmp_path))}
    with ZipFile(harbour.folder / "harbour-standard-deck.pptx") as deck:
        assert any(name.endswith(".svg") for name in deck.namelist())
    shown = "".join(etree.fromstring(harbour.files["timeline.svg"]).itertext()).split()
    assert len(words) > 20 and words <= {part for word in shown for part in (word, *word.split("\N{EN DASH}"))}


LARGE, CUT_SHORT = png(6000, 6000), png(200, 200)[:60]


@pytest.mark.parametrize(
    ("logos", "said"),
    [
        ({"logo": LARGE}, ["the picture `a.png` has 6,000 x 6,000 pixels; at most 25,000,000 are read"]),
        ({"logo_on_slides": CUT_SHORT}, ["`a.png` is damaged, or not a PNG"]),
        ({"logo": LARGE, "logo_on_slides": CUT_SHORT}, ["`a.png` has 6,000 x 6,000", "`b.png` is damaged, or not"]),
        ({"logo": b""}, ["`a.png` is not a PNG or JPEG file"]),
        ({"logo": png(2, 2)}, []),
    ],
)
def test_a_logo_is_refused_where_brand_yaml_names_it(logos: dict[str, bytes], said: list[str], tmp_path: Path) -> None:
    brand = (LOOK / "brand.yaml").read_text(encoding="utf-8").rstrip() + "\n"
    first = brand.count("\n") + 1
    names = dict(zip(logos, ("a.png", "b.png"), strict=False))
    (tmp_path / "brand.yaml").write_text(brand + "".join(f"{key}: {name}\n" for key, name in names.items()), "utf-8")
    for file, data in {"word.docx": WORD, "slides.pptx": SLIDES, **{names[key]: logos[key] for key in names}}.items():
        (tmp_path / file).write_bytes(data)
    problems: tuple[Problem, ...] = ()
    try:
        office.clean_look(read_look(tmp_path))
    except InputError as error:
        problems = error.problems
    assert [problem.place.file.rpartition("/")[2] for problem in problems] == ["brand.yaml"] * len(said)
    assert [problem.place.line for problem in problems] == [first + number for number in range(len(said))]
    assert all(words in problem.what for words, problem in zip(said, problems, strict=True)), problems


def test_new_look_refuses_templates_with_active_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "house.docx").write_bytes(in_body('<w:altChunk r:id="rId1"/>'))
    (tmp_path / "crest.png").write_bytes(png_header(100_000, 100_000))
    assert main(["new-look", str(tmp_path / "look"), "--word", str(tmp_path / "house.docx")]) == 1
    assert "house.docx  holds another document" in capsys.readouterr().err
    assert main(["new-look", str(tmp_path / "look"), "--logo", str(tmp_path / "crest.png")]) == 2
    assert "--logo: `crest.png` is damaged, or not a PNG\n    save it again as PNG" in capsys.readouterr().err
    assert not (tmp_path / "look").exists()


@pytest.mark.parametrize("between", range(660, 690))
def test_a_field_is_found_however_it_is_split_over_runs(between: int) -> None:
    # a part is looked at in pieces, which may end before, within or behind the words
    first, last = (f"<w:instrText>{word}</w:instrText>{'<w:r/>' * between}" for word in ("INCL", "UDETEXT x"))
    found = inspect_template(in_body(f"<w:fldChar/>{first}{last}"), HERE).refused
    assert ["something, `INCLUDETEXT`" in problem.what for problem in found] == [True]
    apart = inspect_template(in_body(f"<w:fldChar/>{first}<w:fldChar/>{last}"), HERE).refused
    assert ["an unknown field, `" in problem.what for problem in apart] == [True, True]


def test_text_that_merely_mentions_active_content_is_accepted() -> None:
    prose = (
        'arms control; an object; <w:r xmlns:src="file:///x"/> action="run", src=\\share, href="x", DDE, w:altChunk '
    )
    assert inspect_template(in_body(f"<w:p><w:r><w:t>{prose * 1000}</w:t></w:r></w:p>"), HERE) == office.Findings(
        (), ()
    )


@pytest.mark.parametrize("behind", [0, 10_900, 10_923, 10_930, 40_000])
def test_a_field_is_found_deep_in_a_large_part(behind: int) -> None:
    begin, plain = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    words = "".join(
        f"<w:r><w:instrText>{word}</w:instrText></w:r>{'<w:r/>' * 12_000}" for word in ("INCL", "UDETEXT x")
    )
    refused = inspect_template(far_in(f"<w:p>{begin}{plain}{begin}{words}</w:p>", behind), HERE).refused
    assert [problem.what for problem in refused] == [
        "holds a field that reads a file or runs something, `INCLUDETEXT` (in `word/document.xml`)"
    ]
    assert inspect_template(far_in(f"<w:p>{begin}{plain}</w:p>", behind), HERE).refused == ()


@pytest.mark.parametrize("pieces", [1, 2, 3, 5])
def test_nothing_hides_behind_a_long_comment(pieces: int) -> None:
    # expat 2.6 and later put off what follows it, unless told otherwise
    comment = "<!--" + "<remark" * (pieces * 10_000) + "-->"
    found = inspect_template(in_body(comment + "<w:altChunk/>" + "<w:p/>" * 40_000), HERE)
    assert ["holds another document" in problem.what for problem in found.refused] == [True]


@pytest.mark.parametrize("changed", [{"word": SLIDES}, {"slides": WORD}])
def test_a_template_of_the_wrong_kind_is_reported(changed: dict[str, bytes]) -> None:
    logo = BytesIO()
    Image.new("RGB", (40, 20)).save(logo, "PNG")
    with pytest.raises(InputError, match=r"damaged, or not a (Word|PowerPoint) file"):
        with_logo(replace(read_look(LOOK), logo=logo.getvalue(), **changed))
