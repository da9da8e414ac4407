"""What is refused when a dataset is read: addresses and languages that do not exist, names that no terminal may get."""

from pathlib import Path

import pytest

from generator.errors import InputError, Place, Problem
from generator.pipeline.build import read
from generator.untrusted.links import find_fault

ROOT = Path(__file__).parent.parent.parent
SHORE = ROOT / "tests" / "cases" / "shore" / "set" / "shore"


def problems_of(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    folder = tmp_path / "shore"
    folder.mkdir()
    for source in SHORE.iterdir():
        text = source.read_text(encoding="utf-8")
        assert old in text or source.name != file
        (folder / source.name).write_text(text.replace(old, new) if source.name == file else text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read(folder)
    return [f"{problem.what} / {problem.help}" for problem in raised.value.problems]


@pytest.mark.parametrize(
    "address",
    ["http://[::1", "http://a:99999/", "http://a:b/", "https://", "https:///x", "http://[zz]/", "http://\u2100.com"],
)
def test_an_address_that_cannot_exist_is_refused(address: str, tmp_path: Path) -> None:
    assert any(find_fault(address))
    assert problems_of(tmp_path, "sources.yaml", "https://example.org/a", address) == [
        f"`{address}` is not a valid `URL` / copy it from the browser's address line"
    ]


@pytest.mark.parametrize(
    "address",
    ["http://[::1]:8080/x", "https://bücher.example/ü?q=[1]#a", "mailto:desk@example.org", "HTTPS://EXAMPLE.ORG", "http://a:65535"],
)  # fmt: skip
def test_an_unusual_address_is_accepted(address: str) -> None:
    assert not any(find_fault(address))


def test_a_language_needs_a_region_that_exists(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "dataset.yaml", "language: en", "language: en-UK") == [
        "`en-UK` is not a valid language / did you mean `en-GB`?"
    ]


def test_only_some_of_very_many_unknown_fields_are_reported(tmp_path: Path) -> None:
    many = "".join(f"field{number}: x\n" for number in range(20_000))
    problems = problems_of(tmp_path, "dataset.yaml", "topic: Shore\n", many)
    assert len(problems) == 20 and problems[0].startswith("unknown field `field")


def test_a_problem_is_one_line_and_a_help_whatever_it_quotes() -> None:
    problem = Problem(Place("x/" * 3000 + "a.yaml", 3, 4), "`" + "y\n" * 3000 + "` is not a date", "write it so")
    line, help_ = str(problem).split("\n")
    assert line.startswith("x/x/") and "a.yaml:3:4  `y y" in line and line.endswith("is not a date")
    assert len(line) < 1500 and help_ == "    write it so"
