"""Planned slides x template -> the presentation's bytes. Thin: everything has been decided by the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Brand
from generator.write.chart import WORKBOOK, column_chart
from generator.write.package import saved as package_bytes
from generator.write.powerpoint.elements import P, R
from generator.write.powerpoint.notes_xml import notes_xml
from generator.write.powerpoint.package import Made, part, relate
from generator.write.powerpoint.page import Charted, PlannedSlide
from generator.write.powerpoint.paragraph_xml import Links
from generator.write.powerpoint.properties import set_properties
from generator.write.powerpoint.sections import section_list
from generator.write.powerpoint.slide_xml import slide_xml

_FIRST_SLIDE_RELATION = 1000  # beyond those of the template
_FIRST_SLIDE_ID = 256  # ECMA-376-1, 19.7.13


class _Media(Struct):
    """Parts that several slides may share, made once."""

    brand: Brand
    deck: Deck
    drawings: Mapping[str, Drawing]
    made: dict[str, Made] = {}
    charts: int = 0

    def image(self, name: str) -> Made:
        """Return the part of a figure's picture, "timeline.png" or "timeline.svg"."""
        if name not in self.made:
            figure, _, kind = name.rpartition(".")
            drawing = self.drawings[figure]
            data = drawing.png if kind == "png" else drawing.svg
            self.made[name] = part(f"/ppt/media/{name}", kind, data)
        return self.made[name]

    def chart(self, figure: str, size_pt: float) -> Made:
        """Return a new chart part: two slides never share one, so that each can be edited."""
        data = self.drawings[figure].data
        assert data is not None
        self.charts += 1
        made = column_chart(
            data,
            self.brand,
            size_pt=size_pt,
            total=self.deck.labels["total"],
            language=self.deck.properties.language,
        )
        chart = part(f"/ppt/charts/chart{self.charts}.xml", "chart", made.xml)
        book = f"/ppt/embeddings/Microsoft_Excel_Sheet{self.charts}.xlsx"
        relate(chart, "package", part(book, "package", made.workbook), WORKBOOK)
        return chart


def saved(
    presentation: Any, slides: Sequence[PlannedSlide], deck: Deck, drawings: Mapping[str, Drawing], brand: Brand
) -> bytes:
    """Return the bytes of `presentation` with `slides` in it."""
    language = deck.properties.language
    made = [_made(slide, number, language) for number, slide in enumerate(slides, 1)]
    known: dict[tuple[str, str], Any] = {
        ("slideLayout", str(layout.part.partname)): layout.part
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    shown = [(slide, own) for slide, own in zip(slides, made, strict=True) if not slide.hidden]
    known |= {("slide", slide.section): own.part for slide, own in reversed(shown)}
    media, master = _Media(brand, deck, drawings), _notes_master(presentation)
    for number, (slide, own) in enumerate(zip(slides, made, strict=True), 1):
        _relate(slide, own, known, media)
        _add_notes(slide, number, own.part, master, language)
    if slides:
        _list(presentation, [own.part for own in made])
        extensions = etree.SubElement(presentation.part._element, f"{{{P}}}extLst")
        extensions.append(section_list(slides, _FIRST_SLIDE_ID, deck.properties.title))
    set_properties(presentation, deck, len(slides))
    package = presentation.part.package
    return package_bytes(package.iter_parts(), package._rels)


class _Linked(Struct, frozen=True):
    """A slide's part, and what it links to: related once all slides are there, since one may link to a later one."""

    part: Made
    links: Links


def _made(slide: PlannedSlide, number: int, language: str) -> _Linked:
    links = Links()
    links.to("slideLayout", slide.layout.part)
    xml = slide_xml(slide, number, language, links)
    return _Linked(part(f"/ppt/slides/slide{number}.xml", "slide", xml), links)


def _relate(slide: PlannedSlide, made: _Linked, known: Mapping[tuple[str, str], Any], media: _Media) -> None:
    sizes = {shape.drawing.figure: shape.size_pt for shape in slide.shapes if isinstance(shape, Charted)}
    for (kind, target), identifier in made.links.ids.items():
        related = known.get((kind, target)) or _target(kind, target, media, sizes)
        relate(made.part, kind, related, identifier)


def _target(kind: str, target: str, media: _Media, sizes: Mapping[str, float]) -> Any:
    """Return the part of a picture or chart, or the address itself."""
    match kind:
        case "image":
            return media.image(target)
        case "chart":
            return media.chart(target, sizes[target])
        case _:
            return target


class _NotesMaster(Struct, frozen=True):
    """The master of all notes, and the index of its placeholder for text."""

    part: Any
    body: int


def _notes_master(presentation: Any) -> _NotesMaster:
    part = presentation.notes_master.part
    holders = part._element.xpath('p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph[@type="body"]')
    return _NotesMaster(part, int(holders[0].get("idx", "1")) if holders else 1)


def _add_notes(slide: PlannedSlide, number: int, made: Made, master: _NotesMaster, language: str) -> None:
    links = Links()
    links.to("notesMaster", "")
    links.to("slide", "")
    xml = notes_xml(slide.notes, master.body, number, language, links)
    notes = part(f"/ppt/notesSlides/notesSlide{number}.xml", "notesSlide", xml)
    for (kind, target), own in links.ids.items():
        relate(notes, kind, {"notesMaster": master.part, "slide": made}.get(kind, target), own)
    relate(made, "notesSlide", notes, f"rId{len(made.rels) + 1}")


def _list(presentation: Any, slides: Sequence[Made]) -> None:
    """List the slides, in their order, in the presentation."""
    root = presentation.part._element
    listed = etree.Element(f"{{{P}}}sldIdLst")
    # after the lists of masters (ECMA-376-1, 19.2.1.26), or PowerPoint asks to repair
    before = [root.find(f"{{{P}}}{name}") for name in ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")]
    [each for each in before if each is not None][-1].addnext(listed)
    for number, slide in enumerate(slides):
        identifier = f"rId{_FIRST_SLIDE_RELATION + number + 1}"
        relate(presentation.part, "slide", slide, identifier)
        entry = etree.SubElement(listed, f"{{{P}}}sldId", id=str(_FIRST_SLIDE_ID + number))
        entry.set(f"{{{R}}}id", identifier)
