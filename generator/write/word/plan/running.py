"""A plan -> the same with what a running header reads: each heading of level 1 says which section begins."""

from msgspec.structs import replace

from generator.write.word.plan.inlines import plain_text
from generator.write.word.planned import Field, Item, Para, Plan, TableOfContents
from generator.write.word.xml.complex_field import set_section


def set_running_sections(plan: Plan) -> Plan:
    """Begin the contents and the headings of level 1 with a field that shows nothing and sets the section."""
    return replace(plan, items=tuple(_set(item) for item in plan.items))


def _set(item: Item) -> Item:
    match item:
        case Para(outline_level=1):
            return _begin(item)
        case TableOfContents(paragraphs=(title, *entries)):
            return replace(item, paragraphs=(_begin(title), *entries))
        case _:
            return item


def _begin(heading: Para) -> Para:
    text = " ".join(plain_text(heading.pieces).split())
    return replace(heading, pieces=(Field(set_section(text), ""), *heading.pieces))
