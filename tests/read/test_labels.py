"""Fixed words by language."""

from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.read.audience.labels import read_labels

ROOT = Path(__file__).parent.parent.parent
ENGLISH = 'sources: Sources\npage_of: "Page {page} of {pages}"\n'


def shelf(folder: Path, **languages: str) -> Path:
    (folder / "labels").mkdir(parents=True)
    for name, text in languages.items():
        (folder / "labels" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def told(*arguments: object) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_labels(*arguments)  # type: ignore[arg-type]
    return [f"{each.place.line}:{each.place.column} {each.what} / {each.help}" for each in raised.value.problems]


def test_a_region_falls_back_to_its_language(tmp_path: Path) -> None:
    folder = shelf(tmp_path, en=ENGLISH, en_GB="sources: Sources used\n")
    assert read_labels("en-US", [folder], {})["sources"] == "Sources"
    assert read_labels("en-GB", [folder], {}) == {"sources": "Sources used", "page_of": "Page {page} of {pages}"}


def test_a_users_shelf_comes_first_and_an_audience_before_it(tmp_path: Path) -> None:
    shelves = [shelf(tmp_path / "own", en="sources: Works\n"), shelf(tmp_path / "shipped", en=ENGLISH)]
    assert read_labels("en", shelves, {})["sources"] == "Works"
    assert read_labels("en", shelves, {"sources": "References"})["sources"] == "References"


def test_an_unknown_language_says_which_exist(tmp_path: Path) -> None:
    (line,) = told("sv", [shelf(tmp_path, en=ENGLISH, de=ENGLISH)], {})
    assert line == (
        "0:0 there are no labels for the language `sv` / valid names: `de`, `en` (add labels/sv.yaml to your templates)"
    )


def test_a_translation_that_lacks_a_word_is_told_with_the_english_one(tmp_path: Path) -> None:
    (line,) = told("de", [shelf(tmp_path, en=ENGLISH, de="sources: Quellen\n")], {})
    assert line == "0:0 the label `page_of` is missing / in English: Page {page} of {pages}"


def test_words_that_do_not_exist_or_cannot_be_filled_in(tmp_path: Path) -> None:
    folder = shelf(tmp_path, en=ENGLISH, de='sources: Quellen\npage_of: "Seite {seite}"\nsorces: x\n')
    assert told("de", [folder], {}) == [
        "2:10 nothing fills in `{seite}` in the label `page_of` / it can say {page}, {pages}",
        "3:9 there is no label `sorces` / did you mean `sources`?",
    ]


def test_an_override_is_told_at_its_audience(tmp_path: Path) -> None:
    assert told("en", [shelf(tmp_path, en=ENGLISH)], {"sorces": "Works"}, Place("board/audience.yaml", 7, 3)) == [
        "7:3 there is no label `sorces` / did you mean `sources`?"
    ]


@pytest.mark.parametrize("language", sorted(path.stem for path in (ROOT / "templates" / "labels").glob("*.yaml")))
def test_a_shipped_language_is_complete(language: str) -> None:
    assert read_labels(language, [ROOT / "templates"], {})["achieved"]
