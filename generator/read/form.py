"""dataset.yaml as its author fills it in: the fields, what each is for, and an example of each.

The JSON schema for editors and the help in problems are made from these; data/README.md tells the same at length.
"""

from typing import Annotated, Literal

from generator import plugins
from generator.errors import Problem, choose
from generator.model.dataset import IMPORTANCES, STATUSES
from generator.model.figure import LABELS, MARKS, PERIODS
from generator.read.located import Listed, Located, Mapped, Typed
from generator.read.validate import BeforeValidator, Field, Form, SkipJsonSchema, ValidationInfo, problems_of
from generator.read.values import Day, Id, Language, Named, Select, Text, When, Whole, Word, Words, forms, one_of

EMPTY = Typed("", Form.model_fields["place"].default)
_AsList = BeforeValidator(forms)


class ClaimForm(Form):
    """Words that the events must bear out."""

    says: Text = Field(
        description="The words under test: whole words that stand in a wording of the same statement.",
        examples=["four rises"],
    )
    count: Select | None = Field(None, description="Which events are counted.", examples=[{"kind": "toll"}])
    sum: Select | None = Field(None, description="Of which events the column `count` is added up.")
    first: Select | None = Field(None, description="Of which events the earliest date is meant.")
    last: Select | None = Field(None, description="Of which events the latest date is meant.")
    is_: Word = Field(alias="is", description="The number, or the date, that must come out.", examples=[4])


class PositionForm(Form):
    """What one party holds on a question."""

    holder: Text = Field(description="Who holds it.", examples=["Ship owners"])
    text: Text = Field(description="What is held.", examples=["The toll should follow the draught."])


class RecordForm(Form):
    """What statements and questions share."""

    id: Id = Field(description="Its name in this file; stays when the text changes.", examples=["toll-rise"])
    text: Text = Field(
        description="The full wording: one paragraph, about 350 characters.", examples=["Tolls rose in May."]
    )
    short: Text = Field(EMPTY, description="The wording for a slide, about 110 characters. Without it, `text` is used.")
    status: Annotated[Typed, *one_of(STATUSES)] = Field(
        EMPTY, description="How far it has been achieved; leave it out where the question does not arise."
    )
    assessed: Annotated[Typed, *one_of(("source", "ours"))] = Field(
        EMPTY, description="Whose verdict `status` is: the source's, or ours."
    )
    importance: Annotated[Typed, *one_of(IMPORTANCES)] = Field(
        Typed("normal", EMPTY.place), description="What goes first where space is short: low before normal before high."
    )
    date: When = Field(None, description="When it came about, as precisely as known.", examples=["2019-05"])
    tags: Words = Field([], description="Words of your own, by which audiences can select.", examples=[["tolls"]])
    sources: Words = Field(
        [],
        description="Ids of sources.yaml, each with a place in it where you like.",
        examples=[["port", "audit, p. 2"]],
    )
    claims: Annotated[list[ClaimForm], _AsList] = Field([], description="Words of it that the events must bear out.")
    audiences: Words = Field([], description="The only audiences that may read it; without it, all.")
    not_before: Day = Field(None, description="Left out of packs with an as-of date before this day.")
    positions: Annotated[list[PositionForm], _AsList] = Field([], description="Who holds what on it.")


class StatementForm(RecordForm):
    """One sourced statement."""

    headline: Text = Field(description="Two or three words that name it.", examples=["Tolls up"])


class QuestionForm(RecordForm):
    """One open question."""

    question: Text = Field(description="The question.", examples=["Will the toll rise again?"])


class TitledForm(Form):
    """What every part of the pack has."""

    title: Text = Field(description="A few words.", examples=["Open questions"])
    takeaway: Text = Field(
        description="A sentence that a slide can carry as its title.", examples=["Tolls rose, and traffic did not fall"]
    )


class SectionForm(TitledForm):
    intro: Text = Field(EMPTY, description="A paragraph before the statements.")
    statements: Annotated[list[StatementForm], _AsList] = Field([], description="The statements, in order.")


class QuestionsForm(TitledForm):
    intro: Text = Field(EMPTY, description="A paragraph before the questions.")
    questions: Annotated[list[QuestionForm], _AsList] = Field([], description="The questions, in order.")


class GroupForm(TitledForm):
    """Developments of one field."""

    id: Id = Field(description="Its name in this file.", examples=["tolls"])
    why_it_matters: Text = Field(EMPTY, description="Shown beside the statements.")
    statements: Annotated[list[StatementForm], _AsList] = Field([], description="The statements, in order.")


class DevelopmentsForm(TitledForm):
    intro: Text = Field(EMPTY, description="A paragraph before the groups.")
    groups: Annotated[list[GroupForm], _AsList] = Field([], description="Fields of development, in order.")


class ScorecardForm(TitledForm):
    intro: Text = Field(EMPTY, description="A paragraph before the scorecard.")
    statements: Words = Field([], description="Ids of statements that have a `status`, in order.")


class StackForm(Form):
    """How columns are divided."""

    by: Word = Field(description="A column of events.csv.", examples=["range"])
    order: Words = Field(description="Its values, from the bottom up.", examples=[["short", "long"]])
    titles: Words = Field([], description="What a reader sees for each of `order`.", examples=[["Short", "Long"]])


class RowForm(Form):
    """A line within a lane."""

    title: Text = Field(description="What stands beside it.", examples=["Tankers"])
    select: Select = Field(description="Which events of the lane stand in it.", examples=[{"tags": "tanker"}])
    mark: Annotated[Typed, *one_of(MARKS)] = Field(EMPTY, description="The shape of its marks; the lane's, if none.")
    color: Whole = Field(None, description="Its number in the chart palette of brand.yaml.")


