"""Commands that run until they are stopped, for tests: Ctrl-C reaches them, and none outlives its test."""

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer

LONGEST = 120.0  # seconds


@contextmanager
def running(command: Sequence[str], stderr: int = subprocess.STDOUT) -> Iterator[subprocess.Popen[str]]:
    """Start `command` in a process group of its own; kill it at the end, whatever happens, or when it takes too long.

    SIGINT gets its default action, which a child of `nohup` or of some CI systems would not inherit.
    """
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        watchdog = Timer(LONGEST, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()
