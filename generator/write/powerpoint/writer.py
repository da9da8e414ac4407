"""Deck x drawings x look -> a .pptx file, in three parts: the template is read, the slides planned, the file saved."""

from collections.abc import Iterator, Mapping

from generator.errors import InputError, Problem
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Written
from generator.write.powerpoint.plan.plan import plan
from generator.write.powerpoint.template.frame import Frame, frame_of
from generator.write.powerpoint.xml.save import saved


def write_powerpoint(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Return the presentation; `stands` tells on which slides each statement is told ("slide 4").

    Raises InputError where the template cannot be read, or has no layout with a title and text.
    """
    frame = framed(look)
    slides, warnings = plan(deck, drawings, frame.template, look.slides_place)
    warnings += tuple(_unreadable(frame, look))
    stands: dict[str, tuple[str, ...]] = {}
    for number, slide in enumerate(slides, 1):
        for statement in slide.statements:
            stands[statement] = (*stands.get(statement, ()), f"slide {number}")
    return Written(saved(frame, slides, deck, drawings, look.brand), warnings, stands)


def _unreadable(frame: Frame, look: Look) -> Iterator[Problem]:
    for name in frame.unreadable:
        what = f"text in the brand's colours cannot be read on the background of `{name or 'the master'}`"
        yield Problem(look.slides_place, what, "its own dark and light colours are kept; change those of the brand")


def framed(look: Look) -> Frame:
    """Return the frame of the look's slide template. Raises InputError as above."""
    try:
        frame = frame_of(look.slides, look.brand)
    except Exception as error:  # a damaged package makes zipfile, lxml and python-pptx raise some ten kinds
        what, help_ = "is damaged, or no PowerPoint file (.pptx)", "open it in PowerPoint and save it anew"
        raise InputError([Problem(look.slides_place, what, help_)]) from error
    if not any(layout.region("Title") and any(layout.of("Content")) for layout in frame.template.layouts):
        help_ = "add the layout “Title and Content”"
        raise InputError([Problem(look.slides_place, "has no layout with a title and a text placeholder", help_)])
    return frame
