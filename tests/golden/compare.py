"""Golden and built parts of a pack -> a report for whoever changed the code; empty where nothing differs."""

from collections.abc import Iterator
from difflib import unified_diff
from textwrap import wrap

from tests.golden.packs import Parts

ACCEPT = "python -m tests.golden --accept"
PARTS_SHOWN = 4
LINES_SHOWN = 16  # of each part
WIDTH = 120  # columns; longer lines are wrapped, so that a change at their end shows


def report(pack: str, golden: Parts, built: Parts) -> str:
    """Return what differs, part by part and cut to a screen, and the command that accepts it."""
    changed = sorted(name for name in golden.keys() | built.keys() if golden.get(name) != built.get(name))
    if not changed:
        return ""
    lines = [f"{pack}: {len(changed)} of {len(golden.keys() | built.keys())} parts differ from tests/golden/expected"]
    for name in changed[:PARTS_SHOWN]:
        lines += ["", *_describe(name, golden.get(name), built.get(name))]
    if len(changed) > PARTS_SHOWN:
        lines += ["", "also: " + ", ".join(changed[PARTS_SHOWN:])]
    return "\n".join([*lines, "", f"if this is what you meant: {ACCEPT} {pack}"])


def _describe(name: str, golden: str | None, built: str | None) -> Iterator[str]:
    if built is None:
        yield f"{name}: missing from the pack"
    elif golden is None:
        yield f"{name}: new in the pack, not in the goldens"
    else:
        yield f"{name}:"
        diff = [*unified_diff(_wrapped(golden), _wrapped(built), "golden", "built", n=2, lineterm="")]
        yield from diff[:LINES_SHOWN]
        if len(diff) > LINES_SHOWN:
            yield f"… {len(diff) - LINES_SHOWN} more lines"


def _wrapped(text: str) -> list[str]:
    return [piece for line in text.split("\n") for piece in wrap(line, WIDTH, drop_whitespace=False) or [""]]
