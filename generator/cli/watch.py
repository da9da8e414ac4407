"""`--watch`: build again whenever a file is saved, in one process, so that no library is loaded twice."""

import gc
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import sleep

from generator.cli.console import print_line, print_problems
from generator.errors import InputError, OutputError
from generator.pipeline.build import search_path_of

PAUSE = 0.3  # seconds between looks; an editor that saves in two steps is done by then
_KINDS = frozenset({".csv", ".docx", ".j2", ".jpg", ".png", ".pptx", ".yaml"})

State = frozenset[tuple[str, int, int]]


def watch(folder: Path, asked: Namespace, build: Callable[[], object]) -> None:
    """Call `build` now and after each change, until Ctrl-C; problems are told, and the watch goes on."""
    folders = [folder, *search_path_of(asked.templates), *([asked.look] if asked.look else [])]
    for _ in changes(folders):
        try:
            build()
        except InputError as error:
            print_problems(error.problems)
        except OutputError as error:
            print_line(f"{error}, nothing was changed")
        print_line(f"watching {folder}; Ctrl-C ends it")
        gc.collect()  # each build leaves some behind, and a watch may last all day


def changes(folders: Sequence[Path]) -> Iterator[State]:
    """Yield the state of the files in `folders`, then anew after each change, for ever."""
    before: State | None = None
    while True:
        now = frozenset(_files(folders))
        if now != before:
            yield now
            before = now
        else:
            sleep(PAUSE)


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in _KINDS:
                try:
                    found = path.stat()
                except OSError:
                    continue  # gone between the listing and the look at it
                yield str(path), found.st_mtime_ns, found.st_size
