"""Write slides.pptx, the shipped slide template: `python templates/look/slides_template.py`.

The script makes the file reviewable as text; editing the file in PowerPoint instead works just as well. The deck
writer looks up layouts and their placeholders by name. The first level of a panel or card is its title, the second its
text.
"""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml
from slides_package import package
from slides_shapes import (
    ACROSS,
    BOTTOM,
    CAPTION,
    DEEP,
    GUTTER,
    HEIGHT,
    LEFT,
    PALE,
    RULE,
    TOP,
    Shapes,
    bulleted,
    color,
    columns,
    level,
    titled,
)

from generator.model.look import Brand

HERE = Path(__file__).parent


def title_slide():
    """The cover. The marking is framed, as wide as its words; without a figure, title and subtitle move down."""
    shapes, white = Shapes(), color("bg1")
    levels = level(1, 14, bold=True, caps=True, spacing=150, fill=white)
    shapes.placeholder("Eyebrow", "body", 10, (LEFT, 28, 420, 28), levels, anchor="ctr", fit=False)
    shapes.rectangle("Rule", (LEFT, 62, 72, 4.5), color("accent2", ("lumMod", 60000), ("lumOff", 40000)))
    levels = level(1, 42, bold=True, face="+mj-lt", fill=white, line=95)
    shapes.placeholder("Title", "ctrTitle", 0, (LEFT, 82, 700, 112), levels, anchor="b")
    shapes.placeholder("Subtitle", "subTitle", 1, (LEFT, 204, ACROSS, 42), level(1, 22, fill=white))
    shapes.placeholder("Figure", "pic", 12, (LEFT, 264, ACROSS, 216), level(1, 16, fill=PALE))
    shapes.rectangle("Logo", (LEFT + ACROSS - 150, 84, 150, 62), "<a:noFill/>")
    shapes.rectangle("Foot rule", (LEFT, 490, ACROSS, 0.75), color("tx2", ("lumMod", 60000), ("lumOff", 40000)))
    half = ACROSS / 2
    for name, kind, index, left, align in (("Date", "dt", 13, LEFT, "l"), ("Byline", "body", 11, LEFT + half, "r")):
        levels = level(1, 16, fill=white, align=align)
        shapes.placeholder(name, kind, index, (left, 496, half, 26), levels, anchor="ctr", fit=False)
    levels, frame = level(1, 14, bold=True, fill=white, align="ctr"), f'<a:ln w="9525">{white}</a:ln>'
    shapes.placeholder("Footer", "ftr", 14, (LEFT + half, 29, half, 26), levels, (11, 0, 11, 0), "ctr", False, frame)
    return "Title", shapes, color("tx2"), False


def section():
    shapes = Shapes()
    shapes.rectangle("Band", (0, 0, 14, HEIGHT), color("accent2"))
    shapes.placeholder("Title", "title", 0, (64, 150, 760, 150),
                       level(1, 36, bold=True, face="+mj-lt", fill=color("bg1"), line=95), anchor="b")  # fmt: skip
    shapes.placeholder("Eyebrow", "body", 10, (64, 46, 640, 28),
                       level(1, 14, bold=True, caps=True, spacing=150, fill=PALE), fit=False)  # fmt: skip
    shapes.rectangle("Rule", (64, 318, 90, 4), color("accent2"))
    shapes.placeholder("Content", "body", 1, (64, 338, 760, 120), level(1, 20, fill=color("bg1")))
    shapes.footers(PALE)
    return "Section", shapes, color("tx2"), False


# Bodies of layouts: a name, and a function that adds the shapes below eyebrow and title.


def text():
    box = (LEFT, TOP, ACROSS, DEEP)
    return "Content", lambda shapes: shapes.placeholder("Content", "", 1, box, bulleted(24, 8))


def side_panel():
    """Text and, beside it, a panel of full height for much text."""

    def fill(shapes):
        shapes.placeholder("Content", "", 1, (LEFT, TOP, 570, DEEP), bulleted(22, 8))
        shapes.panel(1, (LEFT + 598, TOP, ACROSS - 598, DEEP), 20)

    return "Content with side panel", fill


