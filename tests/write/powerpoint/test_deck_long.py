"""The long variant of a dataset in two languages: nothing off any slide, measured in what LibreOffice renders."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator.write.powerpoint.plan.page import TextShape
from tests.rendering import need_libreoffice
from tests.write.powerpoint.decks import write
from tests.write.powerpoint.long import long_deck
from tests.write.powerpoint.twin import boxes, planned

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.mark.parametrize("language", ["ar", "ja"])  # what has rules of its own; the test of room has the rest
def test_a_long_deck_in_any_language_leaves_no_shape(language: str, tmp_path: Path):
    need_libreoffice()
    deck, drawings, look = long_deck(language, tmp_path)
    written = write(deck, drawings, look)
    slides = planned(deck, drawings, look)
    assert len(slides) > 70
    told = {statement for slide in slides for statement in slide.statements}
    assert len(told) == 300 + 60 + 6
    found = boxes(written.data, slides, tmp_path)
    assert len(found) > 300
    assert [(box.slide, box.region.name, box.text) for box in found if not box.inside] == []
    small = [
        (slide.title, shape.region.name, shape.scale)
        for slide in slides
        for shape in slide.shapes
        if isinstance(shape, TextShape) and shape.region.role in ("Content", "Panel", "Card")
        for item in shape.items
        for line in item
        if shape.region.level(line.level).size_pt * shape.scale < 16
    ]
    assert small == []


def test_a_long_arabic_deck_is_valid_and_runs_from_right_to_left(tmp_path: Path):
    deck, drawings, look = long_deck("ar", tmp_path)
    data = write(deck, drawings, look).data
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    assert [str(each) for each in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []
    ways: Counter[bool] = Counter()
    for page in Presentation(BytesIO(data)).slides:
        for shape in page.placeholders:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                if any("\u0600" <= character <= "\u06ff" for character in paragraph.text[:1]):
                    properties = paragraph._p.pPr
                    ways[properties is not None and properties.get("rtl") == "1"] += 1
                    assert {run._r.rPr.get("lang") for run in paragraph.runs} == {"ar"}
    assert ways[True] > 300 and not ways[False]
