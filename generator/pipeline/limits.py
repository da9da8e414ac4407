"""A composed pack -> the same with each file as short as its audience's limit asks, or as short as it gets."""

from collections.abc import Callable, Mapping
from functools import partial
from pkgutil import resolve_name

from msgspec.structs import replace

from generator.pipeline.composition import Composed
from generator.pipeline.figures import Drawings
from generator.select.limits import miscounts, within


def fitted(
    composed: Composed,
    drawings: Drawings,
    composers: Mapping[str, str],
    lengths: Mapping[str, tuple[str, str]],
    say: Callable[[str, str], None],
) -> Composed:
    """Return the pack within its limits on pages and slides; what cannot be met is among the warnings.

    `composers` names what composes each file, `lengths` by which limit each is held and what measures it.
    """
    editions, trees, warnings = {**composed.editions}, {**composed.trees}, [*composed.warnings]
    for file, (limit, measure) in lengths.items():
        if limit not in composed.audience.limits:
            continue
        compose = partial(resolve_name(composers[file]), shelves=composed.shelves)
        length = partial(resolve_name(measure), drawings=drawings[file], look=composed.look_of(file))
        kept = within(editions[file], limit, compose, length)
        gone = len(kept.edition.left_out) - len(editions[file].left_out)
        if gone or kept.edition.shortened:
            say("limited", f"{file}: {len(kept.edition.shortened)} shortened, {gone} left out for {limit}")
        editions[file], trees[file] = kept.edition, kept.tree
        warnings += (*kept.warnings, *miscounts(composed.editions[file], kept.edition))
    return replace(composed, editions=editions, trees=trees, warnings=tuple(dict.fromkeys(warnings)))
