"""`--watch`: build again whenever a file is saved, in one process, so that libraries are loaded once."""

import gc
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from time import sleep

from generator.cache.input_files import list_dataset, list_look, list_templates
from generator.cli.report import Report
from generator.errors import OutputError
from generator.pipeline.build import search_path_of

PAUSE_SECONDS = 0.3  # between looks; an editor that saves in two steps is done by then

State = frozenset[tuple[str, int, int]]  # path, time of the last change, size


def watch(folder: Path, options: Namespace, report: Report, build: Callable[[], object]) -> None:
    """Call `build` now and after each change, until Ctrl-C; a problem does not end the watch."""
    looks = [options.look] if options.look else []
    for _ in changes(folder, search_path_of(options.templates), looks):
        try:
            build()
        except OutputError as error:
            report.fail(str(error), error.help)
        report.show(f"watching {folder}; stop with Ctrl-C")
        gc.collect()  # each build leaves some garbage, and a watch may last all day


def changes(dataset: Path, search_path: Sequence[Path], looks: Sequence[Path]) -> Iterator[State]:
    """Yield the state of the files from which packs of `dataset` are made, and again after each change, for ever."""
    before: State | None = None
    while True:
        listings = (list_dataset(dataset), *map(list_templates, search_path), *map(list_look, looks))
        state = frozenset(_states(path for _, path in chain.from_iterable(listings)))
        if state != before:
            yield state
            before = state
        else:
            sleep(PAUSE_SECONDS)


def _states(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # deleted since it was listed
        yield str(path), status.st_mtime_ns, status.st_size
