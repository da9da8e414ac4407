"""The ferry of tests/cases/ferry, which uses every construct of a dataset, in seven languages."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

FERRY = Path(__file__).parent / "cases" / "ferry"
SHIPPED = Path(__file__).parent.parent / "templates"
LANGUAGES = {"en": "en-GB", "fr": "fr", "de": "de", "es": "es", "it": "it", "ar": "ar", "ja": "ja"}
UNSHIPPED = ("ar", "ja")  # languages whose labels a user would have to write

Words = Mapping[str, Any]


def templates(folder: Path) -> Path:
    """Write a template folder with labels that are not shipped; a label that is new there is in English."""
    (folder / "labels").mkdir(parents=True, exist_ok=True)
    for language in UNSHIPPED:
        labels = {**_load(SHIPPED / "labels" / "en.yaml"), **_load(FERRY / "labels" / f"{language}.yaml")}
        _dump(folder / "labels" / f"{language}.yaml", labels)
    return folder


def ferry(language: str, folder: Path) -> Path:
    """Write the topic in `language`, one of LANGUAGES, into `folder`/ferry; return that folder."""
    target = folder / "ferry"
    target.mkdir(parents=True)
    words = words_of(language)
    data = {**_load(FERRY / "dataset.yaml"), "language": LANGUAGES[language]}
    _dump(target / "dataset.yaml", _translate(data, words))
    _dump(target / "sources.yaml", _translate(_load(FERRY / "sources.yaml"), words))
    rows = csv.reader(StringIO((FERRY / "events.csv").read_text(encoding="utf-8")))
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([words.get(cell, cell) for cell in row] for row in rows)
    (target / "events.csv").write_text(text.getvalue(), encoding="utf-8")
    return target


def words_of(language: str) -> Words:
    """Return the words of the topic in `language`, by those in English."""
    return {} if language == "en" else _load(FERRY / f"{language}.yaml")


def _translate(value: Any, words: Words) -> Any:
    """Return `value` with its texts in other words; those that need several forms give all of them."""
    if isinstance(value, list):
        return [_translate(item, words) for item in value]
    if not isinstance(value, dict):
        return words.get(value, value) if isinstance(value, str) else value
    translated = {words.get(name, name): _translate(inner, words) for name, inner in value.items()}
    forms = next((inner for inner in translated.values() if isinstance(inner, dict) and "few" in inner), None)
    return {**translated, **forms} if forms and "other" in value else translated


def _load(path: Path) -> Any:
    """Return the values in a file, every scalar as typed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _dump(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10000), encoding="utf-8")
