"""An edition and a limit on its length -> the nearest one that keeps to it: shorter wordings, then fewer statements.

Text is never cut. The least important statements go first; of equally important ones the last of the section that has
most left, so that no section is emptied for the sake of another. The last statement of high importance stays.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Problem
from generator.model.dataset import IMPORTANCES
from generator.model.edition import Edition, LeftOut, Told, ToldSection
from generator.model.output import Length
from generator.model.text import Text

HIGHEST = IMPORTANCES[0]


class Fitted(Struct, frozen=True):
    """The edition that was chosen, its tree, and what its reader should know."""

    edition: Edition
    tree: Any
    warnings: tuple[Problem, ...]


def within(
    edition: Edition,
    limit: str,
    compose: Callable[[Edition], tuple[Any, Sequence[Problem]]],
    measure: Callable[[Any], Length],
) -> Fitted:
    """Return `edition`, tightened until it keeps to its audience's `limit` ("pages" or "slides"), or as far as it goes.

    A limit that cannot be met is a warning.
    """
    most = edition.audience.limits[limit]
    tree, found = compose(edition)
    length = measure(tree)
    if length.count <= most:
        return Fitted(edition, tree, tuple(found))
    tightening = _tightening(edition, length.statements, f"at most {most} {limit}")
    made = {0: (edition, tree, found, length)}

    def count(step: int) -> int:
        if step not in made:
            each = tightening.edition(step)
            composed, problems = compose(each)
            made[step] = each, composed, problems, measure(composed)
        return made[step][3].count

    # what cannot be met is met as nearly as possible, by as few steps as that takes
    goal = max(most, count(tightening.steps))
    step = bisect_left(range(tightening.steps + 1), True, key=lambda number: count(number) <= goal)
    count(step)
    chosen, tree, found, length = made[step]
    missed = [_missed(edition, limit, length)] if length.count > most else []
    return Fitted(chosen, tree, (*found, *missed))


def _missed(edition: Edition, limit: str, length: Length) -> Problem:
    audience, most = edition.audience, edition.audience.limits[limit]
    place = audience.places.get(f"limits.{limit}", audience.place)
    what = f"{audience.name}: {most} {limit} wanted, {length.count} made by our estimate"
    longest = f"; the longest section is `{length.longest}`" if length.longest else ""
    return Problem(place, what + longest, "show fewer sections, select less, or allow more")


class _Tightening(Struct, frozen=True):
    """What is done for a limit, step by step: all wordings as short as allowed, then one statement less each time."""

    whole: Sequence[Edition]  # as it is and, where that is another, with its shorter wordings
    dropped: Sequence[str]
    reason: str

    @property
    def steps(self) -> int:
        return len(self.whole) - 1 + len(self.dropped)

    def edition(self, step: int) -> Edition:
        """Return the edition after so many steps; of as many as there are statements, a few are asked for."""
        dropped = self.dropped[: max(0, step + 1 - len(self.whole))]
        return without(self.whole[-1], dropped, self.reason) if dropped else self.whole[step]


def _tightening(edition: Edition, standing: frozenset[str], reason: str) -> _Tightening:
    short = shortened(edition, reason)
    whole = (edition,) if short == edition else (edition, short)
    return _Tightening(whole, tuple(_least_important(edition, standing)), reason)


def shortened(edition: Edition, reason: str) -> Edition:
    """Return `edition` with each wording replaced by the shortest that its audience allows."""
    short = {told.id for part in _parts(edition) for told in part if told.shorter}
    changed = _each(edition, lambda told: [replace(each, wording=each.shorter[-1], shorter=()) if each.shorter else each
                                           for each in told])  # fmt: skip
    return replace(changed, shortened=tuple(LeftOut(id_, reason) for id_ in sorted(short)))


def without(edition: Edition, ids: Sequence[str], reason: str) -> Edition:
    """Return `edition` without the statements `ids`, wherever they stand."""
    gone = set(ids)
    kept = _each(edition, lambda told: [each for each in told if each.id not in gone])
    return replace(kept, left_out=(*edition.left_out, *(LeftOut(id_, reason) for id_ in ids)))


def _least_important(edition: Edition, standing: frozenset[str]) -> Iterator[str]:
    """Yield the ids of statements in the order in which they are dropped."""
    left = [[told for told in part if told.id in standing] for part in _parts(edition)]
    for importance in reversed(IMPORTANCES):
        fewest = 1 if importance == HIGHEST else 0
        while droppable := [
            part for part in left if len(part) > fewest and any(told.importance == importance for told in part)
        ]:
            fullest = max(reversed(droppable), key=len)
            last = [told for told in fullest if told.importance == importance][-1]
            left = [[told for told in part if told.id != last.id] for part in left]
            yield last.id


def _parts(edition: Edition) -> Iterator[tuple[Told, ...]]:
    yield edition.key_messages.statements
    yield edition.overview.statements
    yield from (group.statements for group in edition.developments.groups)
    yield edition.open_questions.statements
    yield from (group.statements for group in edition.scorecard.groups)


def _each(edition: Edition, change: Callable[[Sequence[Told]], Sequence[Told]]) -> Edition:
    """Return `edition` with the statements of each of its parts changed; a group that is left empty vanishes."""

    def section(told: ToldSection) -> ToldSection:
        kept = tuple(change(told.statements))
        return replace(told, statements=kept, omitted=told.omitted + len(told.statements) - len(kept))

    developments, scorecard = edition.developments, edition.scorecard
    groups = tuple(replace(group, statements=tuple(change(group.statements))) for group in developments.groups)
    by_status = tuple(replace(group, statements=tuple(change(group.statements))) for group in scorecard.groups)
    return replace(
        edition,
        key_messages=section(edition.key_messages),
        overview=section(edition.overview),
        developments=replace(developments, groups=tuple(group for group in groups if group.statements)),
        open_questions=section(edition.open_questions),
        scorecard=replace(scorecard, groups=tuple(group for group in by_status if group.statements)),
    )


def miscounts(full: Edition, told: Edition) -> Iterator[Problem]:
    """Yield the titles and takeaways that name a number of items which a limit has changed: "Four questions …".

    `full` is the same edition without any limit.
    """
    for texts, before, after in _counted(full, told):
        if before != after:
            for text in texts:
                for word in _naming(before, text.value, told.labels):
                    what = f"`{word}` in `{text.value}` counts {before}, but a limit leaves {after}"
                    yield Problem(text.place, what, "say it without the number, or raise the limit")


def _counted(full: Edition, told: Edition) -> Iterator[tuple[Sequence[Text], int, int]]:
    for name in ("key_messages", "overview", "open_questions"):
        before, after = getattr(full, name), getattr(told, name)
        yield (after.title, after.takeaway, after.intro), len(before.statements), len(after.statements)
    before_by_group = {group.id: group for group in full.developments.groups}
    for group in told.developments.groups:
        yield (group.title, group.takeaway), len(before_by_group[group.id].statements), len(group.statements)
    cards = [sum(len(group.statements) for group in each.scorecard.groups) for each in (full, told)]
    yield (told.scorecard.title, told.scorecard.takeaway, told.scorecard.intro), cards[0], cards[1]


def _naming(number: int, text: str, labels: Mapping[str, str]) -> Iterable[str]:
    words = [word.strip() for word in labels["number_words"].split(",")]
    names = {str(number), *words[number - 1 : number]} if number else set()
    bare = (word.strip(".,:;!?()“”\"'«»¿¡") for word in text.split())
    return [word for word in bare if word.casefold() in names]
