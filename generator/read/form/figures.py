"""The forms of figures in dataset.yaml, one a kind: their fields, what each is for, and an example of each."""

from generator.model.figure import DRAWN_AS, LABELS, LOOKS, MARKS, PERIODS
from generator.read.form.dataset import TitledForm
from generator.read.form.field_types import (
    NO_VALUES,
    Date,
    DrawnText,
    DrawnWords,
    Id,
    Integer,
    RemarkText,
    Select,
    Text,
    Word,
    Words,
    by_name,
    form_of,
    forms_of,
    one_of,
)
from generator.read.form.validate import FieldType, Form, field
from generator.read.syntax.nodes import EMPTY, ScalarNode


class StackForm(Form):
    """How columns are divided into segments."""

    by = field(Word, "A column of events.csv.", examples=["range"])
    order = field(DrawnWords, "Its values, from the bottom up.", examples=[["short", "long"]])
    titles = field(DrawnWords, "The legend's text for each value of `order`.", default=[], examples=[["Short", "Long"]])


class RowForm(Form):
    """A row within a lane."""

    title = field(DrawnText, "The row's label.", examples=["Tankers"])
    select = field(Select, "The events of the lane that the row shows.", examples=[{"tags": "tanker"}])
    mark = field(one_of(MARKS), "The shape of its marks; the lane's if left out.", default=EMPTY)
    color = field(Integer, "Its number in the chart palette of brand.yaml.", default=None)
    label = field(one_of(LABELS), "The text next to a mark; the lane's if left out.", default=EMPTY)


class LaneRecordForm(Form):
    """The time of which the events of a lane are complete."""

    start = field(Date, "From when on.", default=None, key="from", examples=["1958"])
    end = field(Date, "Until when.", default=None, key="until", examples=["2020"])


class SumFormsForm(Form):
    """How a lane's sum is said, with `{number}` for its digits."""

    none = field(DrawnText, "Of nothing.", default=EMPTY, examples=["no rise"])
    one = field(DrawnText, "Of one.", default=EMPTY, examples=["one rise"])
    two = field(DrawnText, "Of two, in languages with such a form.", default=EMPTY)
    few = field(DrawnText, "Of a few, in languages with such a form.", default=EMPTY)
    many = field(DrawnText, "Of many, in languages with such a form.", default=EMPTY)
    other = field(DrawnText, "Of any other number.", examples=["{number} rises"])


class MarkLookForm(Form):
    """How the marks of some outcomes look."""

    values = field(DrawnWords, "The values of the column.", examples=[["failure"]])
    draw = field(one_of(LOOKS), "What the marks look like.", examples=["crossed"])
    title = field(RemarkText, "What that means, for readers: at most 60 characters.", examples=["failed"])


class OutcomeForm(Form):
    """The column that tells how marks look."""

    by = field(Word, "A column of events.csv.", examples=["outcome"])
    looks = field(
        forms_of(MarkLookForm),
        "Its values; any other is filled.",
        examples=[[{"values": ["failure"], "draw": "crossed", "title": "failed"}]],
    )


class PhaseForm(Form):
    """A part of a timeline with a name."""

    title = field(RemarkText, "Its name: at most 60 characters.", examples=["Rising tolls"])
    start = field(Date, "When it begins.", key="from", examples=["2020"])
    end = field(Date, "When it ends; with the figure if left out.", default=None, key="to")
    sums = field(Words, "Ids of the lanes whose sums it says; all with a `sum` if left out.", default=[])


class AnyLaneForm(Form):
    """The fields that all lanes share."""

    id = field(Id, "Its name in this figure.", examples=["tolls"])
    title = field(DrawnText, "The lane's label.", examples=["Tolls"])
    none = field(
        DrawnText, "Printed in a gap without events; dates are added.", default=EMPTY, examples=["No new toll"]
    )
    record = field(
        form_of(LaneRecordForm), "The time of which its events are complete: `none` asserts it.", default=None
    )
    rows = field(forms_of(RowForm), "Rows within the lane, from the top.", default=[])
    mark = field(one_of(MARKS), "The shape of its marks.", default=ScalarNode("circle"))
    color = field(Integer, "Its number in the chart palette of brand.yaml.", default=None)
    label = field(one_of(LABELS), "The text next to a mark.", default=ScalarNode("label"))
    draw = field(one_of(DRAWN_AS), "One mark an event, or one column a period.", default=ScalarNode("marks"))
    per = field(one_of(PERIODS), "The period of one column; the shortest that has room if left out.", default=EMPTY)
    value = field(Word, "The column of events.csv that is added up; events are counted if left out.", default=EMPTY)
    stack = field(form_of(StackForm), "How the columns are divided into segments.", default=None)
    sum = field(form_of(SumFormsForm), "How phases say its sum.", default=None)
    outcome = field(form_of(OutcomeForm), "Which marks are hollow or crossed.", default=None)


