"""Example editions and figures, and what must hold of any planned picture."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path

from generator.draw.picture import Box, Picture, Stroke
from generator.errors import Place
from generator.model.audience import Audience
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition, SelectedDevelopments, SelectedScorecard, SelectedSection
from generator.model.figure import Columns, Lane, Remark, Row, Stack, Timeline
from generator.model.look import Brand
from generator.model.selection import Cells, Condition, Selection
from generator.model.text import Text
from generator.read.audience.labels import read_labels
from generator.read.look.look import read_look

TEMPLATES = Path(__file__).parents[2] / "templates"
PLACE = Place("example")
LABELS = read_labels("en-US", [TEMPLATES], {})
BRAND: Brand = read_look(TEMPLATES / "look").brand
STACK = Stack("range", ("short", "long"), ("Short range", "Long range"))


def text(value: str) -> Text:
    return Text(value, PLACE)


def event(id_: str, when: str, kind: str = "meeting", **fields) -> Event:
    defaults = {
        "end_date": None, "label": "", "title": "", "detail": "", "place": "", "actors": (), "range": "",
        "count": None, "outcome": "", "confidence": "", "importance": "normal", "tags": (), "sources": (), "note": "",
        "columns": Cells({}, ()), "origin": PLACE,
    }  # fmt: skip
    return Event(id=id_, date=PartialDate.parse(when), kind=kind, **{**defaults, **fields})


def edition(events: Iterable[Event], as_of: date = date(2019, 8, 5), language: str = "en-US") -> Edition:
    section = SelectedSection(text(""), text(""), text(""), (), 0)
    audience = Audience(
        "standard", "", ("standard",), {}, {}, Selection(), {}, None, "", "none", "d MMMM y", "a4", False, "look",
        {}, {}, PLACE, {},
    )  # fmt: skip
    return Edition(
        "example", "briefing", text(""), text(""), text(""), as_of, language, section, section,
        SelectedDevelopments(text(""), text(""), text(""), ()), section,
        SelectedScorecard(text(""), text(""), text(""), ()),
        (), tuple(sorted(events, key=lambda event: event.date.first)), {}, {}, audience, LABELS, (),
    )  # fmt: skip


def select(**conditions: str) -> Selection:
    return Selection(tuple(Condition(column, (value,)) for column, value in conditions.items()))


def timeline(lanes: Iterable[Lane], start: str = "", focus: str = "") -> Timeline:
    none = text("")
    first, recent = (PartialDate.parse(when) if when else None for when in (start, focus))
    return Timeline(
        id="timeline", title=text("Timeline"), takeaway=none, caption=none, note=none, start=first, focus=recent,
        lanes=tuple(lanes), place=PLACE,
    )  # fmt: skip


def remark(at: str, words: str) -> Remark:
    return Remark(PartialDate.parse(at), text(words), PLACE)


def columns(per: str = "year", start: str = "", stack: Stack | None = STACK) -> Columns:
    none, first = text(""), PartialDate.parse(start) if start else None
    return Columns(
        id="columns", title=text("Tests"), takeaway=none, caption=none, note=none, start=first, select=Selection(),
        per=per, value="count", stack=stack, place=PLACE,
    )  # fmt: skip


def lane(title: str, kind: str, **fields) -> Lane:
    return Lane(id=title.casefold(), title=title, none=f"No {kind}", select=select(kind=kind), **fields)


LANES = (
    lane(
        "Meetings",
        "meeting",
        rows=(Row("First", select(place="First"), "diamond", 1), Row("Second", select(place="Second"), "circle", 2)),
        label="title",
    ),
    lane("Sanctions", "sanction", mark="triangle-down", color=5),
    lane("Tests", "test", mark="star", label="none"),
    lane("Launches", "launch", draw="columns", value="count", stack=STACK),
)


def faults(picture: Picture) -> list[str]:
    """Return each text that is cut, or touches another, a mark, a column or a line; and whatever leaves the frame."""
    frame = Box(-0.01, -0.01, picture.width + 0.01, picture.height + 0.01)
    texts = [(text.text, text.box) for text in picture.texts]
    solid = [(shape.role, shape.box) for shape in picture.shapes]
    lines = [(stroke.role, _inner(stroke)) for stroke in picture.strokes]
    within = [*texts, *solid, *((stroke.role, stroke.box) for stroke in picture.strokes)]
    faults = [f"{what} leaves the frame" for what, box in within if not _inside(box, frame)]
    faults += [f"{text} is cut" for text, _ in texts if text.endswith("…")]
    faults += [f"{one} touches {two}" for (one, a), (two, b) in combinations(texts, 2) if a.overlaps(b)]
    faults += [f"{one} touches a {two}" for one, a in texts for two, b in [*solid, *lines] if a.overlaps(b)]
    return faults


def _inside(box: Box, frame: Box) -> bool:
    return frame.left <= box.left and frame.top <= box.top and box.right <= frame.right and box.bottom <= frame.bottom


def _inner(stroke: Stroke) -> Box:
    """Return the inside of a line, so that a label may touch its end."""
    box = stroke.box
    return Box(box.left - 0.05, box.top + 0.05, box.right + 0.05, box.bottom - 0.05)


def drawn_events(picture: Picture) -> list[str]:
    """Return the ids of the events in all marks and columns, each as often as it is drawn."""
    return sorted(id_ for shape in picture.shapes for id_ in shape.events)
