"""The list of sources -> as few slides as it needs: the works that carry a deck, and all others in columns.

It is shown in the fullest form that fits one slide at a readable size: references in full, in one column or in several,
else their short forms, with the references in the notes; where slides are limited, else one entry for each publisher.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from generator.language.numbers import choose_label, spell_number
from generator.language.punctuation import spaced
from generator.model.block import Reference, ReferenceList
from generator.model.inline import Inlines, Plain
from generator.write.powerpoint.fit.fit import SCALES, count_lines, fits, fits_columns, item_height_pt, largest_scale
from generator.write.powerpoint.fit.pagination import balance_pages, fill_pages, split_at
from generator.write.powerpoint.fit.runts import cut, replace_character
from generator.write.powerpoint.fit.text import Items, Span, TextParagraph, text_paragraph
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.plan.sources.foot import SourceWords, by_name, full_reference, name_spans
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, Region

_LARGEST_PT = 16.0  # of an entry in columns
_SMALLEST_PT, _SMALLEST_IN_FULL_PT, _SMALLEST_COMPACT_PT = 12.0, 14.0, 10.0
_COLUMN_PT, _GAP_PT, _MOST_COLUMNS = 200.0, 18.0, 3  # where a layout is not made for sources
_SPARE_LINES = 0.3  # below a column, since programs round the heights of lines


def reference_pages(
    block: ReferenceList, layouts: LayoutChooser, words: SourceWords, *, compact: bool = False
) -> tuple[Page, ...]:
    """Return the pages of a list of sources; the works that carry the deck are on the first.

    A `compact` list that takes more than one page joins the sources of one name.
    """
    return _ListPlanner(block, layouts, words, compact).pages()


class _ListPlanner(Struct, frozen=True):
    block: ReferenceList
    layouts: LayoutChooser
    words: SourceWords
    compact: bool = False

    def pages(self) -> tuple[Page, ...]:
        if page := self._page_of_text():
            return (page,)
        layout, region = self.layouts.references(with_works=True)
        works = self._fit_works(layout)
        if not works:
            return self._pages_of_columns(self.block.references, *self.layouts.references(with_works=False), ())
        numbers = {work.number for work in self.block.works[: len(works.items)]}
        others = [reference for reference in self.block.references if reference.number not in numbers]
        return self._pages_of_columns(others, layout, region, (works, *self._caption(len(others), layout)))

    def _page_of_text(self) -> Page | None:
        """Return a page of all references in full, as body text; None where they do not fit."""
        layout = self.layouts.content()
        region = next(layout.regions_of("Content"))
        references: Items = tuple((full_reference(reference),) for reference in self.block.references)
        items, remarks = self._add_remarks(references, layout, region, in_full=True)
        scale = largest_scale(items, region)
        return Page(layout, (TextShape(region, items, scale),), remarks) if scale else None

    def _fit_works(self, layout: Layout) -> TextShape | None:
        """Return as many of the works as fit in the layout's region for them."""
        region = layout.region("Works")
        items: Items = tuple(
            (
                replace(text_paragraph((Plain(f"[{work.number}] "), *work.name), 1), cites=(work.number,)),
                text_paragraph(work.title, 2),
                text_paragraph(work.weight, 3),
            )
            for work in self.block.works
        )
        for count in range(len(items) if region else 0, 0, -1):
            if region and (scale := largest_scale(items[:count], region)):
                return TextShape(region, items[:count], scale)
        return None

    def _caption(self, count: int, layout: Layout) -> Iterator[TextShape]:
        """Yield "Thirty-eight further sources"."""
        region, language = layout.region("Caption"), self.words.language
        if region and count:
            label = choose_label(self.words.labels, "further_sources", count, language)
            text = label.replace("{number}", spell_number(count, language))
            yield TextShape(region, ((TextParagraph((Span(text[:1].upper() + text[1:]),), marker="none"),),))

    def _pages_of_columns(
        self, references: Sequence[Reference], layout: Layout, region: Region, head: tuple[TextShape, ...]
    ) -> tuple[Page, ...]:
        """Return `references` in columns beside `head`, in full if that fits, on as many pages as needed."""
        region = _divide(region, layout)
        forms = [
            (_SMALLEST_IN_FULL_PT, True, self._entries(references, region, head, in_full=True)),
            (_SMALLEST_PT, False, self._entries(references, region, head, in_full=False)),
        ]
        if self.compact:
            forms.append((_SMALLEST_COMPACT_PT, False, self._entries_by_name(references, region)))
        for least_pt, in_full, entries in forms:
            items, remarks = self._add_remarks(entries, layout, region, in_full)
            fitting = [scale for scale in _scales(region, least_pt) if fits(items, region, scale)]
            whole = (scale for scale in fitting if _whole_heights_pt(region.shrink_text(scale), items))
            if fitting:
                return (self._page(layout, region, items, next(whole, fitting[0]), head, remarks),)
        return self._evenly(items, layout, region, head, remarks, least_pt)

    def _entries(
        self, references: Sequence[Reference], region: Region, head: tuple[TextShape, ...], *, in_full: bool
    ) -> Items:
        """Return an entry for each reference; without `head`, that of a work says how much rests on it."""
        weights = {} if head else {work.number: work.weight for work in self.block.works}
        return tuple(
            (_entry(reference, weights, region, in_full, self.words.labels["colon"]),) for reference in references
        )

    def _entries_by_name(self, references: Sequence[Reference], region: Region) -> Items:
        """Return an entry for each name, without dates: "The Guardian [20, 21]"."""
        names = by_name(references)
        paragraphs = (TextParagraph(name_spans(alike, dated=False), marker="none") for alike in names)
        return tuple(
            (replace(paragraph, cites=tuple(reference.number for reference in alike)),)
            for paragraph, alike in zip(paragraphs, names, strict=True)
        )

    def _add_remarks(self, items: Items, layout: Layout, region: Region, in_full: bool) -> tuple[Items, Items]:
        """Return `items` and the remarks on them, which end the list where no place is left for them below it."""
        texts = [] if in_full else [text_paragraph((Plain(self.words.labels["full_references"]),), 1, "none")]
        texts += [text_paragraph(self.block.note, 1, "none")] if self.block.note else []
        remarks: Items = tuple((text,) for text in texts)
        foot = layout.region("Sources")
        return (items, remarks) if foot and foot.bottom_pt > region.bottom_pt else ((*items, *remarks), ())

    def _evenly(
        self,
        items: Items,
        layout: Layout,
        region: Region,
        head: tuple[TextShape, ...],
        remarks: Items,
        least_pt: float,
    ) -> tuple[Page, ...]:
        """Return `items` on several pages, all columns filled alike; only the first has `head`."""
        next_layout, next_region = self.layouts.references(with_works=False)
        next_region = _divide(next_region, next_layout)
        scale = _scales(region, least_pt)[-1]

        def region_of(column: int) -> Region:
            return region if column < region.columns else next_region

        def share(item: int, column: int) -> float:
            chosen = region_of(column)
            return item_height_pt(items[item], chosen, scale) / chosen.text_height_pt

        needed = sum(1 for _ in fill_pages(len(items), share))
        pages = 1 + max(-(-(needed - region.columns) // next_region.columns), 0)
        count = region.columns + (pages - 1) * next_region.columns
        columns = split_at(items, balance_pages(len(items), share, 0, count))
        planned = []
        for page in range(pages):
            start = region.columns + (page - 1) * next_region.columns if page else 0
            chosen = next_region if page else region
            listed = tuple(item for column in columns[start : start + chosen.columns] for item in column)
            if listed:
                where = next_layout if page else layout
                planned.append(self._page(where, chosen, listed, scale, () if page else head, remarks))
        return tuple(planned)

    def _page(
        self, layout: Layout, region: Region, items: Items, scale: float, head: tuple[TextShape, ...], remarks: Items
    ) -> Page:
        if not items:
            return Page(layout, head, remarks, lists_sources=True)
        # sizes and lines are stated, since all columns depend on them: LibreOffice fits text anew, and a program that
        # wraps one entry less would begin the next in the wrong column
        sized = region.shrink_text(scale)
        broken: Items = tuple(tuple(_break_lines(paragraph, sized) for paragraph in item) for item in items)
        shapes = (*head, TextShape(_balance(sized, broken), broken))
        return Page(layout, shapes, remarks, lists_sources=True)


def _entry(
    reference: Reference, weights: Mapping[int, Inlines], region: Region, in_full: bool, colon: str
) -> TextParagraph:
    """Return an entry of the list; one in short form cites the reference, so that the notes have it in full."""
    weight = weights.get(reference.number, ())
    words = (
        *(reference.full if in_full else reference.short),
        *((Plain(spaced(colon)), *weight) if weight else ()),
    )
    # a region for references has a hanging indent on its first level, for the number and a tab; others have a bullet
    made_for_it = region.role == "References"
    number = f"{reference.number}\t" if made_for_it else f"[{reference.number}]\u00a0"
    paragraph = text_paragraph((Plain(number), *words), 1, "bullet" if made_for_it else "none")
    return paragraph if in_full else replace(paragraph, cites=(reference.number,))


def _divide(region: Region, layout: Layout) -> Region:
    """Return a region in columns, whose number a layout that is made for sources states; others get the foot's room."""
    if region.role == "References":
        return region
    if foot := layout.region("Sources"):
        region = region.between(region.top_pt, max(region.bottom_pt, foot.bottom_pt))
    columns = min(max(int(region.text_width_pt // _COLUMN_PT), 1), _MOST_COLUMNS)
    return region.divide(region.text_height_pt, columns, _GAP_PT)


def _scales(region: Region, least_pt: float) -> Sequence[float]:
    """Return the scales at which an entry is of a size for lists, largest first, but one in any case."""
    size_pt = region.level(1).size_pt
    return [scale for scale in SCALES if least_pt - 0.01 <= size_pt * scale <= _LARGEST_PT] or [
        next((scale for scale in SCALES if size_pt * scale <= _LARGEST_PT), SCALES[-1])
    ]


def _break_lines(paragraph: TextParagraph, region: Region) -> TextParagraph:
    """Return `paragraph` with a line break where each of its lines is measured to end."""
    if region.columns == 1:
        return paragraph
    for line in range(1, count_lines(paragraph, region, 1.0)):
        spaces = [at for at, character in enumerate(paragraph.text) if character == " "]
        ends = (at for at in reversed(spaces) if count_lines(cut(paragraph, at), region, 1.0) == line)
        at = next(ends, None)
        paragraph = paragraph if at is None else replace_character(paragraph, at, "\n")
    return paragraph


def _balance(region: Region, items: Items) -> Region:
    """Return `region` just high enough for `items` in its columns: programs fill one column before the next.

    Of the heights that do, the least at which no item is divided between two columns, if there is one.
    """
    heights_pt = [item_height_pt(item, region) for item in items]
    enough = _enough_pt(heights_pt, region)
    if region.columns == 1 or not enough:
        return region
    whole = _whole_heights_pt(region, items) or enough
    height_pt = min(whole[0] + _SPARE_LINES * min(heights_pt), region.text_height_pt)
    return region.divide(height_pt, region.columns, region.column_gap_pt)


def _whole_heights_pt(region: Region, items: Items) -> Sequence[float]:
    """Return the heights of columns that divide no item, least first."""
    heights_pt = [item_height_pt(item, region) for item in items]
    line_pt = min(heights_pt)
    return [each for each in _enough_pt(heights_pt, region) if _keeps_whole(heights_pt, each, line_pt)]


def _enough_pt(heights_pt: Sequence[float], region: Region) -> Sequence[float]:
    return [
        height_pt
        for height_pt in accumulate(heights_pt)
        if height_pt <= region.text_height_pt and fits_columns(heights_pt, height_pt, region.columns)
    ]


def _keeps_whole(heights_pt: Sequence[float], height_pt: float, line_pt: float) -> bool:
    """Return whether each item that begins in a column of `height_pt` ends there."""
    used_pt = 0.0
    for item_pt in heights_pt:
        if used_pt + item_pt > height_pt + 0.01:
            if used_pt + line_pt <= height_pt + 0.01:
                return False  # its first line finds room below the last item
            used_pt = 0.0
        used_pt += item_pt
    return True
