"""The form of dataset.yaml: its fields, what each is for, and an example of each.

The JSON schema and the help in problems come from here; data/README.md describes the same fields at length.
"""

from typing import ClassVar

from generator.model.dataset import ASSESSORS, IMPORTANCES, MOST_SHORT_TITLE, STATUSES
from generator.model.selection import MEASURES_OF_NUMBERS, SINCE_UNITS
from generator.read.form.claims import ClaimForm, MeasureForm
from generator.read.form.cover import CoverField
from generator.read.form.field_types import (
    NAME,
    NO_VALUES,
    Date,
    Day,
    EventOrSelect,
    Id,
    Language,
    ListedText,
    PlainText,
    Select,
    Selects,
    Text,
    Word,
    Words,
    by_name,
    form_of,
    forms_of,
    items_of,
    one_of,
    text_within,
)
from generator.read.form.markings import Markings, marking_field
from generator.read.form.validate import FieldType, Form, field
from generator.read.form.versions import VersionForm
from generator.read.syntax.nodes import EMPTY, ScalarNode, SequenceNode

MOST_LABEL, MOST_STATE = 80, 40  # characters


class PositionForm(Form):
    """What one party says on a question."""

    holder = field(Text, "Who says it.", examples=["Ship owners"])
    text = field(Text, "What they say.", examples=["The toll should follow the draught."])
    topic = field(Word, "The topic of `positions` in whose row or column it is.", default=EMPTY, examples=["tolls"])
    sources = field(Words, "What it adds to the question's sources.", default=[], examples=[["minutes"]])


class EvidenceForm(Form):
    """What bears a statement out: a number or an event, and a few words."""

    number = field(Id, "The `id` of a number; its value is printed before the words.", default=EMPTY)
    event = field(Word, "The `id` of an event; its date is printed after the words.", default=EMPTY)
    words = field(Text, "At most six words.", examples=["rises since 2020"])
    marking = marking_field()


class RecordForm(Form):
    """The fields that statements and questions share."""

    id = field(Id, "Its name in this file; keep it when the text changes.", examples=["toll-rise"])
    text = field(Text, "The full wording: one paragraph, about 350 characters.", examples=["Tolls rose in May."])
    short = field(Text, "The wording for slides, about 110 characters; `text` if left out.", default=EMPTY)
    status = field(one_of(STATUSES), "How far it has been achieved, if that applies.", default=EMPTY)
    assessed = field(one_of(ASSESSORS), "Whose assessment `status` is.", default=EMPTY)
    importance = field(
        one_of(IMPORTANCES),
        "What is cut first where space is short: `low`, then `normal`.",
        default=ScalarNode("normal"),
    )
    date = field(Date, "When it happened, as precisely as known.", default=None, examples=["2019-05"])
    tags = field(Words, "Your own keywords, by which audiences can select.", default=[], examples=[["tolls"]])
    sources = field(
        Words, "Ids from sources.yaml, each with an optional locator.", default=[], examples=[["port", "audit, p. 2"]]
    )
    claims = field(forms_of(ClaimForm), "Words that the events must support.", default=[])
    audiences = field(Words, "The only audiences that may read it; all if left out.", default=[])
    not_before = field(Day, "Left out of packs whose `as_of` is earlier.", default=None)
    marking = marking_field()
    positions = field(forms_of(PositionForm), "Who says what on it.", default=[])
    label = field(
        text_within(MOST_LABEL),
        "The wording for small cells, at most 80 characters; `short` if left out.",
        default=EMPTY,
        examples=["Three rises, to €7"],
    )
    evidence = field(
        form_of(EvidenceForm),
        "What bears it out, at a glance.",
        default=None,
        examples=[{"number": "rises", "words": "rises since 2020"}],
    )


class StatementForm(RecordForm):
    """A statement with its sources."""

    headline = field(Text, "Two or three words that name it.", examples=["Tolls up"])


class QuestionForm(RecordForm):
    """An open question."""

    question = field(Text, "The question.", examples=["Will the toll rise again?"])
    state = field(
        text_within(MOST_STATE),
        "Where it stands, in at most 40 characters.",
        default=EMPTY,
        examples=["Postponed to 2022"],
    )
    latest = field(
        EventOrSelect,
        "The latest event on it: its `id`, or a select of events of which the last is meant.",
        default=None,
        examples=["t4", {"kind": "toll"}],
    )


