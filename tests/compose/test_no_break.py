"""A line never breaks between a number and its unit, an abbreviation and its number, or an initial and its name."""

import re

import pytest

from generator.language.no_break import no_break_rules
from generator.model.inline import Emphasis, Link, Note, Plain, Strong, Styled, Traced
from tests.compose.editions import briefing, deck


@pytest.mark.parametrize("language, expected", [
    ("en-US", "on 5~August 2019, or (August~5), by May~18"),
    ("en-US", "$5~million for 12~km, at 9~a.m.; 20~% of it"),
    ("en-GB", "No.~5, P.L.~115-232, H.R.~2500, p.~2, paras.~3 and 4, Public Law~115-232"),
    ("en-US", "Joseph S.~Bermudez and Mr.~Hale for the U.S. Congress, U.S. forces and Plan B, not A"),
    ("en-US", "5*3*2 and 5 * 3 and https://x.example/a_b 14 missiles in May 2018"),
    ("en-US", "4~July 2006~† is in doubt"),
    ("de-DE", "am 5.~August 2019, 5.~Aug. 2019, Nr.~5, 5~Millionen Euro"),
    ("de-DE", "von 5~€ auf 8~€, 20~%"),
    ("es", "el 5~de agosto, 12~km"),
    ("fr", "le 5~août~: «~bien~»^? Oui^! Non^; ou rien"),
    ("fr-CH", "le 5~août^: «^bien^»^?"),
    ("fr-CA", "le 5~août~: «~bien~»~?"),
    ("fr", "le 1er~août 2019"),
    ("zh", "2019 年 5 月"),
])  # fmt: skip
def test_a_line_does_not_break_at_these_spaces(language: str, expected: str) -> None:
    (bound,) = no_break_rules(language).bind((Plain(re.sub("[~^]", " ", expected)),))
    assert bound == Plain(expected.replace("~", "\u00a0").replace("^", "\u202f"))


def test_nested_text_is_bound_but_addresses_are_not() -> None:
    date, bound = Plain("5 May"), Plain("5\u00a0May")
    link = Link((Strong((date,)),), "https://x.example/5 May")
    inlines = (Emphasis((date,)), Styled((date,), "May 5"), link, Note((date,)), Traced("a", (date,), ((date,),)))
    assert no_break_rules("en").bind(inlines) == (
        Emphasis((bound,)),
        Styled((bound,), "May 5"),
        Link((Strong((bound,)),), link.url),
        Note((bound,)),
        Traced("a", (bound,), ((bound,),)),
    )


def test_briefings_and_decks_have_no_break_spaces(tmp_path) -> None:  # type: ignore[no-untyped-def]
    document, _ = briefing(tmp_path, "# T\n\nOn {{ as_of }}.")
    slides, _ = deck(tmp_path, "## T\n\nOn {{ as_of }}.")
    assert all(
        "5\u00a0August 2019" in str(tree).replace("\\xa0", "\u00a0") for tree in (document.blocks, slides.slides)
    )
