"""The whole program: a dataset folder -> a finished pack for one audience.

    dataset folder --read--> Dataset --select--> Edition --compose--> Document, Deck --write--> files --publish--> pack
                                                    |                                  ^
                                                    +-------------- draw --------------+

Stages never import each other: they meet here, each imported when its turn comes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from msgspec.structs import replace

from generator import shipped
from generator.cache import store
from generator.cache.key import Seen, seen
from generator.errors import Problem
from generator.model.audience import Audience, Labels
from generator.model.dataset import Dataset
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.look import Look
from generator.model.output import Length
from generator.pack.pack import Pack
from generator.pack.up_to_date import unchanged
from generator.pipeline.composition import Composed
from generator.pipeline.figures import Drawings, drawn

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
    stands in for the audience's. A pack that stands there, made from the same, is returned as it is; `force` makes it
    again, to the same bytes. May be called in many threads or processes at once.
    Raises InputError with all problems of the first stage that finds any, OutputError where `out` cannot be written.
    """
    before = seen(Path(dataset), shelves_of(templates), *([Path(look)] if look else []))
    folder = settled(Path(out) / Path(dataset).resolve().name / audience)
    standing = None if force else unchanged(folder, audience, before)
    if standing:
        say("unchanged", str(standing.folder))
        return standing
    composed = compose(dataset, audience, templates=templates, look=look, say=say)
    through = store.made_anew if force else store.kept
    drawings = draw(composed, through, say)
    whole = dressed(composed)
    have_at_hand(whole, through)
    pack = write(kept_to_limits(whole, drawings, say), drawings, folder, before)
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
    from generator.read.dataset.dataset import read_dataset

    shelves = shelves_of(templates)
    data = read_dataset(Path(dataset))  # first of all: where most faults are, no more needs to be imported to tell them
    profile, labels, dress = addressed(data, audience, shelves, look)
    warnings = [*doubts(data, dress, shelves)]
    say("read", f"{data.name}: {len(data.events)} events, {len(data.sources)} sources")
    editions, miscounts = selected(data, profile, labels)
    warnings += miscounts
    trees: dict[str, Any] = {}
    for file, (_, composer, _) in WRITERS.items():
        trees[file], found = resolve_name(composer)(editions[file], shelves)
        warnings += found
    say("composed", " and ".join(file.partition(".")[0] for file in trees) + f" for {profile.title}")
    return Composed(data, profile, dress, editions, trees, shelves, tuple(dict.fromkeys(warnings)))


def addressed(
    data: Dataset, audience: str, shelves: Sequence[Path], look: str | Path | None
) -> tuple[Audience, Labels, Look]:
    """Return the audience that gets `data`, its fixed words and its look."""
    from generator.read.audience.audience import check_audience, read_audience
    from generator.read.audience.labels import localize, read_labels
    from generator.read.look.look import read_look

    profile = read_audience(audience, shelves)
    check_audience(profile, data)
    places = profile.places.get("labels", profile.place), data.language_place
    labels = read_labels(data.language, shelves, profile.labels, *places)
    profile = localize(profile, labels, data.language)
    profile = replace(profile, look=str(look)) if look else profile
    return profile, labels, read_look(Path(profile.look))


def doubts(data: Dataset, dress: Look, shelves: Sequence[Path]) -> Iterator[Problem]:
    """Yield what in the input deserves a look, and stops nothing."""
    from generator.read.audience.audience import unknown_audiences
    from generator.read.dataset.conflicting_numbers import find_conflicting_numbers
    from generator.safety.office import looked_through

    yield from looked_through(dress)
    yield from data.warnings
    yield from unknown_audiences(data, shelves)
    yield from find_conflicting_numbers(data)


def selected(data: Dataset, profile: Audience, labels: Labels) -> tuple[Mapping[str, Edition], Sequence[Problem]]:
    """Return what each file tells, and which titles count what a limit leaves out."""
    from generator.select.edition import NUMBERED, select
    from generator.select.limits import miscounts

    outputs = {file: output for file, (output, _, _) in WRITERS.items()}
    told = select(data, profile, labels, outputs.values())
    numbered = profile.limits.keys() & NUMBERED
    whole = select(data, replace(profile, limits={}), labels, outputs.values()) if numbered else told
    found = [each for output in told for each in miscounts(whole[output], told[output])]
    return {file: told[output] for file, output in outputs.items()}, found


def draw(composed: Composed, through: store.Through = store.kept, say: Say = lambda stage, did: None) -> Drawings:
    """Return the drawings of each file, by figure; `through` keeps what was drawn for the next run."""
    return drawn(composed, DRAWINGS, through, say)


def dressed(composed: Composed) -> Composed:
    """Return the composed pack with the brand's logo in its Office templates."""
    if not composed.look.logo:
        return composed
    from generator.write.ooxml.logo import with_logo

    return replace(composed, look=with_logo(composed.look))


def have_at_hand(composed: Composed, through: store.Through) -> None:
    """Read the slide template, or have what was read of it in an earlier run."""
    from generator.cache.framed import frame_at_hand

    frame_at_hand(composed.look_of("deck.pptx"), through)


def kept_to_limits(composed: Composed, drawings: Drawings, say: Say = lambda stage, did: None) -> Composed:
    """Return the composed pack with each file as short as its audience's limit asks, or as short as it gets."""
    from generator.pipeline.limits import fitted

    return fitted(composed, drawings, {file: composer for file, (_, composer, _) in WRITERS.items()}, LENGTHS, say)


def length_of(file: str, composed: Composed, drawings: Mapping[str, Drawing]) -> Length:
    """Return how long `file` of the pack is, by our own measure."""
    length: Length = resolve_name(LENGTHS[file][1])(composed.trees[file], drawings, composed.look_of(file))
    return length


def write(composed: Composed, drawings: Drawings, folder: Path, before: Seen) -> Pack:
    """Write all files of the pack, and put them in place together."""
    from generator.pipeline.release import sent

    name = f"{composed.dataset.name}-{composed.audience.name}"
    written = {
        f"{name}-{file}": resolve_name(writer)(composed.trees[file], drawings[file], composed.look_of(file))
        for file, (_, _, writer) in WRITERS.items()
    }
    return sent(written, composed, drawings, folder, before)


def settled(folder: Path) -> Path:
    """Return the folder of a pack, after putting right what a killed run has left there."""
    from generator.pack.publish import settle

    settle(folder)
    return folder


def shelves_of(templates: str | Path | None) -> Sequence[Path]:
    """Return the template folders in the order in which they are searched: the user's own, then the shipped ones."""
    return tuple(Path(folder) for folder in (templates, shipped.templates()) if folder is not None)
