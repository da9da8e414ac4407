"""`::: positions` -> a table of who says what on which topic, in which a gap is shown as a gap."""

from collections.abc import Callable

from generator.compose.composer import Composer
from generator.compose.prose import parse_prose
from generator.compose.template.slots import CitationSlot
from generator.model.block import Blocks, Paragraph, Table
from generator.model.edition import SelectedPosition
from generator.model.inline import Inlines, Plain, Traced
from generator.model.text import Text

ROWS = ("holders", "topics")
GAP = "–"
_MOST_COLUMNS = 5  # of topics; with more, holders that are fewer make the better columns


def compose_positions(rows: str, caption: Inlines, note_style: str, composer: Composer) -> Blocks:
    """Return the table, and what a gap means where it has one; nothing if the edition has no positions.

    `rows` is one of ROWS, empty for the one that leaves fewer columns where there are many.
    """
    positions = composer.edition.positions
    if not positions.holders:
        return ()
    holders = [(holder.id, holder.title) for holder in positions.holders]
    topics = [(topic.id, topic.title) for topic in positions.topics]
    said = {(cell.holder.id, cell.topic.id): cell for holder in positions.holders for cell in holder.positions}
    few = len(topics) <= _MOST_COLUMNS or len(topics) <= len(holders)
    by_holder = rows == "holders" or (rows != "topics" and few)
    heads, columns = (holders, topics) if by_holder else (topics, holders)
    find: Callable[[str, str], SelectedPosition | None] = (
        (lambda row, column: said.get((row, column))) if by_holder else (lambda row, column: said.get((column, row)))
    )
    header = ((), *(_compose_title(title, composer) for _, title in columns))
    body = tuple(
        (_compose_title(title, composer), *(_compose_cell(find(id_, column), composer) for column, _ in columns))
        for id_, title in heads
    )
    number, anchor = composer.number_caption("table", "tbl-positions") if caption else (0, "")
    table = Table(header, body, caption, number, anchor, row_headers=True)
    if len(said) == len(holders) * len(topics):
        return (table,)
    return table, Paragraph((Plain(composer.label("no_position").replace("{sign}", GAP)),), note_style)


def _compose_title(title: Text, composer: Composer) -> Inlines:
    return composer.breaks.bind(parse_prose(title.value))


def _compose_cell(position: SelectedPosition | None, composer: Composer) -> Inlines:
    """Return the wording and its citation; on slides, a shorter wording may replace it."""
    if position is None:
        return (Plain(GAP),)
    statement = position.statement
    in_deck = composer.edition.output == "deck"
    shorter = tuple(parse_prose(text.value) for text in position.shorter) if in_deck else ()
    said: Inlines = (Traced(statement.id, parse_prose(position.wording.value), shorter),)
    composer.note_statements(said)
    cited = composer.cite(CitationSlot(statement.sources, (statement.id,), statement.inherited))
    return composer.breaks.bind((*said, *cited))
