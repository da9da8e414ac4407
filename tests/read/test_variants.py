"""A part of a figure, or a figure in another shape, for one audience."""

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.dates import PartialDate
from generator.pipeline.build import read
from generator.read.audience.audience import check_audience, read_audience
from tests.read.test_audience import HARBOUR, STANDARD, problems_of, write_audiences


def board_with(figures: str) -> str:
    return f"extends: standard\nfigures:\n{figures}"


def check_problems(folder: Path, figures: str) -> list[str]:
    """The problems of `figures` with the harbour dataset."""
    audience = read_audience("board", [write_audiences(folder / "t", standard=STANDARD, board=board_with(figures))])
    with pytest.raises(InputError) as raised:
        check_audience(audience, read(HARBOUR))
    return [f"{problem.place.line}: {problem.what} / {problem.help}" for problem in raised.value.problems]


def test_an_item_is_an_id_alone_or_with_changes(tmp_path: Path) -> None:
    figures = (
        "  - timeline\n"
        "  - {id: tolls, of: timeline, lanes: [tolls], from: 2020, shape: small, caption: Tolls since 2020}\n"
    )
    audience = read_audience("board", [write_audiences(tmp_path / "t", standard=STANDARD, board=board_with(figures))])
    assert audience.figures == ("timeline", "tolls") and set(audience.variants) == {"tolls"}
    variant = audience.variants["tolls"]
    assert (variant.of, variant.lanes, variant.start) == ("timeline", ("tolls",), PartialDate(2020))
    assert variant.shape == {"briefing": "small", "deck": "small"} and variant.texts == {"caption": "Tolls since 2020"}
    check_audience(audience, read(HARBOUR))


def test_each_output_can_have_its_own_shape(tmp_path: Path) -> None:
    figures = "  - {id: timeline, shape: {briefing: tall}}\n"
    audience = read_audience("board", [write_audiences(tmp_path / "t", standard=STANDARD, board=board_with(figures))])
    assert audience.variants["timeline"].shape == {"briefing": "tall"}


@pytest.mark.parametrize(
    "entry, problem",
    [
        ("{id: a, shap: tall}", "3:13  unknown field `shap` / did you mean `shape`?"),
        ("{id: a, shape: tal}", "3:20  `tal` is not a valid `shape` / did you mean `tall`?"),
        ("{id: a, shape: {deck: wiide}}", "3:27  `wiide` is not a valid `shape` / did you mean `wide`?"),
        ("{id: a, shape: {dekk: wide}}", "3:21  unknown output `dekk` / did you mean `deck`?"),
        ("{id: a, from: May}", "3:19  `May` is not a valid date / write it as `2018`, `2018-09` or `2018-09-14`"),
        (
            "{id: A b, of: a}",
            "3:10  `A b` is not a valid id / use lower-case letters, digits and hyphens, at most 30: `since-2018`",
        ),
        ("{shape: tall}", "3:5  missing field `id` / for example `id: timeline`"),
        (
            "{id: a, from: 2019, to: 2018, caption: C}",
            "3:5  `to` 2018 is before `from` 2019 / swap them",
        ),
        (
            "{id: a, lanes: [b]}",
            "3:5  figure `a` shows only a part of the dataset's figure and needs its own `caption`"
            " / say which part: `caption: Tolls since 2018`",
        ),
        (
            "a\n  - a",
            "4:5  duplicate figure `a` / delete one, or give it another `id` and name the dataset's figure in `of`",
        ),
    ],
)
def test_a_slip_is_reported_at_its_place(tmp_path: Path, entry: str, problem: str) -> None:
    assert problems_of(tmp_path, board=board_with(f"  - {entry}\n")) == [f"board/audience.yaml:{problem}"]


@pytest.mark.parametrize(
    "entry, problem",
    [
        ("{id: x, of: timelin}", "3: unknown figure `timelin` in harbour / did you mean `timeline`?"),
        (
            "{id: timeline, lanes: [toll], caption: C}",
            "3: unknown lane `toll` in figure `timeline` / did you mean `tolls`?",
        ),
        (
            "{id: ships-by-quarter, lanes: [tolls], caption: C}",
            "3: figure `ships-by-quarter` has no lanes / delete `lanes`",
        ),
        (
            "{id: timeline, lanes: [call], native: yes, caption: C}",
            "3: unknown lane `call` in figure `timeline` / did you mean `calls`?",
        ),
        (
            "{id: timeline, native: yes}",
            "3: only a single lane of columns can be an editable chart / such as `lanes: [calls]`",
        ),
    ],
)
def test_what_the_dataset_does_not_have_is_reported(tmp_path: Path, entry: str, problem: str) -> None:
    assert check_problems(tmp_path, f"  - {entry}\n") == [problem]
