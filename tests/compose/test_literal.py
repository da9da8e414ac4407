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
    "__init__", "_draft_", "__this__ and _that_", "see __main__.py, _old_ and __all__", "___", "(_x_)",
    "これは__重要__ x",
    "*.csv and *.txt", "data/*.csv and logs/*.txt", "src/*/a and src/*/b", "src/**/a and src/**/b", "*.* and *.* x",
    "logs/* and data/*", "C:\\logs\\*.log or D:\\logs\\*.log", '"*_old" or "*_new"', "*_test.py and *_spec.py",
    "COUNT(*), SUM(*)", "f(*args, **kwargs)", "[*] and [*]", "“*” and “*”", "«*» and «*»", "(a)*(b)*(c)", "2*(3+4)*5",
    "char *a, char *b", "^.*$ and ^.*$", "a-*-b and a-*-c", "*/5 * * * *", "(*) p < .05; (*) p < .01",
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
        ("a **bold** one, and *this*", "a <b>bold</b> one, and <i>this</i>"),
        ("*either*/*or*, *one*-*two*", "<i>either</i>/<i>or</i>, <i>one</i>-<i>two</i>"),
        ("*¿so?* *“so”* *(so)* *__init__.py*", "<i>¿so?</i> <i>“so”</i> <i>(so)</i> <i>__init__.py</i>"),
        ("(*“so”*), ‘*so*’, „*so*“ — *so*.", "(<i>“so”</i>), ‘<i>so</i>’, „<i>so</i>“ — <i>so</i>."),
        ("*5 %* and *−5 °C*, *-5 °C*, *€5*", "<i>5 %</i> and <i>−5 °C</i>, <i>-5 °C</i>, <i>€5</i>"),
        ("*[the report](https://example.org)*", "<i><https://example.org>the report</></i>"),
        ("(注)*重要*です", "(注)<i>重要</i>です"),
        ("*p < .05, *so*", "*p < .05, <i>so</i>"),
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
    assert read.replace("*", "") == typed.replace("*", "")


@given(st.lists(st.sampled_from(["__", "_", "a", "é", "5", "漢", " ", ".", "(", ")", "-", "/", '"']), max_size=20))
def test_underscores_never_disappear(typed: list[str]) -> None:
    assert text_of(parse_prose("".join(typed))) == "".join(typed)


@pytest.mark.parametrize("delimiters", [("*",), ("**",), ("***",), ("*", "**"), ("*", "**", "***")])
@pytest.mark.parametrize("count", [10, 10_000])
def test_emphasis_nests_only_a_few_levels_deep(delimiters: tuple[str, ...], count: int) -> None:
    opening = "".join(f"{delimiter}a " for delimiter in delimiters) * count
    closing = "".join(f" b{delimiter}" for delimiter in reversed(delimiters)) * count
    read = parse_prose(opening + "x" + closing)
    assert text_of(read).replace("*", "") == (opening + "x" + closing).replace("*", "")


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
