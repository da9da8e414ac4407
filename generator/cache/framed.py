"""A look -> what is read of its slide template, at hand for the writer: kept from an earlier run where it can be.

Reading it takes python-pptx, which takes longer to import than the rest of a deck to write.
"""

from functools import partial

from generator.cache.key import frame_key
from generator.cache.store import Through
from generator.model.look import Look
from generator.write.powerpoint.template.frame import Frame, at_hand, have
from generator.write.powerpoint.writer import framed


def frame_at_hand(look: Look, through: Through) -> None:
    """Have the frame of `look` at hand. Raises InputError where its template cannot be read, or lacks a layout."""
    if at_hand(look.slides, look.brand) is None:
        frame, _ = through(frame_key(look), Frame, partial(framed, look))
        have(look.slides, look.brand, frame)
