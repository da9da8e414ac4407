"""The finished files of a pack -> notes of what in them cannot be read, or not by everyone."""

from collections.abc import Iterator, Mapping

from generator.errors import Place, Problem
from generator.pipeline.composition import Composition
from generator.pipeline.formats import FORMATS
from generator.readback.finish.rules import find_faults


def check_finish(files: Mapping[str, bytes], composition: Composition) -> Iterator[Problem]:
    """Yield where `files` break a rule of readback/finish, except for what composing them has already noted."""
    noted = {warning.what for warning in composition.warnings}
    for format_ in FORMATS:
        if format_.finish:
            name = f"{composition.dataset.name}-{composition.audience.name}-{format_.name}"
            theme = composition.look_for(format_.edition).brand.colors
            faults = find_faults(format_.finish(files[name]), theme, Place(name))
            yield from (fault for fault in faults if fault.what not in noted)
