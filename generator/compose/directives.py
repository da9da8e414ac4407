"""`::: {.name …}` -> blocks. Each directive is one function, listed in DIRECTIVES."""

from collections.abc import Callable

from msgspec.structs import replace

from generator import plugins
from generator.citation.weights import weigh_sources
from generator.compose.composer import Composer
from generator.compose.inlines import compose_attribute
from generator.compose.markdown.attributes import Attributes
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.numbers import compose_numbers
from generator.compose.position_table import ROWS, compose_positions
from generator.compose.tables.annex import compose_annex
from generator.compose.tables.events import compose_event_table
from generator.compose.tables.questions import compose_questions, list_questions
from generator.compose.tables.scorecard import compose_scorecard, compose_statuses
from generator.compose.tables.side_heads import compose_side_heads, split_lead
from generator.compose.tables.versions import compose_versions
from generator.errors import suggest
from generator.model.block import (
    SOURCES_LINE,
    Agenda,
    Blocks,
    Card,
    Cards,
    Column,
    Columns,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    Reference,
    ReferenceList,
)
from generator.model.dataset import STATUSES
from generator.model.dates import PartialDate, format_date
from generator.model.inline import Inlines, Plain

_STYLE = "custom-style"
SCORECARD_ROWS = ("findings", "statuses")
_SHORT = "short"  # of a list of sources
NOTE_STYLE = "Figure note"  # small and grey


def compose_directive(node: Node, composer: Composer) -> Blocks:
    """Return the blocks of a directive by its name; none if the name is unknown, which is reported."""
    if node.meta["attributes"] is None:
        return ()  # reported by lint.py
    name, attributes = name_of(node), attributes_of(node)
    if _STYLE in attributes.values and not name:
        return set_style(composer.blocks(node.children), composer.slots.text(attributes.get(_STYLE)))
    installed = plugins.names(plugins.DIRECTIVES) if name not in DIRECTIVES else ()
    if name not in DIRECTIVES and name not in installed:
        typed = composer.slots.text(name) or node.content or "{…}"
        composer.report(f"unknown directive `{typed}`", suggest(typed, [*DIRECTIVES, *installed], "directives"))
        return ()
    compose, keys = DIRECTIVES[name] if name in DIRECTIVES else plugins.load(plugins.DIRECTIVES, name)
    for key in attributes.values:
        if key not in keys:
            remedy = suggest(key, keys, "attributes") if keys else "it takes no attributes"
            composer.report(f"unknown attribute `{key}` of the directive `{name}`", remedy)
    return compose(node, attributes, composer)


def name_of(node: Node) -> str:
    """Return the name of a directive: the first class that is one, else the first class, else the id."""
    attributes = node.meta.get("attributes")
    if attributes is None:
        return ""
    names = (*attributes.classes, *((attributes.id,) if attributes.id else ()))
    return next((name for name in names if name in DIRECTIVES), names[0] if names else "")


def lists_all_sources(node: Node) -> bool:
    """Return whether there is a list of all sources, in full, in a syntax tree."""
    if node.type == "directive" and node.meta["attributes"] is not None and name_of(node) == "refs":
        return _SHORT not in attributes_of(node).classes
    return any(map(lists_all_sources, node.children))


