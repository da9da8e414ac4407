"""Packs in other languages: all labels are translated, and no English is left."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from babel.dates import get_month_names
from lxml import etree

from generator import build
from generator.errors import InputError
from generator.language.numbers import FORMS
from generator.pack.pack import Pack
from generator.read.audience.labels import read_labels

ROOT = Path(__file__).parent.parent
SEARCH_PATH = [ROOT / "templates"]
LABELS = ROOT / "templates" / "labels"
LANGUAGES = sorted(path.stem for path in LABELS.glob("*.yaml"))
CASES = {"fr": ROOT / "tests" / "cases" / "pont", "de": ROOT / "tests" / "cases" / "bruecke"}
AUDIENCES = ("standard", "executive", "press", "staff")
# words of almost every English sentence that are not French, German or Spanish
COMMON = {"the", "of", "and", "for", "with", "from", "at", "by", "is", "are", "not", "our", "per", "since", "until"}
# in French a line could break at these spaces; what is quoted in German begins below the line
FOREIGN_MARKS = {"fr": re.compile(r"[ ](?=[;:!?»])|« |[“”]"), "de": re.compile(r"[«»”]|(?<![^\s(])“")}
SPOKEN = ("descr", "title")  # attributes that a screen reader speaks


def keys(language: str) -> list[str]:
    return list(yaml.safe_load((LABELS / f"{language}.yaml").read_text(encoding="utf-8")))


def test_there_are_labels_in_five_languages() -> None:
    assert LANGUAGES == ["de", "en", "es", "fr", "it"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_same_labels_as_english_in_the_same_order(language: str) -> None:
    of_all = [name for name in keys(language) if name in keys("en") or name.rpartition("_")[2] not in FORMS]
    assert of_all == keys("en")
    assert all(read_labels(language, SEARCH_PATH, {}).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_has_the_same_placeholders_as_in_english(language: str) -> None:
    english, translated = read_labels("en", SEARCH_PATH, {}), read_labels(language, SEARCH_PATH, {})
    placeholders = {
        name: [sorted(re.findall(r"\{[a-z]+\}", label)) for label in (english[name], translated[name])]
        for name in english
    }
    assert [name for name, (theirs, ours) in placeholders.items() if theirs != ours] == []


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def english_words(language: str) -> set[str]:
    """Return the words of the English labels and calendar that are not words of `language` too."""
    english, translated = read_labels("en", SEARCH_PATH, {}), read_labels(language, SEARCH_PATH, {})
    english_labels = {word for text in english.values() for word in words(re.sub(r"\{[a-z]+\}", "", text))}
    translated_labels = {word for text in translated.values() for word in words(text)}
    months = {
        name.casefold() for width in ("wide", "abbreviated") for name in get_month_names(width, locale="en").values()
    }
    translated_months = {
        name.casefold().rstrip(".")
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_month_names(width, context, locale=language).values()
    }
    return (english_labels | months | COMMON) - translated_labels - translated_months


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a reader sees or hears, with the part of the file: text, alternative texts, titles."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            readable = re.fullmatch(
                r"(word/(document|header\d*|footer\d*|footnotes)|ppt/(slides|notesSlides|charts)/[^/]+|docProps/core)\.xml",
                name,
            )
            if readable:
                root = etree.fromstring(package.read(name))
                for element in root.iter("{*}t", "{*}v", "{*}title", "{*}subject"):
                    yield name, element.text or ""
                for element in root.iter():
                    yield from ((name, value) for attribute in SPOKEN if (value := element.get(attribute)))
            elif name.endswith(".xlsx"):
                yield from texts(package.read(name))
            elif name == "xl/sharedStrings.xml":
                yield from ((name, text.text or "") for text in etree.fromstring(package.read(name)).iter("{*}t"))


def shown(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what a reader sees or hears in the files of a pack, and where."""
    for name, data in pack.files.items():
        if name.endswith((".docx", ".pptx")):
            yield from ((f"{name}, {part}", text) for part, text in texts(data))
        elif name.endswith(".svg"):
            drawn = etree.fromstring(data).iter("{*}text", "{*}title", "{*}desc")
            yield from ((name, element.text or "") for element in drawn)


@pytest.mark.parametrize("language", CASES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_words_and_punctuation_of_a_pack_are_those_of_its_language(
    language: str, audience: str, tmp_path: Path
) -> None:
    folder = CASES[language]
    pack = build(folder, audience, tmp_path)
    assert pack.warnings == ()
    dataset = {word for file in folder.iterdir() for word in words(file.read_text(encoding="utf-8").partition("\n")[2])}
    foreign = english_words(language) - dataset
    read = [(where, text) for where, text in shown(pack) if "docProps/core" not in where]
    assert [f"{where}: {text}" for where, text in read if words(text) & foreign] == []
    assert [f"{where}: {text}" for where, text in read if FOREIGN_MARKS[language].search(text)] == []
    assert len(foreign) > 80, "too few words to look for"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ("Situation au 30 juin 2024", "Usage interne", "Sources", "Enjeu")),
        ("de", ("Stand: 30. Juni 2024", "Nur für den Dienstgebrauch", "Quellen", "Warum es wichtig ist")),
    ],
)
def test_a_pack_is_in_the_language_of_its_dataset(language: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    pack = build(CASES[language], out=tmp_path)
    briefing = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    text = " ".join(text for _, text in texts(briefing))
    assert [phrase for phrase in expected if phrase not in text] == []


def test_an_unknown_label_is_reported_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    profile = 'extends: standard\ntitle: Board\nmarking: "{internal_us}"\n'
    (tmp_path / "board" / "audience.yaml").write_text(profile, encoding="utf-8")
    with pytest.raises(InputError, match="unknown label `internal_us`\n    did you mean `internal_use`"):
        build(CASES["fr"], "board", tmp_path / "out", templates=tmp_path)


@pytest.mark.parametrize(("language", "width"), [("fr", 11906), ("de", 11906)])
def test_a_pack_has_the_paper_size_of_its_language(language: str, width: int, tmp_path: Path) -> None:
    pack = build(CASES[language], "standard", tmp_path)
    briefing = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    with ZipFile(BytesIO(briefing)) as archive:
        assert set(re.findall(rb'w:pgSz [^>]*w:w="(\d+)"', archive.read("word/document.xml"))) == {str(width).encode()}
