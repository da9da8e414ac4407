"""A number that a claim does not see: said in another wording of the statement than the one that the claim quotes."""

from pathlib import Path

import pytest

from generator.cli.main import main
from generator.pipeline.build import compose
from generator.read.dataset.dataset import read_dataset
from generator.read.dataset.unclaimed import numbers, unclaimed
from tests.read.test_cases import written

ROOT = Path(__file__).parent.parent.parent
DATASETS = [*(ROOT / "data").glob("*/dataset.yaml"), *(ROOT / "tests" / "cases").glob("*/dataset.yaml")]
EVENTS = "id,date,kind,title,count\n" + "".join(f"e{day},2019-02-0{day},toll,Rise,3\n" for day in range(1, 5))
TWELVE = "{says: twelve rises, sum: {kind: toll}, is: 12}"
FOUR = "{says: four days, count: {kind: toll}, is: 4}"
SINCE = "{says: since February 2019, first: {kind: toll}, is: 2019-02-01}"


def dataset(folder: Path, claims: str, language: str = "en", **wordings: str) -> Path:
    said = "".join(f"      {name}: {text}\n" for name, text in wordings.items())
    yaml = f"language: {language}\noverview:\n  title: A\n  takeaway: B\n  statements:\n    - id: rises\n{said}"
    (folder / "harbour").mkdir()
    return written(folder / "harbour", {"dataset.yaml": f"{yaml}      claims: [{claims}]\n", "events.csv": EVENTS})


CASES = {
    "the same number, in words and digits": ({"headline": "12 rises", "text": "There were twelve rises."}, TWELVE, ""),
    "an old number in the shorter wording": (
        {"headline": "Tolls", "short": "Eleven rises", "text": "There were twelve rises."},
        TWELVE,
        "`short` of `rises` says `Eleven`, and a claim `twelve rises`",
    ),
    "an old number in the headline": (
        {"headline": "10 rises", "text": "There were twelve rises."},
        TWELVE,
        "`headline` of `rises` says `10`, and a claim `twelve rises`",
    ),
    "an old number in the text": (
        {"headline": "Tolls", "short": "Twelve rises, or twelve rises", "text": "There were eleven."},
        TWELVE,
        "`text` of `rises` says `eleven`, and a claim `twelve rises`",
    ),
    "a wording that tells no number": ({"headline": "Tolls", "text": "There were twelve rises."}, TWELVE, ""),
    "a number with a claim of its own": (
        {"headline": "Four days", "text": "There were twelve rises on four days."},
        f"{TWELVE}, {FOUR}",
        "",
    ),
    "a number that another wording says, too": (
        {"headline": "Three more", "text": "There were twelve rises, three of them late."},
        TWELVE,
        "",
    ),
    "years and counts are not one another": (
        {"headline": "3 rises", "text": "Tolls have been up since February 2019."},
        SINCE,
        "",
    ),
    "an old year": (
        {"headline": "Tolls up since 2018", "text": "Tolls have been up since February 2019."},
        SINCE,
        "`headline` of `rises` says `2018`, and a claim `since February 2019`",
    ),
    "claims that say no number": (
        {"headline": "Two rises", "text": "They rose time and again."},
        "{says: time and again, count: {kind: toll}, is: 4}",
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wording_that_says_another_number_is_named(case: str, tmp_path: Path) -> None:
    wordings, claims, said = CASES[case]
    found = list(unclaimed(read_dataset(dataset(tmp_path, claims, **wordings))))
    assert [problem.what for problem in found] == ([said] if said else [])
    assert all(problem.place.line > 6 and problem.help.startswith("make them agree; for") for problem in found)


def test_a_check_and_a_build_both_say_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dataset(tmp_path, TWELVE, headline="Tolls", short="Eleven rises", text="There were twelve rises.")
    said = "dataset.yaml:8:14  `short` of `rises` says `Eleven`"
    assert main([str(folder), "--check"]) == 0
    assert said in capsys.readouterr().err
    assert any(said in str(warning) for warning in compose(folder).warnings)


@pytest.mark.parametrize("folder", [path.parent for path in DATASETS], ids=lambda path: path.name)
def test_whose_wordings_agree_hears_nothing(folder: Path) -> None:
    read = read_dataset(folder)
    assert any(statement.claims for statement in read.statements)
    assert list(unclaimed(read)) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Ten missiles, 1,234 ships and 8.2 percent", [10, 1234]),
        ("en", "P.L. 115-232, a short-range two-day test in 2018-19, B2, twenty-six", []),
        ("en", "the sixth and last, one of many", []),
        ("de", "Zwölf Schiffe, 1.234 Tonnen, 8,2 Prozent", [12, 1234]),
        ("fr", "Douze navires neufs, 1\u202f234 tonnes", [12, 1234]),
        ("es", "once barcos en 2019", [11, 2019]),
        ("ja", "12隻 in 2019", [2019]),
    ],
)
def test_numbers_are_found_in_digits_and_words(language: str, text: str, found: list[int]) -> None:
    assert list(numbers(text, language)) == found


def test_a_number_of_thousands_of_digits_is_no_count() -> None:
    assert numbers(f"{'9' * 5000} tolls, {'1.000' + '.000' * 2000} ferries, 12 rises", "en") == {12: "12"}
