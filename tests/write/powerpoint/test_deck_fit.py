"""What an editor sees on the slides: nothing runs off, and what did not fit was shortened, scaled or continued."""

import re
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from pptx import Presentation

from generator.fonts.face import face
from generator.model.block import Agenda, BulletList, Column, Columns, FigureBlock, NumberedList, Paragraph, Table
from generator.model.document import Deck, Slide
from generator.model.inline import Citation, Cite, Strong, text_of
from generator.write.ooxml.package import zip_members
from generator.write.powerpoint.plan.page import PictureShape, PlannedSlide, TableShape, TextShape
from generator.write.powerpoint.template.region import Region
from tests.rendering import need_libreoffice, pdf_of, words_of
from tests.write.powerpoint.decks import (
    SENTENCES,
    beside,
    bullets,
    cards,
    deck,
    drawing,
    look,
    plain,
    scorecard,
    slide,
    told,
    write,
)
from tests.write.powerpoint.foreign import parts_of
from tests.write.powerpoint.stress import JAPANESE, everything
from tests.write.powerpoint.twin import boxes, planned


def plain_template() -> bytes:
    import pptx

    return (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()


def plan_of(made: Deck) -> tuple[PlannedSlide, ...]:
    return planned(made, {}, look())


def texts(page: PlannedSlide, role: str) -> list[TextShape]:
    return [shape for shape in page.shapes if isinstance(shape, TextShape) and shape.region.role == role]


def layouts(slides: tuple[PlannedSlide, ...]) -> list[str]:
    return [each.layout.name for each in slides]


def test_no_text_leaves_its_shape_in_a_deck_of_everything(tmp_path: Path):
    need_libreoffice()
    made = everything()
    written = write(made, {}, look())
    found = boxes(written.data, plan_of(made), tmp_path)
    assert len(found) > 150
    assert [(box.slide, box.region.name, box.text) for box in found if not box.inside] == []


def test_no_text_leaves_its_shape_in_another_offices_template(tmp_path: Path):
    need_libreoffice()
    made, slides = everything(), plain_template()
    written = write(made, {}, look(slides))
    found = boxes(written.data, planned(made, {}, look(slides)), tmp_path)
    assert [(box.slide, box.text) for box in found if not box.inside] == []


def test_text_that_fits_stays_as_designed():
    (page,) = plan_of(deck(slide("Ferries", bullets(5))))
    assert page.layout.name == "Content"
    assert [shape.scale for shape in page.shapes if isinstance(shape, TextShape)] == [1.0, 1.0, 1.0, 1.0]


def test_a_long_title_grows_upward_and_its_eyebrow_moves_with_it():
    short, long = slide("Tolls rose", bullets(2)), slide("Tolls rose for the third year in a row " * 3, bullets(2))
    (one, own), (two, moved) = (
        (texts(page, "Title")[0].region, texts(page, "Eyebrow")[0].region) for page in plan_of(deck(short, long))
    )
    assert (one.placed, own.placed) == (False, False)
    assert two.bottom_pt == one.bottom_pt and two.height_pt > one.height_pt
    assert moved.bottom_pt <= two.top_pt and moved.top_pt >= 0


def test_little_text_is_set_looser_with_its_leads_on_lines_of_their_own():
    lead = (Strong(plain("Tolls.")), *plain(" They rose."))
    few = BulletList(tuple((Paragraph(lead),) for _ in range(2)))
    (page,) = plan_of(deck(slide("Ferries", few)))
    (text,) = texts(page, "Content")
    assert [item[0].text for item in text.items] == ["Tolls.\nThey rose."] * 2
    assert text.region.level(1).before_pt > 30
    many = BulletList(tuple((Paragraph(lead),) for _ in range(7)))
    assert "\n" not in texts(plan_of(deck(slide("Ferries", many)))[0], "Content")[0].items[0][0].text


def joined(*slides: Slide) -> tuple[PlannedSlide, ...]:
    return plan_of(replace(deck(*slides), joins=True))


def test_neighbours_of_little_text_become_one_slide():
    one, other = slide("Tolls rose", bullets(2)), slide("Ferries called", bullets(2), section="Ferries")
    (page,) = joined(one, other)
    assert page.title == "Tolls rose"
    assert texts(page, "Panel")[0].items[0][0].text == "Ferries called"
    assert len(layouts(plan_of(deck(one, other)))) == 2


@pytest.mark.parametrize(
    "other",
    [
        slide("Ferries called", bullets(9)),
        slide("Ferries called", bullets(2), layout="Content"),
        slide("Ferries called", Table((plain("Berth"),), ((plain("B1"),),))),
        slide("Port", divider=True),
    ],
)
def test_what_fills_a_slide_or_is_more_than_text_keeps_a_slide_of_its_own(other: Slide):
    assert [page.title for page in joined(slide("Tolls rose", bullets(9)), other)][-1] == text_of(other.title)


def test_sections_that_an_agenda_names_keep_their_slides():
    agenda = slide("Contents", Agenda(), section="Contents")
    one, other = slide("Tolls rose", bullets(1), section="Tolls"), slide("Ferries", bullets(1), section="Ferries")
    assert len(joined(agenda, one, other)) == 3


def test_a_shorter_wording_comes_before_a_smaller_size():
    long = "The harbour authority raised the tolls for every berth in the basin, for the third year. " * 3
    items = tuple((Paragraph(told(f"s{n}", long, 1, shorter=("Tolls rose again.",))),) for n in range(5))
    (page,) = plan_of(deck(slide("Tolls", BulletList(items))))
    (text,) = texts(page, "Content")
    assert text.items[0][0].text == "Tolls rose again.1"
    assert text.scale == 1.0


def test_a_statement_shown_shorter_is_told_in_full_in_the_notes():
    long = "The harbour authority raised the tolls for every berth in the basin, for the third year. " * 3
    items = tuple((Paragraph(told(f"s{n}", long, 1, shorter=("Tolls rose again.",))),) for n in range(5))
    (page,) = plan_of(deck(slide("Tolls", BulletList(items), notes=(Paragraph(told("s0", "All of it.")),))))
    assert [line.text for line in page.notes][:6] == ["All of it.", *[long] * 4, "Sources"]


def test_a_smaller_size_comes_before_a_second_slide_but_never_under_sixteen_points():
    (page,) = plan_of(deck(slide("Ferries", bullets(6, text="Ferries called twice a day, " * 8))))
    (text,) = texts(page, "Content")
    assert 0.6 < text.scale < 1.0
    assert all(text.region.level(line.level).size_pt * text.scale >= 16 for item in text.items for line in item)


def test_what_does_not_fit_goes_on_evenly_under_numbered_titles():
    slides = plan_of(deck(slide("Ferries", bullets(24, text="Ferries call.")), limits={"bullets_per_slide": 9}))
    assert [each.title.replace("\u00a0", " ") for each in slides] == [f"Ferries ({n} of 3)" for n in (1, 2, 3)]
    sizes = [len(texts(each, "Content")[0].items) for each in slides]
    assert sum(sizes) == 24
    assert max(sizes) - min(sizes) <= 1


def test_a_paragraph_longer_than_a_slide_is_cut_after_a_sentence():
    text = "".join(f"{sentence} " for sentence in SENTENCES) * 9
    slides = plan_of(deck(slide("Ferries", Paragraph(plain(text)))))
    shown = [texts(each, "Content")[0].items[0][0].text for each in slides]
    assert len(shown) > 1
    assert "".join(shown) == text
    assert all(each.rstrip().endswith(".") for each in shown)


def without_indents() -> bytes:
    """The shipped template, with no bullet or indent in any layout."""
    parts = parts_of(look().slides)
    for name in [name for name in parts if re.match(r"ppt/slide(Layouts|Masters)/[^/]*xml$", name)]:
        flush = re.sub(rb'\b(marL|indent)="-?\d+"', rb'\1="0"', parts[name])
        parts[name] = re.sub(rb"<a:buChar [^>]*/>", b"<a:buNone/>", flush)
    return zip_members(parts)


def fill(region: Region) -> str:
    """Return the widest text that fits on one line of `region`, to a fraction of a point."""
    level = region.level(1)
    font = face(level.family, level.bold, level.italic)
    words = "at " * int(region.text_width_pt / font.width_pt("at ", level.size_pt) - 1)
    candidates = (words + "".join(tail) for tail in product("ijltfrn", repeat=3))
    texts_by_width = {font.width_pt(text, level.size_pt): text for text in candidates}
    return texts_by_width[max(width for width in texts_by_width if width <= region.text_width_pt)]


@pytest.mark.parametrize("count", range(4, 13))
def test_a_paragraph_without_a_bullet_takes_the_full_width(count: int):
    page, *_ = plan_of(deck(slide("Ferries", *[Paragraph(plain("At sea"))] * count)))
    line = fill(texts(page, "Content")[0].region)
    for text in (line, f"{line}i"):
        made = deck(slide("Ferries", *[Paragraph(plain(text))] * count))
        flush, indented = (planned(made, {}, chosen) for chosen in (look(without_indents()), look()))
        scales = [[texts(page, "Content")[0].scale for page in pages] for pages in (flush, indented)]
        assert scales[0] == scales[1] and layouts(flush) == layouts(indented), text


def test_sources_and_notes_follow_their_statements_to_the_next_slide():
    notes = tuple(Paragraph(told(f"s{n}", f"The whole story of point {n}.", 1 + n % 4)) for n in range(12))
    first, second = plan_of(deck(slide("Ferries", bullets(12), notes=notes), limits={"bullets_per_slide": 6}))
    assert [line.text for line in first.notes][:2] == [
        "The whole story of point 0. [1]",
        "The whole story of point 1. [2]",
    ]
    assert second.notes[0].text == "The whole story of point 6. [3]"
    assert first.statements == tuple(f"s{n}" for n in range(6))
    assert texts(second, "Sources")[0].items[0][0].text.startswith("Sources: Harrow Port Authority 2031\u00a0[1]; ")
    assert any("Report 1 on berths" in line.text for line in second.notes)


def test_one_source_is_called_a_source():
    (page,) = plan_of(deck(slide("Ferries", bullets(1))))
    assert texts(page, "Sources")[0].items[0][0].text == "Source: Harrow Port Authority 2031\u00a0[1]"


@pytest.mark.parametrize(
    ("sizes", "layout"),
    [((2, 1, 2), "Three panels"), ((2, 0, 2), "Two panels"), ((0, 2, 2), "Two panels"), ((0, 0, 2), "One panel")],
)
def test_panels_of_statuses_stand_side_by_side(sizes: tuple[int, ...], layout: str):
    assert layouts(plan_of(deck(slide("Built", scorecard(*sizes))))) == [layout]


def test_a_continued_panel_keeps_its_title():
    slides = plan_of(deck(slide("Built", scorecard(6, 6, 6))))
    assert len(slides) > 1
    for each in slides:
        titles = [shape.items[0][0].text for shape in texts(each, "Panel")]
        assert titles == ["Achieved", "Partly achieved", "Not achieved"]


def test_the_notes_of_what_two_slides_tell_stand_under_the_first():
    points = BulletList((*bullets(6, start=1).items, *bullets(6, start=1).items))
    notes = (Paragraph(told("s3", "The whole story of point 3.")),)
    first, second = plan_of(deck(slide("Ferries", points, notes=notes), limits={"bullets_per_slide": 6}))
    assert "s3" in first.statements and "s3" in second.statements
    assert ["The whole story of point 3." in [line.text for line in page.notes] for page in (first, second)] == [
        True,
        False,
    ]


def test_eleven_cards_become_six_and_five_numbered_on():
    slides = plan_of(deck(slide("Questions", cards(11))))
    assert layouts(slides) == ["Cards 6", "Cards 6"]
    assert [shape.items[0][0].text for shape in texts(slides[1], "Number")] == ["7", "8", "9", "10", "11"]


def test_numbers_of_three_digits_stand_on_one_line_apart_from_their_cards(tmp_path: Path):
    for count, sizes in ((99, {None}), (112, {24.0})):
        written = write(deck(slide("Questions", cards(count))), {}, look())
        assert written.warnings == ()
        shapes = [shape for page in Presentation(BytesIO(written.data)).slides for shape in page.placeholders]
        runs = [shape.text_frame.paragraphs[0].runs[0] for shape in shapes if shape.name.startswith("Number")]
        assert {run.font.size.pt if run.font.size else None for run in runs} == sizes
    need_libreoffice()
    (tmp_path / "deck.pptx").write_bytes(written.data)
    every = [word for word in words_of(pdf_of(tmp_path / "deck.pptx", tmp_path)) if re.fullmatch(r"1[01]\d", word.text)]
    assert sorted(word.text for word in every) == [*map(str, range(100, 113))]
    assert all(word.right - word.left < 40 for word in every)


def test_longer_cards_become_fewer_a_slide():
    text = "Each basin has its own answer, its own depth and its own history of dredging. " * 4
    assert layouts(plan_of(deck(slide("Questions", cards(5, text))))) == ["Cards 3", "Cards 3"]


def test_a_short_panel_stands_under_few_bullets_and_a_long_one_beside_many():
    few, many = slide("Two", beside(2)), slide("Six", beside(6, "A harbour without pilots closes at dusk. " * 6))
    assert layouts(plan_of(deck(few))) == ["Content with band"]
    assert layouts(plan_of(deck(few, many))) == ["Content with side panel"] * 2, "in one place throughout a deck"


def test_a_title_of_three_lines_is_set_smaller():
    (page,) = plan_of(deck(slide("Tolls rose for the third year in a row " * 4, bullets(3))))
    (title,) = texts(page, "Title")
    assert title.region.level(1).size_pt * title.scale < 28


def test_text_that_cannot_fit_is_a_warning_that_names_the_slide():
    written = write(deck(slide("Ferries call again " * 30, bullets(1))), {}, look())
    assert len(written.warnings) == 1
    assert written.warnings[0].what.startswith("the text of `Title` on slide `Ferries call again")


def test_a_word_wider_than_its_line_is_a_warning_that_names_the_statement():
    items = BulletList(((Paragraph(told("s0", "Kapitänsprüfung" * 20)),),))
    written = write(deck(slide("Words", items)), {}, look())
    assert [each.what[-54:] for each in written.warnings] == [
        "ng` on slide `Words` is wider than its line (statement `s0`)"[-54:]
    ]


def test_japanese_without_spaces_is_no_word_wider_than_its_line():
    assert write(deck(slide("使用料", bullets(2, text=JAPANESE))), {}, look()).warnings == ()


def test_statements_are_found_again_by_their_slides():
    written = write(deck(slide("One", bullets(2)), slide("Two", bullets(2, start=1))), {}, look())
    assert written.locations == {"s0": ("slide 1",), "s1": ("slide 1", "slide 2"), "s2": ("slide 2",)}


def test_a_remark_on_a_figure_stands_at_its_foot():
    block = FigureBlock("calls", plain("Calls of ships"), 1, "f")
    remark = Paragraph(plain("Barges are not counted."), style="Figure note")
    made = deck(slide("Calls", block, remark))
    (page,) = planned(made, {"calls": drawing()}, look())
    assert page.layout.name == "Exhibit"
    assert texts(page, "Sources")[0].items[0][0].text == "Barges are not counted."
    assert texts(page, "Caption")[0].items[0][0].text == "Calls of ships"


def test_a_figure_that_cites_keeps_room_for_its_sources():
    caption = (*plain("Calls of ships"), Cite((Citation(2),)))
    made = deck(slide("Calls", FigureBlock("calls", caption, 1, "f")))
    (page,) = planned(made, {"calls": drawing()}, look())
    assert page.layout.name == "Exhibit"
    assert texts(page, "Sources")[0].items[0][0].text == "Source: The Harrow Gazette 2031\u00a0[2]"


def test_a_numbered_list_goes_on_with_its_numbers():
    items = tuple((Paragraph(plain(SENTENCES[n % 6])),) for n in range(14))
    first, second = plan_of(deck(slide("Steps", NumberedList(items)), limits={"bullets_per_slide": 7}))
    numbers = [[item[0].number for item in texts(page, "Content")[0].items] for page in (first, second)]
    assert numbers == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14]]


