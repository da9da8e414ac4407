"""A period without events -> one sentence in place of empty axes. Pure."""

from datetime import date

from generator.draw.dates import long_date
from generator.draw.labels.sentence import wrap
from generator.draw.picture import ASCENT, Picture, TextLine
from generator.draw.style import LINE_PT, TEXT_PT, Style
from generator.model.edition import Edition

_HEIGHT = 24.0


def empty_picture(start: date, end: date, width: float, edition: Edition, style: Style) -> Picture:
    lines = wrap(no_events(start, end, edition), width, style.note)
    baseline = (_HEIGHT - LINE_PT) / 2 + ASCENT * TEXT_PT
    texts = tuple(
        TextLine(line, (width - style.note.width(line)) / 2, baseline + index * LINE_PT, style.note)
        for index, line in enumerate(lines)
    )
    return Picture(texts=texts, width=width, height=_HEIGHT + (len(lines) - 1) * LINE_PT)


def no_events(start: date, end: date, edition: Edition) -> str:
    """Return the sentence for a period without events."""
    first, last = (long_date(day, edition.language) for day in (start, end))
    return edition.labels["no_events"].format(start=first, end=last)
