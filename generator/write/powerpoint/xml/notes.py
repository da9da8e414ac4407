"""What the speaker sees -> the notes part of a slide: the slide's picture, and the lines."""

from collections.abc import Sequence

from generator.write.ooxml.characters import escape_attribute
from generator.write.powerpoint.fit.text import Line
from generator.write.powerpoint.template.region import Level
from generator.write.powerpoint.xml.elements import named, part_xml
from generator.write.powerpoint.xml.paragraph import Links, paragraph_xml

_PLAIN = Level(1, "")  # sizes and faces are the notes master's
_PICTURE_LOCKS = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
_TEXT_LOCKS = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def notes_xml(lines: Sequence[Line], body: int, number: int, language: str, links: Links) -> bytes:
    """Return the notes of slide `number`; `body` is the placeholder's index on the notes master."""
    language = escape_attribute(language)
    picture = named("nvSpPr", 2, f"Slide {number}", _PICTURE_LOCKS, '<p:ph type="sldImg"/>')
    names = named("nvSpPr", 3, "Notes", _TEXT_LOCKS, f'<p:ph type="body" idx="{body}"/>')
    text = "".join(paragraph_xml(each, _PLAIN, 0, language, links) for each in lines or (Line(()),))
    return part_xml(
        "notes",
        f"<p:sp>{picture}<p:spPr/></p:sp>"
        f"<p:sp>{names}<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>",
    )
