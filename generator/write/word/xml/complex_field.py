"""The instruction and result of a field -> the runs of a complex field (ECMA-376-1, 17.16.18)."""

from generator.write.ooxml.markup import NOTHING, Xml, text
from generator.write.word.xml.markup import join, run, tag

_SECTION = "running_section"  # the name of the variable
_ALTERNATIVES = {
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}


def complex_field(instruction: str, result: str, properties: Xml = NOTHING) -> Xml:
    """Return the runs of a field, all with the same run properties.

    The result must not be left out: programs that do not compute fields would show nothing. Only a field that shows
    nothing, such as SET, has none.
    """
    if not result:
        return join([_character("begin", properties), _instruct(text(instruction), properties), field_end(properties)])
    return join([field_start(instruction, properties), run(properties, result), field_end(properties)])


def field_start(instruction: str, properties: Xml = NOTHING) -> Xml:
    """Return the runs of a field up to where its result starts."""
    code = _instruct(text(instruction), properties)
    return join([_character("begin", properties), code, _character("separate", properties)])


def set_section(heading: str) -> str:
    """Return the instruction of a field that shows nothing, and tells LibreOffice which section begins."""
    escaped = heading.replace("\\", "\\\\").replace('"', '\\"')
    return f' SET {_SECTION} "{escaped}" '


def section_field(result: str) -> Xml:
    """Return the runs of a field that shows the section to which the page belongs.

    Word reads the last heading of level 1 (STYLEREF; by number, since style names differ by language). LibreOffice 7.4
    knows no such field, so there it is the last value that was set (ECMA-376-3, 7.6: a program that does not know w15
    reads the fallback). As the result of STYLEREF, it would stand twice in LibreOffice 7.6 and later.
    """
    choice = tag("mc:Choice", {"Requires": "w15"}, _code(text(" STYLEREF 1 ")))
    fallback = tag("mc:Fallback", None, _code(text(f" REF {_SECTION} ")))
    alternatives = tag("mc:AlternateContent", _ALTERNATIVES, choice, fallback)
    return join([_character("begin", NOTHING), tag("w:r", None, alternatives), _character("separate", NOTHING),
                 run(NOTHING, result), field_end(NOTHING)])  # fmt: skip


def _instruct(instruction: Xml, properties: Xml) -> Xml:
    return tag("w:r", None, properties, _code(instruction))


def _code(instruction: Xml) -> Xml:
    return tag("w:instrText", {"xml:space": "preserve"}, instruction)


def field_end(properties: Xml = NOTHING) -> Xml:
    """Return the run that closes a field."""
    return _character("end", properties)


def _character(kind: str, properties: Xml) -> Xml:
    return tag("w:r", None, properties, tag("w:fldChar", {"w:fldCharType": kind}))
