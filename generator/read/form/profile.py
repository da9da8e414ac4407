"""audience.yaml as its author fills it in: the settings, what each is for, and an example of each."""

import re
from collections.abc import Callable, Mapping

from generator.errors import Problem, suggest
from generator.language.paper import A4, LETTER, USUAL
from generator.model.audience import OUTPUTS, WORDINGS
from generator.read.form.dataset import EMPTY
from generator.read.form.field_types import (
    DateFormat,
    Named,
    PerOutput,
    Select,
    Text,
    When,
    Word,
    Words,
    YesNo,
    forms_of,
    one_of,
)
from generator.read.form.validate import Form, field
from generator.read.syntax.positions import Listed, Located, Mapped, Typed
from generator.read.syntax.yaml_errors import QUOTE

LIMITS = ("key_messages", "questions", "bullets_per_slide", "scorecard", "slides", "pages")
MERGED = ("wording", "sections", "limits", "labels", "fields")


def _entries(value: Located, name: str, found: list[Problem]) -> Listed:
    """Return the figures of a list; one that stands alone is a list of one, a name alone a figure as it is."""
    entries = value if isinstance(value, Listed) else [value]
    return Listed([_named(each) for each in entries if each], value.place)


def _named(entry: Located) -> Located:
    return Mapped({"id": entry}, entry.place, {"id": entry.place}) if isinstance(entry, Typed) else entry


class VariantForm(Form):
    """A figure as this audience wants it; what is left out stays as the dataset has it."""

    id = field(Word, "Its name in this edition.", examples=["timeline"])
    of = field(Word, "The dataset's figure, where `id` is another name.", default=EMPTY, examples=["timeline"])
    shape = field(
        PerOutput,
        "How it is laid out; one word, or one for each output.",
        default=None,
        examples=["tall", {"briefing": "tall", "deck": "wide"}],
    )
    from_ = field(When, "Where it begins.", default=None, written="from", examples=["2018-01"])
    to = field(When, "Where it ends.", default=None, examples=["2018-12"])
    lanes = field(Words, "Ids of the lanes of a timeline that are shown.", default=[], examples=[["tolls"]])
    native = field(YesNo, "As an editable chart on slides.", default=None)
    title = field(Text, "Its title here.", default=EMPTY)
    takeaway = field(Text, "The sentence above it here.", default=EMPTY)
    caption = field(Text, "What stands under it here.", default=EMPTY, examples=["Tolls since 2018"])
    note = field(Text, "What a reader should know about the data.", default=EMPTY)


class ProfileForm(Form):
    """The settings of one audience, with those that it extends."""

    extends = field(Word, "An audience that this one changes.", default=EMPTY, examples=["standard"])
    title = field(Text, "What this edition is called.", examples=["Standard edition"])
    wording = field(
        Named, "Which wording each output prints.", default=None, examples=[{"briefing": "text", "deck": "short"}]
    )
    sections = field(
        Named,
        "Which blocks of the templates, in what order.",
        examples=[{"briefing": ["key_messages", "overview"], "deck": ["scorecard"]}],
    )
    select = field(
        Select, "Which statements and questions.", default=None, examples=[{"importance": ["high", "normal"]}]
    )
    limits = field(Named, "At most how many.", default=None, examples=[{"questions": 4}])
    figures = field(
        forms_of(VariantForm, _entries),
        "Which figures, in what order; without it, all.",
        default=None,
        examples=[["timeline"]],
    )
    marking = field(Text, "Stands in header and footer.", default=EMPTY, examples=["For internal use"])
    citations = field(
        one_of(("footnotes", "numbers", "links", "none")),
        "How sources are cited.",
        default=Typed("footnotes", EMPTY.place),
    )
    date_format = field(
        DateFormat, "How dates are written.", default=Typed("d MMMM y", EMPTY.place), examples=["D MMMM YYYY"]
    )
    page = field(
        one_of((USUAL, A4, LETTER)),
        "The paper's size; `usual` is what is usual where the dataset's language is spoken.",
        default=Typed(USUAL, EMPTY.place),
    )
    contents = field(YesNo, "Whether the briefing has a table of contents.", default=False)
    look = field(Word, "The folder with word.docx, slides.pptx, brand.yaml.", default=Typed("../look", EMPTY.place))
    labels = field(Named, "Fixed words that this audience says otherwise.", default=None)
    fields = field(Named, "Further texts, by name, for templates and Word fields.", default=None)


def spread(settings: Mapped) -> Mapped:
    """Return `settings` with a `wording` of one word spread over all outputs, so that it can be merged."""
    wording = settings.get("wording")
    if not isinstance(wording, Typed) or not wording:
        return settings
    spread = Mapped(dict.fromkeys(OUTPUTS, wording), wording.place, dict.fromkeys(OUTPUTS, wording.place))
    return Mapped({**settings, "wording": spread}, settings.place, settings.places)


def checked_mappings(settings: Mapped, found: list[Problem]) -> None:
    """Add to `found` what is wrong inside the settings of one file that hold names and values."""
    for setting, check in _CHECKS.items():
        typed = settings.get(setting)
        if isinstance(typed, Mapped):
            found += filter(None, (check(name, value, typed) for name, value in typed.items()))


def _wording(name: str, value: Located, typed: Mapped) -> Problem | None:
    if name not in OUTPUTS:
        return Problem(typed.places[name], f"there is no output `{name}`", suggest(name, OUTPUTS))
    if value not in WORDINGS:
        return Problem(value.place, f"`{value}` is no wording", suggest(str(value), WORDINGS))
    return None


def _sections(name: str, value: Located, typed: Mapped) -> Problem | None:
    if name not in OUTPUTS:
        return Problem(typed.places[name], f"there is no output `{name}`", suggest(name, OUTPUTS))
    if not isinstance(value, Listed):
        return Problem(value.place, f"`{name}` is a list of blocks", "such as `[key_messages, overview]`")
    for number, block in enumerate(value):
        if not isinstance(block, Typed) or not re.fullmatch(r"[a-z_][a-z0-9_]*", block, re.ASCII):
            return Problem(block.place, f"`{block}` is no name of a block", "small letters and `_`: `key_messages`")
        if block in value[:number]:
            return Problem(block.place, f"the block `{block}` stands twice", "keep one")
    return None


def _limit(name: str, value: Located, typed: Mapped) -> Problem | None:
    if name not in LIMITS:
        return Problem(typed.places[name], f"there is no limit `{name}`", suggest(name, LIMITS))
    if not isinstance(value, Typed) or not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII):
        said = f"`{value}`" if isinstance(value, Typed) else "this"
        return Problem(value.place, f"{said} is no limit", "a whole number from 1 to 9999")
    return None


def _words(name: str, value: Located, typed: Mapped) -> Problem | None:
    if not isinstance(value, Typed):
        return Problem(value.place, f"`{name}` is one text", QUOTE)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name, re.ASCII):
        return Problem(typed.places[name], f"`{name}` is no name", "small letters, digits and `_`: `desk_phone`")
    return None


_CHECKS: Mapping[str, Callable[[str, Located, Mapped], Problem | None]] = {
    "wording": _wording,
    "sections": _sections,
    "limits": _limit,
    "labels": _words,
    "fields": _words,
}
