"""`::: scorecard` -> a table of what was achieved, with the evidence: each status said once, for all its rows."""

from collections.abc import Sequence
from itertools import compress

from msgspec import Struct

from generator.compose.clearance.markings import mark
from generator.compose.composer import Composer
from generator.compose.template.filters import full_stop
from generator.compose.template.slots import CitationSlot, prose
from generator.compose.template.values import fill_label, format_value, format_when
from generator.compose.template.wordings import find_shared_assessor, find_shortest
from generator.model.block import Blocks, Paragraph, Table, TableGroup
from generator.model.dataset import Statement
from generator.model.edition import SelectedEvidence, SelectedStatement, StatusGroup
from generator.model.inline import DETAIL, SIGN, VALUE, Break, Emphasis, Inline, Inlines, Plain, Strong, Styled, Traced
from generator.model.text import Text

_COMPACT = "Status Table"  # a style
SIGNS = {"achieved": "✓", "partly": "~", "not_achieved": "✕"}


class _Columns(Struct, frozen=True):
    """Which columns the table has, besides status and finding; in a deck, text differs in size."""

    values: bool  # numbers, apart from their words
    words: bool
    sources: bool
    in_deck: bool


def compose_scorecard(note_style: str, composer: Composer) -> Blocks:
    """Return the table, and what a reader should know about it; nothing if the edition has no scorecard."""
    scorecard = composer.edition.scorecard
    statements = [statement for group in scorecard.groups for statement in group.statements]
    if not statements:
        return ()
    columns = _choose_columns(statements, composer)
    rows = [
        (
            _compose_status(group, columns, composer) if index == 0 else (),
            *_compose_row(statement, group, columns, composer),
        )
        for group in scorecard.groups
        for index, statement in enumerate(group.statements)
    ]
    label = composer.label
    present = (True, True, columns.values, columns.words, columns.sources)
    header = [label("status"), label("finding"), "", label("evidence"), label("sources")]
    proven = [statement.evidence.event if statement.evidence else None for statement in statements]
    groups = tuple(TableGroup(len(group.statements), group.status) for group in scorecard.groups)
    table = Table(
        tuple(compress([(Plain(composer.breaks.bind_text(name)),) if name else () for name in header], present)),
        tuple(tuple(compress(row, present)) for row in rows),
        events=tuple((event.id,) if event else () for event in proven) if any(proven) else (),
        row_headers=True,
        groups=groups,
        aligned=tuple(compress(["", "", "right", "", "right"], present)),
        exhibit=True,
    )
    return table, *_compose_remark(statements, note_style, composer)


def compose_statuses(composer: Composer) -> Blocks:
    """Return a table of one row for each status, with the headlines of its findings; nothing without a scorecard."""
    groups = composer.edition.scorecard.groups
    if not groups:
        return ()
    columns = _Columns(values=False, words=False, sources=False, in_deck=composer.edition.output == "deck")
    # on a page, it stands below a heading that says what it is
    names = ("status", "finding") if columns.in_deck else ()
    header = tuple((Plain(composer.breaks.bind_text(composer.label(name))),) for name in names)
    rows = tuple((_compose_status(group, columns, composer), _join_headlines(group, composer)) for group in groups)
    parts = tuple(TableGroup(1, group.status) for group in groups)
    return (Table(header, rows, style=_COMPACT, row_headers=True, groups=parts, exhibit=True),)


def _join_headlines(group: StatusGroup, composer: Composer) -> Inlines:
    """Return "Tension is lower · Leaders meet"; a statement without a headline gives its shortest wording."""
    inlines: list[Inline] = []
    for selected in group.statements:
        inlines += [Plain(" · ")] if inlines else []
        own = selected.statement
        inlines += mark(composer.edition, selected, prose((own.headline or find_shortest(own)).value).inlines)
    return composer.breaks.bind(tuple(inlines))


def _choose_columns(statements: Sequence[SelectedStatement], composer: Composer) -> _Columns:
    evidence = [statement.evidence for statement in statements if statement.evidence]
    in_deck = composer.edition.output == "deck"
    is_cited = composer.edition.audience.citations != "none"
    return _Columns(any(map(_counts, evidence)), bool(evidence), in_deck and is_cited, in_deck)


def _counts(evidence: SelectedEvidence) -> bool:
    """Whether its number is one, and not a date."""
    return evidence.number is not None and isinstance(evidence.number.value, int)


