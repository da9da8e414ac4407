"""Side heads -> a table of two columns: head and status of each item in the first, its text in the second."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.fonts.lines import Paragraph, Run, measure
from generator.language.direction import runs_right_to_left
from generator.model.block import Block, Blocks, SideHead, SideHeads
from generator.model.inline import Break, Inlines, Plain, text_of
from generator.write.word.plan.bookmarks import walk_blocks
from generator.write.word.plan.inlines import InlinePlanner
from generator.write.word.plan.measure import Measure
from generator.write.word.plan.style_set import SIDE, StyleSet
from generator.write.word.planned import Item, LayoutTable, Para
from generator.write.word.template.page import Page
from generator.write.word.template.paragraph_formatting import Formats

TABLE, HEAD, STATUS = "Side Heads Table", "Side Head", "Side Status"
_USUAL_SHARE, _LARGEST_SHARE = 21, 30  # per cent of the width, for the heads
_DIVISIBLE = 1 / 3  # of the page: taller rows may be divided, since they could leave as much of a page empty


class SideLayout(Struct, frozen=True):
    """The share of the width for the heads, the same for all tables; `misses` is the table style if there is none."""

    formats: Formats
    share: float = 0.0
    misses: tuple[str, ...] = ()

    def fits(self, width_pt: float, page: Page) -> bool:
        """Whether heads can stand beside their text in a column of that width: only where it has the whole page."""
        return self.share > 0 and width_pt >= page.width_pt


def choose_layout(blocks: Iterable[Block], page: Page, formats: Formats) -> SideLayout:
    """Return the layout of all side heads in `blocks`: no word is divided and heads take few lines, if that can be."""
    items = [item for block in walk_blocks(blocks) if isinstance(block, SideHeads) for item in block.items]
    if not items:
        return SideLayout(formats)
    if ("table", TABLE) not in formats.styles:
        return SideLayout(formats, misses=(TABLE,))
    texts = [*chain.from_iterable(_measure(item, formats) for item in items)]
    margins_pt = formats.cell_margins_pt(TABLE).across_pt
    least_pt = max(text.paragraph.widest_pt + text.beside_pt for text in texts) + margins_pt

    def count_long(share: int) -> int:
        room_pt = page.width_pt * share / 100 - margins_pt
        return sum(len(text.paragraph.heights_pt(room_pt - text.beside_pt)) > text.few_lines for text in texts)

    shares = [share for share in range(_USUAL_SHARE, _LARGEST_SHARE) if page.width_pt * share / 100 >= least_pt]
    return SideLayout(formats, min((*shares, _LARGEST_SHARE), key=count_long) / 100)


class _Text(Struct, frozen=True):
    """A head or a status, what its style keeps free beside it, and how many lines it should take at most."""

    paragraph: Paragraph
    beside_pt: float
    few_lines: int


def _measure(item: SideHead, formats: Formats) -> Iterator[_Text]:
    head, status = formats.paragraph(HEAD), formats.paragraph(STATUS)
    for inlines, format_, face, few_lines in (
        (item.head, head, head.face, 2),
        (item.said_status, status, status.bold_face, 1),  # by a character style
    ):
        paragraph = measure([Run(text_of(inlines), face, format_.size_pt)])
        yield _Text(paragraph, format_.left_pt + format_.right_pt, few_lines)


def plan_side_heads(
    block: SideHeads,
    layout: SideLayout,
    page: Page,
    inlines: InlinePlanner,
    plan_paragraph: Callable[[str, Inlines], Para],
    plan_cell: Callable[[str, float, Blocks, StyleSet], tuple[Item, ...]],
) -> LayoutTable:
    """Return the table, as wide as the text of `page`; `plan_cell` plans blocks in a cell of such a table."""
    title = inlines.bookmarks.heading
    left_pt = page.width_pt * layout.share
    widths_pt = left_pt, page.width_pt - left_pt
    rows = tuple(
        (
            tuple(_plan_head(item, number if block.start else 0, plan_paragraph)),
            plan_cell(TABLE, widths_pt[1], item.blocks, SIDE) or (Para(SIDE.text, ()),),
        )
        for number, item in enumerate(block.items, block.start)
    )
    words = " ".join(text_of(item.head) for item in block.items)
    table = LayoutTable(TABLE, widths_pt, rows, title, lead=True, right_to_left=runs_right_to_left(words))
    footnotes = {footnote.number: footnote for footnote in inlines.footnotes}
    heights = Measure(layout.formats, footnotes, page.width_pt).layout_rows(table)
    tall = (number for number, (height_pt, _) in enumerate(heights) if height_pt > page.height_pt * _DIVISIBLE)
    return replace(table, divisible=frozenset(tall))


def _plan_head(item: SideHead, number: int, plan_paragraph: Callable[[str, Inlines], Para]) -> Iterator[Para]:
    head = (Plain(f"{number}.\u00a0"), *item.head) if number else item.head
    if head or not item.status:
        yield plan_paragraph(HEAD, head)
    if item.status:
        yield plan_paragraph(STATUS, (*item.said_status, *((Break(), *item.assessed) if item.assessed else ())))
