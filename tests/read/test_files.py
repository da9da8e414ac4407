"""Files of a dataset folder, and what keeps one from being read."""

import os
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.read.dataset.dataset import read_dataset
from generator.read.syntax import files
from tests.read.test_cases import told, written


def refused(folder: Path, name: str = "a.yaml", remedy: str = "") -> str:
    with pytest.raises(InputError) as raised:
        files.contents(folder, name, remedy)
    return str(raised.value).replace(folder.as_posix(), "F")


def test_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\r\n\x00")
    assert files.contents(tmp_path, "a.yaml") == b"\xff\r\n\x00"


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    assert (
        refused(tmp_path, remedy="begin with `colors:`") == "F/a.yaml  there is no such file\n    begin with `colors:`"
    )


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.yaml").symlink_to(tmp_path / "secret")
    assert "leads out of its folder" in refused(tmp_path / "set")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("x")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b")
    assert files.contents(tmp_path, "a.yaml") == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "is not a file" in refused(tmp_path)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert "a folder, not a file" in refused(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "a.yaml", "wb") as file:
        file.truncate(10**11)
    assert "is larger than 64 MB" in refused(tmp_path)


def test_all_missing_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "harbour").mkdir()
    assert [line.partition(" / ")[0] for line in told(tmp_path / "harbour")] == [
        "dataset.yaml  there is no such file",
        "events.csv  there is no such file",
        "sources.yaml  there is no such file",
    ]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_dataset(tmp_path / "harbor")
    assert str(raised.value).startswith(
        f"{tmp_path.as_posix()}/harbor  there is no such folder\n    a dataset is a folder"
    )


def test_a_dataset_is_called_after_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "harbour-2"
    folder.mkdir()
    monkeypatch.chdir(written(folder, {}))
    assert read_dataset(Path()).name == "harbour-2"


def test_a_folder_whose_name_no_pack_can_have_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "Harbour tolls"
    folder.mkdir()
    (line,) = told(written(folder, {}))
    assert "`Harbour tolls` cannot be the name of a dataset" in line


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("topic: Zölle\n".encode("latin-1"), "dataset.yaml:1:9  the byte F6 is not UTF-8 / save the file as UTF-8"),
        ("topic: Zölle\n".encode("utf-16"), "dataset.yaml  the file is saved as UTF-16 / save it as UTF-8"),
    ],
)
def test_another_encoding_is_named_with_its_line(data: bytes, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    written(folder, {})
    (folder / "dataset.yaml").write_bytes(data)
    assert told(folder) == [said]


def test_a_cell_may_be_long_but_not_endless(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    assert told(written(folder, {"events.csv": f"id,date,kind,title\ne1,2019,toll,{'x' * 100_000}\n"})) == ["none"]
    (line,) = told(written(folder, {"events.csv": f"id,date,kind,title\ne1,2019,toll,{'x' * 200_000}\n"}))
    assert line.startswith("events.csv:2  a cell holds more than 131,072 characters")


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read_over(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    written(folder, {"events.csv": "id,date,kind,title\ne1,2019,toll,Rise\n"})
    before = read_dataset(folder).events
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_dataset(folder).events == before


def test_links_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a.yaml")
    assert "a.yaml" in refused(tmp_path)


def test_each_thing_that_is_no_file_is_called_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert refused(tmp_path) == "F/a.yaml  `a.yaml` is a folder, not a file\n    give a regular file"
    (tmp_path / "b.yaml").symlink_to(tmp_path / "b.yaml")
    said = refused(tmp_path, "b.yaml")
    assert "is a link that leads nowhere" in said or "cannot be read: too many levels" in said
