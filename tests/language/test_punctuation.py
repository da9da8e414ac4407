"""Marks between words and quotation marks are those of the language, nested ones as well."""

import pytest

from generator.citation.numbering import Citations
from generator.citation.reference import CitationStyle
from generator.language.no_break import no_break_rules
from generator.language.punctuation import usual_marks
from generator.model.inline import Note
from generator.model.source import CitedSource
from generator.read.audience.labels import read_labels
from generator.read.dataset.sources import read_sources
from generator.read.syntax.yaml_file import read_yaml
from generator.shipped import templates
from tests.compose.shown import words

AUTHORS = "author: [{family: Roy, given: Luc}, {literal: Cour des comptes}]"
JAPANESE = {"quoted": "「{title}」", "quoted_inner": "『{title}』", "and": "、", "no_date": "日付なし"}


def note(language: str, *sources: str, **labels: str) -> str:
    """Return the note that cites `sources`, which are typed as in sources.yaml."""
    file = "".join(f"- {{id: s{number}, {typed}}}\n" for number, typed in enumerate(sources))
    problems: list[object] = []
    read = read_sources(read_yaml(file.encode(), "sources.yaml"), problems)  # type: ignore[arg-type]
    assert problems == []
    known = language if language in ("de", "es", "fr") else "en"
    style = CitationStyle(
        "d MMMM y", language, {**read_labels(known, [templates()], {}), **usual_marks(language), **labels}
    )
    citations = Citations(read, "footnotes", style, no_break_rules(language))
    (cited,) = citations.cite([CitedSource(id_) for id_ in read])
    assert isinstance(cited, Note)
    return words(no_break_rules(language).bind(cited.inlines)).replace("\u202f", "_").replace("\u2060", "")


@pytest.mark.parametrize(("language", "title", "quoted"), [
    ("en-US", "The “end” of it", "“The ‘end’ of it,”"),
    ("de", "Was „offen“ heißt", "„Was ‚offen‘ heißt“"),
    ("de", "Was »offen« heißt", "„Was ‚offen‘ heißt“"),
    ("es", "Dice “por fin” y «basta»", "«Dice “por fin” y “basta”»"),
    ("fr", "Le « oui » du maire", "« Le “oui” du maire »"),
    ("fr", "Le « oui “net” » du maire", "« Le “oui « net »” du maire »"),
])  # fmt: skip
def test_quotation_marks_round_a_title_and_in_it_alternate(language: str, title: str, quoted: str) -> None:
    assert note(language, f"type: article-newspaper, title: '{title}', issued: 2019").startswith(quoted)


def test_sources_of_a_french_note_are_separated_with_a_narrow_space() -> None:
    first, second = "type: book, title: Un, issued: 2019", "type: book, title: Deux, issued: 2020"
    assert note("fr", first, second) == "<i>Un</i>, 2019_; <i>Deux</i>, 2020."


def test_an_arabic_note_has_arabic_commas() -> None:
    assert note("ar", f"type: book, title: ميناء, {AUTHORS}, issued: 2019").count("،") == 2


def test_a_japanese_note_has_titles_in_brackets_and_names_without_a_space() -> None:
    authors = "author: [{family: 山田, given: 花子}, {family: トウェイン, given: マーク}]"
    book = f"type: book, title: 港, {authors}, issued: 2019"
    article = "type: article-newspaper, title: 市長は「ついに」と言った, container-title: 港新聞"
    expected = "山田花子、マーク・トウェイン、『港』、2019年；「市長は『ついに』と言った」、『港新聞』、日付なし。"
    assert note("ja", book, article, **JAPANESE) == expected
