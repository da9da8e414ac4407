"""A deck's properties -> those of the file; nothing is left of the template's author or of the library."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from pptx.oxml.coreprops import CT_CoreProperties

from generator.model.document import Deck
from generator.write.powerpoint.elements import attribute, characters
from generator.write.powerpoint.package import OFFICE, part, relate

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TEXTS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OSHARED] 2.3.3.2.2: the property set of custom texts
_WIDE, _STANDARD = 16 / 9, 4 / 3


def set_properties(presentation: Any, deck: Deck, slides: int) -> None:
    """Write core, extended and custom properties; both dates are the as-of date, since a build has none of its own."""
    own, core = deck.properties, presentation.core_properties
    core._element = CT_CoreProperties.new_coreProperties()  # the template's may hold anything, in any form
    day = datetime(own.as_of.year, own.as_of.month, own.as_of.day)
    core.title, core.subject, core.keywords = own.title[:255], own.subject[:255], own.keywords[:255]
    core.author = core.last_modified_by = own.author[:255]
    core.created = core.modified = day
    core.language, core.revision = own.language, 1
    _set_extended(presentation, slides)
    if own.custom:
        package = presentation.part.package
        made = part("/docProps/custom.xml", "custom-properties", _custom(own.custom).encode())
        relate(_Package(package._rels), "custom-properties", made, "rIdCustom")


class _Package(Struct):
    """The package itself as a source of relationships, which python-pptx keeps apart from parts."""

    rels: Any
    partname: str = "/"


def _set_extended(presentation: Any, slides: int) -> None:
    for relation in presentation.part.package._rels.values():
        if relation.reltype == f"{OFFICE}/extended-properties":
            relation.target_part._blob = _extended(presentation, slides).encode()


def _extended(presentation: Any, slides: int) -> str:
    shape = presentation.slide_width / presentation.slide_height
    said = (
        "Widescreen"
        if abs(shape - _WIDE) < 0.01
        else "On-screen Show (4:3)"
        if abs(shape - _STANDARD) < 0.01
        else "Custom"
    )
    return (
        f'{_HEAD}<Properties xmlns="{_APP}"><Application>Microsoft Office PowerPoint</Application>'
        f"<PresentationFormat>{said}</PresentationFormat><Slides>{slides}</Slides></Properties>"
    )


def _custom(texts: Any) -> str:
    rows = "".join(
        f'<property fmtid="{_TEXTS}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{characters(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(sorted(texts.items()), 2)
    )
    return f'{_HEAD}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{rows}</Properties>'
