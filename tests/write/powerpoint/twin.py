"""A deck as LibreOffice sets it, shape by shape.

LibreOffice shrinks autofit text by itself, whatever fontScale says; so a twin is rendered with the computed sizes
written out and autofit off, each shape on a page of its own: so no word can be taken for one of another shape.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pptx import Presentation

from generator.language.direction import is_written_right_to_left
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.write.powerpoint.mirror.slides import mirror_slides
from generator.write.powerpoint.plan.page import PlannedSlide, TableShape, TextShape
from generator.write.powerpoint.plan.plan import plan_slides
from generator.write.powerpoint.template.region import Region
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.rendering import Word, need_fonts, pdfs_of, words_of

_NS = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
_A = f"{{{_NS['a']}}}"


@dataclass(frozen=True)
class Box:
    """Where the text of a placeholder came out, in points, beside the region that it was meant for."""

    slide: int
    region: Region
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def inside(self) -> bool:
        # glyph boxes in the PDF are as high as the font's tallest sign, which the line is not
        region, slack = self.region, 0.2 * self.region.level(1).size_pt
        return (
            self.left >= region.left_pt - 1.5
            and self.top >= region.top_pt - slack
            and self.right <= region.left_pt + region.width_pt + 1.5
            and self.bottom <= region.top_pt + region.height_pt + slack
        )


def boxes(deck: bytes, slides: tuple[PlannedSlide, ...], folder: Path) -> list[Box]:
    """Return the box of every text shape of `deck`, rendered at the sizes that were planned, each on a page alone."""
    (found,) = boxes_of([(deck, slides)], folder)
    return found


def boxes_of(decks: Sequence[tuple[bytes, tuple[PlannedSlide, ...]]], folder: Path) -> list[list[Box]]:
    """Return the boxes of each deck: LibreOffice starts only once."""
    # pdftotext gives no characters back where the machine has no font for them
    need_fonts("ar", "ja")
    files, every = [], []
    for count, (deck, slides) in enumerate(decks):
        shown = [
            (number, shape)
            for number, slide in enumerate(slides)
            for shape in slide.shapes
            if isinstance(shape, TextShape | TableShape) and not slide.hidden
        ]
        files.append(folder / f"twin-{count}.pptx")
        files[-1].write_bytes(_twin(deck, shown))
        every.append(shown)
    return [_boxes(pdf, shown) for pdf, shown in zip(pdfs_of(files, folder), every, strict=True)]


def _boxes(pdf: Path, shown: Sequence[tuple[int, TextShape | TableShape]]) -> list[Box]:
    pages: dict[int, list[Word]] = {}
    for word in words_of(pdf):
        pages.setdefault(word.page, []).append(word)
    return [_box(number + 1, shape.region, pages[page]) for page, (number, shape) in enumerate(shown, 1)]


def _twin(deck: bytes, shown: Sequence[tuple[int, TextShape | TableShape]]) -> bytes:
    """Return a deck with one slide for each shape, at its computed size and without autofit."""
    presentation = Presentation(BytesIO(deck))
    originals = list(presentation.slides)
    for number, shape in shown:
        original = originals[number]
        elements = {each.placeholder_format.idx: each._element for each in original.placeholders}
        page = presentation.slides.add_slide(original.slide_layout)
        for holder in list(page.placeholders):
            holder._element.getparent().remove(holder._element)
        element = deepcopy(elements[shape.region.index])
        for link in list(element.iter(f"{_A}hlinkClick")):
            link.getparent().remove(link)  # its target is related to the original slide
        if isinstance(shape, TextShape):
            _write_out(element, shape)
        page.shapes._spTree.append(element)
    listed = presentation.slides._sldIdLst
    for entry in list(listed)[: len(originals)]:
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)
    for sections in presentation.part._element.findall("{*}extLst"):
        presentation.part._element.remove(sections)
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _write_out(element: object, shape: TextShape) -> None:
    body = element.find(f".//{_A}bodyPr")  # type: ignore[attr-defined]
    for child in list(body):
        body.remove(child)
    body.append(body.makeelement(f"{_A}noAutofit"))
    for paragraph in element.iterfind(f".//{_A}p"):  # type: ignore[attr-defined]
        properties = paragraph.find(f"{_A}pPr")
        level = int(properties.get("lvl", "0")) if properties is not None else 0
        for run in paragraph.iterfind(f".//{_A}rPr"):
            run.set("sz", str(round(shape.region.level(level + 1).size_pt * shape.scale * 100)))


def _box(page: int, region: Region, words: list[Word]) -> Box:
    text = "".join(word.text for word in words)
    return Box(
        page,
        region,
        text,
        min((word.left for word in words), default=region.left_pt),
        min((word.top for word in words), default=region.top_pt),
        max((word.right for word in words), default=region.left_pt),
        max((word.bottom for word in words), default=region.top_pt),
    )


def planned(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> tuple[PlannedSlide, ...]:
    """Return the slides of `deck` as planned for the slide template of `look`, mirrored where its language asks."""
    layouts = load_slide_template(look).layout_set
    slides = plan_slides(deck, drawings, layouts, look.slides_place)[0]
    return mirror_slides(slides, layouts.width_pt) if is_written_right_to_left(deck.properties.language) else slides