def band():
    """Text and, below it, a panel of full width for little text."""

    def fill(shapes):
        shapes.placeholder("Content", "", 1, (LEFT, TOP, ACROSS, DEEP - 126), bulleted(24, 8))
        shapes.panel(1, (LEFT, BOTTOM - 110, ACROSS, 110), 20, before=3)

    return "Content with band", fill


def development():
    """Statements, the figure that shows their events beside them, and below it a panel that says why they matter."""

    def fill(shapes):
        left, wide = LEFT + 428, ACROSS - 428
        shapes.placeholder("Content", "", 1, (LEFT, TOP, 404, DEEP), bulleted(20, 8))
        shapes.placeholder("Exhibit", "", 2, (left, TOP, wide, 256), level(1, 16))
        shapes.panel(1, (left, BOTTOM - 100, wide, 100), 16, before=2, insets=(16, 10, 16, 8), bar=False)

    return "Development", fill


def panels(name, count, size):
    """Panels side by side."""

    def fill(shapes):
        edges, width = columns(count, 20 if count == 3 else GUTTER)
        for number, left in enumerate(edges, 1):
            shapes.panel(number, (left, TOP, width, DEEP), size)

    return name, fill


def two_contents():
    def fill(shapes):
        edges, width = columns(2)
        for number, left in enumerate(edges):
            box = (left, TOP, width, DEEP)
            shapes.placeholder(f"Content {number + 1}", "", 1 + number, box, bulleted(20, 8))

    return "Two contents", fill


