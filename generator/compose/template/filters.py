"""The filters of templates: `cite`, `date`, `ref`, `stop`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.compose.template.sandbox import Refused, kind
from generator.compose.template.slots import Cited, Mention, When, Words
from generator.model.dates import said
from generator.model.inline import Plain
from generator.model.source import CitedSource

_ENDS = tuple(".!?…。！？؟।:")
_CLOSING = "\"'”’»)]*"


def filters(date_format: str, language: str) -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name, with dates said by the audience's `date_format` in `language`."""

    def date(value: Any, pattern: str = date_format) -> Words:
        """Say a date as precisely as it is known; a pattern such as "MMM YYYY" stands in for the audience's."""
        if not isinstance(value, When):
            if isinstance(value, Words) and not value:
                return value
            raise Refused(f"`date` needs a date; this is {kind(value)}", "{{ as_of | date }}")
        try:
            return When.at(value.when, said(value.when, str(pattern), language))
        except (ValueError, KeyError, AttributeError) as error:  # what Babel raises for times and unknown letters
            raise Refused(f"`{pattern}` says no date", 'such as {{ as_of | date("MMM YYYY") }}') from error

    return {"cite": cite, "date": date, "ref": ref, "stop": stop}


def cite(value: Any) -> Cited:
    """Cite the sources of a record, or of each record of a list, once each."""
    if isinstance(value, Mapping) and "sources" in value:
        sources = tuple([CitedSource(str(each["id"]), str(each["locator"])) for each in value["sources"]])
        return Cited(sources, (str(value["id"]),))
    if isinstance(value, Sequence) and not isinstance(value, str):
        cited = [cite(each) for each in value]
        sources = tuple(dict.fromkeys(source for each in cited for source in each.sources))
        return Cited(sources, tuple(name for each in cited for name in each.statements))
    raise Refused(f"`cite` needs a record with sources; this is {kind(value)}", "{{ statement | cite }}")


def ref(value: Any) -> Mention:
    """Name a figure by its label and number: "Figure 1"."""
    if not isinstance(value, Mapping) or "caption" not in value:
        raise Refused(f"`ref` needs a figure; this is {kind(value)}", "{{ figure | ref }}")
    return Mention(f"fig-{value['id']}")


def stop(value: Any) -> Words:
    """End a text with a full stop, unless it ends in a mark of its own."""
    if not isinstance(value, Words):
        raise Refused(f"`stop` needs a text; this is {kind(value)}", "{{ statement.headline | stop }}")
    mark = full_stop(value)
    return Words(value + mark, (*value.inlines, Plain(mark))) if mark else value


def full_stop(text: str) -> str:
    """Return the full stop that `text` lacks, nothing where it ends in a mark of its own."""
    bare = text.rstrip(_CLOSING + " ")
    if not text or bare.endswith(_ENDS):
        return ""
    # Chinese and Japanese have a full stop of their own
    return "。" if bare and east_asian_width(bare[-1]) == "W" else "."
