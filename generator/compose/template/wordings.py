"""Selected statements and numbers -> their words as templates print them, so that they can be traced and shortened."""

from collections.abc import Callable, Iterable
from typing import Any

from generator.compose.template.slots import SlotText, literal, prose
from generator.compose.template.values import fill_label, format_evidence
from generator.model.dataset import Statement
from generator.model.edition import Edition, SelectedNumber, SelectedStatement, StatusGroup
from generator.model.inline import Traced, text_of
from generator.model.text import Text


def trace(selected: SelectedStatement, text: Text, shorter: Iterable[Text] = ()) -> SlotText:
    """Return `text` as words of a statement, which `shorter` ones may replace."""
    slot = prose(text.value)
    alternatives = tuple(prose(other.value).inlines for other in shorter)
    return SlotText(slot, (Traced(selected.id, slot.inlines, alternatives),)) if slot else slot


def print_wording(edition: Edition, selected: SelectedStatement) -> SlotText:
    """Return the audience's wording."""
    return trace(selected, selected.wording, _shorter(edition, selected))


def print_finding(edition: Edition, selected: SelectedStatement) -> SlotText:
    """Return the audience's wording with its evidence, which is what a slide leaves out first."""
    if selected.evidence is None:
        return print_wording(edition, selected)
    shorter = [prose(text.value).inlines for text in _shorter(edition, selected)]
    wording, evidence = prose(selected.wording.value).inlines, format_evidence(edition, selected.evidence)
    without = (wording, *shorter) if edition.output == "deck" else ()
    alternatives = (*((*inlines, *evidence) for inlines in shorter), *without)
    finding = Traced(selected.id, (*wording, *evidence), alternatives)
    return SlotText(text_of((finding,)), (finding,))


def _shorter(edition: Edition, selected: SelectedStatement) -> tuple[Text, ...]:
    # a page continues on the next; a slide may have to use fewer words
    return selected.shorter if edition.output == "deck" else ()


def find_shortest(statement: Statement) -> Text:
    """Return the wording for small cells."""
    return statement.label or statement.short or statement.text


def print_further(label: str) -> Callable[[Edition, Any], SlotText]:
    """Return what prints a sentence that says how many more the full edition has; nothing where this one has all."""
    return lambda edition, part: literal(fill_label(edition, label, number=str(part.omitted)) if part.omitted else "")


def print_unit(_: Edition, number: SelectedNumber) -> SlotText:
    """Return the words beside a number."""
    slot = prose(number.number.unit.value)
    return SlotText(slot, (Traced(number.id, slot.inlines),)) if slot else slot


def name_assessor(edition: Edition, assessed: str) -> SlotText:
    return literal(edition.labels.get(f"assessed_{assessed}", "") if assessed else "")


def find_shared_assessor(group: StatusGroup) -> str:
    """Return who assessed all statements of the group, so that it is printed once; nothing if they differ."""
    assessors = {selected.statement.assessed for selected in group.statements}
    return assessors.pop() if len(assessors) == 1 else ""


def title_status(edition: Edition, selected: SelectedStatement) -> SlotText:
    status = selected.statement.status
    return literal(edition.labels.get(status, status) if status else "")
