"""Key numbers -> tables of one row: each number large, its words and its earlier value below it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.fonts.breaks import find_breaks, may_be_ideographic
from generator.language.direction import runs_right_to_left
from generator.model.block import KeyNumber, KeyNumbers
from generator.model.inline import text_of
from generator.write.word.plan.inlines import InlinePlanner
from generator.write.word.plan.tables.narrow import loosen
from generator.write.word.planned import Item, LayoutTable, Para
from generator.write.word.template.paragraph_formatting import Formats

TABLE, NUMBER, LEAD, WORDS, EARLIER = (
    "Key Numbers", "Key Number", "Key Number Lead", "Key Number Words", "Key Number Note",
)  # fmt: skip
_IN_A_ROW = 4


def plan_numbers(
    block: KeyNumbers,
    width_pt: float,
    formats: Formats,
    inlines: InlinePlanner,
) -> Iterator[Item]:
    """Yield a table for each row; cells of all rows are equally wide, so that numbers stand below one another."""
    across = _count_across(block.numbers, width_pt, formats)
    for start in range(0, len(block.numbers), across):
        numbers = block.numbers[start : start + across]
        room_pt = width_pt / across - formats.cell_margins_pt(TABLE).across_pt
        cells = tuple(
            tuple(_plan_cell(number, LEAD if not start + place else NUMBER, room_pt, formats, inlines))
            for place, number in enumerate(numbers)
        )
        words = _describe(numbers)
        widths_pt = (width_pt / across,) * len(numbers)
        yield LayoutTable(TABLE, widths_pt, (cells,), words, not start, runs_right_to_left(words))


def _count_across(numbers: Sequence[KeyNumber], width_pt: float, formats: Formats) -> int:
    """Return how many stand in a row: as many as fit without a break within a word, as in the month of a date."""
    margins_pt, format_ = formats.cell_margins_pt(TABLE).across_pt, formats.paragraph(NUMBER)
    words = [word for number in numbers for word in _unbroken(text_of(number.value))]
    widest_pt = max((format_.face.width_pt(word, format_.size_pt) for word in words), default=0.0)
    fitting = min(_IN_A_ROW, max(1, int(width_pt / (widest_pt + margins_pt))))
    rows = -(-len(numbers) // fitting)
    return -(-len(numbers) // rows)


def _unbroken(text: str) -> Iterator[str]:
    """Yield what of `text` no line divides: its words; between ideographs, less."""
    for word in text.split():
        places = [0, *(find_breaks(word) if may_be_ideographic(word) else ()), len(word)]
        yield from (word[start:end] for start, end in pairwise(places))


def _plan_cell(
    number: KeyNumber, style: str, room_pt: float, formats: Formats, planner: InlinePlanner
) -> Iterator[Para]:
    for name, inlines in ((style, number.value), (WORDS, number.words), (EARLIER, number.earlier)):
        if inlines:
            formatting = formats.paragraph(name)
            yield Para(name, loosen(planner.plan(inlines, formatting.emphases), room_pt, formatting))


def _describe(numbers: Sequence[KeyNumber]) -> str:
    """Return the alternative text of a row."""
    return "; ".join(f"{text_of(number.value)} {text_of(number.words)}" for number in numbers)
