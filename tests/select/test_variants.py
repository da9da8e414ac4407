"""Figures as an audience gets them."""

from msgspec.structs import replace

from generator.model.audience import Variant
from generator.model.dates import PartialDate
from generator.model.figure import Lane, Timeline
from generator.model.selection import Selection
from tests.select.test_select import HERE, dataset, edition, text

LANES = tuple(Lane(name, name.title(), "", Selection()) for name in ("tolls", "spills"))
TIMELINE = Timeline(
    id="timeline", title=text("Timeline"), takeaway=text("Tolls rose"), caption=text("All"), note=text(""),
    lanes=LANES, place=HERE,
)  # fmt: skip


def test_a_timeline_is_as_wide_as_a_page_in_the_briefing_and_fills_a_slide_in_the_deck():
    data = dataset(figures=(TIMELINE,))
    assert [edition(data, output).figures[0].shape for output in ("briefing", "deck")] == ["page", "wide"]


def test_a_shape_for_one_output_leaves_the_other_alone():
    asked = {"figures": ("timeline",), "variants": {"timeline": Variant("timeline", HERE, {"briefing": "tall"})}}
    data = dataset(figures=(TIMELINE,))
    assert [edition(data, output, **asked).figures[0].shape for output in ("briefing", "deck")] == ["tall", "wide"]


def test_a_variant_has_its_own_id_texts_lanes_and_period():
    variant = Variant(
        "timeline",
        HERE,
        start=PartialDate(2020),
        lanes=("spills",),
        native={"briefing": True},
        texts={"caption": "Spills"},
    )
    asked = {"figures": ("timeline", "spills"), "variants": {"spills": variant}}
    whole, part = edition(dataset(figures=(TIMELINE,)), **asked).figures
    assert whole == TIMELINE
    assert part == replace(
        TIMELINE, id="spills", caption=text("Spills"), start=PartialDate(2020), lanes=LANES[1:], native=True
    )
