"""Which layouts of a template of other origin a deck uses: by what each is, whatever it is called."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pptx import Presentation

from generator.errors import InputError, Place
from generator.model.look import PURPOSES, Look, NamedLayout
from generator.safety.clean import leave_out
from generator.safety.used_layouts import read_used_layouts
from generator.write.powerpoint.template.layouts import OBJECTS, choose_layouts, largest_region
from generator.write.powerpoint.template.region import Layout as Chosen
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.foreign.slides import COVER, SLIDES, Holder, Layout, template
from tests.write.powerpoint.decks import bullets, deck, look, opening, slide, write
from tests.write.powerpoint.foreign import data_of

TITLE = Holder("title", 40, 30, 880, 60, 28)
KICKER, SOURCE = Holder("body", 40, 92, 880, 26, 12), Holder("body", 40, 486, 880, 18)


def body(left: float = 40, top: float = 110, width: float = 880, height: float = 370, kind: str = "body") -> Holder:
    return Holder(kind, left, top, width, height)


def text(name: str, *holders: Holder, kind: str = "") -> Layout:
    return Layout(name, (TITLE, *holders), kind)


HALVES = (body(width=430), body(490, width=430))
THIRDS = tuple(body(left, width=280) for left in (40, 340, 640))
LARGE = (body(80, 150, 800, 110, "title"), body(80, 280, 800, 80))
OFFICES = {
    "a kicker stands above the text": (
        [COVER, text("Inhalt", KICKER, body(top=122), SOURCE, kind="obj")],
        {"cover": "Deckblatt", "content": "Inhalt", "figure": "Inhalt", "sources": "Inhalt"},
    ),
    "footers and dates are bodies": (
        [COVER, text("Folie", body(top=505, width=200, height=20), body(), body(700, 505, 200, 20))],
        {"content": "Folie"},
    ),
    "titles run from top to bottom or leave the slide": (
        [COVER, Layout("Quer", (Holder("title", 990, 30, 60, 400), body())), text("Recht", body(height=340))],
        {"content": "Recht"},
    ),
    "the largest body is off the slide": (
        [COVER, text("Daneben", body(1000, 0, 900, 540), body(width=300)), text("Darauf", body(width=600))],
        {"content": "Darauf"},
    ),
    "names in Japanese and no types": (
        [text("比較", *HALVES), text("本文", body()), Layout("中扉", LARGE), Layout("表紙", LARGE)],
        {"cover": "表紙", "section": "中扉", "content": "本文", "two_contents": "比較"},
    ),
    "names in Russian and no types": (
        [text("Два объекта", *HALVES), text("Объект и заголовок", body()),
         Layout("Раздел", LARGE),
         Layout("Титульный слайд", LARGE)],
        {"cover": "Титульный слайд", "section": "Раздел", "content": "Объект и заголовок"},
    ),
    "a placeholder for each kind of object": (
        [COVER, text("Text", body()), text("Bild", body(kind="pic")), text("Tabelle", body(kind="tbl")),
         text("Diagramm", body(kind="chart")), text("Bild, klein", body(width=200, kind="pic"))],
        {"content": "Text", "figure": "Bild", "table": "Tabelle", "chart": "Diagramm", "sources": "Text"},
    ),
    "a picture that is larger than the text beside it": (
        [COVER, text("Text und Bild", body(width=400), body(450, width=470, kind="pic"))],
        {"content": "Text und Bild", "table": "Text und Bild", "sources": "Text und Bild"},
    ),
    "columns": (
        [COVER, text("Eins", body()), text("Drei", *THIRDS), text("Zwei", *HALVES)],
        {"content": "Eins", "two_contents": "Zwei", "three_contents": "Drei"},
    ),
    "names of ours for something else": (
        [COVER, text("Inhalt", body()), text("Two contents", body(height=20, width=400), body(490, 110, 400, 20)),
         text("Content", body(width=120, height=60)), text("Exhibit", body(height=24)), text("Sources", SOURCE)],
        {"content": "Inhalt", "figure": "Inhalt", "table": "Inhalt", "sources": "Inhalt", "two_contents": ""},
    ),
    "no layout is a cover": (
        [text("Text", body(), kind="obj"), text("Nur Titel", kind="titleOnly")], {"cover": "Text", "content": "Text"},
    ),
}  # fmt: skip


def chosen(slides: bytes, **layouts: str) -> Mapping[str, Chosen]:
    """The layouts by purpose, as a build chooses them."""
    return choose_layouts(load_slide_template(office_look(slides, **layouts)).layout_set)


def office_look(slides: bytes, **layouts: str) -> Look:
    named = {purpose: NamedLayout(name, Place("brand.yaml", 7)) for purpose, name in layouts.items()}
    return replace(look(leave_out(slides)), used_layouts=read_used_layouts(slides), layouts=named)


@pytest.mark.parametrize("office", OFFICES)
def test_layouts_are_chosen_by_what_they_are(office: str) -> None:
    layouts, wanted = OFFICES[office]
    found = chosen(data_of(template(layouts)))
    rooms = [largest_region(found[purpose], OBJECTS[purpose]) for purpose in ("table", "sources")]
    assert [room.role in ("Table", "Content") for room in rooms if room] == [True, True]
    assert {purpose: found[purpose].name if purpose in found else "" for purpose in wanted} == wanted


BOXES = st.tuples(st.integers(40, 500), st.integers(120, 300), st.integers(120, 440), st.integers(90, 180))


@settings(max_examples=25, deadline=None)
@given(st.lists(BOXES, min_size=1, max_size=4, unique=True))
def test_text_never_stands_in_a_smaller_place_than_the_largest(boxes: Sequence[tuple[int, int, int, int]]) -> None:
    layout = chosen(data_of(template([COVER, text("Inhalt", *(body(*box) for box in boxes), KICKER)])))["content"]
    (seat,) = layout.regions_of("Content")
    foot = 35 / min(height for *_, height in boxes)  # the share that the line of sources may take of a box
    largest = max(width * height for _, _, width, height in boxes)
    assert seat.area >= (1 - foot) * largest
    assert seat.width_pt >= min(width for _, _, width, height in boxes if width * height == largest)


def test_a_line_beside_the_text_does_not_swell_a_deck() -> None:
    made = deck(opening(), *(slide(f"Title {number}", bullets(4)) for number in range(3)))
    counts = []
    for lines in ((), (Holder("body", 40, 90, 880, 18),), (KICKER,)):
        written = write(made, {}, look(data_of(template([COVER, text("Inhalt", *lines, body(top=122))]))))
        counts.append(len(Presentation(BytesIO(written.data)).slides))
    assert counts == [4, 4, 4]


def test_a_line_that_has_room_for_it_is_the_eyebrow() -> None:
    eyebrow, low = Holder("body", 40, 8, 600, 26, 12), Holder("body", 40, 12, 600, 14)
    roles = {
        holder: [
            region.role for region in chosen(slides)["content"].regions if region.role not in ("Title", "Sources")
        ][:2]
        for holder in (eyebrow, low)
        for slides in [data_of(template([COVER, text("Inhalt", holder, body())]))]
    }
    assert roles == {eyebrow: ["Eyebrow", "Content"], low: ["Unused", "Content"]}


def test_the_first_slide_of_a_template_shows_its_cover() -> None:
    start = SLIDES["cover without a type"]()
    assert chosen(start)["cover"].name == "Start"
    filled = [(region.role, region.top_pt) for region in chosen(start)["cover"].regions if region.kind == "body"]
    assert filled[0] == ("Subtitle", 270) and [role for role, _ in filled[1:]] == ["Unused"] * 3

    presentation = template([COVER, text("Inhalt", body()), text("Auftakt", body(40, 200, 500, 60))])
    presentation.slides.add_slide(presentation.slide_layouts[2])
    presentation.slides.add_slide(presentation.slide_layouts[1])
    assert chosen(data_of(presentation))["cover"].name == "Auftakt"
    without = template([COVER, text("Inhalt", body()), text("Auftakt", body(40, 200, 500, 60))])
    assert chosen(data_of(without))["cover"].name == "Deckblatt"


@pytest.mark.parametrize("number", [1, 2])
def test_a_first_slide_with_instructions_is_no_cover(number: int) -> None:
    presentation = template([COVER, text("Inhalt", body(), kind="obj"), text("Nur Titel")])
    presentation.slides.add_slide(presentation.slide_layouts[number]).shapes.title.text = "How to use this template"
    assert chosen(data_of(presentation))["cover"].name == "Deckblatt"


def test_a_layout_that_brand_yaml_names_is_used_and_not_noted() -> None:
    slides = data_of(template([COVER, text("Eins", body()), text("Auch eins", body(width=700)), text("Zwei", *HALVES)]))
    names = {"content": "auch eins", "figure": "Eins", "cover": "Eins", "section": "Zwei", "sources": "Zwei"}
    found = chosen(slides, **names)
    assert {purpose: found[purpose].name.casefold() for purpose in names} == {
        purpose: name.casefold() for purpose, name in names.items()
    }
    written = write(deck(opening(), slide("A", bullets(2))), {}, office_look(slides, **names))
    assert [problem.what for problem in written.warnings if problem.what.startswith("layouts are chosen")] == []


@pytest.mark.parametrize(
    ("purpose", "name", "message"),
    [
        ("cover", "Dekblatt", "no layout `Dekblatt` in the template\n    did you mean `Deckblatt`?"),
        (
            "two_contents", "Eins",
            "the layout `Eins` lacks what `two_contents` needs: a title and two text placeholders of much the same "
            "size side by side\n    layouts that have: `Zwei`",
        ),
        (
            "three_contents", "Zwei",
            "the layout `Zwei` lacks what `three_contents` needs: a title and three text placeholders of much the same "
            "size side by side\n    leave out `three_contents`",
        ),
        (
            "content", "Deckblatt",
            "the layout `Deckblatt` lacks what `content` needs: a title and a text placeholder\n"
            "    layouts that have: `Eins`, `Zwei`",
        ),
    ],
)  # fmt: skip
def test_a_layout_that_cannot_serve_is_refused_where_it_is_named(purpose: str, name: str, message: str) -> None:
    slides = data_of(template([COVER, text("Eins", body()), text("Zwei", *HALVES)]))
    with pytest.raises(InputError) as caught:
        chosen(slides, **{purpose: name})
    assert str(caught.value) == f"brand.yaml:7  {message}"


def test_every_purpose_of_the_shipped_template_has_its_own_layout() -> None:
    found = chosen(look().slides)
    assert found.keys() == {*PURPOSES} - {"three_contents"}
    assert {layout.name for layout in found.values()} == {
        "Title", "Section", "Content", "Two contents", "Exhibit", "Sources",
    }  # fmt: skip
