"""Two folders -> each in the other's place, in one step: at no moment is either place empty."""

import os
import sys
from errno import EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM
from pathlib import Path

_CURRENT_FOLDER = -100  # AT_FDCWD of Linux: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux (renameat2(2)), RENAME_SWAP of macOS (renamex_np(2))
# EPERM is what some containers answer to a call that they do not know
_UNSUPPORTED = {EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system. Return False where the system or the file system cannot.

    Raises OSError where they cannot be moved; both are then where they were.
    """
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes  # takes 5 ms, and is needed only where a pack is replaced

    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    # for whoever watches what this process does to the disk: a call by ctypes is not reported by Python itself
    sys.audit("os.rename", str(one), str(other), -1, -1)
    try:
        if sys.platform == "linux":
            failed = library.renameat2(_CURRENT_FOLDER, paths[0], _CURRENT_FOLDER, paths[1], _EXCHANGE)
        else:
            failed = library.renamex_np(*paths, _EXCHANGE)
    except AttributeError:  # an older C library
        return False
    if failed and ctypes.get_errno() not in _UNSUPPORTED:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
    return not failed
