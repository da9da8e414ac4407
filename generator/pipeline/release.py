"""Written files and their drawings -> a pack in its place, after a last look at everything that goes out."""

from collections.abc import Mapping
from pathlib import Path

from generator.cache.key import InputSnapshot, template_folders, versions
from generator.cache.store import why_unused
from generator.errors import InputError, open_warnings
from generator.model.output import Written
from generator.pack.manifest import Origins, write_manifest
from generator.pack.pack import MANIFEST, Pack
from generator.pack.publish import publish
from generator.pipeline.certify import certify
from generator.pipeline.clearance import find_undermarked
from generator.pipeline.composition import Composition
from generator.pipeline.figures import AllDrawings, find_adjusted_colors
from generator.pipeline.finish import check_finish
from generator.pipeline.formats import inspect_file, strings_of
from generator.safety.leaks import find_leaks


def release(
    written: Mapping[str, Written],
    composition: Composition,
    drawings: AllDrawings,
    folder: Path,
    snapshot: InputSnapshot,
) -> Pack:
    """Put the `written` files in `folder`, with the figures as the first output shows them and a manifest of it all.

    Raises InputError where a file holds what must not go out, or what this audience must not get, or a figure that does
    not say what its events say, or with the notes where they refuse the build.
    """
    files = {name: file.data for name, file in written.items()}
    figures = {id_: drawing for shown in reversed([*drawings.values()]) for id_, drawing in shown.items()}
    files |= {f"{id_}.png": drawing.png for id_, drawing in figures.items()}
    files |= {f"{id_}.svg": drawing.svg for id_, drawing in figures.items()}
    unfit = [problem for name, data in files.items() for problem in inspect_file(name, data)]
    if unfit:
        raise InputError(unfit)
    of_files = (warning for file in written.values() for warning in file.warnings)
    of_colors = find_adjusted_colors(composition)
    warnings = tuple(dict.fromkeys((*composition.warnings, *of_files, *of_colors, *check_finish(files, composition))))
    if composition.audience.strict and (refused := open_warnings(warnings)):
        raise InputError(refused)
    dataset, audience, inputs = composition.dataset, composition.audience, composition.inputs
    folders = template_folders(inputs, audience.look, composition.search_path)
    origins = Origins(versions(), snapshot.key(audience.name, folders), folders, inputs)
    editions = tuple(composition.editions.values())
    certified = certify(files, composition, drawings)
    files[MANIFEST] = write_manifest(dataset, editions, origins, files, written, figures, warnings, certified)
    leaks = find_leaks(strings_of(files), dataset, audience.name)
    if leaks := leaks or tuple(find_undermarked(files, composition)):
        raise InputError(leaks)
    return Pack(folder, files, warnings + publish(folder, files) + why_unused())
