"""Pieces of a paragraph -> the same, each text with the direction in which it runs. Pure.

Word sets a run as its `w:rtl` says: the font, size and weight of complex scripts, and the side of its punctuation.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from generator.language.direction import has_right_to_left, resolve_directions
from generator.write.word.plan.inlines import plain_text
from generator.write.word.planned import Field, Hyperlink, LineBreak, Piece, Pieces, Text


def set_directions(pieces: Pieces, right_to_left: bool) -> Pieces:
    """Return `pieces` of a paragraph that runs from right to left, or does not, with texts divided where that turns."""
    words = plain_text(pieces)
    if not right_to_left and not has_right_to_left(words):
        return pieces
    return tuple(_divide(pieces, iter(resolve_directions(words, right_to_left))))


def _divide(pieces: Pieces, directions: Iterator[bool]) -> Iterator[Piece]:
    """Yield `pieces`; `directions` has the direction of each character that `plain_text` counts."""
    for piece in pieces:
        match piece:
            case Text(text):
                turns = zip(text, directions, strict=False)
                for direction, group in groupby(turns, key=lambda turn: turn[1]):
                    yield replace(piece, text="".join(letter for letter, _ in group), right_to_left=direction)
            case Field(result=result):
                found = [direction for _, direction in zip(result, directions, strict=False)]
                yield replace(piece, right_to_left=bool(found) and found[0])
            case LineBreak():
                next(directions)
                yield piece
            case Hyperlink(inner):
                yield replace(piece, pieces=tuple(_divide(inner, directions)))
            case _:
                yield piece
