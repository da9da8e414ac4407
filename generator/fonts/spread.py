"""Things that want to stand at given places of a line -> where they stand without overlap. Pure.

Least squares in a fixed order (pool adjacent violators; Dwyer, Marriott and Stuckey, "Fast node overlap
removal", 2006).
"""

from collections.abc import Sequence


def spread(items: Sequence[tuple[float, float, float]], left: float, right: float) -> list[float]:
    """Return the centres closest to the wanted ones without overlap; items are (x, width, weight), in order of x.

    They are clamped to the room from the left, then from the right.
    """
    blocks: list[list[float]] = []  # wanted left edge of the first item, weight, width, number of items
    for x, width, weight in items:
        blocks.append([x - width / 2, weight, width, 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][2] > blocks[-1][0]:
            at, weight_, width_, number = blocks.pop()
            before = blocks[-1]
            total = before[1] + weight_
            before[0] = (before[0] * before[1] + (at - before[2]) * weight_) / total
            before[1], before[2], before[3] = total, before[2] + width_, before[3] + number
    edges: list[float] = []
    for at, _, _, number in blocks:
        for _ in range(int(number)):
            edges.append(at)
            at += items[len(edges) - 1][1]
    return _clamp(edges, [item[1] for item in items], left, right)


def _clamp(edges: list[float], widths: list[float], left: float, right: float) -> list[float]:
    limit = left
    for index, width in enumerate(widths):
        edges[index] = max(edges[index], limit)
        limit = edges[index] + width
    limit = right
    for index in range(len(edges) - 1, -1, -1):
        edges[index] = min(edges[index], limit - widths[index])
        limit = edges[index]
    return [edge + width / 2 for edge, width in zip(edges, widths, strict=True)]
