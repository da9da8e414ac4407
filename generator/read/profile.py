"""audience.yaml as its author fills it in: the settings, what each is for, and an example of each."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated

from generator.errors import Problem, choose
from generator.model.audience import OUTPUTS, WORDINGS
from generator.read.accidents import QUOTE
from generator.read.form import EMPTY
from generator.read.located import Listed, Located, Mapped, Typed
from generator.read.validate import BeforeValidator, Field, Form, ValidationInfo
from generator.read.values import DateFormat, Named, PerOutput, Select, Text, When, Word, Words, YesNo, one_of

LIMITS = ("key_messages", "questions", "bullets_per_slide", "scorecard", "slides", "pages")
MERGED = ("wording", "sections", "limits", "labels", "fields")


def _entries(value: Located, info: ValidationInfo) -> Listed:
    """Return the figures of a list; one that stands alone is a list of one, a name alone a figure as it is."""
    entries = value if isinstance(value, Listed) else [value]
    return Listed([_named(each) for each in entries if each], value.place)


def _named(entry: Located) -> Located:
    return Mapped({"id": entry}, entry.place, {"id": entry.place}) if isinstance(entry, Typed) else entry


class VariantForm(Form):
    """A figure as this audience wants it; what is left out stays as the dataset has it."""

    id: Word = Field(description="Its name in this edition.", examples=["timeline"])
    of: Word = Field(EMPTY, description="The dataset's figure, where `id` is another name.", examples=["timeline"])
    shape: PerOutput = Field(
        None,
        description="How it is laid out; one word, or one for each output.",
        examples=["tall", {"briefing": "tall", "deck": "wide"}],
    )
    from_: When = Field(None, alias="from", description="Where it begins.", examples=["2018-01"])
    to: When = Field(None, description="Where it ends.", examples=["2018-12"])
    lanes: Words = Field([], description="Ids of the lanes of a timeline that are shown.", examples=[["tolls"]])
    native: YesNo = Field(None, description="As an editable chart on slides.")
    title: Text = Field(EMPTY, description="Its title here.")
    takeaway: Text = Field(EMPTY, description="The sentence above it here.")
    caption: Text = Field(EMPTY, description="What stands under it here.", examples=["Tolls since 2018"])
    note: Text = Field(EMPTY, description="What a reader should know about the data.")


class ProfileForm(Form):
    """The settings of one audience, with those that it extends."""

    extends: Word = Field(EMPTY, description="An audience that this one changes.", examples=["standard"])
    title: Text = Field(description="What this edition is called.", examples=["Standard edition"])
    wording: Named | None = Field(
        None, description="Which wording each output prints.", examples=[{"briefing": "text", "deck": "short"}]
    )
    sections: Named = Field(
        description="Which blocks of the templates, in what order.",
        examples=[{"briefing": ["key_messages", "overview"], "deck": ["scorecard"]}],
    )
    select: Select | None = Field(
        None, description="Which statements and questions.", examples=[{"importance": ["high", "normal"]}]
    )
    limits: Named | None = Field(None, description="At most how many.", examples=[{"questions": 4}])
    figures: Annotated[list[VariantForm] | None, BeforeValidator(_entries)] = Field(
        None, description="Which figures, in what order; without it, all.", examples=[["timeline"]]
    )
    marking: Text = Field(EMPTY, description="Stands in header and footer.", examples=["For internal use"])
    citations: Annotated[Typed, *one_of(("footnotes", "numbers", "links", "none"))] = Field(
        Typed("footnotes", EMPTY.place), description="How sources are cited."
    )
    date_format: DateFormat = Field(
        Typed("d MMMM y", EMPTY.place), description="How dates are written.", examples=["D MMMM YYYY"]
    )
    page: Annotated[Typed, *one_of(("a4", "letter"))] = Field(Typed("a4", EMPTY.place), description="The paper's size.")
    contents: YesNo = Field(False, description="Whether the briefing has a table of contents.")
    look: Word = Field(Typed("../look", EMPTY.place), description="The folder with word.docx, slides.pptx, brand.yaml.")
    labels: Named | None = Field(None, description="Fixed words that this audience says otherwise.")
    fields: Named | None = Field(None, description="Further texts, by name, for templates and Word fields.")


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
        return Problem(typed.places[name], f"there is no output `{name}`", choose(name, OUTPUTS))
    if value not in WORDINGS:
        return Problem(value.place, f"`{value}` is no wording", choose(str(value), WORDINGS))
    return None


def _sections(name: str, value: Located, typed: Mapped) -> Problem | None:
    if name not in OUTPUTS:
        return Problem(typed.places[name], f"there is no output `{name}`", choose(name, OUTPUTS))
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
        return Problem(typed.places[name], f"there is no limit `{name}`", choose(name, LIMITS))
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
