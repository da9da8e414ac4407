"""An instruction and its result -> the runs of a complex field (ECMA-376-1, 17.16.18)."""

from generator.write.word.xml.markup import NOTHING, Markup, escaped, run, tag


def complex_field(instruction: str, result: str, look: Markup = NOTHING) -> Markup:
    """Return the runs of a field, all with the run properties `look`.

    A result is always there: programs that compute no fields would show nothing, and Word may call it unreadable.
    """
    return Markup(field_start(instruction, look) + run(look, result) + field_end(look))


def field_start(instruction: str, look: Markup = NOTHING) -> Markup:
    """Return the runs from a field's begin to where its result starts."""
    asked = tag("w:instrText", {"xml:space": "preserve"}, escaped(instruction))
    return Markup(_mark("begin", look) + tag("w:r", None, look, asked) + _mark("separate", look))


def field_end(look: Markup = NOTHING) -> Markup:
    return _mark("end", look)


def _mark(kind: str, look: Markup) -> Markup:
    return tag("w:r", None, look, tag("w:fldChar", {"w:fldCharType": kind}))