def test_a_long_table_goes_on_under_its_header_in_rows_of_one_pitch():
    rows = tuple((plain(f"B{n}"), plain(SENTENCES[n % 6])) for n in range(30))
    slides = plan_of(deck(slide("Berths", Table((plain("Berth"), plain("Plan")), rows))))
    tables = [shape for page in slides for shape in page.shapes if isinstance(shape, TableShape)]
    assert len(tables) > 1
    assert {table.rows[0][0].text for table in tables} == {"Berth"}
    assert [row[0].text for table in tables for row in table.rows[1:]] == [f"B{n}" for n in range(30)]
    assert all(sum(table.heights_pt) <= table.region.height_pt + 0.1 for table in tables)


def test_a_small_table_is_loosened_to_fill_the_slide():
    (page,) = plan_of(deck(slide("Berths", Table((plain("Berth"),), ((plain("B1"),), (plain("B2"),))))))
    (table,) = [shape for shape in page.shapes if isinstance(shape, TableShape)]
    assert min(table.heights_pt) > 1.8 * 22


def test_a_layout_may_be_asked_for_by_name():
    (page,) = plan_of(deck(slide("Ferries", bullets(2), layout="Content")))
    assert page.layout.name == "Content"


def test_an_unknown_layout_is_a_warning_with_the_nearest_name():
    written = write(deck(slide("Ferries", bullets(2), layout="Two panel")), {}, look())
    assert [str(each) for each in written.warnings] == [
        "deck.md.j2:7  no layout `Two panel` in the template\n    did you mean `Two panels`?"
    ]


