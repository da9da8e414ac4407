"""tests/cases/read/: datasets, and the problems that are reported for them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.pipeline.build import read
from generator.read.dataset.events import COLUMNS

FOLDER = Path(__file__).parent.parent / "cases" / "read"
DEFAULTS = {"title": "Harbour tolls", "as_of": "2019-08-05", "language": "en"}
SOURCES = "- {id: port, title: Port statistics}\n- {id: audit, title: Annual audit}\n"


def read_cases() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in re.split(r"^====\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            sentence, *parts = re.split(r"^--- ", case, flags=re.MULTILINE)
            files = {name: text for name, _, text in (part.partition("\n") for part in parts)}
            yield f"{path.stem}: {sentence.strip()}", files


CASES = dict(read_cases())


def complete(name: str, text: str) -> str:
    """Add at the end, so that places stay true, what a case leaves out."""
    if name == "dataset.yaml":
        lines = [f"{field}: {value}\n" for field, value in DEFAULTS.items() if not re.search(rf"^{field}:", text, re.M)]
        return text + "".join(lines)
    if name == "events.csv":
        header, *rows = text.removesuffix("\n").split("\n")
        missing = [column for column in COLUMNS if column not in header.split(",")]
        rows = [row + "," * len(missing) for row in rows]
        return "\n".join([",".join([header, *missing]), *rows, ""])
    return text


def write_dataset(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    defaults = {"dataset.yaml": "", "events.csv": ",".join(COLUMNS) + "\n", "sources.yaml": SOURCES}
    for name, text in {**defaults, **files}.items():
        name, _, whole = name.partition(" ")
        unescaped = re.sub(r"<U\+([0-9A-F]+)>", lambda match: chr(int(match[1], 16)), text)
        data = unescaped if whole else complete(name, unescaped)
        (folder / name).write_text(data, encoding="utf-8", errors="surrogatepass", newline="")
    return folder


def problems_of(folder: Path) -> list[str]:
    """The problems of the dataset in `folder`, each in one line, without the folder's own name."""
    try:
        read(folder)
    except InputError as error:
        lines = [
            f"{problem.place}  {problem.what}" + (f" / {problem.help}" if problem.help else "")
            for problem in error.problems
        ]
        return [line.replace(f"{folder.as_posix()}/", "") for line in lines]
    return ["none"]


@pytest.mark.parametrize("case", CASES)
def test_the_problems_of_a_dataset_are_those_of_its_case(case: str, tmp_path: Path) -> None:
    files = dict(CASES[case])
    expected = files.pop("problems").strip().splitlines()
    assert problems_of(write_dataset(tmp_path / "harbour", files)) == expected
