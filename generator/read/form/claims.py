"""The forms of measures and claims: what events come to, and words that they must support."""

from typing import ClassVar

from generator.model.selection import MEASURES
from generator.read.form.field_types import Select, Text, Word
from generator.read.form.validate import Form, field


class MeasureForm(Form):
    """What events come to: one of the first four fields."""

    measures: ClassVar[tuple[str, ...]] = MEASURES
    count = field(Select, "The events that are counted.", default=None, examples=[{"kind": "toll"}])
    sum = field(Select, "The events whose `count` is added up.", default=None)
    first = field(Select, "The events whose earliest date is meant.", default=None)
    last = field(Select, "The events whose latest date is meant.", default=None)


class ClaimForm(MeasureForm):
    """Words that the events must support."""

    says = field(Text, "The words: whole words of one of the texts beside it.", examples=["four rises"])
    is_ = field(Word, "The expected number or date.", key="is", examples=[4])
