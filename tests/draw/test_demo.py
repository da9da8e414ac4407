"""The shipped dataset's figures: nothing touches, everything is there."""

from datetime import date
from pathlib import Path

import pytest

from generator.draw import columns as columns_room
from generator.draw import timeline as timeline_room
from generator.draw.style import style_of
from generator.model.figure import Columns, Timeline
from generator.model.selection import matches
from generator.read.dataset import read_dataset
from tests.draw.made import BRAND, edition, faults, shown

STYLE = style_of(BRAND)
DATA = Path(__file__).parents[2] / "data"
DATASETS = [read_dataset(path.parent) for path in sorted(DATA.glob("*/dataset.yaml"))]
TIMELINES = [(data, figure) for data in DATASETS for figure in data.figures if isinstance(figure, Timeline)]
COLUMNS = [(data, figure) for data in DATASETS for figure in data.figures if isinstance(figure, Columns)]


@pytest.mark.parametrize("data, figure", TIMELINES)
def test_the_timeline_has_every_event_and_no_label_touches_anything(data, figure):
    told = edition((event for event in data.events if event.date.first <= data.as_of), data.as_of)
    picture = timeline_room.plan(timeline_room.story_of(figure, told), figure, told, STYLE)
    start = figure.start.first if figure.start else date.min
    expected = {
        event.id
        for event in told.events
        if event.date.first >= start and any(matches(lane.select, event) for lane in figure.lanes)
    }
    assert faults(picture) == []
    assert shown(picture) == sorted(expected)
    assert not any("more" in words.text for words in picture.words)
    assert picture.width / picture.height > 2.3


@pytest.mark.parametrize("data, figure", COLUMNS)
def test_the_columns_have_every_event_and_no_label_touches_anything(data, figure):
    told = edition((event for event in data.events if event.date.first <= data.as_of), data.as_of)
    table = columns_room.table_of(figure, told)
    picture = columns_room.plan(table, figure, told, STYLE)
    assert faults(picture) == []
    assert shown(picture) == sorted(event.id for bin_ in table.bins for event in bin_.events)
