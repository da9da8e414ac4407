"""Bidirectional control characters take effect only within their own text."""

from pathlib import Path

import pytest

from generator.pipeline.build import read
from generator.read.syntax.bidi import isolate
from tests.read.test_cases import write_dataset

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("typed", "isolated"),
    [
        ("plain, and \u05e9\u05dc\u05d5\u05dd", "plain, and \u05e9\u05dc\u05d5\u05dd"),
        ("exe.\u202efdp", f"{FSI}exe.\u202efdp\u202c{PDI}"),
        ("a \u202eb\u202c c", f"{FSI}a \u202eb\u202c c{PDI}"),
        ("\u2067a\u202db", f"{FSI}\u2067a\u202db\u202c\u2069{PDI}"),
        ("\u2067a\u202db\u2069c", f"{FSI}\u2067a\u202db\u202c\u2069c{PDI}"),
        ("a\u2069\u202cb", f"{FSI}ab{PDI}"),
        ("\u202ba\u2069b", f"{FSI}\u202bab\u202c{PDI}"),
    ],
)
def test_controls_still_open_at_the_end_of_a_text_are_closed(typed: str, isolated: str) -> None:
    assert isolate(typed) == isolated


def test_each_control_is_reported_at_its_place_as_a_character_or_as_an_escape(tmp_path: Path) -> None:
    files = {"dataset.yaml": 'topic: "exe.\\u202Efdp"\nprepared_by: a\u202eb\n'}
    warnings = read(write_dataset(tmp_path / "harbour", files)).warnings
    assert warnings[0].what == "U+202E changes the reading direction; its effect is confined to this text"
    assert [(str(warning.place).rpartition("/")[2], warning.what[:6]) for warning in warnings] == [
        ("dataset.yaml:1:13", "U+202E"),
        ("dataset.yaml:2:15", "U+202E"),
    ]


def test_only_the_first_controls_of_a_file_are_reported(tmp_path: Path) -> None:
    files = {"dataset.yaml": "".join(f"# \u202e {number}\n" for number in range(9))}
    warnings = read(write_dataset(tmp_path / "harbour", files)).warnings
    assert [warning.place.line for warning in warnings] == [1, 2, 3, 4, 5]


def test_a_control_ends_with_its_cell(tmp_path: Path) -> None:
    files = {"events.csv": "id,date,kind,title,berth\ne1,2018,toll,a \u202eb,x\u202c\n"}
    dataset = read(write_dataset(tmp_path / "harbour", files))
    assert dataset.events[0].title == f"{FSI}a \u202eb\u202c{PDI}"
    assert dataset.events[0].columns["berth"] == f"{FSI}x{PDI}"
    assert [warning.place.line for warning in dataset.warnings] == [2, 2]
