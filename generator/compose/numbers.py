"""The key numbers of an edition -> the block that shows them: each with its words, earlier value and sources."""

from generator.compose.composer import Composer
from generator.compose.template.slots import CitationSlot, prose
from generator.compose.template.values import format_earlier, format_value
from generator.language.region import east_asian_script
from generator.model.block import Blocks, FigureBlock, KeyNumber, KeyNumbers
from generator.model.edition import SelectedNumber
from generator.model.inline import Traced


def compose_numbers(composer: Composer) -> Blocks:
    """Return the block, nothing where there are no key numbers."""
    numbers = tuple(_compose_number(number, composer) for number in composer.edition.numbers.items)
    return (KeyNumbers(numbers),) if numbers else ()


def _compose_number(number: SelectedNumber, composer: Composer) -> KeyNumber:
    edition, bind = composer.edition, composer.breaks.bind
    words = Traced(number.id, bind(prose(number.number.unit.value).inlines))
    earlier = bind(format_earlier(edition, number).inlines)
    composer.note_statements((words,))
    cited = bind(composer.cite(CitationSlot(number.number.sources, (number.id,))))
    value = format_value(edition, number.value).inlines
    value = bind(value) if east_asian_script(edition.language) else value  # a date elsewhere may take two lines
    inset = edition.inset if number is edition.numbers.items[0] else None
    figure = (FigureBlock(inset.id, (), 0, ""),) if inset else ()
    return KeyNumber(value, (words, *(() if earlier else cited)), (*earlier, *cited) if earlier else (), figure)
