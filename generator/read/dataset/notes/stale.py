"""A dataset and its last edition -> notes about texts that still say what that edition counted, or its as-of date.

A number counts as the same where the text has another word of the claim as well, or it is too large to recur by
chance. A claim on the text says that the number, or the date, is meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from generator.errors import Problem
from generator.language.numerals import find_numbers
from generator.language.words import words_of
from generator.model.dataset import Dataset
from generator.model.dates import PartialDate, format_date
from generator.model.selection import Claim
from generator.model.text import Text
from generator.read.dataset.claims import list_claimed

_LARGE = 13  # the first number without a word of its own in most languages
_LETTERS = 4  # of a word that tells what is counted
# that tell nothing of what is counted
_COMMON = {"since", "from", "with", "were", "have", "been", "seit", "haben", "wurden", "depuis", "avec", "desde"}
_DAY = re.compile(r"\b\d{1,2}\.? (?:de )?[^\W\d]+ (?:de )?\d{4}\b|\b[^\W\d]+ \d{1,2}, \d{4}\b")  # of a date
_HELP = "bring it up to date, or add a claim that it still holds"


class LastClaim(Struct, frozen=True):
    """A claim of an earlier edition: `of` names the statement or part that it is on."""

    of: str
    says: str
    measure: str
    value: int | PartialDate


class LastEdition(Struct, frozen=True):
    """What is known of the edition before: its as-of date, and the claims that held."""

    as_of: date
    claims: tuple[LastClaim, ...]


class _Outdated(Struct, frozen=True):
    """A number or a date that no longer holds: how it may be written, and the words of which one must be near."""

    spellings: re.Pattern[str] | None
    number: int | None
    words: frozenset[str]
    what: str


def find_stale(dataset: Dataset, last: LastEdition, others: Iterable[tuple[str, Text]] = ()) -> Iterator[Problem]:
    """Yield a note for each text that says a number or a date of the `last` edition that has changed since.

    `others` are texts from outside the dataset, on which there are no claims, each with its name.
    """
    language = dataset.language.partition("-")[0]
    outdated = [*_outdated_claims(dataset, last, language)]
    as_of = last.as_of if last.as_of < dataset.as_of else None
    texts = [
        (f"`{name}` of {claimed.name}", text, [claim.says for claim in claimed.claims], claimed.kind != "statement")
        for claimed in list_claimed(dataset)
        for name, text in claimed.texts.items()
    ]
    for name, text, claims, has_months in (*texts, *((name, text, [], True) for name, text in others)):
        # of several claims that gave one number, one is told
        found = {said: item.what for item in reversed(outdated) if (said := _find(text, item, claims, language))}
        if as_of and (mention := _mention(text, as_of, claims, dataset, has_months)):
            found[mention] = f"says `{mention}`, the as-of date of the last edition"
        yield from (Problem(text.place, f"{name} {what}", _HELP) for what in found.values())


def find_unclaimed(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for each number in a title, an introduction and the like that a claim elsewhere holds to events."""
    language = dataset.language.partition("-")[0]
    parts = [*list_claimed(dataset)]
    counted: dict[int, list[Claim]] = {}
    for claim in (claim for claimed in parts for claim in claimed.claims if claim.measure in ("count", "sum")):
        counted.setdefault(int(claim.expected), []).append(claim)
    for claimed in (claimed for claimed in parts if claimed.kind != "statement"):
        own = {claim.says for claim in claimed.claims}
        for name, text in claimed.texts.items():
            for number, said in find_numbers(_DAY.sub("", text.typed), language).items():
                alike = (claim for claim in counted.get(number, ()) if _share_words(text.typed, claim.says, said))
                similar = next(alike, None)
                if similar and not any(said in says for says in own):
                    what = f"`{name}` of {claimed.name} says `{said}`, as a claim does (`{similar.says}`)"
                    yield Problem(text.place, what, "give this text a claim as well, so that it cannot drift")


def _share_words(text: str, says: str, number: str) -> bool:
    """Whether `text` has one of the words that tell what the claim `says` counts."""
    return not _telling_words(says).difference(words_of(number)).isdisjoint(words_of(text))


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if len(word) >= _LETTERS) - _COMMON


def _outdated_claims(dataset: Dataset, last: LastEdition, language: str) -> Iterator[_Outdated]:
    """Yield the values of claims that have changed, matched by their part, measure and order."""
    before: dict[tuple[str, str], list[LastClaim]] = {}
    for old_claim in last.claims:
        before.setdefault((old_claim.of, old_claim.measure), []).append(old_claim)
    for claimed in list_claimed(dataset):
        for claim in claimed.claims:
            earlier = before.get((claimed.key, claim.measure), [])
            old = earlier.pop(0) if earlier else None
            if old and str(old.value) != claim.expected:
                yield _outdate(old, claim.says, claim.expected, dataset, language)


def _outdate(old: LastClaim, says: str, expected: str, dataset: Dataset, language: str) -> _Outdated:
    counts = find_numbers(f"{old.says} {says}", language).values()
    words = _telling_words(f"{old.says} {says}").difference(*map(words_of, counts))
    what = f"says what the last edition counted (`{old.says}`); the claim now says `{says}`"
    if isinstance(old.value, int):
        return _Outdated(None, old.value, words, what)
    return _Outdated(_pattern(_spellings(old.value, dataset, months=True)), None, words, what)


def _find(text: Text, outdated: _Outdated, claims: Collection[str], language: str) -> str:
    """Return how `text` says it; empty if it does not, or a claim on the text does."""
    if outdated.spellings:
        match = outdated.spellings.search(text.typed)
        said, recurs = match[0] if match else "", True
    else:
        said = find_numbers(text.typed, language).get(outdated.number or 0, "")
        recurs = (outdated.number or 0) < _LARGE
    if not said or any(said in claim for claim in claims):
        return ""
    others = {word for word in words_of(text.typed) if word not in words_of(said)}
    return said if not recurs or not others.isdisjoint(outdated.words) else ""


def _mention(text: Text, day: date, claims: Collection[str], dataset: Dataset, months: bool) -> str:
    """Return how `text` says `day`, or with `months` its month where the edition's is another; empty if it does not."""
    spellings = [*_spellings(PartialDate.of(day), dataset, months=False)]
    match = _pattern(iter(spellings)).search(text.typed)
    if match is None and months and (day.year, day.month) != (dataset.as_of.year, dataset.as_of.month):
        # a month alone, and not as a part of another date
        match = _pattern(_spellings(PartialDate(day.year, day.month), dataset, months)).search(_DAY.sub("", text.typed))
    return match[0] if match and not any(match[0] in claim for claim in claims) else ""


def _spellings(when: PartialDate, dataset: Dataset, months: bool) -> Iterator[str]:
    """Yield how texts write a date; with `months`, also its month and year alone."""
    if when.day:
        yield from (format_date(when, pattern, dataset.language) for pattern in ("d MMMM y", "MMMM d, y", "d. MMMM y"))
        yield str(when)
    if when.month and (months or not when.day):
        yield format_date(PartialDate(when.year, when.month), "MMMM y", dataset.language)
    if not when.month:
        yield str(when.year)


def _pattern(spellings: Iterator[str]) -> re.Pattern[str]:
    # the longest first, so that a day is quoted whole
    longest_first = sorted({*spellings}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(spelling)}(?!\w)" for spelling in longest_first))
