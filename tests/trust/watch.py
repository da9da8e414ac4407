"""What a process does to the world, as told by Python's audit hooks: networks, other programs, files written where."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_FORBIDDEN = (
    "socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "pickle.find_class", "ftplib.", "http.", "smtplib.", "urllib.Request", "webbrowser.", "ctypes.dlopen",
)  # fmt: skip
_WRITES = {"os.mkdir": (0,), "os.rename": (0, 1), "os.remove": (0,), "os.rmdir": (0,), "os.link": (0, 1),
           "os.symlink": (1,), "os.truncate": (0,), "os.chmod": (0,), "os.chown": (0,), "os.utime": (0,)}  # fmt: skip

_allowed: list[Path] = []
seen: list[str] = []
_hooked = False


def _hook(event: str, args: Sequence[object]) -> None:
    if not _allowed:
        return
    if event.startswith(_FORBIDDEN) and not _harmless(event, args):
        seen.append(f"{event} {args[:2]!r}"[:200])
    elif event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            _note(event, path)
    elif event in _WRITES and not (event in ("os.remove", "os.rmdir") and args[1] != -1):  # within a known folder
        for index in _WRITES[event]:
            _note(event, args[index])


def _harmless(event: str, args: Sequence[object]) -> bool:
    """Whether it is how babel ships its data (inside its own package), or how ctypes looks at its own process."""
    return (event == "pickle.find_class" and str(args[0]).startswith("babel.")) or (
        event == "ctypes.dlopen" and args[0] is None
    )


def _note(event: str, path: object) -> None:
    if isinstance(path, int):
        return  # a descriptor that was opened before
    at = Path(os.path.abspath(os.fsdecode(path)))  # type: ignore[arg-type]
    if not any(at.is_relative_to(folder) for folder in _allowed) and not at.is_relative_to(os.devnull):
        seen.append(f"{event} {at}")


@contextmanager
def watched(*folders: Path) -> Iterator[list[str]]:
    """Record what this process does besides writing into `folders`; a hook can be added but never taken away."""
    global _hooked
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True
    seen.clear()
    _allowed[:] = [folder.resolve() for folder in folders]
    try:
        yield seen
    finally:
        _allowed.clear()
