"""Events -> the notes that many of them have: a table says each once, by a sign, instead of in every row. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.model.dataset import Event

_SIGNS = "xyzwvu"  # neither the mark of doubt nor a number of a source
_FEWEST = 3


def find_repeated_notes(events: Iterable[Event]) -> Mapping[str, str]:
    """Return the sign of each note that at least three doubtful `events` have word for word, the most frequent first.

    Where there are more of them than signs, the others stay notes.
    """
    counted = Counter(event.note for event in events if event.doubtful and event.note)
    repeated = [note for note, times in counted.most_common(len(_SIGNS)) if times >= _FEWEST]
    return dict(zip(repeated, _SIGNS, strict=False))
