"""The paragraph styles of a part of the document: body text, panels, cards."""

from msgspec import Struct

from generator.model.block import SOURCES_LINE


class StyleSet(Struct, frozen=True):
    """Styles of text and of lists by their depth; the last also serves for deeper lists."""

    text: str
    bullets: tuple[str, ...]
    numbers: tuple[str, ...]
    continuations: tuple[str, ...]  # further paragraphs of an item

    def bullet(self, depth: int) -> str:
        return self.bullets[min(depth, len(self.bullets) - 1)]

    def number(self, depth: int) -> str:
        return self.numbers[min(depth, len(self.numbers) - 1)]

    def continuation(self, depth: int) -> str:
        return self.continuations[min(depth, len(self.continuations) - 1)]


def _three_levels(name: str) -> tuple[str, ...]:
    return (name, f"{name} 2", f"{name} 3")


BODY = StyleSet("Normal", _three_levels("List Bullet"), _three_levels("List Number"), _three_levels("List Continue"))
PANEL = StyleSet("Panel Text", ("Panel List", "Panel List 2"), ("Panel Number",), ("Panel Text",))
SIDE = StyleSet("Side Text", PANEL.bullets, PANEL.numbers, ("Side Text",))
CARD = StyleSet("Card Text", ("Card List",), ("List Number 2",), ("Card Text",))

SPACED_BODY = "Body With Space Above"  # body text after a table or cards
FIGURE = "Figure Paragraph"  # a PDF would take one called Figure for its own tag
# Styles that have space above, which separates them from a table before them.
SPACED = frozenset(
    {SPACED_BODY, "Heading 1", "Heading 2", "Heading 3", "Heading 4", FIGURE, "Table Caption", SOURCES_LINE}
)

USUAL_CELLS = ("Table Heading", "Table Text")  # the header row of a table, and all others
CELLS = {"Event Table": ("Event Heading", "Event Text")}  # by table style, where they are not as usual
BAND = "Event Band"
