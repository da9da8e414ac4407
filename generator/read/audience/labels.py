"""A language and the template search path -> labels, its fixed words ("Sources", "Page {page} of {pages}"), by name."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.errors import InputError, Place, Problem, suggest
from generator.language.no_break import bind_marks
from generator.language.numbers import FORMS
from generator.language.punctuation import usual_marks
from generator.model.audience import Audience, Labels
from generator.read.form.field_types import Word, by_name
from generator.read.syntax.files import read_file
from generator.read.syntax.nodes import ScalarNode
from generator.read.syntax.yaml_file import read_mapping

FOLDER = "labels"
COMPLETE = "en"  # the language whose file has all labels
_LABEL = re.compile(r"\{([a-z_]+)\}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NOWHERE = Place(FOLDER)
MOST_NAMED = 12  # labels in a note


def read_labels(
    language: str,
    search_path: Sequence[Path],
    overrides: Mapping[str, str],
    overrides_place: Place = _NOWHERE,
    language_place: Place = _NOWHERE,
) -> Labels:
    """Return the labels of `language`: `overrides` first, then earlier folders, then the nearest region.

    A label that the language lacks is in English, of which `find_untranslated` tells; its punctuation is its own.
    Raises InputError for an unknown language, an unknown label, and a `{placeholder}` that the English label does not
    have.
    """
    problems: list[Problem] = []
    complete = _read_files(COMPLETE, search_path, problems)
    languages = [tag for tag in _fallbacks(language) if any(_is_file(folder, tag) for folder in search_path)]
    if not languages:
        known = {file.stem for folder in search_path for file in (folder / FOLDER).glob("*.yaml")}
        remedy = f"{suggest(language, known, 'languages')}; or add {_path(language)} to your templates"
        raise InputError([Problem(language_place, f"no labels for the language `{language}`", remedy)])
    labels: dict[str, ScalarNode] = {}
    for tag in reversed(languages):
        labels |= _read_files(tag, search_path, problems)
    labels |= {name: ScalarNode(text, overrides_place) for name, text in overrides.items()}
    problems += _check_labels(labels, complete)
    if problems:
        raise InputError(problems)
    bound = {name: bind_marks(str(text), language) for name, text in labels.items()}
    marks = {name: mark for name, mark in usual_marks(language).items() if name in complete}
    return {**{name: str(text) for name, text in complete.items()}, **marks, **bound}


def find_untranslated(language: str, search_path: Sequence[Path], overrides: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a note that names the labels which `language` lacks, and the English ones that replace them."""
    complete = _read_files(COMPLETE, search_path, [])
    read = [_read_files(tag, search_path, []) for tag in _fallbacks(language)]
    known = {*overrides, *usual_marks(language)}.union(*read)
    missing = [f"`{name}: {text}`" for name, text in complete.items() if name not in known]
    if missing:
        folder = next(folder for folder in search_path if any(_is_file(folder, tag) for tag in _fallbacks(language)))
        tag = next(tag for tag in _fallbacks(language) if _is_file(folder, tag))
        what = f"{'one label is' if len(missing) == 1 else f'{len(missing)} labels are'} missing and printed in English"
        more = f", and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        help_ = f"translate and add them: {', '.join(missing[:MOST_NAMED])}{more}"
        yield Problem(Place((folder / _path(tag)).as_posix()), what, help_)


def localize(audience: Audience, labels: Labels, language: str) -> Audience:
    """Return `audience` with the `{labels}` in its title and marking filled in."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for setting in ("title", "marking"):
        text, place = getattr(audience, setting), audience.places.get(setting, audience.place)
        unknown = [name for name in _LABEL.findall(text) if name not in labels]
        problems += [Problem(place, f"unknown label `{name}`", suggest(name, labels, "labels")) for name in unknown]
        texts[setting] = _LABEL.sub(lambda match: labels.get(match[1], ""), text)
    if problems:
        raise InputError(problems)
    return replace(audience, **texts)


def _is_file(folder: Path, language: str) -> bool:
    """Return whether a folder has labels of that language; unlike Path.is_file, also of one with an impossible name."""
    return os.path.isfile(folder / _path(language))


def _path(language: str) -> str:
    return f"{FOLDER}/{language}.yaml"


def _fallbacks(language: str) -> Sequence[str]:
    """Return the tags to look for, nearest first: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    subtags = language.split("-")
    return ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]


def _read_files(language: str, search_path: Sequence[Path], problems: list[Problem]) -> dict[str, ScalarNode]:
    """Return the labels in all files of `language`; those of earlier folders replace those of later ones."""
    labels: dict[str, ScalarNode] = {}
    for folder in reversed(search_path):
        path = folder / _path(language)
        if os.path.isfile(path):
            root = read_mapping(read_file(folder, _path(language)), path.as_posix())
            labels |= by_name(Word).read(root, "", problems)
    return labels


def _base(name: str, complete: Mapping[str, str]) -> str:
    """Return the English label that says what `name` may hold; a form of CLDR, `…_few`, is a label of its own."""
    stem, _, form = name.rpartition("_")
    names = (name, f"{stem}_other", stem) if form in FORMS else (name,)
    return next((known for known in names if known in complete), "")


def _check_labels(labels: Mapping[str, ScalarNode], complete: Mapping[str, str]) -> Iterator[Problem]:
    for name, text in labels.items():
        base = _base(name, complete)
        if not base:
            yield Problem(text.place, f"unknown label `{name}`", suggest(name, complete, "labels"))
            continue
        valid = list(dict.fromkeys(_PLACEHOLDER.findall(complete[base])))
        for placeholder in dict.fromkeys(_PLACEHOLDER.findall(text)):
            if placeholder not in valid:
                what = f"unknown placeholder `{placeholder}` in label `{name}`"
                yield Problem(text.place, what, f"valid placeholders: {', '.join(valid)}" if valid else "it has none")
        if valid and re.search("[{}]", _PLACEHOLDER.sub("", text)):
            what = f"a brace without its partner in label `{name}`"
            yield Problem(text.place, what, f"valid placeholders: {', '.join(valid)}")
