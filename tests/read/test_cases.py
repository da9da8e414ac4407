"""tests/cases/read/: datasets, and the problems that their authors are told, side by side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.read.dataset.dataset import read_dataset
from generator.read.dataset.events import COLUMNS

FOLDER = Path(__file__).parent.parent / "cases" / "read"
ADDED = {"title": "Harbour tolls", "as_of": "2019-08-05", "language": "en"}
SOURCES = "- {id: port, title: Port statistics}\n- {id: audit, title: Annual audit}\n"


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in re.split(r"^====\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            sentence, *parts = re.split(r"^--- ", case, flags=re.MULTILINE)
            yield (
                f"{path.stem}: {sentence.strip()}",
                {name: text for name, _, text in (part.partition("\n") for part in parts)},
            )


CASES = dict(cases())


def completed(name: str, text: str) -> str:
    if name == "dataset.yaml":
        lines = [f"{field}: {value}\n" for field, value in ADDED.items() if not re.search(rf"^{field}:", text, re.M)]
        return text + "".join(lines)
    if name == "events.csv":
        header, *rows = text.removesuffix("\n").split("\n")
        missing = [column for column in COLUMNS if column not in header.split(",")]
        rows = [row + "," * len(missing) for row in rows]
        return "\n".join([",".join([header, *missing]), *rows, ""])
    return text


def written(folder: Path, files: dict[str, str]) -> Path:
    given = {"dataset.yaml": "", "events.csv": ",".join(COLUMNS) + "\n", "sources.yaml": SOURCES}
    for name, text in {**given, **files}.items():
        name, _, whole = name.partition(" ")
        unescaped = re.sub(r"<U\+([0-9A-F]+)>", lambda found: chr(int(found[1], 16)), text)
        data = unescaped if whole else completed(name, unescaped)
        (folder / name).write_text(data, encoding="utf-8", errors="surrogatepass", newline="")
    return folder


def told(folder: Path) -> list[str]:
    """The problems of the dataset in `folder`, each in one line, without the folder's own name."""
    try:
        read_dataset(folder)
    except InputError as error:
        lines = [f"{each.place}  {each.what}" + (f" / {each.help}" if each.help else "") for each in error.problems]
        return [line.replace(f"{folder.as_posix()}/", "") for line in lines]
    return ["none"]


@pytest.mark.parametrize("case", CASES)
def test_a_dataset_has_the_problems_that_its_case_says(case: str, tmp_path: Path) -> None:
    files = dict(CASES[case])
    expected = files.pop("problems").strip().splitlines()
    folder = tmp_path / "harbour"
    folder.mkdir()
    assert told(written(folder, files)) == expected
