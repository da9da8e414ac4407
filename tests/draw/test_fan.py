"""Labels over a crowd: none overlap, no leader crosses a label or another leader, the important ones stay."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draw.labels.leaders import fanned
from generator.draw.labels.placement import LEADER, Wanted, placed

WANTED = st.lists(st.builds(Wanted, st.floats(0, 200), st.floats(1, 60), st.integers(0, 2)), max_size=40)


def test_neighbours_stand_like_stairs_each_over_the_leaders_of_those_that_follow():
    placement = fanned([Wanted(10 + step, 40, 0) for step in range(4)], 0, 200, 4)
    assert [label.level for label in placement.labels] == [4, 3, 2, 1]
    feet = [label.foot for label in placement.labels]
    assert feet == sorted(feet) and all(two - one >= LEADER for one, two in pairwise(feet))


def test_in_the_right_half_stairs_go_down_to_the_left_so_that_none_leaves_the_panel():
    placement = fanned([Wanted(190 + step, 40, 0) for step in range(4)], 0, 200, 4)
    assert [label.level for label in placement.labels] == [1, 2, 3, 4]


def test_a_crowd_keeps_more_labels_than_with_upright_leaders():
    wanted = [Wanted(5.0 * number, 30, 0) for number in range(40)]
    assert len(fanned(wanted, 0, 200, 8).labels) > 1.5 * len(placed(wanted, 0, 200, 8).labels)


def test_the_most_important_label_is_never_the_one_left_out():
    placement = fanned([Wanted(50, 40, 1), Wanted(50, 40, 0), Wanted(50, 40, 1)], 0, 100, 1)
    assert 1 not in placement.left_out


@settings(max_examples=300, deadline=None, derandomize=True)
@given(WANTED, st.integers(1, 10))
def test_nothing_overlaps_and_nothing_is_crossed(wanted, levels):
    placement = fanned(wanted, 0, 200, levels)
    labels = placement.labels
    assert len(labels) + len(placement.left_out) == len(wanted)
    assert all(1 <= each.level <= levels and each.left >= -0.01 for each in labels)
    assert all(each.left + wanted[each.index].width <= 200.01 for each in labels)
    for one, two in combinations(labels, 2):
        for low, high in ((one, two), (two, one)):
            right = low.left + wanted[low.index].width
            if low.level == high.level:
                assert right <= high.left or high.left + wanted[high.index].width <= low.left
            if low.level < high.level:
                assert not low.left < high.foot < right, "a leader crosses a label"
        if wanted[one.index].x != wanted[two.index].x:
            order = wanted[one.index].x < wanted[two.index].x
            assert (one.foot < two.foot) == order, "two leaders cross"
