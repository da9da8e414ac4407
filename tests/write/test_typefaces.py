"""Tables and native charts are in the face of the text around them, also where that is not the theme's."""

import re

import pytest
from msgspec.structs import replace
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from generator.model.block import FigureBlock, Table
from generator.write.ooxml.chart import column_chart
from generator.write.word.writer import write_word
from tests.foreign.word import body_in_another_face
from tests.write.powerpoint.decks import brand, bullets, deck, drawing, look, plain, ship_calls, slide, write
from tests.write.powerpoint.foreign import data_of, default, parts_of
from tests.write.word.documents import document, look_with, shipped_look

CHART = FigureBlock("by-year", plain("By year"), 2, "g", native=True)
TABLE = Table((plain("Quay"), plain("Length")), ((plain("North"), plain("90")), (plain("South"), plain("120"))))
DRAWINGS = {"by-year": drawing("by-year", ship_calls())}


def slides_in(typeface: str) -> bytes:
    """python-pptx's own template, whose master sets the text of bodies in `typeface`."""
    presentation = default()
    for level in presentation.slide_master.element.findall(".//{*}bodyStyle/*/{*}defRPr"):
        for latin in level.findall("{*}latin"):
            level.remove(latin)
        level.append(parse_xml(f'<a:latin {nsdecls("a")} typeface="{typeface}"/>'))
    return data_of(presentation)


def faces(xml: bytes) -> set[str]:
    return set(re.findall(r'<a:latin typeface="([^"]+)"', xml.decode()))


@pytest.mark.parametrize(("typeface", "stated"), [("Georgia", {"Georgia"}), ("+mj-lt", {"+mj-lt"}), ("+mn-lt", set())])
def test_tables_and_charts_of_slides_are_in_the_face_of_bodies(typeface: str, stated: set[str]) -> None:
    made = deck(slide("Quays", TABLE), slide("By year", CHART), slide("Ferries", bullets(2)))
    parts = parts_of(write(made, DRAWINGS, look(slides_in(typeface))).data)
    slides = [xml for name, xml in parts.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    (table,) = (xml for xml in slides if b"<a:tbl>" in xml)
    (chart,) = (xml for name, xml in parts.items() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name))
    assert faces(table) == faces(chart) == stated
    assert table.count(b"<a:latin") == (6 if stated else 0), "each cell, and nothing else"
    assert all(faces(xml) == set() for xml in slides if b"<a:tbl>" not in xml), "a placeholder sets its own face"


@pytest.mark.parametrize("exhibit", [False, True])
def test_the_rows_of_a_table_have_the_height_that_its_face_needs(exhibit: bool) -> None:
    text = plain("The northern quay was closed all summer, and pilots had to wait for the tide at its head. " * 3)
    table = Table((plain("Quay"), plain("What was found")), ((plain("North"), text),), exhibit=exhibit)
    heights = {}
    for typeface in ("Courier New", "Times New Roman"):
        parts = parts_of(write(deck(slide("Quays", table)), {}, look(slides_in(typeface))).data)
        rows = re.findall(rb'<a:tr h="(\d+)"', b"".join(xml for name, xml in parts.items() if "slides/slide" in name))
        heights[typeface] = int(rows[-1])
    assert heights["Courier New"] > heights["Times New Roman"]


def test_charts_of_a_briefing_are_in_the_face_of_normal() -> None:
    for each, stated in ((look_with(body_in_another_face()), {"Liberation Serif"}), (shipped_look(), set())):
        parts = parts_of(write_word(document(CHART), DRAWINGS, each).data)
        (chart,) = (xml for name, xml in parts.items() if name.startswith("word/charts/chart"))
        assert faces(chart) == stated


def test_the_labels_of_a_chart_are_measured_in_its_face() -> None:
    """Names that fit beside a column in a narrow face do not in a wide one."""
    data = replace(ship_calls(), remarks=((0, "the quay was closed all summer"),))
    size = {"width_pt": 400.0, "height_pt": 200.0, "size_pt": 14.0}
    wide, narrow = (
        column_chart(data, brand(), **size, total="Total", language="en", typeface=typeface).xml
        for typeface in ("Courier New", "Times New Roman")
    )
    assert wide.replace(b"Courier New", b"Times New Roman") != narrow
