"""The words of finished files x dataset x audience -> what in them this audience must not read. The last check.

It knows nothing of how a pack is made: words are found whichever way they came in, through a template, a caption or an
event that says the same. Secret is all prose of the statements, numbers and events that are withheld from the audience.

Letters are compared, not words: a word that is split over runs, lines, slides or soft hyphens has the same letters in
the same order. A match begins where a word does, and a short one ends where one does. Case, accents, punctuation and
invisible characters do not count, nor does the script of a letter that looks like another.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from unicodedata import normalize

from msgspec import Struct

from generator.errors import Place, Problem
from generator.language.lookalikes import fold_lookalikes, has_lookalikes
from generator.language.prose import prose
from generator.language.words import SPACELESS, Words, spelled_words, without_addresses, words_of
from generator.model.clearance.version import Version
from generator.model.dataset import Dataset, Event, Item, Number, Statement, reason_withheld
from generator.model.text import NO_TEXT

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_RUN = 8  # words in a row that are neither chance nor a name
_SHORTEST = 4  # words of a sentence; shorter ones, such as a headline's "New tolls", can recur by chance
_SHORTEST_ALONE = 2  # words of a text that is found where it stands alone; a single one is a name, or chance
# a line feed, or a word; decomposed, a Hangul syllable is a consonant and what follows it
_TOKEN = re.compile(rf"\n|[{SPACELESS}]|[\u1100-\u115e][\u1161-\u11ff]*|[^\W_{SPACELESS}\u1100-\u11ff]+")
_IS_WORD = re.compile(rf"[^\d{SPACELESS}]")


class Secret(Struct, frozen=True, gc=False):
    """Words that an audience must not read, and the item that they belong to; `alone`: only as a text of their own."""

    spelled: Words
    owner: str
    place: Place
    alone: bool = False

    @property
    def words(self) -> Words:
        return tuple(map(str.casefold, self.spelled))


def find_leaks(texts: Iterable[tuple[str, str]], dataset: Dataset, audience: str) -> tuple[Problem, ...]:
    """Return a problem for each withheld item whose words are in `texts`, pairs of a file's or part's name and text.

    What a reader sees apart, such as two paragraphs, is on lines of its own.
    """
    secrets = _secrets(dataset, audience)
    if not secrets:
        return ()
    plain, skeletons = _index(secrets, str.casefold), _index(secrets, fold_lookalikes)
    disguised = any(has_lookalikes(_decompose(" ".join(secret.spelled))) for secret in secrets)
    problems: dict[str, Problem] = {}
    for name, text in texts:
        decomposed = _decompose(text)
        for index in (plain, skeletons) if disguised or has_lookalikes(decomposed) else (plain,):
            for secret in _find(index, decomposed):
                problems.setdefault(secret.owner, _problem(secret, audience, name))
    return tuple(problems.values())


def _decompose(text: str) -> str:
    return normalize("NFKD", without_addresses(text))


def _problem(secret: Secret, audience: str, part: str) -> Problem:
    words = " ".join(secret.spelled)
    phrase = words if len(words) <= 60 else f"{words[:60]} …"
    what = f"`{secret.owner}` is withheld from `{audience}`, but its words “{phrase}” are in {part}"
    return Problem(secret.place, what, "look for what says the same: a template, a caption, a note, another item")


def _secrets(dataset: Dataset, audience: str) -> list[Secret]:
    items: list[Item] = [*dataset.statements, *dataset.numbers.items, *dataset.events, *dataset.editions]
    withheld = [item for item in items if reason_withheld(item, audience, dataset.as_of)]
    withheld += [*_withheld_parties(dataset, audience), *dataset.withheld]
    secrets = [secret for item in withheld for secret in _secrets_of(item)]
    if not secrets:
        return []
    others = [item for item in items if not reason_withheld(item, audience, dataset.as_of)]
    public = _find_contained({secret.words for secret in secrets}, (text for item in others for text in _texts(item)))
    kinds = {str(dataset.kinds.get(item.kind, "")) for item in others if isinstance(item, Event)}
    public.update(map(words_of, kinds))
    return [secret for secret in secrets if secret.words not in public]


def _withheld_parties(dataset: Dataset, audience: str) -> Iterator[Statement]:
    """Yield the topics and holders of positions all of whose cells are withheld, as statements that only name them."""
    cells = dataset.positions.all_cells
    shown = [cell for cell in cells if not reason_withheld(cell, audience, dataset.as_of)]
    known = {name for cell in shown for name in (("topic", cell.topic), ("holder", cell.holder))}
    used = {name for cell in cells for name in (("topic", cell.topic), ("holder", cell.holder))}
    for kind, parties in (("topic", dataset.positions.topics), ("holder", dataset.positions.holders)):
        for party in (party for party in parties if (kind, party.id) in used - known):
            yield Statement(party.id, party.title, NO_TEXT, NO_TEXT, NO_TEXT, party.title.place)


def _secrets_of(item: Item) -> Iterator[Secret]:
    """Yield what would give the item away: where it says little, all of that or a sentence; else each run of words."""
    place = item.origin if isinstance(item, Event) else item.place
    owner = item.name if isinstance(item, Version) else item.id
    for text in _says(item):
        whole = spelled_words(text)
        if len(whole) < _SHORTEST and sum(bool(_IS_WORD.search(word)) for word in whole) >= _SHORTEST_ALONE:
            yield Secret(whole, owner, place, alone=True)
        for spelled in dict.fromkeys((whole, *map(spelled_words, _SENTENCE.split(text)))):
            if _SHORTEST <= len(spelled) < _RUN:
                yield Secret(spelled, owner, place)
    for text in _texts(item):
        spelled = spelled_words(text)
        for start in range(len(spelled) - _RUN + 1):
            yield Secret(spelled[start : start + _RUN], owner, place)


def _find_contained(phrases: set[Words], texts: Iterable[str]) -> set[Words]:
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


def _texts(item: Item) -> Iterator[str]:
    yield from map(str, prose(item))
    if isinstance(item, Event):
        yield from item.further


def _says(item: Item) -> Iterator[str]:
    """Yield what the item says. Who, where and by which source are names, which recur."""
    if isinstance(item, Event):
        yield from (item.label, item.title, item.detail, item.note)
    elif isinstance(item, Number | Version):
        yield from map(str, prose(item))
    else:
        positions = (position.text for position in item.positions)
        says = (item.headline, item.question, item.label, item.short, item.text, item.state, *positions)
        yield from map(str, says)
        yield str(item.evidence.words) if item.evidence else ""


class _Index(Struct, frozen=True):
    """Secrets by their letters as `fold` gives them; their `lengths` by their first letters, `head` of them.

    Thus the search looks up each word of a text once, however many secrets there are.
    """

    fold: Callable[[str], str]
    secrets: dict[str, Secret]
    lengths: dict[str, list[int]]
    head: int


def _index(secrets: Iterable[Secret], fold: Callable[[str], str]) -> _Index:
    letters_of = cache(lambda word: _read(_decompose(word), fold).letters)
    # what is found anywhere comes last, and so replaces the same letters as a text of their own
    ordered = sorted(secrets, key=lambda secret: not secret.alone)
    by_letters = {"".join(map(letters_of, secret.spelled)): secret for secret in ordered}
    head = min(map(len, by_letters), default=0)
    lengths: dict[str, set[int]] = {}
    for letters in by_letters:
        lengths.setdefault(letters[:head], set()).add(len(letters))
    return _Index(fold, by_letters, {start: sorted(found) for start, found in lengths.items()}, head)


class _Letters(Struct, frozen=True):
    """The letters and digits of a text, and where among them its words, and its lines, begin and end, in order."""

    letters: str
    words: dict[int, None]
    lines: list[int]


def _read(decomposed: str, fold: Callable[[str], str]) -> _Letters:
    tokens = _TOKEN.findall(fold(decomposed))
    words: dict[int, None] = {}
    lines = [0]
    length = 0
    for token in tokens:
        if token == "\n":
            lines.append(length)
        else:
            words[length] = None
            length += len(token)
    words[length] = None
    return _Letters("".join(token for token in tokens if token != "\n"), words, [*lines, length])


def _find(index: _Index, decomposed: str) -> Iterator[Secret]:
    text = _read(decomposed, index.fold)
    for start in text.words:
        for length in index.lengths.get(text.letters[start : start + index.head], ()):
            end = start + length
            secret = index.secrets.get(text.letters[start:end])
            if secret and _is_whole(secret, text, start, end):
                yield secret


def _is_whole(secret: Secret, text: _Letters, start: int, end: int) -> bool:
    """Return whether a short secret ends with a word, and one that must be alone has but numbers of notes beside it."""
    if not secret.alone:
        return end in text.words or len(secret.spelled) >= _RUN
    line_start = text.lines[bisect_right(text.lines, start) - 1]
    line_end = text.lines[bisect_left(text.lines, end)]
    return all(not rest or rest.isdigit() for rest in (text.letters[line_start:start], text.letters[end:line_end]))
