"""Which paper a pack is on, where its audience leaves it to the language."""

import pytest

from generator.language.paper import usual_paper

USUAL = {
    "en": "letter", "en-US": "letter", "en-CA": "letter", "es-MX": "letter", "fil-PH": "letter",
    "en-GB": "a4", "de": "a4", "fr": "a4", "fr-FR": "a4", "es": "a4", "ja": "a4", "zh-Hant-TW": "a4", "ar": "a4",
}  # fmt: skip


@pytest.mark.parametrize(("language", "paper"), USUAL.items())
def test_the_paper_is_what_is_usual_where_the_language_is_spoken(language: str, paper: str) -> None:
    assert usual_paper(language) == paper
