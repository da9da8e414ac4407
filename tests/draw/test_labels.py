from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draw.labels.placement import Wanted, free_place, placed
from generator.draw.picture import Box

WANTED = st.lists(st.builds(Wanted, st.floats(0, 200), st.floats(1, 60), st.integers(0, 2)), max_size=25)


def test_a_label_alone_stands_over_its_mark():
    [label] = placed([Wanted(50, 20, 0)], 0, 100, 1).labels
    assert (label.level, label.left) == (1, 40)


def test_neighbours_make_room_for_each_other_on_one_level():
    placement = placed([Wanted(50, 20, 0), Wanted(62, 20, 0)], 0, 100, 1)
    assert placement.left_out == ()
    one, two = placement.labels
    assert one.left + 20 < two.left


def test_where_a_level_is_full_the_less_important_label_goes_up():
    placement = placed([Wanted(30, 40, 0), Wanted(50, 40, 1), Wanted(70, 40, 0)], 0, 100, 2)
    assert [label.level for label in placement.labels] == [1, 2, 1]


def test_the_most_important_label_is_never_the_one_left_out():
    placement = placed([Wanted(50, 40, 1), Wanted(50, 40, 0), Wanted(50, 40, 1)], 0, 100, 1)
    assert 1 not in placement.left_out


@settings(max_examples=300, deadline=None, derandomize=True)
@given(WANTED, st.integers(1, 3))
def test_no_two_labels_overlap_and_no_leader_crosses_a_label(wanted, levels):
    placement = placed(wanted, 0, 200, levels)
    spans = [(label, label.left, label.left + wanted[label.index].width) for label in placement.labels]
    assert all(left >= -0.01 and right <= 200.01 for _, left, right in spans)
    for one, left, right in spans:
        for two, other_left, other_right in spans:
            if one is not two and one.level == two.level:
                assert right <= other_left or other_right <= left
            if one.level < two.level:
                assert not left < wanted[two.index].x < right
    assert len(placement.labels) + len(placement.left_out) == len(wanted)


def test_free_space_is_found_beside_what_is_taken():
    place = free_place(20, 10, Box(0, 0, 100, 30), [Box(0, 0, 50, 30)])
    assert place == Box(50, 0, 70, 10)
    assert free_place(20, 10, Box(0, 0, 60, 30), [Box(0, 0, 50, 30)]) is None
