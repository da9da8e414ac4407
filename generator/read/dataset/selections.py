"""A select as typed -> a `Selection`: the one grammar of lanes, claims and audiences.

    {kind: toll, place: [North quay, South quay], from: 2018, until: 2019-03, not: {tags: disputed}}

All conditions must hold; a list means any of its values; `from` and `until` are inclusive; `not` holds a select.
"""

from collections.abc import Collection

from generator.errors import Place, Problem, suggest
from generator.model.dates import PartialDate
from generator.model.selection import Condition, Selection
from generator.read.form.field_types import Date
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode

_SYNONYMS = {"to": "until", "since": "from"}


def read_select(select: MappingNode, columns: Collection[str], problems: list[Problem]) -> Selection:
    """Return what `select` selects, of records that have `columns`."""
    conditions = []
    dates: dict[str, PartialDate | None] = {}
    without = None
    for name, node in select.items():
        if name in ("from", "until"):
            dates[name] = Date.read(node, name, problems)
        elif name == "not":
            without = _read_not(node, columns, problems)
        elif name in columns:
            conditions.append(Condition(name, _read_values(name, node, problems)))
        else:
            problems.append(_unknown_column(name, select.name_places[name], columns))
    start, end = dates.get("from"), dates.get("until")
    if start and end and end.last < start.first:
        what = f"`until` {end} is before `from` {start}"
        problems.append(Problem(select.name_places["until"], what, "swap them"))
    return Selection(tuple(conditions), start, end, without)


def _read_not(node: Node, columns: Collection[str], problems: list[Problem]) -> Selection | None:
    if isinstance(node, MappingNode) and node:
        return read_select(node, columns, problems)
    problems.append(Problem(node.place, "`not` must be a select", "such as `not: {tags: disputed}`"))
    return None


def _read_values(name: str, node: Node, problems: list[Problem]) -> tuple[str, ...]:
    items = node if isinstance(node, SequenceNode) else [node]
    values = tuple(str(item) for item in items if isinstance(item, ScalarNode))
    if len(values) < len(items) or not values:
        remedy = f"such as `{name}: toll` or `{name}: [toll, spill]`"
        problems.append(Problem(node.place, f"`{name}` must be a value or a list of values", remedy))
    return values


def _unknown_column(name: str, place: Place, columns: Collection[str]) -> Problem:
    remedy = suggest(_SYNONYMS.get(name, name), [*columns, "from", "until", "not"], "columns")
    return Problem(place, f"unknown column `{name}`", remedy)
