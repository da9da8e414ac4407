"""`::: {.name …}` -> blocks. One directive, one function; DIRECTIVES lists them."""

from collections.abc import Callable

from generator import plugins
from generator.compose.annex import events_table
from generator.compose.inlines import value
from generator.compose.markdown.attributes import Attributes
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.reading import Reading
from generator.errors import suggest
from generator.model.block import (
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
    ReferenceList,
)
from generator.model.dataset import STATUSES
from generator.model.inline import Inlines, Plain, Strong

STYLE = "custom-style"
_SHORT_STYLE = "Figure note"  # small and grey, for what stands below


def directive(node: Node, reading: Reading) -> Blocks:
    """Return the blocks of a directive, by its name; nothing where its name is unknown, which is reported."""
    if node.meta["attributes"] is None:
        return ()  # cannot be read, and is reported as a trap
    name, attributes = name_of(node), attributes_of(node)
    if STYLE in attributes.values and not name:
        return _styled(reading.blocks(node.children), reading.slots.text(attributes.get(STYLE)))
    installed = plugins.names(plugins.DIRECTIVES) if name not in DIRECTIVES else ()
    if name not in DIRECTIVES and name not in installed:
        said = reading.slots.text(name) or node.content or "{…}"
        reading.report(f"no directive `{said}`", suggest(said, [*DIRECTIVES, *installed]))
        return ()
    make, known = DIRECTIVES[name] if name in DIRECTIVES else plugins.load(plugins.DIRECTIVES, name)
    for key in attributes.values:
        if key not in known:
            allowed = suggest(key, known) if known else "it takes none"
            reading.report(f"the directive `{name}` has no `{key}`", allowed)
    return make(node, attributes, reading)


def name_of(node: Node) -> str:
    """Return the name of a directive: its first class that is one, or the first at all, or its id."""
    attributes = node.meta.get("attributes")
    if attributes is None:
        return ""
    named = (*attributes.classes, *((attributes.id,) if attributes.id else ()))
    return next((name for name in named if name in DIRECTIVES), named[0] if named else "")


def _panel(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """A titled box; `.achieved`, `.partly` or `.not_achieved` beside its name colours it."""
    title = value(attributes.get("title"), reading)
    classes = [reading.slots.text(name) for name in attributes.classes]
    blocks = reading.blocks(node.children)
    if not blocks:
        return ()
    status = next((name for name in classes if name in STATUSES), "")
    return (Panel("glance" if "glance" in classes else "panel", title, blocks, status),)


def _columns(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """Columns side by side; one that is alone has the whole width to itself."""
    made = []
    for child in node.children:
        if child.type != "directive" or name_of(child) != "column":
            reading.report("between columns stand only columns", "::: {.column}", reading.at(child))
            continue
        blocks = _column(child, attributes_of(child), reading)
        if blocks:
            made.append(Column(blocks, _width(attributes_of(child), reading)))
    if len(made) == 1:
        return made[0].blocks
    return (Columns(tuple(made)),) if made else ()


def _column(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    reading.at(node)
    boxed = {"panel", "glance"} & set(attributes.classes)
    return _panel(node, attributes, reading) if boxed else reading.blocks(node.children)


def _width(attributes: Attributes, reading: Reading) -> float:
    width = reading.slots.text(attributes.get("width"))
    try:
        share = float(width.removesuffix("%")) / 100 if width else 0.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        reading.report(f"the width `{width}` is no share", 'write it so: {.column width="60%"}')
        return 0.0
    return share


def _stray_column(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """One of several columns, inside `:::: columns`; `width` is its share."""
    reading.report("a column outside of `:::: columns`", ":::: columns")
    return ()


def _cards(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """Numbered cards, one for each item of an ordered list; the bold words at its beginning are its title."""
    cards: list[Card] = []
    for block in reading.blocks(node.children):
        if isinstance(block, NumberedList):
            cards += [_card(item) for item in block.items]
        else:
            reading.report("cards are made of a numbered list", "begin each with `1.`")
    return (Cards(tuple(cards)),) if cards else ()


def _card(item: Blocks) -> Card:
    first = item[0]
    if not isinstance(first, Paragraph) or not first.inlines or not isinstance(first.inlines[0], Strong):
        return Card((), item)
    rest = _without_space(first.inlines[1:])
    return Card(first.inlines[0].inlines, (*((Paragraph(rest),) if rest else ()), *item[1:]))


def _without_space(inlines: Inlines) -> Inlines:
    if not inlines or not isinstance(inlines[0], Plain):
        return inlines
    text = inlines[0].text.lstrip(" ")
    return (Plain(text), *inlines[1:]) if text else inlines[1:]


def _notes(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """Speaker notes: a deck takes them before they come here, a briefing leaves them out."""
    if reading.edition.output == "deck":
        reading.report("speaker notes stand outside of other directives", "close the others with `:::` first")
    return ()


def _landscape(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """Blocks on landscape pages of their own; a deck has no such pages, and shows them as they are."""
    blocks = reading.blocks(node.children)
    return (Landscape(blocks),) if blocks and reading.edition.output != "deck" else blocks


def _references(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """All sources that are cited, in the order of their first citation; with `.short`, one paragraph of short forms."""
    references = reading.citations.references()
    if references and "short" in attributes.classes:
        return (Paragraph(reading.citations.in_brief(), _SHORT_STYLE),)
    return (ReferenceList(references),) if references else ()


def _events(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """A table of all events of the edition, doubtful ones with their note."""
    return events_table(value(attributes.get("caption"), reading), reading)


def _agenda(node: Node, attributes: Attributes, reading: Reading) -> Blocks:
    """The sections of the deck, each a link to its first slide; left out of a briefing, which has contents."""
    return (Agenda(),) if reading.edition.output == "deck" else ()


def _styled(blocks: Blocks, style: str) -> Blocks:
    return tuple(Paragraph(block.inlines, style) if isinstance(block, Paragraph) else block for block in blocks)


# Each directive: what makes its blocks, and the attributes that it takes.
DIRECTIVES: dict[str, tuple[Callable[[Node, Attributes, Reading], Blocks], tuple[str, ...]]] = {
    "glance": (_panel, ("title",)),
    "panel": (_panel, ("title",)),
    "columns": (_columns, ()),
    "column": (_stray_column, ("width", "title")),
    "cards": (_cards, ()),
    "notes": (_notes, ()),
    "landscape": (_landscape, ()),
    "refs": (_references, ()),
    "events": (_events, ("caption",)),
    "agenda": (_agenda, ()),
}