def with_figure(count: int) -> Slide:
    figure = FigureBlock("calls", (*plain("Calls"), Cite((Citation(2),))), 1, "f")
    return slide("Calls", Columns((Column((bullets(count),)), Column((figure, *beside(1).columns[1].blocks)))))


def test_text_and_its_figure_stand_side_by_side_above_what_it_means():
    (page,) = planned(deck(with_figure(3)), {"calls": drawing()}, look())
    (picture,) = [shape for shape in page.shapes if isinstance(shape, PictureShape)]
    (text,), (panel,) = texts(page, "Content"), texts(page, "Panel")
    assert text.region.left_pt + text.region.width_pt <= picture.box[0]
    assert picture.box[1] + picture.box[3] <= panel.region.top_pt
    assert "[2]" in texts(page, "Sources")[0].items[0][0].text


def test_a_small_figure_has_labels_no_larger_than_those_of_others():
    small = replace(drawing(), width_pt=200.0, height_pt=60.0)
    block = FigureBlock("calls", (), 1, "f")
    (page,) = planned(deck(slide("Calls", block)), {"calls": small}, look())
    (picture,) = [shape for shape in page.shapes if isinstance(shape, PictureShape)]
    assert 14 <= picture.box[2] / small.width_pt * 8 < 15, "8 pt in the figure, in points on the slide"


