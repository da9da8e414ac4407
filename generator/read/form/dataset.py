"""dataset.yaml as its author fills it in: the fields, what each is for, and an example of each.

The JSON schema for editors and the help in problems are made from these; data/README.md tells the same at length.
"""

from collections.abc import Mapping

from generator import plugins
from generator.errors import Place, Problem, suggest
from generator.model.dataset import IMPORTANCES, STATUSES
from generator.model.figure import LABELS, MARKS, PERIODS
from generator.read.form.field_types import (
    Day,
    Id,
    Language,
    Named,
    Select,
    Text,
    When,
    Whole,
    Word,
    Words,
    form_of,
    forms_of,
    listed,
    one_of,
    reference,
)
from generator.read.form.validate import Form, Value, field, filled
from generator.read.syntax.positions import Located, Mapped, Typed

EMPTY = Typed("", Place(""))


class ClaimForm(Form):
    """Words that the events must bear out."""

    says = field(
        Text,
        "The words under test: whole words that stand in a wording of the same statement.",
        examples=["four rises"],
    )
    count = field(Select, "Which events are counted.", default=None, examples=[{"kind": "toll"}])
    sum = field(Select, "Of which events the column `count` is added up.", default=None)
    first = field(Select, "Of which events the earliest date is meant.", default=None)
    last = field(Select, "Of which events the latest date is meant.", default=None)
    is_ = field(Word, "The number, or the date, that must come out.", written="is", examples=[4])


class PositionForm(Form):
    """What one party holds on a question."""

    holder = field(Text, "Who holds it.", examples=["Ship owners"])
    text = field(Text, "What is held.", examples=["The toll should follow the draught."])


class RecordForm(Form):
    """What statements and questions share."""

    id = field(Id, "Its name in this file; stays when the text changes.", examples=["toll-rise"])
    text = field(Text, "The full wording: one paragraph, about 350 characters.", examples=["Tolls rose in May."])
    short = field(Text, "The wording for a slide, about 110 characters. Without it, `text` is used.", default=EMPTY)
    status = field(
        one_of(STATUSES), "How far it has been achieved; leave it out where the question does not arise.", default=EMPTY
    )
    assessed = field(one_of(("source", "ours")), "Whose verdict `status` is: the source's, or ours.", default=EMPTY)
    importance = field(
        one_of(IMPORTANCES),
        "What goes first where space is short: low before normal before high.",
        default=Typed("normal", EMPTY.place),
    )
    date = field(When, "When it came about, as precisely as known.", default=None, examples=["2019-05"])
    tags = field(Words, "Words of your own, by which audiences can select.", default=[], examples=[["tolls"]])
    sources = field(
        Words,
        "Ids of sources.yaml, each with a place in it where you like.",
        default=[],
        examples=[["port", "audit, p. 2"]],
    )
    claims = field(forms_of(ClaimForm), "Words of it that the events must bear out.", default=[])
    audiences = field(Words, "The only audiences that may read it; without it, all.", default=[])
    not_before = field(Day, "Left out of packs with an as-of date before this day.", default=None)
    positions = field(forms_of(PositionForm), "Who holds what on it.", default=[])


class StatementForm(RecordForm):
    """One sourced statement."""

    headline = field(Text, "Two or three words that name it.", examples=["Tolls up"])


class QuestionForm(RecordForm):
    """One open question."""

    question = field(Text, "The question.", examples=["Will the toll rise again?"])


class TitledForm(Form):
    """What every part of the pack has."""

    title = field(Text, "A few words.", examples=["Open questions"])
    takeaway = field(
        Text, "A sentence that a slide can carry as its title.", examples=["Tolls rose, and traffic did not fall"]
    )


class SectionForm(TitledForm):
    intro = field(Text, "A paragraph before the statements.", default=EMPTY)
    statements = field(forms_of(StatementForm), "The statements, in order.", default=[])


class QuestionsForm(TitledForm):
    intro = field(Text, "A paragraph before the questions.", default=EMPTY)
    questions = field(forms_of(QuestionForm), "The questions, in order.", default=[])


class GroupForm(TitledForm):
    """Developments of one field."""

    id = field(Id, "Its name in this file.", examples=["tolls"])
    why_it_matters = field(Text, "Shown beside the statements.", default=EMPTY)
    statements = field(forms_of(StatementForm), "The statements, in order.", default=[])


class DevelopmentsForm(TitledForm):
    intro = field(Text, "A paragraph before the groups.", default=EMPTY)
    groups = field(forms_of(GroupForm), "Fields of development, in order.", default=[])


class ScorecardForm(TitledForm):
    intro = field(Text, "A paragraph before the scorecard.", default=EMPTY)
    statements = field(Words, "Ids of statements that have a `status`, in order.", default=[])


class StackForm(Form):
    """How columns are divided."""

    by = field(Word, "A column of events.csv.", examples=["range"])
    order = field(Words, "Its values, from the bottom up.", examples=[["short", "long"]])
    titles = field(Words, "What a reader sees for each of `order`.", default=[], examples=[["Short", "Long"]])


class RowForm(Form):
    """A line within a lane."""

    title = field(Text, "What stands beside it.", examples=["Tankers"])
    select = field(Select, "Which events of the lane stand in it.", examples=[{"tags": "tanker"}])
    mark = field(one_of(MARKS), "The shape of its marks; the lane's, if none.", default=EMPTY)
    color = field(Whole, "Its number in the chart palette of brand.yaml.", default=None)


