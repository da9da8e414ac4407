"""Markdown -> a syntax tree: CommonMark, pipe tables, and these constructs of pandoc.

`::: {.name}` … `:::` around blocks (directives); `{…}` (attributes) after headings, captions, pictures and `[spans]`;
`[@citations]`; `^[notes]`.
"""

import re
from functools import cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from generator.compose.markdown.attributes import NO_ATTRIBUTES, Attributes, parse_attributes, split_attributes
from generator.compose.markdown.labels import limit_labels
from generator.compose.markdown.tree import Node, build_tree

_WORD = re.compile(r"[A-Za-z][\w-]*")
_CITATION = re.compile(r"\[(@[^\[\]\n]+)\]")
_BLANKS = " \t"
_LIMIT_DEPTH = 100  # markdown-it's limit of 20 for CommonMark silently drops what is nested deeper


def parse(text: str) -> Node:
    """Return the syntax tree of `text`."""
    return build_tree(_parser().parse(text))


def attributes_of(node: Node) -> Attributes:
    """Return the attributes of a heading, caption, directive, picture or span."""
    return cast(Attributes, node.meta.get("attributes", NO_ATTRIBUTES))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _LIMIT_DEPTH, "html": False}).enable("table")
    # Indented text is not code, `[x]: y` not a link definition that is never printed, and backticks are literal.
    # Without text_join, escapes stay separate from text, so a stray `**` can be told from an escaped `\*\*`.
    parser.disable(["code", "reference", "html_block", "backticks", "html_inline", "text_join"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # percent-encoding would break slot marks
    parser.normalizeLinkText = lambda url: url  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # validated once the slots are filled
    limit_labels(parser)
    parser.block.ruler.before("fence", "directive", _directive, {"alt": ["paragraph", "blockquote", "list"]})
    parser.core.ruler.after("block", "trailing_attributes", _trailing_attributes)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.after("link", "span", _span)
    parser.inline.ruler.after("image", "image_attributes", _image_attributes)
    return parser


# The functions below are rules of markdown-it, each named after the construct that it parses.


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse `::: {.name}` … `:::`; a fence with nothing after its colons closes the innermost open directive."""
    opening = _fence(state, start)
    if opening is None:
        return False
    if silent:
        return True
    close = _closing_line(state, start, end) if opening else None
    if close is None:
        token = state.push("unclosed" if opening else "unopened", "", 0)
        token.map, token.content = [start, start + 1], opening
        state.line = start + 1
        return True
    old_end, state.lineMax = state.lineMax, close
    token = state.push("directive_open", "div", 1)
    token.map, token.content = [start, close], opening
    token.meta = {"attributes": _directive_attributes(opening)}
    state.md.block.tokenize(state, start + 1, close)
    state.push("directive_close", "div", -1)
    state.lineMax, state.line = old_end, close + 1
    return True


def _fence(state: StateBlock, line: int) -> str | None:
    """Return what follows the colons of a fence, "" if it is a closing one; None if `line` is not a fence."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin) or state.sCount[line] < state.blkIndent:
        return None
    # not a pattern: it would try a line of many spaces or colons from each of them
    return state.src[begin : state.eMarks[line]].lstrip(":").rstrip(_BLANKS).rstrip(":").strip(_BLANKS)


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line of the fence that closes the directive that opens at `start`.

    What one search learns of the directives within is kept for them: each would search up to the end if none is closed.
    """
    closing: dict[int, int | None] = state.env.setdefault(f"{end} {state.level} {state.blkIndent}", {})
    opened: list[int] = []
    for line in range(start, end if start not in closing else start):
        opening = _fence(state, line)
        if opening:
            opened.append(line)
        elif opening is not None:
            closing[opened.pop()] = line
            if not opened:
                break
    closing.update(dict.fromkeys(opened))
    return closing[start]


def _directive_attributes(text: str) -> Attributes | None:
    if _WORD.fullmatch(text):
        return Attributes(classes=(text,))
    parsed = parse_attributes(text, 0)
    return parsed[0] if parsed and parsed[1] == len(text) else None


def _trailing_attributes(state: StateCore) -> None:
    """Take `{…}` from the end of each heading and of each paragraph that is a caption."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open" or (before.type == "paragraph_open" and token.content.startswith(": ")):
            token.content, attributes = split_attributes(token.content)
            before.meta = {"attributes": attributes or NO_ATTRIBUTES}


def _citation(state: StateInline, silent: bool) -> bool:
    citation = _CITATION.match(state.src, state.pos, state.posMax)
    if not citation:
        return False
    if not silent:
        state.push("citation", "", 0).content = citation[1]
    state.pos = citation.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        _push_container(state, "note", state.pos + 2, end, NO_ATTRIBUTES)
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    parsed = parse_attributes(state.src, end + 1) if end >= 0 else None
    if parsed is None or parsed[1] > state.posMax:
        return False
    if not silent:
        _push_container(state, "span", state.pos + 1, end, parsed[0])
    state.pos = parsed[1]
    return True


def _push_container(state: StateInline, name: str, start: int, end: int, attributes: Attributes) -> None:
    """Push an opening token of type `name`, the tokens of the text from `start` to `end`, and a closing token."""
    old_end = state.posMax
    state.push(f"{name}_open", "span", 1).meta = {"attributes": attributes}
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", "span", -1)
    state.posMax = old_end


def _image_attributes(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    parsed = parse_attributes(state.src, state.pos)
    if parsed is None:
        return False
    if not silent:
        state.tokens[-1].meta = {"attributes": parsed[0]}
    state.pos = parsed[1]
    return True
