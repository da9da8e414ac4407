"""The words of finished files x dataset x audience -> what in them this audience must not read. The last check.

It knows nothing of how a pack is made: words are found whichever way they came in, through a template, a caption or an
event that says the same. Secret is all prose of the statements and events that are withheld from the audience.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.errors import Place, Problem
from generator.language.prose import prose
from generator.language.words import Words, words_of
from generator.model.dataset import Dataset, Event, Statement, reason_withheld

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_SHORTEST = 4  # words of a sentence; shorter ones, such as a headline's "New tolls", can recur by chance
_RUN = 8  # words in a row that are neither chance nor a name
_HEAD = 3  # words by which secrets are looked up, so that the search is linear in the length of the files


class Secret(Struct, frozen=True):
    """Words that an audience must not read, and the item that they belong to."""

    words: Words
    phrase: str
    owner: str
    place: Place


def find_leaks(texts: Iterable[tuple[str, str]], dataset: Dataset, audience: str) -> tuple[Problem, ...]:
    """Return a problem for each withheld item whose words are in `texts`, pairs of a file's or part's name and text."""
    secrets = _secrets(dataset, audience)
    if not secrets:
        return ()
    index = _index(secrets)
    problems: dict[str, Problem] = {}
    for name, text in texts:
        for secret in _find(index, words_of(text)):
            problems.setdefault(secret.owner, _problem(secret, audience, name))
    return tuple(problems.values())


def _problem(secret: Secret, audience: str, part: str) -> Problem:
    phrase = secret.phrase if len(secret.phrase) <= 60 else f"{secret.phrase[:60]} …"
    what = f"`{secret.owner}` is withheld from `{audience}`, but its words “{phrase}” are in {part}"
    return Problem(secret.place, what, "look for what says the same: a template, a caption, a note, another item")


def _secrets(dataset: Dataset, audience: str) -> list[Secret]:
    items: list[Statement | Event] = [*dataset.statements, *dataset.events]
    withheld = [item for item in items if reason_withheld(item, audience, dataset.as_of)]
    secrets = [
        Secret(words, phrase, item.id, item.origin if isinstance(item, Event) else item.place)
        for item in withheld
        for text in _texts(item)
        for words, phrase in _phrases(text)
    ]
    others = (item for item in items if secrets and not reason_withheld(item, audience, dataset.as_of))
    public = _contained({secret.words for secret in secrets}, (text for item in others for text in _texts(item)))
    return [secret for secret in secrets if secret.words not in public]


def _contained(phrases: set[Words], texts: Iterable[str]) -> set[Words]:
    """Return those `phrases` that are in `texts`: what another item says to this audience was written for it."""
    lengths = {len(words) for words in phrases}
    all_words = (words_of(text) for text in texts)
    runs = (
        words[start : start + length]
        for words in all_words
        for length in lengths
        for start in range(len(words) - length + 1)
    )
    return {run for run in runs if run in phrases}


def _phrases(text: str) -> Iterator[tuple[Words, str]]:
    """Yield what of `text` would give it away: the text and each sentence where short, else each run of words."""
    for phrase in dict.fromkeys((text, *_SENTENCE.split(text))):
        words = words_of(phrase)
        if _SHORTEST <= len(words) < _RUN:
            yield words, phrase
    words = words_of(text)
    for start in range(len(words) - _RUN + 1):
        yield words[start : start + _RUN], " ".join(words[start : start + _RUN])


def _texts(item: Statement | Event) -> Iterator[str]:
    yield from map(str, prose(item))
    if isinstance(item, Event):
        yield from item.further


def _index(secrets: Iterable[Secret]) -> Mapping[Words, Sequence[Secret]]:
    index: dict[Words, list[Secret]] = {}
    for secret in secrets:
        index.setdefault(secret.words[:_HEAD], []).append(secret)
    return index


def _find(index: Mapping[Words, Sequence[Secret]], words: Words) -> Iterator[Secret]:
    for start, head in enumerate(zip(words, words[1:], words[2:], strict=False)):
        for secret in index.get(head, ()):
            if words[start : start + len(secret.words)] == secret.words:
                yield secret