def test_text_beside_a_figure_goes_on_over_the_whole_width():
    slides = planned(deck(with_figure(14)), {"calls": drawing()}, look())
    assert layouts(slides)[0] == "Development" and {*layouts(slides)[1:]} == {"Content"}
    assert [bool(page.figures) for page in slides] == [True] + [False] * (len(slides) - 1)
    shown = [item for page in slides for item in texts(page, "Content")[0].items]
    assert len(shown) == 14


@pytest.mark.parametrize("count", [1, 3])
def test_text_beside_a_figure_that_no_slide_holds_is_continued_before_the_figure(count: int):
    long = BulletList(tuple((Paragraph(plain(" ".join(SENTENCES * 6))),) for _ in range(count)))
    figure = FigureBlock("calls", plain("Calls"), 1, "f")
    slides = planned(deck(slide("Calls", Columns((Column((long,)), Column((figure,)))))), {"calls": drawing()}, look())
    assert len(slides) > 2 and [bool(page.figures) for page in slides] == [False] * (len(slides) - 1) + [True]


def test_a_panel_of_a_status_has_its_colour():
    pages = plan_of(deck(slide("Built", scorecard(1, 1, 1))))
    titles = [text.items[0][0] for text in texts(pages[0], "Panel")]
    assert [title.spans[0].color for title in titles] == ["accent3", "accent4", "accent2"]


