"""The form of audience.yaml: its settings, what each is for, and an example of each."""

import re

from generator.errors import Problem
from generator.language.paper import A4, LETTER, USUAL
from generator.model.audience import CITATIONS, HEADINGS, LIMITS, SOURCES_ORDERS, WITHDRAWN, WORDINGS
from generator.model.figure import SHAPES
from generator.read.form.cover import CoverField
from generator.read.form.field_types import (
    NAME,
    NO_VALUES,
    Boolean,
    Date,
    DateFormat,
    ListedText,
    Select,
    Text,
    Word,
    Words,
    by_name,
    by_output,
    forms_of,
    one_of,
    parsed_by,
    read_word,
)
from generator.read.form.validate import FieldType, Form, Missing, field
from generator.read.syntax.nodes import EMPTY, MappingNode, Node, ScalarNode, SequenceNode


def _figures(node: Node, key: str, problems: list[Problem]) -> SequenceNode:
    """Return the figures of a list; a single one is a list of one, and an id alone is a figure without changes."""
    items = node if isinstance(node, SequenceNode) else [node]
    figures = (
        MappingNode({"id": item}, item.place, {"id": item.place}) if isinstance(item, ScalarNode) else item
        for item in items
        if item
    )
    return SequenceNode([*figures], node.place)


def _read_blocks(node: Node, output: str, problems: list[Problem]) -> tuple[str, ...]:
    """Return the names of template blocks; a faulty list is one problem."""
    if not isinstance(node, SequenceNode):
        problems.append(Problem(node.place, "sections must be a list of blocks", "such as `[key_messages, overview]`"))
        return ()
    blocks: list[str] = []
    for item in node:
        block = read_word(item, output, problems)
        if isinstance(block, Missing):
            continue
        names = re.split(r" *\| *", block)
        if not all(NAME.fullmatch(name) for name in names):
            problems.append(Problem(item.place, f"`{block}` is not a valid block name", _BLOCK_HELP))
        elif " | ".join(names) in blocks:
            problems.append(Problem(item.place, f"duplicate block `{block}`", "delete one of them"))
        blocks.append(" | ".join(names))
    return tuple(blocks)


def _parse_limit(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


_BLOCK_HELP = (
    "use lower-case letters, digits and `_`, such as `key_messages`; `a | b` prints the first that has something to say"
)
_Blocks = FieldType(_read_blocks, {"type": "array"})
_Limit = parsed_by(_parse_limit, "a valid limit", "use a whole number from 1 to 9999", {"type": "integer"})


class VariantForm(Form):
    """A figure as one audience gets it; what is left out stays as in the dataset."""

    id = field(Word, "Its name in this edition.", examples=["timeline"])
    of = field(Word, "The dataset's figure, if `id` is another name.", default=EMPTY, examples=["timeline"])
    shape = field(
        by_output(one_of(SHAPES)),
        "Its shape: one for all outputs, or one for each.",
        default=NO_VALUES,
        examples=["tall", {"briefing": "tall", "deck": "wide"}],
    )
    start = field(Date, "Where it starts.", default=None, key="from", examples=["2018-01"])
    end = field(Date, "Where it ends.", default=None, key="to", examples=["2018-12"])
    lanes = field(Words, "Ids of the lanes of a timeline that are shown.", default=[], examples=[["tolls"]])
    native = field(
        by_output(Boolean),
        "Whether it is an editable chart: for all outputs, or for each. If left out, columns are on slides.",
        default=NO_VALUES,
        examples=["yes", {"briefing": "yes"}],
    )
    title = field(Text, "Its title here.", default=EMPTY)
    takeaway = field(Text, "The sentence above it here.", default=EMPTY)
    caption = field(Text, "The text below it here.", default=EMPTY, examples=["Tolls since 2018"])
    note = field(Text, "What a reader should know about the data.", default=EMPTY)


class ProfileForm(Form):
    """The settings of one audience, merged with those that it extends."""

    extends = field(Word, "The audience that this one changes.", default=EMPTY, examples=["standard"])
    title = field(Text, "What this edition is called.", examples=["Standard edition"])
    wording = field(
        by_output(one_of(WORDINGS)),
        "The wording that each output prints.",
        default=NO_VALUES,
        examples=[{"briefing": "text", "deck": "short"}],
    )
    sections = field(
        by_output(_Blocks),
        "The blocks of the templates, in order.",
        examples=[{"briefing": ["key_messages", "overview"], "deck": ["scorecard"]}],
    )
    select = field(
        Select,
        "The statements and questions that it gets.",
        default=None,
        examples=[{"importance": ["high", "normal"]}],
    )
    limits = field(
        by_name(_Limit, "limit", LIMITS), "At most how many.", default=NO_VALUES, examples=[{"questions": 4}]
    )
    figures = field(
        forms_of(VariantForm, _figures),
        "Its figures, in order; all if left out.",
        default=None,
        examples=[["timeline"]],
    )
    cover = field(
        CoverField,
        "The figure on the cover, instead of the dataset's; `none` for a plain cover.",
        default=None,
        examples=["timeline"],
    )
    marking = field(Text, "Printed in headers and footers.", default=EMPTY, examples=["For internal use"])
    citations = field(one_of(CITATIONS), "How sources are cited.", default=ScalarNode("footnotes"))
    date_format = field(DateFormat, "How dates are written.", default=ScalarNode("d MMMM y"), examples=["D MMMM YYYY"])
    page = field(
        one_of((USUAL, A4, LETTER)),
        "The paper size; `usual` is what is common where the dataset's language is spoken.",
        default=ScalarNode(USUAL),
    )
    contents = field(Boolean, "Whether the briefing has a table of contents.", default=False)
    withdrawn = field(
        one_of(WITHDRAWN), "Whether a withdrawn source refuses the build, or is marked.", default=ScalarNode("refuse")
    )
    sources_order = field(
        one_of(SOURCES_ORDERS),
        "The order of the list of sources: as first cited, or by how many statements rest on each.",
        default=ScalarNode("cited"),
    )
    source_counts = field(Boolean, "Whether the list says how many statements rest on each source.", default=False)
    headings = field(
        one_of(HEADINGS),
        "What heads a section of the briefing: its title, with its takeaway below, or the takeaway.",
        default=ScalarNode("topics"),
    )
    join_slides = field(Boolean, "Whether neighbouring slides of little text become one.", default=True)
    ceiling = field(Word, "The highest marking that it gets; all if left out.", default=EMPTY, examples=["CUI"])
    portions = field(Boolean, "Whether paragraphs begin with their marking.", default=False)
    hyphenation = field(
        Boolean, "Whether Word divides words at the ends of lines, by the rules of the language.", default=False
    )
    draft = field(Boolean, "Whether every page and slide says that it is a draft.", default=False)
    strict = field(Boolean, "Whether a note, such as an event that nothing shows, refuses the build.", default=False)
    look = field(Word, "The folder of word.docx, slides.pptx and brand.yaml.", default=ScalarNode("../look"))
    labels = field(by_name(Word, pattern=NAME), "Fixed words that this audience replaces.", default=NO_VALUES)
    fields = field(
        by_name(ListedText, pattern=NAME),
        "Your own texts, by name, for templates and Word fields.",
        default=NO_VALUES,
    )


# Settings that an audience merges name by name with those that it extends; it replaces all others.
MERGED = ("wording", "sections", "limits", "labels", "fields")
