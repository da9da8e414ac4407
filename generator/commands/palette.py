"""One or two colours of a brand -> a whole theme in which text can be read: WCAG 2.2, 1.4.3, for every pair we set."""

from collections.abc import Mapping

WHITE, BLACK = "FFFFFF", "000000"
READABLE, STRONG = 4.5, 7.0  # contrast of text; of titles, and of text on a dark slide


def theme_of(color: str, accent: str, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return a theme's colours: titles and dark slides in `color`, rules in `accent`; statuses stay as shipped."""
    dark = readable(color, WHITE, STRONG)
    second = readable(accent, WHITE, READABLE)
    return {
        **shipped,
        "dark2": dark,
        "light2": mixed(dark, WHITE, 0.94),
        "accent1": second,
        "hyperlink": readable(second, mixed(dark, WHITE, 0.94), READABLE),
    }


def chart_colors(theme: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the colours of marks, by number, and those of stacked columns, bottom to top."""
    marks = [theme[name] for name in ("accent2", "accent5", "accent3", "accent4", "dark2", "accent1", "accent6")]
    main = theme["accent1"]
    return marks, [mixed(main, WHITE, 0.6), main, theme["dark2"], mixed(theme["accent6"], WHITE, 0.6)]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(color: str, ground: str, ratio: float) -> str:
    """Return `color`, darkened as far as text in it needs to be read on `ground`."""
    for step in range(21):
        found = mixed(color, BLACK, step / 20)
        if contrast(found, ground) >= ratio:
            return found
    return BLACK


def mixed(color: str, other: str, share: float) -> str:
    """Return `color` with a `share` of `other` in it."""
    pairs = ((int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)
