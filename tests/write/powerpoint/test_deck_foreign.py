"""Templates of other offices: localised names, several masters, no footers, no layout for what is asked."""

from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from generator.errors import InputError
from generator.model.block import Column, Columns, FigureBlock
from generator.write.powerpoint.template.slide_template import load_slide_template
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
from tests.write.powerpoint.foreign import (
    TEMPLATES,
    dark,
    dark_by_hand,
    data_of,
    default,
    german,
    parts_of,
    with_kicker,
    with_two_layouts,
    with_two_masters,
)
from tests.write.powerpoint.stress import some
from tests.write.powerpoint.twin import boxes_of, planned

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def test_no_text_leaves_its_shape_in_any_template(tmp_path: Path):
    need_libreoffice()
    made, looks = some(), [look(template()) for template in TEMPLATES]
    decks = [(write(made, {}, each).data, planned(made, {}, each)) for each in looks]
    found = dict(zip(TEMPLATES, boxes_of(decks, tmp_path), strict=True))
    assert min(map(len, found.values())) > 20
    off = {template.__name__: [box for box in each if not box.inside] for template, each in found.items()}
    assert {name: each for name, each in off.items() if each} == {}


@pytest.mark.parametrize("template", [dark, dark_by_hand])
def test_text_stays_readable_on_a_dark_ground(template, tmp_path: Path):
    need_libreoffice()
    chart = FigureBlock("by-year", plain("By year"), 2, "g", native=True)
    made = deck(opening(), slide("Ferries", bullets(3)), slide("By year", chart))
    file = tmp_path / "deck.pptx"
    file.write_bytes(write(made, {"by-year": drawing("by-year", ship_calls())}, look(template())).data)
    for picture in pictures_of(pdf_of(file, tmp_path), tmp_path, 40):
        shades = Image.open(picture).convert("L").histogram()
        assert sum(shades[:48]) > 0.6 * sum(shades), "the ground is dark"
        assert sum(shades[190:]) > 0.004 * sum(shades), "and what is written on it is light"


def test_dark_and_light_that_the_brand_would_turn_into_one_stay_and_that_is_said():
    written = write(deck(slide("Ferries", bullets(1))), {}, look(dark_by_hand()))
    assert [str(each) for each in written.warnings if "brand" in each.what] == [
        "slides.pptx  text in the brand's colours cannot be read on the background of `the master`\n"
        "    the template's own dark and light colours are kept; change those of the brand"
    ]
    theme = parts_of(written.data)["ppt/theme/theme1.xml"].decode()
    assert 'dk1><a:srgbClr val="F4F4F4"' in theme and brand().colors["accent1"] in theme


