"""A dataset -> warnings about wordings that give another number than a claim on their statement.

A claim quotes one wording, which the build holds to the events. If the number changes and the other wordings are
forgotten, the pack prints two numbers. So a wording is reported if it lacks a claimed number, and has one that no claim
and no other wording has.
"""

from collections.abc import Iterator

from generator.errors import Problem
from generator.language.numerals import find_numbers
from generator.model.dataset import Dataset
from generator.model.selection import Claim
from generator.read.dataset.claims import Claimed, list_claimed


def find_conflicting_numbers(dataset: Dataset) -> Iterator[Problem]:
    """Yield a warning for each wording that seems to give another number than a claim, at the wording's place."""
    language = dataset.language.partition("-")[0]
    for claimed in list_claimed(dataset):
        if claimed.kind == "statement" and claimed.claims:  # the texts of other parts say different things
            yield from _check_texts(claimed, language)


def _check_texts(claimed: Claimed, language: str) -> Iterator[Problem]:
    claims = {number: claim for claim in claimed.claims if (number := _claimed_numbers(claim, language)) is not None}
    numbers = {name: find_numbers(text.typed, language) for name, text in claimed.texts.items()}
    for name, spellings in numbers.items():
        elsewhere = {*claims, *(number for other in numbers.keys() - {name} for number in numbers[other])}
        for number in sorted(spellings.keys() - elsewhere):
            missing = [claimed for claimed in claims.keys() - spellings.keys() if _is_year(claimed) == _is_year(number)]
            if missing:
                says = claims[min(missing, key=lambda claimed: abs(claimed - number))].says
                what = f"`{name}` of {claimed.name} says `{spellings[number]}`, but a claim says `{says}`"
                yield Problem(claimed.texts[name].place, what, "make them agree, or add a claim for the other number")


def _claimed_numbers(claim: Claim, language: str) -> int | None:
    """Return the number that the claim's words give, if it is the expected one: a count, or the year of a date."""
    number = int(claim.expected.partition("-")[0])
    return number if number in find_numbers(claim.says, language) else None


def _is_year(number: int) -> bool:
    return 1000 <= number < 3000
