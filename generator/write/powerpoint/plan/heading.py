"""Title, eyebrow and footers of slides, and the pages of title slides. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.model.block import Blocks, BulletList, FigureBlock, Heading, NumberedList, Panel, Paragraph
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.inline import Inlines
from generator.write.powerpoint.fit.fit import SCALES, allowed_scales, fits_one_line, largest_scale, text_width_pt
from generator.write.powerpoint.fit.text import Items, Span, TextParagraph, items_of, text_paragraph
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.figures import centred_box
from generator.write.powerpoint.plan.page import Page, PictureShape, Shape, TextShape
from generator.write.powerpoint.plan.titles.scales import TitleScales
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, Region

_Text = Paragraph | Heading | BulletList | NumberedList | Panel  # what may stand below the title of a title slide
_TITLES = ("Title", "Subtitle")
_SLACK_PT = 2.0  # of a frame around words: Office's own measure of a line may differ
_SMALLEST_FOOTER_PT = 10.0


def heading_shapes(title: Inlines, eyebrow: Inlines, layout: Layout, scales: TitleScales) -> Iterator[Shape]:
    """Yield title and eyebrow, as far as the slide and its layout have them."""
    region, above = layout.region("Title"), layout.region("Eyebrow")
    if region and title:
        shape = scales.fit(title, region, above)
        above = above and _move_up(above, region.top_pt - shape.region.top_pt)
        yield shape
    if above and eyebrow:
        yield fit_text(above, ((text_paragraph(eyebrow, 1, "none"),),))


def fit_text(region: Region, *wordings: Items) -> TextShape:
    """Return the first of `wordings` that fits at an allowed size; where none does, the last one at the smallest."""
    scaled = ((items, largest_scale(items, region)) for items in wordings)
    items, scale = next((each for each in scaled if each[1]), (wordings[-1], None))
    return TextShape(region, items, scale or allowed_scales(items, region)[-1])


def _move_up(region: Region, by_pt: float) -> Region:
    return region.between(region.top_pt - by_pt, region.bottom_pt - by_pt)


def cover_page(blocks: Blocks, drawings: Mapping[str, Drawing], layouts: LayoutChooser) -> Page:
    """Return the first page; its figure is shown where the layout has a region for one."""
    figure = next((drawings[block.figure] for block in blocks if isinstance(block, FigureBlock)), None)
    layout = layouts.title()
    if figure and not layout.region("Figure"):
        layouts.missing["Figure"] = "the cover stays plain"
    return title_page(blocks, layout if figure else _without_figure(layout), figure)


def _without_figure(layout: Layout) -> Layout:
    """Return `layout` with title and subtitle lower by half of the room that a figure below them would have."""
    below, figure = layout.region("Subtitle"), layout.region("Figure")
    if not below or not figure or figure.top_pt < below.bottom_pt:
        return layout
    by_pt = (figure.bottom_pt - below.bottom_pt) / 2
    moved = (_move_up(region, -by_pt) if region.role in _TITLES else region for region in layout.regions)
    return replace(layout, regions=tuple(moved))


def title_page(blocks: Blocks, layout: Layout, figure: Drawing | None = None) -> Page:
    """Return a title slide: paragraphs of the style "Byline" in that region, all others below the title."""
    byline = layout.region("Byline")
    bylines = [block for block in blocks if isinstance(block, Paragraph) and block.style == "Byline" and byline]
    others = tuple(block for block in blocks if isinstance(block, _Text) and block not in bylines)
    below = layout.region("Subtitle") or layout.region("Content")
    shapes: list[Shape] = []
    if below and others:
        shapes.append(fit_text(below, *(items_of(shorten(others, step)) for step in range(count_steps(others) + 1))))
    if figure and (region := layout.region("Figure")):
        shapes.append(PictureShape(region, figure, centred_box(figure, region)))
    if byline and bylines:
        shapes.append(fit_text(byline, items_of(tuple(bylines))))
    return Page(layout, tuple(shapes))


def footers(layout: Layout, deck: Deck, on_cover: bool) -> tuple[TextShape, ...]:
    """Return what identifies a slide that is seen alone: title and date, marking, number; of a long title, the date.

    On the cover, which has the title, the date itself is bold.
    """
    fields = deck.fields
    title, date, dated = (fields.get(name, "") for name in ("short_title", "as_of", "as_of_line"))
    before, day, after = dated.partition(date) if on_cover else (dated, "", "")
    identities: list[tuple[Span, ...]] = [(Span(before), Span(day, bold=True), Span(after))]
    if title and not on_cover:
        identities.insert(0, (Span(deck.labels["title_as_of"].format(title=title, date=date)),))
    marking = (Span(fields.get("marking", "")),)
    return tuple(_footers(layout, {"Date": identities, "Footer": [marking], "Slide number": [(Span("#"),)]}))


def _footers(layout: Layout, choices: Mapping[str, Sequence[tuple[Span, ...]]]) -> Iterator[TextShape]:
    """Yield the first text of each role that fits one line, else the last."""
    for role, texts in choices.items():
        region = layout.region(role)
        lines = [TextParagraph(tuple(span for span in spans if span.text), marker="none") for spans in texts]
        lines = [line for line in lines if line.spans]
        if region and lines:
            line = next((line for line in lines if fits_one_line((line,), region)), lines[-1])
            region = _shrink_to_line(line, region)
            yield TextShape(_tighten(region, line) if region.framed else region, ((line,),))


def _shrink_to_line(line: TextParagraph, region: Region) -> Region:
    """Return the region with its text as small as it must be for one line, but no smaller than can be read."""
    least = min(_SMALLEST_FOOTER_PT / region.level(1).size_pt, 1.0)
    shrunk = [region.shrink_text(scale) for scale in SCALES if scale >= least] or [region]
    return next((each for each in shrunk if fits_one_line((line,), each)), shrunk[-1])


def _tighten(region: Region, paragraph: TextParagraph) -> Region:
    """Return a framed region no wider than its words; its right edge stays."""
    width_pt = text_width_pt(paragraph, region) + region.insets_pt[0] + region.insets_pt[2] + _SLACK_PT
    if width_pt >= region.width_pt:
        return region
    left_pt = region.left_pt + region.width_pt - width_pt
    return replace(region, left_pt=left_pt, width_pt=width_pt, placed=True)
