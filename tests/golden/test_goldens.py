"""Each part of the packs is as reviewed: `python -m tests.golden --accept` makes what is built now the new golden."""

from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.golden.compare import report
from tests.golden.packs import PACKS, ROOT, Parts, read_parts
from tests.golden.store import GOLDENS, load

# packs that other tests look at too, and that are built once a session
FIXTURES = {"north-korea-2019-standard": "demo", "harbour-standard": "harbour"}


@pytest.fixture(scope="session")
def goldens() -> dict[str, Parts]:
    return load()


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_equals_its_golden_part_by_part(
    name: str, goldens: dict[str, Parts], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shared = FIXTURES.get(name)
    folder = request.getfixturevalue(shared).folder if shared else PACKS[name](tmp_path)
    differences = report(name, goldens.get(name, {}), read_parts(folder))
    if differences:
        pytest.fail(differences, pytrace=False)


def test_no_golden_is_kept_of_a_pack_that_is_not_built(goldens: dict[str, Parts]) -> None:
    assert set(goldens) == set(PACKS)


def test_no_golden_names_a_folder_of_the_machine_it_was_made_on() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in GOLDENS.rglob("*.txt"))
    assert not any(folder in text for folder in (gettempdir(), str(ROOT)))
