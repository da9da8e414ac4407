"""The finished files of a pack -> notes of what in them cannot be read, or not by everyone."""

from collections.abc import Iterator, Mapping

from generator.errors import Place, Problem
from generator.pipeline.composition import Composition
from generator.pipeline.formats import FORMATS
from generator.readback.finish.rules import find_faults

# what is raised where a template has words for numbers, or leads nowhere; Office may open it all the same
_DAMAGE = (AttributeError, LookupError, StopIteration, TypeError, ValueError)


def check_finish(files: Mapping[str, bytes], composition: Composition) -> Iterator[Problem]:
    """Yield where `files` break a rule of readback/finish, except for what composing them has already noted."""
    noted = {warning.what for warning in composition.warnings}
    for format_ in FORMATS:
        if format_.finish:
            name = f"{composition.dataset.name}-{composition.audience.name}-{format_.name}"
            theme = composition.look_for(format_.edition).brand.colors
            try:
                contents = format_.finish(files[name])
            except _DAMAGE:
                yield Problem(Place(name), "how this file looks cannot be checked", "save its template again in Office")
            else:
                faults = find_faults(contents, theme, Place(name))
                yield from (fault for fault in faults if fault.what not in noted)
