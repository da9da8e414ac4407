"""The text of a narrow cell -> the same, with breaks between the words of what is wider than a line.

Without one, a line would end within a word, as in the month of a date.
"""

from msgspec.structs import replace

from generator.language.punctuation import NO_BREAK
from generator.write.word.planned import Hyperlink, Piece, Pieces, Text
from generator.write.word.template.paragraph_formatting import ParagraphFormat


def loosen(pieces: Pieces, width_pt: float, formatting: ParagraphFormat) -> Pieces:
    """Return `pieces` without no-break spaces in what is wider than `width_pt`."""
    return tuple(_loosen(piece, width_pt, formatting) for piece in pieces)


def _loosen(piece: Piece, width_pt: float, formatting: ParagraphFormat) -> Piece:
    match piece:
        case Hyperlink(inner):
            # with the marks before and after it
            marks_pt = formatting.face.width_pt("(;", formatting.size_pt)
            return replace(piece, pieces=loosen(inner, width_pt - marks_pt, formatting))
        case Text(text) if NO_BREAK in text:
            parts = (_loosen_part(part, width_pt, formatting) for part in text.split(" "))
            return replace(piece, text=" ".join(parts))
    return piece


def _loosen_part(part: str, width_pt: float, formatting: ParagraphFormat) -> str:
    is_wider = formatting.face.width_pt(part, formatting.size_pt) > width_pt
    return part.replace(NO_BREAK, " ") if is_wider else part
