"""Events in order -> bands of years: one for each year, or for years in a row that have few events each. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.model.dataset import Event

_FEW = 4  # fewer events do not deserve a band of their own beside others like it


class YearBand(Struct, frozen=True):
    """Events of the years from `first` to `last`, by the year in which each began."""

    first: int
    last: int
    events: tuple[Event, ...]

    @property
    def is_year(self) -> bool:
        return self.first == self.last


def band_years(events: Sequence[Event]) -> Iterator[YearBand]:
    """Yield the bands in order."""
    years = [(year, tuple(group)) for year, group in groupby(events, lambda event: event.date.year)]
    for is_sparse, run in groupby(years, lambda item: len(item[1]) < _FEW):
        if is_sparse:
            sparse = [*run]
            yield YearBand(sparse[0][0], sparse[-1][0], tuple(event for _, group in sparse for event in group))
        else:
            yield from (YearBand(year, year, group) for year, group in run)