def cards(count, across, title, size):
    """A grid of `count` cards, `across` in a row: a number, and title and text beside it."""

    def fill(shapes):
        edges, width = columns(across)
        gap, down = 16, -(-count // across)
        deep = (DEEP - gap * (down - 1)) / down
        for number in range(count):
            left, top = edges[number % across], TOP + number // across * (deep + gap)
            numeral = level(1, 30, bold=True, face="+mj-lt", fill=color("accent2"))
            words = titled(title, size, before=3, bullets=False)
            box = (left + 46, top, width - 46, deep)
            place = (left, top, 46, deep)
            shapes.placeholder(f"Number {number + 1}", "body", 40 + number, place, numeral, (0, 3, 0, 0), fit=False)
            shapes.placeholder(f"Card {number + 1}", "body", 20 + number, box, words, (0, 8, 0, 0))

    return f"Cards {count}", fill


def key_numbers(count):
    """One or two numbers in boxes, or one in a box and up to three beside it; of more, three in a row."""

    def fill(shapes):
        if count > 4:
            _numbers_in_rows(shapes, count)
            return
        wide = (ACROSS, (ACROSS - GUTTER) / 2)[count - 1] if count < 3 else 420
        _boxed_number(shapes, 1, (LEFT, TOP, wide, DEEP), color("accent2"))
        if count == 2:
            _boxed_number(shapes, 2, (LEFT + wide + GUTTER, TOP, wide, DEEP), color("tx2"))
            return
        left, deep = LEFT + wide + 36, DEEP / max(count - 1, 1)
        for number in range(2, count + 1):
            top, high = TOP + (number - 2) * deep, deep - (8 if number < count else 0)
            shapes.rectangle(f"Number rule {number}", (left, top, LEFT + ACROSS - left, 1.5), RULE)
            _number(shapes, number, (left, top + 8, 110, high - 8), 54, "t", color("tx2"), "r")
            _words(shapes, number, (left + 128, top + 11, LEFT + ACROSS - left - 128, high - 11), 20, 18)

    return f"Key numbers {count}", fill


def _boxed_number(shapes, number, box, fill):
    """Add a box with a bar on top: the number, the words below, and in the first box room for a figure.

    Without a figure, number and words stand in the middle of the box.
    """
    left, top, wide, deep = box
    inner = wide - 48
    shapes.rectangle(f"Number box {number}", box, color("bg2"))
    shapes.rectangle(f"Number bar {number}", (left, top, wide, 5), fill)
    _number(shapes, number, (left + 24, top + 12, inner, 104), 92, "b", fill)
    words, figure = top + 120, top + deep - 157
    bottom = figure - 4 if number == 1 else top + deep - 12
    _words(shapes, number, (left + 24, words, inner, bottom - words), 24, 18)
    if number == 1:
        shapes.placeholder("Figure 1", "pic", 60, (left + 24, figure, inner, 147), level(1, 16))


def _numbers_in_rows(shapes, count):
    edges, width = columns(3)
    deep = (DEEP - 16) / 2
    for number in range(count):
        left, top = edges[number % 3], TOP + number // 3 * (deep + 16)
        fill = color("tx2") if number else color("accent2")  # no rules: of six, the last may stay empty
        _number(shapes, number + 1, (left, top + 8, width, 62), 50, "t", fill)
        _words(shapes, number + 1, (left, top + 72, width, deep - 72), 18, 16)


def _number(shapes, number, box, size, anchor, fill, align=""):
    levels = level(1, size, bold=True, face="+mj-lt", fill=fill, line=90, align=align)
    shapes.placeholder(f"Number {number}", "body", 40 + number, box, levels, anchor=anchor, fit=False)


def _words(shapes, number, box, size, smaller):
    """Add the words beside a number, and on the second level what it was before."""
    levels = level(1, size, bold=True, fill=color("tx1")) + level(2, smaller, before=4, fill=color("tx1"))
    shapes.placeholder(f"Words {number}", "body", 20 + number, box, levels)


def exhibit():
    """A caption, and a table, picture or chart below it."""

    def fill(shapes):
        shapes.placeholder("Caption", "body", 11, (LEFT, TOP - 4, ACROSS, 24), CAPTION, fit=False)
        shapes.placeholder("Exhibit", "", 1, (LEFT, TOP + 22, ACROSS, DEEP - 22), level(1, 16))

    return "Exhibit", fill


def sources():
    """The works that carry a deck, large, and beside them all others in three columns of small text.

    Without such works, the writer gives the columns all the room below the rule.
    """
    shapes, top, aside = Shapes(), TOP + 4, 232
    left = LEFT + aside + 28
    across = LEFT + ACROSS - left
    shapes.heading()
    shapes.rectangle("Works rule", (LEFT, top, ACROSS, 2), color("accent1"))
    work = (
        level(1, 18, bold=True, before=14, fill=color("tx1"))
        + level(2, 16, before=2, fill=color("tx1"))
        + level(3, 20, bold=True, face="+mj-lt", before=2, fill=color("accent1"))
    )
    entry = level(1, 16, margin=22, hanging=22, fill=color("tx1"), line=105)
    shapes.placeholder("Works", "body", 20, (LEFT, top + 2, aside, BOTTOM - top - 8), work, (0, 10, 0, 0))
    shapes.placeholder("Caption", "body", 11, (left, top + 12, across, 24),
                       level(1, 16, bold=True, fill=color("tx2")), fit=False)  # fmt: skip
    box = (left, top + 42, across, BOTTOM - top - 48)
    shapes.placeholder("References", "body", 21, box, entry, columns=3, gap=14)
    shapes.sources()
    shapes.footers()
    return "Sources", shapes, "", True


BODIES = [
    text(),
    side_panel(),
    band(),
    two_contents(),
    panels("One panel", 1, 22),
    panels("Two panels", 2, 20),
    panels("Three panels", 3, 18),
    cards(3, 3, 22, 20),
    cards(4, 2, 24, 22),
    cards(6, 3, 20, 18),
    *map(key_numbers, (1, 2, 3, 4, 6)),
    exhibit(),
    development(),
]


def layouts():
    """Yield all layouts: name, shapes, background, and whether the master's shapes are shown."""
    yield title_slide()
    yield section()
    for name, fill in BODIES:
        shapes = Shapes()
        shapes.heading()
        fill(shapes)
        shapes.sources()
        shapes.footers()
        yield name, shapes, "", True
    yield sources()


LAYOUTS = [*layouts()]


def main():
    values = yaml.safe_load((HERE / "brand.yaml").read_text(encoding="utf-8"))
    brand = Brand(values["colors"], values["fonts"]["heading"], values["fonts"]["body"], (), ())
    with ZipFile(HERE / "slides.pptx", "w", ZIP_DEFLATED) as file:
        for name, xml in package(brand, LAYOUTS).items():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            file.writestr(member, xml)


if __name__ == "__main__":
    main()
