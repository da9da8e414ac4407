"""Import matplotlib so that it ignores the user's settings, writes nothing and starts no other program.

Left to itself, it makes folders in the user's home, runs `fc-list` to find fonts, and keeps a list of them.
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

_USE_FOLDERS_ON_IMPORT = ("font_manager", "texmanager")


def _import() -> None:
    if "matplotlib.font_manager" in sys.modules:
        return  # already imported by this process, in its own way
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    settings = Path(spec.origin).parent / "mpl-data" / "matplotlibrc"
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)  # or it warns that it cannot save its list of fonts
    with _environment(MATPLOTLIBRC=str(settings), MPL_IGNORE_SYSTEM_FONTS="1", MPLBACKEND="agg"):
        import matplotlib

        functions = matplotlib.get_cachedir, matplotlib.get_configdir, matplotlib.get_data_path
        matplotlib.get_cachedir = matplotlib.get_configdir = matplotlib.get_data_path = lambda: os.devnull
        try:
            for name in _USE_FOLDERS_ON_IMPORT:
                import_module(f"matplotlib.{name}")
        finally:
            matplotlib.get_cachedir, matplotlib.get_configdir, matplotlib.get_data_path = functions
            log.setLevel(level)
    _list_fonts_on_demand()


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _list_fonts_on_demand() -> None:
    """Make matplotlib list its fonts only if someone asks for one by name; the import above found none.

    We never ask, but others in this process may. Opening all fonts takes 0.2 s, a fifth of row `cold` in tests/bench.
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
