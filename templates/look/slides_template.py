"""Write slides.pptx, the shipped slide template: `python templates/look/slides_template.py`.

The script makes the file reviewable as text; editing the file in PowerPoint instead works just as well. The deck
writer looks up layouts and their placeholders by name. The first level of a panel or card is its title, the second its
text. Of the layouts for one purpose, the writer tries the roomiest first. Most layouts come in two versions: for a
title of one line and, as "…, long title", for one of two. Without the second, the first serves both.
"""

from itertools import combinations
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml
from slides_package import package
from slides_shapes import (
    ACROSS,
    BOTTOM,
    CAPTION,
    GUTTER,
    HEIGHT,
    LEFT,
    ONE_LINE,
    PALE,
    RULE,
    STATUS_COLORS,
    TWO_LINES,
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
    shapes = Shapes()
    shapes.rectangle("Band", (0, 0, 14, HEIGHT), color("accent2"))
    _skyline(shapes)
    shapes.rectangle("Rule", (64, 318, 90, 4), color("accent2"))
    shapes.placeholder("Title", "ctrTitle", 0, (64, 130, 640, 172),
                       level(1, 40, bold=True, face="+mj-lt", fill=color("bg1"), line=95), anchor="b")  # fmt: skip
    shapes.placeholder("Eyebrow", "body", 10, (64, 46, 640, 28),
                       level(1, 14, bold=True, caps=True, spacing=150, fill=PALE), fit=False)  # fmt: skip
    shapes.placeholder("Subtitle", "subTitle", 1, (64, 338, 640, 62), level(1, 22, fill=color("bg1")))
    shapes.placeholder("Byline", "body", 11, (64, 424, 640, 44), level(1, 16, fill=PALE), anchor="b")
    shapes.placeholder(
        "Footer", "ftr", 14, (64, 501, 640, 20), level(1, 12, fill=PALE, align="l"), anchor="ctr", fit=False
    )
    return "Title", shapes, color("tx2"), False


def _skyline(shapes):
    """Add columns along the right edge: an allusion to what briefings show, counts over time."""
    shade = color("tx2", ("lumMod", 85000), ("lumOff", 15000))
    for number, height in enumerate((60, 96, 74, 150, 118, 214, 176, 280, 240)):
        fill = color("accent2") if number == 7 else shade
        shapes.rectangle(f"Column {number + 1}", (744 + number * 24, HEIGHT - height, 15, height), fill)


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


# Bodies of layouts: a name, and a function that adds the shapes below eyebrow and title to a grid.


def text(name, levels=""):
    """One region of text; `levels` sets short text larger and looser."""
    return name, lambda shapes, grid: shapes.placeholder("Content", "", 1, (LEFT, grid.top, ACROSS, grid.deep), levels)


def side_panel(name, size):
    """Text and, beside it, a panel of full height for much text."""

    def fill(shapes, grid):
        shapes.placeholder("Content", "", 1, (LEFT, grid.top, 596, grid.deep))
        shapes.panel(1, (LEFT + 620, grid.top, 250, grid.deep), size)

    return name, fill


def band(name, high, size, levels):
    """Text and, below it, a panel of full width for little text."""

    def fill(shapes, grid):
        shapes.placeholder("Content", "", 1, (LEFT, grid.top, ACROSS, grid.deep - high - 18), levels)
        shapes.panel(1, (LEFT, BOTTOM - high, ACROSS, high), size, before=3, insets=(18, 13, 18, 6))

    return name, fill


def panels(name, size, statuses):
    """One panel for each of `statuses`, side by side; an empty status is a plain panel."""

    def fill(shapes, grid):
        edges, width = columns(len(statuses), 20 if len(statuses) == 3 else GUTTER)
        for number, (left, status) in enumerate(zip(edges, statuses, strict=True), 1):
            shapes.panel(number, (left, grid.top, width, grid.deep), size, status=status)

    return name, fill


def two_contents():
    def fill(shapes, grid):
        edges, width = columns(2)
        for number, left in enumerate(edges):
            shapes.placeholder(f"Content {number + 1}", "", 1 + number, (left, grid.top, width, grid.deep))

    return "Two contents", fill


def cards(count, across, title, size):
    """A grid of `count` cards, `across` in a row: a number, title and text beside it, a rule above."""

    def fill(shapes, grid):
        edges, width = columns(across)
        gap, down = 16, -(-count // across)
        deep = (grid.deep - gap * (down - 1)) / down
        for number in range(count):
            left, top = edges[number % across], grid.top + number // across * (deep + gap)
            shapes.rectangle(f"Card rule {number + 1}", (left, top, width, 1.5), RULE)
            numeral = level(1, 30, bold=True, face="+mj-lt", fill=color("accent2"))
            words = titled(title, size, before=3, bullets=False)
            box = (left + 46, top, width - 46, deep)
            place = (left, top, 46, deep)
            shapes.placeholder(f"Number {number + 1}", "body", 40 + number, place, numeral, (0, 7, 0, 0), fit=False)
            shapes.placeholder(f"Card {number + 1}", "body", 20 + number, box, words, (0, 12, 0, 0))

    return f"Cards {count}", fill


def key_numbers(count):
    """One or two numbers in boxes, or one in a box and up to three beside it; of more, three in a row."""

    def fill(shapes, grid):
        if count > 4:
            _numbers_in_rows(shapes, grid, count)
            return
        wide = (ACROSS, (ACROSS - GUTTER) / 2)[count - 1] if count < 3 else 420
        _boxed_number(shapes, 1, (LEFT, grid.top, wide, grid.deep), color("accent2"))
        if count == 2:
            _boxed_number(shapes, 2, (LEFT + wide + GUTTER, grid.top, wide, grid.deep), color("tx2"))
            return
        left, deep = LEFT + wide + 36, grid.deep / max(count - 1, 1)
        for number in range(2, count + 1):
            top, high = grid.top + (number - 2) * deep, deep - (8 if number < count else 0)
            shapes.rectangle(f"Number rule {number}", (left, top, LEFT + ACROSS - left, 1.5), RULE)
            _number(shapes, number, (left, top + 8, 110, high - 8), 54, "t", color("tx2"), "r")
            _words(shapes, number, (left + 128, top + 11, LEFT + ACROSS - left - 128, high - 11), 20, 18)

    return f"Key numbers {count}", fill


def _boxed_number(shapes, number, box, fill):
    """Add a box with a bar on top: the number in its upper half, the words below."""
    left, top, wide, deep = box
    shapes.rectangle(f"Number box {number}", box, color("bg2"))
    shapes.rectangle(f"Number bar {number}", (left, top, wide, 5), fill)
    _number(shapes, number, (left + 24, top + 20, wide - 48, deep * 0.5 - 20), 115, "b", fill)
    _words(shapes, number, (left + 24, top + deep * 0.5 + 6, wide - 48, deep * 0.5 - 18), 26, 20)


def _numbers_in_rows(shapes, grid, count):
    edges, width = columns(3)
    deep = (grid.deep - 16) / 2
    for number in range(count):
        left, top = edges[number % 3], grid.top + number // 3 * (deep + 16)
        fill = color("tx2") if number else color("accent2")
        shapes.rectangle(f"Number rule {number + 1}", (left, top, width, 2.25 if number else 5), fill)
        _number(shapes, number + 1, (left, top + 8, width, 62), 50, "t", fill)
        _words(shapes, number + 1, (left, top + 72, width, deep - 72), 18, 16)


def _number(shapes, number, box, size, anchor, fill, align=""):
    levels = level(1, size, bold=True, face="+mj-lt", fill=fill, line=90, align=align)
    shapes.placeholder(f"Number {number}", "body", 40 + number, box, levels, anchor=anchor, fit=False)


def _words(shapes, number, box, size, smaller):
    """Add the words beside a number, and on the second level what it was before."""
    levels = level(1, size, bold=True, fill=color("tx1")) + level(2, smaller, before=4, fill=color("tx1"))
    shapes.placeholder(f"Words {number}", "body", 20 + number, box, levels)


def shown(name, kind):
    """A caption, a picture or chart below it, and at the foot two lines for remarks and sources."""

    def fill(shapes, grid):
        shapes.placeholder("Caption", "body", 11, (LEFT, grid.top - 6, ACROSS, 26), CAPTION, fit=False)
        shapes.placeholder(name, kind, 1, (LEFT, grid.top + 20, ACROSS, 456 - grid.top - 20), level(1, 16))

    return name, fill


def shown_alone(name, kind):
    """A caption, and a picture or chart in the remaining space."""

    def fill(shapes, grid):
        shapes.placeholder("Caption", "body", 11, (LEFT, grid.top - 6, ACROSS, 26), CAPTION, fit=False)
        shapes.placeholder(name, kind, 1, (LEFT, grid.top + 20, ACROSS, 490 - grid.top - 20), level(1, 16))

    return f"{name} full", fill


def table():
    """A caption, and a table below it."""

    def fill(shapes, grid):
        shapes.placeholder("Caption", "body", 11, (LEFT, grid.top - 6, ACROSS, 26), CAPTION, fit=False)
        shapes.placeholder("Table", "tbl", 1, (LEFT, grid.top + 22, ACROSS, grid.deep - 22), level(1, 16))

    return "Table", fill


def table_alone():
    return "Table full", lambda shapes, grid: shapes.placeholder(
        "Table", "tbl", 1, (LEFT, grid.top + 4, ACROSS, grid.deep - 4), level(1, 16)
    )


TEXTS = [
    text("Content"),
    text("Content very large", bulleted(28, 26)),
    text("Content large", bulleted(24, 20)),
    text("Content medium", bulleted(22, 11)),
    side_panel("Content with large side panel", 20),
    side_panel("Content with side panel", 18),
    band("Content very large with band", 132, 24, bulleted(28, 26)),
    band("Content large with band", 118, 20, bulleted(24, 20)),
    band("Content medium with band", 104, 20, bulleted(22, 14)),
    band("Content with band", 94, 18, ""),
    two_contents(),
    panels("One panel", 20, [""]),
    panels("Two panels", 20, ["", ""]),
    panels("Three panels", 18, ["", "", ""]),
    *(
        panels("Scorecard " + ", ".join(statuses), 20 if len(statuses) < 3 else 18, statuses)
        for count in (1, 2, 3)
        for statuses in combinations(STATUS_COLORS, count)
    ),
    cards(1, 1, 24, 20),
    cards(2, 2, 24, 22),
    cards(3, 3, 20, 18),
    cards(4, 2, 24, 22),
    cards(5, 3, 20, 18),
    cards(6, 3, 20, 18),
    *(key_numbers(count) for count in range(1, 7)),
    table(),
    table_alone(),
]
# remarks on a figure may need a second line; without remarks and sources, a figure takes their space
FIGURES = [shown("Figure", "pic"), shown("Chart", "chart")]
FIGURES_ALONE = [shown_alone("Figure", "pic"), shown_alone("Chart", "chart")]


def on(grid, kinds, lines_of_sources):
    """Yield a layout for each of `kinds` on `grid`: eyebrow, title, body, sources, footers."""
    for name, fill in kinds:
        shapes = Shapes()
        shapes.heading(grid.title)
        fill(shapes, grid)
        if lines_of_sources:
            shapes.sources(lines_of_sources)
        shapes.footers()
        yield name + grid.suffix, shapes, "", True


def sources():
    """Two columns of small text."""
    shapes, top = Shapes(), 94
    shapes.heading(ONE_LINE.title)
    edges, width = columns(2, 36)
    entry = level(1, 12, margin=26, hanging=26, before=4, fill=color("tx1"))
    for number, left in enumerate(edges):
        box = (left, top, width, 492 - top)
        shapes.placeholder(f"References {number + 1}", "body", 20 + number, box, entry, fit=False)
    shapes.footers()
    return "Sources", shapes, "", True


LAYOUTS = [
    title_slide(),
    section(),
    *(
        layout
        for grid in (ONE_LINE, TWO_LINES)
        for layout in (*on(grid, TEXTS, 1), *on(grid, FIGURES, 2), *on(grid, FIGURES_ALONE, 0))
    ),
    sources(),
]


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
