"""Heights by words are those of the lines themselves, whatever the text; measured once, they are so at any size."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.fonts.face import face
from generator.fonts.heights import heights_pt
from generator.fonts.lines import Run, broken
from generator.fonts.measured import measured

FACES = [face("Calibri"), face("Calibri", bold=True), face("Cambria"), face("No Such Font")]
# what is measured by words: hyphens, dashes, digits, spaces; and what is not: other spaces, scripts, forced lines
PLAIN = st.text(st.sampled_from("abeimnW9-–—./†’“\u00a0     "), min_size=6, max_size=60)
ANY = st.text(st.sampled_from("aimW -–9.\u00a0\u2009\t\n\v\u200b\u0301\u00adж日本。「ب🚀"), max_size=40)
SIZES = st.sampled_from([9.0, 11.0, 16.0])
# where a word fits to the last digit, the order in which its letters are added up decides; no real column is like that
WIDTHS = st.floats(20, 300).map(lambda width: width + 0.00123)


def runs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Run]]:
    return st.lists(st.builds(Run, texts, st.sampled_from(FACES), SIZES), max_size=4)


@settings(max_examples=500, deadline=None)
@given(runs(PLAIN) | runs(ANY), WIDTHS, st.floats(0.5, 1))
@example([Run("one" + 40 * " ", FACES[0], 10.0)], 20.0, 1.0)
@example([Run("one two", FACES[0], 0.0)], 60.0, 1.0)
@example([Run("9", FACES[0], 9.0), Run("", FACES[0], 11.0), Run("9", FACES[0], 9.0)], 20.0, 1.0)
@example([Run("one tw", FACES[0], 10.0), Run("o-three", FACES[1], 16.0)], 60.0, 1.0)
@example([Run("well-", FACES[0], 10.0), Run("known -5 2018-09", FACES[1], 10.0)], 30.0, 1.0)
def test_heights_are_those_of_the_lines(said: list[Run], width: float, first: float) -> None:
    expected = tuple(line.height_pt for line in broken(said, width, first * width))
    assert heights_pt(said, width, first * width) == pytest.approx(expected)


@settings(max_examples=500, deadline=None)
@given(runs(PLAIN), WIDTHS, st.floats(0.5, 1), st.sampled_from([0.5, 1.0, 2.25]))
@example([Run(" ", FACES[0], 9.0), Run("9", FACES[0], 9.0), Run("one two", FACES[0], 11.0)], 20.0, 1.0, 1.0)
@example([Run("one", FACES[0], 9.0), Run("2", FACES[0], 6.0), Run(" two three", FACES[0], 9.0)], 20.0, 1.0, 1.0)
def test_a_paragraph_measured_once_has_its_height_at_each_size(
    said: list[Run], width: float, first: float, scale: float
) -> None:
    found = measured(said)
    if found is None:
        return
    em = said[0].size_pt * scale
    lines = found.lines(width / em, first * width / em)
    larger = [Run(run.text, run.face, run.size_pt * scale) for run in said]
    if lines:
        assert lines * found.line * em == pytest.approx(sum(heights_pt(larger, width, first * width)))
    else:
        assert any(run.face.width_pt(run.text, run.size_pt) for run in larger)