def _compose_panel(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A titled box; the class `.achieved`, `.partly` or `.not_achieved` colours it."""
    title = compose_attribute(attributes.get("title"), composer)
    classes = [composer.slots.text(name) for name in attributes.classes]
    blocks = composer.blocks(node.children)
    if not blocks:
        return ()
    status = next((name for name in classes if name in STATUSES), "")
    return (Panel("glance" if "glance" in classes else "panel", title, blocks, status),)


def _compose_columns(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """Columns side by side; a single column takes the whole width."""
    columns = []
    for child in node.children:
        if child.type != "directive" or name_of(child) != "column":
            composer.report(
                "`columns` can contain only columns", "put this into `::: {.column}`", composer.move_to(child)
            )
            continue
        blocks = _compose_column(child, attributes_of(child), composer)
        if blocks:
            columns.append(Column(blocks, _parse_width(attributes_of(child), composer)))
    if len(columns) == 1:
        return columns[0].blocks
    return (Columns(tuple(columns)),) if columns else ()


def _compose_column(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    composer.move_to(node)
    boxed = {"panel", "glance"} & set(attributes.classes)
    return _compose_panel(node, attributes, composer) if boxed else composer.blocks(node.children)


def _parse_width(attributes: Attributes, composer: Composer) -> float:
    width = composer.slots.text(attributes.get("width"))
    try:
        share = float(width.removesuffix("%")) / 100 if width else 0.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        composer.report(f"`{width}` is not a valid `width`", 'write a percentage, such as `{.column width="60%"}`')
        return 0.0
    return share


def _compose_stray_column(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """One of the columns inside `:::: columns`; `width` is its share."""
    composer.report("`column` outside `columns`", "put it inside `:::: columns`")
    return ()


def _compose_cards(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """Numbered cards, one for each item of a numbered list; the bold words at its beginning are the card's title."""
    cards: list[Card] = []
    for block in composer.blocks(node.children):
        if isinstance(block, NumberedList):
            cards += [Card(*split_lead(item)) for item in block.items]
        else:
            composer.report("`cards` can contain only a numbered list", "start each card with `1.`")
    return (Cards(tuple(cards)),) if cards else ()


def _compose_notes(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """Speaker notes of a slide; left out of a briefing."""
    if composer.edition.output == "deck":  # deck.py takes all others
        composer.report("speaker notes cannot be inside another directive", "close it with `:::` first")
    return ()


def _compose_landscape(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """Blocks on landscape pages of their own; a deck shows them as usual."""
    if composer.edition.output == "deck":
        return composer.blocks(node.children)
    before = composer.end_group()  # on the page that its statements are on
    blocks = composer.groups(node.children)
    return (*before, *((Landscape(blocks),) if blocks else ()))


def _compose_references(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """All cited sources, numbered; with `.short`, one paragraph of short forms; with `.titled`, a slide's title, where
    all statements rest on one work, says so.
    """
    references = composer.citations.references()
    if not references:
        return ()
    note = _explain_later(composer)
    if _SHORT in attributes.classes:
        listed = Paragraph(composer.citations.short_list(), NOTE_STYLE)
        return (listed, Paragraph(note, NOTE_STYLE)) if note else (listed,)
    titled = "titled" in attributes.classes
    return (ReferenceList(_count_statements(references, composer), note, titled=titled),)


def _count_statements(references: tuple[Reference, ...], composer: Composer) -> tuple[Reference, ...]:
    """Return `references`, each with the number of statements that rest on it, if the audience asks for it."""
    if not composer.edition.audience.source_counts:
        return references
    weights, total = weigh_sources(composer.edition), len(composer.edition.statements)
    label = composer.label("statements_of_source").replace("{total}", str(total))
    texts = {source: label.replace("{number}", str(number)) for source, number in weights.items()}
    return tuple(
        replace(reference, full=(*reference.full, *composer.breaks.bind((Plain(f" {texts[reference.source]}"),))))
        if reference.source in texts
        else reference
        for reference in references
    )


def _explain_later(composer: Composer) -> Inlines:
    """Return why there are sources that are later than the edition, where there are any."""
    if not composer.citations.has_later():
        return ()
    when = PartialDate.of(composer.edition.as_of)
    day = format_date(when, composer.edition.audience.date_format, composer.edition.language)
    text = composer.label("later_sources").replace("{date}", day)
    return composer.breaks.bind((Plain(text),))


def _compose_events(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A table of all events of the edition, doubtful ones with their note; in a briefing, by year."""
    compose = compose_event_table if composer.edition.output == "deck" else compose_annex
    return compose(compose_attribute(attributes.get("caption"), composer), composer)


def _compose_positions(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A table of who says what on which topic; `rows` are the `holders` or the `topics`."""
    rows = composer.slots.text(attributes.get("rows"))
    if rows and rows not in ROWS:
        composer.report(f"`{rows}` is not a valid `rows`", suggest(rows, ROWS, "values"))
    return compose_positions(rows, compose_attribute(attributes.get("caption"), composer), NOTE_STYLE, composer)


def _compose_numbers(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """The key numbers of the edition, set large: a row of them in a briefing, slides of their own in a deck."""
    return compose_numbers(composer)


def _compose_scorecard(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A table of the scorecard: each status by sign, word and colour, its findings, and their evidence.

    With `rows="statuses"`, each status has one row, with the headlines of its findings.
    """
    rows = composer.slots.text(attributes.get("rows"))
    if rows and rows not in SCORECARD_ROWS:
        composer.report(f"`{rows}` is not a valid `rows`", suggest(rows, SCORECARD_ROWS, "values"))
    return compose_statuses(composer) if rows == "statuses" else compose_scorecard(NOTE_STYLE, composer)


def _compose_questions(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A table of the open questions, the most important first: where each stands, and the latest event on it.

    With `most`, a list of so many, and where the others are.
    """
    most = composer.slots.text(attributes.get("most"))
    if not most:
        return compose_questions(NOTE_STYLE, composer)
    if not (most.isascii() and most.isdecimal() and int(most[:3])):
        composer.report(f"`{most}` is not a valid `most`", 'write a whole number from 1, such as `most="4"`')
        return ()
    return list_questions(int(most[:3]), NOTE_STYLE, composer)


def _compose_versions(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """A table of the editions of the dataset: what changed in each, and who cleared it."""
    return compose_versions(composer)


def _compose_agenda(node: Node, attributes: Attributes, composer: Composer) -> Blocks:
    """The sections, each a link to its first slide; in a briefing, where its table of contents goes, if it has one."""
    return (Agenda(),) if composer.edition.output == "deck" or composer.edition.audience.contents else ()


def set_style(blocks: Blocks, style: str) -> Blocks:
    """Return `blocks` with all paragraphs in that style, but for lines of sources."""
    return tuple(
        Paragraph(block.inlines, style) if isinstance(block, Paragraph) and block.style != SOURCES_LINE else block
        for block in blocks
    )


# By name: what composes a directive, and the attributes that it takes.
DIRECTIVES: dict[str, tuple[Callable[[Node, Attributes, Composer], Blocks], tuple[str, ...]]] = {
    "glance": (_compose_panel, ("title",)),
    "panel": (_compose_panel, ("title",)),
    "columns": (_compose_columns, ()),
    "column": (_compose_stray_column, ("width", "title")),
    "cards": (_compose_cards, ()),
    "side-heads": (compose_side_heads, ("status",)),
    "notes": (_compose_notes, ()),
    "landscape": (_compose_landscape, ()),
    "refs": (_compose_references, ()),
    "events": (_compose_events, ("caption",)),
    "numbers": (_compose_numbers, ()),
    "positions": (_compose_positions, ("rows", "caption")),
    "scorecard": (_compose_scorecard, ("rows",)),
    "questions": (_compose_questions, ("most",)),
    "versions": (_compose_versions, ()),
    "agenda": (_compose_agenda, ()),
}
