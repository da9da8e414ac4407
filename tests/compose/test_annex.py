"""All events of an edition in one table by year, from the edition to the Word file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from generator.model.block import Paragraph, Table
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.figure import Lane, Row, Timeline
from generator.model.selection import Condition, Selection
from generator.model.source import CitedSource
from generator.pipeline import build as pipeline
from generator.write.word.plan.measure import Measure
from generator.write.word.plan.plan import plan
from generator.write.word.planned import DataTable
from generator.write.word.template.template import open_template
from tests.compose.editions import BERTHS, PLACE, ROOT, audience, briefing, deck, edition, event, text
from tests.compose.shown import lines, words
from tests.write.word.reading import W, Word, style_of, text_of

_W = f"{{{W['w']}}}"
ANNEX, LISTED = "::: events\n:::", "::: events\n:::\n\n# Sources\n\n::: {#refs}\n:::"


def compose(
    folder: Path, events: Sequence[Event], template: str = LISTED, citations: str = "footnotes", **changes: object
) -> tuple[str, Table]:
    """Return the line above the table, and the table."""
    example = edition(events=tuple(events), audience=audience(citations=citations), **changes)
    above, table, *_ = briefing(folder, template, example)[0].blocks
    assert isinstance(above, Paragraph) and isinstance(table, Table)
    return words(above.inlines), table


_DETAIL = "Ships that had waited in the roads since the morning came in one after the other and were unloaded by night."


def year(number: int, days: int) -> list[Event]:
    return [event(f"e{number}-{day}", f"{number}-03-{day:02}", f"Event {day}", detail=_DETAIL, count=None)
            for day in range(1, days + 1)]  # fmt: skip


def test_a_year_with_events_enough_has_a_band_and_sparse_years_in_a_row_share_one(tmp_path: Path) -> None:
    events = [*year(1984, 1), *year(1986, 2), *year(2018, 4), *year(2019, 1)]
    _, table = compose(tmp_path, events, citations="none")
    assert [row.strip().partition(" | ")[0].replace("\u2009", "") for row in [*lines((table,))][2:]] == [
        "= 1984–1986", "1 Mar 1984", "1 Mar 1986", "2 Mar 1986",
        "= 2018", "1 Mar", "2 Mar", "3 Mar", "4 Mar", "= 2019", "1 Mar",
    ]  # fmt: skip


def test_a_note_of_many_events_is_said_once_above_and_others_where_they_hold(tmp_path: Path) -> None:
    thin = [event(f"e{day}", f"2018-05-0{day}", confidence="low", note="In one list only.") for day in (1, 2, 3)]
    own = event("e4", "2018-05-04", "Wall", detail="Built", tags=("disputed",), note="Or June.")
    sure = event("e5", "2018-05-05", note="In one list only.")
    untold = event("e6", "2018-05-06", note="Known to the desk.")
    above, table = compose(tmp_path, [*thin, own, sure, untold], citations="none")
    assert above == (
        "6 events up to 5 August 2019. † marks what sources disagree on or attest thinly. <b>x</b> In one list only."
    )
    dates, _, events, _ = zip(*[map(words, row) for row in table.rows], strict=True)
    sign = "<footnote reference>x</footnote reference>"
    assert dates == (*(f"{day} May †{sign}" for day in (1, 2, 3)), "4 May †", f"5 May{sign}", "6 May")
    assert events[3] == "<b>Wall.</b> Built <Event Note>Or June.</Event Note>"
    assert [each for each in events if "list" in each or "desk" in each] == []


def test_a_note_of_two_events_stays_with_both(tmp_path: Path) -> None:
    thin = [event(f"e{day}", f"2018-05-0{day}", confidence="low", note="In one list only.") for day in (1, 2)]
    above, table = compose(tmp_path, thin, citations="none")
    assert "list" not in above
    assert [words(row[2]) for row in table.rows] == [
        "<b>Berth opened.</b> <Event Note>In one list only.</Event Note>"
    ] * 2


NAMES = "Harrow Port Authority 2018"


@pytest.mark.parametrize(
    ("citations", "template", "sources", "explained"),
    [
        ("footnotes", LISTED, "[1]", True),
        ("links", LISTED, "[1]", True),
        ("numbers", ANNEX, "[1]", True),
        ("footnotes", "# Sources\n\n::: {#refs}\n:::\n\n::: events\n:::", "[1]", True),
        ("footnotes", ANNEX, NAMES, False),  # there is no list to which numbers could lead
    ],
)
def test_sources_are_numbers_of_the_list_of_sources(
    citations: str, template: str, sources: str, explained: bool, tmp_path: Path
) -> None:
    cited = edition(events=(event("e1", "2018-05"),), audience=audience(citations=citations))
    blocks = briefing(tmp_path, template, cited)[0].blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    above = " ".join(words(block.inlines) for block in blocks if isinstance(block, Paragraph))
    assert [words(cell) for cell in table.header][3] == "Sources"
    assert words(table.rows[0][3]) == sources
    assert above.endswith("Numbers: list of sources.") == explained


@pytest.mark.parametrize(
    ("citations", "sources", "count", "columns"),
    [
        ("none", (CitedSource("port"),), None, ["Date", "Kind", "Event"]),
        ("footnotes", (), 3, ["Date", "Kind", "Event", "Count"]),
        ("footnotes", (CitedSource("port"),), None, ["Date", "Kind", "Event", "Sources"]),
    ],
)
def test_a_column_without_content_is_left_out(
    citations: str, sources: tuple[CitedSource, ...], count: int | None, columns: list[str], tmp_path: Path
) -> None:
    _, table = compose(tmp_path, [event("e1", "2018-05", sources=sources, count=count)], citations=citations)
    assert [words(cell) for cell in table.header] == columns
    assert len(table.aligned) == len(columns)


def lane(kind: str, color: int = 1, rows: Sequence[Row] = (), draw: str = "marks") -> Lane:
    return Lane(kind, kind, "", Selection((Condition("kind", (kind,)),)), tuple(rows), color=color, draw=draw)


def test_a_kind_has_the_colour_of_its_marks_in_a_figure_or_one_that_is_free(tmp_path: Path) -> None:
    row = Row("All", Selection(), "circle", 6)
    lanes = (lane("toll", 4), lane("spill", 5, [row]), lane("calls", 4), lane("works", 2, draw="columns"))
    figure = Timeline(
        id="t", title=text("T"), takeaway=text(""), caption=text(""), note=text(""), place=PLACE, lanes=lanes
    )
    kinds = ("works", "toll", "spill", "calls")
    events = [event(f"e{number}", f"2018-05-0{number + 1}", kind=kind) for number, kind in enumerate(kinds)]
    _, table = compose(tmp_path, events, citations="none", figures=(BERTHS, figure))
    assert [words(cells[1]) for cells in table.rows] == [
        "<Event Kind 1>Works</Event Kind 1>",
        "<Event Kind 4>Toll</Event Kind 4>",
        "<Event Kind 6>Spill</Event Kind 6>",
        "<Event Kind 2>Calls</Event Kind 2>",
    ]


def test_kinds_beyond_the_palette_are_words_alone(tmp_path: Path) -> None:
    events = [event(f"e{number}", "2018-05-04", kind=f"kind_{number}") for number in range(9)]
    _, table = compose(tmp_path, events, citations="none")
    assert [words(cells[1]) for cells in table.rows][6:] == [
        "<Event Kind 7>Kind 6</Event Kind 7>", "<b>Kind 7</b>", "<b>Kind 8</b>",
    ]  # fmt: skip


@pytest.fixture
def annex(tmp_path: Path) -> Word:
    events = [*year(2018, 4), event("e9", "2019-06", "Wall", count=1200, sources=(CitedSource("ferry", "p. 2"),))]
    cited = edition(events=tuple(events), audience=audience(citations="footnotes"))
    return Word.of(briefing(tmp_path, f"# Sources\n\n::: {{#refs}}\n:::\n\n# Annex\n\n{ANNEX}", cited)[0])


def test_bands_span_the_table_head_their_rows_and_stay_with_the_next(annex: Word) -> None:
    (table,) = annex.body.iter(f"{_W}tbl")
    bands = [row for row in table.iterfind("w:tr", W) if len(row.findall("w:tc", W)) == 1]
    assert [text_of(band) for band in bands] == ["2018", "2019"]
    columns = len(table.findall("w:tblGrid/w:gridCol", W))
    for band in bands:
        assert band.find("w:tc/w:tcPr/w:gridSpan", W).get(f"{_W}val") == str(columns)
        assert band.find("w:trPr/w:cantSplit", W) is not None
        assert style_of(band.find("w:tc/w:p", W)) == "EventBand"
        assert band.find("w:tc/w:p/w:pPr/w:keepNext", W) is not None
    assert table.find("w:tblPr/w:tblLook", W).get(f"{_W}firstColumn") == "1", "first cells head their rows"
    assert table.find("w:tblPr/w:tblCaption", W).get(f"{_W}val") == "Annex"


def test_numbers_in_the_annex_lead_to_a_numbered_list_wherever_it_is(annex: Word) -> None:
    assert annex.paragraphs("NumberedSource") and not annex.paragraphs("Bibliography")
    *_, last = annex.body.iter(f"{_W}tr")
    assert [text_of(cell) for cell in last.iterfind("w:tc", W)][3:] == ["2,\u00a0p.\u00a02", "1,200"]
    assert last.find(".//w:hyperlink", W).get(f"{_W}anchor") == "source_2"
    aligned = [cell.find("w:p/w:pPr/w:jc", W) for cell in last.iterfind("w:tc", W)]
    assert [None if each is None else each.get(f"{_W}val") for each in aligned] == [None, None, None, "right", "right"]


def test_a_deck_has_whole_dates_and_no_bands(tmp_path: Path) -> None:
    spans = (event("e1", "2018-05-03", end_date=PartialDate(2018, 5, 5)),)
    slides, _ = deck(tmp_path, "## All\n\n::: events\n:::", edition("deck", events=spans))
    (table,) = [block for block in slides.slides[0].blocks if isinstance(block, Table)]
    assert not table.bands and words(table.rows[0][0]) == "3 May 2018 – 5 May 2018"


def test_two_thousand_events_have_each_word_whole_in_its_column(tmp_path: Path) -> None:
    """Also those of events after the first, from which a long table's columns take their widths."""
    events = [replace(one, id=f"{one.id}-{n}") for n in range(125) for one in year(2000 + n % 20, 16)]
    events[1234] = replace(events[1234], kind="interdepartmental")
    _, table = compose(tmp_path, sorted(events, key=lambda one: one.date), citations="none")
    document, _ = briefing(tmp_path, ANNEX, edition(events=tuple(events), audience=audience(citations="none")))
    widths = [int(width) / 20 for width in Word.of(document).attributes("w:gridCol", "w")]
    assert len(table.rows) == 2000 and widths[1] > 70 and widths[2] > widths[0] + widths[1]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_page_of_the_demo_has_sixteen_events_or_more(paper: str) -> None:
    composition = pipeline.compose(ROOT / "data" / "north-korea-2019", "staff")
    document = composition.trees["briefing.docx"]
    (annex,) = [block for block in document.blocks if isinstance(block, Table) and block.bands]
    template = open_template(composition.look_for("briefing"), paper, "en-US")
    planned = plan(replace(document, blocks=(annex,)), {}, template.page, template.formats)
    table = planned.items[0]
    assert isinstance(table, DataTable)
    (_, header_pt, _), *rows = Measure(template.formats, {}, template.page.width_pt).rows(table)
    pages, used_pt = [0], header_pt
    for (row, height_pt, _), (_, next_pt, _) in zip(rows, [*rows[1:], rows[-1]], strict=True):
        if used_pt + height_pt + (next_pt if row.band else 0.0) > template.page.height_pt:
            pages, used_pt = [*pages, 0], header_pt
        used_pt += height_pt
        pages[-1] += not row.band
    assert sum(pages) == len(annex.rows) > 180
    assert min(pages[:-1]) >= 16


def test_the_styles_of_kinds_are_in_the_order_of_the_chart_palette(annex: Word) -> None:
    brand = yaml.safe_load((ROOT / "templates" / "look" / "brand.yaml").read_text(encoding="utf-8"))
    styles = [annex.styles[f"EventKind{number}"] for number in range(1, 8)]
    colors = [style.find("w:rPr/w:color", W).get(f"{_W}themeColor") for style in styles]
    assert [{"text2": "dark2"}.get(color, color) for color in colors] == brand["chart"]["palette"]
