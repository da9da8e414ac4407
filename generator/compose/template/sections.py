"""The sections that an audience lists -> the blocks to print: of alternatives, the first that has something to say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

_SEPARATOR = " | "
_CONTENTS = ("items", "statements", "groups", "questions", "topics")  # lists of a section's record


def split_alternatives(sections: Sequence[str]) -> tuple[str, ...]:
    """Return all blocks that `sections` ("numbers | key_messages") name."""
    return tuple(name for section in sections for name in section.split(_SEPARATOR))


def choose_blocks(sections: Sequence[str], names: Mapping[str, Any], own: Collection[str]) -> Iterator[str]:
    """Yield the blocks to print; `names` are those of the template, in which a section's record has its name.

    Whoever writes a block of his `own` wants to see it: it is printed beside the alternative that is chosen.
    """
    for section in sections:
        alternatives = section.split(_SEPARATOR)
        chosen = next((name for name in alternatives if _has_content(names.get(name))), alternatives[-1])
        yield from (name for name in alternatives if name == chosen or name in own)


def _has_content(record: Any) -> bool:
    """Return whether a section has something to say; a block with no section of its name always does."""
    return not isinstance(record, Mapping) or any(record.get(name) for name in _CONTENTS)
