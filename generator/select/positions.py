"""The positions of a dataset -> those of one audience: what is withheld looks like what nobody has recorded. Pure."""

from collections.abc import Collection, Sequence

from generator.model.dataset import Cell, Party, Positions
from generator.model.edition import Holder, SelectedPosition, SelectedPositions, SelectedStatement
from generator.model.text import NO_TEXT

NO_POSITIONS = SelectedPositions(NO_TEXT, NO_TEXT, NO_TEXT, (), ())


def select_positions(positions: Positions, selected: Sequence[SelectedStatement]) -> SelectedPositions:
    """Return the `selected` cells by holder, in the order of the topics; nothing if there are none.

    A topic or holder all of whose cells are left out is left out with them; one that never had any stays, as a gap.
    """
    kept = [cell for cell in (each.statement for each in selected) if isinstance(cell, Cell)]
    if not kept:
        return NO_POSITIONS
    cells = positions.all_cells
    topics = _keep(positions.topics, {cell.topic for cell in cells}, {cell.topic for cell in kept})
    holders = _keep(positions.holders, {cell.holder for cell in cells}, {cell.holder for cell in kept})
    by_place = {
        (cell.statement.holder, cell.statement.topic): cell for cell in selected if isinstance(cell.statement, Cell)
    }
    rows = tuple(
        Holder(
            holder.id,
            holder.title,
            tuple(
                SelectedPosition(cell.statement, cell.wording, cell.shorter, topic=topic, holder=holder)
                for topic in topics
                if (cell := by_place.get((holder.id, topic.id)))
            ),
        )
        for holder in holders
    )
    heads = positions.title, positions.takeaway, positions.intro
    return SelectedPositions(*heads, topics, rows, positions.sources, positions.marking)


def _keep(parties: Sequence[Party], used: Collection[str], kept: Collection[str]) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.id in kept or party.id not in used)
