"""Data is printed as typed wherever a template puts it; emphasis and links are its only markup."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.prose import parse_prose
from generator.model.block import Paragraph
from generator.model.inline import text_of
from tests.compose.editions import briefing, deck, edition, section, statement, text
from tests.compose.shown import lines, words

LITERAL = (
    "5*3*2", "# 4", "a_b_c", "[x]", "<b>", "{{ y }}", "{% if x %}", "$1", "&", "&amp;", "* x", "1. x", "- x",
    "| x | y |",
    "::: notes", ": caption", "---", "> x", "    x", "`x`", "\\*x\\*", "![x](figure:y)", "[x](javascript:alert)",
    "[@port]",
    "^[x]", "{.title}", "**x.**y", "2 * 3 * 4", "*p < .05, **p < .01", "snake_case_name", "____",
    "http://a_b_c.example/",
    '"*"', "x*", "[x]: y", "<!-- x -->", "{# x #}", "~x~", "x  y",
)  # fmt: skip
PLACES = """\
# {{ title }} {eyebrow="{{ title }}" layout="{{ title }}"}

{{ title }}

- **{{ title }}** *{{ title }}* {{ title | stop }}

1. {{ title }}

| {{ title }} |
|---|
| {{ title }} |

: {{ title }}

::: {.panel title="{{ title }}"}
{{ title }}
:::

Words^[{{ title }}] and [{{ title }}](https://example.org)
"""


@pytest.mark.parametrize("typed", LITERAL)
def test_data_is_printed_as_typed_in_every_place_of_a_template(typed: str, tmp_path: Path) -> None:
    reference, _ = briefing(tmp_path, PLACES, edition(title=text("DATA")))
    document, _ = briefing(tmp_path, PLACES, edition(title=text(typed)))
    data = typed.strip()
    sentence = data if data.endswith((".", "?", "!", ":")) else data + "."
    expected = [line.replace("DATA.", sentence).replace("DATA", data) for line in lines(reference.blocks)]
    assert ["".join(line.split()) for line in lines(document.blocks)] == ["".join(line.split()) for line in expected]


def test_data_is_literal_on_a_slide_too(tmp_path: Path) -> None:
    slides, _ = deck(tmp_path, "## {{ title }}\n\n{{ title }}", edition("deck", title=text("5*3*2 {{ y }} # 4")))
    assert words(slides.slides[0].title) == "5*3*2 {{ y }} # 4"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a *stressed* word", "a <i>stressed</i> word"),
        ("a **bold** one, and __this__", "a <b>bold</b> one, and <b>this</b>"),
        ("***both***", "<b><i>both</i></b>"),
        ("**bold with *stress* in it**", "<b>bold with <i>stress</i> in it</b>"),
        ("(*in brackets*), “**in quotes**”", "(<i>in brackets</i>), “<b>in quotes</b>”"),
        ("*5*3*2*", "<i>5*3*2</i>"),
        ("*open and **closed** inside", "*open and <b>closed</b> inside"),
        ("see [the *report*](https://example.org/a_(b))", "see <https://example.org/a_(b)>the <i>report</i></>"),
        ("[write](mailto:desk@example.org)", "<mailto:desk@example.org>write</>"),
        ("これは**重要**です", "これは<b>重要</b>です"),
        ("one\ntwo", "one\\ntwo"),
    ],
)
def test_emphasis_needs_word_boundaries_and_links_need_an_address(typed: str, expected: str) -> None:
    assert words(parse_prose(typed)) == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufdd0\ufdd1\ufdd2\ufdd3*_[]()\n\r"), max_size=60))
def test_text_without_markup_characters_never_changes(typed: str) -> None:
    assert text_of(parse_prose(typed)) == typed


@given(st.text("ab5 *_.,()[]\\\"'漢", max_size=40))
@settings(max_examples=500)
def test_only_delimiters_of_emphasis_ever_disappear(typed: str) -> None:
    read = text_of(parse_prose(typed))
    assert len(read) <= len(typed)
    assert [c for c in read if c not in "*_"] == [c for c in typed if c not in "*_"]


@given(st.text(max_size=30))
@settings(max_examples=50, deadline=None)
def test_any_text_survives_jinja_and_markdown(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    document, _ = briefing(folder, "{{ labels.sources }}|end", edition(labels={**edition().labels, "sources": typed}))
    assert document.blocks == (Paragraph(document.blocks[0].inlines),)  # type: ignore[union-attr]
    printed = text_of(document.blocks[0].inlines)  # type: ignore[union-attr]
    # spaces may become no-break spaces, as in "p. 2"
    assert printed.replace("\u00a0", " ").lstrip(" ") == (typed + "|end").replace("\u00a0", " ").lstrip(" ")


def test_a_statement_on_a_slide_carries_its_shorter_wordings(tmp_path: Path) -> None:
    long = statement("tolls", "A *long* wording.", shorter=["Shorter.", "Short"], full="Full.")
    markdown = "{% for s in overview.statements %}\n{{ s.wording }} {{ s.text }}{{ s | cite }}\n{% endfor %}"
    document, _ = briefing(tmp_path / "page", markdown, edition(overview=section(long)))
    assert list(lines(document.blocks)) == ["paragraph: <tolls>A <i>long</i> wording.</> <tolls>Full.</>[1]"]
    slides, _ = deck(tmp_path / "slide", f"## T\n\n{markdown}", edition("deck", overview=section(long)))
    (slide,) = slides.slides
    assert list(lines(slide.blocks)) == [
        "paragraph: <tolls>A <i>long</i> wording.|Shorter.|Short</> <tolls>Full.</>[1]"
    ]
