"""Finished files -> the words in them that are marked higher than their headers and footers say.

A template or a directive may print words without saying whose they are, and then they would not count for the header.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.errors import Problem
from generator.pipeline.composition import Composition
from generator.pipeline.formats import FORMATS, strings_of
from generator.safety.leaks import find_leaks
from generator.select.ceiling import apply_ceiling


def find_undermarked(files: Mapping[str, bytes], composition: Composition) -> Iterator[Problem]:
    """Yield a problem for each item whose words are in a file under a lower marking; none without `markings`."""
    dataset, audience = composition.dataset, composition.audience
    for format_ in FORMATS if dataset.markings else ():
        name = f"{dataset.name}-{audience.name}-{format_.name}"
        header = composition.trees[format_.name].marking
        above = apply_ceiling(dataset, replace(audience, ceiling=header))
        for problem in find_leaks(strings_of({name: files[name]}), above, audience.name):
            owner, _, words = problem.what.partition(f" is withheld from `{audience.name}`, but its ")
            what = f"{owner} is marked above `{header}`, which {name} carries, but its {words}"
            yield replace(problem, what=what, help="print it by its name in a template, `{{ statement.text }}`")
