"""A part of a figure, or a figure in another shape, as an audience asks for it."""

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.dates import PartialDate
from generator.read.audience.audience import check, read_audience
from generator.read.dataset.dataset import read_dataset
from tests.read.test_audience import HARBOUR, STANDARD, shelf, told


def board(figures: str) -> str:
    return f"extends: standard\nfigures:\n{figures}"


def unmet(folder: Path, figures: str) -> list[str]:
    """What is wrong with `figures` for the dataset on the harbour."""
    audience = read_audience("board", [shelf(folder / "t", standard=STANDARD, board=board(figures))])
    with pytest.raises(InputError) as raised:
        check(audience, read_dataset(HARBOUR))
    return [f"{each.place.line}: {each.what} / {each.help}" for each in raised.value.problems]


def test_an_entry_is_an_id_or_an_id_and_what_is_different(tmp_path: Path) -> None:
    figures = (
        "  - timeline\n"
        "  - {id: tolls, of: timeline, lanes: [tolls], from: 2020, shape: small, caption: Tolls since 2020}\n"
    )
    audience = read_audience("board", [shelf(tmp_path / "t", standard=STANDARD, board=board(figures))])
    assert audience.figures == ("timeline", "tolls") and set(audience.variants) == {"tolls"}
    variant = audience.variants["tolls"]
    assert (variant.of, variant.lanes, variant.start) == ("timeline", ("tolls",), PartialDate(2020))
    assert variant.shape == {"briefing": "small", "deck": "small"} and variant.texts == {"caption": "Tolls since 2020"}
    check(audience, read_dataset(HARBOUR))


def test_each_output_can_have_a_shape_of_its_own(tmp_path: Path) -> None:
    figures = "  - {id: timeline, shape: {briefing: tall}}\n"
    audience = read_audience("board", [shelf(tmp_path / "t", standard=STANDARD, board=board(figures))])
    assert audience.variants["timeline"].shape == {"briefing": "tall"}


@pytest.mark.parametrize(
    "entry, problem",
    [
        ("{id: a, shap: tall}", "3:13  there is no field `shap` here / did you mean `shape`?"),
        ("{id: a, shape: tal}", "3:20  `tal` is no shape / did you mean `tall`?"),
        ("{id: a, shape: {deck: wiide}}", "3:27  `wiide` is no shape / did you mean `wide`?"),
        ("{id: a, shape: {dekk: wide}}", "3:21  there is no output `dekk` / did you mean `deck`?"),
        ("{id: a, from: May}", "3:19  `May` is no date / write it as `2018`, `2018-09` or `2018-09-14`"),
        ("{id: A b, of: a}", "3:10  `A b` is no id / small letters, digits and hyphens, at most 30: `since-2018`"),
        ("{shape: tall}", "3:5  `id` is missing / for example `id: timeline`"),
        (
            "{id: a, from: 2019, to: 2018, caption: C}",
            "3:5  `to` 2018 is before `from` 2019 / exchange them",
        ),
        (
            "{id: a, lanes: [b]}",
            "3:5  the figure `a` shows less than the dataset's, and needs a caption of its own"
            " / say what is left: `caption: Tolls since 2018`",
        ),
        (
            "a\n  - a",
            "4:5  the figure `a` stands twice"
            " / keep one, or give the second another `id`, and in `of` the figure it shows",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, entry: str, problem: str) -> None:
    assert told(tmp_path, board=board(f"  - {entry}\n")) == [f"board/audience.yaml:{problem}"]


@pytest.mark.parametrize(
    "entry, problem",
    [
        ("{id: x, of: timelin}", "3: no figure `timelin` in harbour / did you mean `timeline`?"),
        (
            "{id: timeline, lanes: [toll], caption: C}",
            "3: no lane `toll` in the figure `timeline` / did you mean `tolls`?",
        ),
        (
            "{id: ships-by-quarter, lanes: [tolls], caption: C}",
            "3: the figure `ships-by-quarter` has no lanes / leave `lanes` out",
        ),
        (
            "{id: timeline, native: yes}",
            "3: only a single lane of columns can be an editable chart / such as `lanes: [calls]`",
        ),
    ],
)
def test_what_the_dataset_does_not_have_is_told(tmp_path: Path, entry: str, problem: str) -> None:
    assert unmet(tmp_path, f"  - {entry}\n") == [problem]
