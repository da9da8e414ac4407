"""Packs made on other machines through Dask: inputs go out with the task, packs come back and are put in place here.

Dask's client speaks `concurrent.futures`, reschedules what a lost worker had, and is imported only here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.order import Done, Order
from generator.batch.run import Engine, run
from generator.batch.worker import failed, made
from generator.cache.key import code_hash, take_snapshot, versions
from generator.errors import Place, Problem
from generator.pack.pack import Pack
from generator.pack.publish import publish
from generator.pack.up_to_date import find_up_to_date
from generator.pipeline.build import search_path_of

Files = Mapping[str, bytes]  # by path in its folder
_LARGEST = 64_000_000  # bytes of one file; what is larger is no input


class Parcel(Struct, frozen=True):
    """An order with all that it is made from, and what it must be made with."""

    order: Order
    dataset: Files
    templates: Files | None
    look: Files | None
    code: str
    versions: Mapping[str, str]


def there(orders: Sequence[Order], address: str) -> Iterator[Done]:
    """Yield what became of each order, made by the workers of the Dask scheduler at `address`.

    Raises ImportError where Dask is not installed, OSError where no scheduler answers.
    """
    client_of: Any = resolve_name("distributed:Client")
    killed: Any = resolve_name("distributed:KilledWorker")
    to_send = []
    for order in orders:
        done = _standing(order)
        if done:
            yield done
        else:
            to_send.append(order)
    with client_of(address, timeout="10s", set_as_default=False) as client:
        # two builds give equal bytes, so that what a lost worker had may be made by another
        engine = Engine(
            partial(client.get_executor, pure=False, retries=3), lambda order: partial(made_there, _parcel(order)),
            lost=(killed,),
        )  # fmt: skip
        for order, result in run(to_send, engine):
            yield failed(order, result) if isinstance(result, BaseException) else _in_place(*result)


def _parcel(order: Order) -> Parcel:
    """Return `order` as it is sent."""
    folders = (order.templates, order.look)
    templates, look = (_packed(folder, "**/*") if folder else None for folder in folders)
    return Parcel(order, _packed(order.dataset, "*"), templates, look, code_hash(), versions())


def made_there(parcel: Parcel) -> tuple[Done, Files]:
    """Make the pack of `parcel` in a folder of its own, and return it. Runs on the worker."""
    unlike = _unlike(parcel)
    if unlike:
        return Done(parcel.order, "failed", 0.0, (unlike,)), {}
    with TemporaryDirectory() as work:
        there = _unpacked(parcel, Path(work))
        done = made(there)
        files = {} if done.state == "failed" else {path.name: path.read_bytes() for path in there.folder.iterdir()}
        return _told_of_here(done, parcel.order, there), files


def _in_place(done: Done, files: Files) -> Done:
    """Put a pack that came back in its place here."""
    if done.state == "failed":
        return done
    try:
        kept = publish(done.order.folder, files)
    except Exception as error:
        return failed(done.order, error, done.seconds)
    return replace(done, state="built", warnings=done.warnings + kept)


def _standing(order: Order) -> Done | None:
    """Return that the pack of `order` stands here already, made from the same; then nothing is sent."""
    began = perf_counter()
    looks = [order.look] if order.look else []
    found: Pack | None = None
    if not order.force and order.dataset.is_dir():
        found = find_up_to_date(
            order.folder, order.audience, take_snapshot(order.dataset, search_path_of(order.templates), *looks)
        )
    return Done(order, "unchanged", perf_counter() - began, warnings=found.warnings) if found else None


def _unlike(parcel: Parcel) -> Problem | None:
    """Return a problem where this worker would make other bytes than the machine that ordered."""
    place = Place("worker")
    if code_hash() != parcel.code:
        return Problem(place, "has another release of the generator", "install the same on all machines")
    other = [name for name, each in versions().items() if parcel.versions[name] != each]
    return Problem(place, f"has other releases of {', '.join(other)}", "install the same on all") if other else None


def _packed(folder: Path, pattern: str) -> Files:
    paths = (path for path in sorted(folder.glob(pattern)) if path.is_file() and path.stat().st_size <= _LARGEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _unpacked(parcel: Parcel, work: Path) -> Order:
    """Write what was sent under `work`, and return the order for it."""
    order = parcel.order
    dataset = work / order.dataset.resolve().name
    templates = work / "templates" if parcel.templates is not None else None
    look = work / "look" if parcel.look is not None else None
    for folder, files in ((dataset, parcel.dataset), (templates, parcel.templates), (look, parcel.look)):
        for name, data in (files or {}).items():
            path = (folder or work) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return Order(dataset, order.audience, work / "out", templates, look, force=True)


def _told_of_here(done: Done, here: Order, there: Order) -> Done:
    """Return `done` with the places as they are called here."""
    pairs = [(there.dataset, here.dataset), (there.templates, here.templates), (there.look, here.look)]
    names = {str(at): str(home) for at, home in pairs if at and home}

    def renamed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(
            replace(each, place=replace(each.place, file=_renamed(each.place.file, names))) for each in problems
        )

    return Done(here, done.state, done.seconds, renamed(done.problems), renamed(done.warnings))


def _renamed(file: str, names: Mapping[str, str]) -> str:
    for there, here in names.items():
        if file.startswith(there):
            return here + file[len(there) :]
    return file
