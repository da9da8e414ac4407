"""An edition and a limit on its length -> the nearest edition within it: shorter wordings, then fewer statements.

Text is never cut. The least important statements go first; among equals, the last one of the part with most left, so
that no part is emptied for the sake of another. Of each part, one statement of high importance always stays, and one
of each status: without what was not achieved, a scorecard would be untrue.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Problem
from generator.model.dataset import IMPORTANCES
from generator.model.edition import Edition, LeftOut, SelectedScorecard, SelectedSection, SelectedStatement
from generator.model.output import Length
from generator.model.text import Text

HIGHEST = IMPORTANCES[0]
_HELP = "show fewer sections, select less, or raise the limit"

_MOST_RESTORED = 12  # each is composed and measured

Statements = Sequence[SelectedStatement]
Ids = tuple[str, ...]


class Fitted(Struct, frozen=True):
    """The edition that was chosen, its tree, and what its reader should know."""

    edition: Edition
    tree: Any
    warnings: tuple[Problem, ...]


def fit_edition(
    edition: Edition,
    limit: str,
    compose: Callable[[Edition], tuple[Any, Sequence[Problem]]],
    measure: Callable[[Any], Length],
) -> Fitted:
    """Return `edition`, tightened until it keeps to its audience's `limit` ("pages" or "slides").

    A limit that cannot be met is a warning: it shortens as far as that helps, and leaves nothing out.
    """
    most = edition.audience.limits[limit]
    tree, problems = compose(edition)
    full_length = measure(tree)
    if full_length.count <= most:
        return Fitted(edition, tree, tuple(problems))
    tightening = _tightening(edition, full_length.statements, f"at most {most} {limit}")
    tried: dict[tuple[int, Ids], tuple[Edition, Any, Sequence[Problem], Length]] = {}

    def count(shortened: int, dropped: Ids) -> int:
        if (shortened, dropped) not in tried:
            candidate = tightening.edition(shortened, dropped)
            tree, problems = compose(candidate)
            tried[shortened, dropped] = candidate, tree, problems, measure(tree)
        return tried[shortened, dropped][3].count

    all_short, ids = len(tightening.shortened), tightening.dropped
    count(all_short, ids)
    shortest = tried[all_short, ids][3]
    # what is left out for a limit that is missed anyway, a reader would lack for nothing
    ids = ids if shortest.count <= most else ()
    # no more is dropped, then no more shortened, than it takes
    goal = max(most, count(all_short, ids))
    number = bisect_left(range(len(ids)), True, key=lambda number: count(all_short, ids[:number]) <= goal)
    dropped = _restore(ids[:number], lambda fewer: count(all_short, fewer) <= goal)
    shortened = bisect_left(range(all_short), True, key=lambda number: count(number, dropped) <= goal)
    count(shortened, dropped)
    chosen, tree, problems, _ = tried[shortened, dropped]
    missed = [_limit_problem(edition, limit, full_length, shortest)] if shortest.count > most else []
    return Fitted(chosen, tree, (*problems, *missed))


def _restore(dropped: Ids, fits: Callable[[Ids], bool]) -> Ids:
    """Return `dropped` without what has room beside the last one, which is long or stands on a full page."""
    for id_ in dropped[-2 : -2 - _MOST_RESTORED : -1]:
        fewer = tuple(other for other in dropped if other != id_)
        dropped = fewer if fits(fewer) else dropped
    return dropped


def _limit_problem(edition: Edition, limit: str, full: Length, length: Length) -> Problem:
    """Return what is said of a limit that the shortest edition, of `length`, does not meet."""
    audience, most = edition.audience, edition.audience.limits[limit]
    place = audience.places.get(f"limits.{limit}", audience.place)
    what = f"`{limit}: {most}` cannot be met for `{audience.name}`: an estimated {length.count} would remain"
    what += ", so nothing is left out"
    longest = f"; the longest section is `{length.longest}`" if length.longest else ""
    return Problem(place, what + longest + _describe_fixed(full, length), _HELP)


def _describe_fixed(full: Length, length: Length) -> str:
    """Return which sections are as long as before: figures, tables and lists, of which a limit leaves nothing out."""
    before = full.by_section
    weights = {title: now for title, now in length.by_section.items() if now and now >= before.get(title, 0)}
    if not weights:
        return ""
    titles = ", ".join(f"`{title}`" for title in weights)
    share = sum(weights.values()) / sum(length.by_section.values()) * length.count
    return f"; about {share:.1f} are sections that a limit does not shorten: {titles}"


class _Tightening(Struct, frozen=True):
    """The ways towards a limit: statements in their shortest wordings, then statements that are left out."""

    full: Edition
    shortened: Sequence[str]  # ids, in the order in which they get a shorter wording
    dropped: Ids  # in the order in which they go
    reason: str

    def edition(self, shortened: int, dropped: Ids) -> Edition:
        """Return the edition with so many statements shortened, and without those `dropped`."""
        short = shorten(self.full, self.shortened[:shortened], self.reason) if shortened else self.full
        return drop(short, dropped, self.reason) if dropped else short


def _tightening(edition: Edition, shown: frozenset[str], reason: str) -> _Tightening:
    dropped = tuple(_least_important_first(edition, shown))
    shorter = {statement.id for part in _parts(edition) for statement in part if statement.shorter} & shown
    last = [statement.id for part in _parts(edition) for statement in part if statement.id not in dropped]
    return _Tightening(edition, [id_ for id_ in (*dropped, *reversed(last)) if id_ in shorter], dropped, reason)


def shorten(edition: Edition, ids: Sequence[str], reason: str) -> Edition:
    """Return `edition` with the wordings of the statements `ids` replaced by the shortest that its audience allows."""
    names = frozenset(ids)
    change = _change_parts(
        edition, lambda part: [_shortest(statement) if statement.id in names else statement for statement in part]
    )
    return replace(change, shortened=tuple(LeftOut(id_, reason) for id_ in sorted(names)))


def _shortest(statement: SelectedStatement) -> SelectedStatement:
    return replace(statement, wording=statement.shorter[-1], shorter=()) if statement.shorter else statement


def drop(edition: Edition, ids: Sequence[str], reason: str) -> Edition:
    """Return `edition` without the statements `ids`, wherever they stand."""
    dropped = set(ids)
    kept = _change_parts(edition, lambda part: [statement for statement in part if statement.id not in dropped])
    return replace(
        kept,
        left_out=(*edition.left_out, *(LeftOut(id_, reason) for id_ in ids)),
        shortened=tuple(item for item in edition.shortened if item.id not in dropped),
    )


def _least_important_first(edition: Edition, shown: frozenset[str]) -> Iterator[str]:
    """Yield the ids of the statements that are `shown`, in the order in which they are dropped."""
    left = [[statement for statement in part if statement.id in shown] for part in _parts(edition)]
    by_status = len(left) - len(edition.scorecard.groups)  # the first of the parts that are a status each
    for importance in reversed(IMPORTANCES):
        while True:
            alone = {part[0].id for part in left[by_status:] if len(part) == 1}
            fewest = 1 if importance == HIGHEST else 0
            lasts = [
                (len(part), [each.id for each in _of_importance(importance, part) if each.id not in alone][-1:])
                for part in reversed(left)
                if len(part) > fewest
            ]
            _, last = max(((length, ids) for length, ids in lasts if ids), key=lambda part: part[0], default=(0, []))
            if not last:
                break
            left = [[statement for statement in part if statement.id not in last] for part in left]
            yield last[0]


def _of_importance(importance: str, statements: Statements) -> list[SelectedStatement]:
    return [statement for statement in statements if statement.statement.importance == importance]


def _parts(edition: Edition) -> Iterator[Statements]:
    yield edition.key_messages.statements
    yield edition.overview.statements
    yield from (group.statements for group in edition.developments.groups)
    yield edition.open_questions.statements
    yield from (group.statements for group in edition.scorecard.groups)


def _change_parts(edition: Edition, change: Callable[[Statements], Statements]) -> Edition:
    """Return `edition` with the statements of each of its parts changed; a group that is left empty vanishes."""

    def section(section: SelectedSection) -> SelectedSection:
        kept = tuple(change(section.statements))
        return replace(section, statements=kept, omitted=section.omitted + len(section.statements) - len(kept))

    developments, scorecard = edition.developments, edition.scorecard
    groups = tuple(replace(group, statements=tuple(change(group.statements))) for group in developments.groups)
    by_status = tuple(replace(group, statements=tuple(change(group.statements))) for group in scorecard.groups)
    return replace(
        edition,
        key_messages=section(edition.key_messages),
        overview=section(edition.overview),
        developments=replace(developments, groups=tuple(group for group in groups if group.statements)),
        open_questions=section(edition.open_questions),
        scorecard=replace(
            scorecard,
            groups=tuple(group for group in by_status if group.statements),
            omitted=scorecard.omitted + count_statements(scorecard) - sum(len(group.statements) for group in by_status),
        ),
    )


def find_miscounts(full: Edition, limited: Edition) -> Iterator[Problem]:
    """Yield the titles and takeaways that state a number of items which a limit has changed: "Four questions …".

    `full` is the same edition without any limit.
    """
    for texts, before, after in _counted_texts(full, limited):
        if before != after:
            for text in texts:
                for word in _words_for(before, text.typed, limited.labels):
                    what = f"`{word}` in `{text.value}` counts {before}, but a limit leaves {after}"
                    yield Problem(text.place, what, "say it without the number, or raise the limit")


def _counted_texts(full: Edition, limited: Edition) -> Iterator[tuple[Sequence[Text], int, int]]:
    for name in ("key_messages", "overview", "open_questions"):
        before, after = getattr(full, name), getattr(limited, name)
        yield (after.title, after.takeaway, after.intro), len(before.statements), len(after.statements)
    numbers = limited.numbers
    texts = numbers.title, numbers.takeaway, numbers.intro
    yield texts, len(full.numbers.items), len(numbers.items)
    before_by_group = {group.id: group for group in full.developments.groups}
    for group in limited.developments.groups:
        yield (group.title, group.takeaway), len(before_by_group[group.id].statements), len(group.statements)
    scorecard = limited.scorecard
    texts = scorecard.title, scorecard.takeaway, scorecard.intro
    yield texts, count_statements(full.scorecard), count_statements(scorecard)


def count_statements(scorecard: SelectedScorecard) -> int:
    return sum(len(group.statements) for group in scorecard.groups)


def _words_for(number: int, text: str, labels: Mapping[str, str]) -> list[str]:
    """Return the words of `text` that state `number`, in digits or spelt out."""
    spelt = [word.strip() for word in labels["number_words"].split(",")]
    names = {str(number), *spelt[number - 1 : number]} if number else set()
    words = (word.strip(".,:;!?()“”\"'«»¿¡") for word in text.split())
    return [word for word in words if word.casefold() in names]