class TitledForm(Form):
    """The fields that all parts of a pack share."""

    title = field(Text, "A few words.", examples=["Open questions"])
    takeaway = field(Text, "One sentence, used as a slide's title.", examples=["Tolls rose, and traffic did not fall"])
    claims = field(forms_of(ClaimForm), "Words of its texts that the events must support.", default=[])
    sources = field(
        Words, "The sources of all statements in it; each names only what it adds.", default=[], examples=[["audit"]]
    )
    marking = marking_field(", of its texts and at least of all in it")


class SectionForm(TitledForm):
    intro = field(Text, "A paragraph before the statements.", default=EMPTY)
    statements = field(forms_of(StatementForm), "The statements, in order.", default=[])


class QuestionsForm(TitledForm):
    intro = field(Text, "A paragraph before the questions.", default=EMPTY)
    statements = field(forms_of(QuestionForm), "The questions, in order.", default=[], key="questions")


class GroupForm(TitledForm):
    """Developments in one area."""

    id = field(Id, "Its name in this file.", examples=["tolls"])
    why_it_matters = field(Text, "Printed next to the statements.", default=EMPTY)
    figure = field(Word, "The id of a figure that is shown with the group.", default=EMPTY, examples=["toll-strips"])
    statements = field(forms_of(StatementForm), "The statements, in order.", default=[])


class DevelopmentsForm(TitledForm):
    intro = field(Text, "A paragraph before the groups.", default=EMPTY)
    groups = field(forms_of(GroupForm), "Groups of statements, in order.", default=[])


class TopicForm(Form):
    """What positions are about."""

    id = field(Id, "Its name in this file.", examples=["tolls"])
    title = field(Text, "One to three words.", examples=["Tolls"])


class CellForm(Form):
    """What one holder says on one topic; where nobody has said anything, there is none."""

    topic = field(Word, "The `id` of the topic.", examples=["tolls"])
    text = field(Text, "The full wording, about 350 characters.", examples=["The toll should follow the draught."])
    short = field(Text, "The wording for slides, about 110 characters; `text` if left out.", default=EMPTY)
    label = field(Text, "The wording where `short` is too long.", default=EMPTY, examples=["By draught"])
    tags = field(Words, "Your own keywords, by which an audience can leave it out.", default=[], examples=[["draft"]])
    sources = field(
        Words, "Ids from sources.yaml, each with an optional locator.", default=[], examples=[["port", "audit, p. 2"]]
    )
    claims = field(forms_of(ClaimForm), "Words that the events must support.", default=[])
    audiences = field(Words, "The only audiences that may read it; all if left out.", default=[])
    not_before = field(Day, "Left out of packs whose `as_of` is earlier.", default=None)
    marking = marking_field()


class HeldCellForm(CellForm):
    """A cell that is not under its holder."""

    holder = field(Word, "The `id` of the holder.", examples=["owners"])


class HolderForm(TopicForm):
    """Who holds positions, and which."""

    cells = field(forms_of(CellForm), "Its positions, one a topic.", default=[])


class PositionsForm(TitledForm):
    """Who says what on which topic."""

    intro = field(Text, "A paragraph before the table.", default=EMPTY)
    topics = field(forms_of(TopicForm), "What the positions are about, in order.", default=[])
    holders = field(forms_of(HolderForm), "Who holds them, in order, each with its cells.", default=[])
    cells = field(forms_of(HeldCellForm), "Cells that are not under their holder.", default=[])


class ScorecardForm(TitledForm):
    intro = field(Text, "A paragraph before the scorecard.", default=EMPTY)
    statements = field(Words, "Ids of statements that have a `status`, in order.", default=[])


class EarlierForm(MeasureForm):
    """What a number was before."""

    words = field(Text, "When that was, or what it counts.", examples=["in 2018 and 2019"])


