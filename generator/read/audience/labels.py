"""A language and template folders -> its fixed words ("Sources", "Page {page} of {pages}"), by name."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.errors import InputError, Place, Problem, suggest
from generator.language.paper import USUAL, usual_paper
from generator.model.audience import Audience, Labels
from generator.read.syntax.files import contents, shown
from generator.read.syntax.positions import Typed
from generator.read.syntax.yaml_file import read_mapping

FOLDER = "labels"
_ASKED = re.compile(r"\{([a-z_]+)\}")
_NOWHERE = Place(FOLDER)
COMPLETE = "en"  # the language whose file says which labels there are


def read_labels(
    language: str,
    shelves: Sequence[Path],
    overrides: Mapping[str, str],
    place: Place = _NOWHERE,
    asked_at: Place = _NOWHERE,
) -> Labels:
    """Return the labels of `language`, those of a user's shelf and of the nearest region first, then `overrides`.

    `place` is where the overrides stand, `asked_at` where the language does. Raises InputError for an unknown language,
    a name that does not exist, a name that is missing, and a `{…}` that its English counterpart does not fill in.
    """
    found: list[Problem] = []
    complete = _files(COMPLETE, shelves, found)
    names = [each for each in _fallbacks(language) if any((shelf / _path(each)).is_file() for shelf in shelves)]
    if not names:
        remedy = f"{suggest(language, _languages(shelves))} (add {_path(language)} to your templates)"
        raise InputError([Problem(asked_at, f"there are no labels for the language `{language}`", remedy)])
    labels: dict[str, Typed] = {}
    for each in reversed(names):
        labels |= _files(each, shelves, found)
    file = shown(shelves[-1] / _path(names[-1]))
    missing = [name for name in complete if name not in labels]
    found += [
        Problem(Place(file), f"the label `{name}` is missing", f"in English: {complete[name]}") for name in missing
    ]
    changed = {name: Typed(value, place) for name, value in overrides.items()}
    found += _misfits({**labels, **changed}, complete)
    if found:
        raise InputError(found)
    return {name: str(value) for name, value in {**labels, **changed}.items()}


def localized(audience: Audience, labels: Labels, language: str) -> Audience:
    """Return `audience` with the fixed words that its title and marking ask for, and its paper, by the language."""
    found: list[Problem] = []
    said: dict[str, str] = {}
    for setting in ("title", "marking"):
        text, place = getattr(audience, setting), audience.places.get(setting, audience.place)
        unknown = [name for name in _ASKED.findall(text) if name not in labels]
        found += [Problem(place, f"there is no label `{name}`", suggest(name, labels)) for name in unknown]
        said[setting] = _ASKED.sub(lambda asked: labels.get(asked[1], ""), text)
    if found:
        raise InputError(found)
    page = usual_paper(language) if audience.page == USUAL else audience.page
    return replace(audience, title=said["title"], marking=said["marking"], page=page)


def _path(language: str) -> str:
    return f"{FOLDER}/{language}.yaml"


def _fallbacks(language: str) -> Sequence[str]:
    """Return the tags to look for, nearest first: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = language.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _languages(shelves: Sequence[Path]) -> list[str]:
    return sorted({file.stem for shelf in shelves for file in (shelf / FOLDER).glob("*.yaml")})


def _files(language: str, shelves: Sequence[Path], found: list[Problem]) -> dict[str, Typed]:
    """Return the labels that the shelves' files give, those of earlier shelves over those of later ones."""
    labels: dict[str, Typed] = {}
    for shelf in reversed(shelves):
        path = shelf / _path(language)
        if path.is_file():
            typed = read_mapping(contents(shelf, _path(language)), shown(path))
            for name, value in typed.items():
                if isinstance(value, Typed):
                    labels[name] = value
                else:
                    found.append(Problem(value.place, f"the label `{name}` is one text", "put it in quotes"))
    return labels


def _misfits(labels: Mapping[str, Typed], complete: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each label that does not exist, or asks for what nobody fills in."""
    problems = []
    for name, value in labels.items():
        if name not in complete:
            problems.append(Problem(value.place, f"there is no label `{name}`", suggest(name, complete)))
            continue
        known = _slots(complete[name])
        for slot in [each for each in _slots(value) if each not in known]:
            remedy = f"it can say {', '.join(known) or 'no `{…}`'}"
            problems.append(Problem(value.place, f"nothing fills in `{slot}` in the label `{name}`", remedy))
    return problems


def _slots(text: str) -> Sequence[str]:
    return list(dict.fromkeys(re.findall(r"\{[^{}]*\}", text)))
