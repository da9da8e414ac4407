"""Blocks and charts of installed packages, by name: entry points of two groups, loaded when a name is asked for.

Only what was installed as a Python package is run. Code in a dataset or template folder never is.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

FIGURES = "briefing_pack.figures"  # kind of figure -> a function like those of DRAWINGS
DIRECTIVES = "briefing_pack.directives"  # name of a directive -> a pair like those of DIRECTIVES


@cache
def _offered(group: str) -> "EntryPoints":
    """Return what all packages offer: for each question, Python would look through them all again."""
    from importlib.metadata import entry_points  # and the parser of mails: most runs never ask

    return entry_points(group=group)


@cache
def names(group: str) -> frozenset[str]:
    """Return what installed packages offer."""
    return frozenset(each.name for each in _offered(group))


def load(group: str, name: str) -> Any:
    """Return what an installed package offers under `name`; of several, the first by the name of its module.

    Raises InputError where the package cannot be loaded.
    """
    first = min(_offered(group).select(name=name), key=lambda each: each.value)
    try:
        return first.load()
    except Exception as error:  # whatever a package of others does when it is imported
        package = first.dist.name if first.dist else first.module
        what = f"the installed package cannot be loaded for `{name}` ({type(error).__name__}: {error})"
        raise InputError([Problem(Place(package), what, "install it anew, or uninstall it")]) from error


@cache
def versions() -> Mapping[str, str]:
    """Return the releases of all packages that offer something."""
    offered = [each for group in (FIGURES, DIRECTIVES) for each in _offered(group)]
    return {each.dist.name: each.dist.version for each in offered if each.dist}
