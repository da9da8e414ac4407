"""Colours as six hex digits -> their contrast, and colours with more of it (WCAG 2.2, 1.4.3)."""

from collections.abc import Sequence

WHITE, BLACK = "FFFFFF", "000000"
READABLE, STRONG = 4.5, 7.0  # contrast of text; of titles and of text on a dark slide
VISIBLE = 3.0  # contrast of marks (WCAG 2.2, 1.4.11)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def make_readable(color: str, ground: str, ratio: float) -> str:
    """Return `color`, darkened (on a dark ground lightened) until its contrast with `ground` is at least `ratio`."""
    target = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    for step in range(21):
        candidate = mix(color, target, step / 20)
        if contrast(candidate, ground) >= ratio:
            return candidate
    return target


def mix(color: str, other: str, share: float) -> str:
    """Return a mixture of `color` and a `share` (0-1) of `other`."""
    pairs = ((int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def mean(colors: Sequence[str]) -> str:
    """Return the mean of `colors`, of which there is at least one."""
    channels = ([int(color[at : at + 2], 16) for color in colors] for at in (0, 2, 4))
    return "".join(f"{round(sum(values) / len(values)):02X}" for values in channels)


def find_worst(color: str, grounds: Sequence[str]) -> tuple[float, str]:
    """Return the least contrast of `color` with `grounds`, of which there is at least one, and where that is."""
    return min((contrast(color, ground), ground) for ground in grounds)
