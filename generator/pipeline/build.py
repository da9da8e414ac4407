"""The whole program: a dataset folder -> a finished pack for one audience.

    dataset folder --read--> Dataset --select--> Edition --compose--> Document, Deck --write--> files --release--> pack
                                                    |                                  ^
                                                    +-------------- draw --------------+

The stages never import each other: they meet here, each imported when its turn comes.
"""

import os
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator import shipped
from generator.cache.key import take_snapshot
from generator.cache.store import CacheMode, rebuild, reuse
from generator.errors import InputError, Problem, collect_problems, open_warnings
from generator.model.audience import Audience, Labels
from generator.model.dataset import Dataset
from generator.model.edition import Edition
from generator.model.output import Written
from generator.pack.pack import Pack
from generator.pack.place import check_place
from generator.pack.publish import recover
from generator.pack.up_to_date import find_up_to_date
from generator.pipeline.composition import Composition, Progress, no_progress
from generator.pipeline.figures import AllDrawings
from generator.pipeline.figures import draw as draw
from generator.pipeline.formats import FORMATS, Templates
from generator.pipeline.inputs import read as read
from generator.pipeline.inputs import read_inputs
from generator.pipeline.last_edition import compare_with_last_edition
from generator.pipeline.limits import fit_to_limits
from generator.pipeline.release import release
from generator.pipeline.swelling import find_swelling
from generator.untrusted.names import check_audience_name, is_name


def build(
    dataset: str | Path,
    audience: str = "standard",
    out: str | Path = "out",
    *,
    templates: str | Path | None = None,
    look: str | Path | None = None,
    force: bool = False,
    strict: bool = False,
    draft: bool = False,
    progress: Progress = no_progress,
    say: Progress | None = None,
) -> Pack:
    """Build the pack of the `dataset` folder for `audience` in `out`/<dataset>/<audience>/, whole or not at all.

    `templates` is a folder of your own audiences, searched before the shipped ones; `look` is the folder of a look to
    use instead of the audience's. With `strict`, a note refuses the build; a `draft` says so on each page and slide. A
    pack that is up to date is returned as it is, unless `force` rebuilds it, to the same bytes. Safe to call from many
    threads or processes at once. `say` is the old name of `progress`.
    Raises InputError with all problems of the first stage that finds any, OutputError where `out` cannot be written.
    """
    if say is not None:
        warnings.warn("`say` is now called `progress`", DeprecationWarning, stacklevel=2)
        progress = say
    check_audience_name(audience)
    name = _find_name(Path(dataset))
    snapshot = take_snapshot(Path(dataset), search_path_of(templates), *([Path(look)] if look else []), draft=draft)
    folder = Path(out) / name / audience
    recover(folder)
    existing = None if force else find_up_to_date(folder, audience, snapshot)
    if existing and not (strict and existing.warnings):
        progress("unchanged", str(existing.folder))
        return existing
    sources: dict[str, Any] = {"templates": templates, "look": look, "strict": strict, "draft": draft}
    composition, stale = check(dataset, audience, out, **sources, progress=progress)
    check_place(folder, inputs_of(dataset, look), [templates] if templates else [])
    cache = rebuild if force else reuse
    drawings = draw(composition, cache, progress)
    composition = _with_logo(composition)
    loaded = load_templates(composition, cache)
    swelling = find_swelling(composition, drawings, loaded, cache)
    composition = replace(composition, warnings=(*composition.warnings, *swelling))
    composition = fit_to_limits(composition, drawings, loaded, progress)
    pack = release(write(composition, drawings, loaded), composition, drawings, folder, snapshot)
    progress("wrote", str(pack.folder))
    # these are not in the manifest: the same edition gives the same bytes, whatever stood there before
    return replace(pack, warnings=pack.warnings + stale)


def check(
    dataset: str | Path,
    audience: str = "standard",
    out: str | Path = "out",
    *,
    templates: str | Path | None = None,
    look: str | Path | None = None,
    strict: bool = False,
    draft: bool = False,
    progress: Progress = no_progress,
) -> tuple[Composition, tuple[Problem, ...]]:
    """Compose a pack without writing it, and return it with notes about what it repeats of the last edition in `out`.

    With `strict`, or where the audience's profile says so, a note is a problem. Raises InputError with all problems of
    the first stage that finds any.
    """
    check_audience_name(audience)
    composition = _compose(dataset, audience, templates, look, strict, draft, progress)
    stale = compare_with_last_edition(composition, Path(out) / composition.dataset.name / audience)
    refused = (*open_warnings(composition.warnings), *stale)
    if composition.audience.strict and refused:
        raise InputError(refused)
    return composition, stale


