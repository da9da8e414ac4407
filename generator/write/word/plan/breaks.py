"""Chunks of a plan -> where pages break: what belongs together is held on one page, unless that leaves a gap.

Three forces are weighed, the first the strongest. To *keep* is never given up: a heading with two lines of its text, a
figure with its caption, the rows of a group, whole rows. A page does not end with more than `ALLOWED_GAP` of it
empty, if what follows may be parted. To *hold* is given up only for that, where no page can take the whole, or where it
saves a last page of a few lines: a question with its positions, a table, the contents, a list item of few lines.
Nothing changes its order, and no figure its size, since their labels are as small as can be read.
Only what is given up is taken from the file, so that Word and LibreOffice, which measure a little differently, and
later editors have all other ties.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.word.plan.chunks import HOLD_NEXT, Chunk
from generator.write.word.planned import Item, Para
from generator.write.word.template.page import Page

ALLOWED_GAP = 0.1  # of a page; a reader minds a little more, but other programs measure a little differently
_FEW_LINES = 0.08  # of a page: a last page that holds less is saved, if it can be
_PAGES_FILLED = (1, 2, 4)  # how many pages before the last are filled for that, in turn
_SEPARATOR_PT = 6.0  # the line above the footnotes, as the shipped template and LibreOffice have it

Tie = tuple[int, int, str]  # item, part of it, HOLD_NEXT or HOLD_LINES


class _Cut(Struct, frozen=True):
    """A place where a run may be parted: after so many chunks, which leaves a `gap`, as a share of the page."""

    count: int
    hold: str
    gap: float


class Breaks(Struct, frozen=True):
    """The page on which each item starts, and the ties that were not given up."""

    page_by_item: Mapping[int, int]
    pages: int
    held: frozenset[Tie]


def hold_together(items: Iterable[Item]) -> Iterator[Item]:
    """Hold paragraphs whole and all items on one page."""
    items = list(items)
    for item in items:
        if isinstance(item, Para):
            item = replace(item, hold_lines=True, hold_next=item is not items[-1])
        yield item


def break_pages(chunks: Sequence[Chunk]) -> Breaks:
    """Fill one page after the other.

    A run of chunks that are tied to one another goes onto a page whole. Where it does not fit and the page would end
    too empty, or where no page can take it, it is parted: between paragraphs or rows if that fills the page, else
    within a paragraph; where nothing may be given up and no page can take it, at the last chunk that fits.
    If the last page holds only a few lines, the pages before it are filled to the end, as many as it takes to save it.
    Linear: at most one pass and `len(_PAGES_FILLED)` more.
    """
    filling = _fill(chunks)
    parted = filling.parted
    if filling.number > 1 and filling.share < _FEW_LINES:
        looser = [replace(chunk, hold="") if _tie(chunk) in parted else chunk for chunk in chunks]
        for pages in _PAGES_FILLED:
            fuller = _fill(looser, filling.number - pages)
            if fuller.number < filling.number:
                filling = fuller
                break
    return Breaks(filling.page_by_item, filling.number, frozenset(filling.tied - filling.parted - parted))


def _fill(chunks: Iterable[Chunk], full_from: int | None = None) -> "_Filling":
    """Fill pages; those from number `full_from` to the end, if given."""
    filling = _Filling(full_from)
    for run in _runs(chunks):
        filling.add(run)
    return filling


def _runs(chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    """Yield chunks that are tied to one another, together."""
    run: list[Chunk] = []
    for chunk in chunks:
        run.append(chunk)
        if not (chunk.keep_next or chunk.hold):
            yield run
            run = []
    if run:
        yield run


class _Filling(Struct):
    """The page that is being filled, in points, and what was decided on those before it."""

    full_from: int | None
    number: int = 1
    used_pt: float = 0.0
    footnotes_pt: float = 0.0
    overflowed: bool = False  # the page before was full: space above is dropped, header rows are repeated
    page_by_item: dict[int, int] = {}
    page_pt: float = 0.0  # height of the last page on which anything was put
    tied: set[Tie] = set()
    parted: set[Tie] = set()

    def add(self, run: Sequence[Chunk]) -> None:
        """Put a run on this page, or parts of it on this and those that follow."""
        while run:
            fitting, cuts = self._try(run)
            page = run[0].page
            allowed_gap = ALLOWED_GAP if self.full_from is None or self.number < self.full_from else 0.0
            if fitting == len(run):
                cut = fitting
            elif self.used_pt and self._gap(self.used_pt, self.footnotes_pt, page) <= allowed_gap:
                cut = 0
            elif cuts:
                cut = _choose(cuts, allowed_gap)
                self.parted.add(_tie(run[cut - 1]))
            else:
                cut = 0 if self.used_pt else max(1, fitting)
            self._put(run[:cut])
            run = run[cut:]
            if not cut:
                self._turn(page)

    @property
    def share(self) -> float:
        """How much of its page the text takes."""
        return self.used_pt / self.page_pt if self.page_pt else 1.0

    def _try(self, run: Sequence[Chunk]) -> tuple[int, list[_Cut]]:
        """Return how many chunks of a run fit on this page, and after which of them it may be parted."""
        used, footnotes = self.used_pt, self.footnotes_pt
        cuts: list[_Cut] = []
        for count, chunk in enumerate(run, 1):
            used += self._height_pt(chunk, opens_page=not used)
            footnotes += chunk.footnotes_pt
            spare = 0.0 if len(run) > 1 else chunk.footnotes_pt if chunk.in_table else chunk.spare_pt
            if used + _footnote_area_pt(footnotes - spare) > chunk.page.height_pt:
                return count - 1, cuts
            if chunk.hold:
                cuts.append(_Cut(count, chunk.hold, self._gap(used, footnotes, chunk.page)))
        return len(run), cuts

    def _height_pt(self, chunk: Chunk, opens_page: bool) -> float:
        if opens_page and self.overflowed:
            # space above is dropped at the top of a page, but not at the start of a section
            return chunk.repeated_pt + chunk.height_pt
        return chunk.before_pt + chunk.height_pt

    @staticmethod
    def _gap(used_pt: float, footnotes_pt: float, page: Page) -> float:
        return 1 - (used_pt + _footnote_area_pt(footnotes_pt)) / page.height_pt

    def _put(self, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            self.page_by_item.setdefault(chunk.item, self.number)
            self.used_pt += self._height_pt(chunk, opens_page=not self.used_pt)
            self.footnotes_pt += chunk.footnotes_pt
            self.page_pt = chunk.page.height_pt
            if chunk.hold:
                self.tied.add(_tie(chunk))
            if chunk.ends_section:
                self.number += 1
                self.used_pt = self.footnotes_pt = 0.0
                self.overflowed = False

    def _turn(self, page: Page) -> None:
        """Begin the next page; what is left of the last footnote goes on at its foot."""
        self.footnotes_pt = max(0.0, self.used_pt + _footnote_area_pt(self.footnotes_pt) - page.height_pt)
        self.number += 1
        self.used_pt = 0.0
        self.overflowed = True


def _choose(cuts: Sequence[_Cut], allowed_gap: float) -> int:
    """Return where to part: between paragraphs or rows, within a paragraph if only that fills the page."""
    filling = [cut for cut in cuts if cut.gap <= allowed_gap]
    between = [cut for cut in filling if cut.hold == HOLD_NEXT]
    return (between or filling or cuts)[-1].count


def _tie(chunk: Chunk) -> Tie:
    return chunk.item, chunk.part, chunk.hold


def _footnote_area_pt(footnotes_pt: float) -> float:
    return footnotes_pt + _SEPARATOR_PT if footnotes_pt else 0.0
