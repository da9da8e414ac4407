"""A dataset -> notes about claims whose words do not say what the events add up to.

The events bear out the `is` of a claim, but readers see its words: both must be the same number, or the same date.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.errors import Problem
from generator.language.numerals import number_words
from generator.language.quantities import find_other_numbers, says_number
from generator.language.written_dates import read_dates, without_dates
from generator.model.dataset import Dataset
from generator.model.dates import PartialDate, format_date
from generator.model.selection import Claim
from generator.read.dataset.claims import Claimed, has_words, list_claimed, normalize

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s")
_YEARS = 1000  # from here on, four digits may be a number or a year


def find_unsaid(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for each claim whose words say another number, or another date, than its `is`.

    Words without any, such as "time and again", say what they can: the sentence around them is read instead, and if
    that has none either, there is nothing to compare. So it is with words without a date, such as "17 months ago".
    """
    for claimed in list_claimed(dataset):
        for claim in claimed.claims:
            others = _find_others(claim, claimed, dataset.language)
            if others:
                expected = _spell(claim, dataset.language)
                what = f"`{claim.says}` of {claimed.name} does not say {expected}, as its claim does"
                said = f"it says `{others[0]}`; " if len(others) == 1 else ""
                yield Problem(claim.place, what, f"{said}bring the words up to date, here and in the text")


def _find_others(claim: Claim, claimed: Claimed, language: str) -> Sequence[str]:
    """Return the other numbers or dates that are said in place of the claim's; none if it is said."""
    if claim.measure in ("first", "last"):
        dates = [*read_dates(claim.says, language)]
        when = PartialDate.parse(claim.expected)
        return () if any(date.means(when) for date in dates) else [date.spelled for date in dates]
    number, short = int(claim.expected), language.partition("-")[0]
    if says_number(claim.says, number, short):
        return ()
    others = find_other_numbers(_countable(claim.says, number, language), number, short)
    if others or number < 2 or any(says_number(text.value, number, short) for text in claimed.texts.values()):
        return others
    sentences = [_countable(sentence, number, language) for sentence in _sentences_with(claim, claimed)]
    return [other for sentence in sentences for other in find_other_numbers(sentence, number, short)]


def _countable(text: str, number: int, language: str) -> str:
    """Return `text` without its dates, which are no other numbers."""
    text = without_dates(text, language)
    return text if number >= _YEARS else re.sub(r"(?<![\w.,])[12]\d{3}(?![.,]\d|\w)", "…", text)


def _sentences_with(claim: Claim, claimed: Claimed) -> Iterable[str]:
    for text in claimed.texts.values():
        for sentence in _SENTENCE_END.split(normalize(text.value)):
            if has_words(sentence, normalize(claim.says)):
                yield sentence


def _spell(claim: Claim, language: str) -> str:
    if claim.measure in ("first", "last"):
        return format_date(PartialDate.parse(claim.expected), "d MMMM y", language)
    number = int(claim.expected)
    words = [word for word, value in number_words(language.partition("-")[0]).items() if value == number]
    return f"{number} or {words[0]}" if words else str(number)
