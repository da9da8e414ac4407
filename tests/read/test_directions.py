"""Characters that turn the direction of reading stay within the text in which they stand."""

from pathlib import Path

import pytest

from generator.read.syntax.bidi import isolated, turns
from tests.read.test_cases import written

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain, and \u05e9\u05dc\u05d5\u05dd", "plain, and \u05e9\u05dc\u05d5\u05dd"),
        ("exe.\u202efdp", f"{FSI}exe.\u202efdp\u202c{PDI}"),
        ("a \u202eb\u202c c", f"{FSI}a \u202eb\u202c c{PDI}"),
        ("\u2067a\u202db", f"{FSI}\u2067a\u202db\u202c\u2069{PDI}"),
        ("\u2067a\u202db\u2069c", f"{FSI}\u2067a\u202db\u202c\u2069c{PDI}"),
        ("a\u2069\u202cb", f"{FSI}ab{PDI}"),
    ],
)
def test_what_is_open_at_the_end_of_a_text_is_closed(typed: str, kept: str) -> None:
    assert isolated(typed) == kept


def test_each_turn_is_told_with_its_place_however_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    written(folder, {"dataset.yaml": 'topic: "exe.\\u202Efdp"\nprepared_by: a\u202eb\n'})
    told = [*turns((folder / "dataset.yaml").read_bytes(), "data/harbour/dataset.yaml")]
    assert told[0].what == "U+202E turns the direction of reading; it is kept to this text"
    assert [f"{each.place} {each.what[:6]}" for each in told] == [
        "data/harbour/dataset.yaml:1:13 U+202E",
        "data/harbour/dataset.yaml:2:15 U+202E",
    ]
