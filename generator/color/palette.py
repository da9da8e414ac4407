"""One or two brand colours -> a theme in which all text is readable (WCAG 2.2, 1.4.3), and the colours of charts."""

from collections.abc import Mapping

from generator.color.contrast import READABLE, STRONG, WHITE, luminance, make_readable, mix
from generator.color.theme_color import parse_theme_color, to_hex

_STATUSES = ("accent2", "accent3", "accent4", "accent5", "accent6")


def derive_theme(color: str, accent: str, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return the `shipped` theme with titles and dark slides in `color` and rules in `accent`."""
    dark = make_readable(color, WHITE, STRONG)
    light = mix(dark, WHITE, 0.94)
    second = make_readable(accent, WHITE, READABLE)
    return {
        **shipped,
        "dark2": dark,
        "light2": light,
        "accent1": second,
        "hyperlink": make_readable(second, light, READABLE),
    }


def derive_dark_theme(color: str, accent: str, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return a theme for dark slides: a ground of `color`, and all else light enough to be read on it.

    In a theme, "dark" names the text and "light" the ground, whatever their colours; for paper the two are swapped.
    """
    ground = make_readable(color, WHITE, 14.0)
    panel = mix(ground, WHITE, 0.12)
    statuses = {name: make_readable(shipped[name], panel, READABLE) for name in _STATUSES}
    second = make_readable(accent, panel, READABLE)
    return {
        **shipped,
        **statuses,
        "dark1": mix(ground, WHITE, 0.95),
        "light1": ground,
        "dark2": mix(color, WHITE, 0.85),
        "light2": panel,
        "accent1": second,
        "hyperlink": second,
        "followed_hyperlink": statuses["accent5"],
    }


def chart_colors(theme: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the colours of marks, by number, and those of stacked columns, bottom to top, as the theme makes them."""
    paler = _paler(theme)
    marks = ["accent2", "accent5", "accent3", "accent4", "dark2", "accent1", "accent6"]
    return marks, [f"accent1 {paler} 50%", "accent1", "dark2", f"accent6 {paler} 60%"]


def highlight_colors(theme: Mapping[str, str]) -> tuple[str, ...]:
    """Return the accent colour of a `theme`, for columns from the bottom up, as six hex digits."""
    steps = ("", f" {_paler(theme)} 40%", f" {_paler(theme)} 70%")
    return tuple(to_hex(parse_theme_color(f"accent2{step}"), theme) for step in steps)


def _paler(theme: Mapping[str, str]) -> str:
    """Return whether a colour comes closer to the ground by being lighter or darker."""
    return "lighter" if luminance(theme["light1"]) >= luminance(theme["dark1"]) else "darker"
