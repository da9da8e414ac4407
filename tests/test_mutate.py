"""The tool that breaks lines at random: which changes it knows, and that each is made alone."""

from pathlib import Path

import pytest

from tests.mutate import find_mutants


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("x = a == b", {"x = a != b"}),
        ("x = a <= b", {"x = a < b"}),
        ("x = a and b", {"x = a or b"}),
        ("x = a + b", {"x = a - b"}),
        ("x = not a", {"x = a"}),
        ("x = 7", {"x = 8"}),
        ("x = True", {"x = False"}),
        ("x = 'word'", {"x = ''"}),
        ("x = a if b else c", {"x = a if False else c"}),
        ("if a:\n    b()", {"if False:\n    b()"}),
        ("def f() -> tuple[int, ...]:\n    return g", {"def f() -> tuple[int, ...]:\n    return ()"}),
        ("x = a < b + 1", {"x = a <= b + 1", "x = a < b - 1", "x = a < b + 2"}),
        ("class A(B, frozen=True):\n    x: 'T'", set()),
        ("def f(a: 'T'=b) -> 'T':\n    'Words.'\n    assert a == 1", set()),
    ],
)
def test_a_line_is_broken_in_each_way_alone(line: str, broken: set[str], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(line, encoding="utf-8")
    assert {mutant.code() for mutant in find_mutants(file)} == broken
