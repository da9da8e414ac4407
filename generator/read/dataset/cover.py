"""The figure that a dataset or an audience wants on the cover -> what is wrong with it."""

from collections.abc import Iterator, Sequence

from generator.errors import Problem, suggest
from generator.model.figure import MOST_COVER_LANES, NO_COVER, Cover, Figure, Timeline


def check_cover(cover: Cover | None, figures: Sequence[Figure]) -> Iterator[Problem]:
    """Yield a figure and lanes that do not exist, and a period that ends before it begins."""
    if cover is None:
        return
    figure_by_id = {figure.id: figure for figure in figures}
    figure = figure_by_id.get(cover.figure)
    if cover.figure not in ("", NO_COVER) and figure is None:
        remedy = suggest(cover.figure, figure_by_id, "figures")
        yield Problem(cover.place, f"unknown figure `{cover.figure}`", remedy)
    if cover.start and cover.end and cover.end.last < cover.start.first:
        yield Problem(cover.place, f"`to` {cover.end} is before `from` {cover.start}", "swap them")
    if isinstance(figure, Timeline):
        lanes = [lane.id for lane in figure.lanes]
        for lane in cover.lanes:
            if lane not in lanes:
                what = f"unknown lane `{lane}` in figure `{figure.id}`"
                yield Problem(cover.place, what, suggest(lane, lanes, "lanes"))
        if len(cover.lanes or lanes) > MOST_COVER_LANES:
            what = f"a cover has room for {MOST_COVER_LANES} lanes, not for {len(cover.lanes or lanes)}"
            remedy = f"name those to show: `cover: {{figure: {figure.id}, lanes: [{', '.join(lanes[:2])}]}}`"
            yield Problem(cover.place, what, remedy)
    elif figure and cover.lanes:
        yield Problem(cover.place, f"figure `{figure.id}` has no lanes", "delete `lanes`")
