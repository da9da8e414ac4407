"""Nothing of the user's is deleted, replaced, moved or opened to others, wherever a pack goes and whatever is there."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.main import main
from generator.errors import InputError, OutputError
from generator.pack.publish import publish, recover
from generator.pipeline.build import build, compose
from tests.trust.long import times
from tests.trust.test_nothing_lost import NEW, OLD, in_a_child
from tests.write.test_pack import files, standing

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
posix = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and modes")

World = dict[str, tuple[int, bytes]]


def look_at(folder: Path) -> World:
    """All that is in `folder`: kind, mode and content by path. Reads no pipe and follows no link."""
    return {path.relative_to(folder).as_posix(): _look_at(path) for path in folder.rglob("*")}


def _look_at(path: Path) -> tuple[int, bytes]:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return mode, os.fsencode(os.readlink(path))
    return mode, path.read_bytes() if stat.S_ISREG(mode) else b""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder of a user's, with all that once was mistaken for ours, and with a dataset, audiences and a pack."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    for name in ("venv", "cfg", "doc", "standard", "corp"):
        for folder in (tmp_path, tmp_path / "out", tmp_path / "out" / "harbour"):
            for state in ("part", "new", "old"):
                (folder / f".{name}.{state}" / "deep").mkdir(parents=True)
                (folder / f".{name}.{state}" / "deep" / "letter.txt").write_text("mine", encoding="utf-8")
                (folder / f".{name}.{state}" / "manifest.json").write_text('{"outputs": {}}', encoding="utf-8")
    shutil.rmtree(tmp_path / "out" / "harbour" / ".standard.part")
    return tmp_path


BAD_NAMES = (
    "", ".", "..", "../../venv", "../../cfg", "../../doc", "../harbour", "/", "/etc", "a/b", "a\\b", "..\\venv",
    "C:", "c:con", "standard ", " standard", "standard.", "standard/", "./standard", "Standard", "STANDARD",
    "ſtandard",
    "stan dard", "a\0b", "\0", "a\nb", "standard\n", "\u202estandard", "стандарт", "-standard", "_standard",
    ".standard", "~", "~root", "$HOME", "con", "nul", "aux", "com1", "lpt9", "x" * 41, "x" * 5000, "*", "{}", "%2e%2e",
    "../../venv,../../cfg", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_a_name_that_is_a_path_or_none_touches_nothing(name: str, world: Path) -> None:
    before = look_at(world)
    with pytest.raises(InputError, match="is not a valid audience name"):
        build(world / "harbour", name, world / "out")
    with pytest.raises(InputError, match="is not a valid audience name"):
        compose(world / "harbour", name)
    if name.strip() != "standard":  # the command takes names with spaces between them
        assert main([str(world / "harbour"), "--audience", name, "--out", str(world / "out"), "--quiet"]) == 2
    plan = json.dumps({"datasets": ["harbour"], "audiences": [name], "out": "out"}, ensure_ascii=True)
    (world / "plan.yaml").write_text(plan, encoding="utf-8")
    assert main(["batch", str(world / "plan.yaml"), "--quiet"]) == 1
    (world / "plan.yaml").unlink()
    assert look_at(world) == before


@settings(max_examples=times(50, 2000), deadline=None)
@given(st.text() | st.lists(st.sampled_from(["..", ".", "/", "\\", "a", "venv", " ", "\0", "-"])).map("".join))
def test_any_name_is_one_of_an_audience_or_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"is not a valid audience name|unknown audience"):
        build(HARBOUR, name, "/nowhere/out")
    assert not Path("/nowhere").exists()


@pytest.mark.parametrize("name", ["Harbour", "my topic", ".harbour", "con", "nul", "x" * 41, "häfen", "a.b"])
def test_a_dataset_after_which_no_folder_can_be_named_touches_nothing(
    name: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "harbour").rename(world / name)
    before = look_at(world)
    assert main([str(world / name), "--out", str(world / "out"), "--quiet"]) == 1
    assert f"`{name}` is not a valid dataset name" in capsys.readouterr().err
    assert main(["new", str(world / "new" / name)]) == 2
    assert look_at(world) == before


@pytest.mark.parametrize("dataset", [".", "..", "a\0b", "/", "nowhere", "../harbour/..", "harbour/dataset.yaml"])
def test_a_dataset_that_is_none_touches_nothing(dataset: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    before = look_at(world)
    with pytest.raises(InputError):
        build(dataset, "standard", "out")
    assert look_at(world) == before


def test_a_name_of_a_plan_is_refused_at_its_line_and_a_misspelt_one_fails_alone(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = world / "plan.yaml"
    plan.write_text("datasets: [harbour]\nout: packs\naudiences:\n- standard\n- ../../venv\n- con\n", encoding="utf-8")
    assert main(["batch", str(plan), "--quiet"]) == 1
    said = capsys.readouterr().err
    assert "plan.yaml:5:3  `../../venv` is not a valid audience name\n    use lower-case letters, digits" in said
    assert "plan.yaml:6:3  `con` is not a valid audience name\n    on Windows, that is a device; add a word" in said
    assert not (world / "packs").exists()
    plan.write_text("datasets: [harbour]\nout: packs\naudiences:\n- standard\n- standrad\n", encoding="utf-8")
    assert main(["batch", str(plan), "--quiet", "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert "plan.yaml:5:3  unknown audience `standrad`\n    did you mean `standard`?" in said
    assert sorted(path.name for path in (world / "packs" / "harbour").iterdir()) == ["standard"]
    plan.write_text("datasets: [harbour]\nout: packs\naudiences: [standrad]\n", encoding="utf-8")
    assert main(["batch", str(plan), "--quiet"]) == 1, "even if there is nothing else to build"


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ("datasets: []\naudiences: [standard]\n", "`datasets` is empty\n    name one, such as"),
        ("datasets: [harbour]\naudiences: []\n", "`audiences` is empty\n    name one, such as"),
        ("datasets: ['']\naudiences: ['']\n", "`datasets` is empty"),
        ("datasets: [harbour]\naudiences: [standard]\nout: harbour\n", "plan.yaml:3:6  cannot write "),
        ("datasets: [harbour]\naudiences: [standard]\nout: harbour/packs\n", "inside the dataset folder, "),
        ("datasets: [harbour]\naudiences: [standard]\nout: mine\ntemplates: mine\n", "is the folder of your templates"),
        ("datasets: [harbour]\naudiences: [standard]\nout: look/x\nlook: look\n", "inside the look, "),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused_before_anything_is_built(
    plan: str, message: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("mine", "look"):
        (world / folder).mkdir()
    (world / "plan.yaml").write_text(plan, encoding="utf-8")
    before = look_at(world)
    assert main(["batch", str(world / "plan.yaml"), "--quiet"]) == 1
    assert message in capsys.readouterr().err
    assert look_at(world) == before


def test_dot_folders_next_to_a_pack_stay(world: Path) -> None:
    before = look_at(world)
    for force in (False, False, True):
        build(world / "harbour", "standard", world / "out", force=force)
        after = look_at(world)
        shutil.rmtree(world / "out" / "harbour" / "standard")
        assert look_at(world) == before
        assert any(name.endswith("deck.pptx") for name in after)


def plant_folder(place: Path) -> None:
    place.mkdir()
    (place / "letter.txt").write_text("mine", encoding="utf-8")


def plant_copy_of_pack(place: Path) -> None:
    """As a user makes a backup."""
    shutil.copytree(place.with_name("standard"), place)


def plant_half_a_marker(place: Path) -> None:
    plant_folder(place)
    (place / "briefing-pack").write_text("briefing-pack writes `", encoding="utf-8")


def plant_marker_of_another_pack(place: Path) -> None:
    plant_folder(place)
    (place / "briefing-pack").write_bytes(marker(place.with_name("executive")))


def plant_linked_marker(place: Path) -> None:
    plant_folder(place)
    (place.parent / "real").write_bytes(marker(place.with_name("standard")))
    (place / "briefing-pack").symlink_to("../real")


def plant_link(place: Path) -> None:
    plant_folder(place.with_name("elsewhere"))
    (place.with_name("elsewhere") / "briefing-pack").write_bytes(marker(place.with_name("standard")))
    place.symlink_to("elsewhere")


def plant_pipe(place: Path) -> None:
    os.mkfifo(place)


def marker(folder: Path) -> bytes:
    """The marker of the staging folder of `folder`, taken from a run that is killed while it writes a file."""
    at = folder.parent.parent / "for the marker" / folder.name
    child_code = in_a_child(lambda: kill_when("writing", lambda: publish(at, NEW)))
    assert child_code == -9
    data = (at.parent / f".{at.name}.part" / "briefing-pack").read_bytes()
    shutil.rmtree(at.parent)
    return data


def kill_when(name: str, work: Callable[[], object]) -> None:
    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "os.mkdir" and str(args[0]).endswith(name):
            os.kill(os.getpid(), 9)

    sys.addaudithook(hook)
    work()


@posix
@pytest.mark.parametrize(
    "plant",
    [plant_folder, plant_copy_of_pack, plant_half_a_marker, plant_marker_of_another_pack, plant_linked_marker,
     plant_link, plant_pipe, Path.touch, lambda path: path.symlink_to("nowhere")],
)  # fmt: skip
def test_what_has_the_name_of_a_staging_folder_and_is_not_ours_stays(
    plant: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    plant(tmp_path / "out" / ".standard.part")
    before = look_at(tmp_path)
    recover(folder)
    with pytest.raises(OutputError, match=r"standard\.part: it is not ours, and in the way; move or rename it"):
        publish(folder, NEW)
    assert look_at(tmp_path) == before
    (tmp_path / "out" / ".standard.part").rename(tmp_path / "moved")
    publish(folder, NEW)
    assert standing(folder) == NEW


@posix
def test_a_file_put_into_our_staging_folder_stays(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    staging = tmp_path / "out" / ".standard.part"
    staging.mkdir()
    (staging / "briefing-pack").write_bytes(marker(folder))
    (staging / "letter.txt").write_text("mine", encoding="utf-8")
    publish(folder, NEW)
    assert standing(folder) == NEW and (staging / "letter.txt").read_text(encoding="utf-8") == "mine"
    (staging / "letter.txt").unlink()
    publish(folder, OLD)
    assert standing(folder) == OLD and not staging.exists()


@posix
@pytest.mark.parametrize("name", ["writing", "ready", "old"])
def test_a_link_in_a_staging_folder_is_not_followed(name: str, tmp_path: Path) -> None:
    folder, staging = tmp_path / "out" / "standard", tmp_path / "out" / ".standard.part"
    publish(tmp_path / "archive" / "standard", OLD)  # a pack, so that all in it could be taken for ours
    before = look_at(tmp_path / "archive")
    staging.mkdir(parents=True)
    (staging / "briefing-pack").write_bytes(marker(folder))
    (staging / name).symlink_to(tmp_path / "archive" / "standard")
    recover(folder)
    assert not os.path.lexists(folder)
    with suppress(OutputError):
        publish(folder, NEW)
    assert look_at(tmp_path / "archive") == before


@posix
def test_labels_of_a_file_stay(tmp_path: Path) -> None:
    """Extended attributes, in which file systems keep access lists, tags and security labels."""
    folder = tmp_path / "standard"
    publish(folder, OLD)
    try:
        for path in (folder, folder / "deck.pptx"):
            os.setxattr(path, "user.label", b"confidential")
    except (OSError, AttributeError):
        pytest.skip("this system has none")
    publish(folder, NEW)
    assert all(os.getxattr(path, "user.label") == b"confidential" for path in (folder, folder / "deck.pptx"))


def save_in_place(folder: Path) -> None:
    (folder / "letter.txt").write_text("saved", encoding="utf-8")


def save_by_rename(folder: Path) -> None:
    (folder / "~tmp").write_text("saved", encoding="utf-8")
    (folder / "~tmp").replace(folder / "letter.txt")


def save_new_file(folder: Path) -> None:
    (folder / "new.txt").write_text("saved", encoding="utf-8")


def save_our_file(folder: Path) -> None:
    (folder / "briefing.docx").write_text("saved", encoding="utf-8")


def save_in_folder(folder: Path) -> None:
    (folder / "annexes" / "map.txt").unlink()
    (folder / "annexes" / "map.txt").write_text("saved", encoding="utf-8")


@posix
@pytest.mark.parametrize("save", [save_in_place, save_by_rename, save_new_file, save_our_file, save_in_folder])
@pytest.mark.parametrize("then", ["goes on", "is killed"])
def test_what_the_user_saves_while_a_pack_is_published_is_not_lost(
    save: Callable[[Path], None], then: str, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    (folder / "annexes").mkdir()
    (folder / "annexes" / "map.txt").write_text("mine", encoding="utf-8")

    def work() -> None:
        saving = done = False

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal saving, done
            if saving:
                return
            if event == "os.rename" and str(args[1]) == str(folder) and not done:
                saving = True
                save(folder)
                saving, done = False, True
            elif done and then == "is killed" and event in ("os.rename", "os.remove", "os.rmdir"):
                os.kill(os.getpid(), 9)

        sys.addaudithook(hook)
        publish(folder, NEW)

    assert in_a_child(work) == (0 if then == "goes on" else -9)
    recover(folder)
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert b"saved" in contents, look_at(folder)
    assert NEW.items() <= {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}.items()
    assert [path.name for path in folder.parent.iterdir()] == ["standard"]


@posix
@pytest.mark.skipif(not sys.platform.startswith(("linux", "darwin")), reason="needs an exchange of folders")
def test_whoever_looks_always_finds_a_pack(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    child = os.fork()
    if child == 0:
        while True:
            publish(folder, NEW)
            publish(folder, OLD)
    try:
        seen = {(folder / "deck.pptx").stat().st_mtime_ns for _ in range(times(100_000, 1_000_000))}
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert len(seen) > 2, "and it was replaced meanwhile"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make files of others")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("letter.txt", "`letter.txt` cannot be kept: permission denied"),
        ("annexes", "`annexes` cannot be kept: permission denied"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_changes(name: str, reason: str) -> None:
    with TemporaryDirectory() as parent:  # pytest's own is closed to others
        folder, said = Path(parent) / "standard", Path(parent) / "said"
        publish(folder, OLD)
        plant_folder(folder / name) if name == "annexes" else (folder / name).write_text("mine", encoding="utf-8")
        for path in (Path(parent), folder):
            os.chown(path, 65534, 65534)
        (folder / name).chmod(0)
        before = look_at(folder)

        def work() -> None:
            os.setgid(65534)
            os.setuid(65534)
            try:
                publish(folder, NEW)
            except OutputError as error:
                said.write_text(f"{error}\n{error.help}", encoding="utf-8")

        assert in_a_child(work) == 0 and look_at(folder) == before
        help_ = "move it out of this folder, and build again"
        assert said.read_text(encoding="utf-8") == f"cannot write {folder}: {reason}\n{help_}"


@posix
def test_a_file_of_the_users_stays_the_same_file(tmp_path: Path) -> None:
    """Also where it cannot be read, is a pipe, or is far too large to be copied."""
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    (folder / "secret.txt").write_text("mine", encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    os.mkfifo(folder / "pipe")
    with open(folder / "film.mp4", "wb") as film:
        film.truncate(20_000_000_000)
    (folder / "read only").mkdir()
    (folder / "read only" / "letter.txt").write_text("mine", encoding="utf-8")
    (folder / "read only" / "letter.txt").chmod(0o400)
    (folder / "read only").chmod(0o500)
    os.link(folder / "deck.pptx", tmp_path / "final.pptx")

    def state(path: Path) -> tuple[int, ...]:
        return path.lstat().st_mode, path.lstat().st_size, path.lstat().st_mtime_ns

    before = {path.relative_to(folder): state(path) for path in folder.rglob("*") if path.name not in OLD}
    publish(folder, NEW)
    assert {path.relative_to(folder): state(path) for path in folder.rglob("*") if path.name not in OLD} == before
    assert (tmp_path / "final.pptx").read_bytes() == OLD["deck.pptx"]
    assert [path.name for path in folder.parent.iterdir()] == ["standard"]
    (folder / "read only").chmod(0o700)


def test_a_manifest_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "standard"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"name": "my web app"}', encoding="utf-8")
    publish(folder, NEW)
    assert (folder / "manifest (changed 1).json").read_text(encoding="utf-8") == '{"name": "my web app"}'


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "..", ".", "", "a/b.txt", "a\\b.txt", ".hidden", "a\0b"])
def test_a_file_of_a_pack_cannot_be_placed_elsewhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="` is not a valid file name"):
        publish(tmp_path / "out" / "standard", {**NEW, name: b""})
    assert look_at(tmp_path) == {}


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.iterdir())}


@posix
@pytest.mark.parametrize(("of_folder", "of_files"), [(0o700, 0o600), (0o750, 0o640), (0o755, 0o444), (0o2770, 0o660)])
def test_a_folder_that_others_may_not_read_stays_so(of_folder: int, of_files: int, tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, OLD)
    for path in folder.iterdir():
        path.chmod(of_files)
    folder.chmod(of_folder)
    before = modes(folder)
    publish(folder, {**files("new"), "timeline.png": b"a file that was not there"})
    assert modes(folder) == {**before, "timeline.png": oct(of_files)}


@posix
def test_each_file_keeps_its_own_mode_and_a_new_one_gets_the_strictest(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, OLD)
    (folder / "deck.pptx").chmod(0o640)
    (folder / "briefing.docx").chmod(0o600)
    publish(folder, {**NEW, "timeline.png": b"new"})
    assert modes(folder) == {**modes(folder), "deck.pptx": "0o640", "briefing.docx": "0o600", "timeline.png": "0o600"}


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_first_pack_and_its_parents_follow_the_umask(mask: int, tmp_path: Path) -> None:
    def work() -> None:
        os.umask(mask)
        publish(tmp_path / "out" / "harbour" / "standard", NEW)

    assert in_a_child(work) == 0
    for path in (tmp_path / "out").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o777 if path.is_dir() else 0o666) & ~mask


@posix
def test_a_confidential_pack_is_never_readable_while_it_is_written(tmp_path: Path) -> None:
    """At each change of the disk, others may enter neither the pack nor what it is written to."""
    folder = tmp_path / "out" / "standard"
    publish(folder, OLD)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)

    def work() -> None:
        looking = False

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal looking
            if not looking and (event == "open" or event.startswith("os.")):
                looking = True
                for place in folder.parent.iterdir():
                    if place.lstat().st_mode & 0o077:
                        os._exit(7)
                looking = False

        sys.addaudithook(hook)
        os.umask(0)
        publish(folder, NEW)

    assert in_a_child(work) == 0


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_stay(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, OLD)
    (folder / "annexes" / "maps").mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 1234, 2345)
    publish(folder, NEW)
    assert {(path.stat().st_uid, path.stat().st_gid) for path in (folder, *folder.rglob("*"))} == {(1234, 2345)}


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make files of others")
def test_another_group_gets_nothing_where_the_group_cannot_be_kept() -> None:
    with TemporaryDirectory() as parent:  # pytest's own is closed to others
        folder = Path(parent) / "standard"
        for _ in range(2):
            publish(folder, OLD)  # also imports what the child may not read
        (folder / "annexes").mkdir()
        for path in (Path(parent), folder, *folder.iterdir()):
            os.chown(path, 65534, 2345)
            path.chmod(0o770 if path.is_dir() else 0o660)

        def work() -> None:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            publish(folder, NEW)

        assert in_a_child(work) == 0
        assert {path.stat().st_gid for path in folder.iterdir()} == {65534}
        assert modes(folder) == {"standard": "0o700", "annexes": "0o700", **dict.fromkeys(NEW, "0o600")}


def plant_summary_link(file: Path) -> None:
    file.with_name("real.json").write_bytes(SUMMARY)
    file.symlink_to("real.json")


def plant_broken_link(file: Path) -> None:
    file.symlink_to(file.parent.parent / "nowhere.json")


SUMMARY = json.dumps(
    [
        {
            "dataset": "harbour", "audience": "standard", "state": "built", "seconds": 1.0, "folder": "x",
            "problems": [], "warnings": [],
        }
    ]
).encode()  # fmt: skip
FOREIGN: dict[str, Callable[[Path], object]] = {
    "a text": lambda file: file.write_text("mine", encoding="utf-8"),
    "nothing": Path.touch,
    "a list of something else": lambda file: file.write_text('[{"dataset": "mine"}]', encoding="utf-8"),
    "an empty list": lambda file: file.write_text("[]", encoding="utf-8"),
    "ours with notes": lambda file: file.write_bytes(SUMMARY.replace(b'"warnings"', b'"note": "mine", "warnings"')),
    "ours with more": lambda file: file.write_bytes(SUMMARY + b"\nmine"),
    "brackets": lambda file: file.write_bytes(b"[" * 200_000),
    "a link to ours": plant_summary_link,
    "a link to nothing": plant_broken_link,
    "a folder": plant_folder,
    "a pipe": plant_pipe,
}


@posix
@pytest.mark.parametrize("what", FOREIGN)
def test_a_summary_never_replaces_what_is_not_one(what: str, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "packs").mkdir()
    FOREIGN[what](world / "packs" / "batch.json")
    (world / "plan.yaml").write_text("datasets: [harbour]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    before = look_at(world)
    assert main(["batch", str(world / "plan.yaml"), "--quiet"]) == 3
    assert "packs/batch.json: it is not ours; move or rename it\n" in capsys.readouterr().err
    assert look_at(world) == before, "and nothing is built"


@posix
def test_a_summary_replaces_our_own_and_keeps_its_mode(world: Path) -> None:
    (world / "packs").mkdir()
    summary = world / "packs" / "batch.json"
    summary.write_bytes(SUMMARY)
    summary.chmod(0o600)
    os.link(summary, world / "kept.json")
    (world / "plan.yaml").write_text("datasets: [harbour]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    assert main(["batch", str(world / "plan.yaml"), "--quiet", "--jobs", "1"]) == 0
    assert json.loads(summary.read_bytes())[0]["folder"] != "x"
    assert stat.S_IMODE(summary.stat().st_mode) == 0o600
    assert (world / "kept.json").read_bytes() == SUMMARY
    assert sorted(path.name for path in summary.parent.iterdir()) == ["batch.json", "harbour"]


# Where a pack must not go, from the folder of the world, and why.
PLACES = {
    "harbour": "it would be inside the dataset folder",
    "harbour/out": "it would be inside the dataset folder",
    "harbour/../harbour/deep/er": "it would be inside the dataset folder",
    "link to harbour": "it would be inside the dataset folder",
    "other dataset": "is a dataset",
    "mine/minister": "is an audience",
    "mine": "is the folder of your templates",
    "mine/look": "is a look",
    "letter.txt": "a file is in the place of a folder; choose another one",
    "letter.txt/deep": "a file is in the place of a folder; choose another one",
    "pipe": "a file is in the place of a folder; choose another one",
    "link to nothing": "a file is in the place of a folder; choose another one",
    "link to itself": "a file is in the place of a folder; choose another one",
    "link to device": "a file is in the place of a folder; choose another one",
    "/dev/null": "a file is in the place of a folder; choose another one",
    "/dev/zero/x": "a file is in the place of a folder; choose another one",
    "taken": "a file is in its place",
    "linked": "it is a link",
    str(ROOT / "generator"): "it would be inside the program",
    str(ROOT / "templates" / "x"): "it would be inside the shipped templates",
}


@posix
@pytest.mark.parametrize("out", PLACES)
def test_a_pack_is_not_put_among_what_is_not_ours(
    out: str, world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(world)
    shutil.copytree(HARBOUR, "other dataset")
    shutil.copytree(ROOT / "templates" / "look", "mine/look", ignore=shutil.ignore_patterns("*.py"))
    Path("mine/minister").mkdir()
    Path("mine/minister/audience.yaml").write_text("extends: standard\n", encoding="utf-8")
    Path("letter.txt").write_text("mine", encoding="utf-8")
    os.mkfifo("pipe")
    for name, target in (
        ("harbour", "harbour"),
        ("nothing", "nowhere"),
        ("itself", "link to itself"),
        ("device", "/dev/null"),
    ):
        Path(f"link to {name}").symlink_to(target)
    for name in ("taken", "linked"):
        Path(name, "harbour").mkdir(parents=True)
    Path("taken/harbour/standard").write_text("mine", encoding="utf-8")
    Path("linked/harbour/standard").symlink_to(world / "doc")
    before = look_at(world)
    assert main(["harbour", "--out", out, "--templates", "mine"]) == 3
    shown = capsys.readouterr()
    assert "cannot write " in shown.err and PLACES[out] in shown.err and shown.err.count("\n") == 2
    assert "drew" not in shown.out and "wrote" not in shown.out
    assert look_at(world) == before


def test_templates_may_be_the_parent_of_everything(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    assert main(["harbour", "--templates", ".", "--quiet"]) == 0
    assert (world / "out" / "harbour" / "standard" / "manifest.json").is_file()


def test_a_dataset_is_not_built_into_a_folder_that_holds_it(tmp_path: Path) -> None:
    dataset = tmp_path / "harbour" / "standard" / "harbour"
    shutil.copytree(HARBOUR, dataset)
    with pytest.raises(OutputError, match=", is inside it"):
        build(dataset, "standard", tmp_path)
    assert look_at(dataset).keys() == look_at(HARBOUR).keys()


@posix
@pytest.mark.parametrize("words", [["new", "topic"], ["new-look", "topic"]])
@pytest.mark.parametrize(
    "plant",
    [
        plant_folder,
        plant_pipe,
        Path.touch,
        plant_link,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path),
    ],
)
def test_a_new_folder_is_never_made_where_something_is(
    words: list[str], plant: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if plant is plant_link:
        Path("elsewhere").mkdir()
        Path("topic").symlink_to("elsewhere")
    else:
        plant(tmp_path / "topic")
    before = look_at(tmp_path)
    assert main([*words, "--quiet"]) == 2
    assert look_at(tmp_path) == before


@posix
def test_a_new_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    import resource
    import signal

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        assert main(["new", str(tmp_path / "topic"), "--quiet"]) == 3

    assert in_a_child(work) == 0
    assert look_at(tmp_path) == {}


@posix
def test_a_specimen_replaces_only_another_that_nobody_has_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "templates" / "look" / "word.docx", "house.docx")
    Path("house-specimen.docx").write_text("mine", encoding="utf-8")
    Path("house-specimen-2.docx").symlink_to("house.docx")
    shutil.copy("house.docx", "house-specimen-3.docx")
    before = look_at(tmp_path)
    assert main(["check-template", "house.docx", "--quiet"]) == 0
    specimen = Path("house-specimen-4.docx").read_bytes()
    document = docx.Document("house-specimen-4.docx")
    document.add_paragraph("not by Office, which would say when it was saved")
    document.save("house-specimen-4.docx")
    assert main(["check-template", "house.docx", "--quiet"]) == 0
    assert Path("house-specimen-4.docx").read_bytes() == specimen
    document.core_properties.last_modified_by = "me"
    document.save("house-specimen-4.docx")
    saved = Path("house-specimen-4.docx").read_bytes()
    assert main(["check-template", "house.docx", "--quiet"]) == 0
    assert Path("house-specimen-4.docx").read_bytes() == saved
    after = look_at(tmp_path)
    assert after.pop("house-specimen-4.docx") and after.pop("house-specimen-5.docx") and after == before


@posix
@pytest.mark.parametrize("words", [["check-template", "pipe"], ["new-look", "look", "--word", "pipe"]])
def test_a_pipe_is_not_read(words: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    run = subprocess.run(
        [sys.executable, str(ROOT / "make_report.py"), *words], cwd=tmp_path, capture_output=True, text=True, timeout=20
    )
    assert run.returncode == 2 and "cannot read `pipe`: not a regular file" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_copy_of_the_dataset_may_be_in_a_pack(world: Path) -> None:
    build(world / "harbour", "standard", world / "out")
    shutil.copy(world / "harbour" / "dataset.yaml", world / "out" / "harbour" / "standard")
    (note,) = build(world / "harbour", "standard", world / "out", force=True).warnings[-1:]
    assert note.what == "kept, since it is not part of this pack"
