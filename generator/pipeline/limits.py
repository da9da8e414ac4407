"""A composition -> the same with each file as short as its audience's limit asks, or as short as it gets."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.errors import Problem
from generator.model.edition import Edition
from generator.model.output import Length
from generator.pipeline.composition import Composition, Progress
from generator.pipeline.figures import AllDrawings
from generator.pipeline.formats import FORMATS, Drawings, Format, Templates
from generator.select.limits import find_miscounts, fit_edition


def fit_to_limits(
    composition: Composition, drawings: AllDrawings, templates: Templates, progress: Progress
) -> Composition:
    """Return the composition within its limits on pages and slides; one that cannot be met is among the warnings.

    A limit on one format shortens the edition, and with it every format that shows the same edition.
    """
    editions, trees, warnings = {**composition.editions}, {**composition.trees}, [*composition.warnings]
    for format_ in FORMATS:
        if format_.measure is None or format_.limit not in composition.audience.limits:
            continue
        output, full = format_.edition, composition.editions[format_.edition]
        fitted = fit_edition(
            editions[output],
            format_.limit,
            partial(_compose, format_, composition.search_path),
            partial(_measure, format_, drawings[output], templates[format_.name]),
        )
        dropped = len(fitted.edition.left_out) - len(full.left_out)
        if dropped or fitted.edition.shortened:
            shortened = len(fitted.edition.shortened)
            result = f"{format_.name}: {shortened} shortened, {dropped} left out for {format_.limit}"
            progress("limited", result)
        editions[output] = fitted.edition
        trees[format_.name] = fitted.tree
        for other in FORMATS:
            if other.edition == output and other is not format_:
                trees[other.name], _ = other.compose(fitted.edition, composition.search_path)
        warnings += (*fitted.warnings, *find_miscounts(full, fitted.edition))
    return replace(composition, editions=editions, trees=trees, warnings=tuple(dict.fromkeys(warnings)))


def _compose(format_: Format[Any, Any], search_path: Sequence[Path], edition: Edition) -> tuple[Any, Sequence[Problem]]:
    return format_.compose(edition, search_path)


def _measure(format_: Format[Any, Any], drawings: Drawings, template: Any, tree: Any) -> Length:
    assert format_.measure
    return format_.measure(tree, drawings, template)
