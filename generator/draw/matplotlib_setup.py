"""Imports matplotlib so that it keeps to itself: no settings of the user's, nothing written, no program started.

On its own, it makes folders under the user's home, asks `fc-list` for fonts, and keeps a list of them.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_ASKING = ("font_manager", "texmanager")  # those that ask for a folder while they are imported


@contextmanager
def _environment(**asked: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in asked}
    os.environ.update(asked)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _import() -> None:
    if "matplotlib.font_manager" in sys.modules:
        return  # whoever called us has it already, in their own way
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    settings = Path(spec.origin).parent / "mpl-data" / "matplotlibrc"
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)  # else it says that it cannot keep its list of fonts
    with _environment(MATPLOTLIBRC=str(settings), MPL_IGNORE_SYSTEM_FONTS="1", MPLBACKEND="agg"):
        import matplotlib

        places = matplotlib.get_cachedir, matplotlib.get_configdir, matplotlib.get_data_path
        matplotlib.get_cachedir = matplotlib.get_configdir = matplotlib.get_data_path = lambda: os.devnull
        try:
            for name in _ASKING:
                import_module(f"matplotlib.{name}")
        finally:
            matplotlib.get_cachedir, matplotlib.get_configdir, matplotlib.get_data_path = places
            log.setLevel(level)
    _list_fonts_when_asked()


def _list_fonts_when_asked() -> None:
    """Leave the list of fonts, which found none above, to whoever asks for it: opening them all takes 75 ms.

    We name the file of each font; others in this process may draw, too, and ask for fonts by name.
    """
    from matplotlib.font_manager import FontManager, fontManager

    class Unlisted(FontManager):
        def __getattr__(self, name: str) -> Any:
            if name not in ("ttflist", "afmlist"):
                raise AttributeError(name)
            self.__class__ = FontManager  # type: ignore[assignment]
            self.__init__()  # type: ignore[misc]
            return getattr(self, name)

    fontManager.__class__ = Unlisted
    del fontManager.ttflist, fontManager.afmlist


_import()
