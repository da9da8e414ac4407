"""The form of a dataset's `editions`: the versions of it that went out, and the one at hand."""

from generator.read.form.field_types import Date, Day, Id, Text, Words
from generator.read.form.markings import marking_field
from generator.read.form.validate import Form, field
from generator.read.syntax.nodes import EMPTY


class VersionForm(Form):
    """One edition: what changed in it, and who cleared it."""

    date = field(Date, "Its `as_of`.", examples=["2021-06-30"])
    id = field(Id, "Its name in this file.", default=EMPTY, examples=["second"])
    edition = field(Text, "What it is called.", default=EMPTY, examples=["Second edition"])
    changes = field(Text, "What is new in it.", default=EMPTY, examples=["The third rise of the toll"])
    cleared_by = field(Text, "Who released it.", default=EMPTY, examples=["Harbour board"])
    audiences = field(Words, "The only audiences that may read of it; all if left out.", default=[])
    not_before = field(Day, "Left out of packs whose `as_of` is earlier.", default=None)
    marking = marking_field()
