"""The kinds of figures: one row each in `FIGURES`."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Columns, Figure, Timeline
from generator.model.look import Brand

Kind = TypeVar("Kind", bound=Figure)


class FigureKind(Struct, Generic[Kind], frozen=True):
    """A kind of figure, by the name with which a dataset asks for it."""

    name: str
    draw: Callable[[Kind, Edition, Brand], Drawing]


def _draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Drawing:
    from generator.draw.timeline import draw_timeline

    return draw_timeline(figure, edition, brand)


def _draw_columns(figure: Columns, edition: Edition, brand: Brand) -> Drawing:
    from generator.draw.columns import draw_columns

    return draw_columns(figure, edition, brand)


FIGURES: tuple[FigureKind[Any], ...] = (
    FigureKind[Timeline]("timeline", draw=_draw_timeline),
    FigureKind[Columns]("columns", draw=_draw_columns),
)
