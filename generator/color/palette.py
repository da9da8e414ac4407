"""One or two colours of a brand -> a whole theme in which text can be read: WCAG 2.2, 1.4.3, for every pair we set."""

from collections.abc import Mapping

from generator.color.contrast import READABLE, STRONG, WHITE, mixed, readable

_STATUSES = ("accent2", "accent3", "accent4", "accent5", "accent6")


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


def dark_theme_of(color: str, accent: str, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return a theme for dark slides: a ground of `color`, and all else light enough to be read on it.

    "dark" and "light" are the theme's names of text and ground; on paper they change places again.
    """
    ground = readable(color, WHITE, 14.0)
    panel = mixed(ground, WHITE, 0.12)
    light = {name: readable(shipped[name], panel, READABLE) for name in _STATUSES}
    second = readable(accent, panel, READABLE)
    return {
        **shipped,
        **light,
        "dark1": mixed(ground, WHITE, 0.95),
        "light1": ground,
        "dark2": mixed(color, WHITE, 0.85),
        "light2": panel,
        "accent1": second,
        "hyperlink": second,
        "followed_hyperlink": light["accent5"],
    }


def chart_colors(theme: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the colours of marks, by number, and those of stacked columns, bottom to top."""
    marks = [theme[name] for name in ("accent2", "accent5", "accent3", "accent4", "dark2", "accent1", "accent6")]
    main, ground = theme["accent1"], theme["light1"]
    return marks, [mixed(main, ground, 0.6), main, theme["dark2"], mixed(theme["accent6"], ground, 0.6)]
