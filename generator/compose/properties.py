"""An edition -> a file's properties, and the names that a Word or PowerPoint template may print itself."""

from collections.abc import Mapping

from generator.compose.prose import inlines_of
from generator.compose.template.context import as_of_line
from generator.model.dates import PartialDate, said
from generator.model.document import Properties
from generator.model.edition import Edition
from generator.model.inline import text_of


def properties(edition: Edition) -> Properties:
    groups = (plain(group.title.value) for group in edition.developments.groups)
    keywords = dict.fromkeys(word for word in (plain(edition.topic.value), *groups) if word)
    return Properties(
        title=plain(edition.title.value),
        subject=plain(edition.topic.value),
        keywords=", ".join(keywords),
        author=plain(edition.prepared_by.value),
        language=edition.language,
        as_of=edition.as_of,
        custom={
            "dataset": edition.dataset,
            "as of": edition.as_of.isoformat(),
            "audience": edition.audience.name,
        },
    )


def fields(edition: Edition) -> Mapping[str, str]:
    """Return the printable names, in a fixed order: a dataset's or profile's own fields never hide the common ones."""
    own = {name: plain(text.value) for name, text in sorted(edition.fields.items())}
    profile = {name: plain(text) for name, text in sorted(edition.audience.fields.items())}
    common = {
        "title": plain(edition.title.value),
        "topic": plain(edition.topic.value),
        "prepared_by": plain(edition.prepared_by.value),
        "as_of": said(PartialDate.of(edition.as_of), edition.audience.date_format, edition.language),
        "as_of_line": as_of_line(edition),
        "marking": edition.audience.marking,
        "audience": edition.audience.title,
        "dataset": edition.dataset,
    }
    return {**common, **{name: text for name, text in {**own, **profile}.items() if name not in common}}


def plain(text: str) -> str:
    """Return prose as one line without emphasis and addresses."""
    return " ".join(text_of(inlines_of(text)).split())
