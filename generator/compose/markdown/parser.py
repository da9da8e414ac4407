"""Markdown as pandoc's readers know it -> a syntax tree: CommonMark, pipe tables, and the constructs below.

What needs more than CommonMark: `::: {.name}` around blocks, `{…}` at the end of headings and captions and after
pictures and `[spans]`, `[@citations]`, `^[notes]`.
"""

import re
from functools import cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from generator.compose.markdown.attributes import NO_ATTRIBUTES, Attributes, attributes_at, without_trailing
from generator.compose.markdown.paragraph import paragraph_of_a_line
from generator.compose.markdown.shape import words
from generator.compose.markdown.tree import Node, tree

_FENCE = re.compile(r":{3,}[ \t]*(?P<attributes>.*?)[ \t]*:*[ \t]*$")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_CITATION = re.compile(r"\[(@[^\[\]\n]+)\]")
_DEEPEST = 100  # CommonMark's own limit of 20 drops what is nested deeper, without a word


def parsed(text: str) -> Node:
    """Return the syntax tree of `text`."""
    return tree(_parser().parse(text))


def attributes_of(node: Node) -> Attributes:
    """Return the attributes of a heading, caption, directive, picture or span."""
    return cast(Attributes, node.meta.get("attributes", NO_ATTRIBUTES))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "html": False}).enable("table")
    # indented text is no code here, `[x]: y` no hidden definition, and `x` in backticks no program;
    # escapes stay apart from text, so that a left-over `**` can be told from a meant `\*\*`
    parser.disable(["code", "reference", "html_block", "backticks", "html_inline", "text_join"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # percent-encoding would spoil slot marks
    parser.normalizeLinkText = lambda url: url  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # judged where the slots are swapped in
    parser.block.ruler.before("table", "paragraph_of_a_line", paragraph_of_a_line)
    parser.block.ruler.before("fence", "directive", _directive, {"alt": ["paragraph", "blockquote", "list"]})
    parser.core.ruler.after("block", "trailing_attributes", _trailing_attributes)
    parser.core.ruler.at("inline", words)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.after("link", "span", _span)
    parser.inline.ruler.after("image", "image_attributes", _image_attributes)
    return parser


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read `::: {.name}` … `:::`; a fence with nothing behind the colons closes the innermost one that is open."""
    words = _fence(state, start)
    if words is None:
        return False
    if silent:
        return True
    close = _closing(state, start, end) if words else None
    if close is None:
        token = state.push("stray" if not words else "unclosed", "", 0)
        token.map, token.content = [start, start + 1], words
        state.line = start + 1
        return True
    old_end, old_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = close, "directive"
    token = state.push("directive_open", "div", 1)
    token.map, token.content = [start, close], words
    token.meta = {"attributes": _directive_attributes(words)}
    state.md.block.tokenize(state, start + 1, close)
    state.push("directive_close", "div", -1)
    state.lineMax, state.parentType = old_end, old_parent
    state.line = close + 1
    return True


def _fence(state: StateBlock, line: int) -> str | None:
    """Return what stands behind the colons of a fence, "" where it closes; None where `line` is none."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin) or state.sCount[line] < state.blkIndent:
        return None
    found = _FENCE.match(state.src[begin : state.eMarks[line]])
    return found["attributes"] if found else None


def _closing(state: StateBlock, start: int, end: int) -> int | None:
    depth = 0
    for line in range(start, end):
        words = _fence(state, line)
        if words is not None:
            depth += 1 if words else -1
        if depth == 0:
            return line
    return None


def _directive_attributes(words: str) -> Attributes | None:
    if _WORD.fullmatch(words):
        return Attributes(classes=(words,))
    found = attributes_at(words, 0)
    return found[0] if found and found[1] == len(words) else None


def _trailing_attributes(state: StateCore) -> None:
    """Take `{…}` from the end of each heading and of each paragraph that is a caption."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open" or (before.type == "paragraph_open" and token.content.startswith(": ")):
            token.content, found = without_trailing(token.content)
            before.meta = {"attributes": found or NO_ATTRIBUTES}


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        _enclosed(state, "note", state.pos + 2, end, NO_ATTRIBUTES)
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = attributes_at(state.src, end + 1) if end >= 0 else None
    if found is None or found[1] > state.posMax:
        return False
    if not silent:
        _enclosed(state, "span", state.pos + 1, end, found[0])
    state.pos = found[1]
    return True


def _enclosed(state: StateInline, kind: str, start: int, end: int, attributes: Attributes) -> None:
    """Push the tokens of the text from `start` to `end`, between an opening and a closing one of `kind`."""
    old_end = state.posMax
    state.push(f"{kind}_open", "span", 1).meta = {"attributes": attributes}
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "span", -1)
    state.posMax = old_end


def _image_attributes(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    found = attributes_at(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.tokens[-1].meta = {"attributes": found[0]}
    state.pos = found[1]
    return True
