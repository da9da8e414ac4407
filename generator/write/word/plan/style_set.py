"""The paragraph styles in which a part of a document speaks: body, panels, cards; lists by their depth."""

from msgspec import Struct


class Voice(Struct, frozen=True):
    text: str
    bullets: tuple[str, ...]  # by depth; deeper lists take the last
    numbers: tuple[str, ...]
    continuations: tuple[str, ...]  # further paragraphs of an item

    def bullet(self, depth: int) -> str:
        return self.bullets[min(depth, len(self.bullets) - 1)]

    def number(self, depth: int) -> str:
        return self.numbers[min(depth, len(self.numbers) - 1)]

    def continued(self, depth: int) -> str:
        return self.continuations[min(depth, len(self.continuations) - 1)]


def _three(name: str) -> tuple[str, ...]:
    return (name, f"{name} 2", f"{name} 3")


BODY = Voice("Normal", _three("List Bullet"), _three("List Number"), _three("List Continue"))
PANEL = Voice("Panel Text", ("Panel List", "Panel List 2"), ("Panel Number",), ("Panel Text",))
CARD = Voice("Card Text", ("Card List",), ("List Number 2",), ("Card Text",))

SPACED = "Body With Space Above"  # body text after a table or cards
# Styles that bring their own air when they follow a table.
AIRY = frozenset({SPACED, "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Figure", "Table Caption"})
