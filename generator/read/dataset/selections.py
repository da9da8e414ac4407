"""A select as typed -> `Selection`: the one grammar of lanes, claims and audiences.

    {kind: toll, place: [North quay, South quay], from: 2018, until: 2019-03, not: {tags: disputed}}

All must hold; a list means any of; `from` and `until` are inclusive and may be partial; `not` holds a select.
"""

from collections.abc import Collection

from generator.errors import Place, Problem, suggest
from generator.model.dates import PartialDate
from generator.model.selection import Condition, Selection
from generator.read.syntax.positions import Listed, Located, Mapped, Typed

_DATE_HELP = "write it as `2018`, `2018-09` or `2018-09-14`"


def selection(typed: Mapped, columns: Collection[str], found: list[Problem]) -> Selection:
    """Return what `typed` selects, of records that have `columns`; problems are added to `found`."""
    conditions = []
    dates: dict[str, PartialDate | None] = {"from": None, "until": None}
    without = None
    for name, value in typed.items():
        if name in dates:
            dates[name] = _date(name, value, found)
        elif name == "not":
            without = _without(value, columns, found)
        elif name in columns:
            conditions.append(Condition(name, _values(name, value, found)))
        else:
            found.append(_unknown(name, typed.places[name], columns))
    start, end = dates["from"], dates["until"]
    if start and end and end.last < start.first:
        found.append(Problem(typed.places["until"], f"`until` {end} is before `from` {start}", "exchange them"))
    return Selection(tuple(conditions), start, end, without)


def _date(name: str, value: Located, found: list[Problem]) -> PartialDate | None:
    try:
        return PartialDate.parse(value if isinstance(value, Typed) else "")
    except ValueError:
        said = f"`{value}` is no date" if isinstance(value, Typed) else f"`{name}` takes one date"
        found.append(Problem(value.place, said, _DATE_HELP))
        return None


def _without(value: Located, columns: Collection[str], found: list[Problem]) -> Selection | None:
    if isinstance(value, Mapped) and value:
        return selection(value, columns, found)
    found.append(Problem(value.place, "`not` takes a select", "such as `not: {tags: disputed}`"))
    return None


def _values(name: str, value: Located, found: list[Problem]) -> tuple[str, ...]:
    values = value if isinstance(value, Listed) else [value]
    words = tuple(str(each) for each in values if isinstance(each, Typed))
    if len(words) < len(values) or not words:
        remedy = f"such as `{name}: toll` or `{name}: [toll, spill]`"
        found.append(Problem(value.place, f"`{name}` takes one value, or a list of values", remedy))
    return words


def _unknown(name: str, place: Place, columns: Collection[str]) -> Problem:
    if name in ("to", "till", "since"):
        return Problem(
            place, f"no column `{name}`", "did you mean `from`?" if name == "since" else "did you mean `until`?"
        )
    return Problem(place, f"no column `{name}`", suggest(name, [*columns, "from", "until", "not"]))
