"""An edition -> a file's properties, and the texts that a Word or PowerPoint template can print itself."""

from collections.abc import Mapping

from generator.compose.prose import parse_prose
from generator.compose.template.values import as_of_line
from generator.model.dates import PartialDate, format_date
from generator.model.document import Properties
from generator.model.edition import Edition
from generator.model.inline import text_of

DRAFT = "Draft"  # as Office's own list of statuses has it


def properties_of(edition: Edition) -> Properties:
    groups = (plain_text(group.title.value) for group in edition.developments.groups)
    keywords = dict.fromkeys(word for word in (plain_text(edition.topic.value), *groups) if word)
    return Properties(
        title=plain_text(edition.title.value),
        subject=plain_text(edition.topic.value),
        keywords=", ".join(keywords),
        author=plain_text(edition.prepared_by.value),
        language=edition.language,
        as_of=edition.as_of,
        custom={
            "dataset": edition.dataset,
            "as of": edition.as_of.isoformat(),
            "audience": edition.audience.name,
        },
        status=DRAFT if edition.audience.draft else "",
    )


def fields_of(edition: Edition) -> Mapping[str, str]:
    """Return the texts by name, in a fixed order; a dataset's or profile's own fields never hide the common ones."""
    dataset = {name: plain_text(text.value) for name, text in sorted(edition.fields.items())}
    profile = {name: plain_text(text) for name, text in sorted(edition.audience.fields.items())}
    common = {
        "title": plain_text(edition.title.value),
        "short_title": plain_text(edition.short_title.value),
        "topic": plain_text(edition.topic.value),
        "prepared_by": plain_text(edition.prepared_by.value),
        "as_of": format_date(PartialDate.of(edition.as_of), edition.audience.date_format, edition.language),
        "as_of_line": as_of_line(edition),
        "marking": edition.audience.marking,
        "audience": edition.audience.title,
        "dataset": edition.dataset,
    }
    return {**common, **{name: text for name, text in {**dataset, **profile}.items() if name not in common}}


def plain_text(prose: str) -> str:
    """Return `prose` as one line without emphasis and addresses."""
    return " ".join(text_of(parse_prose(prose)).split())