class LaneForm(Form):
    """One kind of event on the timeline."""

    id = field(Id, "Its name in this figure.", examples=["tolls"])
    title = field(Text, "What stands beside it.", examples=["Tolls"])
    none = field(Text, "Said where the lane is silent; dates are added.", default=EMPTY, examples=["No new toll"])
    select = field(Select, "Which events stand in it.", examples=[{"kind": "toll"}])
    rows = field(forms_of(RowForm), "Lines within the lane, from the top.", default=[])
    mark = field(one_of(MARKS), "The shape of its marks.", default=Typed("circle", EMPTY.place))
    color = field(Whole, "Its number in the chart palette of brand.yaml.", default=None)
    label = field(one_of(LABELS), "What is written at a mark.", default=Typed("label", EMPTY.place))
    draw = field(
        one_of(("marks", "columns")),
        "One mark an event, or columns for each period.",
        default=Typed("marks", EMPTY.place),
    )
    value = field(Word, "The column of events.csv that is added up; without it, events are counted.", default=EMPTY)
    stack = field(form_of(StackForm), "How the columns are divided.", default=None)


class FocusForm(Form):
    from_ = field(When, "Where the second, enlarged panel begins.", written="from", examples=["2018-01"])


class FigureForm(TitledForm):
    """What all figures have."""

    id = field(Id, "Its name: templates show it as `figure:` and this.", examples=["timeline"])
    caption = field(Text, "Stands under the figure; without it, `title`.", default=EMPTY)
    note = field(Text, "What a reader should know about the data.", default=EMPTY)
    sources = field(Words, "What it rests on, as for statements.", default=[], examples=[["port"]])
    from_ = field(When, "Where it begins; without it, at the first event.", default=None, written="from")
    to = field(When, "Where it ends; without it, at the as-of date.", default=None)


def _kind(name: str) -> Value[Typed]:
    """The kind of a figure, by which its form is chosen."""
    return Value(Word.read, {"const": name, "type": "string"})


class TimelineForm(FigureForm):
    kind = field(_kind("timeline"))
    focus = field(form_of(FocusForm), "A second panel with its own scale.", default=None)
    lanes = field(
        forms_of(LaneForm),
        "From top to bottom.",
        examples=[[{"id": "tolls", "title": "Tolls", "select": {"kind": "toll"}}]],
    )


class ColumnsForm(FigureForm):
    kind = field(_kind("columns"))
    select = field(Select, "Which events are counted.", examples=[{"kind": "toll"}])
    per = field(one_of(PERIODS), "One column for each.", default=Typed("year", EMPTY.place))
    value = field(Word, "The column of events.csv that is added up; without it, events are counted.", default=EMPTY)
    unit = field(Text, "What is counted: stands at the axis of an editable chart.", default=EMPTY, examples=["Calls"])
    stack = field(form_of(StackForm), "How the columns are divided.", default=None)
    # the kind of figure of an installed package, which is described like columns, and drawn otherwise
    drawn_as = field(Value(Word.read, {}), default=EMPTY)


FIGURES: Mapping[str, type[TimelineForm | ColumnsForm]] = {"timeline": TimelineForm, "columns": ColumnsForm}


def _figures(value: Located, name: str, found: list[Problem]) -> list[TimelineForm | ColumnsForm]:
    """Return the figures of a kind that is known; the others are problems."""
    figures = []
    for each in listed(value, name, found):
        kind = each.get("kind") if isinstance(each, Mapped) else None
        if isinstance(kind, Typed) and kind in FIGURES:
            figures.append(filled(FIGURES[kind], each, found))
        elif isinstance(kind, Typed) and isinstance(each, Mapped) and kind in plugins.names(plugins.FIGURES):
            settings = {**each, "kind": Typed("columns", kind.place), "drawn_as": kind}
            as_columns = Mapped(settings, each.place, {**each.places, "drawn_as": kind.place})
            figures.append(filled(ColumnsForm, as_columns, found))
        elif isinstance(kind, Typed):
            kinds = [*FIGURES, *plugins.names(plugins.FIGURES)]
            found.append(Problem(kind.place, f"`{kind}` is no kind of figure", suggest(kind, kinds)))
        else:
            remedy = "one of " + ", ".join(f"`kind: {name}`" for name in FIGURES)
            found.append(Problem(each.place, "a figure needs a `kind`", remedy))
    return figures


_Figures = Value(
    _figures,
    {"type": "array", "items": {"oneOf": [reference(form) for form in FIGURES.values()]}},
    forms=tuple(FIGURES.values()),
)


class DatasetForm(Form):
    """A dataset for briefing packs: sections of sourced statements, and figures of dated events."""

    title = field(Text, "The title of the pack.", examples=["Harbour tolls: a year on"])
    topic = field(Text, "One or two words, for the line above the title.", default=EMPTY, examples=["Harbour"])
    prepared_by = field(Text, "Who made it.", default=EMPTY, examples=["Ports desk"])
    as_of = field(Day, "What is later is left out of the pack.", examples=["2019-08-05"])
    language = field(Language, "The language of all its texts (BCP 47).", examples=["en-US"])
    key_messages = field(form_of(SectionForm), "What a reader in a hurry must know.", default=None)
    scorecard = field(form_of(ScorecardForm), "What has been achieved, partly achieved, or not.", default=None)
    overview = field(form_of(SectionForm), "Where things stand.", default=None)
    developments = field(form_of(DevelopmentsForm), "What has happened, by field.", default=None)
    open_questions = field(form_of(QuestionsForm), "What is not known or not decided.", default=None)
    figures = field(_Figures, "Charts of the events.", default=[])
    kinds = field(Named, "What readers call each `kind` of events.csv.", default=None, examples=[{"toll": "New toll"}])
    fields = field(Named, "Further texts, by name, for templates of your own.", default=None)
