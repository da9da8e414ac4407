"""Nodes of an input file: scalars, sequences and mappings as typed, each with its place."""

from generator.errors import Place

_NOWHERE = Place("")


class ScalarNode(str):
    """A scalar exactly as typed: `no`, `2018-09` and `1.10` stay text.

    `comment` is a comment on the same line, one space after the value: it may have been meant as part of the text.
    """

    __slots__ = ("comment", "place")
    place: Place
    comment: str

    def __new__(cls, value: str = "", place: Place = _NOWHERE, comment: str = "") -> "ScalarNode":
        node = str.__new__(cls, value)
        node.place = place
        node.comment = comment
        return node


class SequenceNode(list["Node"]):
    """A list, and where it starts."""

    __slots__ = ("place",)

    def __init__(self, nodes: list["Node"], place: Place) -> None:
        super().__init__(nodes)
        self.place = place


class MappingNode(dict[str, "Node"]):
    """Named values in the order of the file, where the mapping starts, and the place of each name."""

    __slots__ = ("name_places", "place")

    def __init__(self, nodes: dict[str, "Node"], place: Place, name_places: dict[str, Place]) -> None:
        super().__init__(nodes)
        self.place = place
        self.name_places = name_places


Node = ScalarNode | SequenceNode | MappingNode

EMPTY = ScalarNode()  # the value of an optional field that was left out
