"""A dataset -> notes about symbols in texts of its figures that are left out, since no font of a figure has them."""

from collections.abc import Iterator

from generator.draw.marks.groups import label_text
from generator.errors import Place, Problem
from generator.fonts.symbols import missing_symbols
from generator.model.dataset import Dataset
from generator.model.figure import Timeline
from generator.model.selection import select_records


def find_missing_symbols(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for each text with such symbols, at its event or figure."""
    texts: dict[tuple[Place, str], None] = {}
    for figure in dataset.figures:
        for stack, _ in figure.stacks:
            texts |= dict.fromkeys((figure.place, title) for title in stack.titles)
        for lane in figure.lanes if isinstance(figure, Timeline) else ():
            own = (lane.title, lane.none, *(row.title for row in lane.rows))
            texts |= dict.fromkeys((figure.place, text) for text in own)
            labelled = select_records(lane.select, dataset.events) if lane.draw == "marks" else []
            texts |= dict.fromkeys((event.origin, label_text(event, lane.label)) for event in labelled)
    for place, text in texts:
        if missing := missing_symbols(text):
            what = f"`{missing}` in `{text}` is left out of the figure: no font has it"
            yield Problem(place, what, "say it in words")
