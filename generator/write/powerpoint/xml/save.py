"""Planned slides and their template -> the presentation's bytes. Thin: the plan has decided everything."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.fonts.breaks import NOT_FIRST, NOT_LAST
from generator.language.region import east_asian_script, office_tag
from generator.model.document import Deck, Properties
from generator.model.drawing import Drawing
from generator.model.look import Brand
from generator.write.ooxml.names import P, R
from generator.write.ooxml.package import save_package
from generator.write.powerpoint.plan.page import ChartShape, PlannedSlide
from generator.write.powerpoint.template.package import (
    OFFICE,
    Part,
    Relationship,
    link,
    new_part,
    relate,
    relationships_xml,
)
from generator.write.powerpoint.template.slide_template import SlideTemplate
from generator.write.powerpoint.xml.media import Media
from generator.write.powerpoint.xml.notes import notes_xml
from generator.write.powerpoint.xml.paragraph import Links
from generator.write.powerpoint.xml.properties import CUSTOM, property_parts
from generator.write.powerpoint.xml.sections import section_list
from generator.write.powerpoint.xml.slide import slide_xml

_FIRST_SLIDE_RELATIONSHIP = 1001  # or more, if the template has as many
_FIRST_SLIDE_ID = 256  # ECMA-376-1, 19.7.13
_AFTER_LINE_BREAKS = ("defaultTextStyle", "modifyVerifier", "extLst")
_BEFORE_SLIDES = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def save_presentation(
    template: SlideTemplate, slides: Sequence[PlannedSlide], deck: Deck, drawings: Mapping[str, Drawing], brand: Brand
) -> bytes:
    """Return the bytes of a presentation of `slides`, in the layouts of `template`."""
    media = Media(brand, deck, drawings, frozenset(part.name.lower() for part in template.parts))
    parts_writer = _PartsWriter(template, deck.properties.language, _first_slides(slides), media)
    added = [part for number, slide in enumerate(slides, 1) for part in parts_writer.parts(slide, number)]
    added += [_presentation_part(template, slides, deck.properties), *media.parts()]
    relationships = {**template.relationships}
    properties = property_parts(deck, template, len(slides))
    if CUSTOM in properties:
        relationships["rIdCustom"] = Relationship(f"{OFFICE}/custom-properties", CUSTOM[1:])
        added.append(new_part(CUSTOM, "custom-properties", b""))
    parts = (replace(part, data=properties.get(part.name, part.data)) for part in (*template.parts, *added))
    return save_package((part.finished for part in parts), relationships_xml(relationships))


def _first_slides(slides: Sequence[PlannedSlide]) -> Mapping[str, str]:
    """Return the part name of the first slide that is shown, by section."""
    names = [(slide.section, _part_name(number)) for number, slide in enumerate(slides, 1) if not slide.hidden]
    return dict(reversed(names))


def _part_name(number: int) -> str:
    return f"/ppt/slides/slide{number}.xml"


class _PartsWriter(Struct, frozen=True):
    """What the parts of all slides have in common; `sections` gives the first slide of each."""

    template: SlideTemplate
    language: str
    sections: Mapping[str, str]
    media: Media

    def parts(self, slide: PlannedSlide, number: int) -> Iterator[Part]:
        """Yield the parts of slide `number`: the slide, and its notes."""
        links = Links()
        links.to("slideLayout", slide.layout.part)
        part = new_part(_part_name(number), "slide", slide_xml(slide, number, self.language, links))
        charts = {shape.drawing.figure: shape for shape in slide.shapes if isinstance(shape, ChartShape)}
        self._relate(part, links, charts)
        notes = self._notes(slide, number)
        relate(part, "notesSlide", notes.name, f"rId{len(part.relationships) + 1}")
        yield part
        yield notes

    def _notes(self, slide: PlannedSlide, number: int) -> Part:
        links = Links()
        links.to("notesMaster", self.template.notes_master)
        slide_id = links.to("slide", "")
        xml = notes_xml(slide.notes, self.template.notes_body, number, self.language, links)
        part = new_part(f"/ppt/notesSlides/notesSlide{number}.xml", "notesSlide", xml)
        self._relate(part, links, {})
        relate(part, "slide", _part_name(number), slide_id)
        return part

    def _relate(self, part: Part, links: Links, charts: Mapping[str, ChartShape]) -> None:
        """Give `part` the relationships of `links`; `charts` are those of its slide, by figure."""
        for (kind, target), identifier in links.ids.items():
            match kind:
                case "hyperlink":
                    link(part, target, identifier)
                case "slide" if target:
                    relate(part, kind, self.sections[target], identifier)
                case "image":
                    relate(part, kind, self.media.image(target), identifier)
                case "chart":
                    relate(part, kind, self.media.chart(charts[target]), identifier)
                case "slideLayout" | "notesMaster":
                    relate(part, kind, target, identifier)


def _presentation_part(template: SlideTemplate, slides: Sequence[PlannedSlide], properties: Properties) -> Part:
    """Return the presentation part, which lists the slides in order and in their sections."""
    part = replace(template.presentation, relationships={**template.presentation.relationships})
    root = etree.fromstring(part.data)
    if slides:
        slide_list = etree.Element(f"{{{P}}}sldIdLst")
        # after the lists of masters (ECMA-376-1, 19.2.1.26), else PowerPoint offers to repair the file
        before = [root.find(f"{{{P}}}{name}") for name in _BEFORE_SLIDES]
        [masters for masters in before if masters is not None][-1].addnext(slide_list)
        first = _first_free_relationship(part)
        for index in range(len(slides)):
            identifier = f"rId{first + index}"
            relate(part, "slide", _part_name(index + 1), identifier)
            entry = etree.SubElement(slide_list, f"{{{P}}}sldId", id=str(_FIRST_SLIDE_ID + index))
            entry.set(f"{{{R}}}id", identifier)
        etree.SubElement(root, f"{{{P}}}extLst").append(section_list(slides, _FIRST_SLIDE_ID, properties.title))
    if east_asian_script(properties.language):
        _state_line_breaks(root, office_tag(properties.language))
    return replace(part, data=etree.tostring(root, encoding="UTF-8", standalone=True))


def _state_line_breaks(root: etree._Element, tag: str) -> None:
    """Say what begins and ends no line, as we measure it."""
    for former in root.findall(f"{{{P}}}kinsoku"):
        root.remove(former)
    rules = etree.Element(f"{{{P}}}kinsoku", lang=tag, invalStChars=NOT_FIRST, invalEndChars=NOT_LAST)
    later = (at for at, child in enumerate(root) if etree.QName(child).localname in _AFTER_LINE_BREAKS)
    root.insert(next(later, len(root)), rules)


def _first_free_relationship(part: Part) -> int:
    numbers = (identifier.removeprefix("rId") for identifier in part.relationships)
    return max([_FIRST_SLIDE_RELATIONSHIP, *(int(number) + 1 for number in numbers if number.isdecimal())])
