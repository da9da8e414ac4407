"""tests/cases/read/: datasets, and the problems or notes that are reported for them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError, Problem
from generator.pipeline.build import read
from generator.read.dataset.events import COLUMNS
from generator.read.dataset.notes.claim_words import find_unsaid
from generator.read.dataset.notes.hints import find_hints
from generator.read.dataset.notes.unused import find_unused

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
        return [line_of(problem, folder) for problem in error.problems]
    return ["none"]


def notes_of(folder: Path) -> list[str]:
    """The notes about the dataset in `folder`, as above: those of each build, and those of `--check`."""
    dataset = read(folder)
    notes = sorted({*find_unsaid(dataset), *find_unused(dataset), *find_hints(dataset)})
    return [line_of(note, folder) for note in notes] or ["none"]


def line_of(problem: Problem, folder: Path) -> str:
    line = f"{problem.place}  {problem.what}" + (f" / {problem.help}" if problem.help else "")
    return line.replace(f"{folder.as_posix()}/", "")


@pytest.mark.parametrize("case", CASES)
def test_the_problems_of_a_dataset_are_those_of_its_case(case: str, tmp_path: Path) -> None:
    files = dict(CASES[case])
    reported, (name, expected) = (problems_of, files.popitem()) if "problems" in files else (notes_of, files.popitem())
    assert name in ("problems", "notes")
    assert reported(write_dataset(tmp_path / "harbour", files)) == expected.strip().splitlines()