def _compose_status(group: StatusGroup, columns: _Columns, composer: Composer) -> Inlines:
    """Return sign and word, each on a line of its own on a slide, and who assessed all of its rows, if we did."""
    sign: Inlines = (Plain(SIGNS[group.status]),)
    first = (Styled((Strong(sign),), SIGN), Break()) if columns.in_deck else (*sign, Plain(" "))
    title = (*first, Strong((Plain(group.title),)))
    if find_shared_assessor(group) != "ours":
        return title
    remark: Inlines = (Plain(composer.label("assessed_ours")),)
    return (*title, Break(), Styled(remark, DETAIL) if columns.in_deck else Emphasis(remark))


def _compose_row(
    statement: SelectedStatement, group: StatusGroup, columns: _Columns, composer: Composer
) -> tuple[Inlines, ...]:
    """Return the cells of finding, value, words and sources."""
    evidence = statement.evidence
    value, words = _compose_evidence(evidence, columns, composer) if evidence else ((), ())
    value, words = (mark(composer.edition, evidence, inlines) for inlines in (value, words))
    finding = _compose_finding(statement, group, columns, composer)
    further = evidence.sources if evidence else ()
    cite, own = composer.cite, statement.statement
    together = CitationSlot((*own.sources, *further), (own.id,), own.inherited)
    if columns.in_deck:
        cited = cite(together)
        return finding, value, words, (Styled(cited, DETAIL),) if cited else ()
    if further and composer.edition.audience.citations == "footnotes":
        return finding, value, (*words, *cite(together)), ()  # one note, which takes half the room of two
    finding = (*finding, *cite(CitationSlot(own.sources, (own.id,), own.inherited)))
    words = (*words, *cite(CitationSlot(further, (own.id,)))) if further else words
    return finding, value, words, ()


def _compose_finding(
    statement: SelectedStatement, group: StatusGroup, columns: _Columns, composer: Composer
) -> Inlines:
    own = statement.statement
    headline = prose(own.headline.value)
    inlines: list[Inline] = []
    if headline and columns.in_deck:
        inlines = [Strong(headline.inlines), Break()]
    elif headline:
        inlines = [Strong((*headline.inlines, Plain(full_stop(own.headline.value)))), Plain(" ")]
    # a slide may have to use shorter ones; beside the evidence, a page has room for half of a text
    said = statement.wording if columns.in_deck else _choose_wording(own, composer)
    shorter = tuple(prose(text.value).inlines for text in statement.shorter) if columns.in_deck else ()
    wording = Traced(own.id, prose(said.value).inlines, shorter)
    composer.note_statements((wording,))
    inlines.append(wording)
    if own.assessed == "ours" and not find_shared_assessor(group):
        inlines += [Plain(" "), Emphasis((Plain(f"({composer.label('assessed_ours')})"),))]
    return composer.breaks.bind(tuple(inlines))


def _choose_wording(statement: Statement, composer: Composer) -> Text:
    """Return the wording of a finding on a page: one step shorter than the audience's."""
    is_full = composer.edition.audience.wording[composer.edition.output] == "text"
    return statement.short if is_full and statement.short else find_shortest(statement)


def _compose_evidence(evidence: SelectedEvidence, columns: _Columns, composer: Composer) -> tuple[Inlines, Inlines]:
    """Return the value, if it is a number, and the words, with the date of what is one."""
    edition, words = composer.edition, prose(evidence.words.value).inlines
    if evidence.number is None:
        day = format_when(edition, evidence.event.date if evidence.event else None).inlines
        return (), composer.breaks.bind((*words, Plain(f"{edition.labels['comma']} "), *day) if words else day)
    value: Inlines = (Strong(format_value(edition, evidence.number.value).inlines),)
    if _counts(evidence):
        return ((Styled(value, VALUE),) if columns.in_deck else value), composer.breaks.bind(words)
    return (), composer.breaks.bind((*value, Plain(" "), *words))


def _compose_remark(statements: Sequence[SelectedStatement], note_style: str, composer: Composer) -> Blocks:
    """Return whose assessments these are, where some are ours, and how many more the full edition has."""
    edition = composer.edition
    omitted = edition.scorecard.omitted
    texts = [composer.label("assessed_rule")] if any(each.statement.assessed == "ours" for each in statements) else []
    texts += [fill_label(edition, "further_findings", number=str(omitted))] if omitted else []
    return (Paragraph(composer.breaks.bind((Plain(" ".join(texts)),)), note_style),) if texts else ()
