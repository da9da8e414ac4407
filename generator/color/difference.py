"""Two colours as six hex digits -> how different they look, to whoever sees fewer hues as well."""

import math
from functools import cache

# linear RGB as seen without red, and without green receptors (Machado, Oliveira and Fernandes 2009, severity 1.0)
_VISIONS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
)
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))  # of sRGB (IEC 61966-2-1)
_WHITE_XYZ = (0.9505, 1.0, 1.089)  # D65
_Triple = tuple[float, float, float]


def difference(one: str, other: str) -> float:
    """Return the difference of two colours (CIEDE2000) to the reader who sees least of it; below 2 is none."""
    return min(ciede2000(*pair) for pair in zip(_to_labs(one), _to_labs(other), strict=True))


@cache
def _to_labs(color: str) -> tuple[_Triple, ...]:
    """Return the CIELAB values of a colour, in each kind of vision."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return tuple(_to_lab(_multiply(vision, linear)) for vision in _VISIONS)


def _multiply(matrix: tuple[_Triple, ...], values: list[float]) -> list[float]:
    return [sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix]


def _to_lab(linear: list[float]) -> _Triple:
    clipped = [min(max(part, 0.0), 1.0) for part in linear]
    shares = (value / white for value, white in zip(_multiply(_TO_XYZ, clipped), _WHITE_XYZ, strict=True))
    x, y, z = (math.cbrt(share) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116 for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: _Triple, other: _Triple) -> float:
    """Return the colour difference of two CIELAB values (Sharma, Wu and Dalal 2005, equations 2 to 22)."""
    (light, a, b), (other_light, other_a, other_b) = one, other
    chroma = ((math.hypot(a, b) + math.hypot(other_a, other_b)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - math.sqrt(chroma / (chroma + 25**7)))
    (c, h), (other_c, other_h) = (_polar(a * stretch, b), _polar(other_a * stretch, other_b))
    turn = (other_h - h + 180) % 360 - 180 if c * other_c else 0.0
    mean_light, mean_c = (light + other_light) / 2, (c + other_c) / 2
    mean_h = (h + turn / 2) % 360 if c * other_c else h + other_h
    weight = 1 - 0.17 * _cos(mean_h - 30) + 0.24 * _cos(2 * mean_h)
    weight += 0.32 * _cos(3 * mean_h + 6) - 0.20 * _cos(4 * mean_h - 63)
    off = (mean_light - 50) ** 2
    by_light = (other_light - light) / (1 + 0.015 * off / math.sqrt(20 + off))
    by_chroma = (other_c - c) / (1 + 0.045 * mean_c)
    by_hue = 2 * math.sqrt(c * other_c) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * mean_c * weight)
    rotation = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    return math.sqrt(max(by_light**2 + by_chroma**2 + by_hue**2 - rotation * by_chroma * by_hue, 0.0))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Return chroma, and hue in degrees."""
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
