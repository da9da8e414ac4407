"""`citations: group`: a letter where a statement cites, and one line of sources that explains the letters above it."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.citation.letters import name_letter
from generator.model.inline import Plain, Strong
from generator.model.source import CitedSource
from generator.read.audience.labels import read_labels
from tests.compose.editions import ROOT, SOURCES, audience, briefing, deck, edition, event, section, source, statement
from tests.compose.shown import lines, words

PORT, LIND, BOARD = "Harrow Port Authority", "Lind", "Harbour Board"
LOOP = "{% for s in overview.statements %}\n{{ s.wording }}{{ s | cite }}\n\n{% endfor %}\n"
GROUPED = audience(citations="group")


def composed(folder: Path, markdown: str, **changes: object) -> list[str]:
    document, _ = briefing(folder, markdown, edition(**{"audience": GROUPED, **changes}))
    return [line.removeprefix("paragraph ").removeprefix("paragraph: ") for line in lines(document.blocks)]


def with_shared(*names: str, shared: str = "port") -> object:
    """Return a section whose statements all rest on `shared`, and cite `names` besides."""
    above = (CitedSource(shared),)
    each = (statement(f"s{number}", "S", sources=[name] if name else []) for number, name in enumerate(names))
    statements = [replace(one, statement=replace(one.statement, inherited=above)) for one in each]
    return replace(section(*statements), sources=above)


def test_a_letter_stands_where_a_source_is_cited_and_one_line_explains_all(tmp_path: Path) -> None:
    text = "x[@ferry, p. 2] y[@port; @undated] z[@ferry, p. 2]\n\nv[@port; @undated; @ferry, p. 2] w"
    assert composed(tmp_path, text) == [
        "x^a y^b z^a",
        "v^a,b w",
        f"Sources Line: <b>Sources.</b> <b>a</b> {LIND}[1, p. 2] · <b>b</b> {PORT}[2], {BOARD}[3].",
    ]


def test_works_of_the_same_authors_share_their_name(tmp_path: Path) -> None:
    sources = {**SOURCES, "plan": replace(SOURCES["port"], id="plan", title="Plan")}
    assert composed(tmp_path, "x[@port; @ferry; @plan, p. 3]", sources=sources)[-1] == (
        f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1; 3, p. 3], {LIND}[2]."
    )


def test_a_group_ends_before_the_next_heading_where_no_template_says_so(tmp_path: Path) -> None:
    assert composed(tmp_path, "# One\n\nx[@port]\n\n## Two\n\ny[@port]\n\n# Three\n\nz") == [
        "heading 1: One", "x^a", f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1].",
        "heading 2: Two", "y^a", f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1].",
        "heading 1: Three", "z",
    ]  # fmt: skip


def test_a_landscape_page_has_a_line_of_its_own(tmp_path: Path) -> None:
    assert composed(tmp_path, "x[@port]\n\n::: landscape\ny[@ferry]\n:::\n\nz[@undated]") == [
        "x^a", f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1].",
        "landscape", "  paragraph: y^a", f"  paragraph Sources Line: <b>Sources.</b> <b>a</b> {LIND}[2].",
        "z^a", f"Sources Line: <b>Sources.</b> <b>a</b> {BOARD}[3].",
    ]  # fmt: skip


def test_columns_and_boxes_share_the_line_below_them_unless_they_say_their_own(tmp_path: Path) -> None:
    columns = ":::: columns\n::: column\n# A\n\nx[@port]\n:::\n::: column\n# B\n\ny[@ferry]\n{}\n:::\n::::"
    assert composed(tmp_path, columns.format(""))[-1] == (
        f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1] · <b>b</b> {LIND}[2]."
    )
    own = ":::: columns\n::: column\n" + LOOP + '::: {custom-style="Quote"}\n{{ overview | cite_all }}\n:::\n:::\n'
    own += "::: column\ny[@ferry]\n:::\n::::"
    assert [line.strip() for line in composed(tmp_path, own) if "Sources." in line] == [
        f"paragraph Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1].",
        f"Sources Line: <b>Sources.</b> <b>a</b> {LIND}[2].",
    ]


def test_what_holds_for_all_stands_in_the_line_below_statements_and_letters_only_say_what_they_add(
    tmp_path: Path,
) -> None:
    shared = with_shared("ferry", "", "port", "undated")
    assert composed(tmp_path, LOOP + "{{ overview | cite_all }}", overview=shared) == [
        "<s0>S</>^a", "<s1>S</>", "<s2>S</>", "<s3>S</>^b",
        f"Sources Line: <b>Sources.</b> All: {PORT}[1]. In addition <b>a</b> {LIND}[2] · <b>b</b> {BOARD}[3].",
    ]  # fmt: skip
    assert composed(tmp_path, LOOP + "{{ overview | cite_all }}", overview=with_shared("", "port"))[-1] == (
        f"Sources Line: <b>Sources.</b> All: {PORT}[1]."
    )


def test_what_holds_for_all_is_a_sentence_above_the_statements(tmp_path: Path) -> None:
    assert composed(tmp_path, "{{ overview | cite_all }}\n\n" + LOOP, overview=with_shared("ferry", "")) == [
        f"All statements in this section rest on {PORT} 2018[1].",
        "<s0>S</>^a", "<s1>S</>",
        f"Sources Line: <b>Sources.</b> <b>a</b> {LIND}[2].",
    ]  # fmt: skip


def test_a_page_that_ends_with_what_holds_for_all_has_one_line_there(tmp_path: Path) -> None:
    page = "# One\n\nx[@ferry]\n\n# Two\n\ny[@undated]\n\n{{ sources | cite_all }}\n\n"
    shared = {"shared_sources": (CitedSource("port"),)}
    assert composed(tmp_path, page + "# Three\n\nz[@ferry]", **shared) == [
        "heading 1: One", "x^a", "heading 1: Two", "y^b",
        f"Sources Line: <b>Sources.</b> All statements rest on {PORT} 2018[3]. Further sources are cited where they "
        f"apply. <b>a</b> {LIND}[1] · <b>b</b> {BOARD}[2].",
        "heading 1: Three", "z^a", f"Sources Line: <b>Sources.</b> <b>a</b> {LIND}[1].",
    ]  # fmt: skip
    assert composed(tmp_path, page + "# Three\n\nz[@ferry]")[4] == (  # also where nothing holds for all
        f"Sources Line: <b>Sources.</b> <b>a</b> {LIND}[1] · <b>b</b> {BOARD}[2]."
    )
    # but at the end of the briefing, it is no such page
    assert sum("<b>Sources.</b>" in line for line in composed(tmp_path, page, **shared)) == 2


def test_a_caption_is_read_before_the_table_below_it(tmp_path: Path) -> None:
    table = "| A | B |\n|--|--|\n| x[@port] | y[@ferry] |\n\n: Berths[@undated]"
    assert composed(tmp_path, table)[-1] == (
        f"Sources Line: <b>Sources.</b> <b>a</b> {BOARD}[1] · <b>b</b> {PORT}[2] · <b>c</b> {LIND}[3]."
    )


def test_cards_key_numbers_and_captions_of_figures_have_letters_too(tmp_path: Path) -> None:
    cards = "::: cards\n1. **Who?** x[@port]\n:::\n\n![Berths[@ferry]](figure:berths)"
    shown = composed(tmp_path, cards)
    assert [re.findall(r"\^\w", line) for line in shown if "^" in line] == [["^a"], ["^b"]]
    assert shown[-1] == f"Sources Line: <b>Sources.</b> <b>a</b> {PORT}[1] · <b>b</b> {LIND}[2]."


def test_the_table_of_events_and_the_list_of_sources_have_numbers(tmp_path: Path) -> None:
    shown = composed(tmp_path, "::: events\n:::\n\n::: {#refs}\n:::", events=(event("e1", "2018-05"),))
    assert [row for row in shown if row.startswith("  ")][-1].split(" | ")[3] == "[1]"
    assert shown[-1].startswith("reference 1:")


def test_a_deck_has_numbers_where_the_briefing_has_letters(tmp_path: Path) -> None:
    slides, _ = deck(tmp_path, "## T\n\nx[@port]", edition("deck", audience=GROUPED))
    assert [*lines(slides.slides[0].blocks)] == ["paragraph: x[1]"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Quellen. Alle: P[1]. Zusätzlich a L[2]."),
        ("es", "Fuentes. Todas: P[1]. Además a L[2]."),
        ("fr", "Sources. Toutes les affirmations\u00a0: P[1]. En outre a L[2]."),
    ],
)
def test_the_line_is_written_as_its_language_asks(language: str, line: str, tmp_path: Path) -> None:
    labels = read_labels(language, [ROOT / "templates"], {})
    sources = {"port": source("port", title="P"), "ferry": source("ferry", title="L")}
    asked = edition(audience=GROUPED, labels=labels, language=language, sources=sources, overview=with_shared("ferry"))
    document, _ = briefing(tmp_path, LOOP + "{{ overview | cite_all }}", asked)
    said = re.sub("</?b>", "", "".join(_with_spaces(document.blocks[-1].inlines)))
    assert said.replace("a\u00a0", "a ") == line


def _with_spaces(inlines: Sequence[object]) -> list[str]:
    """The words of a line with its no-break spaces."""
    texts = []
    for inline in inlines:
        match inline:
            case Plain(text) | Strong((Plain(text),)):
                texts.append(text)
            case _:
                texts.append(words((inline,)))
    return texts


def test_letters_go_on_after_z() -> None:
    letters = {0: "a", 25: "z", 26: "aa", 27: "ab", 51: "az", 52: "ba", 701: "zz", 702: "aaa"}
    assert {index: name_letter(index) for index in letters} == letters


PLACES = [f"{id_}{locator}" for id_ in SOURCES for locator in ("", ", p. 2")]
CITED = st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.lists(CITED, max_size=5), min_size=1, max_size=4))
def test_any_letters_stand_for_exactly_the_sources_cited_there(groups: list[list[list[str]]]) -> None:
    cites = [[f"w[{'; '.join(f'@{cited}' for cited in place)}]" for place in group] for group in groups]
    text = "\n\n".join("\n\n".join(["# Group", *group]) for group in cites)
    with TemporaryDirectory() as folder:
        shown = composed(Path(folder), text)
        numbers = {
            reference.source: reference.number
            for reference in briefing(Path(folder), text, edition(audience=GROUPED))[0].references
        }
    found = "\n".join(shown).split("heading 1: Group\n")[1:] if shown else []
    assert len(found) == sum(map(bool, groups))
    for group, said in zip(filter(None, groups), found, strict=True):
        *places, line = said.strip().split("\n")
        explained = {}
        for part in line.removeprefix("Sources Line: <b>Sources.</b> ").removesuffix(".").split(" · "):
            letter, _, names = part.removeprefix("<b>").partition("</b> ")
            explained[letter] = {place for cite in re.findall(r"\[(.*?)\]", names) for place in cite.split("; ")}
        for place, cited in zip(places, group, strict=True):
            letters = place.removeprefix("w^").split(",")
            expected = [re.sub(r"^\w+", lambda match: str(numbers[match[0]]), name) for name in cited]
            # each once: letters do not overlap
            assert sorted(name for letter in letters for name in explained[letter]) == sorted(expected)
        assert {letter for place in places for letter in place.removeprefix("w^").split(",")} == explained.keys()
