"""A template's bytes and a brand -> what every deck begins with: layouts to choose from, and the parts that stay.

python-pptx opens the template; what is taken from it are values, read once for all decks of a process.
"""

from functools import lru_cache
from typing import Any

from msgspec import Struct

from generator.model.look import Brand
from generator.write.powerpoint.opening import opened
from generator.write.powerpoint.package import Part, Relations, relations, taken
from generator.write.powerpoint.region import Template
from generator.write.powerpoint.template import read_template

_KEPT = 4  # frames: a process makes decks of few looks, and each takes about a megabyte


class Frame(Struct, frozen=True):
    """A template without slides, in the brand's theme. No deck changes it."""

    template: Template
    unreadable: tuple[str, ...]  # masters on which the brand's own dark and light could not be read
    presentation: Part
    parts: tuple[Part, ...]  # all others
    relations: Relations  # of the package
    notes_master: str  # the name of its part
    notes_body: int  # the index of its placeholder for text


def frame_of(slides: bytes, brand: Brand) -> Frame:
    """Return the frame of a .pptx, .potx, .ppsx or .pptm. Raises what python-pptx raises for a damaged file."""
    return _frame(slides, tuple(brand.colors.items()), brand.heading_font, brand.body_font)


@lru_cache(_KEPT)
def _frame(slides: bytes, colors: tuple[tuple[str, str], ...], heading: str, body: str) -> Frame:
    file = opened(slides, Brand(dict(colors), heading, body, palette=(), shades=()))
    presentation = file.presentation.part
    package = presentation.package
    package.core_properties  # noqa: B018  python-pptx makes some where the template has none
    notes = file.presentation.notes_master.part
    return Frame(
        read_template(file.presentation, {"+mj-lt": heading, "+mn-lt": body}),
        file.kept,
        taken(presentation),
        tuple(taken(part) for part in package.iter_parts() if part is not presentation),
        relations(package._rels),
        str(notes.partname),
        _body(notes._element),
    )


def _body(notes_master: Any) -> int:
    holders = notes_master.xpath('p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph[@type="body"]')
    return int(holders[0].get("idx", "1")) if holders else 1
