"""A composition -> its drawings; a figure that files share, or that the cache holds, is not drawn again.

What the cache holds may come from anywhere. It is used only if it shows what is planned for the figure's events.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.cache.key import drawing_key, scene_hash
from generator.cache.store import CacheMode, reuse
from generator.errors import Problem
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.look import Brand
from generator.pipeline.composition import Composition, Progress, no_progress
from generator.pipeline.figure_kinds import FIGURE_KINDS
from generator.pipeline.formats import FORMATS

AllDrawings = Mapping[str, Mapping[str, Drawing]]  # by output, then by figure


def draw(composition: Composition, cache: CacheMode = reuse, progress: Progress = no_progress) -> AllDrawings:
    """Return the drawings of each output ("briefing", "deck"), by figure."""
    drawings: dict[str, Drawing] = {}
    by_output: dict[str, dict[str, Drawing]] = {}
    done: dict[str, None] = {}
    for output, edition in composition.editions.items():
        brand = brand_of_figures(output, composition, cache)
        by_output[output], scene = {}, scene_hash(composition.dataset, edition, brand)
        for figure in edition.figures:
            key = drawing_key(figure, scene)
            if key not in drawings:
                drawings[key], cached = _draw(figure, edition, brand, key, cache)
                done[f"{figure.id} (unchanged)" if cached else figure.id] = None
            by_output[output][figure.id] = drawings[key]
    progress("drew", ", ".join(done) or "no figures")
    return by_output


def brand_of_figures(output: str, composition: Composition, cache: CacheMode = reuse) -> Brand:
    """Return the brand that the figures of an output are drawn in, with what is really behind them."""
    look = composition.look_for(output)
    for format_ in FORMATS:
        if format_.edition == output and format_.figure_brand:
            return format_.figure_brand(format_.load(look, cache))
    return look.brand


def find_adjusted_colors(composition: Composition) -> Iterator[Problem]:
    """Yield a note that names the colours of the theme which figures have darker or lighter than it says."""
    adjusted: dict[str, str] = {}
    for output, edition in composition.editions.items():
        brand = brand_of_figures(output, composition)
        colors = brand.figure_colors()
        changed = [name for name, color in colors.texts.items() if color != brand.colors[name]]
        adjusted |= dict.fromkeys(changed if edition.figures else (), f"#{colors.ground}")
    if adjusted:
        names, grounds = ", ".join(sorted(adjusted)), " and ".join(dict.fromkeys(adjusted.values()))
        what = f"figures have darker or lighter shades of {names}, in which text cannot be read on {grounds}"
        help_ = "nothing needs to be done; other colours in brand.yaml would be used as they are"
        yield Problem(composition.look.place, what, help_, settled=True)


def _draw(figure: Figure, edition: Edition, brand: Brand, key: str, cache: CacheMode) -> tuple[Drawing, bool]:
    """Return the drawing of `figure`, and whether it was cached."""
    from generator.draw.inset import introduce, scene_of
    from generator.draw.planned import render_planned, shows

    drawn = introduce(FIGURE_KINDS[figure.kind].draw(figure, *scene_of(figure, edition, brand)), figure, edition)
    if isinstance(drawn, Drawing):
        return drawn, False
    return cache(key, Drawing, partial(render_planned, drawn), partial(shows, planned=drawn))
