"""Whatever interrupts a run, the old pack or the new one is in its place, whole, and no litter after the next run."""

import errno
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.batch.job import Job, Outcome
from generator.batch.summary import write_summary
from generator.errors import OutputError
from generator.pack.publish import publish, recover
from tests.trust.long import times
from tests.write.test_pack import files, standing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")
ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
OLD, NEW = files("old"), files("new")
WHOLE = (OLD, NEW)


def in_a_child(work: Callable[[], None]) -> int:
    """Do `work` in a process of its own, and return its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except OutputError:
            code = 3
        except KeyboardInterrupt:
            code = 130
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# All that changes a disk and is told to an audit hook; `open` counts where it is for writing.
CHANGES = {
    "os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.chown",
    "os.utime", "os.setxattr", "shutil.copytree", "shutil.copyfile",
}  # fmt: skip


def at_change(number: int, happens: Callable[[], None]) -> None:
    """Let something happen just before change number `number` of this process to the disk; fsync counts too."""
    seen = 0

    def count() -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            happens()

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            count()

    real = os.fsync

    def fsync(descriptor: int) -> None:
        count()
        real(descriptor)

    os.fsync = fsync
    sys.addaudithook(hook)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted() -> None:
    raise KeyboardInterrupt


def failing(number: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


INTERRUPTIONS = {
    "killed": killed,
    "Ctrl-C": interrupted,
    "disk full": failing(errno.ENOSPC),
    "no permission": failing(errno.EACCES),
    "broken disk": failing(errno.EIO),
}


@pytest.mark.parametrize("what", INTERRUPTIONS)
@pytest.mark.parametrize("system", ["can exchange", "cannot"])
def test_a_failure_at_any_change_of_the_disk_leaves_a_whole_pack(
    what: str, system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "cannot":
        monkeypatch.setattr("ctypes.CDLL", old_library)
    elif not EXCHANGES:
        pytest.skip("this system cannot exchange two folders")
    for number in range(1, 200):
        folder = tmp_path / str(number) / "standard"
        publish(folder, OLD)
        add_users_files(folder)

        def work(number: int = number, folder: Path = folder) -> None:
            at_change(number, INTERRUPTIONS[what])
            publish(folder, NEW)

        code = in_a_child(work)
        assert code in (0, 3, 130, -signal.SIGKILL), f"change {number}"
        if system == "can exchange" or what != "killed":
            assert standing_with_users_files(folder) in WHOLE, f"{what} at change {number}, before any other run"
        recover(folder)
        assert standing_with_users_files(folder) in WHOLE, f"mixed or lost: {what} at change {number}"
        assert {*tree(folder.parent)} == {"standard", *PLANTED}, f"litter or loss: {what} at change {number}"
        if code == 0 and standing_with_users_files(folder) == NEW and number > 20:
            return
    pytest.fail("publishing never ended")


EXCHANGES = sys.platform in ("linux", "darwin")
# Folders and files of the user's, next to the pack, with names that a program might take for its own.
PLANTED = {f".standard.{state}" for state in ("new", "old", "staging", "tmp")} | {"standard.bak"}


def old_library(*arguments: object, **options: object) -> object:
    """A C library without an exchange of folders."""
    return object()


def add_users_files(folder: Path) -> None:
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    (folder / "annexes").mkdir()
    (folder / "annexes" / "map.txt").write_text("mine too", encoding="utf-8")
    for name in PLANTED:
        (folder.parent / name).mkdir()
        (folder.parent / name / "manifest.json").write_text("mine as well", encoding="utf-8")


def tree(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        assert path.name == "standard" or (path / "manifest.json").read_text(encoding="utf-8") == "mine as well"
        yield path.name


def standing_with_users_files(folder: Path) -> dict[str, bytes]:
    """The files of the pack, where those of the user's are there as well."""
    there = told(folder)
    assert there.pop("letter.txt") == b"mine" and there.pop("annexes/map.txt") == b"mine too"
    return there


@pytest.mark.parametrize("what", ["killed", "Ctrl-C", "disk full"])
def test_a_failure_at_any_change_of_the_disk_leaves_no_half_of_a_first_pack(what: str, tmp_path: Path) -> None:
    for number in range(1, 100):
        folder = tmp_path / str(number) / "standard"

        def work(number: int = number, folder: Path = folder) -> None:
            at_change(number, INTERRUPTIONS[what])
            publish(folder, NEW)

        code = in_a_child(work)
        assert not folder.exists() or standing(folder) == NEW, f"change {number}, before any other run"
        publish(folder, NEW)
        assert [path.name for path in folder.parent.iterdir()] == ["standard"] and standing(folder) == NEW
        if code == 0 and number > 20:
            return
    pytest.fail("publishing never ended")


