"""Documents made by hand for the tests of the Word writer, on a harbour, with one drawing and the shipped look."""

from datetime import date
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from generator import shipped
from generator.errors import Place
from generator.model.block import (
    Blocks,
    BulletList,
    Card,
    Cards,
    Column,
    Columns,
    FigureBlock,
    Heading,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    Reference,
    ReferenceList,
    Table,
    Title,
)
from generator.model.document import Document, Properties
from generator.model.drawing import Drawing
from generator.model.inline import (
    CrossReference,
    Emphasis,
    Inlines,
    Link,
    Note,
    Plain,
    Strong,
    Styled,
    Traced,
)
from generator.model.look import Look
from generator.read.audience.labels import read_labels
from generator.read.look.look import read_look

LOOK = shipped.templates() / "look"
LABELS = read_labels("en-GB", [shipped.templates()], {})


def said(text: str) -> Inlines:
    return (Plain(text),)


def told(id_: str, headline: str, text: str, note: str = "") -> Inlines:
    """A statement as templates print it: bold headline, the traced words, a note."""
    source: Inlines = (
        (Note((Plain(f"{note}, "), Link(said("example.org"), f"https://example.org/{id_}"))),) if note else ()
    )
    return (Strong(said(f"{headline}.")), Plain(" "), Traced(id_, said(text)), *source)


def bullets(*items: Inlines) -> BulletList:
    return BulletList(tuple((Paragraph(item),) for item in items))


def numbers(*items: Inlines, start: int = 1) -> NumberedList:
    return NumberedList(tuple((Paragraph(item),) for item in items), start)


FIGURE = FigureBlock("quay", said("Ships at the quay, 2020 to 2024"), 1, "fig-quay")
TABLE = Table(
    (said("Status"), said("Finding"), said("In short")),
    (
        ((Styled(said("Achieved"), "achieved"),), said("Deeper channel"), said("Dredged to fourteen metres in 2023.")),
        ((Styled(said("Not achieved"), "not_achieved"),), said("Night work"), said("Crews still stop at ten.")),
    ),
    said("What the port set out to do"),
    number=1,
    anchor="tab-aims",
)
REFERENCES = (
    Reference(1, "port", said("Harrow Port Authority, Annual report, 2024"), said("Harrow Port Authority")),
    Reference(2, "union", said("Dockers’ Union, Letter to members, 3 May 2024"), said("Dockers’ Union")),
)
BLOCKS: Blocks = (
    Title(said("Harrow harbour: deeper, not busier"), said("Briefing · Harbour")),
    Paragraph(said("As of 1 June 2024"), "Subtitle"),
    Panel("glance", said("At a glance"), (
        bullets(told("channel", "Deeper channel", "Large ships can now reach the quay.", "Annual report"),
                told("tolls", "Tolls rose", "Ships pay a fifth more than in 2020.", "Tariff")),
    )),
    Heading(1, said("Overview")),
    Paragraph((Plain("The port grew (see "), CrossReference("fig-quay", "Figure 1"), Plain(").")), ""),
    Paragraph((Traced("channel", said("Large ships can now reach the quay.")), Emphasis(said(" Slowly.")))),
    Heading(2, said("Work on the quay")),
    bullets(told("cranes", "Cranes", "Two of five work.", "Inspection"), said("A plain one")),
    Panel("panel", said("Why it matters"), (Paragraph(said("Ships that wait go elsewhere.")),)),
    Panel("panel", said("What next"), (Paragraph(said("A third crane is ordered.")),), status="partly"),
    Heading(1, said("Steps")),
    Paragraph(said("The port plans:")),
    numbers(said("to dredge"), said("to build")),
    Paragraph(said("The town plans:")),
    numbers(said("to wait"), start=3),
    Heading(1, said("Open questions")),
    Cards((Card(said("Who pays?"), (Paragraph(told("payer", "Nobody", "No budget names it.")),)),
           Card(said("By when?"), (bullets(said("The town: soon")),)))),
    Columns((Column((Paragraph(said("On the left")),), 0.6), Column((Paragraph(said("On the right")),)))),
    Heading(1, said("Ships")),
    Paragraph(said("Fewer ships came, and larger ones.")),
    FIGURE,
    Paragraph(said("Fishing boats are left out."), "Figure note"),
    TABLE,
    Heading(1, said("Sources")),
    ReferenceList(REFERENCES),
)  # fmt: skip


def document(*blocks: object, page: str = "a4", contents: bool = False, **fields: str) -> Document:
    """A briefing of `blocks`, or the whole of BLOCKS where there are none."""
    properties = Properties("Harrow harbour", "Harbour", "port, quay", "Harbour desk", "en-GB", date(2024, 6, 1),
                            {"Dataset": "harbour", "As of": "2024-06-01", "Audience": "standard"})  # fmt: skip
    names = {
        "title": "Harrow harbour",
        "topic": "Harbour",
        "marking": "For the board",
        "as_of_line": "As of 1 June 2024",
    }
    return Document(properties, names | fields, LABELS, blocks or BLOCKS, REFERENCES, page, contents)  # type: ignore[arg-type]


def landscape(*blocks: object) -> Landscape:
    return Landscape(blocks)  # type: ignore[arg-type]


def drawing() -> Drawing:
    buffer = BytesIO()
    Image.new("RGB", (936, 400), "white").save(buffer, "PNG")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="468" height="200"/>'
    return Drawing("quay", buffer.getvalue(), svg, 468, 200, "Columns: ships a year, falling from 40 to 31.", "")


DRAWINGS = {"quay": drawing()}


def shipped_look() -> Look:
    return read_look(LOOK)


def look_with(word: bytes) -> Look:
    """The shipped brand, with another Word template."""
    return replace(shipped_look(), word=word, word_place=Place("house.docx"))


def template_file() -> bytes:
    return Path(LOOK / "word.docx").read_bytes()
