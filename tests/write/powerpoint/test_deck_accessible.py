"""The deck as a screen reader meets it, and as an office that swaps the template does."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from generator.model.block import FigureBlock, Table
from generator.model.document import Deck
from generator.write.ooxml.package import zip_members
from generator.write.powerpoint.plan.page import TextShape
from tests.rendering import need_libreoffice, pdf_of, pictures_of
from tests.write.powerpoint.decks import (
    beside,
    brand,
    bullets,
    cards,
    deck,
    drawing,
    look,
    opening,
    plain,
    scorecard,
    ship_calls,
    slide,
    write,
)
from tests.write.powerpoint.foreign import data_of, parts_of
from tests.write.powerpoint.stress import everything
from tests.write.powerpoint.twin import planned

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ORDER = (
    "Title", "Eyebrow", "Subtitle", "Byline", "Caption", "Content", "Panel", "Number", "Card", "Exhibit",
    "Sources", "Date", "Footer", "Slide",
)  # fmt: skip
DRAWINGS = {"calls": drawing(), "by-year": drawing("by-year", ship_calls())}


def of_each_kind() -> Deck:
    rows = ((plain("B1"), plain("4 m")), (plain("B2"), plain("5 m")))
    return deck(
        opening(),
        slide("Part one", section="Port", divider=True),
        slide("Ferries call again", bullets(3)),
        slide("Why it matters", beside(2)),
        slide("Built", scorecard(2, 2, 2)),
        slide("Questions", cards(4)),
        slide("Calls", FigureBlock("calls", plain("Calls of ships"), 1, "f")),
        slide("Calls by year", FigureBlock("by-year", plain("Calls by year"), 2, "g", native=True)),
        slide("Berths", Table((plain("Berth"), plain("Depth")), rows, plain("Berths of the basin"), 1, "t")),
        language="fr-FR",
    )


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(of_each_kind(), DRAWINGS, look()).data


def slides_of(data: bytes) -> list[etree._Element]:
    parts = parts_of(data)
    names = [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    return [etree.fromstring(parts[name]) for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))]


def test_every_slide_has_a_title_of_its_own():
    pages = Presentation(BytesIO(write(everything(), {}, look()).data)).slides
    titles = Counter(page.shapes.title.text for page in pages)
    assert len(titles) > 30
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_a_slide_is_read_from_its_title_to_its_footers(data: bytes):
    for page in Presentation(BytesIO(data)).slides:
        ranks = [ORDER.index(shape.name.split()[0]) for shape in page.shapes if shape.name.split()[0] != "Number"]
        assert ranks == sorted(ranks), [shape.name for shape in page.shapes]
        numbered = [shape.name for shape in page.shapes if shape.name.split()[0] in ("Number", "Card")]
        assert numbered == [f"{kind} {n}" for n in range(1, len(numbered) // 2 + 1) for kind in ("Number", "Card")]


def test_what_is_no_text_says_what_it_shows(data: bytes):
    shapes = [shape for page in slides_of(data) for shape in page.iter(f"{P}pic", f"{P}graphicFrame")]
    shown = [next(shape.iter(f"{P}cNvPr")).get("descr") for shape in shapes]
    assert sorted(shown) == ["Berths of the basin", "Calls of ships by year", "Calls of ships by year"]


def test_a_table_has_a_header_row(data: bytes):
    (table,) = [each for page in slides_of(data) for each in page.iter(f"{A}tbl")]
    assert table.find(f"{A}tblPr").get("firstRow") == "1"


def test_every_word_says_its_language(data: bytes):
    said = [run.get("lang") for page in slides_of(data) for run in page.iter(f"{A}rPr", f"{A}endParaRPr")]
    assert len(said) > 60 and set(said) == {"fr-FR"}
    chart = etree.fromstring(parts_of(data)["ppt/charts/chart1.xml"])
    assert {each.get("lang") for each in chart.iter(f"{A}endParaRPr")} == {"fr-FR"}


def test_bars_and_rules_of_a_layout_are_marked_as_decoration(data: bytes):
    parts = parts_of(data)
    drawn = 0
    for name in [name for name in parts if re.match(r"ppt/slide(Layouts|Masters)/[^/]+\.xml$", name)]:
        for shape in etree.fromstring(parts[name]).iter(f"{P}sp"):
            if shape.find(f".//{P}ph") is None:
                drawn += 1
                assert b"adec:decorative" in etree.tostring(shape.find(f"{P}nvSpPr")), name
    assert drawn > 10


def test_text_is_never_smaller_than_can_be_read_from_the_last_row():
    for page in planned(everything(), {}, look()):
        for shape in page.shapes:
            if isinstance(shape, TextShape):
                floor = 12 if shape.region.role in ("Eyebrow", "Sources", "Caption", "References") else 16
                sizes = [shape.region.level(line.level).size_pt * shape.scale for item in shape.items for line in item]
                assert min(sizes) >= floor, f"{page.title}: {shape.region.name}"
        assert all(footer.region.level(1).size_pt >= 12 for footer in page.footers)


def redressed() -> bytes:
    """The shipped template after an afternoon in PowerPoint: other ground, other places, other sizes."""
    presentation = Presentation(BytesIO(look().slides))
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            if shape.name.startswith(("Content", "Title")):
                shape.left += 12700 * 10
            for size in shape._element.iter(f"{A}defRPr"):
                size.set("i", "1")
    parts = parts_of(data_of(presentation))
    master = "ppt/slideMasters/slideMaster1.xml"
    old, new = b'<a:schemeClr val="bg1"/>', b'<a:srgbClr val="FFE0B0"/>'
    parts[master] = parts[master].replace(b"<p:bgPr><a:solidFill>" + old, b"<p:bgPr><a:solidFill>" + new)
    return zip_members(parts)


def without_places(page: etree._Element) -> bytes:
    """The slide without where its text stands: that depends on the template."""
    for properties in page.iterfind(f".//{P}sp/{P}spPr"):
        for place in properties.findall(f"{A}xfrm"):
            properties.remove(place)
    return etree.tostring(page)


def test_another_template_of_the_same_layouts_changes_the_look_and_no_slide(data: bytes, tmp_path: Path):
    need_libreoffice()
    file = tmp_path / "redressed.pptx"
    file.write_bytes(write(of_each_kind(), DRAWINGS, look(redressed())).data)
    before, after = slides_of(data), slides_of(file.read_bytes())
    assert [without_places(page) for page in before] == [without_places(page) for page in after]
    pictures = pictures_of(pdf_of(file, tmp_path), tmp_path, 20)
    grounds = [Image.open(picture).convert("RGB").getpixel((5, 60)) for picture in pictures]
    assert set(grounds[2:]) == {(0xFF, 0xE0, 0xB0)}


def test_another_brand_recolours_the_theme_and_no_slide(data: bytes):
    other = replace(look(), brand=brand(colors={**brand().colors, "accent1": "006A6A"}))
    parts, own = parts_of(write(of_each_kind(), DRAWINGS, other).data), parts_of(data)
    assert b'accent1><a:srgbClr val="006A6A"' in parts["ppt/theme/theme1.xml"]
    slides = [name for name in own if name.startswith(("ppt/slides/slide", "ppt/slideLayouts/"))]
    assert [name for name in slides if parts[name] != own[name] or b"srgbClr" in own[name]] == []
