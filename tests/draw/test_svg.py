"""An SVG has only what Office draws: paths, text, lines and plain fills, whatever the figure."""

import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from generator.draw.columns import draw_columns
from generator.draw.svg import write_svg
from generator.draw.timeline import draw_timeline
from generator.model.figure import SHAPES
from generator.pipeline.build import compose
from generator.pipeline.figure_kinds import FIGURE_KINDS
from tests.conftest import DEMO, ROOT
from tests.draw.examples import BRAND, LANES, STACK, columns, edition, timeline
from tests.draw.test_timeline import event_lists

SVG = "{http://www.w3.org/2000/svg}"
COLOR, NUMBER = r"#[0-9a-f]{6}", r"-?\d+(\.\d+)?"
POINT = f"{NUMBER} {NUMBER}"
# what each element may have, and how each value may look
ALLOWED = {
    "svg": {"version": r"1\.1", "width": f"{NUMBER}pt", "height": f"{NUMBER}pt", "viewBox": f"{POINT} {POINT}"},
    "title": {},
    "g": {"id": "[a-z-]+"},
    "path": {
        "d": f"(M {POINT}( L {POINT})+( Z)? ?)+", "fill": f"none|{COLOR}", "stroke": COLOR, "stroke-width": NUMBER,
        "stroke-dasharray": POINT, "stroke-linejoin": "round",
    },
    "text": {
        "x": NUMBER, "y": NUMBER, "fill": COLOR, "font-family": r"[^;{}()]+", "font-size": NUMBER,
        "font-weight": "bold", "font-style": "italic",
    },
}  # fmt: skip


def strangers(svg: bytes) -> list[str]:
    """Return each element, attribute, value and instruction that is not on the list."""
    found = []
    for node in etree.fromstring(svg).iter():
        name = str(node.tag).removeprefix(SVG)
        allowed = ALLOWED.get(name)
        if allowed is None:
            found.append(name)
            continue
        for attribute, value in node.attrib.items():
            if not re.fullmatch(allowed.get(attribute, "-"), value):
                found.append(f"{name} {attribute}={value}")
    return found


@pytest.mark.parametrize("name", ["demo", "harbour", "bruecke", "pont", "shore"])
def test_the_figures_of_a_topic_have_only_what_office_draws(name: str) -> None:
    cases = ROOT / "tests" / "cases"
    folder = {"demo": DEMO, "shore": cases / "shore" / "set" / "shore"}.get(name, cases / name)
    composition = compose(folder, "standard")
    drawn = 0
    for output, each in composition.editions.items():
        brand = composition.look_for(output).brand
        for figure, shape in product(each.figures, SHAPES):
            planned = FIGURE_KINDS[figure.kind].draw(replace(figure, shape=shape), each, brand)
            assert strangers(write_svg(planned.picture, planned.title, planned.ground)) == []
            drawn += 1
    assert drawn


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(event_lists(), st.sampled_from(["", "2018", "2010"]), st.sampled_from(SHAPES), st.sampled_from([STACK, None]))
def test_the_figures_of_any_events_have_only_what_office_draws(events, focus, shape, stack):
    example = edition(events)
    assert strangers(draw_timeline(replace(timeline(LANES, "", focus), shape=shape), example, BRAND).svg) == []
    assert strangers(draw_columns(replace(columns("year", stack=stack), shape=shape), example, BRAND).svg) == []
