"""A plain-text file -> what must not go out with it."""

import re

from generator.errors import Place, Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def inspect_text(name: str, data: bytes) -> tuple[Problem, ...]:
    """Return a problem where `data` is not UTF-8, or holds control characters, which can steer a terminal."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (Problem(Place(name), f"not valid UTF-8 (byte {error.start})", "encode it as UTF-8"),)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        what = f"holds the control character U+{ord(control[0]):04X}"
        return (Problem(Place(name, line), what, "leave it out of the file"),)
    return ()
