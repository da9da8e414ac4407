"""Planned slides -> what is said about them: text that fits at no size, layouts that the template does not have."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.errors import Place, Problem, quote_names, suggest
from generator.model.document import Slide
from generator.write.powerpoint.fit.fit import fits, overlong_words
from generator.write.powerpoint.plan.page import PlannedSlide, TextShape
from generator.write.powerpoint.template.region import LayoutSet

_SHORTEN = 'shorten it (`trace PACK "its words"` tells where it comes from), or use a layout with more room'


def unknown_layouts(slides: Sequence[Slide], layout_set: LayoutSet) -> Iterator[Problem]:
    for slide in slides:
        if slide.layout and not layout_set.find(slide.layout):
            names = [layout.name for layout in layout_set.layouts]
            yield Problem(slide.place, f"no layout `{slide.layout}` in the template", suggest(slide.layout, names))


def substituted_layouts(substitutes: Mapping[str, str], place: Place) -> Iterator[Problem]:
    """Yield one problem that says which layouts of the template are used where it has none of our names."""
    wanted_by_used: dict[str, list[str]] = {}
    for wanted, used in substitutes.items():
        wanted_by_used.setdefault(used, []).append(wanted)
    if wanted_by_used:
        stand_ins = (f"{quote_names([used])} as {quote_names(wanted)}" for used, wanted in wanted_by_used.items())
        help_ = "`check-template` shows them; to use others, name them in brand.yaml: `layouts: {cover: …, content: …}`"
        yield Problem(place, f"layouts are chosen by what they are: {'; '.join(stand_ins)}", help_)


def overfull_text(slide: Slide, planned: Sequence[PlannedSlide]) -> Iterator[Problem]:
    """Yield what no scale can help: text higher than its region, words wider than their line."""
    for planned_slide in planned:
        footers = (replace(footer, region=footer.region.without_margins()) for footer in planned_slide.footers)
        for shape in (*planned_slide.shapes, *footers):
            if not isinstance(shape, TextShape):
                continue
            if not fits(shape.items, shape.region, shape.scale):
                what = f"the text of `{shape.region.name}` on slide `{planned_slide.title}` does not fit"
                yield Problem(slide.place, what, _SHORTEN)
            for word, statement in overlong_words(shape.items, shape.region, shape.scale):
                where = f" (statement `{statement}`)" if statement else ""
                what = f"`{word}` on slide `{planned_slide.title}` is wider than its line{where}"
                yield Problem(slide.place, what, "shorten the word, or use a layout with fewer columns")
