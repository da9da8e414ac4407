"""Words of a composed text: literal characters, and what is emphasised, linked, cited or traced around them.

No value can come to hold itself, so the collector of circles need not look at them (`gc=False`): a pack has millions.
"""

from msgspec import Struct


class Plain(Struct, frozen=True, gc=False):
    """Characters, exactly as they are to be read."""

    text: str


class Strong(Struct, frozen=True, gc=False):
    inlines: "Inlines"


class Emphasis(Struct, frozen=True, gc=False):
    inlines: "Inlines"


class Styled(Struct, frozen=True, gc=False):
    """Words in a character style of the Office template, by its name."""

    inlines: "Inlines"
    style: str


class Link(Struct, frozen=True, gc=False):
    """A hyperlink to a web page or mail address (http, https or mailto); in an agenda, to "section:<its name>"."""

    inlines: "Inlines"
    url: str


class Traced(Struct, frozen=True, gc=False):
    """The words of a statement, so that each can be found again; `shorter` wordings may stand in, longest first."""

    statement: str
    inlines: "Inlines"
    shorter: tuple["Inlines", ...] = ()


class Note(Struct, frozen=True, gc=False):
    """A footnote at this place."""

    inlines: "Inlines"


class Citation(Struct, frozen=True, gc=False):
    """A reference of the document's list, by its number, and where in it ("p. 2")."""

    number: int
    locator: str = ""


class Cite(Struct, frozen=True, gc=False):
    """Numbered references at this place, in ascending order of number."""

    citations: tuple[Citation, ...]


class CrossReference(Struct, frozen=True, gc=False):
    """A mention of a captioned figure or table; `text` is its label and number, "Figure 1"."""

    anchor: str
    text: str


class Break(Struct, frozen=True, gc=False):
    """A line break inside a paragraph."""


Inline = Plain | Strong | Emphasis | Styled | Link | Traced | Note | Cite | CrossReference | Break
Inlines = tuple[Inline, ...]


def text_of(inlines: Inlines) -> str:
    """Return the characters that a reader sees in the line itself, without notes and reference numbers."""
    parts = []
    for inline in inlines:
        match inline:
            case Plain(text) | CrossReference(text=text):
                parts.append(text)
            case Strong(inner) | Emphasis(inner) | Styled(inner) | Link(inner) | Traced(inlines=inner):
                parts.append(text_of(inner))
            case Break():
                parts.append("\n")
    return "".join(parts)
