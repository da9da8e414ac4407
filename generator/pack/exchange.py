"""Two folders -> each in the other's place, in one step: at no moment is either place empty."""

import os
import sys
from pathlib import Path

_CURRENT_FOLDER = -100  # AT_FDCWD of Linux: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux (renameat2(2)), RENAME_SWAP of macOS (renamex_np(2))


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system. Return whether that was possible; if not, both are where they were."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes  # takes 5 ms, and is needed only where a pack is replaced

    library = ctypes.CDLL(None)
    paths = os.fsencode(one), os.fsencode(other)
    # for whoever watches what this process does to the disk: a call by ctypes is not reported by Python itself
    sys.audit("os.rename", str(one), str(other), -1, -1)
    try:
        if sys.platform == "linux":
            return not library.renameat2(_CURRENT_FOLDER, paths[0], _CURRENT_FOLDER, paths[1], _EXCHANGE)
        return not library.renamex_np(*paths, _EXCHANGE)
    except AttributeError:  # an older C library
        return False
