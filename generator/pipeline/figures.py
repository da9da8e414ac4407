"""A composed pack -> its drawings; what files show alike, or is kept from an earlier run, is not drawn again."""

from collections.abc import Callable, Mapping
from functools import partial
from pkgutil import resolve_name

from generator import plugins
from generator.cache.key import drawing_key, scene
from generator.cache.store import Through
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.look import Brand
from generator.pipeline.composition import Composed

Drawings = Mapping[str, Mapping[str, Drawing]]  # by file, then by figure


def drawn(composed: Composed, kinds: Mapping[str, str], through: Through, say: Callable[[str, str], None]) -> Drawings:
    """Return the drawings; `kinds` names what draws each kind of figure, and `through` keeps what was drawn."""
    drawings: dict[str, Drawing] = {}
    shown: dict[str, dict[str, Drawing]] = {}
    did: dict[str, None] = {}
    for file, edition in composed.editions.items():
        brand = composed.look_of(file).brand
        shown[file], around = {}, scene(composed.dataset, edition, brand)
        for figure in edition.figures:
            key = drawing_key(figure, around)
            if key not in drawings:
                drawings[key], kept = through(key, Drawing, partial(_drawing, figure, edition, brand, kinds))
                did[f"{figure.id} (unchanged)" if kept else figure.id] = None
            shown[file][figure.id] = drawings[key]
    say("drew", ", ".join(did) or "no figures")
    return shown


def _drawing(figure: Figure, edition: Edition, brand: Brand, kinds: Mapping[str, str]) -> Drawing:
    known = kinds.get(figure.kind)
    draw = resolve_name(known) if known else plugins.load(plugins.FIGURES, figure.kind)
    made: Drawing = draw(figure, edition, brand)
    return made
