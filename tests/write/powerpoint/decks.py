"""Decks made by hand on a neutral topic, for the tests of the PowerPoint writer."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import yaml
from msgspec.structs import replace

from generator.errors import Place
from generator.model.block import Blocks, BulletList, Card, Cards, Column, Columns, Panel, Paragraph, Reference
from generator.model.document import Deck, Properties, Slide
from generator.model.drawing import ChartData, Drawing, Series
from generator.model.inline import Citation, Cite, Emphasis, Inlines, Plain, Strong, Traced
from generator.model.look import Brand, Look
from generator.model.output import Written
from generator.read.look.look import read_look
from generator.write.powerpoint.template.slide_template import load_slide_template
from generator.write.powerpoint.writer import write_powerpoint

ROOT = Path(__file__).parents[3]
LOOK_FOLDER = ROOT / "templates" / "look"
LABELS = yaml.safe_load((ROOT / "templates" / "labels" / "en.yaml").read_text(encoding="utf-8"))
HERE = Place("deck.md.j2", 7)

SENTENCES = (
    "The outer mole was raised by two metres and carries a road for heavy vehicles.",
    "Tolls rose for the third year in a row, though less steeply than the port authority had asked for.",
    "Ferries call twice a day again.",
    "Dredging of the northern channel reportedly stopped in March, when the contractor withdrew its barge.",
    "A cold store with room for four hundred containers opened beside the fish market.",
    "The pilots’ union and the authority have agreed on night shifts, rest periods and a joint training fund.",
)


def brand(**changes: object) -> Brand:
    return replace(read_look(LOOK_FOLDER).brand, **changes)


def look(slides: bytes | None = None) -> Look:
    data = slides if slides is not None else (LOOK_FOLDER / "slides.pptx").read_bytes()
    return Look(brand(), b"", data, Place("word.docx"), Place("slides.pptx"), {})


def plain(text: str) -> Inlines:
    return (Plain(text),)


def told(name: str, text: str, *numbers: int, head: str = "", shorter: Sequence[str] = ()) -> Inlines:
    """A statement as the deck prints it: headline in bold, its wording, its references."""
    bold = (Strong(plain(f"{head} ")),) if head else ()
    traced = Traced(name, plain(text), tuple(plain(each) for each in shorter))
    cites = (Cite(tuple(Citation(number) for number in numbers)),) if numbers else ()
    return (*bold, traced, *cites)


def bullets(count: int, *, start: int = 0, text: str = "") -> BulletList:
    return BulletList(
        tuple(
            (
                Paragraph(
                    told(
                        f"s{number}",
                        text or SENTENCES[number % len(SENTENCES)],
                        1 + number % 4,
                        head=f"Point {number + 1}.",
                    )
                ),
            )
            for number in range(start, start + count)
        )
    )


def panel(title: str, *blocks: object, status: str = "") -> Column:
    return Column((Panel("panel", plain(title), tuple(blocks), status),))  # type: ignore[arg-type]


def scorecard(*sizes: int) -> Columns:
    statuses = (("achieved", "Achieved"), ("partly", "Partly achieved"), ("not_achieved", "Not achieved"))
    columns, start = [], 0
    for (status, title), size in zip(statuses, sizes, strict=False):
        if size:
            columns.append(panel(title, bullets(size, start=start), status=status))
        start += size
    return Columns(tuple(columns))


def beside(count: int, why: str = "A harbour without pilots closes at dusk.") -> Columns:
    return Columns((Column((bullets(count),), 0.6), panel("Why it matters", Paragraph(plain(why)))))


def cards(count: int, text: str = "") -> Cards:
    return Cards(
        tuple(
            Card(
                plain(f"Who pays for berth {number + 1}?"),
                (Paragraph(told(f"q{number}", text or SENTENCES[number % len(SENTENCES)], 1)),),
            )
            for number in range(count)
        )
    )


def slide(title: str, *blocks: object, section: str = "Port", notes: Blocks = (), **more: object) -> Slide:
    eyebrow = plain(section) if section else ()
    return Slide(plain(title), eyebrow, section, blocks, notes, HERE, **more)  # type: ignore[arg-type]


def opening() -> Slide:
    return slide(
        "Harrow Port: a year of building",
        Paragraph(plain("Standard edition")),
        Paragraph(plain("Harbour desk"), style="Byline"),
        section="",
        opening=True,
    )


def references(count: int = 4) -> tuple[Reference, ...]:
    names = ("Harrow Port Authority", "The Harrow Gazette", "Pilots’ Union", "Ministry of Transport")
    return tuple(
        Reference(
            number,
            f"source-{number}",
            (
                Plain(f"{names[(number - 1) % 4]}, "),
                Emphasis(plain(f"Report {number} on berths, tolls and dredging in the northern channel")),
                Plain(f", {number} May 2031"),
            ),
            plain(f"{names[(number - 1) % 4]} 2031"),
        )
        for number in range(1, count + 1)
    )


def deck(*slides: Slide, limits: Mapping[str, int] | None = None, sources: int = 4, language: str = "en-GB") -> Deck:
    properties = Properties("Harrow Port", "Ports", "port, tolls", "Harbour desk", language, date(2031, 6, 1), {})
    fields = {"as_of": "1 June 2031", "as_of_line": "As of 1 June 2031", "marking": "For internal use"}
    return Deck(properties, fields, LABELS, slides, references(sources), limits or {})


def png(width: int = 490, height: int = 200) -> bytes:
    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "PNG")
    return target.getvalue()


def drawing(figure: str = "calls", data: ChartData | None = None) -> Drawing:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="490" height="200"/>'
    return Drawing(figure, png(), svg, 490.0, 200.0, "Calls of ships by year", "Ships", data)


def ship_calls() -> ChartData:
    years = tuple(str(year) for year in range(2024, 2032))
    return ChartData(
        years,
        (Series("Ferries", (4, 6, 0, 2, 9, 11, 3, 5)), Series("Freight", (1, 0, 0, 3, 4, 6, 2, 7), 1)),
        "calls per year",
    )


def write(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Write `deck` in the slide template of `look`."""
    return write_powerpoint(deck, drawings, look, load_slide_template(look))
