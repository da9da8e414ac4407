"""Colours as six hex digits: how well one is read on another (WCAG 2.2, 1.4.3), and what makes it better."""

WHITE, BLACK = "FFFFFF", "000000"
READABLE, STRONG = 4.5, 7.0  # contrast of text; of titles, and of text on a dark slide
VISIBLE = 3.0  # of what is drawn (WCAG 2.2, 1.4.11)


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
    """Return `color`, darkened or on a dark ground lightened as far as it needs to be read on `ground`."""
    target = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    for step in range(21):
        found = mixed(color, target, step / 20)
        if contrast(found, ground) >= ratio:
            return found
    return target


def mixed(color: str, other: str, share: float) -> str:
    """Return `color` with a `share` of `other` in it."""
    pairs = ((int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)
