"""A template's bytes and a brand -> what every deck begins with: layouts to choose from, and the parts that stay.

python-pptx opens the template; what is taken from it are values, read once for all decks of a process.
"""

from typing import Any

from msgspec import Struct

from generator.model.look import Brand
from generator.write.powerpoint.template.opening import opened
from generator.write.powerpoint.template.package import Part, Relations, relations, taken
from generator.write.powerpoint.template.region import Template
from generator.write.powerpoint.template.template import read_template

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


_Key = tuple[bytes, tuple[tuple[str, str], ...], str, str]
_frames: dict[_Key, Frame] = {}


def frame_of(slides: bytes, brand: Brand) -> Frame:
    """Return the frame of a .pptx, .potx, .ppsx or .pptm. Raises what python-pptx raises for a damaged file."""
    return at_hand(slides, brand) or have(slides, brand, _read(slides, brand))


def at_hand(slides: bytes, brand: Brand) -> Frame | None:
    """Return the frame where it was read in this process, or handed to it."""
    return _frames.get(_key(slides, brand))


def have(slides: bytes, brand: Brand, frame: Frame) -> Frame:
    """Keep `frame` at hand for the decks of this process that are of this template and brand."""
    _frames[_key(slides, brand)] = frame
    for oldest in [*_frames][:-_KEPT]:
        _frames.pop(oldest, None)
    return frame


def _key(slides: bytes, brand: Brand) -> _Key:
    return slides, tuple(brand.colors.items()), brand.heading_font, brand.body_font


def _read(slides: bytes, brand: Brand) -> Frame:
    file = opened(slides, brand)
    presentation = file.presentation.part
    package = presentation.package
    package.core_properties  # noqa: B018  python-pptx makes some where the template has none
    notes = file.presentation.notes_master.part
    return Frame(
        read_template(file.presentation, {"+mj-lt": brand.heading_font, "+mn-lt": brand.body_font}),
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