@pytest.mark.parametrize("what", INTERRUPTIONS)
def test_a_failure_at_any_change_of_the_disk_leaves_a_whole_summary(what: str, tmp_path: Path) -> None:
    def outcomes(seconds: float) -> list[Outcome]:
        return [Outcome(Job(HARBOUR, "standard", tmp_path), "built", seconds)]

    write_summary(outcomes(1.0), tmp_path / "whole")
    old = (tmp_path / "whole" / "batch.json").read_bytes()
    for number in range(1, 50):
        folder = tmp_path / str(number)
        write_summary(outcomes(1.0), folder)

        def work(number: int = number, folder: Path = folder) -> None:
            at_change(number, INTERRUPTIONS[what])
            write_summary(outcomes(2.0), folder)

        code = in_a_child(work)
        assert (folder / "batch.json").read_bytes() in (old, old.replace(b"1.0", b"2.0")), f"change {number}"
        write_summary(outcomes(1.0), folder)
        assert told(folder) == {"batch.json": old}, f"litter: {what} at change {number}"
        if code == 0 and number > 8:
            return
    pytest.fail("writing never ended")


def in_order(work: Callable[[], None], told: Path) -> list[list[str]]:
    """What `work` does to the disk, in order: writes by name, syncs by inode, renames and removals by name."""
    steps: list[list[str]] = []

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            steps.append(["write", Path(str(args[0])).name])
        elif event == "os.rename":
            steps.append(["rename", Path(str(args[0])).name, Path(str(args[1])).name])
        elif event in ("os.remove", "os.rmdir", "shutil.rmtree"):
            steps.append(["remove", Path(str(args[0])).name])

    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        steps.append(["sync", str(os.fstat(descriptor).st_ino)])

    def recorded() -> None:
        os.fsync = fsync
        sys.addaudithook(hook)
        work()
        said = json.dumps(steps)
        told.write_text(said, encoding="utf-8")

    assert in_a_child(recorded) == 0
    return [*json.loads(told.read_text(encoding="utf-8"))]


def test_files_are_flushed_before_the_commit_and_the_commit_before_the_old_pack_goes(tmp_path: Path) -> None:
    """Power may fail at any time: what was not synced may then be missing, though it was renamed or deleted later."""
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    (folder / "annexes").mkdir()
    steps = in_order(lambda: [*publish(folder, NEW)].clear(), tmp_path / "told")

    def at(*step: str) -> int:
        return len(steps) - 1 - steps[::-1].index([*step])  # the last time

    def synced(path: Path) -> int:
        return at("sync", str(path.stat().st_ino))

    commit = at("rename", "ready", "standard")
    for path in (*folder.rglob("*"), folder):
        assert synced(path) < commit, f"{path.name} may be empty after the commit"
        if path.name in NEW:
            assert at("write", path.name) < synced(path), f"{path.name} is written after its sync"
    assert all(synced(path) < synced(folder) for path in folder.iterdir())
    removals = [number for number, step in enumerate(steps) if step[0] == "remove"]
    assert commit < synced(folder.parent) < removals[0]
    assert steps[0] == ["write", "briefing-pack"] and steps[1][0] == "sync", "the marker is there before the rest"
    assert steps[-2:] == [["remove", "briefing-pack"], ["remove", ".standard.part"]], "and goes after it"


def publishing_for_ever(folder: Path) -> None:
    while True:
        publish(folder, NEW)
        publish(folder, OLD)


