"""The inline nodes of a line -> inlines, with slot values in place of their marks and citations numbered."""

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from generator.compose.composer import Composer
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.template.slots import CitationSlot, MentionSlot, SharedSlot, Slot
from generator.errors import suggest
from generator.model.inline import Break, Emphasis, Inline, Inlines, Link, Note, Plain, Strong, Styled, merge, text_of
from generator.model.source import CitedSource
from generator.untrusted.links import find_fault

Piece = str | Slot | Node

_CITATION = re.compile(r"@(?P<name>[\w:.-]*\w)(?:,\s*(?P<locator>.+))?")
# Asterisks that emphasise nothing: CommonMark prints `**` as typed if it touches a word, as in `**x.**y`
_SEPARATOR_AT_START = re.compile(r"^\s*[·•|/–—,;]\s+")
_SEPARATOR_AT_END = re.compile(r"\s*[·•|/–—,;]\s+$|\s+[·•|/–—]\s*$|,\s*$")
_STRAY_MARKER = re.compile(r"\*\*|(?<=\S)\*(?=\s|$)|(?<=\s)\*(?=\S)|^\*(?=\S)")


def compose_inlines(nodes: Sequence[Node], composer: Composer, prefix: str = "") -> Inlines:
    """Return the inlines of a line, without `prefix` (": " of a caption) and without space at either end."""
    return composer.breaks.bind(compose_as_typed(nodes, composer, prefix))


def compose_as_typed(nodes: Sequence[Node], composer: Composer, prefix: str = "") -> Inlines:
    """Return the same with all spaces as typed, for what is also a name or becomes part of a longer line."""
    pieces = _pieces(nodes, composer)
    if prefix and pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].removeprefix(prefix)
    return _strip(_inlines(pieces, composer))


def compose_attribute(text: str, composer: Composer) -> Inlines:
    """Return the inlines of an attribute's value: slots are filled, all else is literal."""
    return composer.breaks.bind(_strip(_inlines(composer.slots.pieces(text), composer)))


def is_blank(inlines: Inlines) -> bool:
    return not any(text_of((inline,)).strip() for inline in inlines)


def _pieces(nodes: Sequence[Node], composer: Composer) -> list[Piece]:
    """Return texts cut at the marks of slots, citations and mentions, and all other nodes; citations are merged."""
    pieces: list[Piece] = []
    for node in nodes:
        match node.type:
            case "text":
                if _STRAY_MARKER.search(node.content):
                    composer.report(
                        f"`*` would be printed as typed in `{composer.slots.text(node.content)}`",
                        "end emphasis at the end of a word, as in `**word.** next`; write `\\*` for a literal asterisk",
                    )
                _add(composer.slots.pieces(node.content), pieces)
            case "text_special":
                pieces.append(node.content)
            case "softbreak":
                pieces.append(" ")
            case "citation":
                _add(_parse_citation(composer.slots.text(node.content), composer), pieces)
            case _:
                pieces.append(node)
    return pieces


def _add(further: Iterable[str | Slot], pieces: list[Piece]) -> None:
    for piece in further:
        last = pieces[-1] if pieces else None
        if isinstance(piece, CitationSlot) and isinstance(last, CitationSlot):
            inherited = last.inherited + piece.inherited
            pieces[-1] = CitationSlot(last.sources + piece.sources, last.statements + piece.statements, inherited)
        else:
            pieces.append(piece)


def _parse_citation(text: str, composer: Composer) -> list[Slot]:
    """Return what `[@name, p. 2; @other]` names: sources to cite, or figures and tables to mention."""
    sources: list[CitedSource] = []
    mentions: list[Slot] = []
    for part in text.split(";"):
        citation = _CITATION.fullmatch(part.strip())
        name = citation["name"] if citation else part.strip()
        if name in composer.edition.sources and citation:
            sources.append(CitedSource(name, citation["locator"] or ""))
        elif name in composer.anchors() or name.startswith(("fig-", "tbl-")):
            mentions.append(MentionSlot(name))
        else:
            known = {*composer.edition.sources, *composer.anchors()}
            composer.report(f"unknown source, figure or table `{name}`", suggest(name, known))
    return [*mentions, *([CitationSlot(tuple(sources))] if sources else [])]


def _inlines(pieces: Iterable[Piece], composer: Composer) -> list[Inline]:
    inlines: list[Inline] = []
    for piece in _without_dangling_separators(pieces):
        match piece:
            case str():
                # an empty value must not leave two spaces
                spaced = bool(inlines) and isinstance(inlines[-1], Plain) and inlines[-1].text.endswith(" ")
                inlines.append(Plain(piece.lstrip(" ") if spaced else piece))
            case tuple():
                composer.note_statements(piece)
                inlines += piece
            case CitationSlot():
                inlines += composer.cite(piece)
            case SharedSlot():
                inlines += composer.cite_all(piece)
            case MentionSlot(anchor):
                inlines += composer.mention(anchor)
            case Node():
                inlines += _compose_node(piece, composer)
            case _:
                assert_never(piece)
    return inlines


def _without_dangling_separators(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces without empty values, and without the separators that would have nothing on one side."""
    kept: list[Piece] = []
    empty: list[Piece] = []
    after_gap = False
    for piece in pieces:
        if piece == () or (isinstance(piece, SharedSlot) and not piece):
            after_gap = True
            empty.append(piece)
            continue
        before = kept[-1] if kept else " · "
        if after_gap and isinstance(piece, str) and isinstance(before, str) and _SEPARATOR_AT_END.search(before):
            piece = _SEPARATOR_AT_START.sub("", piece)
        after_gap = False
        if piece:
            kept.append(piece)
    if after_gap and kept and isinstance(kept[-1], str):
        kept[-1] = _SEPARATOR_AT_END.sub("", kept[-1])
    return kept + empty


def _compose_node(node: Node, composer: Composer) -> Inlines:
    if node.type == "hardbreak":
        return (Break(),)
    if node.type == "image":
        composer.report("a figure must be a paragraph of its own", "leave a blank line before and after it")
        return ()
    inner = merge(_inlines(_pieces(node.children, composer), composer))
    if not inner:
        return ()
    match node.type:
        case "strong":
            return (Strong(inner),)
        case "em":
            return (Emphasis(inner),)
        case "note":
            return (Note(inner),)
        case "span":
            classes = attributes_of(node).classes
            return (Styled(inner, composer.slots.text(classes[0])),) if classes else inner
        case "link":
            return _compose_link(composer.slots.text(str(node.attrs["href"])), inner, composer)
    raise AssertionError(f"unexpected inline node {node.type}")


def _compose_link(url: str, inlines: Inlines, composer: Composer) -> Inlines:
    what, help_ = find_fault(url)
    if what:
        composer.report(f"`{url}` {what}", help_)
        return inlines
    return (Link(inlines, url),)


def _strip(inlines: list[Inline]) -> Inlines:
    stripped = list(merge(inlines))
    if stripped and isinstance(stripped[0], Plain):
        stripped[0] = Plain(stripped[0].text.lstrip(" "))
    if stripped and isinstance(stripped[-1], Plain):
        stripped[-1] = Plain(stripped[-1].text.rstrip(" "))
    return merge(stripped)
