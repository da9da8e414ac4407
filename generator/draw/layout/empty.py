"""A period without events -> one line that says so, in place of empty axes. Pure."""

from datetime import date

from generator.draw.labels.sentence import wrapped
from generator.draw.picture import ASCENT, Picture, Words
from generator.draw.style import STRIP, TEXT, Style
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition

_HEIGHT = 24.0


def nothing(start: date, end: date, width: float, edition: Edition, style: Style) -> Picture:
    """Return a slim picture with that one sentence."""
    lines = wrapped(no_events(start, end, edition), width, style.note)
    top = (_HEIGHT - STRIP) / 2 + ASCENT * TEXT
    words = (
        Words(line, (width - style.note.width(line)) / 2, top + index * STRIP, style.note)
        for index, line in enumerate(lines)
    )
    return Picture(width, _HEIGHT + (len(lines) - 1) * STRIP, words=tuple(words))


def no_events(start: date, end: date, edition: Edition) -> str:
    first, last = (said(PartialDate.of(day), "d MMMM y", edition.language) for day in (start, end))
    return edition.labels["no_events"].format(start=first, end=last)
