"""The whole program: a dataset folder -> a finished pack for one audience.

    dataset folder --read--> Dataset --select--> Edition --compose--> Document, Deck --write--> files --publish--> pack
                                                    |                                  ^
                                                    +-------------- draw --------------+

Stages never import each other: they meet here, each imported when its turn comes.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from generator import plugins, shipped, store
from generator.errors import InputError, Place, Problem
from generator.key import Seen, drawing_key, folders_used, scene, seen, versions
from generator.model.audience import Audience
from generator.model.dataset import Dataset
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.length import Length
from generator.model.look import Brand, Look
from generator.model.pack import MANIFEST, Pack
from generator.unchanged import unchanged

# Each file of a pack: which edition it shows, what composes its tree, and what writes it.
WRITERS = {
    "briefing.docx": (
        "briefing",
        "generator.compose.document:compose_document",
        "generator.write.word.writer:write_word",
    ),
    "deck.pptx": (
        "deck",
        "generator.compose.deck:compose_deck",
        "generator.write.powerpoint.writer:write_powerpoint",
    ),
}
# Each file whose length an audience can limit: by which limit, and what measures it.
LENGTHS = {
    "briefing.docx": ("pages", "generator.write.word.length:pages_of"),
    "deck.pptx": ("slides", "generator.write.powerpoint.length:slides_of"),
}
# Each kind of figure, and what draws it.
DRAWINGS = {
    "timeline": "generator.draw.timeline:draw_timeline",
    "columns": "generator.draw.columns:draw_columns",
}

Say = Callable[[str, str], None]  # told of each stage: its name, and what it did


@dataclass(frozen=True)
class Composed:
    """A pack in thought: all that can be wrong with its input has been found, and nothing has been drawn or written."""

    dataset: Dataset
    audience: Audience
    look: Look
    editions: Mapping[str, Edition]  # by file
    trees: Mapping[str, Any]  # by file: a Document or a Deck
    shelves: Sequence[Path]  # the template folders, in order of search
    warnings: tuple[Problem, ...]


def build(
    dataset: str | Path,
    audience: str = "standard",
    out: str | Path = "out",
    *,
    templates: str | Path | None = None,
    look: str | Path | None = None,
    force: bool = False,
    say: Say = lambda stage, did: None,
) -> Pack:
    """Build the pack of the `dataset` folder for `audience` in `out`/<dataset>/<audience>/, whole or not at all.

    `templates` is a folder of your own audiences, searched before the shipped ones; `look` is the folder of a look that
    stands in for the audience's. A pack that stands there, made
    from the same, is returned as it is; `force` makes it again, to the same bytes. May be called in many threads or
    processes at once.
    Raises InputError with all problems of the first stage that finds any, OutputError where `out` cannot be written.
    """
    from generator.write.pack import settle

    before = seen(Path(dataset), shelves_of(templates), *([Path(look)] if look else []))
    folder = Path(out) / Path(dataset).resolve().name / audience
    settle(folder)
    standing = None if force else unchanged(folder, audience, before)
    if standing:
        say("unchanged", str(standing.folder))
        return standing
    composed = compose(dataset, audience, templates=templates, look=look, say=say)
    drawings = draw(composed, store.drawn_anew if force else store.drawing, say)
    composed = dressed(composed)
    composed = kept_to_limits(composed, drawings, say)
    pack = write(composed, drawings, folder, before)
    say("wrote", str(pack.folder))
    return pack


def compose(
    dataset: str | Path,
    audience: str = "standard",
    *,
    templates: str | Path | None = None,
    look: str | Path | None = None,
    say: Say = lambda stage, did: None,
) -> Composed:
    """Read, select and compose: everything that can find fault with the input, and nothing that is slow."""
    from generator.limits import miscounts
    from generator.read.audience import check, read_audience
    from generator.read.dataset import read_dataset
    from generator.read.directions import turns
    from generator.read.labels import read_labels, worded
    from generator.read.look import read_look
    from generator.select import select

    shelves = shelves_of(templates)
    data = read_dataset(Path(dataset))
    profile = read_audience(audience, shelves)
    check(profile, data)
    labels = read_labels(data.language, shelves, profile.labels, profile.places.get("labels", profile.place))
    profile = worded(profile, labels)
    profile = replace(profile, look=str(look)) if look else profile
    dress = read_look(Path(profile.look))
    warnings = [*_looked_through(dress), *turns(data.files, str(dataset))]
    say("read", f"{data.name}: {len(data.events)} events, {len(data.sources)} sources")

    editions = {file: select(data, profile, labels, output) for file, (output, _, _) in WRITERS.items()}
    trees: dict[str, Any] = {}
    for file, (output, composer, _) in WRITERS.items():
        warnings += miscounts(select(data, replace(profile, limits={}), labels, output), editions[file])
        trees[file], found = resolve_name(composer)(editions[file], shelves)
        warnings += found
    say("composed", " and ".join(file.partition(".")[0] for file in trees) + f" for {profile.title}")
    return Composed(data, profile, dress, editions, trees, shelves, tuple(dict.fromkeys(warnings)))


def _looked_through(look: Look) -> tuple[Problem, ...]:
    """Return what is left out of the Office templates. Raises InputError where they hold what must not go out."""
    from generator.office import examined, logo_faults

    findings = [examined(look.word, look.word_place), examined(look.slides, look.slides_place)]
    refused = [problem for found in findings for problem in found.refused]
    refused += logo_faults(look)
    if refused:
        raise InputError(refused)
    return tuple(problem for found in findings for problem in found.dropped)


def draw(
    composed: Composed, through: store.Through = store.drawing, say: Say = lambda stage, did: None
) -> Mapping[str, Mapping[str, Drawing]]:
    """Return the drawings of each file by figure; what several files show alike, or is kept, is not drawn again."""
    drawings: dict[str, Drawing] = {}
    shown: dict[str, dict[str, Drawing]] = {}
    did: dict[str, None] = {}
    for file, edition in composed.editions.items():
        brand = look_of(file, composed).brand
        shown[file], around = {}, scene(edition, brand)
        for figure in edition.figures:
            key = drawing_key(figure, around)
            if key not in drawings:
                drawings[key], kept = through(key, partial(_drawn, figure, edition, brand))
                did[f"{figure.id} (unchanged)" if kept else figure.id] = None
            shown[file][figure.id] = drawings[key]
    say("drew", ", ".join(did) or "no figures")
    return shown


def _drawn(figure: Figure, edition: Edition, brand: Brand) -> Drawing:
    known = DRAWINGS.get(figure.kind)
    drawing = resolve_name(known) if known else plugins.load(plugins.FIGURES, figure.kind)
    made: Drawing = drawing(figure, edition, brand)
    return made


def look_of(file: str, composed: Composed) -> Look:
    """Return the look in which `file` is set: paper stays white where slides are dark."""
    look = composed.look
    return replace(look, brand=look.brand.on_paper) if file == "briefing.docx" else look


def dressed(composed: Composed) -> Composed:
    """Return the pack in thought with the brand's logo in its Office templates."""
    if not composed.look.logo:
        return composed
    from generator.write.logo import with_logo

    return replace(composed, look=with_logo(composed.look))


