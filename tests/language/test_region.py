"""The language of a dataset is a tag that exists."""

import pytest
from babel.core import get_global

from generator.language.region import nearest_tag
from generator.model.dates import PartialDate, format_date


@pytest.mark.parametrize(
    "tag",
    [
        "en", "en-GB", "en-gb", "fr-CA", "es-419", "en-001", "zh-Hant-TW", "zh-Hans", "zh-yue-HK", "sr-Latn-RS",
        "de-1996",        "ca-ES-valencia", "sl-rozaj-biske-1994", "no-NO", "uk-UA", "sq-XK", "ar-arb",
    ],
)  # fmt: skip
def test_a_tag_with_a_region_that_exists_is_valid(tag: str) -> None:
    assert nearest_tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("en-UK", "en-GB"), ("en-uk", "en-GB"), ("en-EN", "en-US"), ("en-USA", "en-US"), ("de-DEU", "de-DE"),
        ("de-DD", "de-DE"),        ("en-XX", "en-US"), ("en-ZZ", "en-US"), ("en-999", "en-US"),
        ("zh-Hant-XY", "zh-Hant-CN"), ("xx-QQ", "xx"),
        ("uk-UK", "uk-GB"), ("en-AAA", "en-US"),
    ],
)  # fmt: skip
def test_the_nearest_tag_has_the_region_that_was_meant(tag: str, nearest: str) -> None:
    assert nearest_tag(tag) == nearest
    assert nearest_tag(nearest) == nearest


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "zh-Hant"])
def test_dates_can_be_written_in_a_language_wherever_it_is_spoken(language: str) -> None:
    tags = [f"{language}-{region}" for region in get_global("territory_languages") if region != "ZZ"]
    assert all(format_date(PartialDate(2021, 3), "D MMMM YYYY", tag) for tag in [*tags, f"{language}-150"])


def test_subtags_that_say_nothing_of_dates_do_no_harm() -> None:
    for tag in ("en-GB-oed", "en-CN-scotland", "en-Latn-CN"):
        assert format_date(PartialDate(2021, 3, 1), "D MMMM YYYY", tag) == "1 March 2021"
