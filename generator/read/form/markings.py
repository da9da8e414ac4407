"""The forms of a dataset's markings, and the field by which its parts carry one."""

from msgspec.structs import replace

from generator.errors import Problem
from generator.read.form.field_types import PlainText, Word, forms_of, items_of, matching, reference
from generator.read.form.validate import Field, Form, field
from generator.read.syntax.nodes import EMPTY, MappingNode, Node, ScalarNode, SequenceNode

MarkingId = matching(
    r"[A-Z0-9][A-Za-z0-9/:. -]{0,29}",
    "marking",
    "start with a capital letter and use letters, digits and `/ : . -`, at most 30: `CUI`",
)


class MarkingForm(Form):
    """How far what carries it may go."""

    id = field(MarkingId, "As paragraphs print it, in brackets.", examples=["CUI"])
    title = field(PlainText, "As headers print it; `id` if left out.", default=EMPTY, examples=["Controlled"])


def _list(node: Node, key: str, problems: list[Problem]) -> SequenceNode:
    """Return the markings of a list, in which an id alone is one without a title."""
    items = items_of(node, key, problems)
    mappings = (
        MappingNode({"id": item}, item.place, {"id": item.place}) if isinstance(item, ScalarNode) else item
        for item in items
    )
    return SequenceNode([*mappings], items.place)


_ITEM = {"anyOf": [{"type": "string"}, reference(MarkingForm)]}
Markings = replace(forms_of(MarkingForm, _list), schema={"type": "array", "items": _ITEM})


def marking_field(of: str = "") -> Field[ScalarNode]:
    """Return the field of what carries a marking."""
    about = f"One of `markings`{of}; the lowest if left out."
    return field(Word, about, default=EMPTY, examples=["CUI"])
