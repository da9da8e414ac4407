"""The end of a label in brackets, as markdown-it finds it, in linear time; and pictures without pictures inside.

markdown-it looks for the end of each `[`, again and again for those in the label of another: a line of thousands that
are never closed, or closed at its end, would take it minutes.
"""

from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import StateInline, image

_MOST_OPEN = 20  # brackets: one inside of so many that are not closed yet is a character like any other


def limit_labels(parser: MarkdownIt) -> None:
    """Make `parser` take brackets for labels only if few others are open."""
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]  # rules look the functions up here
        parseLinkLabel=_find_end,
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    parser.inline.ruler.at("image", _image)


def _find_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Return where the label ends whose `[` is at `start`; -1 if nowhere."""
    return helpers.parseLinkLabel(state, start, disable_nested) if start in _find_starts(state) else -1


def _find_starts(state: StateInline) -> frozenset[int]:
    """Return where in the text a label may begin."""
    known: dict[str, frozenset[int]] = state.env.setdefault("labels", {})
    if state.src not in known:
        known[state.src] = frozenset(_starts(state.src))
    return known[state.src]


def _starts(text: str) -> set[int]:
    starts: set[int] = set()
    last, is_open, position = text.rfind("]"), 0, 0
    while position < last:
        match text[position]:
            case "\\":
                position += 1
            case "[":
                if is_open < _MOST_OPEN:
                    starts.add(position)
                is_open += 1
            case "]":
                is_open = max(is_open - 1, 0)
        position += 1
    return starts


def _image(state: StateInline, silent: bool) -> bool:
    """Parse a picture; its caption has none, as pictures in pictures in pictures would exhaust Python's stack."""
    if state.env.get("in a caption"):
        return False
    state.env["in a caption"] = not silent
    try:
        return image(state, silent)
    finally:
        state.env["in a caption"] = False
