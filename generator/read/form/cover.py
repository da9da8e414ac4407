"""The form of the figure on a deck's cover, of datasets and audiences: an id, or what it shows there."""

from generator.errors import Problem
from generator.read.form.field_types import Date, Id, Words, reference
from generator.read.form.validate import FieldType, Form, field, validate
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode


class CoverForm(Form):
    """The figure on the cover of a deck, and what it shows there; an `id` alone shows all of the figure."""

    figure = field(Id, "The `id` of a figure.", examples=["timeline"])
    lanes = field(Words, "Ids of the lanes of a timeline that are shown.", default=[], examples=[["tolls"]])
    start = field(Date, "Where it starts.", default=None, key="from", examples=["2018-01"])
    end = field(Date, "Where it ends.", default=None, key="to", examples=["2018-12"])


def _read_cover(node: Node, key: str, problems: list[Problem]) -> CoverForm:
    if isinstance(node, ScalarNode):
        node = MappingNode({"figure": node}, node.place, {"figure": node.place})
    return validate(CoverForm, node, problems)


CoverField = FieldType(_read_cover, {"anyOf": [{"type": "string"}, reference(CoverForm)]}, forms=(CoverForm,))
