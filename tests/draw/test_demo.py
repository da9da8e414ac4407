"""The figures of the shipped dataset: nothing touches, nothing is missing."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.draw import columns as columns_module
from generator.draw import timeline as timeline_module
from generator.draw.scale.counts import amount
from generator.draw.style import style_of
from generator.model.figure import SHAPES, Columns, Timeline
from generator.model.selection import matches
from generator.pipeline.build import read
from tests.draw.examples import BRAND, drawn_events, edition, faults

STYLE = style_of(BRAND)
DATA = Path(__file__).parents[2] / "data"
DATASETS = [read(path.parent) for path in sorted(DATA.glob("*/dataset.yaml"))]
TIMELINES = [(data, figure) for data in DATASETS for figure in data.figures if isinstance(figure, Timeline)]
COLUMNS = [(data, figure) for data in DATASETS for figure in data.figures if isinstance(figure, Columns)]


def edition_of(data):
    return edition((event for event in data.events if event.date.first <= data.as_of), data.as_of)


def variants(figure):
    """Yield the figure in every shape: whole, since a date, and each of its lanes alone."""
    recent = figure.focus or figure.start
    yield from (replace(figure, shape=shape) for shape in SHAPES)
    yield from (replace(figure, shape=shape, start=recent, focus=None) for shape in SHAPES)
    yield from (replace(figure, shape=shape, lanes=(lane,)) for shape in SHAPES for lane in figure.lanes)


@pytest.mark.parametrize("data, figure", TIMELINES)
def test_in_every_variant_each_event_is_drawn_once_and_no_text_touches_anything(data, figure):
    example = edition_of(data)
    for variant in variants(figure):
        gathered = timeline_module.gather_events(variant, example)
        picture = timeline_module.plan(gathered, variant, example, STYLE)
        assert faults(picture) == []
        assert drawn_events(picture) == sorted(event.id for lane in gathered.lanes for event in lane.shown)
        assert picture == timeline_module.plan(gathered, variant, example, STYLE)


@pytest.mark.parametrize("data, figure", TIMELINES)
def test_the_svg_has_a_mark_for_every_event_and_columns_as_high_as_their_sums(data, figure):
    example = edition_of(data)
    svg = etree.fromstring(timeline_module.draw_timeline(figure, example, BRAND).svg)
    lanes = timeline_module.gather_events(figure, example).lanes
    marks = sum(len(lane.shown) for lane in lanes if lane.lane.draw == "marks")
    assert len(paths(svg, "mark")) == marks
    if figure.kind != "timeline":
        return  # the timeline has columns of one, by which the others can be measured
    (columns,) = (lane for lane in lanes if lane.lane.draw == "columns")
    heights = [height(path) for path in paths(svg, "column") if path.get("fill") != "none"]
    launched = sum(amount(event, columns.lane.value) for event in columns.shown)
    one = min(heights)  # the demo has columns of one
    assert sum(heights) / one == pytest.approx(launched, rel=0.01)


def paths(svg, group):
    return [path for g in svg.iter("{*}g") if g.get("id") == group for path in g.iterfind("{*}path")]


def height(path):
    downs = [float(down) for down in re.findall(r"[ML] \S+ (\S+)", path.get("d"))]
    return max(downs) - min(downs)


@pytest.mark.parametrize("data, figure", TIMELINES)
def test_on_a_slide_text_is_at_least_12_points_high_and_in_print_at_least_7(data, figure):
    example = edition_of(data)
    slide, print_ = (12.08 * 72, 4.44 * 72), 16 / 2.54 * 72
    for shape in ("page", "wide"):
        variant = replace(figure, shape=shape)
        picture = timeline_module.plan(timeline_module.gather_events(variant, example), variant, example, STYLE)
        smallest = min(text.style.size_pt for text in picture.texts)
        assert smallest * print_ / picture.width >= 7 or shape == "wide"
        assert smallest * min(slide[0] / picture.width, slide[1] / picture.height) >= 12 or shape == "page"


@pytest.mark.parametrize("data, figure", TIMELINES)
def test_the_timeline_has_every_event_and_no_text_touches_anything(data, figure):
    example = edition_of(data)
    picture = timeline_module.plan(timeline_module.gather_events(figure, example), figure, example, STYLE)
    start = figure.start.first if figure.start else date.min
    expected = {
        event.id
        for event in example.events
        if event.date.first >= start and any(matches(lane.select, event) for lane in figure.lanes)
    }
    assert faults(picture) == []
    assert drawn_events(picture) == sorted(expected)
    assert not any("more" in text.text for text in picture.texts)
    assert picture.width / picture.height > 2.3


@pytest.mark.parametrize("data, figure", COLUMNS)
def test_the_columns_have_every_event_and_no_text_touches_anything(data, figure):
    example = edition_of(data)
    table = columns_module.tabulate(figure, example)
    picture = columns_module.plan(table, figure, example, STYLE)
    assert faults(picture) == []
    assert drawn_events(picture) == sorted(event.id for bin_ in table.bins for event in bin_.events)