def test_joined_slides_lose_no_statement_and_say_of_all_only_what_holds_for_all():
    shared = Cite((), (Citation(2),))
    one = slide("Tolls rose", BulletList(((Paragraph((*told("s1", "They rose.", 1), shared)),),)))
    other = slide("Ferries called", BulletList(((Paragraph(told("s2", "They called.", 1)),),)))
    (page,) = joined(one, other)
    assert page.statements == ("s1", "s2")
    assert "All statements" not in texts(page, "Sources")[0].items[-1][0].text
    assert "[2]" in texts(page, "Sources")[0].items[-1][0].text


def test_a_long_marking_is_set_smaller_and_one_that_never_fits_is_said():
    def footer(marking: str) -> tuple[float, list[str]]:
        made = deck(slide("Tolls rose", bullets(2)))
        made = replace(made, fields={**made.fields, "marking": marking})
        (page,) = plan_of(made)
        region = next(shape.region for shape in page.footers if shape.region.role == "Footer")
        return region.level(1).size_pt, [each.what for each in write(made, {}, look()).warnings]

    assert footer("For internal use") == (12.0, [])
    assert footer("For internal use of the ministry and its agencies only")[0] < 12
    assert any("`Footer`" in what for what in footer("For internal use of the ministry " * 4)[1])


