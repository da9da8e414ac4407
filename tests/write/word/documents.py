"""Documents about a harbour for the tests of the Word writer, with one drawing and the shipped look."""

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
    SideHead,
    SideHeads,
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
STATUSES = {
    "achieved": ("✓", "Achieved"),
    "partly": ("~", "Partly achieved"),
    "not_achieved": ("✕", "Not achieved"),
    "": ("", ""),
}
LABELS = read_labels("en-GB", [shipped.templates()], {})


def plain(text: str) -> Inlines:
    return (Plain(text),)


def statement(id_: str, headline: str, text: str, note: str = "") -> Inlines:
    """A statement as templates print it: bold headline, traced words, a note."""
    source: Inlines = (
        (Note((Plain(f"{note}, "), Link(plain("example.org"), f"https://example.org/{id_}"))),) if note else ()
    )
    return (Strong(plain(f"{headline}.")), Plain(" "), Traced(id_, plain(text)), *source)


def bullets(*items: Inlines) -> BulletList:
    return BulletList(tuple((Paragraph(item),) for item in items))


def side_heads(*items: tuple[str, str, Inlines], start: int = 0) -> SideHeads:
    """Items of a headline, a status ("achieved", "partly", "not_achieved", "") and the text beside them."""
    return SideHeads(
        tuple(
            SideHead(plain(headline), (Paragraph(text),), (".", "."), status, *STATUSES[status])
            for headline, status, text in items
        ),
        start,
    )


def numbered(*items: Inlines, start: int = 1) -> NumberedList:
    return NumberedList(tuple((Paragraph(item),) for item in items), start)


FIGURE = FigureBlock("quay", plain("Ships at the quay, 2020 to 2024"), 1, "fig-quay")
TABLE = Table(
    (plain("Status"), plain("Finding"), plain("In short")),
    (
        (
            (Styled(plain("Achieved"), "achieved"),),
            plain("Deeper channel"),
            plain("Dredged to fourteen metres in 2023."),
        ),
        ((Styled(plain("Not achieved"), "not_achieved"),), plain("Night work"), plain("Crews still stop at ten.")),
    ),
    plain("What the port set out to do"),
    number=1,
    anchor="tab-aims",
)
REFERENCES = (
    Reference(1, "port", plain("Harrow Port Authority, Annual report, 2024"), plain("Harrow Port Authority")),
    Reference(2, "union", plain("Dockers’ Union, Letter to members, 3 May 2024"), plain("Dockers’ Union")),
)
BLOCKS: Blocks = (
    Title(plain("Harrow harbour: deeper, not busier"), plain("Briefing · Harbour")),
    Paragraph(plain("As of 1 June 2024"), "Subtitle"),
    Panel("glance", plain("At a glance"), (
        bullets(statement("channel", "Deeper channel", "Large ships can now reach the quay.", "Annual report"),
                statement("tolls", "Tolls rose", "Ships pay a fifth more than in 2020.", "Tariff")),
    )),
    Heading(1, plain("Overview")),
    Paragraph((Plain("The port grew (see "), CrossReference("fig-quay", "Figure 1"), Plain(").")), ""),
    Paragraph((Traced("channel", plain("Large ships can now reach the quay.")), Emphasis(plain(" Slowly.")))),
    Heading(2, plain("Work on the quay")),
    bullets(statement("cranes", "Cranes", "Two of five work.", "Inspection"), plain("A plain one")),
    Panel("panel", plain("Why it matters"), (Paragraph(plain("Ships that wait go elsewhere.")),)),
    Panel("panel", plain("What next"), (Paragraph(plain("A third crane is ordered.")),), status="partly"),
    Heading(1, plain("Steps")),
    Paragraph(plain("The port plans:")),
    numbered(plain("to dredge"), plain("to build")),
    Paragraph(plain("The town plans:")),
    numbered(plain("to wait"), start=3),
    Heading(1, plain("Open questions")),
    Cards((Card(plain("Who pays?"), (Paragraph(statement("payer", "Nobody", "No budget names it.")),)),
           Card(plain("By when?"), (bullets(plain("The town: soon")),)))),
    Columns((Column((Paragraph(plain("On the left")),), 0.6), Column((Paragraph(plain("On the right")),)))),
    Heading(1, plain("Ships")),
    Paragraph(plain("Fewer ships came, and larger ones.")),
    FIGURE,
    Paragraph(plain("Fishing boats are left out."), "Figure note"),
    TABLE,
    Heading(1, plain("Sources")),
    ReferenceList(REFERENCES),
)  # fmt: skip


def document(*blocks: object, page: str = "a4", contents: bool = False, **fields: str) -> Document:
    """A briefing of `blocks`, or of BLOCKS if there are none."""
    properties = Properties("Harrow harbour", "Harbour", "port, quay", "Harbour desk", "en-GB", date(2024, 6, 1),
                            {"Dataset": "harbour", "As of": "2024-06-01", "Audience": "standard"})  # fmt: skip
    names = {
        "title": "Harrow harbour",
        "topic": "Harbour",
        "marking": "For the board",
        "as_of_line": "As of 1 June 2024",
        "prepared_by": "Harbour desk",
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
