"""A template's bytes and a brand -> the presentation that slides are added to: empty, and in the brand's theme."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.model.look import Brand
from generator.write.ooxml.names import P
from generator.write.ooxml.theme import apply_brand
from generator.write.powerpoint.template.contrast import readable
from generator.write.powerpoint.template.package import OFFICE, related, unrelate

_GROUND = ("dark1", "light1", "dark2", "light2")  # of a theme's colours: text and backgrounds


class Opened(Struct, frozen=True):
    """python-pptx's presentation, and the masters on which the brand's own dark and light could not be read."""

    presentation: Any
    kept: tuple[str, ...] = ()


def opened(slides: bytes, brand: Brand) -> Opened:
    """Open a .pptx, .potx, .ppsx or .pptm without its slides and macros."""
    presentation = _presentation(slides)
    _empty(presentation)
    kept = tuple(name for master in presentation.slide_masters for name in _rethemed(master, brand))
    for theme in related(presentation.notes_master.part, "theme"):
        theme._blob = apply_brand(theme.blob, brand)
    return Opened(presentation, kept)


def _presentation(slides: bytes) -> Any:
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.package import Package

    # `pptx.Presentation` refuses templates (.potx) and shows (.ppsx), which differ in this type alone
    main = Package.open(BytesIO(slides)).main_document_part
    main._content_type = CONTENT_TYPE.PML_PRESENTATION_MAIN
    return main.presentation


def _empty(presentation: Any) -> None:
    """Drop the template's slides, and what speaks of them or of the machine that made it."""
    root = presentation.part._element
    for name in ("sldIdLst", "custShowLst", "extLst"):
        for element in root.findall(f"{{{P}}}{name}"):
            root.remove(element)
    unrelate(presentation.part, "slide", "printerSettings", "commentAuthors", "vbaProject")
    for master in presentation.slide_masters:
        for part in (master.part, *(layout.part for layout in master.slide_layouts)):
            _unlink_slides(part)
    unrelate(presentation.part.package, "thumbnail", "custom-properties")
    presentation.notes_master  # noqa: B018  python-pptx makes one where the template has none


def _unlink_slides(part: Any) -> None:
    """Drop the links of a layout or master to slides of the template, which would go out with the deck by them."""
    for identifier in [each.rId for each in part.rels.values() if each.reltype == f"{OFFICE}/slide"]:
        for link in part._element.xpath(f'.//*[@r:id="{identifier}"]'):
            link.getparent().remove(link)
        part.rels.pop(identifier)


def _rethemed(master: Any, brand: Brand) -> Iterator[str]:
    """Put the brand into the themes of `master`; where its text could no longer be read, without dark and light."""
    quiet = replace(brand, colors={name: color for name, color in brand.colors.items() if name not in _GROUND})
    for theme in related(master.part, "theme"):
        own, new = theme.blob, apply_brand(theme.blob, brand)
        if readable(master.part._element, own) and not readable(master.part._element, new):
            new = apply_brand(own, quiet)
            yield master.name
        theme._blob = new
