"""Directives and figure kinds of installed packages, by name: entry points of two groups, loaded on first use.

Only code that was installed as a Python package runs, never code in a dataset or template folder.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

FIGURES = "briefing_pack.figures"  # figure kind -> a function like those of the table FIGURES
DIRECTIVES = "briefing_pack.directives"  # directive -> a pair like those of the table DIRECTIVES


@cache
def _entry_points(group: str) -> "EntryPoints":
    """Return the entry points of all packages; Python would search every package again for each question."""
    from importlib.metadata import entry_points  # also imports the email parser, which most runs do not need

    return entry_points(group=group)


@cache
def names(group: str) -> frozenset[str]:
    """Return the names that installed packages define in `group`."""
    return frozenset(entry_point.name for entry_point in _entry_points(group))


def load(group: str, name: str) -> Any:
    """Return what an installed package defines as `name`; of several packages, the first by module name.

    Raises InputError if the package cannot be loaded.
    """
    first = min(_entry_points(group).select(name=name), key=lambda entry_point: entry_point.value)
    try:
        return first.load()
    except Exception as error:  # importing someone else's package may raise anything
        package = first.dist.name if first.dist else first.module
        what = f"cannot load `{name}` from this installed package ({type(error).__name__}: {error})"
        raise InputError([Problem(Place(package), what, "reinstall or uninstall it")]) from error


@cache
def versions() -> Mapping[str, str]:
    """Return the version of each package that defines a directive or figure kind."""
    entry_points = [entry_point for group in (FIGURES, DIRECTIVES) for entry_point in _entry_points(group)]
    return {entry_point.dist.name: entry_point.dist.version for entry_point in entry_points if entry_point.dist}