def test_a_figure_beside_text_gets_a_slide_of_its_own_in_a_template_without_room_for_both():
    slides = planned(deck(with_figure(2)), {"calls": drawing()}, look(plain_template()))
    assert [bool(page.figures) for page in slides] == [False, True]


def test_text_of_any_kind_finds_words_in_a_panel():
    inner = Table((plain("Berth"), plain("Depth")), ((plain("B1"), plain("4 m")),))
    nested = BulletList(((Paragraph(plain("Berths:")), inner),))
    (page,) = plan_of(deck(slide("Berths", nested)))
    assert [line.text for item in texts(page, "Content")[0].items for line in item] == [
        "Berths:",
        "Berth: B1; Depth: 4 m",
    ]


def test_numbers_of_two_digits_have_room_and_all_texts_of_a_list_begin_at_one_edge():
    items = tuple((Paragraph(plain("Ferries call.")),) for _ in range(12))
    written = write(deck(slide("Steps", NumberedList(items))), {}, look())
    (page,) = Presentation(BytesIO(written.data)).slides
    (text,) = [shape for shape in page.placeholders if shape.name == "Content"]
    edges = {(paragraph._p.pPr.get("marL"), paragraph._p.pPr.get("indent")) for paragraph in text.text_frame.paragraphs}
    ((left, indent),) = edges
    assert int(left) == -int(indent) > face("Calibri").width_pt("12.", 16) * 12700
