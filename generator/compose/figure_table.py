"""A figure -> the tables of what it draws, as blocks; under the title of its lane, where the figure has several."""

from collections.abc import Iterator

from generator.compose.composer import Composer
from generator.draw.data_table import DataTable, tabulate_figure
from generator.model.block import Block, Blocks, Paragraph, Table
from generator.model.figure import Figure
from generator.model.inline import Inlines, Plain, Strong


def compose_figure_table(figure: Figure, composer: Composer) -> Blocks:
    """Return the tables, nothing for a figure without events, or of a kind that does not say what it draws."""
    tables = tabulate_figure(figure, composer.edition)
    return tuple(block for table in tables for block in _compose_table(table, figure, composer))


def _compose_table(table: DataTable, figure: Figure, composer: Composer) -> Iterator[Block]:
    if table.title:
        yield Paragraph((Strong(_cell(table.title, composer)),))
    header, *rows = ([_cell(text, composer) for text in texts] for texts in (table.header, *table.rows))
    yield Table(tuple(header), tuple(map(tuple, rows)), events=table.events, figure=figure.id)


def _cell(text: str, composer: Composer) -> Inlines:
    return (Plain(composer.breaks.bind_text(text)),) if text else ()
