"""`--watch`: build again whenever a file is saved, in one process, so that libraries are loaded once."""

import gc
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import sleep

from generator.cli.report import Report
from generator.errors import OutputError
from generator.pipeline.build import search_path_of

PAUSE_SECONDS = 0.3  # between looks; an editor that saves in two steps is done by then
_SUFFIXES = frozenset({".csv", ".docx", ".j2", ".jpg", ".png", ".pptx", ".yaml"})

State = frozenset[tuple[str, int, int]]  # path, time of the last change, size


def watch(folder: Path, options: Namespace, report: Report, build: Callable[[], object]) -> None:
    """Call `build` now and after each change, until Ctrl-C; a problem does not end the watch."""
    folders = [folder, *search_path_of(options.templates), *([options.look] if options.look else [])]
    for _ in changes(folders):
        try:
            build()
        except OutputError as error:
            report.fail(str(error), error.help)
        report.show(f"watching {folder}; stop with Ctrl-C")
        gc.collect()  # each build leaves some garbage, and a watch may last all day


def changes(folders: Sequence[Path]) -> Iterator[State]:
    """Yield the state of the files in `folders`, and again after each change, for ever."""
    before: State | None = None
    while True:
        state = frozenset(_list_files(folders))
        if state != before:
            yield state
            before = state
        else:
            sleep(PAUSE_SECONDS)


def _list_files(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in _SUFFIXES:
                try:
                    status = path.stat()
                except OSError:
                    continue  # deleted since it was listed
                yield str(path), status.st_mtime_ns, status.st_size
