"""Inlines of a composed text: literal characters, and what emphasises, links, cites or traces them.

None can be part of a reference cycle, so the garbage collector can ignore them (`gc=False`): a pack has millions.
"""

from msgspec import Struct

# Styles of text in a table: larger, smaller or greyer than what is around it. They are the deck's: a slide is read from
# afar.
SIGN, VALUE, DETAIL, QUIET = "Table Sign", "Table Value", "Table Detail", "Table Quiet"
STATUS_STYLES = {"achieved": "Achieved", "partly": "Partly", "not_achieved": "Not Achieved"}  # of the Word template


class Plain(Struct, frozen=True, gc=False):
    """Literal characters."""

    text: str


class Strong(Struct, frozen=True, gc=False):
    inlines: "Inlines"


class Emphasis(Struct, frozen=True, gc=False):
    inlines: "Inlines"


class Styled(Struct, frozen=True, gc=False):
    """Text in a character style of the Office template, by its name."""

    inlines: "Inlines"
    style: str


class Link(Struct, frozen=True, gc=False):
    """A hyperlink to a web page or mail address (http, https or mailto); in an agenda, to "section:<name>"."""

    inlines: "Inlines"
    url: str


class Traced(Struct, frozen=True, gc=False):
    """The words of a statement, so that it can be traced; `shorter` wordings may replace them, longest first."""

    statement: str
    inlines: "Inlines"
    shorter: tuple["Inlines", ...] = ()


class Portion(Struct, frozen=True, gc=False):
    """Words under one of the dataset's markings; compose/clearance prints it at the start of their paragraph."""

    inlines: "Inlines"
    marking: str


class Note(Struct, frozen=True, gc=False):
    """A footnote at this place; all with the same `number`, if it is not 0, are one, which later places refer to."""

    inlines: "Inlines"
    number: int = 0


class Citation(Struct, frozen=True, gc=False):
    """A reference by its number in the document's list, with a locator ("p. 2")."""

    number: int
    locator: str = ""


class Cite(Struct, frozen=True, gc=False):
    """Numbered references at this place, in ascending order of number.

    Those that are `shared` by all statements of a slide have no number here: the line of sources says them once.
    In a column of nothing else, they are `bare`: without brackets (Word only).
    Where there are `letters` ("a,d"), they are shown instead of the numbers; a line of sources below explains them.
    """

    citations: tuple[Citation, ...]
    shared: tuple[Citation, ...] = ()
    bare: bool = False
    letters: str = ""


class CrossReference(Struct, frozen=True, gc=False):
    """A mention of a captioned figure or table by its label and number ("Figure 1").

    With `page`, it is the number of the page on which the block `anchor` of the template begins.
    """

    anchor: str
    text: str
    page: bool = False


class Break(Struct, frozen=True, gc=False):
    """A line break inside a paragraph."""


Inline = Plain | Strong | Emphasis | Styled | Link | Traced | Portion | Note | Cite | CrossReference | Break
Inlines = tuple[Inline, ...]


def text_of(inlines: Inlines) -> str:
    """Return the characters of the line itself, without notes and reference numbers."""
    parts = []
    for inline in inlines:
        match inline:
            case Plain(text) | CrossReference(text=text):
                parts.append(text)
            case Strong(inner) | Emphasis(inner) | Styled(inner) | Link(inner) | Traced(inlines=inner) | Portion(inner):
                parts.append(text_of(inner))
            case Break():
                parts.append("\n")
    return "".join(parts)


def merge(inlines: list[Inline]) -> Inlines:
    """Return `inlines` with adjacent plain texts joined and empty ones removed."""
    result: list[Inline] = []
    texts: list[str] = []  # of the plain texts since, joined at once: joining them one by one takes quadratic time
    for inline in inlines:
        if isinstance(inline, Plain):
            texts.append(inline.text)
            continue
        if text := "".join(texts):
            result.append(Plain(text))
        texts.clear()
        result.append(inline)
    if text := "".join(texts):
        result.append(Plain(text))
    return tuple(result)