def kept_to_limits(
    composed: Composed, drawings: Mapping[str, Mapping[str, Drawing]], say: Say = lambda stage, did: None
) -> Composed:
    """Return the pack in thought with each file as short as its audience's limit asks, or as short as it gets."""
    from generator.limits import miscounts, within

    editions, trees, warnings = {**composed.editions}, {**composed.trees}, [*composed.warnings]
    for file, (limit, measure) in LENGTHS.items():
        if limit in composed.audience.limits:
            compose_one = partial(resolve_name(WRITERS[file][1]), shelves=composed.shelves)
            length = partial(resolve_name(measure), drawings=drawings[file], look=look_of(file, composed))
            fitted = within(editions[file], limit, compose_one, length)
            gone = len(fitted.edition.left_out) - len(editions[file].left_out)
            if gone or fitted.edition.shortened:
                say("limited", f"{file}: {len(fitted.edition.shortened)} shortened, {gone} left out for {limit}")
            editions[file], trees[file] = fitted.edition, fitted.tree
            warnings += (*fitted.warnings, *miscounts(composed.editions[file], fitted.edition))
    return replace(composed, editions=editions, trees=trees, warnings=tuple(dict.fromkeys(warnings)))


def length_of(file: str, composed: Composed, drawings: Mapping[str, Drawing]) -> Length:
    """Return how long `file` of the pack is, by our own measure."""
    length: Length = resolve_name(LENGTHS[file][1])(composed.trees[file], drawings, look_of(file, composed))
    return length


def write(composed: Composed, drawings: Mapping[str, Mapping[str, Drawing]], folder: Path, before: Seen) -> Pack:
    """Write all files of the pack, and put them in place together; pictures beside them are as in the first file."""
    from generator import office
    from generator.leaks import leaks
    from generator.write.manifest import Made, manifest
    from generator.write.pack import publish

    data, audience = composed.dataset, composed.audience
    written = {
        f"{data.name}-{audience.name}-{file}": resolve_name(writer)(
            composed.trees[file], drawings[file], look_of(file, composed)
        )
        for file, (_, _, writer) in WRITERS.items()
    }
    warnings = tuple(
        dict.fromkeys([*composed.warnings, *(each for file in written.values() for each in file.warnings)])
    )
    files = {name: file.data for name, file in written.items()}
    unfit = [problem for name, data in files.items() for problem in office.unfit(data, Place(name))]
    if unfit:
        raise InputError(unfit)
    shown = {name: drawing for own in reversed([*drawings.values()]) for name, drawing in own.items()}
    files |= {f"{name}.png": drawing.png for name, drawing in shown.items()}
    files |= {f"{name}.svg": drawing.svg for name, drawing in shown.items()}
    editions = tuple(composed.editions.values())
    made_from = inputs(composed)
    folders = folders_used(made_from, audience.look, composed.shelves)
    made_by = Made(versions(), before.key(audience.name, folders), folders)
    files[MANIFEST] = manifest(data, editions, made_by, made_from, files, written, shown, warnings)
    leaked = leaks(files, data, audience.name)
    if leaked:
        raise InputError(leaked)
    return Pack(folder, files, warnings + publish(folder, files))


def settled(folder: Path) -> Path:
    """Return the folder of a pack, after putting right what a killed run has left there."""
    from generator.write.pack import settle

    settle(folder)
    return folder


def inputs(composed: Composed) -> Mapping[str, bytes]:
    """Return all that the pack is made from, by names that are the same on every machine."""
    labels = next(iter(composed.editions.values())).labels
    return {
        **composed.dataset.files,
        **composed.audience.files,
        **{name: text for tree in composed.trees.values() for name, text in tree.templates.items()},
        "labels": json.dumps(labels, ensure_ascii=False, sort_keys=True).encode(),
        **composed.look.files,
    }


def shelves_of(templates: str | Path | None) -> Sequence[Path]:
    """Return the template folders in the order in which they are searched: the user's own, then the shipped ones."""
    return tuple(Path(folder) for folder in (templates, shipped.templates()) if folder is not None)