class LaneForm(AnyLaneForm):
    """A lane of a timeline."""

    select = field(Select, "The events that it shows.", examples=[{"kind": "toll"}])


class FocusForm(Form):
    start = field(Date, "Where the enlarged panel starts.", key="from", examples=["2018-01"])


class RemarkForm(Form):
    """A few words on one period or moment."""

    at = field(Date, "The period or moment.", examples=["2016"])
    text = field(RemarkText, "The words: at most 60 characters.", examples=["Most since records began"])


class FigureForm(TitledForm):
    """The fields that all figures share; its `kind` chooses the form."""

    kind = field(Word, examples=["columns"])
    id = field(Id, "Its name; templates print it as `figure:` and this name.", examples=["timeline"])
    caption = field(Text, "Printed below the figure; `title` if left out.", default=EMPTY)
    note = field(Text, "What a reader should know about the data.", default=EMPTY)
    sources = field(Words, "What it is based on, as for statements.", default=[], examples=[["port"]])
    start = field(Date, "Where it starts; at the first event if left out.", default=None, key="from")
    end = field(Date, "Where it ends; at `as_of` if left out.", default=None, key="to")
    highlight = field(Select, "The events in the accent colour.", default=None, examples=[{"from": "2019-05"}])
    remarks = field(forms_of(RemarkForm), "One or two remarks.", default=[])


def _kind(name: str) -> FieldType[ScalarNode]:
    """The field by which the form was chosen."""
    return FieldType(Word.read, {"const": name, "type": "string"})


class TimelineForm(FigureForm):
    kind = field(_kind("timeline"))
    focus = field(form_of(FocusForm), "A second, enlarged panel.", default=None)
    phases = field(forms_of(PhaseForm), "Its parts, in order, each with what it adds up to.", default=[])
    lanes = field(
        forms_of(LaneForm),
        "The lanes, from the top.",
        examples=[[{"id": "tolls", "title": "Tolls", "select": {"kind": "toll"}}]],
    )


class StripForm(AnyLaneForm):
    """A lane of strips."""

    select = field(Select, "The events that it shows; those tagged with its `id` if left out.", default=None)


class StripsForm(FigureForm):
    kind = field(_kind("strips"))
    lanes = field(
        forms_of(StripForm),
        "Two to five lanes, from the top.",
        examples=[[{"id": "tolls", "title": "Tolls"}, {"id": "spills", "title": "Spills"}]],
    )


class ColumnsForm(FigureForm):
    kind = field(_kind("columns"))
    select = field(Select, "The events that it counts.", examples=[{"kind": "toll"}])
    per = field(one_of(PERIODS), "The period of one column.", default=ScalarNode("year"))
    value = field(Word, "The column of events.csv that is added up; events are counted if left out.", default=EMPTY)
    unit = field(
        DrawnText,
        "What is counted: the axis title of an editable chart; `title` if left out.",
        default=EMPTY,
        examples=["Calls"],
    )
    stack = field(form_of(StackForm), "How the columns are divided into segments.", default=None)


class RankingForm(FigureForm):
    kind = field(_kind("ranking"))
    select = field(Select, "The events that it counts.", examples=[{"kind": "toll"}])
    by = field(Word, "The column of events.csv whose values have a bar each.", examples=["place"])
    titles = field(by_name(RemarkText), "The name of a value, for readers.", default=NO_VALUES)
    value = field(Word, "The column of events.csv that is added up; events are counted if left out.", default=EMPTY)
    unit = field(DrawnText, "What is counted; `title` if left out.", default=EMPTY, examples=["Calls"])
    most = field(Integer, "How many bars at most, up to 30; the rest becomes one more.", default=None, examples=[10])
