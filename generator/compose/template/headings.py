"""What heads a section: its title, with its takeaway below, or the takeaway: as `headings` of the audience say."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.compose.template.slots import SlotText, literal, prose
from generator.model.edition import Edition


def _head(edition: Edition, part: Any) -> SlotText:
    return prose(((_speaks(edition) and part.takeaway) or part.title).value)


def _lead(edition: Edition, part: Any) -> SlotText:
    return literal("") if _speaks(edition) else prose(part.takeaway.value)


def _speaks(edition: Edition) -> bool:
    return edition.audience.headings == "takeaways"


# the names of whatever has a title and a takeaway
HEADINGS: Mapping[str, Callable[[Edition, Any], SlotText]] = {"heading": _head, "lead": _lead}