class LaneForm(Form):
    """One kind of event on the timeline."""

    id: Id = Field(description="Its name in this figure.", examples=["tolls"])
    title: Text = Field(description="What stands beside it.", examples=["Tolls"])
    none: Text = Field(EMPTY, description="Said where the lane is silent; dates are added.", examples=["No new toll"])
    select: Select = Field(description="Which events stand in it.", examples=[{"kind": "toll"}])
    rows: Annotated[list[RowForm], _AsList] = Field([], description="Lines within the lane, from the top.")
    mark: Annotated[Typed, *one_of(MARKS)] = Field(Typed("circle", EMPTY.place), description="The shape of its marks.")
    color: Whole = Field(None, description="Its number in the chart palette of brand.yaml.")
    label: Annotated[Typed, *one_of(LABELS)] = Field(
        Typed("label", EMPTY.place), description="What is written at a mark."
    )
    draw: Annotated[Typed, *one_of(("marks", "columns"))] = Field(
        Typed("marks", EMPTY.place), description="One mark an event, or columns for each period."
    )
    value: Word = Field(EMPTY, description="The column of events.csv that is added up; without it, events are counted.")
    stack: StackForm | None = Field(None, description="How the columns are divided.")


class FocusForm(Form):
    from_: When = Field(alias="from", description="Where the second, enlarged panel begins.", examples=["2018-01"])


class FigureForm(TitledForm):
    """What all figures have."""

    id: Id = Field(description="Its name: templates show it as `figure:` and this.", examples=["timeline"])
    caption: Text = Field(EMPTY, description="Stands under the figure; without it, `title`.")
    note: Text = Field(EMPTY, description="What a reader should know about the data.")
    sources: Words = Field([], description="What it rests on, as for statements.", examples=[["port"]])
    from_: When = Field(None, alias="from", description="Where it begins; without it, at the first event.")
    to: When = Field(None, description="Where it ends; without it, at the as-of date.")


class TimelineForm(FigureForm):
    kind: Literal["timeline"]
    focus: FocusForm | None = Field(None, description="A second panel with its own scale.")
    lanes: Annotated[list[LaneForm], _AsList] = Field(
        description="From top to bottom.", examples=[[{"id": "tolls", "title": "Tolls", "select": {"kind": "toll"}}]]
    )


class ColumnsForm(FigureForm):
    kind: Literal["columns"]
    select: Select = Field(description="Which events are counted.", examples=[{"kind": "toll"}])
    per: Annotated[Typed, *one_of(PERIODS)] = Field(Typed("year", EMPTY.place), description="One column for each.")
    value: Word = Field(EMPTY, description="The column of events.csv that is added up; without it, events are counted.")
    unit: Text = Field(
        EMPTY, description="What is counted: stands at the axis of an editable chart.", examples=["Calls"]
    )
    stack: StackForm | None = Field(None, description="How the columns are divided.")
    # the kind of figure of an installed package, which is described like columns, and drawn otherwise
    drawn_as: SkipJsonSchema[Word] = Field(EMPTY)


FIGURES = {"timeline": TimelineForm, "columns": ColumnsForm}


def _known_figures(value: Located, info: ValidationInfo) -> Listed:
    """Return the figures of a kind that is known; the others are problems."""
    known = Listed([], value.place)
    for each in forms(value, info):
        kind = each.get("kind") if isinstance(each, Mapped) else None
        if isinstance(kind, Typed) and kind in FIGURES:
            known.append(each)
        elif isinstance(kind, Typed) and isinstance(each, Mapped) and kind in plugins.names(plugins.FIGURES):
            settings = {**each, "kind": Typed("columns", kind.place), "drawn_as": kind}
            known.append(Mapped(settings, each.place, {**each.places, "drawn_as": kind.place}))
        elif isinstance(kind, Typed):
            kinds = [*FIGURES, *plugins.names(plugins.FIGURES)]
            problems_of(info).append(Problem(kind.place, f"`{kind}` is no kind of figure", choose(kind, kinds)))
        else:
            remedy = "one of " + ", ".join(f"`kind: {name}`" for name in FIGURES)
            problems_of(info).append(Problem(each.place, "a figure needs a `kind`", remedy))
    return known


class DatasetForm(Form):
    """A dataset for briefing packs: sections of sourced statements, and figures of dated events."""

    title: Text = Field(description="The title of the pack.", examples=["Harbour tolls: a year on"])
    topic: Text = Field(EMPTY, description="One or two words, for the line above the title.", examples=["Harbour"])
    prepared_by: Text = Field(EMPTY, description="Who made it.", examples=["Ports desk"])
    as_of: Day = Field(description="What is later is left out of the pack.", examples=["2019-08-05"])
    language: Language = Field(description="The language of all its texts (BCP 47).", examples=["en-US"])
    key_messages: SectionForm | None = Field(None, description="What a reader in a hurry must know.")
    scorecard: ScorecardForm | None = Field(None, description="What has been achieved, partly achieved, or not.")
    overview: SectionForm | None = Field(None, description="Where things stand.")
    developments: DevelopmentsForm | None = Field(None, description="What has happened, by field.")
    open_questions: QuestionsForm | None = Field(None, description="What is not known or not decided.")
    figures: Annotated[
        list[Annotated[TimelineForm | ColumnsForm, Field(discriminator="kind")]], BeforeValidator(_known_figures)
    ] = Field([], description="Charts of the events.")
    kinds: Named | None = Field(
        None, description="What readers call each `kind` of events.csv.", examples=[{"toll": "New toll"}]
    )
    fields: Named | None = Field(None, description="Further texts, by name, for templates of your own.")
