"""A template's bytes and a brand -> a python-pptx presentation without slides or macros, in the brand's theme."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.model.look import Brand
from generator.write.ooxml.names import P
from generator.write.ooxml.theme import themed
from generator.write.powerpoint.template.contrast import is_readable
from generator.write.powerpoint.template.package import OFFICE, drop_relationships, related_parts

_TEXT_AND_BACKGROUND = ("dark1", "light1", "dark2", "light2")


class BrandedPresentation(Struct, frozen=True):
    """The presentation, and the masters on which the brand's dark and light colours would not be readable."""

    presentation: Any
    unreadable_masters: tuple[str, ...] = ()  # these keep their own dark and light colours


def open_presentation(slides: bytes, brand: Brand) -> BrandedPresentation:
    """Open a .pptx, .potx, .ppsx or .pptm file and apply `brand` to its themes."""
    presentation = _open(slides)
    _remove_content(presentation)
    unreadable = tuple(name for master in presentation.slide_masters for name in _apply_brand(master, brand))
    for theme in related_parts(presentation.notes_master.part, "theme"):
        theme._blob = themed(theme.blob, brand)
    return BrandedPresentation(presentation, unreadable)


def _open(slides: bytes) -> Any:
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.package import Package

    # `pptx.Presentation` refuses templates (.potx) and shows (.ppsx), which differ in this content type alone
    main = Package.open(BytesIO(slides)).main_document_part
    main._content_type = CONTENT_TYPE.PML_PRESENTATION_MAIN
    return main.presentation


def _remove_content(presentation: Any) -> None:
    """Remove the slides, all that refers to them, and traces of the machine on which the template was made."""
    root = presentation.part._element
    for name in ("sldIdLst", "custShowLst", "extLst"):
        for element in root.findall(f"{{{P}}}{name}"):
            root.remove(element)
    drop_relationships(presentation.part, "slide", "printerSettings", "commentAuthors", "vbaProject")
    for master in presentation.slide_masters:
        for part in (master.part, *(layout.part for layout in master.slide_layouts)):
            _remove_slide_links(part)
    drop_relationships(presentation.part.package, "thumbnail", "custom-properties")
    presentation.notes_master  # noqa: B018  python-pptx creates one if the template has none


def _remove_slide_links(part: Any) -> None:
    """Remove a layout's or master's links to slides: through them, the template's slides would stay in the deck."""
    for identifier in [relation.rId for relation in part.rels.values() if relation.reltype == f"{OFFICE}/slide"]:
        for link in part._element.xpath(f'.//*[@r:id="{identifier}"]'):
            link.getparent().remove(link)
        part.rels.pop(identifier)


def _apply_brand(master: Any, brand: Brand) -> Iterator[str]:
    """Apply `brand` to the themes of `master`; yield the master's name if text would become unreadable on it."""
    accents = {name: color for name, color in brand.colors.items() if name not in _TEXT_AND_BACKGROUND}
    for theme in related_parts(master.part, "theme"):
        original, branded = theme.blob, themed(theme.blob, brand)
        if is_readable(master.part._element, original) and not is_readable(master.part._element, branded):
            branded = themed(original, replace(brand, colors=accents))
            yield master.name
        theme._blob = branded
