"""Planned slides x the frame of a template -> the presentation's bytes. Thin: all has been decided by the plan."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Brand
from generator.write.ooxml.characters import encode
from generator.write.ooxml.names import P, R
from generator.write.ooxml.package import save_package
from generator.write.powerpoint.plan.page import Charted, PlannedSlide
from generator.write.powerpoint.template.frame import Frame
from generator.write.powerpoint.template.package import OFFICE, Part, Relation, link, listed, made_part, relate
from generator.write.powerpoint.xml.media import Media
from generator.write.powerpoint.xml.notes import notes_xml
from generator.write.powerpoint.xml.paragraph import Links
from generator.write.powerpoint.xml.properties import CUSTOM, property_contents
from generator.write.powerpoint.xml.sections import section_list
from generator.write.powerpoint.xml.slide import slide_xml

_FIRST_SLIDE_RELATION = 1001  # at least
_FIRST_SLIDE_ID = 256  # ECMA-376-1, 19.7.13
_HEADS = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def saved(
    frame: Frame, slides: Sequence[PlannedSlide], deck: Deck, drawings: Mapping[str, Drawing], brand: Brand
) -> bytes:
    """Return the bytes of a presentation of `slides`, in the layouts of `frame`."""
    media = Media(brand, deck, drawings, frozenset(part.partname.lower() for part in frame.parts))
    writing = _Writing(frame, deck.properties.language, _first_slides(slides), media)
    made = [part for number, slide in enumerate(slides, 1) for part in writing.parts(slide, number)]
    made += [_presentation(frame, slides, deck.properties.title), *media.parts()]
    relations = {**frame.relations}
    told = property_contents(deck, frame, len(slides))
    if CUSTOM in told:
        relations["rIdCustom"] = Relation(f"{OFFICE}/custom-properties", CUSTOM[1:])
        made.append(made_part(CUSTOM, "custom-properties", b""))
    parts = (_saying(told, part).finished for part in (*frame.parts, *made))
    return save_package(parts, listed(relations))


def _saying(told: Mapping[str, str], part: Part) -> Part:
    """Return `part` with what is to stand in it."""
    return replace(part, blob=encode(told[part.partname])) if part.partname in told else part


def _first_slides(slides: Sequence[PlannedSlide]) -> Mapping[str, str]:
    """Return the name of the first slide that is shown, by section."""
    named = [(slide.section, _name(number)) for number, slide in enumerate(slides, 1) if not slide.hidden]
    return dict(reversed(named))


def _name(number: int) -> str:
    return f"/ppt/slides/slide{number}.xml"


class _Writing(Struct, frozen=True):
    """What the parts of all slides need to know; `sections` tells where each one begins."""

    frame: Frame
    language: str
    sections: Mapping[str, str]
    media: Media

    def parts(self, slide: PlannedSlide, number: int) -> Iterator[Part]:
        """Yield the parts of slide `number`: its own, and its notes'."""
        links = Links()
        links.to("slideLayout", slide.layout.part)
        part = made_part(_name(number), "slide", slide_xml(slide, number, self.language, links))
        sizes = {shape.drawing.figure: shape.size_pt for shape in slide.shapes if isinstance(shape, Charted)}
        self._relate(part, links, sizes)
        notes = self._notes(slide, number)
        relate(part, "notesSlide", notes.partname, f"rId{len(part.rels) + 1}")
        yield part
        yield notes

    def _notes(self, slide: PlannedSlide, number: int) -> Part:
        links = Links()
        links.to("notesMaster", self.frame.notes_master)
        own = links.to("slide", "")
        xml = notes_xml(slide.notes, self.frame.notes_body, number, self.language, links)
        part = made_part(f"/ppt/notesSlides/notesSlide{number}.xml", "notesSlide", xml)
        self._relate(part, links, {})
        relate(part, "slide", _name(number), own)
        return part

    def _relate(self, part: Part, links: Links, sizes: Mapping[str, float]) -> None:
        """Give `part` the relationships that `links` promise; `sizes` are those of the text in charts."""
        for (kind, target), identifier in links.ids.items():
            match kind:
                case "hyperlink":
                    link(part, target, identifier)
                case "slide" if target:
                    relate(part, kind, self.sections[target], identifier)
                case "image":
                    relate(part, kind, self.media.image(target), identifier)
                case "chart":
                    relate(part, kind, self.media.chart(target, sizes[target]), identifier)
                case "slideLayout" | "notesMaster":
                    relate(part, kind, target, identifier)


def _presentation(frame: Frame, slides: Sequence[PlannedSlide], title: str) -> Part:
    """Return the presentation's own part, which lists the slides in their order and in their sections."""
    part = replace(frame.presentation, rels={**frame.presentation.rels})
    root = etree.fromstring(part.blob)
    if slides:
        listed = etree.Element(f"{{{P}}}sldIdLst")
        # after the lists of masters (ECMA-376-1, 19.2.1.26), or PowerPoint asks to repair
        before = [root.find(f"{{{P}}}{name}") for name in _HEADS]
        [each for each in before if each is not None][-1].addnext(listed)
        first = _first_free(part)
        for number in range(len(slides)):
            identifier = f"rId{first + number}"
            relate(part, "slide", _name(number + 1), identifier)
            entry = etree.SubElement(listed, f"{{{P}}}sldId", id=str(_FIRST_SLIDE_ID + number))
            entry.set(f"{{{R}}}id", identifier)
        etree.SubElement(root, f"{{{P}}}extLst").append(section_list(slides, _FIRST_SLIDE_ID, title))
    return replace(part, blob=etree.tostring(root, encoding="UTF-8", standalone=True))


def _first_free(part: Part) -> int:
    """Return the number of the first relationship that lies beyond those which `part` has."""
    numbers = (identifier.removeprefix("rId") for identifier in part.rels)
    return max([_FIRST_SLIDE_RELATION, *(int(each) + 1 for each in numbers if each.isdecimal())])
