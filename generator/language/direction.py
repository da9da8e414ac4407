"""Words -> the direction in which they run."""

from unicodedata import bidirectional


def runs_right_to_left(words: str) -> bool:
    """Return whether the first letter with a direction runs from right to left (UAX 9, P2 and P3)."""
    directions = (bidirectional(character) for character in words)
    return next((direction != "L" for direction in directions if direction in ("L", "R", "AL")), False)
