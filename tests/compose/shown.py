"""Blocks and inlines as text, one line per block, so that a test compares what a reader would see."""

from collections.abc import Iterator

from generator.model import block as b
from generator.model import inline as i
from generator.model.document import Slide


def words(inlines: i.Inlines) -> str:
    return "".join(map(_word, inlines))


def _word(inline: i.Inline) -> str:
    match inline:
        case i.Plain(text):
            return text.replace("\u00a0", " ")  # test_no_break.py tests where lines must not break
        case i.Strong(inner):
            return f"<b>{words(inner)}</b>"
        case i.Emphasis(inner):
            return f"<i>{words(inner)}</i>"
        case i.Styled(inner, style):
            return f"<{style}>{words(inner)}</{style}>"
        case i.Link(inner, url):
            return f"<{url}>{words(inner)}</>"
        case i.Traced(statement, inner, shorter):
            return f"<{statement}>" + "|".join(map(words, (inner, *shorter))) + "</>"
        case i.Note(inner):
            return f"^[{words(inner)}]"
        case i.Cite(letters=letters) if letters:
            return f"^{letters}"
        case i.Cite(citations):
            return f"[{'; '.join(', '.join(filter(None, (str(cited.number), cited.locator))) for cited in citations)}]"
        case i.CrossReference(anchor, text):
            return f"<#{anchor}>{text}</>"
    return "\\n"


def lines(blocks: b.Blocks, indent: str = "") -> Iterator[str]:
    for block in blocks:
        for line in _lines(block):
            yield indent + line


def _lines(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading(level, inlines, anchor):
            yield f"heading {level}{' #' + anchor if anchor else ''}: {words(inlines)}"
        case b.Title(inlines, eyebrow):
            yield f"title: {words(eyebrow)} / {words(inlines)}"
        case b.Paragraph(inlines, style):
            yield f"paragraph{' ' + style if style else ''}: {words(inlines)}"
        case b.BulletList(items):
            yield from _items("bullet", items)
        case b.NumberedList(items, start):
            yield from _items(f"item from {start}", items)
        case b.Table():
            number = f" {block.number} #{block.anchor}" if block.number else ""
            widths = f" {block.widths}" if block.widths else ""
            yield f"table{number}{widths}{' ' + block.style if block.style else ''}: {words(block.caption)}"
            yield "  " + " | ".join(map(words, block.header))
            bands = {band.row: words(band.title) for band in block.bands}
            for number, row in enumerate(block.rows):
                yield from [f"  = {bands[number]}"] if number in bands else []
                yield "  " + " | ".join(map(words, row))
        case b.FigureBlock():
            looks = f"{block.figure} {block.width:g}{' native' if block.native else ''}"
            yield f"figure {block.number} #{block.anchor} {looks}: {words(block.caption)}"
        case b.Panel():
            yield f"{block.style}{' ' + block.status if block.status else ''}: {words(block.title)}"
            yield from lines(block.blocks, "  ")
        case b.Columns(columns):
            for column in columns:
                yield f"column {column.width:g}"
                yield from lines(column.blocks, "  ")
        case b.Cards(cards):
            for card in cards:
                yield f"card: {words(card.title)}"
                yield from lines(card.blocks, "  ")
        case b.SideHeads(items):
            for item in items:
                yield f"head {item.sign}: {words(item.head)}" if item.sign else f"head: {words(item.head)}"
                yield from lines(item.blocks, "  ")
        case b.Landscape(blocks):
            yield "landscape"
            yield from lines(blocks, "  ")
        case b.ReferenceList(references):
            for reference in references:
                yield f"reference {reference.number}: {words(reference.full)}"
        case b.Agenda():
            yield "agenda"


def _items(kind: str, items: tuple[b.Blocks, ...]) -> Iterator[str]:
    for item in items:
        yield kind
        yield from lines(item, "  ")


def slide_lines(slides: tuple[Slide, ...]) -> Iterator[str]:
    for slide in slides:
        marks = "".join(f" {name}" for name in ("opening", "divider", "hidden") if getattr(slide, name))
        layout = f" ({slide.layout})" if slide.layout else ""
        yield f"slide{marks}{layout}: {words(slide.eyebrow)} / {words(slide.title)}"
        yield from lines(slide.blocks, "  ")
        if slide.notes:
            yield "  notes"
            yield from lines(slide.notes, "    ")
