"""Numbers in a text, in all the forms that a sentence gives them."""

import pytest

from generator.language.quantities import find_other_numbers, says_number

SAID = [
    ("en", "Three rises of the toll", 3),
    ("en", "the sixth and last test", 6),
    ("en", "the 21st call", 21),
    ("en", "Xi met him twice", 2),
    ("en", "both spills", 2),
    ("en", "a ten-day and a 12-day strike", 10),
    ("en", "a ten-day and a 12-day strike", 12),
    ("en", "twenty-two calls", 22),
    ("en", "1,234 ships", 1234),
    ("en", "2145 ships", 2145),
    ("en", "more than 40 ships, nearly sixty, about 100", 41),
    ("en", "more than 40 ships, nearly sixty, about 100", 59),
    ("en", "more than 40 ships, nearly sixty, about 100", 95),
    ("en", "interrupted once", 1),
    ("en", "a spill at the quay", 1),
    ("en", "the first call since then", 1),
    ("en", "no spill since July", 0),
    ("en", "it hasn’t been dredged", 0),
    ("en", "never dredged, and none is planned", 0),
    ("de", "Zweiundzwanzig Anläufe", 22),
    ("de", "der dritten Erhöhung", 3),
    ("de", "dreißig Schiffe", 30),
    ("de", "dreissig Schiffe", 30),
    ("de", "kein Ölunfall", 0),
    ("de", "eine Erhöhung", 1),
    ("fr", "vingt et un navires", 21),
    ("fr", "soixante-douze navires", 72),
    ("fr", "quatre-vingt-onze navires", 91),
    ("fr", "neuf navires", 9),
    ("fr", "la deuxième marée", 2),
    ("fr", "aucune hausse", 0),
    ("fr", "une seule hausse", 1),
    ("es", "treinta y dos barcos", 32),
    ("es", "once barcos", 11),
    ("es", "la tercera subida", 3),
    ("es", "ninguna subida", 0),
    ("sv", "12 fartyg", 12),
]


@pytest.mark.parametrize(("language", "text", "number"), SAID)
def test_a_number_is_said_in_many_ways(language: str, text: str, number: int) -> None:
    assert says_number(text, number, language)


NOT_SAID = [
    ("en", "Two spills", 3, ["Two"]),
    ("en", "twenty-two calls", 2, ["twenty-two"]),
    ("en", "the sixth and last test", 7, ["sixth"]),
    ("en", "interrupted once", 2, ["once"]),
    ("en", "No spill since then", 1, ["No"]),
    ("en", "Two spills", 0, ["Two"]),
    ("en", "Two spills", 1, ["Two"]),
    ("en", "more than 40 ships", 39, ["40"]),
    ("en", "at most forty ships", 41, ["forty"]),
    ("en", "about 100 ships", 300, ["100"]),
    ("de", "zweimal erhöht", 3, ["zweimal"]),
    ("de", "Keine Erhöhung", 2, ["Keine"]),
    ("fr", "vingt et un navires", 22, ["vingt et un"]),
    ("es", "treinta y dos barcos", 33, ["treinta y dos"]),
    ("sv", "20 fartyg", 21, ["20"]),
]


@pytest.mark.parametrize(("language", "text", "number", "others"), NOT_SAID)
def test_another_number_is_found_as_it_is_spelled(language: str, text: str, number: int, others: list[str]) -> None:
    assert not says_number(text, number, language)
    assert find_other_numbers(text, number, language) == others


SILENT = [
    ("en", "time and again", 4),
    ("en", "up to €7, by 8 percent", 3),
    ("en", "two hundred ships", 200),
    ("en", "a dozen ships in 2 days", 12),
    ("en", "1.2 million tonnes", 1_200_000),
    ("fr", "de neuf en neuf", 4),
    ("sv", "två utsläpp på 7 dagar", 2),  # the words of Swedish are not known
]


@pytest.mark.parametrize(("language", "text", "number"), SILENT)
def test_where_words_say_no_certain_number_none_is_found(language: str, text: str, number: int) -> None:
    assert list(find_other_numbers(text, number, language)) == []
