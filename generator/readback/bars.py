"""The SVG of a ranking and its bars -> where bars, names and numbers say otherwise."""

from collections import deque
from collections.abc import Iterator, Sequence

from generator.draw.ranking import LEAST_BAR
from generator.fonts.symbols import drawable
from generator.readback.expected import ExpectedBar
from generator.readback.picture import SAME, Picture, Text


def compare_bars(picture: Picture, bars: Sequence[ExpectedBar], heading: Sequence[str]) -> Iterator[str]:
    """Yield the first bar that is too long or too short, in another colour, or has another name or number.

    `heading` are the words above the bars.
    """
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
    texts = sorted(picture.texts, key=lambda text: text.baseline)
    if [text.text for text in texts[: len(heading)]] == [*map(drawable, heading)]:
        texts = texts[len(heading) :]
    rows = _rows(texts, min(shape.box.left for shape in shapes))
    for (name, number), bar in zip(rows, bars, strict=False):
        if "".join(name.split()) != "".join(drawable(bar.name).split()) or number != bar.text:
            yield f"says `{name}` `{number}`, expected `{drawable(bar.name)}` `{bar.text}`"
            return
    if len(rows) != len(bars):
        yield f"the ranking names {len(rows)} bars, expected {len(bars)}"


def _rows(texts: Sequence[Text], left: float) -> list[tuple[str, str]]:
    """Return each number, which stands right of `left`, after the name beside it, whose lines end left of there."""
    numbers = sorted((text for text in texts if text.left >= left), key=lambda text: text.baseline)
    lines = deque(sorted((text for text in texts if text.left < left), key=lambda text: text.baseline))
    rows = []
    for number in numbers:
        name: list[str] = []
        while lines and lines[0].baseline < number.baseline - SAME:
            name.append(lines.popleft().text)
        below = len(name)  # a name has as many lines above the middle as below
        if lines and lines[0].baseline <= number.baseline + SAME:
            name.append(lines.popleft().text)
        name += [lines.popleft().text for _ in range(min(below, len(lines)))]
        rows.append((" ".join(name), number.text))
    return [*rows, *((line.text, "") for line in lines)]
