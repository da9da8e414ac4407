"""A template's section and a paper size -> the column in points, upright and on its side."""

from msgspec import Struct

from generator.write.word.template.paragraph_formatting import TWIPS
from generator.write.word.xml.elements import Element, attribute, each, find, measured, qualified

PORTRAIT, LANDSCAPE = "portrait", "landscape"
# Width and height in twentieths of a point (ISO 216; ANSI A).
PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}


class Page(Struct, frozen=True):
    """`paper` and margins in twentieths of a point, as the section has them; sizes in points for planning."""

    paper: tuple[int, int]
    across: int  # both side margins and the gutter
    down: int  # top and bottom margins

    @property
    def right(self) -> int:
        """The right margin, in twentieths of a point from the left one."""
        return self.paper[0] - self.across

    @property
    def width_pt(self) -> float:
        return self.right / TWIPS

    @property
    def height_pt(self) -> float:
        return (self.paper[1] - self.down) / TWIPS

    def turned(self) -> "Page":
        """Return the page on its side, with the same margins."""
        return Page((self.paper[1], self.paper[0]), self.across, self.down)


def page_of(section: Element, paper: str) -> Page:
    """Return a page of that paper with the margins of `section`; an unknown paper is the section's own."""
    margins, size = find(section, "w:pgMar"), find(section, "w:pgSz")
    own = (int(measured(attribute(size, "w:w"), 12240)), int(measured(attribute(size, "w:h"), 15840)))
    across = sum(_twips(margins, side) for side in ("w:left", "w:right", "w:gutter"))
    return Page(PAPERS.get(paper, own), across, _twips(margins, "w:top") + _twips(margins, "w:bottom"))


def resize(section: Element, page: Page, orientation: str) -> None:
    """Set the paper of `section`."""
    size = find(section, "w:pgSz")
    if size is None:
        size = section.makeelement(qualified("w:pgSz"))
        _after_references(section, size)
    wide, high = page.paper if orientation == PORTRAIT else page.turned().paper
    size.attrib.clear()
    size.set(qualified("w:w"), str(wide))
    size.set(qualified("w:h"), str(high))
    if orientation == LANDSCAPE:
        size.set(qualified("w:orient"), "landscape")


def move_tabs(root: Element, before: Page, after: Page) -> None:
    """Move tab stops that stand at the right margin of one page to that of another."""
    for tab in each(root, "w:tab"):
        if attribute(tab, "w:pos") == str(before.right):
            tab.set(qualified("w:pos"), str(after.right))


def _after_references(section: Element, size: Element) -> None:
    before = {"headerReference", "footerReference", "footnotePr", "endnotePr", "type"}
    for place, child in enumerate(section):
        if str(child.tag).rpartition("}")[2] not in before:
            section.insert(place, size)
            return
    section.append(size)


def _twips(margins: Element | None, side: str) -> int:
    return abs(int(measured(attribute(margins, side), 1440 if side != "w:gutter" else 0)))
