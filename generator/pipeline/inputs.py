"""A dataset folder, an audience, a search path -> the inputs of a pack as read, with notes; or all their problems."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from generator.errors import InputError, Problem, collect_problems
from generator.model.audience import OUTPUTS, Audience, Labels
from generator.model.dataset import Dataset
from generator.model.look import Look


def read_inputs(
    dataset: Path, audience: str, search_path: Sequence[Path], look: str | Path | None
) -> tuple[Dataset, Audience, Labels, Look, Sequence[Problem]]:
    """Return the dataset, the audience that gets it, its labels and its look, and notes about all of them.

    Raises InputError with the problems of all of them, and those of the templates that show without rendering.
    """
    from generator.language.region import east_asian_script
    from generator.read.audience.audience import check_audience, read_audience
    from generator.read.audience.labels import find_untranslated, localize, read_labels
    from generator.read.dataset.dataset import FaultyDataset
    from generator.read.look.look import read_look
    from generator.safety.office import clean_look
    from generator.select.ceiling import apply_ceiling
    from generator.select.numbers import print_numbers

    problems: list[Problem] = []
    data = profile = labels = own_look = None
    left_out: Sequence[Problem] = ()
    try:
        data = read(dataset)
    except FaultyDataset as error:
        data, problems = error.dataset, [*error.problems]
    except InputError as error:
        problems = [*error.problems]
    with collect_problems(problems):
        profile = read_audience(audience, search_path, problems)
    if data and profile:
        with collect_problems(problems):
            check_audience(profile, data)
        with collect_problems(problems):
            places = profile.places.get("labels", profile.place), data.language_place
            labels = read_labels(data.language, search_path, profile.labels, *places)
            profile = localize(profile, labels, data.language)
    if profile:
        profile = replace(profile, look=str(look)) if look else profile
    if profile and profile.look:
        with collect_problems(problems):
            own_look, left_out = clean_look(read_look(Path(profile.look)))
    if data and profile and labels and own_look and not problems:
        notes = (*left_out, *_find_notes(data, search_path), *_check_withdrawn(data, profile))
        notes = (*find_untranslated(data.language, search_path, profile.labels), *notes)
        own_look = replace(own_look, brand=replace(own_look.brand, script=east_asian_script(data.language)))
        return *print_numbers(apply_ceiling(data, profile), profile), labels, own_look, notes
    if profile:
        problems += _check_templates(data, profile, labels, search_path, dataset.as_posix())
    raise InputError(problems)


def _check_templates(
    data: Dataset | None, profile: Audience, labels: Labels | None, search_path: Sequence[Path], folder: str
) -> Sequence[Problem]:
    """Return what is wrong with the templates of an audience, as far as it shows with faulty inputs."""
    from generator.compose.template.render import check_template
    from generator.pipeline.formats import FORMATS
    from generator.select.edition import select_editions

    names = data.fields if data else None
    problems = [each for output in OUTPUTS for each in check_template(profile, output, search_path, names)]
    if not data or not labels:
        return problems
    for format_ in FORMATS:
        with suppress(Exception), collect_problems(problems):  # a fault that was reported may break what comes next
            edition = select_editions(data, profile, labels, [format_.edition])[format_.edition]
            format_.compose(edition, search_path)
    # what comes from the data may only follow from what is wrong with it
    return [problem for problem in dict.fromkeys(problems) if not problem.place.file.startswith(f"{folder}/")]


def read(folder: Path) -> Dataset:
    """Return the dataset in `folder`. Raises InputError with all its problems."""
    from generator.pipeline.figure_kinds import FIGURE_KINDS
    from generator.read.dataset.dataset import read_dataset

    return read_dataset(folder, FIGURE_KINDS)


def _find_notes(data: Dataset, search_path: Sequence[Path]) -> Iterator[Problem]:
    """Yield what in the input deserves attention without stopping a build."""
    from generator.draw.labels.missing_symbols import find_missing_symbols
    from generator.read.audience.audience import unknown_audiences
    from generator.read.dataset.notes.claim_words import find_unsaid
    from generator.read.dataset.notes.conflicting_numbers import find_conflicting_numbers
    from generator.read.dataset.notes.unfinished import find_unfinished_language
    from generator.read.dataset.notes.unused import find_unused
    from generator.read.dataset.notes.versions import find_untimely

    yield from data.warnings
    yield from find_unfinished_language(data)
    yield from unknown_audiences(data, search_path)
    yield from find_unsaid(data)
    yield from find_conflicting_numbers(data)
    yield from find_unused(data)
    yield from find_untimely(data)
    yield from find_missing_symbols(data)


def _check_withdrawn(data: Dataset, profile: Audience) -> Sequence[Problem]:
    """Return a note for each withdrawn source that is cited. Raises InputError unless the audience has them marked."""
    from generator.read.dataset.notes.unused import find_withdrawn

    withdrawn = tuple(find_withdrawn(data))
    if withdrawn and profile.withdrawn == "refuse":
        raise InputError(withdrawn)
    help_ = "its citations say so, as the audience's profile asks: `withdrawn: mark`"
    return [replace(note, help=help_, settled=True) for note in withdrawn]
