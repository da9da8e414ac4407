"""Speaker notes -> the notes part of a slide: the slide's picture, and the text."""

from collections.abc import Sequence

from generator.write.ooxml.markup import element
from generator.write.powerpoint.fit.text import TextParagraph
from generator.write.powerpoint.template.region import Level
from generator.write.powerpoint.xml.elements import non_visual, part_xml, text_shape
from generator.write.powerpoint.xml.paragraph import Links, paragraph_xml

_PLAIN = Level(1, "")  # sizes and fonts are the notes master's


def notes_xml(paragraphs: Sequence[TextParagraph], body: int, number: int, language: str, links: Links) -> bytes:
    """Return the notes of slide `number`; `body` is the index of the text placeholder on the notes master."""
    locks = element("a:spLocks", noGrp=1, noRot=1, noChangeAspect=1)
    picture = non_visual("p:nvSpPr", 2, f"Slide {number}", element("p:cNvSpPr", locks), element("p:ph", type="sldImg"))
    locks = element("a:spLocks", noGrp=1)
    names = non_visual("p:nvSpPr", 3, "Notes", element("p:cNvSpPr", locks), element("p:ph", type="body", idx=body))
    text = (paragraph_xml(each, _PLAIN, 0, language, links) for each in paragraphs or (TextParagraph(()),))
    return part_xml(
        "p:notes", element("p:sp", picture, element("p:spPr")), text_shape(names, element("a:bodyPr"), *text)
    )
