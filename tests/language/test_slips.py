"""Values that are another one with a slip of the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.slips import is_slip, neighbours


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("disputd", "disputed"),
        ("dispputed", "disputed"),
        ("dispotad", "dispoted"),
        ("dispuetd", "disputed"),
        ("Disputed", "disputed"),
        ("missile_tset", "missile_test"),
        ("Moon Jaein", "Moon Jae-in"),
        ("port  authority", "Port Authority"),
        ("Untied Nations", "United Nations"),
    ],
)
def test_a_letter_too_few_too_many_another_or_swapped_is_a_slip(value: str, right: str) -> None:
    assert is_slip(value, right)
    assert {*neighbours(value)} & {*neighbours(right)}


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("disputed", "disputed"),
        ("undisputed", "disputed"),
        ("rice", "rise"),  # short words are all alike
        ("Hwasong-5", "Hwasong-6"),
        ("Quay 12", "Quay 13"),
        ("North Quay", "South Quay"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Town", "Town Hall"),
        ("Harber Oyl", "Harbor Oil"),
    ],
)
def test_another_value_is_no_slip(value: str, right: str) -> None:
    assert not is_slip(value, right)


@given(st.text("abcde", min_size=6, max_size=9), st.integers(0, 5), st.sampled_from("xyz"))
def test_any_slip_is_recognised_and_found_among_the_neighbours(right: str, at: int, letter: str) -> None:
    swapped = right[:at] + right[at + 1 : at + 2] + right[at : at + 1] + right[at + 2 :]
    slips = {
        right[:at] + right[at + 1 :],
        right[:at] + letter + right[at:],
        right[:at] + letter + right[at + 1 :],
        swapped,
    }
    for slip in slips - {right}:
        assert is_slip(slip, right), slip
        assert {*neighbours(slip)} & {*neighbours(right)}, slip
