"""`::: questions` -> a table of the open questions: where each stands, and the latest event on it."""

from collections.abc import Iterable, Sequence

from generator.compose.clearance.markings import mark
from generator.compose.composer import Composer
from generator.compose.template.slots import CitationSlot, prose
from generator.compose.template.values import fill_label, format_when
from generator.compose.template.wordings import find_shortest
from generator.model.block import Blocks, NumberedList, Paragraph, Table
from generator.model.dataset import IMPORTANCES
from generator.model.edition import SelectedStatement
from generator.model.inline import QUIET, VALUE, Inlines, Plain, Strong, Styled, Traced

_BLOCK = "open_questions"  # of the shipped templates: where all of them are


def compose_questions(note_style: str, composer: Composer) -> Blocks:
    """Return the table, the most important questions first, and what its shade means; nothing without questions."""
    section = composer.edition.open_questions
    questions = _by_importance(section.statements)
    if not questions:
        return ()
    high = sum(question.statement.importance == IMPORTANCES[0] for question in questions)
    shaded = tuple(range(high)) if high < len(questions) else ()
    has_latest = any(question.latest for question in questions)
    rows = [_compose_row(number, question, has_latest, composer) for number, question in enumerate(questions, 1)]
    names = ("question", "where_it_stands", *(["latest_event"] if has_latest else []))
    header = ((), *((Plain(composer.breaks.bind_text(composer.label(name))),) for name in names))
    events = tuple((question.latest.id,) if question.latest else () for question in questions)
    table = Table(header, tuple(rows), events=events if has_latest else (), shaded=shaded, exhibit=True)
    return table, *_compose_remark(shaded, section.omitted, note_style, composer)


def list_questions(most: int, note_style: str, composer: Composer) -> Blocks:
    """Return a list of the `most` important questions, and where the others are: on which page, or in full."""
    section = composer.edition.open_questions
    questions = _by_importance(section.statements)
    if not questions:
        return ()
    items = tuple((Paragraph(_compose_question(question, composer)),) for question in questions[:most])
    return NumberedList(items), *_compose_further(len(questions[most:]), section.omitted, note_style, composer)


def _compose_question(question: SelectedStatement, composer: Composer) -> Inlines:
    inlines = prose(question.statement.question.value).inlines
    return composer.breaks.bind(mark(composer.edition, question, inlines))


def _compose_further(beyond: int, omitted: int, note_style: str, composer: Composer) -> Blocks:
    """Return where the questions `beyond` those of the list are, else how many the full edition has."""
    page = composer.find_page(_BLOCK) if beyond else ()
    number = beyond if page else beyond + omitted
    if not number:
        return ()
    label = "further_questions_on_page" if page else "further_questions"
    before, _, after = fill_label(composer.edition, label, number=str(number)).partition("{page}")
    return (Paragraph(composer.breaks.bind((Plain(before), *page, Plain(after))), note_style),)


def _by_importance(questions: Iterable[SelectedStatement]) -> Sequence[SelectedStatement]:
    return sorted(questions, key=lambda question: IMPORTANCES.index(question.statement.importance))


def _compose_row(number: int, question: SelectedStatement, has_latest: bool, composer: Composer) -> tuple[Inlines, ...]:
    numeral: Inlines = (Strong((Plain(str(number)),)),)
    return (
        (Styled(numeral, VALUE),) if composer.edition.output == "deck" else numeral,
        (Strong(composer.breaks.bind(prose(question.statement.question.value).inlines)),),
        _compose_state(question, composer),
        *((_compose_latest(question, composer),) if has_latest else ()),
    )


def _compose_state(question: SelectedStatement, composer: Composer) -> Inlines:
    """Return the state of a question, else its wording, and its citation; a slide may have to use fewer words."""
    own, in_deck = question.statement, composer.edition.output == "deck"
    if own.state:
        said = Traced(own.id, prose(own.state.value).inlines)
    else:
        wording = question.wording if in_deck else find_shortest(own)
        shorter = tuple(prose(text.value).inlines for text in question.shorter) if in_deck else ()
        said = Traced(own.id, prose(wording.value).inlines, shorter)
    composer.note_statements((said,))
    return composer.breaks.bind((said, *composer.cite(CitationSlot(own.sources, (own.id,), own.inherited))))


def _compose_latest(question: SelectedStatement, composer: Composer) -> Inlines:
    """Return the date of the latest event and what it was, or that none is recorded."""
    event = question.latest
    if event is None:
        none: Inlines = (Plain(composer.label("none_recorded")),)
        return (Styled(none, QUIET),) if composer.edition.output == "deck" else none
    day = format_when(composer.edition, event.date).inlines
    return composer.breaks.bind((Strong(day), Plain(f" {event.title}")))


def _compose_remark(shaded: Sequence[int], omitted: int, note_style: str, composer: Composer) -> Blocks:
    texts = [composer.label("shaded_rows")] if shaded else []
    texts += [fill_label(composer.edition, "further_questions", number=str(omitted))] if omitted else []
    return (Paragraph(composer.breaks.bind((Plain(" ".join(texts)),)), note_style),) if texts else ()
