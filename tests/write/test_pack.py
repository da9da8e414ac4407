"""A pack appears whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.write import pack
from generator.write.pack import MANIFEST, digest, publish


def files(word: str) -> dict[str, bytes]:
    built = {"briefing.docx": word.encode(), "deck.pptx": word.upper().encode()}
    return {**built, MANIFEST: json.dumps({"outputs": {name: digest(data) for name, data in built.items()}}).encode()}


def standing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_pack_replaces_the_old_one(tmp_path: Path) -> None:
    publish(tmp_path / "standard", files("old"))
    assert publish(tmp_path / "standard", files("new")) == ()
    assert standing(tmp_path / "standard") == files("new")


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    publish(tmp_path / "standard", files("old"))
    publish(tmp_path / "standard", files("new"))
    assert [path.name for path in tmp_path.iterdir()] == ["standard"]


def test_a_file_that_someone_changed_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, files("old"))
    (folder / "briefing.docx").write_bytes(b"edited by hand")
    (said,) = publish(folder, files("new"))
    assert (folder / "briefing (changed 1).docx").read_bytes() == b"edited by hand"
    assert (folder / "briefing.docx").read_bytes() == b"new"
    assert said.what == "kept as it was changed by hand"


def test_a_file_that_someone_put_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, files("old"))
    (folder / "cover letter.txt").write_text("Dear minister", encoding="utf-8")
    publish(folder, files("new"))
    assert (folder / "cover letter.txt").read_text(encoding="utf-8") == "Dear minister"


class Killed(BaseException):
    """What a SIGKILL does to the running program: nothing after it runs."""


# Every call that changes the disk, by the module attribute through which it goes.
EVENTS = ("fsync", "mkdir", "rename", "rmtree")


def run_until(event: int, monkeypatch: pytest.MonkeyPatch, folder: Path) -> bool:
    """Publish, dying just before disk event number `event`; return whether it died."""
    seen = 0

    def dying(real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal seen
            seen += 1
            if seen == event:
                raise Killed
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", dying(os.fsync))
        patch.setattr(Path, "mkdir", dying(Path.mkdir))
        patch.setattr(Path, "rename", dying(Path.rename))
        patch.setattr(pack.shutil, "rmtree", dying(pack.shutil.rmtree))
        try:
            publish(folder, files("new"))
        except Killed:
            return True
    return False


def test_killed_at_any_moment_the_next_run_finds_a_whole_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for event in range(1, 100):
        folder = tmp_path / str(event) / "standard"
        publish(folder, files("old"))
        died = run_until(event, monkeypatch, folder)
        pack._finish(folder)  # what the next run does first
        assert standing(folder) in (files("old"), files("new")), f"mixed or lost when killed before event {event}"
        assert [path.name for path in folder.parent.iterdir()] == ["standard"]
        if not died:
            assert event > len(EVENTS)
            return
    pytest.fail("publishing never ended")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="permission denied"):
        publish(tmp_path / "standard", files("new"))


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        publish(tmp_path / "out" / "standard", files("new"))
