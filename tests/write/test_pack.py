"""A pack appears whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.pack.publish import MANIFEST, digest, publish


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


def test_an_edited_file_is_kept_next_to_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, files("old"))
    (folder / "briefing.docx").write_bytes(b"edited by hand")
    (said,) = publish(folder, files("new"))
    assert (folder / "briefing (changed 1).docx").read_bytes() == b"edited by hand"
    assert (folder / "briefing.docx").read_bytes() == b"new"
    assert said.what == "kept, since it was edited by hand"


def test_a_file_of_the_users_stays(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, files("old"))
    (folder / "cover letter.txt").write_text("Dear minister", encoding="utf-8")
    (said,) = publish(folder, files("new"))
    assert said.what == "kept, since it is not part of this pack"
    assert (folder / "cover letter.txt").read_text(encoding="utf-8") == "Dear minister"


def test_a_folder_or_link_of_the_users_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "standard"
    publish(folder, files("old"))
    (folder / "annexes" / "maps").mkdir(parents=True)
    (folder / "annexes" / "maps" / "port.txt").write_text("map", encoding="utf-8")
    (folder / "shared").symlink_to("annexes")
    publish(folder, files("new"))
    assert (folder / "annexes" / "maps" / "port.txt").read_text(encoding="utf-8") == "map"
    assert os.readlink(folder / "shared") == "annexes"


def test_a_link_in_place_of_the_pack_is_refused_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "standard").symlink_to("elsewhere")
    with pytest.raises(OutputError, match="it is a link; give the folder itself, or delete the link"):
        publish(tmp_path / "standard", files("new"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["elsewhere", "letter.txt", "standard"]


def test_a_file_in_place_of_the_pack_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "standard").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="a file is in its place"):
        publish(tmp_path / "standard", files("new"))
    assert (tmp_path / "standard").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="permission denied"):
        publish(tmp_path / "standard", files("new"))


def test_a_file_in_place_of_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        publish(tmp_path / "out" / "standard", files("new"))
