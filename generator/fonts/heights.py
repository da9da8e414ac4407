"""Runs of text and a width -> the heights of their lines alone, reckoned by words where that will do."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from generator.fonts.breaks import SPACES
from generator.fonts.lines import SLACK, Run, broken, extent, tallest
from generator.fonts.words import Piece, pieces


def heights_pt(
    runs: Sequence[Run], width_pt: float, first_width_pt: float | None = None, slack: float = SLACK
) -> tuple[float, ...]:
    """Return the heights of the lines that `broken` makes, without making them.

    Words are measured once a face, and lines filled with them. A paragraph that has more to it (lines forced,
    ideographs, characters that its face lacks) is left to `broken`.
    """
    if not runs:
        return ()
    em = runs[0].size_pt / (1 - slack)  # widths are in ems of the first run
    first_pt = width_pt if first_width_pt is None else first_width_pt
    try:
        ends = _filled(runs, first_pt / em, width_pt / em)
    except (KeyError, ZeroDivisionError):  # the latter: text without size
        return tuple(line.height_pt for line in broken(runs, width_pt, first_width_pt, slack))
    return tuple(_tallest(runs, ends))


def _filled(runs: Sequence[Run], room: float, other: float) -> list[int]:
    """Return where each line ends, in characters, filled greedily; spaces at its end hang over."""
    ends: list[int] = []
    used, at = 0.0, 0
    for visible, whole, length in pieces_of(runs):
        if visible and used + visible > room:
            if used:
                ends.append(at)
                used, room = 0.0, other
            if visible > room:
                cuts, used = _cut(_advances(runs, at, length), room, other)
                ends += [at + cut for cut in cuts]
                used, room = used - visible, other if cuts else room
        used += whole
        at += length
    return [*ends, at]


def _cut(advances: Sequence[float], room: float, other: float) -> tuple[list[int], float]:
    """Return where a word wider than its line is broken between characters, and how wide its last part is."""
    cuts: list[int] = []
    used = 0.0
    for index, advance in enumerate(advances):
        if used and used + advance > room:
            cuts.append(index)
            used, room = 0.0, other
        used += advance
    return cuts, used


def _advances(runs: Sequence[Run], at: int, length: int) -> list[float]:
    """Return the widths of the characters of a word, in ems of the first run."""
    em = runs[0].size_pt
    characters = [(each, run) for run in runs for each in run.text][at : at + length]
    return [run.face.advances[each] * run.size_pt / em for each, run in characters if each != " "]


def pieces_of(runs: Sequence[Run]) -> Iterable[Piece]:
    """Return the pieces of all words, in ems of the first run. Raises KeyError where one is not plain."""
    if len(runs) == 1:
        return chain.from_iterable(map(runs[0].face.words.__getitem__, runs[0].text.split(" ")))
    em = runs[0].size_pt
    found: list[Iterable[Piece]] = []
    begun: list[Run] = []  # parts of a word that may go on in the next run
    for run in runs:
        words = run.text.split(" ")
        last = words.pop()
        if begun and words:
            if words[0]:
                begun.append(Run(words[0], run.face, run.size_pt))
            found.append(_joined(begun, em))
            begun, words[0] = [], ""
        found.append(_scaled(words, run, em))
        if last:
            begun.append(Run(last, run.face, run.size_pt))
    found.append(_joined(begun, em))
    return chain.from_iterable(found)


def _scaled(words: Iterable[str], run: Run, em: float) -> Iterable[Piece]:
    """Return the pieces of words in one run, each with a space after it."""
    found = chain.from_iterable(map(run.face.words.__getitem__, words))
    scale = run.size_pt / em
    return found if scale == 1 else ((visible * scale, whole * scale, length) for visible, whole, length in found)


def _joined(parts: Sequence[Run], em: float) -> Iterable[Piece]:
    """Return the pieces of one word that may stand in several runs, without a space after it."""
    if len(parts) == 1 and parts[0].size_pt == em:
        *others, (visible, _, length) = parts[0].face.words[parts[0].text]
        return (*others, (visible, visible, length - 1))
    word = "".join(part.text for part in parts)
    own = [(part.size_pt / em, part.face.words[part.text]) for part in parts]
    if parts and len(parts[0].face.words[word]) == 1:
        width = sum(scale * visible for scale, found in own for visible, _, _ in found)
        return [(width, width, len(word))]
    return pieces(word, (part.size_pt / em * part.face.advances[each] for part in parts for each in part.text))


def _tallest(runs: Sequence[Run], ends: Sequence[int]) -> Iterable[float]:
    """Return the height of each line: that of its tallest run; an empty one is as high as the last run."""
    extents = [extent(run) for run in runs]
    if extents.count(extents[0]) == len(extents):
        return [sum(extents[0])] * len(ends)
    bounds = [*pairwise(accumulate((len(run.text) for run in runs), initial=0))]
    text = "".join(run.text for run in runs)
    heights = []
    for start, end in pairwise([0, *ends]):
        seen = start + len(text[start:end].rstrip(SPACES))
        own = [each for each, (first, last) in zip(extents, bounds, strict=True) if max(first, start) < min(last, seen)]
        heights.append(sum(tallest(own or extents[-1:])))
    return heights
