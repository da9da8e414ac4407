"""Templates of other offices: localised names, several masters, no footers, no layout for what is asked."""

from io import BytesIO
from pathlib import Path

import pptx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator.errors import InputError
from generator.model.block import FigureBlock
from generator.write.powerpoint.opening import opened
from generator.write.powerpoint.template import read_template
from generator.write.powerpoint.writer import write_powerpoint
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
)

GERMAN = {
    "Title Slide": "Titelfolie",
    "Title and Content": "Titel und Inhalt",
    "Section Header": "Abschnittsüberschrift",
    "Two Content": "Zwei Inhalte",
}


def default() -> pptx.presentation.Presentation:
    return Presentation(str(Path(pptx.__file__).parent / "templates" / "default.pptx"))


def renamed() -> bytes:
    """Layouts are known by their kind only."""
    presentation = default()
    for layout in presentation.slide_layouts:
        layout.part._element.cSld.set("name", GERMAN.get(layout.name, f"Entwurf {layout.name[:3]}"))
    return _bytes(presentation)


def without_footers() -> bytes:
    presentation = default()
    for layout in (*presentation.slide_layouts, presentation.slide_master):
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):
                shape._element.getparent().remove(shape._element)
    return _bytes(presentation)


def with_two_layouts() -> bytes:
    """The least that a template may have: a title layout, and a title with text."""
    presentation = default()
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    return _bytes(presentation)


def _bytes(presentation: pptx.presentation.Presentation) -> bytes:
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


@pytest.mark.parametrize("template", [renamed, without_footers, with_two_layouts])
def test_everything_is_said_in_any_template(template, tmp_path: Path):
    made = deck(
        opening(),
        slide("Ferries", bullets(3)),
        slide("Why", beside(3)),
        slide("Built", scorecard(1, 1, 1)),
        slide("Questions", cards(3)),
        slide("Calls", FigureBlock("calls", plain("Calls"), 1, "f")),
        slide("By year", FigureBlock("by-year", plain("By year"), 2, "g")),
        slide("Port", divider=True),
    )
    drawings = {"calls": drawing(), "by-year": drawing("by-year", ship_calls())}
    file = tmp_path / "deck.pptx"
    file.write_bytes(write_powerpoint(made, drawings, look(template())).data)
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []
    pages = list(Presentation(str(file)).slides)
    assert [page.shapes.title.text for page in pages] == [
        "Harrow Port: a year of building", "Ferries", "Why", "Built", "Questions", "Calls", "By year", "Port",
    ]  # fmt: skip
    said = [" ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame) for page in pages]
    assert "Harbour desk" in said[0] and "A harbour without pilots" in said[2]
    assert "Partly achieved" in said[3] and "Who pays for berth 3?" in said[4]
    assert all(shape.text_frame.text for page in pages for shape in page.shapes if shape.has_text_frame)


def test_layouts_are_found_by_their_kind_where_names_are_in_another_language():
    written = write_powerpoint(deck(opening(), slide("Ferries", bullets(3))), {}, look(renamed()))
    pages = Presentation(BytesIO(written.data)).slides
    assert [page.slide_layout.name for page in pages] == ["Titelfolie", "Titel und Inhalt"]


def test_insets_that_nobody_gives_are_those_of_the_standard():
    presentation = opened(with_two_layouts(), brand()).presentation
    for body in presentation.slide_master.part._element.iter("{*}bodyPr"):
        for name in ("lIns", "tIns", "rIns", "bIns"):
            body.attrib.pop(name, None)
    offered = read_template(presentation, {})
    content = offered.named("Title and Content").region("Content")
    assert content.insets_pt == (7.2, 3.6, 7.2, 3.6)


def test_a_template_that_is_no_presentation_is_a_problem_of_its_file():
    with pytest.raises(InputError) as raised:
        write_powerpoint(deck(slide("Ferries", bullets(1))), {}, look(b"not a presentation"))
    assert str(raised.value).startswith("slides.pptx  is damaged, or no PowerPoint file (.pptx)")


def test_a_template_without_a_text_layout_is_a_problem_of_its_file():
    presentation = default()
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    with pytest.raises(InputError, match="no layout with a title and a text placeholder"):
        write_powerpoint(deck(slide("Ferries", bullets(1))), {}, look(_bytes(presentation)))
