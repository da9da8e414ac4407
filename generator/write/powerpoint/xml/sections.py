"""Planned slides -> PowerPoint's sections: each slide once, unique names, the same GUIDs in every build."""

from collections.abc import Sequence
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from generator.write.ooxml.names import P
from generator.write.powerpoint.plan.page import PlannedSlide

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # [MS-PPTX] 2.2.2: p14:sectionLst


def section_list(slides: Sequence[PlannedSlide], first_id: int, opening: str) -> etree._Element:
    """Return the p:ext with the sections; slides without a section are in one called `opening`."""
    extension = etree.Element(f"{{{P}}}ext", uri=_URI)
    sections = etree.SubElement(extension, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    counts: dict[str, int] = {}
    identifier = first_id
    for name, group in groupby(slides, key=lambda slide: slide.section or opening):
        counts[name] = counts.get(name, 0) + 1
        unique = name if counts[name] == 1 else f"{name} ({counts[name]})"
        guid = "{" + str(uuid5(NAMESPACE_URL, f"section:{unique}")).upper() + "}"
        section = etree.SubElement(sections, f"{{{_P14}}}section", name=unique, id=guid)
        section_slides = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for _ in group:
            etree.SubElement(section_slides, f"{{{_P14}}}sldId", id=str(identifier))
            identifier += 1
    return extension
