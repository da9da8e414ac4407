"""The language of a dataset is a tag that exists."""

import pytest

from generator.language.region import nearest_tag


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
