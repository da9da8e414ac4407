"""The words of one line -> inlines, with the slots' values in their places and citations numbered."""

import re
from collections.abc import Iterable, Sequence

from generator.compose.markdown.line import Enclosed, HardBreak, LeftOver, Line, Naming, Part, Picture
from generator.compose.prose import merged
from generator.compose.reading import Reading
from generator.compose.template.slots import Cited, Mention, Slot, Slots
from generator.errors import suggest
from generator.model.inline import Break, Emphasis, Inline, Inlines, Link, Note, Plain, Strong, Styled, text_of
from generator.model.source import CitedSource

Piece = str | Slot | Enclosed | Picture | HardBreak

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_CITED = re.compile(r"@(?P<name>[\w:.-]*\w)(?:,\s*(?P<locator>.+))?")


def words(line: Line, reading: Reading, prefix: str = "") -> Inlines:
    """Return the inlines of `line`, without `prefix` (": " of a caption) and without space at either end."""
    return reading.breaks.bound(breaking(line, reading, prefix))


def breaking(line: Line, reading: Reading, prefix: str = "") -> Inlines:
    """Return the same with all spaces as typed, so that they can be a name or a part of something longer."""
    own = reading.slots.own(line.marks)
    pieces = _pieces(line.parts, own, reading)
    if prefix and pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].removeprefix(prefix)
    return _trimmed(_inlines(pieces, own, reading))


def value(text: str, reading: Reading) -> Inlines:
    """Return the inlines of an attribute's `text`: slots, and all else as typed."""
    return reading.breaks.bound(_trimmed(_inlines(reading.slots.pieces(text), reading.slots, reading)))


def is_blank(inlines: Inlines) -> bool:
    return not any(text_of((inline,)).strip() for inline in inlines)


def _pieces(parts: Sequence[Part], own: Slots, reading: Reading) -> list[Piece]:
    """Return `parts` with the slots for their marks, and neighbouring citations made one."""
    pieces: list[Piece] = []
    for part in parts:
        match part:
            case int():
                _add(own[part], pieces)
            case Naming(text):
                for piece in _cited(own.text(text), reading):
                    _add(piece, pieces)
            case LeftOver(text):
                reading.report(
                    f"`*` is printed as typed in `{own.text(text)}`",
                    "emphasis ends at a word's end: `**word.** next`; write `\\*` for a star",
                )
            case _:
                pieces.append(part)
    return pieces


def _add(slot: Slot, pieces: list[Piece]) -> None:
    last = pieces[-1] if pieces else None
    if isinstance(slot, Cited) and isinstance(last, Cited):
        pieces[-1] = Cited(last.sources + slot.sources, last.statements + slot.statements)
    else:
        pieces.append(slot)


def _cited(text: str, reading: Reading) -> list[Slot]:
    """Return what `[@name, p. 2; @other]` names: sources to cite, or a figure or table to mention."""
    sources, mentions = [], []
    for part in text.split(";"):
        found = _CITED.fullmatch(part.strip())
        name = found["name"] if found else part.strip()
        if name in reading.edition.sources and found:
            sources.append(CitedSource(name, found["locator"] or ""))
        elif name in reading.names() or name.startswith(("fig-", "tbl-")):
            mentions.append(Mention(name))
        else:
            known = {*reading.edition.sources, *reading.names()}
            reading.report(f"no source, figure or table `{name}`", suggest(name, known))
    return [*mentions, *([Cited(tuple(sources))] if sources else [])]


def _inlines(pieces: Iterable[Piece], own: Slots, reading: Reading) -> list[Inline]:
    inlines: list[Inline] = []
    for piece in pieces:
        match piece:
            case str():
                # a value that is empty must not leave two spaces
                spaced = bool(inlines) and isinstance(inlines[-1], Plain) and inlines[-1].text.endswith(" ")
                inlines.append(Plain(piece.lstrip(" ") if spaced else piece))
            case tuple():
                reading.show(piece)
                inlines += piece
            case Enclosed():
                inlines += _enclosed(piece, own, reading)
            case Cited():
                inlines += reading.cite(piece)
            case Mention(anchor):
                inlines += reading.mention(anchor)
            case HardBreak():
                inlines.append(Break())
            case Picture():
                reading.report("a figure stands alone in its paragraph", "leave a blank line before and after it")
    return inlines


def _enclosed(piece: Enclosed, own: Slots, reading: Reading) -> Inlines:
    inner = merged(_inlines(_pieces(piece.parts, own, reading), own, reading))
    if not inner:
        return ()
    match piece.kind:
        case "strong":
            return (Strong(inner),)
        case "em":
            return (Emphasis(inner),)
        case "note":
            return (Note(inner),)
        case "span":
            classes = piece.attributes.classes
            return (Styled(inner, own.text(classes[0])),) if classes else inner
    url = own.text(piece.url)
    if not _ADDRESS.fullmatch(url):
        reading.report(f"`{url}` is no web or mail address", "links begin with https://, http:// or mailto:")
        return inner
    return (Link(inner, url),)


def _trimmed(inlines: list[Inline]) -> Inlines:
    made = list(merged(inlines))
    if made and isinstance(made[0], Plain):
        made[0] = Plain(made[0].text.lstrip(" "))
    if made and isinstance(made[-1], Plain):
        made[-1] = Plain(made[-1].text.rstrip(" "))
    return merged(made)
