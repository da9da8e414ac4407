"""Markdown's rule for the commonest of blocks: a paragraph of one line, recognised before all other rules are asked.

CommonMark asks nine rules for each line, and most of them again whether the next one goes on. A line that begins with
a word, or with the mark of a value, is none of theirs where nothing or the next item of a list follows.
"""

import re

from markdown_it.rules_block import StateBlock

_WORDS = re.compile("\\*{0,2}[^\\W\\d_\ufdd0]|\\*{0,2}\ufdd0")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]")


def paragraph_of_a_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if silent or not _WORDS.match(state.src, begin) or not _ends(state, start + 1):
        return False
    state.line = start + 1
    lines = [start, start + 1]
    state.push("paragraph_open", "p", 1).map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = state.src[begin : state.eMarks[start]].strip(), lines, []
    state.push("paragraph_close", "p", -1)
    return True


def _ends(state: StateBlock, following: int) -> bool:
    """Whether the text ends before the line `following`, or that is blank, or begins the next item of an open list."""
    if following >= state.lineMax or state.isEmpty(following):
        return True
    indent = state.sCount[following]
    sibling = state.listIndent >= 0 and state.listIndent <= indent < min(state.listIndent + 4, state.blkIndent)
    return sibling and bool(_ITEM.match(state.src, state.bMarks[following] + state.tShift[following]))
