"""The instruction and result of a field -> the runs of a complex field (ECMA-376-1, 17.16.18)."""

from generator.write.ooxml.markup import NOTHING, Xml, text
from generator.write.word.xml.markup import join, run, tag


def complex_field(instruction: str, result: str, properties: Xml = NOTHING) -> Xml:
    """Return the runs of a field, all with the same run properties.

    The result must not be left out: programs that do not compute fields would show nothing.
    """
    return join([field_start(instruction, properties), run(properties, result), field_end(properties)])


def field_start(instruction: str, properties: Xml = NOTHING) -> Xml:
    """Return the runs of a field up to where its result starts."""
    code = tag("w:instrText", {"xml:space": "preserve"}, text(instruction))
    return join([_character("begin", properties), tag("w:r", None, properties, code),
                 _character("separate", properties)])  # fmt: skip


def field_end(properties: Xml = NOTHING) -> Xml:
    """Return the run that closes a field."""
    return _character("end", properties)


def _character(kind: str, properties: Xml) -> Xml:
    return tag("w:r", None, properties, tag("w:fldChar", {"w:fldCharType": kind}))
