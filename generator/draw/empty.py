"""A period without events -> one line that says so, in place of empty axes. Pure."""

from datetime import date

from generator.draw.picture import ASCENT, Picture, Words
from generator.draw.style import STRIP, TEXT, WIDTH, Style
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition

_HEIGHT = 24.0


def nothing(start: date, end: date, edition: Edition, style: Style) -> Picture:
    """Return a slim picture with that one line."""
    text = no_events(start, end, edition)
    baseline = (_HEIGHT - STRIP) / 2 + ASCENT * TEXT
    return Picture(WIDTH, _HEIGHT, words=(Words(text, (WIDTH - style.note.width(text)) / 2, baseline, style.note),))


def no_events(start: date, end: date, edition: Edition) -> str:
    first, last = (said(PartialDate.of(day), "d MMMM y", edition.language) for day in (start, end))
    return edition.labels["no_events"].format(start=first, end=last)
