"""What all lanes of a timeline share: panels, margin and as-of line, and how titles and silences are written. Pure."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.labels.sentence import said_within, shortened, wrapped
from generator.draw.labels.silence import Silence
from generator.draw.picture import ASCENT, DESCENT, Box, Picture, Words
from generator.draw.scale.axis import Panel
from generator.draw.shape import Format
from generator.draw.style import STRIP, TEXT, TITLE, Style
from generator.model.dataset import Event
from generator.model.edition import Edition
from generator.model.figure import Lane

TITLE_LINE = 9.0
_NOTE_GAP = 5.0  # between a title above its lane and the note after it
_TITLE_WIDTH = 62.0


class Frame(Struct, frozen=True):
    """`margin` is the width left of the panels; `limit` is where labels end, before the as-of line.

    `levels` are those of labels that one row may have.
    """

    panels: tuple[Panel, ...]
    margin: float
    limit: float
    as_of: date | None  # None where the panels end before it, or it stands in others
    levels: int
    format: Format
    edition: Edition
    style: Style

    @property
    def as_of_line(self) -> Box:
        """What the as-of line takes, with the room that `limit` leaves before it."""
        return Box(self.limit + 0.6, 0.0, self.limit + 2.4, 1e6)


class Content(Struct, frozen=True):
    """A lane with its events, those that began before and go on, and its silences, each given per panel."""

    lane: Lane
    events: tuple[tuple[Event, ...], ...]
    continued: tuple[tuple[Event, ...], ...]
    silences: tuple[tuple[Silence, ...], ...]


def notes(content: Content, rooms: Sequence[Box], taken: Sequence[Box], frame: Frame) -> Picture:
    """Return the sentences about silences, each inside its stretch of the panel, where there is free space."""
    words: list[Words] = []
    for panel, room, silences in zip(frame.panels, rooms, content.silences, strict=True):
        for silence in silences:
            part = Box(panel.x(silence.start), room.top, min(panel.x(silence.end, 1.0), room.right), room.bottom)
            words += said_within(silence.text, part, [*taken, *(each.box for each in words)], frame.style.note)
    return Picture(0.0, 0.0, words=tuple(words))


def title(lane: Lane, top: float, middle: float, notes: Sequence[str], frame: Frame) -> Picture:
    """Return the lane's title and notes on it: beside the lane around `middle`, or above it at its `top`."""
    style = frame.style
    if frame.format.titles == "above":
        return _title_above(lane, top, " · ".join(notes), frame)
    lines = title_lines(lane, style)
    height = len(lines) * TITLE_LINE + len(notes) * STRIP
    top = max(middle - height / 2, top) + (TITLE_LINE - (ASCENT + DESCENT) * TITLE) / 2
    words = [
        Words(line, 0.0, top + index * TITLE_LINE + ASCENT * TITLE, style.title) for index, line in enumerate(lines)
    ]
    below = top + len(lines) * TITLE_LINE + ASCENT * TEXT
    words += [Words(note, 0.0, below + index * STRIP, style.note) for index, note in enumerate(notes)]
    return Picture(0.0, 0.0, words=tuple(words))


def _title_above(lane: Lane, top: float, note: str, frame: Frame) -> Picture:
    style, baseline = frame.style, top + ASCENT * TITLE
    room = frame.format.width - (style.note.width(note) + _NOTE_GAP if note else 0.0)
    name = Words(shortened(lane.title, room, style.title), 0.0, baseline, style.title)
    beside = (Words(note, name.box.right + _NOTE_GAP, baseline, style.note),) if note else ()
    return Picture(0.0, 0.0, words=(name, *beside))


def title_height(frame: Frame) -> float:
    """Return the height that a title takes above its lane."""
    return TITLE_LINE + 1.0 if frame.format.titles == "above" else 0.0


def title_lines(lane: Lane, style: Style) -> tuple[str, ...]:
    return wrapped(lane.title, _TITLE_WIDTH, style.title) or ("",)
