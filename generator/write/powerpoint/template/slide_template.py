"""A look -> its slide template as values: the layouts to choose from, and the parts that every deck keeps.

python-pptx opens the file; a deck is written from these values without it.
"""

from typing import Any

from msgspec import Struct

from generator.errors import InputError, Problem
from generator.model.look import Brand, Look
from generator.write.powerpoint.template.opening import opened
from generator.write.powerpoint.template.package import Part, Relations, relations, taken
from generator.write.powerpoint.template.region import Template
from generator.write.powerpoint.template.template import read_template


class SlideTemplate(Struct, frozen=True):
    """A template without slides, in the brand's theme."""

    template: Template
    unreadable: tuple[str, ...]  # masters on which the brand's dark and light cannot be read
    presentation: Part
    parts: tuple[Part, ...]  # all others
    relations: Relations  # of the package
    notes_master: str  # the name of its part
    notes_body: int  # the index of its placeholder for text


def load_slide_template(look: Look) -> SlideTemplate:
    """Return the slide template (.pptx, .potx, .ppsx or .pptm) of `look`, in the brand's theme.

    Raises InputError where it cannot be read, or has no layout with a title and text.
    """
    try:
        template = _read(look.slides, look.brand)
    except Exception as error:  # a damaged package makes zipfile, lxml and python-pptx raise some ten kinds
        what, help_ = "damaged, or not a PowerPoint file (.pptx)", "open it in PowerPoint and save it again"
        raise InputError([Problem(look.slides_place, what, help_)]) from error
    if not any(layout.region("Title") and any(layout.of("Content")) for layout in template.template.layouts):
        help_ = "add the layout “Title and Content”"
        raise InputError([Problem(look.slides_place, "has no layout with a title and a text placeholder", help_)])
    return template


def _read(slides: bytes, brand: Brand) -> SlideTemplate:
    file = opened(slides, brand)
    presentation = file.presentation.part
    package = presentation.package
    package.core_properties  # noqa: B018  python-pptx makes some where the template has none
    notes = file.presentation.notes_master.part
    return SlideTemplate(
        read_template(file.presentation, {"+mj-lt": brand.heading_font, "+mn-lt": brand.body_font}),
        file.kept,
        taken(presentation),
        tuple(taken(part) for part in package.iter_parts() if part is not presentation),
        relations(package._rels),
        str(notes.partname),
        _body(notes._element),
    )


def _body(notes_master: Any) -> int:
    placeholders = notes_master.xpath('p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph[@type="body"]')
    return int(placeholders[0].get("idx", "1")) if placeholders else 1
