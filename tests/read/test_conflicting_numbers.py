"""Wordings that give another number than a claim on their statement."""

from pathlib import Path

import pytest

from generator.cli.main import main
from generator.language.numerals import find_numbers
from generator.pipeline.build import compose, read
from generator.read.dataset.notes.conflicting_numbers import find_conflicting_numbers
from tests.read.test_cases import write_dataset

ROOT = Path(__file__).parent.parent.parent
DATASETS = [*(ROOT / "data").glob("*/dataset.yaml"), *(ROOT / "tests" / "cases").glob("*/dataset.yaml")]
EVENTS = "id,date,kind,title,count\n" + "".join(f"e{day},2019-02-0{day},toll,Rise,3\n" for day in range(1, 5))
TWELVE = "{says: twelve rises, sum: {kind: toll}, is: 12}"
FOUR = "{says: four days, count: {kind: toll}, is: 4}"
SINCE = "{says: since February 2019, first: {kind: toll}, is: 2019-02-01}"


def dataset(folder: Path, claims: str, language: str = "en", **wordings: str) -> Path:
    texts = "".join(f"      {name}: {text}\n" for name, text in wordings.items())
    yaml = f"language: {language}\noverview:\n  title: A\n  takeaway: B\n  statements:\n    - id: rises\n{texts}"
    files = {"dataset.yaml": f"{yaml}      claims: [{claims}]\n", "events.csv": EVENTS}
    return write_dataset(folder / "harbour", files)


CASES = {
    "the same number, in words and digits": ({"headline": "12 rises", "text": "There were twelve rises."}, TWELVE, ""),
    "an old number in the shorter wording": (
        {"headline": "Tolls", "short": "Eleven rises", "text": "There were twelve rises."},
        TWELVE,
        "`short` of statement `rises` says `Eleven`, but a claim says `twelve rises`",
    ),
    "an old number in the headline": (
        {"headline": "10 rises", "text": "There were twelve rises."},
        TWELVE,
        "`headline` of statement `rises` says `10`, but a claim says `twelve rises`",
    ),
    "an old number in the text": (
        {"headline": "Tolls", "short": "Twelve rises, or twelve rises", "text": "There were eleven."},
        TWELVE,
        "`text` of statement `rises` says `eleven`, but a claim says `twelve rises`",
    ),
    "a wording without a number": ({"headline": "Tolls", "text": "There were twelve rises."}, TWELVE, ""),
    "the claim with the nearest number is quoted": (
        {"headline": "Tolls", "short": "Eleven rises", "text": "There were twelve rises on four days."},
        f"{FOUR}, {TWELVE}",
        "`short` of statement `rises` says `Eleven`, but a claim says `twelve rises`",
    ),
    "a number with its own claim": (
        {"headline": "Four days", "text": "There were twelve rises on four days."},
        f"{TWELVE}, {FOUR}",
        "",
    ),
    "a number that another wording gives as well": (
        {"headline": "Three more", "text": "There were twelve rises, three of them late."},
        TWELVE,
        "",
    ),
    "years and counts are told apart": (
        {"headline": "3 rises", "text": "Tolls have been up since February 2019."},
        SINCE,
        "",
    ),
    "an old year": (
        {"headline": "Tolls up since 2018", "text": "Tolls have been up since February 2019."},
        SINCE,
        "`headline` of statement `rises` says `2018`, but a claim says `since February 2019`",
    ),
    "claims without a number": (
        {"headline": "Two rises", "text": "They rose time and again."},
        "{says: time and again, count: {kind: toll}, is: 4}",
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wording_with_another_number_is_reported(case: str, tmp_path: Path) -> None:
    wordings, claims, what = CASES[case]
    warnings = list(find_conflicting_numbers(read(dataset(tmp_path, claims, **wordings))))
    assert [warning.what for warning in warnings] == ([what] if what else [])
    assert all(warning.place.line > 6 and warning.help.startswith("make them agree, or") for warning in warnings)


def test_check_and_build_both_report_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dataset(tmp_path, TWELVE, headline="Tolls", short="Eleven rises", text="There were twelve rises.")
    line = "dataset.yaml:8:14  `short` of statement `rises` says `Eleven`"
    assert main([str(folder), "--check"]) == 0
    assert line in capsys.readouterr().err
    assert any(line in str(warning) for warning in compose(folder).warnings)


@pytest.mark.parametrize("folder", [path.parent for path in DATASETS], ids=lambda path: path.name)
def test_nothing_is_reported_of_wordings_that_agree(folder: Path) -> None:
    dataset = read(folder)
    assert any(statement.claims for statement in dataset.statements)
    assert list(find_conflicting_numbers(dataset)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ten missiles, 1,234 ships and 8.2 percent", [10, 1234]),
        ("en", "P.L. 115-232, a short-range two-day test in 2018-19, B2, twenty-six", [26]),
        ("en", "the sixth and last, one of many", []),
        ("de", "Zwölf Schiffe, 1.234 Tonnen, 8,2 Prozent", [12, 1234]),
        ("fr", "Douze navires neufs, 1\u202f234 tonnes", [12, 1234]),
        ("es", "once barcos en 2019", [11, 2019]),
        ("ja", "12隻 in 2019", [2019]),
    ],
)
def test_numbers_are_found_in_digits_and_words(language: str, text: str, expected: list[int]) -> None:
    assert list(find_numbers(text, language)) == expected


def test_thousands_of_digits_are_not_a_count() -> None:
    assert find_numbers(f"{'9' * 5000} tolls, {'1.000' + '.000' * 2000} ferries, 12 rises", "en") == {12: "12"}
