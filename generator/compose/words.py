"""Tokens of one line of text -> inlines, with the slots' values in their places and citations numbered."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from generator.compose.attributes import NO_ATTRIBUTES
from generator.compose.inlines import merged
from generator.compose.reading import Reading
from generator.compose.slots import Cited, Mention, Slot
from generator.errors import choose
from generator.model.inline import Break, Emphasis, Inline, Inlines, Link, Note, Plain, Strong, Styled, text_of
from generator.model.source import CitedSource

Piece = str | Slot | Token

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_CITED = re.compile(r"@(?P<name>[\w:.-]*\w)(?:,\s*(?P<locator>.+))?")
# Stars that emphasise nothing: CommonMark prints `**` as typed where it touches a word, as in `**x.**y`
_LEFT_OVER = re.compile(r"\*\*|(?<=\S)\*(?=\s|$)|(?<=\s)\*(?=\S)|^\*(?=\S)")


def words(tokens: Sequence[Token], reading: Reading, prefix: str = "") -> Inlines:
    """Return the inlines of `tokens`, without `prefix` (": " of a caption) and without space at either end."""
    return reading.breaks.bound(breaking(tokens, reading, prefix))


def breaking(tokens: Sequence[Token], reading: Reading, prefix: str = "") -> Inlines:
    """Return the same with all spaces as typed, so that they can be a name or a part of something longer."""
    pieces = _pieces(tokens, reading)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].removeprefix(prefix)
    inlines, _ = _until("", pieces, 0, reading)
    return _trimmed(inlines)


def value(text: str, reading: Reading) -> Inlines:
    """Return the inlines of an attribute's `text`: slots, and all else as typed."""
    return reading.breaks.bound(_trimmed(_until("", list(reading.slots.pieces(text)), 0, reading)[0]))


def is_blank(inlines: Inlines) -> bool:
    if inlines and isinstance(inlines[0], Plain) and not inlines[0].text.isspace():
        return False  # as most are; an empty one would have been merged
    return not text_of(inlines).strip()


def _pieces(tokens: Sequence[Token], reading: Reading) -> list[Piece]:
    """Return `tokens` with text cut at its slots, and neighbouring citations made one."""
    pieces: list[Piece] = []
    for token in tokens:
        if token.type == "text":
            if _LEFT_OVER.search(token.content):
                reading.report(
                    f"`*` is printed as typed in `{reading.slots.text(token.content)}`",
                    "emphasis ends at a word's end: `**word.** next`; write `\\*` for a star",
                )
            found: list[Piece] = [*reading.slots.pieces(token.content)]
        elif token.type == "text_special":
            found = [token.content]
        elif token.type == "softbreak":
            found = [" "]
        elif token.type == "citation":
            found = [*_cited(token.content, reading)]
        else:
            found = [token]
        for piece in found:
            if isinstance(piece, Cited) and pieces and isinstance(pieces[-1], Cited):
                last = pieces[-1]
                pieces[-1] = Cited(last.sources + piece.sources, last.statements + piece.statements)
            else:
                pieces.append(piece)
    return pieces


def _cited(content: str, reading: Reading) -> list[Slot]:
    """Return what `[@name, p. 2; @other]` names: sources to cite, or a figure or table to mention."""
    sources, mentions = [], []
    for part in reading.slots.text(content).split(";"):
        found = _CITED.fullmatch(part.strip())
        name = found["name"] if found else part.strip()
        if name in reading.edition.sources and found:
            sources.append(CitedSource(name, found["locator"] or ""))
        elif name in reading.names() or name.startswith(("fig-", "tbl-")):
            mentions.append(Mention(name))
        else:
            known = {*reading.edition.sources, *reading.names()}
            reading.report(f"no source, figure or table `{name}`", choose(name, known))
    return [*mentions, *([Cited(tuple(sources))] if sources else [])]


def _until(close: str, pieces: Sequence[Piece], index: int, reading: Reading) -> tuple[list[Inline], int]:
    """Return the inlines up to the token that closes `close`, and the index behind it."""
    inlines: list[Inline] = []
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        match piece:
            case Token(type=kind) if kind == f"{close}_close":
                break
            case Token(type=kind) if kind.endswith("_open"):
                inner, index = _until(kind.removesuffix("_open"), pieces, index, reading)
                inlines += _enclosed(piece, merged(inner), reading)
            case Token(type="hardbreak"):
                inlines.append(Break())
            case Token(type="image"):
                reading.report("a figure stands alone in its paragraph", "leave a blank line before and after it")
            case Token():
                raise AssertionError(f"{piece.type} is no construct of our Markdown")
            case Cited():
                inlines += reading.cite(piece)
            case Mention(anchor):
                inlines += reading.mention(anchor)
            case str():
                # a value that is empty must not leave two spaces
                spaced = bool(inlines) and isinstance(inlines[-1], Plain) and inlines[-1].text.endswith(" ")
                inlines.append(Plain(piece.lstrip(" ") if spaced else piece))
            case _:
                reading.show(piece)
                inlines += piece
    return inlines, index


def _enclosed(token: Token, inner: Inlines, reading: Reading) -> Inlines:
    if not inner:
        return ()
    match token.type:
        case "strong_open":
            return (Strong(inner),)
        case "em_open":
            return (Emphasis(inner),)
        case "note_open":
            return (Note(inner),)
        case "span_open":
            classes = token.meta.get("attributes", NO_ATTRIBUTES).classes
            return (Styled(inner, reading.slots.text(classes[0])),) if classes else inner
    url = reading.slots.text(str(token.attrs.get("href", "")))
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