def compose(
    dataset: str | Path,
    audience: str = "standard",
    *,
    templates: str | Path | None = None,
    look: str | Path | None = None,
    strict: bool = False,
    draft: bool = False,
    progress: Progress = no_progress,
) -> Composition:
    """Read, select and compose: all that can find fault with the input, and nothing slow.

    With `strict`, or where the audience's profile says so, a note is a problem. Raises InputError with all problems of
    the first stage that finds any.
    """
    check_audience_name(audience)
    composition = _compose(dataset, audience, templates, look, strict, draft, progress)
    if composition.audience.strict and (refused := open_warnings(composition.warnings)):
        raise InputError(refused)
    return composition


def _compose(
    dataset: str | Path,
    audience: str,
    templates: str | Path | None,
    look: str | Path | None,
    strict: bool,
    draft: bool,
    progress: Progress,
) -> Composition:
    search_path = search_path_of(templates)
    data, profile, labels, own_look, notes = read_inputs(Path(dataset), audience, search_path, look)
    profile = replace(profile, strict=strict or profile.strict, draft=draft or profile.draft)
    warnings = [*notes]
    progress("read", f"{data.name}: {len(data.events)} events, {len(data.sources)} sources")
    editions, found = select(data, profile, labels)
    warnings += found
    trees: dict[str, Any] = {}
    problems: list[Problem] = []
    for format_ in FORMATS:
        with collect_problems(problems):
            trees[format_.name], found = format_.compose(editions[format_.edition], search_path)
            warnings += found
    if problems:
        raise InputError([*problems, *(open_warnings(warnings) if profile.strict else ())])
    files = ", ".join(name.partition(".")[0] for name in trees)
    progress("composed", f"{files} for {profile.title}")
    return Composition(data, profile, own_look, editions, trees, search_path, tuple(dict.fromkeys(warnings)))


def _find_name(dataset: Path) -> str:
    """Return the name of the dataset. Raises InputError if no pack can be named after it, with all other problems."""
    if os.path.isdir(dataset) and is_name(dataset.resolve().name):
        return dataset.resolve().name
    return read(dataset).name


def inputs_of(dataset: str | Path, look: str | Path | None) -> Mapping[str, Path]:
    """Return the folders in which no pack may be put, by what they are."""
    own = {"the dataset folder": Path(dataset), **({"the look": Path(look)} if look else {})}
    return {**own, "the shipped templates": shipped.templates(), "the program": Path(shipped.__file__).parent}


def select(data: Dataset, profile: Audience, labels: Labels) -> tuple[Mapping[str, Edition], Sequence[Problem]]:
    """Return the edition of each output, with notes: titles that count what a limit leaves out, and false silences."""
    from generator.draw.labels.record import find_unrecorded
    from generator.select.edition import NUMBERED, select_editions
    from generator.select.limits import find_miscounts

    outputs = dict.fromkeys(format_.edition for format_ in FORMATS)
    editions = select_editions(data, profile, labels, outputs)
    notes = [note for edition in editions.values() for note in find_unrecorded(edition)]
    if profile.limits.keys() & NUMBERED:
        full = select_editions(data, replace(profile, limits={}), labels, outputs)
        notes += [note for name in outputs for note in find_miscounts(full[name], editions[name])]
    return editions, notes


def load_templates(composition: Composition, cache: CacheMode = reuse) -> Templates:
    """Return what each format's writer needs of the look, by the format's name."""
    return {format_.name: format_.load(composition.look_for(format_.edition), cache) for format_ in FORMATS}


def write(composition: Composition, drawings: AllDrawings, templates: Templates) -> Mapping[str, Written]:
    """Return the files of the pack by name, without putting them anywhere."""
    name = f"{composition.dataset.name}-{composition.audience.name}"
    return {
        f"{name}-{format_.name}": format_.write(
            composition.trees[format_.name], drawings[format_.edition], templates[format_.name]
        )
        for format_ in FORMATS
    }


def search_path_of(templates: str | Path | None) -> Sequence[Path]:
    """Return the template folders in the order in which they are searched: the user's own, then the shipped ones."""
    return tuple(Path(folder) for folder in (templates, shipped.templates()) if folder is not None)


def _with_logo(composition: Composition) -> Composition:
    """Return the composition with the brand's logo in its Office templates."""
    if not composition.look.logo:
        return composition
    from generator.write.ooxml.logo import with_logo

    return replace(composition, look=with_logo(composition.look))
