"""A dataset -> numbers that its claims do not see: a wording that says another number than the claims on it. Hints.

A claim quotes one wording. When its number changes, that one is put right, since the build stops; whoever forgets the
others prints two numbers. So a wording that lacks a claimed number, and has one that stands nowhere else, is named.
"""

import re
from collections.abc import Iterator, Mapping

from generator.errors import Problem
from generator.model.dataset import Claim, Dataset, Statement
from generator.model.text import Text

# From two on, as "one" is a pronoun or an article as well (and the French "neuf" means new, too).
_WORDS = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "en": "two three four five six seven eight nine ten eleven twelve",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fr": "deux trois quatre cinq six sept huit - dix onze douze",
}
_NUMBER = re.compile(r"(?<![\w.,-])(?:\d+(?:[.,’\u00a0\u202f]\d+)*|[^\W\d]+)(?![\w-])")  # or a word that may be one
_GROUPED = re.compile(r"\d{1,3}(?:[.,’\u00a0\u202f]\d{3})+")
_MOST_DIGITS = 18  # no count has more; Python refuses to read those of thousands of digits

Numbers = Mapping[int, str]  # each as it is written


def unclaimed(dataset: Dataset) -> Iterator[Problem]:
    """Yield each wording that seems to say another number than a claim on its statement, at its place."""
    language = dataset.language.partition("-")[0]
    for statement in dataset.statements:
        if statement.claims:
            yield from _of_statement(statement, language)


def _of_statement(statement: Statement, language: str) -> Iterator[Problem]:
    claimed = {value: claim for claim in statement.claims if (value := _claimed(claim, language)) is not None}
    wordings = _wordings(statement)
    said = {name: numbers(str(text), language) for name, text in wordings.items()}
    for name, own in said.items():
        elsewhere = {*claimed, *(each for other, found in said.items() if other != name for each in found)}
        for value in sorted(own.keys() - elsewhere):
            missing = [each for each in claimed.keys() - own.keys() if _is_year(each) == _is_year(value)]
            if missing:
                says = claimed[min(missing, key=lambda each: abs(each - value))].says
                what = f"`{name}` of `{statement.id}` says `{own[value]}`, and a claim `{says}`"
                yield Problem(wordings[name].place, what, "make them agree; for another number, add a claim of its own")


def _wordings(statement: Statement) -> Mapping[str, Text]:
    named = {name: getattr(statement, name) for name in ("headline", "question", "short", "text")}
    return {name: text for name, text in named.items() if text}


def _claimed(claim: Claim, language: str) -> int | None:
    """Return the number that the claim's words say, where they say it: a count, or the year of a date."""
    value = int(claim.expected.partition("-")[0])
    return value if value in numbers(claim.says, language) else None


def _is_year(value: int) -> bool:
    return 1000 <= value < 3000


def numbers(text: str, language: str) -> Numbers:
    """Return the whole numbers in `text`, in digits or in words of `language` (the first part of its tag)."""
    named = {word: value for value, word in enumerate(_WORDS.get(language, "").split(), 2)}
    found: dict[int, str] = {}
    for typed in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", typed)
        if (typed.isdecimal() or _GROUPED.fullmatch(typed)) and len(digits) <= _MOST_DIGITS:
            found[int(digits)] = typed
        elif typed.casefold() in named:
            found[named[typed.casefold()]] = typed
    return found
