"""Editions and figures made by hand, and what must hold of any planned picture."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path

from generator.draw.picture import Box, Picture, Stroke
from generator.errors import Place
from generator.model.audience import Audience
from generator.model.dataset import Cells, Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition, SelectedDevelopments, SelectedScorecard, SelectedSection
from generator.model.figure import Columns, Lane, Row, Stack, Timeline
from generator.model.look import Brand
from generator.model.selection import Condition, Selection
from generator.model.text import Text
from generator.read.audience.labels import read_labels
from generator.read.look.look import read_look

TEMPLATES = Path(__file__).parents[2] / "templates"
PLACE = Place("made by hand")
LABELS = read_labels("en-US", [TEMPLATES], {})
BRAND: Brand = read_look(TEMPLATES / "look").brand
STACK = Stack("range", ("short", "long"), ("Short range", "Long range"))


def text(value: str) -> Text:
    return Text(value, PLACE)


def event(id_: str, when: str, kind: str = "meeting", **fields) -> Event:
    usual = {
        "end_date": None, "label": "", "title": "", "detail": "", "place": "", "actors": (), "range": "",
        "count": None, "outcome": "", "confidence": "", "importance": "normal", "tags": (), "sources": (), "note": "",
        "columns": Cells({}, ()), "origin": PLACE,
    }  # fmt: skip
    return Event(id=id_, date=PartialDate.parse(when), kind=kind, **{**usual, **fields})


def edition(events: Iterable[Event], as_of: date = date(2019, 8, 5), language: str = "en-US") -> Edition:
    section = SelectedSection(text(""), text(""), text(""), (), 0)
    audience = Audience(
        "standard", "", ("standard",), {}, {}, Selection(), {}, None, "", "none", "d MMMM y", "a4", False, "look",
        {}, {}, PLACE, {},
    )  # fmt: skip
    return Edition(
        "made", "briefing", text(""), text(""), text(""), as_of, language, section, section,
        SelectedDevelopments(text(""), text(""), text(""), ()), section,
        SelectedScorecard(text(""), text(""), text(""), ()),
        (), tuple(sorted(events, key=lambda each: each.date.first)), {}, {}, audience, LABELS, (),
    )  # fmt: skip


def of(**conditions: str) -> Selection:
    return Selection(tuple(Condition(column, (value,)) for column, value in conditions.items()))


def timeline(lanes: Iterable[Lane], start: str = "", focus: str = "") -> Timeline:
    none = text("")
    first, recent = (PartialDate.parse(each) if each else None for each in (start, focus))
    return Timeline(
        id="timeline", title=text("Timeline"), takeaway=none, caption=none, note=none, start=first, focus=recent,
        lanes=tuple(lanes), place=PLACE,
    )  # fmt: skip


def columns(per: str = "year", start: str = "", stack: Stack | None = STACK) -> Columns:
    none, first = text(""), PartialDate.parse(start) if start else None
    return Columns(
        id="columns", title=text("Tests"), takeaway=none, caption=none, note=none, start=first, select=Selection(),
        per=per, value="count", stack=stack, place=PLACE,
    )  # fmt: skip


def lane(title: str, kind: str, **fields) -> Lane:
    return Lane(id=title.casefold(), title=title, none=f"No {kind}", select=of(kind=kind), **fields)


LANES = (
    lane(
        "Meetings",
        "meeting",
        rows=(Row("First", of(place="First"), "diamond", 1), Row("Second", of(place="Second"), "circle", 2)),
        label="title",
    ),
    lane("Sanctions", "sanction", mark="triangle-down", color=5),
    lane("Tests", "test", mark="star", label="none"),
    lane("Launches", "launch", draw="columns", value="count", stack=STACK),
)


def faults(picture: Picture) -> list[str]:
    """Return every pair that touches: words with words, with marks and columns, with leaders, and with the frame."""
    frame = Box(-0.01, -0.01, picture.width + 0.01, picture.height + 0.01)
    words = [(each.text, each.box) for each in picture.words]
    solid = [(shape.role, shape.box) for shape in picture.shapes]
    lines = [(stroke.role, _around(stroke)) for stroke in picture.strokes if stroke.role in ("leader", "as-of")]
    found = [f"{text} leaves the frame" for text, box in words if not _inside(box, frame)]
    found += [f"{one} touches {two}" for (one, a), (two, b) in combinations(words, 2) if a.overlaps(b)]
    found += [f"{one} touches a {two}" for one, a in words for two, b in [*solid, *lines] if a.overlaps(b)]
    return found


def _inside(box: Box, frame: Box) -> bool:
    return frame.left <= box.left and frame.top <= box.top and box.right <= frame.right and box.bottom <= frame.bottom


def _around(stroke: Stroke) -> Box:
    """Return the inside of a line (all are upright or level), so that a label may stand at its end."""
    (x1, y1), (x2, y2) = stroke.start, stroke.end
    return Box(min(x1, x2) - 0.05, min(y1, y2) + 0.05, max(x1, x2) + 0.05, max(y1, y2) - 0.05)


def shown(picture: Picture) -> list[str]:
    """Return the ids of all events in marks and columns, as often as they are drawn."""
    return sorted(id_ for shape in picture.shapes for id_ in shape.events)
