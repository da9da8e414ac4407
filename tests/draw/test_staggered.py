"""Labels over a crowd: none overlap, no leader crosses a label or another leader, the important ones are kept."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draw.labels.placement import LEADER_WIDTH, Label, place_upright
from generator.draw.labels.staggered import place_staggered

LABELS = st.lists(st.builds(Label, st.floats(0, 200), st.floats(1, 60), st.integers(0, 2)), max_size=40)


def test_neighbours_form_stairs_each_label_over_the_leaders_of_the_next():
    placement = place_staggered([Label(10 + step, 40, 0) for step in range(4)], 0, 200, 4)
    assert [label.level for label in placement.placed] == [4, 3, 2, 1]
    feet = [label.foot for label in placement.placed]
    assert feet == sorted(feet) and all(two - one >= LEADER_WIDTH for one, two in pairwise(feet))


def test_in_the_right_half_stairs_go_down_to_the_left_and_stay_in_the_panel():
    placement = place_staggered([Label(190 + step, 40, 0) for step in range(4)], 0, 200, 4)
    assert [label.level for label in placement.placed] == [1, 2, 3, 4]


def test_a_crowd_keeps_more_labels_than_with_upright_leaders():
    labels = [Label(5.0 * number, 30, 0) for number in range(40)]
    assert len(place_staggered(labels, 0, 200, 8).placed) > 1.5 * len(place_upright(labels, 0, 200, 8).placed)


def test_the_most_important_label_is_never_the_one_left_out():
    placement = place_staggered([Label(50, 40, 1), Label(50, 40, 0), Label(50, 40, 1)], 0, 100, 1)
    assert 1 not in placement.left_out


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LABELS, st.integers(1, 10))
def test_nothing_overlaps_and_nothing_is_crossed(labels, levels):
    placement = place_staggered(labels, 0, 200, levels)
    placed = placement.placed
    assert len(placed) + len(placement.left_out) == len(labels)
    assert all(1 <= label.level <= levels and label.left >= -0.01 for label in placed)
    assert all(label.left + labels[label.index].width <= 200.01 for label in placed)
    for one, two in combinations(placed, 2):
        for low, high in ((one, two), (two, one)):
            right = low.left + labels[low.index].width
            if low.level == high.level:
                assert right <= high.left or high.left + labels[high.index].width <= low.left
            if low.level < high.level:
                assert not low.left < high.foot < right, "a leader crosses a label"
        if labels[one.index].x != labels[two.index].x:
            order = labels[one.index].x < labels[two.index].x
            assert (one.foot < two.foot) == order, "two leaders cross"
