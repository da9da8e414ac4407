"""Packs in other languages: complete in their fixed words, and with no English left in them."""

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
from generator.read.audience.labels import read_labels

ROOT = Path(__file__).parent.parent
SHELVES = [ROOT / "templates"]
LABELS = ROOT / "templates" / "labels"
LANGUAGES = sorted(path.stem for path in LABELS.glob("*.yaml"))
CASES = {"fr": ROOT / "tests" / "cases" / "pont", "de": ROOT / "tests" / "cases" / "bruecke"}
AUDIENCES = ("standard", "executive", "press", "staff")
# words that no sentence of an English pack can do without, and that are none in French, German or Spanish
COMMON = {"the", "of", "and", "for", "with", "from", "at", "by", "is", "are", "not", "our", "per", "since", "until"}
SHOWN = ("descr", "title")  # attributes that a screen reader reads out


def keys(language: str) -> list[str]:
    return list(yaml.safe_load((LABELS / f"{language}.yaml").read_text(encoding="utf-8")))


def test_english_french_german_and_spanish_are_there() -> None:
    assert LANGUAGES == ["de", "en", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_labels_in_the_order_of_the_english_ones(language: str) -> None:
    assert keys(language) == keys("en")
    assert all(read_labels(language, SHELVES, {}).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_fills_in_all_that_the_english_label_does(language: str) -> None:
    english, own = read_labels("en", SHELVES, {}), read_labels(language, SHELVES, {})
    slots = re.compile(r"\{[a-z]+\}")
    assert [name for name in english if sorted(slots.findall(english[name])) != sorted(slots.findall(own[name]))] == []


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def english(language: str) -> set[str]:
    """Words of the English labels and calendar that the language does not have as well."""
    labels, own = read_labels("en", SHELVES, {}), read_labels(language, SHELVES, {})
    said = {word for text in labels.values() for word in words(re.sub(r"\{[a-z]+\}", "", text))}
    theirs = {word for text in own.values() for word in words(text)}
    months = {
        name.casefold() for width in ("wide", "abbreviated") for name in get_month_names(width, locale="en").values()
    }
    own_months = {
        name.casefold().rstrip(".")
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_month_names(width, context, locale=language).values()
    }
    return (said | months | COMMON) - theirs - own_months


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """What a reader sees or hears, by part of a file: text, alternative texts, titles."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            seen = re.fullmatch(
                r"(word/(document|header\d*|footer\d*|footnotes)|ppt/(slides|notesSlides|charts)/[^/]+|docProps/core)\.xml",
                name,
            )
            if seen:
                root = etree.fromstring(package.read(name))
                for each in root.iter("{*}t", "{*}v", "{*}title", "{*}subject"):
                    yield name, each.text or ""
                for each in root.iter():
                    yield from ((name, value) for attribute in SHOWN if (value := each.get(attribute)))
            elif name.endswith(".xlsx"):
                yield from texts(package.read(name))
            elif name == "xl/sharedStrings.xml":
                yield from ((name, each.text or "") for each in etree.fromstring(package.read(name)).iter("{*}t"))


@pytest.mark.parametrize("language", CASES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_english_word_is_left_in_a_pack_of_another_language(language: str, audience: str, tmp_path: Path) -> None:
    folder = CASES[language]
    pack = build(folder, audience, tmp_path)
    assert pack.warnings == ()
    own = {word for file in folder.iterdir() for word in words(file.read_text(encoding="utf-8").partition("\n")[2])}
    strange = english(language) - own
    found = []
    for name, data in pack.files.items():
        if name.endswith((".docx", ".pptx")):
            found += [f"{name}, {part}: {text}" for part, text in texts(data) if words(text) & strange]
        elif name.endswith(".svg"):
            drawn = [each.text or "" for each in etree.fromstring(data).iter("{*}text", "{*}title", "{*}desc")]
            found += [f"{name}: {text}" for text in drawn if words(text) & strange]
    assert found == []
    assert len(strange) > 80, "too few words are looked for"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Situation au 30 juin 2024", "Usage interne", "Sources", "Enjeu")),
        ("de", ("Stand: 30. Juni 2024", "Nur für den Dienstgebrauch", "Quellen", "Warum es wichtig ist")),
    ],
)
def test_a_pack_speaks_its_language(language: str, said: tuple[str, ...], tmp_path: Path) -> None:
    pack = build(CASES[language], out=tmp_path)
    briefing = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    shown = " ".join(text for _, text in texts(briefing))
    assert [each for each in said if each not in shown] == []


def test_a_fixed_word_that_does_not_exist_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    profile = 'extends: standard\ntitle: Board\nmarking: "{internal_us}"\n'
    (tmp_path / "board" / "audience.yaml").write_text(profile, encoding="utf-8")
    with pytest.raises(InputError, match="unknown label `internal_us`\n    did you mean `internal_use`"):
        build(CASES["fr"], "board", tmp_path / "out", templates=tmp_path)


@pytest.mark.parametrize(("language", "width"), [("fr", 11906), ("de", 11906)])
def test_a_pack_is_on_the_paper_of_its_language(language: str, width: int, tmp_path: Path) -> None:
    pack = build(CASES[language], "standard", tmp_path)
    briefing = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    with ZipFile(BytesIO(briefing)) as archive:
        assert set(re.findall(rb'w:pgSz [^>]*w:w="(\d+)"', archive.read("word/document.xml"))) == {str(width).encode()}