def test_a_kill_while_publishing_leaves_a_whole_pack(tmp_path: Path) -> None:
    folder, chance = tmp_path / "out" / "standard", random.Random(8)
    publish(folder, OLD)
    for number in range(times(40, 200)):
        child = os.fork()
        if child == 0:
            publishing_for_ever(folder)
        time.sleep(chance.uniform(0.001, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        recover(folder)
        assert standing(folder) in WHOLE, f"kill {number}"
        assert [path.name for path in folder.parent.iterdir()] == ["standard"], f"kill {number}"


def command(out: Path, *more: str) -> list[str]:
    return [sys.executable, str(ROOT / "make_report.py"), str(HARBOUR), "--out", str(out), "--quiet", *more]


def told(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of figures, so that most of a build is not drawing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_PACK_CACHE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.mark.usefixtures("kept")
def test_a_kill_or_interrupt_of_the_command_leaves_a_whole_pack(tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(8)
    subprocess.run(command(out), check=True)
    began = time.monotonic()
    subprocess.run(command(out, "--force"), check=True)
    whole, length = told(out), time.monotonic() - began
    for number in range(times(6, 40)):
        stop = signal.SIGINT if number % 3 == 2 else signal.SIGKILL
        run = subprocess.Popen(command(out, "--force"), stderr=subprocess.PIPE, text=True)
        # most of them towards the end, where files are written
        time.sleep(length * (1 - chance.random() ** 2 * 0.8))
        run.send_signal(stop)
        said = run.communicate()[1]
        assert run.returncode in (0, -stop, 130), said
        # a signal in the first moments meets Python's own start, which is not ours to word
        assert "Traceback" not in said or "generator/" not in said
        recover(out / "harbour" / "standard")
        assert told(out) == whole, f"{stop} number {number}"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("audiences", [("standard", "standard"), ("standard", "executive")])
def test_two_concurrent_runs_do_not_disturb_each_other(audiences: tuple[str, str], tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    for audience in dict.fromkeys(audiences):
        subprocess.run(command(alone, "--audience", audience), check=True)
    out = tmp_path / "out"
    runs = [subprocess.Popen(command(out, "--force", "--audience", audience)) for audience in audiences]
    assert [run.wait() for run in runs] == [0, 0]
    assert told(out) == told(alone)


def test_concurrent_writers_leave_one_whole_pack(tmp_path: Path) -> None:
    for number in range(times(20, 100)):
        folder = tmp_path / str(number) / "standard"
        children = []
        for writer in range(2 + 2 * (number % 2)):
            child = os.fork()
            if child == 0:
                code = 1
                try:
                    publish(folder, WHOLE[writer % 2])
                    code = 0
                finally:
                    os._exit(code)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
        assert standing(folder) in WHOLE
        assert [path.name for path in folder.parent.iterdir()] == ["standard"]


def test_a_read_only_folder_stays_as_it_is(tmp_path: Path) -> None:
    with TemporaryDirectory() as open_to_all:  # pytest's own is not
        folder = Path(open_to_all) / "out" / "standard"
        publish(folder, OLD)
        said = Path(open_to_all) / "said"
        said.touch()
        for path, mode in ((Path(open_to_all), 0o755), (folder.parent, 0o777), (folder, 0o555), (said, 0o666)):
            path.chmod(mode)

        def work() -> None:
            if os.geteuid() == 0:
                os.setuid(65534)  # whom permissions bind
            try:
                publish(folder, NEW)
            except OutputError as error:
                said.write_text(str(error), encoding="utf-8")
                raise

        assert in_a_child(work) == 3
        assert said.read_text(encoding="utf-8") == f"cannot write {folder}: the folder is read-only"
        folder.chmod(0o755)
        assert standing(folder) == OLD and [path.name for path in folder.parent.iterdir()] == ["standard"]


@pytest.mark.parametrize("most", [0, 1, 4, 40, 100, 200])
def test_a_failing_disk_keeps_the_old_pack(most: int, tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, OLD)
    large = {**NEW, "deck.pptx": b"x" * 1000}

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        publish(folder, large)

    assert in_a_child(work) == 3
    assert standing(folder) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["standard"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where we may make one."""
    at = tmp_path / "disk"
    at.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(at)], capture_output=True)
    if mounted.returncode:
        pytest.skip("may not mount a disk here")
    yield at
    subprocess.run(["umount", "-l", str(at)], check=True)


def test_a_full_disk_keeps_the_old_pack(small_disk: Path) -> None:
    folder = small_disk / "standard"
    publish(folder, OLD)
    for size in (1_040_000, 1_100_000, 2_000_000, 9_000_000):
        with pytest.raises(OutputError, match="no space left"):
            publish(folder, {**NEW, "deck.pptx": b"x" * size})
        assert standing(folder) == OLD
        assert [path.name for path in small_disk.iterdir()] == ["standard"]


@pytest.mark.usefixtures("kept")
def test_a_full_disk_is_reported_in_one_line(small_disk: Path) -> None:
    subprocess.run(command(small_disk), check=True)
    (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 100_000))
    before = told(small_disk)
    run = subprocess.run(command(small_disk, "--force"), capture_output=True, text=True)  # no room for a second pack
    assert run.returncode == 3 and "no space left on device" in run.stderr and len(run.stderr.splitlines()) <= 3
    assert told(small_disk) == before


@pytest.mark.usefixtures("kept")
def test_leftovers_of_a_killed_run_are_removed_even_if_nothing_changed(tmp_path: Path) -> None:
    subprocess.run(command(tmp_path), check=True)
    before, folder = told(tmp_path), tmp_path / "harbour" / "standard"

    def work() -> None:
        at_change(10, killed)
        publish(folder, NEW)

    assert in_a_child(work) == -signal.SIGKILL
    assert told(tmp_path) != before
    subprocess.run(command(tmp_path), check=True)
    assert told(tmp_path) == before
