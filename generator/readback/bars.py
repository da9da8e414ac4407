"""The SVG of a ranking and its bars -> where bars, names and numbers say otherwise."""

from collections.abc import Iterator, Sequence

from generator.draw.ranking import LEAST_BAR
from generator.fonts.symbols import drawable
from generator.readback.expected import ExpectedBar
from generator.readback.picture import SAME, Picture, Text


def compare_bars(picture: Picture, bars: Sequence[ExpectedBar]) -> Iterator[str]:
    """Yield the first bar that is too long or too short, in another colour, or has another name or number."""
    shapes = sorted(picture.shapes["rank"], key=lambda shape: shape.box.top)
    drawn = [bar for bar in bars if bar.total > 0]
    if len(shapes) != len(drawn):
        yield f"the ranking has {len(shapes)} bars, expected {len(drawn)}"
        return
    unit = max((shape.box.width for shape in shapes), default=0.0) / max((bar.total for bar in drawn), default=1)
    for shape, bar in zip(shapes, drawn, strict=True):
        if abs(shape.box.width - max(bar.total * unit, LEAST_BAR)) > SAME * 2:
            yield f"the bar of `{bar.name}` is as long as {shape.box.width / unit:.3g}, expected {bar.total}"
            return
        if shape.fill != bar.fill:
            yield f"the bar of `{bar.name}` has the colour {shape.fill}, expected {bar.fill}"
            return
    rows: dict[float, list[Text]] = {}
    for text in picture.texts:
        rows.setdefault(round(text.baseline, 2), []).append(text)
    lines = [sorted(row, key=lambda text: text.left) for _, row in sorted(rows.items())]
    for row, bar in zip(lines, bars, strict=False):
        words = [text.text for text in row]
        name = drawable(bar.name)
        if len(words) != 2 or words[1] != bar.text or not _is_name(words[0], name):
            yield f"says {' '.join(f'`{word}`' for word in words)}, expected `{name}` `{bar.text}`"
            return
    if len(lines) != len(bars):
        yield f"the ranking names {len(lines)} bars, expected {len(bars)}"
        return


def _is_name(words: str, name: str) -> bool:
    """Return whether `words` are a name, or the beginning of one that is too long."""
    return words == name or (words.endswith("…") and name.startswith(words[:-1].rstrip()))
