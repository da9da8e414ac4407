"""Colours of a theme -> those of a figure on its own ground: text, marks and fills that can be read and told apart.

A colour of the theme that is good enough stays as it is; another one is darkened, on a dark ground lightened.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.color.contrast import BLACK, READABLE, VISIBLE, WHITE, contrast, mix
from generator.color.difference import difference
from generator.color.palette import highlight_colors
from generator.color.theme_color import ThemeColor, to_hex

DISTINCT = 7.5  # the least difference of two fills of one figure
FILLS = 8  # that a figure has at least
HIGHLIGHT = "accent2"
_TEXTS = ("dark1", "dark2", "accent1", HIGHLIGHT, "accent6")  # in which figures set text
_SHARES = (0.6, 0.4, 0.2)  # of the theme's panel colour in the bands behind a figure
_TINT = 0.05  # of the text's colour in those bands where the panel colour is none for them
_MOST_TINTED = 1.5  # contrast of such a band with the ground
_STEPS = (0, 60, -25, 40, -50, 80, 25, -75, 15, -10, 50, 70)  # per cent lighter, in which fills are derived


class FigureColors(Struct, frozen=True):
    """Six hex digits each. `texts` are by theme colour; `fills` and `highlights` are at least `FILLS`."""

    ground: str
    band: str
    highlight_band: str
    texts: Mapping[str, str]
    marks: tuple[str, ...]
    titles: tuple[str, ...]  # the colours of `marks`, as text
    fills: tuple[str, ...]  # of stacked columns, bottom to top
    highlights: tuple[str, ...]  # instead of the fills, where columns are highlighted


def derive_figure_colors(
    theme: Mapping[str, str],
    palette: Sequence[str],
    shades: Sequence[str],
    ground: str = "",
    *,
    outlined: bool = True,
    banded: bool = True,
) -> FigureColors:
    """Return the colours of a figure on `ground`, if not the theme's own.

    `palette` and `shades` are the brand's for marks and for stacked columns. Fills without an outline, those of a
    figure that is not `outlined`, stand out from the ground themselves. Text is readable on the band behind what is
    highlighted too, if the figure is `banded`.
    """
    return _derive(tuple(theme.items()), tuple(palette), tuple(shades), ground or theme["light1"], outlined, banded)


@lru_cache(maxsize=64)
def _derive(
    items: tuple[tuple[str, str], ...],
    palette: tuple[str, ...],
    shades: tuple[str, ...],
    ground: str,
    outlined: bool,
    banded: bool,
) -> FigureColors:
    theme = dict(items)
    texts = {name: _as_text(name, theme, ground) for name in _TEXTS}
    band = _choose_band(theme["light2"], ground, texts)
    tints = (mix(ground, texts[HIGHLIGHT], share) for share in (0.1, 0.05, 0.0))
    highlight_band = next(tint for tint in tints if tint == ground or _can_be_written_on(ground, band, tint))
    grounds = (ground, band, highlight_band) if banded else (ground, band)
    texts = {name: stand_out(color, grounds, READABLE) for name, color in texts.items()}
    marks = tuple(stand_out(color, grounds, VISIBLE) for color in palette)
    least = 1.0 if outlined else VISIBLE
    own = [stand_out(color, (ground,), least) for color in shades]
    accents = [stand_out(color, (ground,), least) for color in highlight_colors({**theme, "light1": ground})]
    taken = [name for name in theme if name.startswith("accent") and name != HIGHLIGHT]
    return FigureColors(
        ground,
        band,
        highlight_band,
        texts,
        marks,
        tuple(stand_out(color, grounds, READABLE) for color in marks),
        _spread(own, [*taken, "dark2"], theme, ground, least),
        _spread(accents, [HIGHLIGHT], theme, ground, least),
    )


def stand_out(color: str, grounds: Sequence[str], ratio: float) -> str:
    """Return `color`, darkened or lightened until its contrast with each of `grounds` is at least `ratio`.

    Where no colour has that, the one of most contrast is returned.
    """
    ends = sorted((BLACK, WHITE), key=lambda end: -_least_contrast(end, grounds))
    for step in range(21):
        candidate = mix(color, ends[0], step / 20)
        if _least_contrast(candidate, grounds) >= ratio:
            return candidate
    return ends[0]


def _least_contrast(color: str, grounds: Sequence[str]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def _as_text(name: str, theme: Mapping[str, str], ground: str) -> str:
    """Return a colour of the theme as text; one that is for the other kind of ground gives way to its opposite."""
    opposite = {"dark1": "light1", "dark2": "light2"}.get(name, name)
    readable = (theme[each] for each in (name, opposite) if contrast(theme[each], ground) >= READABLE)
    return next(readable, "") or stand_out(theme[name], (ground,), READABLE)


def _choose_band(panel: str, ground: str, texts: Mapping[str, str]) -> str:
    """Return the colour of bands behind a figure: as much of the `panel` colour as leaves text readable on them."""
    bands = (mix(ground, panel, share) for share in _SHARES)
    quiet = (band for band in bands if contrast(band, ground) <= _MOST_TINTED)
    tints = (mix(ground, texts["dark1"], _TINT), ground)
    return next(band for band in (*quiet, *tints) if _is_readable(texts, band) or band == ground)


def _is_readable(texts: Mapping[str, str], ground: str) -> bool:
    return min(contrast(text, ground) for text in texts.values()) >= READABLE


def _can_be_written_on(*grounds: str) -> bool:
    return max(_least_contrast(end, grounds) for end in (BLACK, WHITE)) >= READABLE


def _spread(
    own: Sequence[str], names: Sequence[str], theme: Mapping[str, str], ground: str, least: float
) -> tuple[str, ...]:
    """Return `own` fills and further ones, each of which can be told from those before it and from the ground.

    One that cannot is replaced by a lighter or darker one, of the colours `names` of the theme.
    """
    fills: list[str] = []
    candidates = [color for color in _list_shades(names, theme) if contrast(color, ground) >= least]
    for number in range(max(len(own), FILLS)):
        color = own[number] if number < len(own) else ""
        if not color or _distance(color, fills, ground) < DISTINCT:
            color = max(candidates, key=lambda each: _distance(each, fills, ground))
        fills.append(color)
    return tuple(fills)


def _list_shades(names: Sequence[str], theme: Mapping[str, str]) -> Iterator[str]:
    for step in _STEPS:
        yield from (to_hex(ThemeColor(name, step), theme) for name in names if name in theme)
    yield from (mix(BLACK, WHITE, share / 10) for share in range(11))


def _distance(color: str, others: Sequence[str], ground: str) -> float:
    return min(difference(color, other) for other in (*others, ground))
