"""Labels: the fixed words of a language."""

import re
from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.language.numbers import choose_label
from generator.read.audience.labels import find_untranslated, read_labels

ROOT = Path(__file__).parent.parent.parent
ENGLISH = 'sources: Sources\npage_of: "Page {page} of {pages}"\n'


def write_labels(folder: Path, **languages: str) -> Path:
    (folder / "labels").mkdir(parents=True)
    for name, text in languages.items():
        (folder / "labels" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems_of(*arguments: object) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_labels(*arguments)  # type: ignore[arg-type]
    problems = raised.value.problems
    return [f"{problem.place.line}:{problem.place.column} {problem.what} / {problem.help}" for problem in problems]


def test_a_region_falls_back_to_its_language(tmp_path: Path) -> None:
    folder = write_labels(tmp_path, en=ENGLISH, en_GB="sources: Sources used\n")
    assert read_labels("en-US", [folder], {})["sources"] == "Sources"
    assert read_labels("en-GB", [folder], {}) == {"sources": "Sources used", "page_of": "Page {page} of {pages}"}


def test_a_users_folder_comes_first_and_an_audience_before_it(tmp_path: Path) -> None:
    search_path = [
        write_labels(tmp_path / "own", en="sources: Works\n"),
        write_labels(tmp_path / "shipped", en=ENGLISH),
    ]
    assert read_labels("en", search_path, {})["sources"] == "Works"
    assert read_labels("en", search_path, {"sources": "References"})["sources"] == "References"


def test_an_unknown_language_lists_the_valid_ones(tmp_path: Path) -> None:
    (line,) = problems_of("sv", [write_labels(tmp_path, en=ENGLISH, de=ENGLISH)], {})
    assert line == (
        "0:0 no labels for the language `sv` / valid languages: `de`, `en`; or add labels/sv.yaml to your templates"
    )


def test_a_missing_label_is_in_english_and_named(tmp_path: Path) -> None:
    search_path = [write_labels(tmp_path, en=ENGLISH, de="sources: Quellen\n")]
    assert read_labels("de", search_path, {}) == {"sources": "Quellen", "page_of": "Page {page} of {pages}"}
    (note,) = find_untranslated("de", search_path, {})
    assert (note.place.file, note.what, note.help) == (
        (tmp_path / "labels" / "de.yaml").as_posix(),
        "one label is missing and printed in English",
        "translate and add them: `page_of: Page {page} of {pages}`",
    )
    assert list(find_untranslated("de", search_path, {"page_of": "Seite {page}"})) == []


def test_many_missing_labels_are_counted_and_the_first_of_them_named(tmp_path: Path) -> None:
    search_path = [write_labels(tmp_path, sv="sources: Källor\n"), ROOT / "templates"]
    (note,) = find_untranslated("sv-FI", search_path, {})
    assert re.fullmatch(r"\d+ labels are missing and printed in English", note.what)
    assert note.help.startswith("translate and add them: `achieved: Achieved`, ")
    assert re.search(r", and \d+ more$", note.help)
    assert read_labels("sv-FI", search_path, {})["achieved"] == "Achieved"


def test_punctuation_that_a_file_lacks_is_that_of_its_language(tmp_path: Path) -> None:
    search_path = [write_labels(tmp_path, ja="sources: 出典\n", sv="comma: ' +'\n"), ROOT / "templates"]
    japanese, swedish = (read_labels(language, search_path, {}) for language in ("ja", "sv"))
    assert (japanese["comma"], japanese["semicolon"], japanese["stop"]) == ("、", "；", "。")
    assert (swedish["comma"], swedish["semicolon"]) == (" +", ";")


def test_a_label_may_have_the_plural_forms_of_its_language(tmp_path: Path) -> None:
    polish = 'further_sources_few: "{number} inne źródła"\nfurther_sources_other: "{number} innych źródeł"\n'
    labels = read_labels("pl", [write_labels(tmp_path, pl=polish), ROOT / "templates"], {})
    assert [choose_label(labels, "further_sources", number, "pl") for number in (3, 5)] == [
        "{number} inne źródła",
        "{number} innych źródeł",
    ]
    wrong = write_labels(tmp_path / "wrong", pl='further_sources_few: "{count} inne"\nsources_fwe: x\n')
    assert problems_of("pl", [wrong, ROOT / "templates"], {}) == [
        "1:22 unknown placeholder `{count}` in label `further_sources_few` / valid placeholders: {number}",
        "2:14 unknown label `sources_fwe` / did you mean `sources_line`?",
    ]


def test_unknown_labels_and_placeholders_are_reported(tmp_path: Path) -> None:
    german = 'sources: "Quellen {page}"\npage_of: "Seite {seite}"\nsorces: x\n'
    assert problems_of("de", [write_labels(tmp_path, en=ENGLISH, de=german)], {}) == [
        "1:10 unknown placeholder `{page}` in label `sources` / it has none",
        "2:10 unknown placeholder `{seite}` in label `page_of` / valid placeholders: {page}, {pages}",
        "3:9 unknown label `sorces` / did you mean `sources`?",
    ]


def test_a_label_that_is_not_text_is_reported(tmp_path: Path) -> None:
    german = "sources: [Quellen]\npage_of: Seite {page}\n"
    assert problems_of("de", [write_labels(tmp_path, en=ENGLISH, de=german)], {}) == [
        "1:10 `sources` must be text, not a list / put the text in quotes, or on the next line under `>-`"
    ]


def test_an_override_is_reported_at_its_audience(tmp_path: Path) -> None:
    folder, place = write_labels(tmp_path, en=ENGLISH), Place("board/audience.yaml", 7, 3)
    assert problems_of("en", [folder], {"sorces": "Works"}, place) == [
        "7:3 unknown label `sorces` / did you mean `sources`?"
    ]


@pytest.mark.parametrize("language", sorted(path.stem for path in (ROOT / "templates" / "labels").glob("*.yaml")))
def test_a_shipped_language_is_complete(language: str) -> None:
    assert read_labels(language, [ROOT / "templates"], {})["achieved"]
