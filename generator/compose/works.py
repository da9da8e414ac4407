"""Slides and an edition -> the same, whose lists of sources say on which works most statements of the deck rest."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.citation.weights import count_statements, find_leading, weigh_sources
from generator.compose.composer import Composer
from generator.compose.template.values import fill_label
from generator.language.numbers import format_number, plural_form, spell_number
from generator.model.block import Blocks, ReferenceList, Work
from generator.model.document import Slide
from generator.model.edition import Edition
from generator.model.inline import Inlines, Plain, Traced
from generator.model.walk import rewrite, walk


def add_works(slides: Sequence[Slide], composer: Composer) -> tuple[Slide, ...]:
    """Return `slides` with the works that carry them, and a title that says so, where a list of sources asks for it."""
    lists = [node for slide in slides for node in walk(slide.blocks) if isinstance(node, ReferenceList)]
    if not lists:
        return tuple(slides)
    edition, total, weights = composer.edition, *_weigh_shown(slides, composer.edition)
    references = {reference.source: reference for reference in lists[-1].references}
    works = tuple(
        composer.citations.describe(
            references[source],
            fill_label(
                edition,
                "statements_of_work",
                number=format_number(weights[source], edition.language),
                total=format_number(total, edition.language),
            ),
        )
        # as numbered, by all that the audience gets: the deck may show less, but a work is not to have number 15
        for source in find_leading(weigh_sources(edition), len(edition.statements))
        if source in references and source in weights
    )
    title = _title(edition, total, [count for count in weights.values() if count == total], len(references) - 1)
    return tuple(_complete(slide, works, composer.breaks.bind(title), composer) for slide in slides)


def _weigh_shown(slides: Sequence[Slide], edition: Edition) -> tuple[int, Mapping[str, int]]:
    """Return how many statements the slides show, and how many of them rest on each source."""
    nodes = (node for slide in slides for node in walk(slide.blocks))
    shown = {node.statement for node in nodes if isinstance(node, Traced)}
    statements = [selected for selected in edition.statements if selected.id in shown]
    return len(statements), count_statements(statements)


def _title(edition: Edition, total: int, underlying: Sequence[int], others: int) -> Inlines:
    """Return "One work underlies all 48 statements; 45 others support it", nothing where that is not so."""
    if total < 2 or len(underlying) != 1:
        return ()
    form = plural_form(others, edition.language)
    label = f"one_work_{form if f'one_work_{form}' in edition.labels else 'other'}" if others else "one_work_alone"
    said = {"total": spell_number(total, edition.language), "number": spell_number(others, edition.language)}
    return (Plain(fill_label(edition, label, **said)),)


def _complete(slide: Slide, works: tuple[Work, ...], title: Inlines, composer: Composer) -> Slide:
    lists = [node for node in walk(slide.blocks) if isinstance(node, ReferenceList)]
    if not lists:
        return slide
    blocks: Blocks = rewrite(
        slide.blocks, lambda node: _with_works(node, works, composer) if isinstance(node, ReferenceList) else node
    )
    if not (title and any(list_.titled for list_ in lists)):
        return replace(slide, blocks=blocks)
    return replace(slide, blocks=blocks, title=title, eyebrow=slide.eyebrow or slide.title)


def _with_works(block: ReferenceList, works: tuple[Work, ...], composer: Composer) -> ReferenceList:
    links = composer.edition.audience.citations == "links"
    references = tuple(map(composer.citations.link, block.references)) if links else block.references
    return replace(block, works=works, references=references)
