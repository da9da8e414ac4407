"""What all lanes of a timeline share: panels, margin and as-of line; where titles and silences go. Pure."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.dimensions import Dimensions
from generator.draw.labels.sentence import place_sentence, wrap
from generator.draw.labels.silence import Silence
from generator.draw.picture import ASCENT, DESCENT, Box, Layer, TextLine
from generator.draw.scale.axis import Panel
from generator.draw.style import LINE_PT, TEXT_PT, TITLE_PT, Style
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition
from generator.model.figure import Lane
from generator.model.selection import Selection

TITLE_LINE = 9.0
_NOTE_GAP = 5.0  # between a title above its lane and the note after it
_NOTE_SEPARATOR = " · "
TITLE_WIDTH = 62.0


class LaidPhase(Struct, frozen=True):
    """A phase with both days included; `sums` are its sums in words."""

    title: str
    sums: str
    start: date
    end: date
    highlighted: bool
    is_last: bool  # it ends with the figure


class Frame(Struct, frozen=True):
    """`margin` is the width left of the panels; `limit` is where labels end, before the as-of line.

    `levels` is how many levels of labels a row may have, and `until` the text at the end of the axis.
    """

    panels: tuple[Panel, ...]
    margin: float
    limit: float
    as_of: date | None  # None if nothing on the axis is later
    levels: int
    until: str
    dimensions: Dimensions
    edition: Edition
    style: Style
    phases: tuple[LaidPhase, ...] = ()
    moments: tuple[tuple[PartialDate, str], ...] = ()  # remarks, each with its date
    highlight: Selection | None = None
    lane_gap: float = 3.0

    @property
    def as_of_line(self) -> Box:
        """What the as-of line occupies, with the space that `limit` leaves before it."""
        return Box(self.limit + 0.6, 0.0, self.limit + 2.4, 1e6)


class Content(Struct, frozen=True):
    """A lane and, per panel: its events, those that began before and continue, and its silences."""

    lane: Lane
    events: tuple[tuple[Event, ...], ...]
    continued: tuple[tuple[Event, ...], ...]
    silences: tuple[tuple[Silence, ...], ...]


def place_silences(content: Content, rooms: Sequence[Box], occupied: Sequence[Box], frame: Frame) -> Layer:
    """Return the sentences about silences, each inside its stretch of the panel, if there is free space."""
    texts: list[TextLine] = []
    for panel, room, silences in zip(frame.panels, rooms, content.silences, strict=True):
        for silence in silences:
            part = Box(panel.x(silence.start), room.top, min(panel.x(silence.end, 1.0), room.right), room.bottom)
            texts += place_sentence(silence.text, part, [*occupied, *(text.box for text in texts)], frame.style.note)
    return Layer(texts=tuple(texts))


def place_title(lane: Lane, top: float, bottom: float, middle: float, notes: Sequence[str], frame: Frame) -> Layer:
    """Return the lane's title and the notes on it: beside the lane around `middle`, or above it at its `top`."""
    style = frame.style
    if frame.dimensions.titles == "above":
        return _title_above(lane, top, notes, frame)
    lines = title_lines(lane, style)
    height = len(lines) * TITLE_LINE + len(notes) * LINE_PT
    top = max(min(middle - height / 2, bottom - height), top) + (TITLE_LINE - (ASCENT + DESCENT) * TITLE_PT) / 2
    texts = [
        TextLine(line, 0.0, top + index * TITLE_LINE + ASCENT * TITLE_PT, style.title)
        for index, line in enumerate(lines)
    ]
    below = top + len(lines) * TITLE_LINE + ASCENT * TEXT_PT
    texts += [TextLine(note, 0.0, below + index * LINE_PT, style.note) for index, note in enumerate(notes)]
    return Layer(texts=tuple(texts))


def _title_above(lane: Lane, top: float, notes: Sequence[str], frame: Frame) -> Layer:
    """Return the title and, after it or on lines of their own, the notes."""
    style, width, note = frame.style, frame.dimensions.width, _NOTE_SEPARATOR.join(notes)
    lines = wrap(lane.title, width, style.title) or ("",)
    texts = [
        TextLine(line, 0.0, top + at * TITLE_LINE + ASCENT * TITLE_PT, style.title) for at, line in enumerate(lines)
    ]
    beside = texts[-1].box.right + _NOTE_GAP
    if beside + style.note.width(note) <= width:
        return Layer(texts=(*texts, *([TextLine(note, beside, texts[-1].baseline, style.note)] if note else [])))
    below = top + len(lines) * TITLE_LINE + ASCENT * TEXT_PT
    wrapped = enumerate(wrap(note, width, style.note))
    return Layer(texts=(*texts, *(TextLine(line, 0.0, below + at * LINE_PT, style.note) for at, line in wrapped)))


def title_height(lane: Lane, notes: Sequence[str], frame: Frame) -> float:
    """Return the height that a title and its notes need above their lane."""
    if frame.dimensions.titles != "above":
        return 0.0
    texts = _title_above(lane, 0.0, notes, frame).texts
    return sum(
        {
            text.baseline: TITLE_LINE if text.style == frame.style.title else LINE_PT for text in reversed(texts)
        }.values(),
        start=1.0,
    )


def title_lines(lane: Lane, style: Style) -> tuple[str, ...]:
    return wrap(lane.title, TITLE_WIDTH, style.title) or ("",)
