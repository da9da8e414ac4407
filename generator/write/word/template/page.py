"""A template's section, and a paper size if one is asked for -> the page: its size and margins, upright or not."""

from collections.abc import Iterator

from msgspec import Struct

from generator.errors import Place, Problem
from generator.write.word.template.paragraph_formatting import TWIPS_PER_PT
from generator.write.word.xml.elements import Element, attribute, find, iter_elements, local_name, parse_measure, qn

PORTRAIT, LANDSCAPE = "portrait", "landscape"
_PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}  # width and height in twips (ANSI A; ISO 216)
_DEFAULT_MARGIN = 1440  # twips
_LEAST_ROOM = 720  # twips between margins
# Children of w:sectPr that come before w:pgSz (ECMA-376-1, 17.6.17).
_BEFORE_SIZE = {"headerReference", "footerReference", "footnotePr", "endnotePr", "type"}


class Page(Struct, frozen=True):
    """Paper and margins in twips, as a section has them; the room for text in points."""

    paper: tuple[int, int]
    side_margins: int  # both, with the gutter
    vertical_margins: int  # top and bottom

    @property
    def text_width(self) -> int:
        """The distance between the left and right margins, in twips."""
        return self.paper[0] - self.side_margins

    @property
    def width_pt(self) -> float:
        return self.text_width / TWIPS_PER_PT

    @property
    def height_pt(self) -> float:
        return (self.paper[1] - self.vertical_margins) / TWIPS_PER_PT

    @property
    def is_wide(self) -> bool:
        return self.paper[0] > self.paper[1]

    def landscape(self) -> "Page":
        """Return the landscape page of the same paper and margins; itself if it is one."""
        width, height = self.paper
        return self if self.is_wide else Page((height, width), self.side_margins, self.vertical_margins)


def read_page(section: Element, paper: str = "") -> Page:
    """Return the page of `section`, with its margins and as it lies; `paper` replaces its own if it is named."""
    margins, size = find(section, "w:pgMar"), find(section, "w:pgSz")
    width, height = (int(parse_measure(attribute(size, name), default))
                     for name, default in zip(("w:w", "w:h"), _PAPERS["letter"], strict=True))  # fmt: skip
    if paper:
        turned = attribute(size, "w:orient") == LANDSCAPE or width > height
        width, height = sorted(_PAPERS[paper], reverse=turned)
    left, right, top, bottom = (_margin(margins, f"w:{side}") for side in ("left", "right", "top", "bottom"))
    return Page((width, height), left + right + _margin(margins, "w:gutter", 0), top + bottom)


def find_narrow_page(page: Page, place: Place) -> Iterator[Problem]:
    """Yield a problem where the margins of a page leave no room for text, upright or on its side."""
    if min(page.paper) - max(page.side_margins, page.vertical_margins) < _LEAST_ROOM:
        what = "the margins of the page leave no room for text"
        yield Problem(place, what, "make them smaller in Word, under Layout")


def _margin(margins: Element | None, side: str, default: int = _DEFAULT_MARGIN) -> int:
    return abs(int(parse_measure(attribute(margins, side), default)))


def set_paper(section: Element, page: Page) -> None:
    """Put `section` on the paper of `page`."""
    size = find(section, "w:pgSz")
    if size is None:
        size = section.makeelement(qn("w:pgSz"))
        index = 0
        while index < len(section) and local_name(section[index]) in _BEFORE_SIZE:
            index += 1
        section.insert(index, size)
    size.attrib.clear()
    for name, length in zip(("w:w", "w:h"), page.paper, strict=True):
        size.set(qn(name), str(length))
    if page.is_wide:
        size.set(qn("w:orient"), LANDSCAPE)


def move_tab_stops(root: Element, before: Page, after: Page) -> None:
    """Move tab stops at the right margin of one page to that of another."""
    for tab in iter_elements(root, "w:tab"):
        if attribute(tab, "w:pos") == str(before.text_width):
            tab.set(qn("w:pos"), str(after.text_width))
