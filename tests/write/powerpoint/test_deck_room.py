"""Templates with little room: what is set smaller, what gets room from its neighbours, and what stays on its slide."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pptx import Presentation

from generator import build
from generator.errors import InputError
from generator.model.block import (
    BulletList,
    Column,
    Columns,
    KeyNumber,
    KeyNumbers,
    Paragraph,
    Reference,
    ReferenceList,
)
from generator.model.inline import Plain
from generator.model.look import Look
from generator.write.powerpoint.fit.fit import fits
from generator.write.powerpoint.plan.page import PlannedSlide, TextShape
from tests.foreign.slides import COVER, Holder, Layout, template, title_of_one_narrow_line
from tests.rendering import need_libreoffice
from tests.write.powerpoint.decks import bullets, deck, look, opening, plain, slide, told, write
from tests.write.powerpoint.foreign import data_of
from tests.write.powerpoint.foreign import plain as default
from tests.write.powerpoint.twin import boxes, planned

HARBOUR = Path(__file__).parents[2] / "cases" / "harbour"
LONG = "The outer mole was raised by two metres and carries a road for heavy vehicles to all berths"
TITLE = Holder("title", 40, 30, 880, 60, 30)


def content(width: float = 880, height: float = 370, *, left: float = 40, size: float = 0) -> Holder:
    return Holder("body", left, 110, width, height, size)


def made_of(*layouts: Layout) -> Look:
    return look(data_of(template([COVER, *layouts])))


def sizes(pages: Sequence[PlannedSlide], role: str) -> list[float]:
    shapes = [each for page in pages for each in page.shapes if isinstance(each, TextShape)]
    return [round(each.region.level(1).size_pt * each.scale, 1) for each in shapes if each.region.role == role]


def overfull(pages: Sequence[PlannedSlide]) -> list[str]:
    shapes = [each for page in pages for each in page.shapes if isinstance(each, TextShape)]
    return [each.region.name for each in shapes if not fits(each.items, each.region, each.scale)]


def test_all_titles_of_a_deck_are_of_the_size_of_the_longest() -> None:
    template_ = look(default())
    short, long = (planned(deck(slide(title, bullets(1))), {}, template_) for title in ("Ferries", LONG))
    both = planned(deck(opening(), slide("Ferries", bullets(1)), slide(LONG, bullets(1))), {}, template_)
    assert sizes(long, "Title") < sizes(short, "Title")
    assert sizes(both[1:], "Title") == [*sizes(long, "Title"), *sizes(long, "Title")]
    assert sizes(both[:1], "Title") == [44.0], "the cover has its own"


def test_a_title_too_long_for_its_box_gets_room_from_the_content_below(tmp_path: Path) -> None:
    need_libreoffice()
    made, template_ = deck(slide(LONG, bullets(4)), slide("Ferries", bullets(2))), look(title_of_one_narrow_line())
    written, pages = write(made, {}, template_), planned(made, {}, template_)
    found = boxes(written.data, pages, tmp_path)
    assert [(box.region.role, box.text) for box in found if not box.inside] == []
    first = Presentation(BytesIO(written.data)).slides[0]
    title, body = first.shapes.title, next(each for each in first.placeholders if "Point 1" in each.text_frame.text)
    as_designed = next(each for each in first.slide_layout.placeholders
                       if each.placeholder_format.idx == body.placeholder_format.idx)  # fmt: skip
    assert title.top + title.height <= body.top and body.top > as_designed.top
    assert abs(body.top + body.height - as_designed.top - as_designed.height) < 5, "the foot stays"
    assert set(sizes(pages, "Title")) == {28.0} and not any("does not fit" in each.what for each in written.warnings)


def test_a_title_that_no_room_helps_is_set_at_the_smallest_size_and_reported() -> None:
    written = write(deck(slide(LONG * 5, bullets(4))), {}, look(title_of_one_narrow_line()))
    assert [each.what[:28] for each in written.warnings if "does not fit" in each.what] == [
        "the text of `Platzhalter 2` o"[:28]
    ]
    (page,) = planned(deck(slide(LONG * 5, bullets(4))), {}, look(title_of_one_narrow_line()))
    assert sizes([page], "Title") == [28.0]


def test_what_does_not_fit_a_cover_is_worded_shorter_then_set_at_the_smallest_size() -> None:
    line = Holder("subTitle", 60, 300, 300, 60, 30)
    below = Holder("body", 60, 365, 800, 30, 20)
    cover = Layout("Cover", (Holder("ctrTitle", 60, 100, 800, 100, 40), line, below), "title")
    template_ = look(data_of(template([cover, Layout("Text", (TITLE, content()), "obj")])))

    def subtitle(*shorter: str) -> TextShape:
        shown = Paragraph(told("s1", LONG, shorter=shorter))
        (page,) = planned(deck(replace(opening(), blocks=(shown,))), {}, template_)
        return next(each for each in page.shapes if isinstance(each, TextShape) and each.region.role == "Subtitle")

    shorter = subtitle("Ferries call.")
    assert shorter.items[0][0].text == "Ferries call." and shorter.scale > 0.9
    smallest = subtitle()
    assert smallest.scale * 30 < 17 and smallest.region.height_pt > 60, "and gets the room that it needs"


def test_texts_side_by_side_are_of_one_size() -> None:
    pair = Layout("Zwei", (TITLE, content(430, size=28), content(420, left=490, size=14)), "twoObj")
    columns = Columns((Column((bullets(2),)), Column((bullets(2, start=2),))))
    template_ = made_of(Layout("Text", (TITLE, content()), "obj"), pair)
    pages = planned(deck(slide("Basins", columns)), {}, template_)
    both = sizes(pages, "Content")
    assert len(both) == 2 and len(set(both)) == 1 and both[0] >= 16


def test_columns_that_are_set_smaller_state_their_size_since_programs_fit_each_anew() -> None:
    pair = Layout("Zwei", (TITLE, content(430, 200, size=30), content(420, 200, left=490, size=30)), "twoObj")
    columns = Columns((Column((bullets(3),)), Column((bullets(1, start=3, text="Ferries call."),))))
    written = write(deck(slide("Basins", columns)), {}, made_of(Layout("Text", (TITLE, content()), "obj"), pair))
    page = Presentation(BytesIO(written.data)).slides[0]
    texts = [each for each in page.placeholders if "Point" in each.text_frame.text]
    stated = {run.find("{*}rPr").get("sz") for each in texts for run in each._element.iter("{*}r")}
    assert len(texts) == 2 and len(stated) == 1 and stated != {None}


def test_text_below_a_bullet_without_one_of_its_own_begins_where_the_text_above_does() -> None:
    number = KeyNumber(plain("52"), plain("ships called"), plain("50 the year before"))
    written = write(deck(slide("Ships", KeyNumbers((number,)))), {}, look(default()))
    page = Presentation(BytesIO(written.data)).slides[0]
    earlier = next(each for each in page._element.iter("{*}p") if "50" in "".join(each.itertext()))
    assert earlier.find("{*}pPr").get("marL") == "457200", "of the master: 742950 less 285750"


def test_small_text_beside_large_does_not_get_too_small_to_read() -> None:
    made = deck(slide("Ferries", BulletList(tuple(
        (Paragraph(plain("Ferries")), BulletList(((Paragraph(plain(LONG)),),))) for _ in range(6)
    ))))  # fmt: skip
    holder = content(300, 200, size=30)
    data = template([COVER, Layout("Text", (TITLE, holder), "obj")])
    for level in data.slide_master._element.iterfind(".//{*}bodyStyle/{*}lvl2pPr/{*}defRPr"):
        level.set("sz", "1200")
    pages = planned(made, {}, look(data_of(data)))
    texts = [each for page in pages for each in page.shapes if isinstance(each, TextShape)]
    assert min(each.region.level(2).size_pt * each.scale for each in texts) >= 9.9


def test_a_word_wider_than_its_line_is_set_smaller_before_it_is_broken() -> None:
    word = "Hafenschlickausbaggerungsgenehmigung"
    narrow = made_of(Layout("Text", (Holder("title", 40, 30, 500, 90, 30), content(400, size=30)), "obj"))
    written = write(deck(slide(word, BulletList(((Paragraph(plain(word)),),)))), {}, narrow)
    assert not any("wider" in each.what for each in written.warnings)
    pages = planned(deck(slide(word, BulletList(((Paragraph(plain(word)),),)))), {}, narrow)
    assert sizes(pages, "Title")[0] < 30 and sizes(pages, "Content")[0] < 30


# --- sources ----------------------------------------------------------------------------------------------------------


def test_the_sources_of_a_slide_stand_at_its_foot_in_a_placeholder_of_the_layout() -> None:
    written = write(deck(slide("Ferries", bullets(3))), {}, look(default()))
    (page,) = Presentation(BytesIO(written.data)).slides
    (sources,) = [each for each in page.placeholders if each.name == "Sources 1"]
    (content_,) = [each for each in page.placeholders if "Point 1" in each.text_frame.text]
    assert sources.text_frame.text.startswith("Sources: Harrow Port Authority")
    assert not any(each.shape_type is not None and each.shape_type.name == "TEXT_BOX" for each in page.shapes)
    on_layout = {each.placeholder_format.idx: each for each in page.slide_layout.placeholders}
    assert sources.placeholder_format.idx in on_layout and sources._element.spPr.find("{*}xfrm") is None
    assert content_.top + content_.height <= sources.top
    lowest = max(each.top + each.height for each in Presentation(BytesIO(default())).slide_layouts[1].placeholders
                 if each.placeholder_format.idx == 1)  # fmt: skip
    assert sources.top + sources.height <= lowest, "within what the template gives to content"


def raised(data: bytes) -> list[str]:
    runs = (run for page in Presentation(BytesIO(data)).slides for run in page._element.iter("{*}r"))
    return [run.findtext("{*}t").strip("\u2060") for run in runs if run.find("{*}rPr").get("baseline")]


def test_numbers_of_sources_that_are_only_in_the_notes_are_not_printed() -> None:
    low = made_of(Layout("Text", (TITLE, content(height=100)), "obj"))
    written = write(deck(slide("Ferries", bullets(1))), {}, low)
    assert raised(written.data) == []
    (page,) = Presentation(BytesIO(written.data)).slides
    assert "[1] Harrow Port Authority" in page.notes_slide.notes_text_frame.text
    listed = replace(deck().references[0], full=plain("Harrow Port Authority"))
    with_list = deck(slide("Ferries", bullets(1)), slide("Sources", ReferenceList((listed,))))
    assert raised(write(with_list, {}, low).data) == ["1"], "the list explains it"
    assert raised(write(deck(slide("Ferries", bullets(1))), {}, look(default())).data) != [], "as does the foot"


def press(count: int) -> ReferenceList:
    names = ("Harrow Gazette", "Pilots’ Union", "Ministry of Transport")
    return ReferenceList(tuple(
        Reference(number, f"s{number}", (Plain(f"{names[number % 3]}, a long title of an article on tolls"),),
                  plain(f"{names[number % 3]}, {number % 28 + 1} May 2031"), name=plain(names[number % 3]))
        for number in range(1, count + 1)
    ))  # fmt: skip


@pytest.mark.parametrize("slides", [0, 2])
def test_a_list_of_sources_is_compacted_where_slides_are_limited(slides: int) -> None:
    block = press(150)
    made = replace(deck(slide("Ferries", bullets(1)), slide("Sources", block)), references=block.references,
                   limits={"slides": slides} if slides else {})  # fmt: skip
    pages = planned(made, {}, look(default()))
    shown = {number for page in pages[1:] for shape in page.shapes if isinstance(shape, TextShape)
             for item in shape.items for each in item for number in each.cites}  # fmt: skip
    assert shown == set(range(1, 151)), "no source is lost"
    assert len(pages) == 2 if slides else len(pages) > 2


# --- a deck that swells ----------------------------------------------------------------------------------------------


def look_with(data: bytes, folder: Path) -> Path:
    (folder / "look").mkdir()
    for file in (HARBOUR.parents[2] / "templates" / "look").glob("*"):
        if file.suffix in (".docx", ".yaml"):
            (folder / "look" / file.name).write_bytes(file.read_bytes())
    (folder / "look" / "slides.pptx").write_bytes(data)
    return folder / "look"


def test_a_template_in_which_a_deck_swells_is_reported_and_refused_where_notes_are(tmp_path: Path) -> None:
    low = Layout("Text", (TITLE, Holder("body", 40, 110, 300, 90, 30)), "obj")
    look_ = look_with(data_of(template([COVER, low])), tmp_path)
    pack = build(HARBOUR, out=tmp_path / "out", look=look_)
    (said,) = [each for each in pack.warnings if "the shipped one takes" in each.what]
    slides = len(Presentation(str(next(pack.folder.glob("*.pptx")))).slides)
    assert said.what.startswith(f"{slides} slides in this template; the shipped one takes ") and slides > 18
    with pytest.raises(InputError, match="the shipped one takes"):
        build(HARBOUR, out=tmp_path / "strict", look=look_, strict=True)


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 40), st.integers(20, 120), st.integers(150, 900), st.integers(1, 3))
def test_a_title_never_stands_over_the_content_below_it(size: int, height: int, width: int, sentences: int) -> None:
    layout = Layout("Text", (Holder("title", 40, 20, width, height, size), Holder("body", 40, 160, 880, 340)), "obj")
    title = "Ferries call twice a day again. " * sentences
    (page, *_) = planned(deck(slide(title, bullets(3))), {}, made_of(layout))
    upper, lower = (each.region for each in page.shapes[:2])
    assert upper.top_pt >= 20 and upper.bottom_pt <= lower.top_pt and lower.bottom_pt <= 500.1
    assert lower.height_pt >= 0.7 * 340, "and leaves the content most of its room"