class NumberForm(MeasureForm):
    """A value that is computed from the events: for key numbers, and for texts that print it as `{= id =}`."""

    measures: ClassVar[tuple[str, ...]] = MEASURES_OF_NUMBERS
    id = field(Id, "Its name in this file; texts print its value by it.", examples=["rises"])
    since = field(Select, "The events since the last of which the time is counted, up to `as_of`.", default=None)
    unit_of_since = field(one_of(SINCE_UNITS), "What `since` counts.", default=ScalarNode("months"), key="in")
    unit = field(
        Text,
        "The words beside it, for a key number; without them, only texts print it.",
        default=EMPTY,
        examples=["rises of the toll since 2020"],
    )
    before = field(form_of(EarlierForm), "What it was before.", default=None)
    is_ = field(Word, "The value that you expect: the build stops at another.", default=EMPTY, key="is", examples=[3])
    figure = field(Id, "The `id` of a figure that shows it.", default=EMPTY, examples=["timeline"])
    importance = field(one_of(IMPORTANCES), "What a limit leaves out first: `low`.", default=ScalarNode("normal"))
    sources = field(Words, "What it is based on, as for statements.", default=[], examples=[["audit"]])
    audiences = field(Words, "The only audiences that may read it; all if left out.", default=[])
    not_before = field(Day, "Left out of packs whose `as_of` is earlier.", default=None)
    marking = marking_field()


class NumbersForm(TitledForm):
    intro = field(Text, "A paragraph before the numbers.", default=EMPTY)
    items = field(forms_of(NumberForm), "The numbers, the most prominent first.", default=[])


class DatasetForm(Form):
    """A dataset for briefing packs: sections of statements with sources, and figures of dated events."""

    title = field(Text, "The title of the pack.", examples=["Harbour tolls: a year on"])
    short_title = field(
        text_within(MOST_SHORT_TITLE),
        "The title at the foot of slides, at most 40 characters; `title` if left out, where that is short enough.",
        default=EMPTY,
        examples=["Harbour tolls"],
    )
    topic = field(Text, "One or two words, printed above the title.", default=EMPTY, examples=["Harbour"])
    prepared_by = field(Text, "Who made it.", default=EMPTY, examples=["Ports desk"])
    as_of = field(Day, "The day that the pack describes; anything later is left out.", examples=["2019-08-05"])
    language = field(Language, "The language of all texts (BCP 47).", examples=["en-US"])
    key_messages = field(form_of(SectionForm), "What a reader in a hurry must know.", default=None)
    numbers = field(form_of(NumbersForm), "Values that are computed from the events.", default=None)
    scorecard = field(form_of(ScorecardForm), "What has been achieved, partly achieved, or not.", default=None)
    overview = field(form_of(SectionForm), "Where things stand.", default=None)
    developments = field(form_of(DevelopmentsForm), "What has happened, by area.", default=None)
    open_questions = field(form_of(QuestionsForm), "What is unknown or undecided.", default=None)
    positions = field(form_of(PositionsForm), "Who says what on which topic.", default=None)
    # each is validated by the form of its kind, and described by it in the JSON schema
    figures = field(
        FieldType(items_of, {"type": "array"}), "Charts of the events.", default=SequenceNode([], EMPTY.place)
    )
    kinds = field(
        by_name(PlainText),
        "The title of each `kind` of events.csv.",
        default=NO_VALUES,
        examples=[{"toll": "New toll"}],
    )
    editions = field(forms_of(VersionForm), "The editions so far, and the one at hand.", default=[])
    markings = field(
        Markings,
        "How far things may go, in ascending order: what carries none has the first.",
        default=[],
        examples=[["U", "CUI", "C"], [{"id": "U", "title": "Unclassified"}]],
    )
    claims = field(forms_of(ClaimForm), "Words of `title` or `fields` that the events must support.", default=[])
    cover = field(CoverField, "The figure on the cover of the deck, simplified.", default=None, examples=["timeline"])
    annex = field(
        Selects,
        "The events that no figure and no claim needs: only a table of all events shows them.",
        default=[],
        examples=[[{"kind": "visit"}]],
    )
    shared_sources = field(
        Words,
        "The sources of all statements and questions; each names only what it adds.",
        default=[],
        examples=[["audit"]],
        key="sources",
    )
    fields = field(by_name(ListedText, pattern=NAME), "Your own texts, by name, for your templates.", default=NO_VALUES)
