"""The layouts that brand.yaml names, checked against those that the template has and against what they are for."""

from collections.abc import Mapping

from generator.errors import InputError, Problem, quote_names, suggest
from generator.model.look import Look
from generator.write.powerpoint.template.layouts import COLUMNS, OBJECTS, largest_region
from generator.write.powerpoint.template.region import Layout, LayoutSet

_NEEDS = {
    "content": "a title and a text placeholder",
    "two_contents": "a title and two text placeholders of much the same size side by side",
    "three_contents": "a title and three text placeholders of much the same size side by side",
    "sources": "a title and a text placeholder",
}  # fmt: skip
_OBJECT = "a title and a placeholder for text or pictures"


def check_named_layouts(look: Look, layouts: LayoutSet) -> Mapping[str, str]:
    """Return the names of layouts that brand.yaml gives, by purpose.

    Raises InputError where the template has no layout of a name, or one that cannot serve its purpose.
    """
    problems: list[Problem] = []
    for purpose, named in look.layouts.items():
        layout = layouts.find(named.name)
        if layout is None:
            help_ = suggest(named.name, [each.name for each in layouts.layouts])
            problems.append(Problem(named.place, f"no layout `{named.name}` in the template", help_))
        elif not _can_serve(purpose, layout):
            needed = _NEEDS.get(purpose, _OBJECT if purpose in OBJECTS else "a title")
            others = [each.name for each in layouts.layouts if _can_serve(purpose, each)]
            help_ = f"layouts that have: {quote_names(others)}" if others else f"leave out `{purpose}`"
            what = f"the layout `{named.name}` lacks what `{purpose}` needs: {needed}"
            problems.append(Problem(named.place, what, help_))
    if problems:
        raise InputError(problems)
    return {purpose: named.name for purpose, named in look.layouts.items()}


def _can_serve(purpose: str, layout: Layout) -> bool:
    if layout.region("Title") is None:
        return False
    if purpose in COLUMNS:
        return len(layout.regions_in_order("Content")) >= COLUMNS[purpose]
    return purpose not in OBJECTS or largest_region(layout, OBJECTS[purpose]) is not None
