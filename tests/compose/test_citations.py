"""How sources are cited: numbers, notes and references."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.citation.names import author_date, distinct_names
from generator.citation.reference import CitationStyle, end_sentence, full_note, short_note
from generator.language.no_break import no_break_rules
from generator.model.block import ReferenceList, Table
from generator.model.dates import PartialDate
from generator.model.inline import Plain
from generator.model.source import CitedSource, Name, Source
from generator.read.audience.labels import read_labels
from tests.compose.editions import (
    LABELS,
    ROOT,
    audience,
    briefing,
    deck,
    edition,
    event,
    section,
    source,
    statement,
    text,
)
from tests.compose.shown import lines, words

STYLE = CitationStyle("d MMMM y", "en-US", LABELS)
TWO = section(statement("a", "A", sources=["port", "ferry, p. 2"]), statement("b", "B", sources=["ferry", "port"]))
LOOP = "{% for s in overview.statements %}\n{{ s.wording }}{{ s | cite }}\n\n{% endfor %}"


def composed(folder: Path, markdown: str, citations: str, **changes: object) -> list[str]:
    cited = edition(overview=TWO, audience=audience(citations=citations), **changes)
    document, _ = briefing(folder, markdown, cited)
    return list(lines(document.blocks))


def test_a_source_has_the_same_number_wherever_it_is_cited(tmp_path: Path) -> None:
    assert composed(tmp_path, LOOP, "numbers") == ["paragraph: <a>A</>[1; 2, p. 2]", "paragraph: <b>B</>[1; 2]"]


def test_each_place_has_one_note_and_repeated_sources_are_shortened(tmp_path: Path) -> None:
    assert composed(tmp_path, LOOP, "footnotes") == [
        "paragraph: <a>A</>^[Harrow Port Authority, <i>Annual report</i>, 2018; "
        "Eva Lind, “Who pays for the ferry?” <i>The Courier</i>, 2 March 2019, p. 2, "
        "<https://www.courier.example/ferry>courier.example</>.]",
        "paragraph: <b>B</>^[Lind, “Who pays for the ferry?”; Harrow Port Authority, <i>Annual report</i>.]",
    ]


def test_citations_can_be_left_out(tmp_path: Path) -> None:
    assert composed(tmp_path, LOOP, "none") == ["paragraph: <a>A</>", "paragraph: <b>B</>"]


def test_adjacent_citations_are_merged(tmp_path: Path) -> None:
    markdown = "x{{ overview.statements | cite }}[@undated, para. 12; @port]"
    assert composed(tmp_path, markdown, "numbers") == ["paragraph: x[1; 2; 2, p. 2; 3, para. 12]"]


def test_citations_in_bold_text_are_numbered_in_reading_order(tmp_path: Path) -> None:
    assert composed(tmp_path, "x[@ferry] **y[@port]** z[@undated]", "numbers") == ["paragraph: x[1] <b>y[2]</b> z[3]"]


def test_a_list_of_sources_includes_those_cited_after_it(tmp_path: Path) -> None:
    assert composed(tmp_path, "::: {#refs}\n:::\n\nx[@port]", "numbers") == [
        "reference 1: Harrow Port Authority, <i>Annual report</i>, 2018.",
        "paragraph: x[1]",
    ]


def test_a_deck_has_numbers_where_the_briefing_has_footnotes(tmp_path: Path) -> None:
    cited = edition("deck", overview=TWO, audience=audience(citations="footnotes"))
    slides, _ = deck(tmp_path, "## T\n\n" + LOOP, cited)
    assert list(lines(slides.slides[0].blocks)) == ["paragraph: <a>A</>[1; 2, p. 2]", "paragraph: <b>B</>[1; 2]"]
    assert [(reference.number, words(reference.short)) for reference in slides.references] == [
        (1, "Harrow Port Authority 2018"),
        (2, "Lind 2019"),
    ]


def test_a_table_of_events_has_titles_of_kinds_and_dates_without_breaks(tmp_path: Path) -> None:
    events = (event("e1", "2018-05-04", kind="works"), event("e2", "2018-06", kind="toll_rise"))
    document, _ = briefing(tmp_path, "::: events\n:::", edition(events=events, kinds={"works": text("*Works* ashore")}))
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [words(row[1]) for row in table.rows] == [
        "<Event Kind 1><i>Works</i> ashore</Event Kind 1>", "<Event Kind 2>Toll rise</Event Kind 2>",
    ]  # fmt: skip
    assert table.rows[0][0] == (Plain("4\u00a0May"),)


def test_a_table_of_events_cites_in_the_order_of_its_events(tmp_path: Path) -> None:
    port, ferry = CitedSource("port"), CitedSource("ferry", "p. 2")
    events = (event("e1", "2018-05", sources=(ferry,)), event("e2", "2018-06", sources=(port, ferry)))
    with_footnotes = edition(events=events, audience=audience(citations="footnotes"))
    document, _ = briefing(tmp_path, "::: events\n:::\n\n::: {#refs}\n:::", with_footnotes)
    _, table, references = document.blocks
    assert isinstance(table, Table)
    assert isinstance(references, ReferenceList)
    assert [reference.source for reference in references.references] == ["ferry", "port"]
    assert [words(row[3]) for row in table.rows] == ["[1, p. 2]", "[1, p. 2; 2]"]


def person(family: str, given: str = "A.") -> Name:
    return Name(family=family, given=given)


REFERENCES = [
    (
        source("x", type="report", title="Outlook", author=(Name(literal="Congress Research Service"),), number="IN1"),
        "Congress Research Service, <i>Outlook</i>, IN1, n.d.", "Congress Research Service, <i>Outlook</i>",
        "Congress Research Service, n.d.",
    ),
    (
        source("x", type="dataset", title="The CTS Tide Tables",
               author=(Name(literal="John Marten Center for Tidal Studies / Sea Initiative"),),
               issued=PartialDate(2023), url="https://www.sea.example/t"),
        "John Marten Center for Tidal Studies / Sea Initiative, “The CTS Tide Tables,” 2023, "
        "<https://www.sea.example/t>sea.example</>",
        "CTS, “CTS Tide Tables”", "CTS 2023",
    ),
    (
        source("asl-3", type="webpage", title="[Reading of the law (summary)]",
               author=(Name(literal="American Society of Littoral Law"),), issued=PartialDate(2019, 3)),
        "American Society of Littoral Law, Reading of the law (summary), March 2019", "ASL, Reading of the law",
        "ASL 2019",
    ),
    (
        source("x", type="bill", title="Harbour Act 2018", number="P.L. 115-232", issued=PartialDate(2018, 8, 13)),
        "Harbour Act 2018, P.L. 115-232, 13 August 2018", "Harbour Act 2018", "Harbour Act 2018 2018",
    ),
    (
        source("x", type="book", title="Harbours", author=(person("Lind"), person("Berg",
        "B.")), publisher="Quay Press",
               issued=PartialDate(1999)),
        "A. Lind and B. Berg, <i>Harbours</i>, Quay Press, 1999", "Lind and Berg, <i>Harbours</i>",
        "Lind and Berg 1999",
    ),
    (
        source("x", type="chapter", title="Why “free” ports pay: a study",
               author=tuple(person(name) for name in ("Lind", "Berg", "Dahl", "Holm"))),
        "A. Lind et al., “Why ‘free’ ports pay: a study,” n.d.", "Lind et al., “Why ‘free’ ports pay”",
        "Lind et al., n.d.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("work", "full", "shortened", "on_slide"), REFERENCES)
def test_a_source_is_cited_in_full_then_shortened_and_on_slides_by_author_and_year(
    work: Source, full: str, shortened: str, on_slide: str
) -> None:
    assert [words(full_note(work, STYLE)), words(short_note(work, STYLE))] == [full, shortened]
    assert author_date(work, STYLE) == on_slide


def test_dates_in_references_are_in_the_datasets_language() -> None:
    assert "2. März 2019" in words(
        full_note(source("x", issued=PartialDate(2019, 3, 2)), CitationStyle("d. MMMM y", "de", LABELS))
    )


LANGUAGES = {
    "en-US": ["Lind, “Who pays for ‘the’ ferry?” <i>The Courier</i>, 2019.", "“Fares.”"],
    "de": ["Lind, „Who pays for ‚the‘ ferry?“, <i>The Courier</i>, 2019.", "„Fares“."],
    "fr": ["Lind, « Who pays for “the” ferry\u202f? », <i>The Courier</i>, 2019.", "« Fares »."],
    "es-MX": ["Lind, «Who pays for “the” ferry?», <i>The Courier</i>, 2019.", "«Fares»."],
}


@pytest.mark.parametrize(("language", "expected"), LANGUAGES.items())
def test_titles_are_in_the_quotation_marks_of_the_language(language: str, expected: list[str]) -> None:
    style = CitationStyle("d MMMM y", language, read_labels(language, [ROOT / "templates"], {}))
    in_paper: dict[str, Any] = {"type": "article-newspaper", "container_title": "The Courier"}
    lind = source(
        "x", title="Who pays for “the” ferry?", author=(Name(family="Lind"),), issued=PartialDate(2019), **in_paper
    )
    notes = [full_note(lind, style), short_note(source("y", title="Fares", **in_paper), style)]
    assert [words(no_break_rules(language).bind(end_sentence(note, style))) for note in notes] == expected


SHORTENED = {
    "Pompeo tells Senate": "Pompeo tells Senate",
    "Ferry fares: what they pay for": "Ferry fares: what they pay for",
    "What the ferry fares pay for: a report": "What the ferry fares pay for",
    "North harbour still closed to ferries of all sizes, the minister tells Parliament": "North harbour still closed "
    "to ferries of all sizes",
    "Second harbour summit on the islands ends without any agreement": "Second harbour summit on the islands ends "
    "without any agreement",
    "Ferries, boats and ships that carry 50,000 tons of freight a year to islands": "Ferries, boats and ships that "
    "carry 50,000 tons of freight a year to islands",
    "Tariff of dues, 5*3*2 & [x]": "Tariff of dues, 5*3*2 & [x]",
    "[North] and [south]": "[North] and [south]",
    "Ports (a study: part one) of the north": "Ports (a study: part one) of the north",
    "What “free: at last” means to the ports: a study": "What “free: at last” means to the ports",
    "Ships that call at the quay (ferries, boats and barges of all sizes), and what they pay": "Ships that call at the "
    "quay (ferries, boats and barges of all sizes), and what they pay",
    "Tolls of the harbour and all that *ships, boats, ferries and barges of all sizes pay in them*": "Tolls of the "
    "harbour and all that…",
    "Tolls of the harbour and of the quay that all ships must pay (ferries, boats and barges alike)": "Tolls of the "
    "harbour and of the quay that all ships must pay",
    "Tolls of the harbour and of the quays (ferries, boats and barges alike) that all ships must pay": "Tolls of the "
    "harbour and of the quays (ferries, boats and barges alike) that all ships…",
    "One title that goes on without any mark to end at " * 3: "One title that goes on without any mark to end at One "
    "title that goes on without any mark…",
    "The tolls: a study": "Tolls: a study",
    "A quay for all": "Quay for all",
    "Another quay": "Another quay",
    "eHarbour today": "eHarbour today",  # only what loses its article begins anew
}


@pytest.mark.parametrize(("title", "shortened"), SHORTENED.items())
def test_a_shortened_note_ends_a_long_title_at_a_pause(title: str, shortened: str) -> None:
    assert words(short_note(source("x", title=title), STYLE)) == f"<i>{shortened}</i>"


def test_works_of_one_author_and_year_are_told_apart_by_day_or_title() -> None:
    author = (Name(literal="CRS"),)
    works = [
        source("a", type="report", title="Tolls", author=author, issued=PartialDate(2019, 6, 6)),
        source("b", type="report", title="Quays", author=author, issued=PartialDate(2019, 8, 5)),
        source("c", type="report", title="Ports", author=author, issued=PartialDate(2018)),
        source("d", type="report", title="Boats", author=author, issued=PartialDate(2017)),
        source("e", type="report", title="Tides", author=author, issued=PartialDate(2017)),
    ]
    assert distinct_names(works, STYLE) == {
        "a": "CRS, 6 June 2019",
        "b": "CRS, 5 August 2019",
        "c": "CRS 2018",
        "d": "CRS, “Boats”",
        "e": "CRS, “Tides”",
    }


def test_works_that_year_day_and_short_title_do_not_tell_apart_have_their_full_title_and_date() -> None:
    works = [
        source("a", title="Notes on the quay: north", issued=PartialDate(2019)),
        source("b", title="Notes on the quay: south", issued=PartialDate(2019)),
        source("c", title="Notes on the quay: west", issued=PartialDate(2019), withdrawn=True),
    ]
    assert distinct_names(works, STYLE) == {
        "a": "Notes on the quay: north",
        "b": "Notes on the quay: south",
        "c": "Notes on the quay: west (withdrawn)",
    }


HALE = (Name(literal="Quay Desk"),)
TWINS = {
    "audit": source("audit", type="report", title="Audit", author=HALE, issued=PartialDate(2019, 3)),
    "plan": source("plan", type="report", title="Plan", author=HALE, issued=PartialDate(2019, 5)),
}


def test_works_of_one_author_and_year_are_told_apart_on_slides_as_in_the_briefing(tmp_path: Path) -> None:
    cited = {"overview": section(statement("a", "A", sources=["audit"]), statement("b", "B", sources=["plan"]))}
    markdown = f"## T\n\n{LOOP}\n\n## Sources\n\n::: {{#refs .short}}\n:::"
    slides, _ = deck(tmp_path, markdown, edition("deck", sources=TWINS, **cited))
    names = ["Quay Desk, March 2019", "Quay Desk, May 2019"]
    assert [words(reference.short) for reference in slides.references] == names
    listed = next(iter(lines(slides.slides[1].blocks))).replace("\u00a0", " ")
    assert all(name in listed for name in names)
    links = edition(sources=TWINS, audience=audience(citations="links"), **cited)
    document, _ = briefing(tmp_path, LOOP, links)
    assert [name for name, line in zip(names, lines(document.blocks), strict=True) if name in line] == names


def test_shortened_notes_of_works_with_the_same_author_and_title_have_their_dates(tmp_path: Path) -> None:
    years = {
        f"y{year}": source(f"y{year}", type="report", title="Audit", author=HALE, issued=PartialDate(year))
        for year in (2018, 2019)
    }
    cited = section(*(statement(f"{id_}-{number}", "A", sources=[id_]) for id_ in years for number in (1, 2)))
    document, _ = briefing(
        tmp_path, LOOP, edition(sources=years, overview=cited, audience=audience(citations="footnotes"))
    )
    notes = [line.partition("^")[2] for line in lines(document.blocks)]
    assert notes[1::2] == ["[Quay Desk, <i>Audit</i>, 2018.]", "[Quay Desk, <i>Audit</i>, 2019.]"]


def test_a_slash_within_a_name_does_not_cut_it() -> None:
    work = source("x", type="report", title="Flybys", author=(Name(literal="NASA/JPL"),), issued=PartialDate(1965))
    assert author_date(work, STYLE) == "NASA/JPL 1965"


@pytest.mark.parametrize(
    ("kind", "issued", "short"),
    [
        ("dataset", PartialDate(2023), "Quay Desk, copy of 2023"),
        ("article-newspaper", PartialDate(2019, 8, 10), "Quay Desk, 10 August 2019"),
        ("dataset", PartialDate(2019, 8, 5), "Quay Desk 2019"),
    ],
)
def test_a_source_later_than_the_edition_says_so(kind: str, issued: PartialDate, short: str) -> None:
    work = source("x", type=kind, title="Tides", author=(Name(literal="Quay Desk"),), issued=issued)
    assert author_date(work, replace(STYLE, as_of=date(2019, 8, 5))) == short
