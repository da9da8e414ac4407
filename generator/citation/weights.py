"""An edition -> how much rests on each source: the number of its statements, questions and positions."""

from collections import Counter
from collections.abc import Mapping

from generator.model.edition import Edition


def weigh_sources(edition: Edition) -> Mapping[str, int]:
    """Return the number of statements by the id of the source on which they rest, the most first."""
    counts = Counter(
        source
        for selected in edition.statements
        for source in dict.fromkeys(cited.source for cited in selected.statement.rests_on)
    )
    return dict(counts.most_common())
