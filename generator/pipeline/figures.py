"""A composition -> its drawings; a figure that files share, or that the cache holds, is not drawn again.

What the cache holds may come from anywhere. It is used only if it shows what is planned for the figure's events.
"""

from collections.abc import Mapping
from functools import partial

from generator.cache.key import drawing_key, scene_hash
from generator.cache.store import CacheMode, reuse
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.look import Brand
from generator.pipeline.composition import Composition, Progress, no_progress
from generator.pipeline.figure_kinds import FIGURE_KINDS

AllDrawings = Mapping[str, Mapping[str, Drawing]]  # by output, then by figure


def draw(composition: Composition, cache: CacheMode = reuse, progress: Progress = no_progress) -> AllDrawings:
    """Return the drawings of each output ("briefing", "deck"), by figure."""
    drawings: dict[str, Drawing] = {}
    by_output: dict[str, dict[str, Drawing]] = {}
    done: dict[str, None] = {}
    for output, edition in composition.editions.items():
        brand = composition.look_for(output).brand
        by_output[output], scene = {}, scene_hash(composition.dataset, edition, brand)
        for figure in edition.figures:
            key = drawing_key(figure, scene)
            if key not in drawings:
                drawings[key], cached = _draw(figure, edition, brand, key, cache)
                done[f"{figure.id} (unchanged)" if cached else figure.id] = None
            by_output[output][figure.id] = drawings[key]
    progress("drew", ", ".join(done) or "no figures")
    return by_output


def _draw(figure: Figure, edition: Edition, brand: Brand, key: str, cache: CacheMode) -> tuple[Drawing, bool]:
    """Return the drawing of `figure`, and whether it was cached."""
    from generator.draw.inset import introduce, scene_of
    from generator.draw.planned import render_planned, shows

    drawn = introduce(FIGURE_KINDS[figure.kind].draw(figure, *scene_of(figure, edition, brand)), figure, edition)
    if isinstance(drawn, Drawing):
        return drawn, False
    return cache(key, Drawing, partial(render_planned, drawn), partial(shows, planned=drawn))
