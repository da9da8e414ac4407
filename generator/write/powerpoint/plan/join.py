"""Slides of little text -> one slide, where neighbours have room for each other."""

from collections.abc import Callable, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import Block, Blocks, Column, Columns, Heading, Panel, Paragraph, ReferenceList
from generator.model.document import EYEBROW_SEPARATOR, Slide, share_sources
from generator.model.inline import Plain, Strong
from generator.write.powerpoint.fit.fit import COMFORTABLE_PT
from generator.write.powerpoint.plan.development import find_development
from generator.write.powerpoint.plan.fill import LEAST_FILLED, filled_share
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.plan.segments import Standalone

_FEW_REFERENCES = 3  # a list of more has a slide of its own
Paginate = Callable[[Slide], Sequence[Page]]


def join_small(slides: Sequence[Slide], paginate: Paginate, *, across: bool) -> Sequence[Slide]:
    """Return `slides` with those that are rather empty joined to the one before, if both fit one page in a good size.

    Only text is joined: first slides of the same section, then, with `across`, those of different ones.
    """
    joined = _join_neighbours(slides, paginate, across=False)
    return _join_neighbours(joined, paginate, across=True) if across else joined


def _join_neighbours(slides: Sequence[Slide], paginate: Paginate, *, across: bool) -> Sequence[Slide]:
    joined: list[Slide] = []
    for slide in slides:
        both = _join(joined[-1], slide) if joined and (across or joined[-1].section == slide.section) else None
        if both and _has_room(joined[-1], slide, paginate) and _is_readable(paginate(both)):
            joined[-1] = both
        else:
            joined.append(slide)
    return joined


def _has_room(one: Slide, other: Slide, paginate: Paginate) -> bool:
    """Whether each takes one page, and one of them is rather empty."""
    pages = [paginate(slide) for slide in (one, other)]
    return (
        all(len(each) == 1 for each in pages)
        and min(filled_share(page.layout, page.shapes) for (page,) in pages) < LEAST_FILLED
    )


def _is_readable(pages: Sequence[Page]) -> bool:
    if len(pages) > 1:
        return False
    texts = (shape for shape in pages[0].shapes if isinstance(shape, TextShape) and shape.region.role == "Content")
    return all(shape.region.level(1).size_pt * shape.scale >= COMFORTABLE_PT - 0.1 for shape in texts)


def _join(one: Slide, other: Slide) -> Slide | None:
    """Return both as one slide: what the other says follows under its title; None where it is more than text."""
    if any(slide.opening or slide.divider or slide.hidden or slide.layout for slide in (one, other)):
        return None
    added = _parts(other.blocks)
    base = _parts(one.blocks)
    if added is None or added.figure or base is None or (base.panels and not base.figure):
        return None  # beside a panel, it would not be clear what the panel is about
    blocks: Blocks
    if base.figure:
        text = (*base.text, Heading(3, other.title), *added.text)
        blocks = _beside(base, text, (*base.panels, *added.panels))
    else:
        run_in = chain.from_iterable(map(_run_in, added.panels))
        blocks = (*base.text, Panel("panel", other.title, (*added.text, *run_in)))
    more = other.topic if one.section == other.section else other.eyebrow
    eyebrow = (*one.eyebrow, *((EYEBROW_SEPARATOR, *more) if more else ()))
    return share_sources(replace(one, blocks=blocks, notes=(*one.notes, *other.notes), eyebrow=eyebrow))


class _Parts(Struct, frozen=True):
    """What a slide of text is made of; `figure` with its remarks, where it shows one beside the text."""

    text: Blocks
    panels: tuple[Panel, ...]
    figure: Blocks = ()


def _parts(blocks: Blocks) -> _Parts | None:
    """Return text and panels; None where there is something else, but for a figure beside the text."""
    text: list[Block] = []
    panels: list[Panel] = []
    figure: Blocks = ()
    for block in blocks:
        if isinstance(block, Columns) and not figure and (development := find_development(block)):
            figure = (development.figure, *development.remarks)
            text += development.text
            panels += development.panels
        elif isinstance(block, Columns):
            inner = _parts(tuple(child for column in block.columns for child in column.blocks))
            if inner is None or inner.figure:
                return None
            text += inner.text
            panels += inner.panels
        elif isinstance(block, Panel):
            panels.append(block)
        elif isinstance(block, ReferenceList) and len(block.references) <= _FEW_REFERENCES:
            notes = [Paragraph(block.note)] if block.note else []
            text += [Paragraph((Plain(f"[{each.number}] "), *each.full)) for each in block.references] + notes
        elif isinstance(block, Standalone):
            return None
        else:
            text.append(block)
    return _Parts(tuple(text), tuple(panels), figure) if text else None


def _beside(base: _Parts, text: Blocks, panels: Blocks) -> Blocks:
    return (Columns((Column(text), Column((*base.figure, *panels)))),)


def _run_in(panel: Panel) -> Blocks:
    """Return a panel as a paragraph that begins with its title; one of more than paragraphs, below its title."""
    paragraphs = [block for block in panel.blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(panel.blocks):
        return (Heading(3, panel.title), *panel.blocks)
    inlines = [inline for block in paragraphs for inline in block.inlines]
    return (Paragraph((Strong(panel.title), Plain(": "), *inlines)),)
