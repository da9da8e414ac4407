"""Files of a dataset folder, and what keeps one from being read."""

import os
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.pipeline.build import read
from generator.read.syntax.files import read_file
from tests.read.test_cases import problems_of, write_dataset


def problem_of(folder: Path, name: str = "a.yaml", remedy: str = "") -> str:
    with pytest.raises(InputError) as raised:
        read_file(folder, name, remedy)
    return str(raised.value).replace(folder.as_posix(), "F")


def test_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\r\n\x00")
    assert read_file(tmp_path, "a.yaml") == b"\xff\r\n\x00"


def test_the_problem_of_a_missing_file_says_how_to_start_it(tmp_path: Path) -> None:
    assert problem_of(tmp_path, remedy="start with `colors:`") == "F/a.yaml  no such file\n    start with `colors:`"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.yaml").symlink_to(tmp_path / "secret")
    assert "`a.yaml` is outside its folder" in problem_of(tmp_path / "set")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("x")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b")
    assert read_file(tmp_path, "a.yaml") == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_reading_never_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "`a.yaml` is not a regular file" in problem_of(tmp_path)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert problem_of(tmp_path) == "F/a.yaml  `a.yaml` is a folder, not a file\n    replace it with a file"


def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").symlink_to(tmp_path / "b.yaml")
    problem = problem_of(tmp_path, "b.yaml")
    assert "is a broken link" in problem or "cannot be read: too many levels" in problem


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a.yaml")
    assert "a.yaml" in problem_of(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "a.yaml", "wb") as file:
        file.truncate(10**11)
    assert "is larger than 64 MB" in problem_of(tmp_path)


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"1234")
    assert read_file(tmp_path, "a.yaml", most_bytes=4) == b"1234"


def test_all_missing_files_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "harbour").mkdir()
    assert [line.partition(" / ")[0] for line in problems_of(tmp_path / "harbour")] == [
        "dataset.yaml  no such file",
        "events.csv  no such file",
        "sources.yaml  no such file",
    ]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path / "harbor")
    assert str(raised.value) == (
        f"{tmp_path.as_posix()}/harbor  no such folder\n"
        "    a dataset is a folder with dataset.yaml, events.csv, sources.yaml"
    )


def test_a_dataset_has_the_name_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_dataset(tmp_path / "harbour-2", {}))
    assert read(Path()).name == "harbour-2"


def test_a_folder_after_which_no_pack_can_be_named_is_refused(tmp_path: Path) -> None:
    (line,) = problems_of(write_dataset(tmp_path / "Harbour tolls", {}))
    assert "`Harbour tolls` is not a valid dataset name" in line


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("topic: Zölle\n".encode("latin-1"), "dataset.yaml:1:9  the byte F6 is not UTF-8 / save the file as UTF-8"),
        ("\ufefftopic: Zölle\n".encode("utf-16-be"), "dataset.yaml  the file is encoded in UTF-16 / save it as UTF-8"),
        ("topic: Zölle\n".encode("utf-16"), "dataset.yaml  the file is encoded in UTF-16 / save it as UTF-8"),
    ],
)
def test_another_encoding_is_reported_at_its_line(data: bytes, problem: str, tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "harbour", {})
    (folder / "dataset.yaml").write_bytes(data)
    assert problems_of(folder) == [problem]


def test_a_cell_may_be_long_but_not_endless(tmp_path: Path) -> None:
    def problems(cell: str) -> list[str]:
        files = {"events.csv": f"id,date,kind,title\ne1,2019,toll,{cell}\n"}
        return problems_of(write_dataset(tmp_path / "harbour", files))

    assert problems("x" * 100_000) == ["none"]
    (line,) = problems("x" * 200_000)
    assert line.startswith("events.csv:2  a cell has more than 131,072 characters")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "harbour", {"events.csv": "id,date,kind,title\ne1,2019,toll,Rise\n"})
    before = read(folder).events
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read(folder).events == before
