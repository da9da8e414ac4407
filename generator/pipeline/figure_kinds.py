"""The kinds of figures: one row each in `FIGURES`, which says how the figure is read from a dataset and drawn.

To add a chart, write its model, its form and its drawing, and add a row.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic

from generator import plugins
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Columns, Ranking, Strips, Timeline
from generator.model.look import Brand
from generator.read.dataset.figures import (
    FigureReader,
    FormOf,
    Kind,
    check_columns,
    check_ranking,
    check_strips,
    check_timeline,
)
from generator.read.form.figures import ColumnsForm, RankingForm, StripsForm, TimelineForm
from generator.read.form.schema import build_schema

if TYPE_CHECKING:
    from generator.draw.planned import PlannedDrawing
    from generator.readback.expected import Expected


class FigureKind(FigureReader[FormOf, Kind], Generic[FormOf, Kind], frozen=True, kw_only=True):
    """A kind of figure, from its fields in dataset.yaml to its drawing.

    `draw` may stop at what is planned: then pixels may come from the cache, if they show just that. A finished drawing
    could not be checked so, and is not cached. `expect` counts the events anew, once the pack is written: what they ask
    of each file. Without it, the files are compared with the drawing, and its picture is not read back.
    """

    draw: "Callable[[Kind, Edition, Brand], PlannedDrawing | Drawing]"
    expect: "Callable[[Kind, Edition, Brand], Expected] | None" = None


def _draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> "PlannedDrawing":
    from generator.draw.timeline import plan_timeline

    return plan_timeline(figure, edition, brand)


def _draw_columns(figure: Columns, edition: Edition, brand: Brand) -> "PlannedDrawing":
    from generator.draw.columns import plan_columns

    return plan_columns(figure, edition, brand)


def _draw_ranking(figure: Ranking, edition: Edition, brand: Brand) -> "PlannedDrawing":
    from generator.draw.ranking import plan_ranking

    return plan_ranking(figure, edition, brand)


def _expect_ranking(figure: Ranking, edition: Edition, brand: Brand) -> "Expected":
    from generator.readback.expected import expect_ranking

    return expect_ranking(figure, edition, brand)


def _expect_timeline(figure: Timeline, edition: Edition, brand: Brand) -> "Expected":
    from generator.readback.expected import expect_timeline

    return expect_timeline(figure, edition, brand)


def _expect_columns(figure: Columns, edition: Edition, brand: Brand) -> "Expected":
    from generator.readback.expected import expect_columns

    return expect_columns(figure, edition, brand)


FIGURES: tuple[FigureKind[Any, Any], ...] = (
    FigureKind(
        name="timeline",
        form=TimelineForm,
        model=Timeline,
        check=check_timeline,
        draw=_draw_timeline,
        expect=_expect_timeline,
    ),
    FigureKind(
        name="strips",
        form=StripsForm,
        model=Strips,
        check=check_strips,
        draw=_draw_timeline,
        expect=_expect_timeline,
    ),
    FigureKind(
        name="ranking",
        form=RankingForm,
        model=Ranking,
        check=check_ranking,
        draw=_draw_ranking,
        expect=_expect_ranking,
    ),
    FigureKind(
        name="columns",
        form=ColumnsForm,
        model=Columns,
        check=check_columns,
        draw=_draw_columns,
        expect=_expect_columns,
    ),
)


class _FigureKinds(Mapping[str, FigureKind[Any, Any]]):
    """The kinds of figures by name: those of the table, then those of installed packages, looked up when asked for.

    A kind of an installed package is described as columns are, and drawn by the package.
    """

    def __getitem__(self, name: str) -> FigureKind[Any, Any]:
        for kind in FIGURES:
            if kind.name == name:
                return kind
        if name not in plugins.names(plugins.FIGURES):
            raise KeyError(name)
        draw = plugins.load(plugins.FIGURES, name)
        return FigureKind(name=name, form=ColumnsForm, model=Columns, check=check_columns, draw=draw)

    def __iter__(self) -> Iterator[str]:
        yield from (kind.name for kind in FIGURES)
        yield from sorted(plugins.names(plugins.FIGURES))

    def __len__(self) -> int:
        return sum(1 for _ in self)


FIGURE_KINDS = _FigureKinds()


def dataset_schema() -> dict[str, Any]:
    """Return the JSON schema of dataset.yaml, with the kinds of figures of the table."""
    return build_schema([kind.form for kind in FIGURES])
