"""Every numbered statement and question of the facts has a home in the first pack."""

import re

import pytest

from tests.seed.pack import ROOT, SOURCE, plain_yaml, wordings

HOMES = plain_yaml(ROOT / "tests" / "seed" / "homes.yaml")
NUMBERS = [f"S{number:02}" for number in range(1, 92)] + [f"Q{number:02}" for number in range(1, 12)]
TOLD = wordings()


def test_the_list_of_homes_holds_each_number_once() -> None:
    assert list(HOMES) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_each_number_is_in_the_statement_that_carries_it(number: str) -> None:
    assert HOMES[number], f"{number} has no home"
    for home, words in HOMES[number].items():
        assert home in TOLD, f"{number}: there is no record `{home}`"
        assert any(words in told for told in TOLD[home]), f"{number}: `{words}` no longer stands in `{home}`"


@pytest.mark.skipif(not SOURCE.exists(), reason="the facts themselves are not in this checkout")
def test_the_numbers_are_those_of_the_facts() -> None:
    facts = (SOURCE / "seed_facts.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([SQ]\d+) \|", facts, re.MULTILINE) == NUMBERS
