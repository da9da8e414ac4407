"""A composed pack and its drawings -> its files, looked through before they go out, put in place together."""

from collections.abc import Mapping
from pathlib import Path

from generator.cache.key import Seen, folders_used, versions
from generator.errors import InputError, Place
from generator.model.output import Written
from generator.pack.manifest import Made, manifest
from generator.pack.pack import MANIFEST, Pack
from generator.pack.publish import publish
from generator.pipeline.composition import Composed
from generator.pipeline.figures import Drawings
from generator.safety import office
from generator.safety.leaks import leaks


def sent(written: Mapping[str, Written], composed: Composed, drawings: Drawings, folder: Path, before: Seen) -> Pack:
    """Put the `written` files in `folder`, with the figures as the first file shows them and a manifest of it all.

    Raises InputError where a file holds what must not go out, or what this audience must not get.
    """
    files = {name: file.data for name, file in written.items()}
    unfit = [problem for name, data in files.items() for problem in office.unfit(data, Place(name))]
    if unfit:
        raise InputError(unfit)
    shown = {name: drawing for own in reversed([*drawings.values()]) for name, drawing in own.items()}
    files |= {f"{name}.png": drawing.png for name, drawing in shown.items()}
    files |= {f"{name}.svg": drawing.svg for name, drawing in shown.items()}
    found = [*composed.warnings, *(each for file in written.values() for each in file.warnings)]
    warnings = tuple(dict.fromkeys(found))
    data, audience, made_from = composed.dataset, composed.audience, composed.inputs
    folders = folders_used(made_from, audience.look, composed.shelves)
    made_by = Made(versions(), before.key(audience.name, folders), folders)
    editions = tuple(composed.editions.values())
    files[MANIFEST] = manifest(data, editions, made_by, made_from, files, written, shown, warnings)
    leaked = leaks(files, data, audience.name)
    if leaked:
        raise InputError(leaked)
    return Pack(folder, files, warnings + publish(folder, files))
