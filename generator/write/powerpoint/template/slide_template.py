"""A look -> its slide template as values: the layouts to choose from, and the parts that every deck contains."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import InputError, Place, Problem
from generator.model.look import Brand, Look
from generator.write.ooxml.table_styles import add_readable_style
from generator.write.powerpoint.template.ground import with_grounds
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.limits import find_odd_sizes, find_odd_slide_size
from generator.write.powerpoint.template.named_layouts import check_named_layouts
from generator.write.powerpoint.template.package import (
    Part,
    Relationships,
    copy_part,
    copy_relationships,
    related_parts,
)
from generator.write.powerpoint.template.presentation import open_presentation
from generator.write.powerpoint.template.read_layouts import read_layout_set
from generator.write.powerpoint.template.region import LayoutSet
from generator.write.powerpoint.template.source_line import add_source_lines, resolve_levels

_MOST_SHOWN = 10


class SlideTemplate(Struct, frozen=True):
    """A template without slides, in the brand's theme."""

    layout_set: LayoutSet
    unreadable_masters: tuple[str, ...]  # on these, the brand's dark and light colours would not be readable
    presentation: Part
    parts: tuple[Part, ...]  # all others
    relationships: Relationships  # of the package
    notes_master: str  # the name of its part
    notes_body: int  # the index of its text placeholder


def load_slide_template(look: Look) -> SlideTemplate:
    """Return the slide template (.pptx, .potx, .ppsx or .pptm) of `look`, in the brand's theme.

    Raises InputError if it cannot be read or has no layout with a title and text.
    """
    try:
        template = _read(look.slides, look.brand, look.slides_place)
    except InputError:
        raise
    except Exception as error:  # a damaged package makes zipfile, lxml and python-pptx raise some ten kinds
        what, help_ = "damaged, or not a PowerPoint file (.pptx)", "open it in PowerPoint and save it again"
        raise InputError([Problem(look.slides_place, what, help_)]) from error
    if odd := [*find_odd_sizes(template.layout_set, look.slides_place)]:
        raise InputError(odd[:_MOST_SHOWN])
    if not any(layout.region("Title") and layout.regions_in_order("Content") for layout in template.layout_set.layouts):
        help_ = "add the layout “Title and Content”"
        raise InputError([Problem(look.slides_place, "has no layout with a title and a text placeholder", help_)])
    named = check_named_layouts(look, template.layout_set)
    return replace(template, layout_set=replace(template.layout_set, used=look.used_layouts, mapped=named))


def _read(slides: bytes, brand: Brand, place: Place) -> SlideTemplate:
    branded = open_presentation(slides, brand)
    if odd := [*find_odd_slide_size(branded.presentation, place)]:
        raise InputError(odd)
    presentation = branded.presentation.part
    package = presentation.package
    package.core_properties  # noqa: B018  python-pptx creates them if the template has none
    families = {"+mj-lt": brand.heading_font, "+mn-lt": brand.body_font}
    layout_set = read_layout_set(branded.presentation, families)
    with_lines = add_source_lines(branded.presentation, layout_set)
    if with_lines is not layout_set:
        layout_set = resolve_levels(with_lines, read_layout_set(branded.presentation, families))
    notes_master = branded.presentation.notes_master.part
    layout_set = _with_readable_tables(with_grounds(layout_set, branded.presentation), presentation)
    return SlideTemplate(
        layout_set,
        branded.unreadable_masters,
        copy_part(presentation),
        tuple(copy_part(part) for part in package.iter_parts() if part is not presentation),
        copy_relationships(package._rels),
        str(notes_master.partname),
        _body_index(notes_master._element),
    )


def _with_readable_tables(layouts: LayoutSet, presentation: Any) -> LayoutSet:
    """Return the layouts with a style for tables in which text is readable, which is added to the `presentation`."""
    if not any(True for layout in layouts.layouts for _ in layout.regions_of("Content")):
        return layouts
    colors = LayoutChooser(layouts).for_object("Table")[0].colors
    for part in related_parts(presentation, "tableStyles"):
        part._blob, style = add_readable_style(part.blob, layouts.table_style, colors, colors.get("ground", ""))
        return replace(layouts, table_style=style)
    return layouts


def _body_index(notes_master: Any) -> int:
    placeholders = notes_master.xpath('p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph[@type="body"]')
    return int(placeholders[0].get("idx", "1")) if placeholders else 1
