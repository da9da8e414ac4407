"""Dates, numbers and labels -> the words in which an edition prints them."""

from generator.compose.clearance.markings import mark
from generator.compose.template.slots import SlotDate, SlotText, literal, prose
from generator.language.numbers import format_number
from generator.model.dates import PartialDate, format_date
from generator.model.edition import Edition, SelectedEvidence, SelectedNumber
from generator.model.inline import Inlines, Plain, Strong, text_of


def as_of_line(edition: Edition) -> str:
    """Return the as-of date in the words of the labels, such as "As of 5 August 2019"."""
    return fill_label(edition, "as_of", date=format_day(edition, PartialDate.of(edition.as_of)))


def fill_label(edition: Edition, label: str, **values: str) -> str:
    """Return the label named `label` with its `{placeholders}` filled in."""
    text = edition.labels[label]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def format_day(edition: Edition, when: PartialDate) -> str:
    """Return a date in the audience's format."""
    return format_date(when, edition.audience.date_format, edition.language)


def format_when(edition: Edition, when: PartialDate | None) -> SlotText:
    """Return a date that the filter `date` can format; nothing for None."""
    return literal("") if when is None else SlotDate.of(when, format_day(edition, when))


def format_value(edition: Edition, value: int | PartialDate | None) -> SlotText:
    """Return the value of a number, in digits or as a date."""
    if isinstance(value, int):
        return literal(format_number(value, edition.language))
    return format_when(edition, value)


def format_earlier(edition: Edition, number: SelectedNumber) -> SlotText:
    """Return what a number was before, with the words that say when: "36 in 2016 and 2017"."""
    value = format_value(edition, number.earlier)
    if not value or number.number.before is None:
        return literal("")
    inlines = (*value.inlines, Plain(" "), *prose(number.number.before.words.value).inlines)
    return SlotText(text_of(inlines), inlines)


def format_evidence(edition: Edition, evidence: SelectedEvidence) -> Inlines:
    """Return the evidence after a wording: " (**10** rises since 2020)"."""
    words = prose(evidence.words.value).inlines
    if evidence.number:
        value = format_value(edition, evidence.number.value).inlines
        return mark(edition, evidence, (Plain(" ("), Strong(value), Plain(" "), *words, Plain(")")))
    day = format_when(edition, evidence.event.date if evidence.event else None).inlines
    return mark(edition, evidence, (Plain(" ("), *words, Plain(", "), *day, Plain(")")))


def format_change(edition: Edition, change: int | None) -> SlotText:
    """Return "+4", "−26" or "±0"; nothing for None."""
    if change is None:
        return literal("")
    sign = "+" if change > 0 else "−" if change else "±"
    return literal(sign + format_number(abs(change), edition.language))
