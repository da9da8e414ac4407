"""YAML as an author types it."""

import random
from pathlib import Path

import pytest
import yaml

from generator.errors import InputError, Place
from generator.read.syntax import yaml_file
from generator.read.syntax.positions import Listed, Located, Mapped, Typed
from generator.read.syntax.yaml_file import read_mapping, read_yaml

ROOT = Path(__file__).parent.parent.parent
FILES = [*(ROOT / "data").glob("*/*.yaml"), *(ROOT / "tests/cases/harbour").glob("*.yaml")]


def read(text: str) -> Located:
    return read_yaml(text.encode(), "a.yaml")


def with_places(value: Located) -> object:
    """All that was read of `value`: contents, places, what a comment swallowed. What was left empty has no place."""
    if isinstance(value, Typed) and not value:
        return "empty", value.swallowed
    if isinstance(value, Mapped):
        return value.place, {name: (value.places[name], with_places(each)) for name, each in value.items()}
    if isinstance(value, Listed):
        return value.place, [with_places(each) for each in value]
    return value.place, str(value), value.swallowed


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text)
    return [problem.what for problem in raised.value.problems]


@pytest.mark.parametrize("scalar", ["no", "010", "1:30:00", "1.10", "2018-09", "~", "null", "1_000", "0x1F", ".inf"])
def test_a_scalar_is_what_it_looks_like(scalar: str) -> None:
    assert read(f"a: {scalar}") == {"a": scalar}


def test_every_value_knows_its_line_and_column() -> None:
    value = read("# first\na:\n  - {b: c}\n  - >-\n    two\n    words\n")
    assert isinstance(value, Mapped) and isinstance(items := value["a"], Listed)
    assert isinstance(first := items[0], Mapped)
    assert first.places["b"] == Place("a.yaml", 3, 6) and first["b"].place == Place("a.yaml", 3, 9)
    assert items[1] == "two words" and items[1].place == Place("a.yaml", 4, 5)


def test_prose_under_a_folded_scalar_stays_as_typed() -> None:
    text = "5*3*2, # 4: [x] {{ y }} & *a* \"b\" 'c' @d %e !f `g` $1 <b> \\n | >"
    assert read(f"a: >-\n  {text}\n") == {"a": text}


def test_columns_count_letters_and_not_bytes() -> None:
    value = read("{é日😀: x, b: y}")
    assert isinstance(value, Mapped) and value["b"].place.column == 13


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    assert with_places(read_yaml(b"\xef\xbb\xbfa: >-\r\n  b\r\n  c\r\n", "a.yaml")) == with_places(
        read("a: >-\n  b\n  c\n")
    )


def test_after_marks_of_byte_order_a_comment_is_still_told_from_text() -> None:
    value = read_yaml("\ufeff\ufeffa: b # c\nd: e  # f\n".encode(), "a.yaml")
    assert isinstance(value, Mapped) and [each.swallowed for each in value.values() if isinstance(each, Typed)] == [
        "# c",
        "",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_fast_parser_and_the_slow_one_agree_to_the_last_column(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    fast = yaml_file._read(text, "a.yaml", yaml_file._FAST)
    assert with_places(fast) == with_places(yaml_file._read(text, "a.yaml", yaml.SafeLoader))


def test_what_the_fast_parser_accepts_the_slow_one_reads_the_same() -> None:
    pieces = [
        "a",
        "b: ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        " # c",
        ">-\n",
        "é",
        "?",
        ": ",
    ]
    picked = random.Random(7)
    agreed = 0
    for _ in range(4000):
        text = "".join(picked.choices(pieces, k=picked.randrange(1, 14)))
        told = []
        for loader in (yaml_file._FAST, yaml.SafeLoader):
            try:
                told.append(with_places(yaml_file._read(text, "a.yaml", loader)))
            except (yaml.YAMLError, InputError):
                told.append("refused")
        if told[0] != "refused" and told[1] != "refused":
            assert told[0] == told[1], repr(text)
            agreed += 1
    assert agreed > 500


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    text = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert "`&a` reads as an anchor, and there are none here" in problems(text)


def test_depth_is_bounded() -> None:
    assert problems("[" * 5000) == ["the file is 30 levels deep"]


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_VALUES", 10)
    assert problems("[a, b, c, d, e, f, g, h, i, j, k]") == ["the file is more than 10 values"]


def test_a_large_faulty_file_is_not_read_twice() -> None:
    assert problems("a: b\n" * 200_000 + "c: d: e\n")


def test_a_mapping_is_asked_for_by_name() -> None:
    with pytest.raises(InputError) as raised:
        read_mapping(b"- a\n", "a.yaml", "begin with `extends: standard`")
    assert str(raised.value) == "a.yaml  the file holds no `name: value` lines\n    begin with `extends: standard`"


def test_a_scalar_is_a_string_that_knows_its_place() -> None:
    typed = Typed("a", Place("f", 1))
    assert typed == "a" and typed.place == Place("f", 1) and type(str(typed)) is str
