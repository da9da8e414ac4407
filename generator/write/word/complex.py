"""An instruction and its result -> the runs of a complex field (ECMA-376-1, 17.16.18)."""

from copy import deepcopy

from generator.write.word.xml import Element, element, text


def complex_field(instruction: str, result: str, look: Element | None = None) -> list[Element]:
    """Return the runs of a field, all with the run properties `look`.

    A result is always there: programs that compute no fields would show nothing, and Word may call it unreadable.
    """
    return [*field_start(instruction, look), _run(look, text(result)), field_end(look)]


def field_start(instruction: str, look: Element | None = None) -> list[Element]:
    """Return the runs from a field's begin to where its result starts."""
    asked = element("w:instrText")
    asked.text = instruction
    asked.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [_run(look, _mark("begin")), _run(look, asked), _run(look, _mark("separate"))]


def field_end(look: Element | None = None) -> Element:
    return _run(look, _mark("end"))


def _mark(kind: str) -> Element:
    return element("w:fldChar", {"w:fldCharType": kind})


def _run(look: Element | None, child: Element) -> Element:
    return element("w:r", None, None if look is None else deepcopy(look), child)
