"""A plan -> the same with what a running header reads: each heading of level 1 says which section begins."""

from msgspec.structs import replace

from generator.write.word.plan.inlines import plain_text
from generator.write.word.planned import Field, Item, Para, Plan
from generator.write.word.xml.complex_field import set_section


def set_running_sections(plan: Plan) -> Plan:
    """Begin the headings of level 1 with a field that shows nothing and sets the section."""
    return replace(plan, items=tuple(_set(item) for item in plan.items))


def _set(item: Item) -> Item:
    if not isinstance(item, Para) or item.outline_level != 1:
        return item
    heading = " ".join(plain_text(item.pieces).split())
    return replace(item, pieces=(Field(set_section(heading), ""), *item.pieces))
