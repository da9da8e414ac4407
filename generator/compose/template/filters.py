"""The filters of templates: `cite`, `date`, `ref`, `stop`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.compose.template.sandbox import NOTHING, RenderError, describe
from generator.compose.template.slots import CitationSlot, MentionSlot, SlotDate, SlotLabel, SlotText
from generator.model.dates import format_date
from generator.model.inline import Plain
from generator.model.source import CitedSource

_STOPS = tuple(".!?…。！？؟।:")
_CLOSING = "\"'”’»)]*"


def make_filters(date_format: str, language: str) -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name; `date` formats dates in `language`, by default in the audience's `date_format`."""

    def date(value: Any, pattern: str = date_format) -> SlotText:
        """Format a date as precisely as it is known, in the audience's format or by a pattern such as "MMM YYYY"."""
        if not isinstance(value, SlotDate):
            if isinstance(value, SlotText) and not value:
                return value
            raise RenderError(f"`date` needs a date, not {describe(value)}", "for example `{{ as_of | date }}`")
        try:
            return SlotDate.of(value.date, format_date(value.date, str(pattern), language), value.event)
        except (ValueError, KeyError, AttributeError) as error:  # raised by Babel for times and unknown letters
            remedy = 'for example `{{ as_of | date("MMM YYYY") }}`'
            raise RenderError(f"`{pattern}` is not a valid date pattern", remedy) from error

    return {"cite": cite, "date": date, "ref": ref, "stop": stop}


def cite(value: Any) -> CitationSlot:
    """Cite the sources of a record, or those of all records in a list, each once."""
    if value is NOTHING:
        return CitationSlot(())
    if isinstance(value, Mapping) and "sources" in value:
        sources = tuple([CitedSource(str(source["id"]), str(source["locator"])) for source in value["sources"]])
        return CitationSlot(sources, (str(value["id"]),))
    if isinstance(value, Sequence) and not isinstance(value, str):
        slots = [cite(record) for record in value]
        sources = tuple(dict.fromkeys(source for slot in slots for source in slot.sources))
        return CitationSlot(sources, tuple(statement for slot in slots for statement in slot.statements))
    remedy = "for example `{{ statement | cite }}`"
    raise RenderError(f"`cite` needs a record with sources, not {describe(value)}", remedy)


def ref(value: Any) -> MentionSlot:
    """Mention a figure by its label and number, such as "Figure 1"."""
    if value is NOTHING:
        return MentionSlot("")
    if not isinstance(value, Mapping) or "caption" not in value:
        raise RenderError(f"`ref` needs a figure, not {describe(value)}", "for example `{{ figure | ref }}`")
    return MentionSlot(f"fig-{value['id']}")


def stop(value: Any) -> SlotText:
    """End a text with a full stop, unless it already ends with a punctuation mark."""
    if not isinstance(value, SlotText):
        raise RenderError(f"`stop` needs a text, not {describe(value)}", "for example `{{ group.title | stop }}`")
    mark = full_stop(value)
    kind = SlotLabel if isinstance(value, SlotLabel) else SlotText
    return kind(value + mark, (*value.inlines, Plain(mark)), value.event) if mark else value


def full_stop(text: str) -> str:
    """Return the full stop that `text` lacks, or nothing if it is empty or ends with a punctuation mark."""
    bare = text.rstrip(_CLOSING + " ")
    if not text or bare.endswith(_STOPS):
        return ""
    # Chinese and Japanese have a full stop of their own
    return "。" if bare and east_asian_width(bare[-1]) == "W" else "."
