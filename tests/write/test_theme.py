"""A brand in the theme of both Office files: its colours and fonts are replaced, all else stays."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.write.ooxml.theme import apply_brand, brand_of
from tests.write.powerpoint.decks import LOOK_FOLDER, brand, bullets, deck, look, slide, write

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def theme() -> bytes:
    with ZipFile(LOOK_FOLDER / "slides.pptx") as package:
        return package.read("ppt/theme/theme1.xml")


def test_a_brand_changes_the_colours_and_fonts_of_the_theme():
    colors = {**brand().colors, "accent1": "abcdef"}
    changed = etree.fromstring(apply_brand(theme(), brand(colors=colors, heading_font="Georgia", body_font="Verdana")))
    assert changed.find(f".//{A}accent1/{A}srgbClr").get("val") == "ABCDEF"
    assert changed.find(f".//{A}majorFont/{A}latin").get("typeface") == "Georgia"
    assert changed.find(f".//{A}minorFont/{A}latin").get("typeface") == "Verdana"


def test_a_colour_that_the_brand_does_not_name_stays():
    changed = etree.fromstring(apply_brand(theme(), brand(colors={"dark1": "000000"})))
    assert changed.find(f".//{A}accent2/{A}srgbClr").get("val") == brand().colors["accent2"]


def test_effects_and_the_order_of_colours_stay():
    before, after = etree.fromstring(theme()), etree.fromstring(apply_brand(theme(), brand()))
    for name in ("clrScheme", "fmtScheme"):
        assert [e.tag for e in before.find(f".//{A}{name}")] == [e.tag for e in after.find(f".//{A}{name}")]
    assert etree.tostring(before.find(f".//{A}fmtScheme")) == etree.tostring(after.find(f".//{A}fmtScheme"))


def test_a_new_brand_changes_no_slide():
    ferries = deck(slide("Ferries", bullets(3)))
    green = replace(look(), brand=brand(colors={**brand().colors, "dark2": "004400"}))
    before, after = write(ferries, {}, look()), write(ferries, {}, green)
    assert _slides(before.data) == _slides(after.data)
    assert before.data != after.data


def _slides(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith("ppt/slides/")}


@pytest.mark.parametrize(
    "color",
    [
        '<a:sysClr val="window"/>', '<a:sysClr val="window" lastClr=""/>', '<a:srgbClr val="-99999999999"/>',
        '<a:srgbClr val="FFF"/>', '<a:srgbClr val=" 5 "/>', '<a:srgbClr/>', '<a:prstClr val="red"/>',
        '<a:hslClr hue="0" sat="0" lum="0"/>', '<a:srgbClr val="#FFFFFF"/>', "",
    ],
)  # fmt: skip
def test_a_colour_of_a_template_that_is_no_rgb_value_is_the_default(color: str) -> None:
    changed = re.sub(rb"(?s)(<a:accent1>).*?(</a:accent1>)", rf"\1{color}\2".encode(), theme())
    assert changed != theme()
    assert brand_of(changed, brand()).colors == brand_of(theme(), brand()).colors | {
        "accent1": brand().colors["accent1"]
    }
