"""The name of a dataset or an audience: one rule, since folders and files are named after both, on every system."""

import re

from generator.errors import InputError, Place, Problem

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
_FILE_NAME = re.compile(r"\w(?:[\w.-]{0,148}\w)?", re.ASCII)
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # which Windows opens in place of a file of that name
NAME_HELP = "use lower-case letters, digits, `-` and `_`, at most 40: packs are named after it"
_DEVICE_HELP = "on Windows, that is a device; add a word, such as `{}-report`"


def is_name(text: str) -> bool:
    """Return whether `text` can name a dataset or an audience. Ask before any path is made of it."""
    return bool(_NAME.fullmatch(text)) and not _DEVICE.fullmatch(text)


def is_file_name(text: str) -> bool:
    """Return whether `text` can name a file of a pack: it leads to no other folder."""
    return bool(_FILE_NAME.fullmatch(text))


def name_problem(text: str, kind: str, place: Place) -> Problem:
    """Return the problem of an invalid name; `kind` is "dataset" or "audience"."""
    help_ = _DEVICE_HELP.format(text) if _DEVICE.fullmatch(text) else NAME_HELP
    return Problem(place, f"`{text}` is not a valid {kind} name", help_)


def check_audience_name(name: str) -> None:
    """Raise InputError if no audience can have that name."""
    if not is_name(name):
        raise InputError([name_problem(name, "audience", Place("audience"))])
