"""YAML as an author types it."""

import random
from pathlib import Path

import pytest
import yaml

from generator.errors import InputError, Place
from generator.read.syntax import yaml_file
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.read.syntax.yaml_file import read_mapping, read_yaml

ROOT = Path(__file__).parent.parent.parent
FILES = [*(ROOT / "data").glob("*/*.yaml"), *(ROOT / "tests/cases/harbour").glob("*.yaml")]


def read(text: str) -> Node:
    return read_yaml(text.encode(), "a.yaml")


def with_places(node: Node) -> object:
    """All that was read of `node`: contents, places and comments. The place of an empty scalar is undefined."""
    if isinstance(node, ScalarNode) and not node:
        return "empty", node.comment
    if isinstance(node, MappingNode):
        return node.place, {name: (node.name_places[name], with_places(child)) for name, child in node.items()}
    if isinstance(node, SequenceNode):
        return node.place, [with_places(item) for item in node]
    return node.place, str(node), node.comment


def problems_of(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text)
    return [problem.what for problem in raised.value.problems]


@pytest.mark.parametrize("scalar", ["no", "010", "1:30:00", "1.10", "2018-09", "~", "null", "1_000", "0x1F", ".inf"])
def test_a_scalar_stays_text(scalar: str) -> None:
    assert read(f"a: {scalar}") == {"a": scalar}


def test_every_value_knows_its_line_and_column() -> None:
    value = read("# first\na:\n  - {b: c}\n  - >-\n    two\n    words\n")
    assert isinstance(value, MappingNode) and isinstance(items := value["a"], SequenceNode)
    assert isinstance(first := items[0], MappingNode)
    assert first.name_places["b"] == Place("a.yaml", 3, 6) and first["b"].place == Place("a.yaml", 3, 9)
    assert items[1] == "two words" and items[1].place == Place("a.yaml", 4, 5)


def test_prose_under_a_folded_scalar_stays_as_typed() -> None:
    text = "5*3*2, # 4: [x] {{ y }} & *a* \"b\" 'c' @d %e !f `g` $1 <b> \\n | >"
    assert read(f"a: >-\n  {text}\n") == {"a": text}


def test_columns_count_characters_and_not_bytes() -> None:
    value = read("{é日😀: x, b: y}")
    assert isinstance(value, MappingNode) and value["b"].place.column == 13


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert with_places(read_yaml(b"\xef\xbb\xbfa: >-\r\n  b\r\n  c\r\n", "a.yaml")) == with_places(
        read("a: >-\n  b\n  c\n")
    )


def test_comments_are_found_after_byte_order_marks() -> None:
    root = read_yaml("\ufeff\ufeffa: b # c\nd: e  # f\n".encode(), "a.yaml")
    assert isinstance(root, MappingNode)
    assert [node.comment for node in root.values() if isinstance(node, ScalarNode)] == ["# c", ""]


@pytest.mark.parametrize("line_break", ["\n", "\x85", "\u2028", "\u2029"])
def test_a_comment_ends_with_its_line(line_break: str) -> None:
    root = read(f"a: b # c{line_break}d: e\n")
    assert isinstance(root, MappingNode) and isinstance(node := root["a"], ScalarNode)
    assert node.comment == "# c"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_parsers_agree_to_the_last_column(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    fast = yaml_file._read(text, "a.yaml", yaml_file._FAST_LOADER)
    assert with_places(fast) == with_places(yaml_file._read(text, "a.yaml", yaml.SafeLoader))


def test_what_both_parsers_accept_they_read_the_same() -> None:
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
    generator = random.Random(7)
    agreed = 0
    for _ in range(4000):
        text = "".join(generator.choices(pieces, k=generator.randrange(1, 14)))
        results: list[object] = []
        for loader in (yaml_file._FAST_LOADER, yaml.SafeLoader):
            try:
                results.append(with_places(yaml_file._read(text, "a.yaml", loader)))
            except (yaml.YAMLError, InputError):
                results.append("refused")
        if "refused" not in results:
            assert results[0] == results[1], repr(text)
            agreed += 1
    assert agreed > 500


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    text = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert "`&a` is read as a YAML anchor, which is not supported" in problems_of(text)


def test_depth_is_bounded() -> None:
    assert problems_of("[" * 5000) == ["the file has more than 30 levels of nesting"]
    assert read("[" * 30 + "]" * 30)


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_VALUES", 10)
    assert problems_of("[a, b, c, d, e, f, g, h, i, j]") == ["the file has more than 10 values"]
    assert read("[a, b, c, d, e, f, g, h, i]")


def test_a_large_faulty_file_is_not_read_twice() -> None:
    assert problems_of("a: b\n" * 200_000 + "c: d: e\n")


def test_a_list_where_a_mapping_belongs_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        read_mapping(b"- a\n", "a.yaml", "start with `extends: standard`")
    assert str(raised.value) == "a.yaml  the file has no `name: value` lines\n    start with `extends: standard`"


def test_a_scalar_is_a_string_that_knows_its_place() -> None:
    node = ScalarNode("a", Place("f", 1))
    assert node == "a" and node.place == Place("f", 1) and type(str(node)) is str
