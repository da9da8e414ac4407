"""A deck as LibreOffice sets it, shape by shape.

LibreOffice shrinks autofit text by itself, whatever fontScale says; so a twin is rendered with the computed sizes
written out and autofit off, and its words are told apart by the shapes they come from.
"""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

from pptx import Presentation

from generator.model.look import Brand
from generator.write.powerpoint.page import Filled, PlannedSlide, Tabled
from generator.write.powerpoint.region import Region
from generator.write.powerpoint.text import Line
from tests.rendering import Word, need_fonts, pdf_of

_NS = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
_A = f"{{{_NS['a']}}}"
_MARKS = ("•", "–")


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
    """Return the box of every text shape of `deck`, rendered at the sizes that were planned."""
    # pdftotext gives no characters back where the machine has no font for them
    need_fonts("ar", "ja")
    file = folder / "twin.pptx"
    file.write_bytes(twin(deck, slides))
    words = _words(pdf_of(file, folder))
    found = []
    visible = [slide for slide in slides if not slide.hidden]
    for page, slide in enumerate(visible, 1):
        rest = [word for word in words if word.page == page and not _in_footer(word, slide)]
        for shape in slide.shapes:
            if isinstance(shape, Filled):
                own, rest = _taken(rest, [line for item in shape.items for line in item])
                found.append(_box(page, shape.region, own))
            elif isinstance(shape, Tabled):
                own, rest = _taken(rest, [cell for row in shape.rows for cell in row])
                found.append(_box(page, shape.region, own))
    return found


def _words(pdf: Path) -> list[Word]:
    """Return the words of `pdf` in the order in which they were drawn: shape by shape."""
    command = ["pdftotext", "-raw", "-bbox", str(pdf), "-"]
    html = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    form = re.compile(r'<page |<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
    words, page = [], 0
    for found in form.finditer(html):
        if found.group(1) is None:
            page += 1
        else:
            left, top, right, bottom = (float(edge) for edge in found.groups()[:4])
            words.append(Word(page, unescape(found.group(5)), left, top, right, bottom))
    return words


def _in_footer(word: Word, slide: PlannedSlide) -> bool:
    """Footers are drawn before the rest, so they are told by their place."""
    return any(word.top >= footer.region.top_pt - 1 for footer in slide.footers)


def twin(deck: bytes, slides: tuple[PlannedSlide, ...]) -> bytes:
    """Return `deck` with every text at its computed size and no autofit."""
    presentation = Presentation(BytesIO(deck))
    for slide, planned in zip(presentation.slides, slides, strict=True):
        elements = {shape.placeholder_format.idx: shape for shape in slide.placeholders if shape.has_text_frame}
        for shape in planned.shapes:
            if isinstance(shape, Filled):
                _write_out(elements[shape.region.index]._element, shape)
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _write_out(element: object, shape: Filled) -> None:
    body = element.find(f".//{_A}bodyPr")  # type: ignore[attr-defined]
    for child in list(body):
        body.remove(child)
    body.append(body.makeelement(f"{_A}noAutofit"))
    for paragraph in element.iterfind(f".//{_A}p"):  # type: ignore[attr-defined]
        properties = paragraph.find(f"{_A}pPr")
        level = int(properties.get("lvl", "0")) if properties is not None else 0
        for run in paragraph.iterfind(f".//{_A}rPr"):
            run.set("sz", str(round(shape.region.level(level + 1).size_pt * shape.scale * 100)))


def _taken(words: list[Word], lines: list[Line]) -> tuple[list[Word], list[Word]]:
    """Take from `words`, which come shape by shape, as many as carry the characters of `lines`."""
    left = len("".join("".join(line.text for line in lines).split()))
    marks = {*_MARKS, *(f"{line.number}." for line in lines if line.marker == "number")}
    own: list[Word] = []
    for number, word in enumerate(words):
        if left <= 0:
            return own, words[number:]
        own.append(word)
        if word.text not in marks:
            left -= len(word.text)
    return own, []


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


def planned(deck: object, drawings: object, slides: bytes, brand: Brand) -> tuple[PlannedSlide, ...]:
    from generator.errors import Place
    from generator.write.powerpoint.opening import opened
    from generator.write.powerpoint.plan import plan
    from generator.write.powerpoint.template import read_template

    template = read_template(
        opened(slides, brand).presentation, {"+mj-lt": brand.heading_font, "+mn-lt": brand.body_font}
    )
    return plan(deck, drawings, template, Place("slides.pptx"))[0]  # type: ignore[arg-type]
