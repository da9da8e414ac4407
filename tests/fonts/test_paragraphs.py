"""Whatever the text: what lines hold, how wide and how high they are, and that sizes in ems scale."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.fonts.breaks import SPACES
from generator.fonts.face import FALLBACK_ASCENT, FALLBACK_DESCENT, face
from generator.fonts.lines import Line, Run, measure

FACES = [face("Calibri"), face("Calibri", bold=True), face("Cambria"), face("No Such Font")]
TEXTS = st.text(st.sampled_from("abeimnW9-–—./†’“\u00a0     "), min_size=6, max_size=60) | st.text(
    st.sampled_from("aimW -–9.\u00a0\u2009\t\n\v\u200b\u0301\u00adж日本。「ب🚀"), max_size=40
)
RUNS = st.lists(st.builds(Run, TEXTS, st.sampled_from(FACES), st.sampled_from([9.0, 11.0, 16.0])), max_size=4)
# where a word fits to the last digit, rounding decides; no real column is like that
WIDTHS = st.floats(20, 300).map(lambda width: width + 0.00123)


def extent(run: Run) -> tuple[float, float, float]:
    ascent, descent = run.face.ascent, run.face.descent
    if not run.face.covers(run.text):
        ascent, descent = max(ascent, FALLBACK_ASCENT), max(descent, FALLBACK_DESCENT)
    return ascent * run.size_pt, descent * run.size_pt, run.face.line_gap * run.size_pt


def text_of(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@settings(max_examples=300, deadline=None)
@given(RUNS, WIDTHS, st.floats(0.5, 1))
@example([Run("one" + 40 * " ", FACES[0], 10.0)], 20.0, 1.0)
@example([Run("one two", FACES[0], 0.0)], 60.0, 1.0)
@example([Run("9", FACES[0], 9.0), Run("", FACES[0], 11.0), Run("9", FACES[0], 9.0)], 20.0, 1.0)
def test_lines_hold_all_text_within_their_width_and_are_as_high_as_what_they_hold(
    runs: list[Run], width: float, first: float
) -> None:
    paragraph = measure(runs)
    lines = paragraph.lines(width, first * width)
    ink = re.compile(f"[{SPACES}\n\v]")
    assert ink.sub("", "".join(map(text_of, lines))) == ink.sub("", "".join(run.text for run in runs))
    for number, line in enumerate(lines):
        assert line.width_pt <= width * (1 if number else first) or len(text_of(line)) == 1
        if line.runs:
            assert line.height_pt == pytest.approx(sum(map(max, zip(*map(extent, line.runs), strict=True))))
    assert paragraph.heights_pt(width, first * width) == tuple(line.height_pt for line in lines)


@settings(max_examples=300, deadline=None)
@given(RUNS, WIDTHS, st.floats(0.5, 1), st.sampled_from([0.5, 1.0, 2.25]))
@example([Run("one tw", FACES[0], 10.0), Run("o-three", FACES[1], 16.0)], 60.0, 1.0, 1.0)
@example([Run("well-", FACES[0], 10.0), Run("known -5 2018-09", FACES[1], 10.0)], 30.0, 1.0, 1.0)
def test_a_paragraph_measured_in_ems_has_its_height_at_each_size(
    runs: list[Run], width: float, first: float, scale: float
) -> None:
    em = (runs[0].size_pt if runs else 1) * scale
    in_points = measure([Run(run.text, run.face, run.size_pt * scale) for run in runs])
    in_ems = measure([Run(run.text, run.face, run.size_pt * scale / em) for run in runs])
    assert in_points.widest_pt == pytest.approx(in_ems.widest_pt * em)
    heights_pt = [height * em for height in in_ems.heights_pt(width / em, first * width / em)]
    assert heights_pt == pytest.approx(in_points.heights_pt(width, first * width))


@pytest.mark.parametrize(
    "text, widest",
    [("a bottleneck", "bottleneck"), ("well-known", "known"), ("one\nthree", "three"), ("5\u00a0May", "5\u00a0May")],
)
def test_the_widest_piece_is_the_longest_that_no_break_divides(text: str, widest: str) -> None:
    assert measure([Run(text, FACES[0], 10.0)]).widest_pt == pytest.approx(FACES[0].width_pt(widest, 10.0))
