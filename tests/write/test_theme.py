"""One brand, both Office files: its colours and fonts stand in the theme, all else stays."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from generator.write.ooxml.theme import themed
from tests.write.powerpoint.decks import LOOK_FOLDER, brand, bullets, deck, look, slide, write

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def theme() -> bytes:
    with ZipFile(LOOK_FOLDER / "slides.pptx") as package:
        return package.read("ppt/theme/theme1.xml")


def test_a_brand_recolours_the_theme_and_changes_its_faces():
    colors = {**brand().colors, "accent1": "abcdef"}
    changed = etree.fromstring(themed(theme(), brand(colors=colors, heading_font="Georgia", body_font="Verdana")))
    assert changed.find(f".//{A}accent1/{A}srgbClr").get("val") == "ABCDEF"
    assert changed.find(f".//{A}majorFont/{A}latin").get("typeface") == "Georgia"
    assert changed.find(f".//{A}minorFont/{A}latin").get("typeface") == "Verdana"


def test_a_colour_that_the_brand_does_not_name_stays():
    changed = etree.fromstring(themed(theme(), brand(colors={"dark1": "000000"})))
    assert changed.find(f".//{A}accent2/{A}srgbClr").get("val") == brand().colors["accent2"]


def test_effects_and_the_order_of_colours_stay():
    before, after = etree.fromstring(theme()), etree.fromstring(themed(theme(), brand()))
    for name in ("clrScheme", "fmtScheme"):
        assert [each.tag for each in before.find(f".//{A}{name}")] == [each.tag for each in after.find(f".//{A}{name}")]
    assert etree.tostring(before.find(f".//{A}fmtScheme")) == etree.tostring(after.find(f".//{A}fmtScheme"))


def test_a_new_brand_needs_no_new_slides():
    made = deck(slide("Ferries", bullets(3)))
    plain = write(made, {}, look())
    other = look()
    changed = write(made, {}, type(other)(brand(colors={**brand().colors, "dark2": "004400"}), *_rest(other)))
    assert _slides(plain.data) == _slides(changed.data)
    assert plain.data != changed.data


def _rest(of: object) -> tuple[object, ...]:
    return of.word, of.slides, of.word_place, of.slides_place, of.files  # type: ignore[attr-defined]


def _slides(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith("ppt/slides/")}
