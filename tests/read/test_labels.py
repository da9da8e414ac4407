"""Labels: the fixed words of a language."""

from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.read.audience.labels import read_labels

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


def test_a_missing_label_is_reported_with_its_english_text(tmp_path: Path) -> None:
    (line,) = problems_of("de", [write_labels(tmp_path, en=ENGLISH, de="sources: Quellen\n")], {})
    assert line == "0:0 missing label `page_of` / in English: Page {page} of {pages}"


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
