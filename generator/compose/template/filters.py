"""The filters of templates: `cite`, `cite_all`, `colon`, `date`, `ref`, `stop`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.compose.template.sandbox import NOTHING, RenderError, describe
from generator.compose.template.slots import (
    CitationSlot,
    MentionSlot,
    SharedSlot,
    SlotDate,
    SlotLabel,
    SlotText,
    literal,
)
from generator.fonts.breaks import is_hangul
from generator.model.dates import format_date
from generator.model.inline import Plain
from generator.model.source import CitedSource

_STOPS = tuple(".!?…。！？؟।:")
_CLOSING = "\"'”’»)]*"


def make_filters(date_format: str, language: str, colon_mark: str = ":") -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name; `date` formats dates in `language`, by default in the audience's `date_format`."""

    def date(value: Any, pattern: str = date_format) -> SlotText:
        """Format a date as precisely as it is known, in the audience's format or by a pattern such as "MMM YYYY"."""
        if not isinstance(value, SlotDate):
            if isinstance(value, SlotText) and not value:
                return value
            raise RenderError(f"`date` needs a date, not {describe(value)}", "for example `{{ as_of | date }}`")
        try:
            return SlotDate.of(value.date, format_date(value.date, str(pattern), language), value.event, value.marking)
        except (ValueError, KeyError, AttributeError) as error:  # raised by Babel for times and unknown letters
            remedy = 'for example `{{ as_of | date("MMM YYYY") }}`'
            raise RenderError(f"`{pattern}` is not a valid date pattern", remedy) from error

    def colon(value: Any) -> SlotText:
        """End a text with a colon, before which French has a space."""
        return _append(_check_text(value, "colon"), colon_mark if value else "")

    return {"cite": cite, "cite_all": cite_all, "colon": colon, "date": date, "ref": ref, "stop": stop}


def cite(value: Any) -> CitationSlot:
    """Cite the sources of a record, or those of all records in a list, each once."""
    if value is NOTHING:
        return CitationSlot(())
    if isinstance(value, Mapping) and "sources" in value:
        ids = (str(value["id"]),) if "id" in value else ()
        return CitationSlot(_sources(value["sources"]), ids, _sources(value.get("inherited", ())))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _cite_together([cite(record) for record in value])
    remedy = "for example `{{ statement | cite }}`"
    raise RenderError(f"`cite` needs a record with sources, not {describe(value)}", remedy)


def _sources(records: Sequence[Mapping[str, Any]]) -> tuple[CitedSource, ...]:
    return tuple([CitedSource(str(source["id"]), str(source["locator"])) for source in records])


def _cite_together(slots: Sequence[CitationSlot]) -> CitationSlot:
    """Return one citation of all `slots`; what only some of them inherit is cited like their own sources.

    A statement's evidence inherits what the statement does.
    """
    statements = tuple(statement for slot in slots for statement in slot.statements)
    heirs: dict[CitedSource, set[str]] = {}
    for slot in slots:
        for source in slot.inherited:
            heirs.setdefault(source, set()).update(slot.statements)
    shared = tuple(
        source
        for source, ids in heirs.items()
        if all(source in slot.inherited or (slot.statements and ids.issuperset(slot.statements)) for slot in slots)
    )
    own = dict.fromkeys(source for slot in slots for source in (*slot.inherited, *slot.sources))
    return CitationSlot(tuple(source for source in own if source not in shared), statements, shared)


def cite_all(value: Any) -> SharedSlot | SlotText:
    """Say the sources of all statements of a section or group, or by `sources` of all; `cite` then adds only others."""
    if value is NOTHING:
        return literal("")
    if isinstance(value, Mapping) and "sources" in value and ("id" not in value or "statements" in value):
        return SharedSlot(_sources(value["sources"]), frozenset(_ids_below(value)))
    if isinstance(value, Sequence) and not isinstance(value, str) and all(map(_is_citation, value)):
        return SharedSlot(_sources(value), None)
    remedy = "for example `{{ sources | cite_all }}` or `{{ group | cite_all }}`"
    raise RenderError(f"`cite_all` needs a section, a group or `sources`, not {describe(value)}", remedy)


def _is_citation(record: Any) -> bool:
    return isinstance(record, Mapping) and set(record) == {"id", "locator"}


def _ids_below(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of the statements in the lists of a section or group."""
    for value in record.values():
        if isinstance(value, list):
            for item in (item for item in value if isinstance(item, Mapping)):
                if "inherited" in item:
                    yield str(item["id"])
                else:
                    yield from _ids_below(item)


def ref(value: Any) -> MentionSlot:
    """Mention a figure by its label and number, such as "Figure 1"."""
    if value is NOTHING:
        return MentionSlot("")
    if not isinstance(value, Mapping) or "caption" not in value:
        raise RenderError(f"`ref` needs a figure, not {describe(value)}", "for example `{{ figure | ref }}`")
    return MentionSlot(f"fig-{value['id']}")


def stop(value: Any) -> SlotText:
    """End a text with a full stop, unless it already ends with a punctuation mark."""
    text = _check_text(value, "stop")
    return _append(text, full_stop(text))


def _check_text(value: Any, name: str) -> SlotText:
    if not isinstance(value, SlotText):
        raise RenderError(
            f"`{name}` needs a text, not {describe(value)}", f"for example `{{{{ group.title | {name} }}}}`"
        )
    return value


def _append(text: SlotText, mark: str) -> SlotText:
    kind = SlotLabel if isinstance(text, SlotLabel) else SlotText
    return kind(text + mark, (*text.inlines, Plain(mark)), text.event, text.marking) if mark else text


def full_stop(text: str) -> str:
    """Return the full stop that `text` lacks, or nothing if it is empty or ends with a punctuation mark."""
    bare = text.rstrip(_CLOSING + " ")
    if not text or bare.endswith(_STOPS):
        return ""
    # Chinese and Japanese have a full stop of their own
    return "。" if bare and east_asian_width(bare[-1]) == "W" and not is_hangul(bare[-1]) else "."