def test_layouts_are_taken_from_whichever_master_has_them():
    written = write(deck(opening(), slide("Ferries", bullets(3))), {}, look(with_two_masters()))
    masters = [page.slide_layout.slide_master.part.partname for page in Presentation(BytesIO(written.data)).slides]
    assert masters == ["/ppt/slideMasters/slideMaster1.xml", "/ppt/slideMasters/slideMaster9.xml"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_everything_is_said_in_any_template(template, tmp_path: Path):
    made = deck(
        opening(),
        slide("Ferries", bullets(3)),
        slide("Why", beside(3)),
        slide("Built", scorecard(1, 1, 1)),
        slide("Questions", cards(3)),
        slide("Calls", FigureBlock("calls", plain("Calls"), 1, "f")),
        slide("By year", FigureBlock("by-year", plain("By year"), 2, "g", native=True)),
        slide("Port", divider=True),
    )
    drawings = {"calls": drawing(), "by-year": drawing("by-year", ship_calls())}
    file = tmp_path / "deck.pptx"
    file.write_bytes(write(made, drawings, look(template())).data)
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []
    pages = list(Presentation(str(file)).slides)
    assert [page.shapes.title.text for page in pages] == [
        "Harrow Port: a year of building", "Ferries", "Why", "Built", "Questions", "Calls", "By year", "Port",
    ]  # fmt: skip
    said = [" ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame) for page in pages]
    assert "Harbour desk" in said[0] and "A harbour without pilots" in said[2]
    assert "Partly achieved" in said[3] and "Who pays for berth 3?" in said[4]
    assert all(shape.text_frame.text for page in pages for shape in page.shapes if shape.has_text_frame)


@pytest.mark.parametrize(
    "name",
    ["Title", "Section", "Content", "Content large", "Content with band", "Two contents", "Two panels", "Cards 1"],
)
def test_a_layout_without_the_placeholders_that_its_name_promises_is_passed_over(name: str):
    presentation = default()
    presentation.slide_layouts.get_by_name("Blank").part._element.cSld.set("name", name)
    slides = (
        opening(),
        slide("Port", section="Port", divider=True),
        slide("Ferries", bullets(3)),
        slide("Why", beside(3)),
        slide("Built", scorecard(1, 1)),
        slide("Basins", Columns((Column((bullets(1),)), Column((bullets(1),))))),
        slide("Questions", cards(2)),
    )
    pages = list(Presentation(BytesIO(write(deck(*slides), {}, look(data_of(presentation))).data)).slides)
    assert [page.shapes.title.text for page in pages] == [
        "Harrow Port: a year of building", "Port", "Ferries", "Why", "Built", "Basins", "Questions",
    ]  # fmt: skip
    assert "Who pays for berth 2?" in pages[-1].placeholders[1].text_frame.text


def test_content_goes_into_the_highest_body_and_not_into_a_line_above_it():
    template = look(with_kicker())
    written = write(deck(slide("Ferries", bullets(6))), {}, template)
    (page,) = Presentation(BytesIO(written.data)).slides
    (holder,) = [shape for shape in page.placeholders if "Point 1" in shape.text_frame.text]
    assert holder.placeholder_format.idx == 1
    assert not any("does not fit" in warning.what for warning in written.warnings)


def test_layouts_are_found_by_their_kind_where_names_are_in_another_language():
    written = write(deck(opening(), slide("Ferries", bullets(3))), {}, look(german()))
    pages = Presentation(BytesIO(written.data)).slides
    assert [page.slide_layout.name for page in pages] == ["Titelfolie", "Titel und Inhalt"]


def test_insets_that_nobody_gives_are_those_of_the_standard():
    presentation = Presentation(BytesIO(with_two_layouts()))
    for body in presentation.slide_master.part._element.iter("{*}bodyPr"):
        for name in ("lIns", "tIns", "rIns", "bIns"):
            body.attrib.pop(name, None)
    layouts = load_slide_template(look(data_of(presentation))).layout_set
    content = layouts.find("Title and Content").region("Content")
    assert content.insets_pt == (7.2, 3.6, 7.2, 3.6)


def test_a_template_that_is_no_presentation_is_a_problem_of_its_file():
    with pytest.raises(InputError) as raised:
        write(deck(slide("Ferries", bullets(1))), {}, look(b"not a presentation"))
    assert str(raised.value).startswith("slides.pptx  damaged, or not a PowerPoint file (.pptx)")


def test_a_template_without_a_text_layout_is_a_problem_of_its_file():
    presentation = default()
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    with pytest.raises(InputError, match="no layout with a title and a text placeholder"):
        write(deck(slide("Ferries", bullets(1))), {}, look(data_of(presentation)))


def test_no_slide_of_a_template_goes_out_by_a_button_on_a_layout_that_leads_to_it(tmp_path: Path):
    presentation = default()
    old = presentation.slides.add_slide(presentation.slide_layouts[1])
    old.shapes.title.text = "Of last year, not for you"
    layout = presentation.slide_layouts[1]
    identifier = layout.part.relate_to(old.part, RT.SLIDE)
    name = layout.placeholders[0]._element.xpath(".//p:cNvPr")[0]
    name.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{identifier}" '
                          'action="ppaction://hlinksldjump"/>'))  # fmt: skip
    made = write(deck(slide("Ferries", bullets(1))), {}, look(data_of(presentation)))
    parts = parts_of(made.data)
    assert not [name for name, data in parts.items() if b"Of last year" in data]
    assert not [name for name, data in parts.items() if "slideLayout" in name and b"hlinkClick" in data]
    file = tmp_path / "deck.pptx"
    file.write_bytes(made.data)
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []
