from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draw.labels.placement import Label, find_free_box, place_upright
from generator.draw.labels.sentence import place_sentence
from generator.draw.picture import Box
from generator.draw.style import style_of
from tests.draw.examples import BRAND

LABELS = st.lists(st.builds(Label, st.floats(0, 200), st.floats(1, 60), st.integers(0, 2)), max_size=25)


def test_a_single_label_is_centred_over_its_mark():
    [label] = place_upright([Label(50, 20, 0)], 0, 100, 1).placed
    assert (label.level, label.left) == (1, 40)


def test_neighbours_make_room_for_each_other_on_one_level():
    placement = place_upright([Label(50, 20, 0), Label(62, 20, 0)], 0, 100, 1)
    assert placement.left_out == ()
    one, two = placement.placed
    assert one.left + 20 < two.left


def test_in_a_full_level_the_less_important_label_goes_up():
    placement = place_upright([Label(30, 40, 0), Label(50, 40, 1), Label(70, 40, 0)], 0, 100, 2)
    assert [label.level for label in placement.placed] == [1, 2, 1]


def test_the_most_important_label_is_never_the_one_left_out():
    placement = place_upright([Label(50, 40, 1), Label(50, 40, 0), Label(50, 40, 1)], 0, 100, 1)
    assert 1 not in placement.left_out


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LABELS, st.integers(1, 3))
def test_no_two_labels_overlap_and_no_leader_crosses_a_label(labels, levels):
    placement = place_upright(labels, 0, 200, levels)
    spans = [(label, label.left, label.left + labels[label.index].width) for label in placement.placed]
    assert all(left >= -0.01 and right <= 200.01 for _, left, right in spans)
    for one, left, right in spans:
        for two, other_left, other_right in spans:
            if one is not two and one.level == two.level:
                assert right <= other_left or other_right <= left
            if one.level < two.level:
                assert not left < labels[two.index].x < right
    assert len(placement.placed) + len(placement.left_out) == len(labels)


def test_free_space_is_found_beside_what_is_occupied():
    box = find_free_box(20, 10, Box(0, 0, 100, 30), [Box(0, 0, 50, 30)])
    assert box == Box(50, 0, 70, 10)
    assert find_free_box(20, 10, Box(0, 0, 60, 30), [Box(0, 0, 50, 30)]) is None


def test_sixty_labels_that_do_not_meet_all_have_a_place():
    assert place_upright([Label(10 * number, 5, 0) for number in range(1, 61)], 0, 610, 1).left_out == ()


STYLE = style_of(BRAND).note


def test_a_sentence_stands_in_the_middle_of_an_empty_room():
    (line,) = place_sentence("No test", Box(0, 0, 200, 100), [], STYLE)
    assert abs(line.box.middle - 50) < 3


def test_a_sentence_too_wide_for_its_room_is_broken_into_lines_of_similar_width():
    text = "No intercontinental test, no launch and no explosion whatsoever since then"
    lines = place_sentence(text, Box(0, 0, 150, 100), [], STYLE)
    widths = [line.box.width for line in lines]
    assert " ".join(line.text for line in lines) == text
    assert len(lines) == 2 and min(widths) > 0.7 * max(widths)


def test_a_sentence_without_room_is_left_out():
    assert place_sentence("No test", Box(0, 0, 200, 100), [Box(0, 0, 200, 100)], STYLE) == ()
