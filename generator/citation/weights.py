"""Statements -> how much rests on each source: the number of statements, questions and positions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.model.edition import Edition, SelectedStatement

_MOST_LEADING = 3


def weigh_sources(edition: Edition) -> Mapping[str, int]:
    """Return the number of statements of an edition by the id of the source on which they rest, the most first."""
    return count_statements(edition.statements)


def count_statements(statements: Iterable[SelectedStatement]) -> Mapping[str, int]:
    """Return the number of `statements` by the id of the source on which they rest, the most first."""
    counts = Counter(
        source
        for selected in statements
        for source in dict.fromkeys(cited.source for cited in selected.statement.rests_on)
    )
    return dict(counts.most_common())


def find_leading(weights: Mapping[str, int], total: int) -> Sequence[str]:
    """Return the ids of the sources that carry `total` statements: on the first rests half of them at least.

    There are at most three, each with a tenth of the statements, and with more than any source that is not among them.
    """
    ids, counts = list(weights), [*weights.values(), 0]
    if not ids or 2 * counts[0] < total:
        return ()
    sizes = range(min(_MOST_LEADING, sum(10 * count >= total for count in counts[:-1])), 0, -1)
    return next((ids[:size] for size in sizes if counts[size - 1] > counts[size]), ())
