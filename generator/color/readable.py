"""The colours of a brand -> the pairs of text and ground, or mark and ground, that cannot be told apart well enough.

Thresholds are those of WCAG 2.2: 1.4.3 for text, 1.4.11 for marks and rules.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.color.contrast import READABLE, VISIBLE, contrast


class Rule(Struct, frozen=True):
    """What a colour of the theme is used for, on which ground, and the contrast that it needs."""

    color: str
    ground: str
    needed: float
    use: str  # with its verb


RULES = (
    Rule("dark1", "light1", READABLE, "text needs"),
    Rule("dark1", "light2", READABLE, "text in panels needs"),
    Rule("dark2", "light1", READABLE, "titles and dark slides need"),
    Rule("hyperlink", "light1", READABLE, "links need"),
    Rule("accent6", "light1", READABLE, "captions, sources and footers need"),
    Rule("accent2", "light1", READABLE, "“not achieved” needs"),
    Rule("accent3", "light1", READABLE, "“achieved” needs"),
    Rule("accent4", "light1", READABLE, "“partly achieved” needs"),
    Rule("accent1", "light1", VISIBLE, "rules and columns need"),
)


def find_unreadable(colors: Mapping[str, str], palette: Sequence[str]) -> Iterator[tuple[str, float, Rule]]:
    """Yield each faulty colour, its contrast, and the rule that it breaks; the marks of charts are named by number."""
    marks = ((f"palette {number}", color) for number, color in enumerate(palette, 1))
    rules = [*((rule, colors[rule.color]) for rule in RULES)]
    rules += [(Rule(name, "light1", VISIBLE, "marks of figures need"), color) for name, color in marks]
    for rule, color in rules:
        ratio = contrast(color, colors[rule.ground])
        if ratio < rule.needed:
            yield color, ratio, rule
