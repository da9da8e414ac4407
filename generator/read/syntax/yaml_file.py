"""A YAML file -> its nodes with their places. Tags, anchors, aliases, merge keys and duplicate names are refused.

Built from parser events, since PyYAML's constructors would turn `no`, `010` and `1:30` into other types.
"""

from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.read.syntax.bidi import isolate
from generator.read.syntax.decode import decode, sanitize
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.read.syntax.yaml_errors import LINE_BREAK, QUOTE, explain, explain_number

MOST_DEPTH = 30
MOST_VALUES = 1_000_000
MOST_CHARACTERS = 131_072  # of one value, as of a cell of a CSV file
MOST_LINES = 1_000  # of one value: a slide has about ten
LIMIT_REPARSED = 500_000  # characters: up to here, PyYAML's own parser reads a faulty file again

# libyaml, an optional part of PyYAML: the demo is read in 27 ms instead of 93 (a test compares the results)
_FAST_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(data: bytes, file: str) -> Node:
    """Return the root node of `data`, the bytes of the YAML file `file`. Raises InputError."""
    text = decode(data, file)
    try:
        return _read(text, file, _FAST_LOADER)
    except yaml.YAMLError as error:
        if len(text) > LIMIT_REPARSED:
            raise InputError([explain(error, file, text)]) from None
    # unlike libyaml, PyYAML's own parser accepts JSON's escaped surrogate pairs, and it locates errors better
    try:
        return _read(text, file, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise InputError([explain(error, file, text)]) from None


def read_mapping(data: bytes, file: str, remedy: str = "") -> MappingNode:
    """Return the root of a YAML file that must be a mapping. Raises InputError, with `remedy` as help if it is not."""
    node = read_yaml(data, file)
    if not isinstance(node, MappingNode):
        what = "the file is empty" if node == "" else "the file has no `name: value` lines"
        raise InputError([Problem(Place(file), what, remedy)])
    return node


def _read(text: str, file: str, loader: type) -> Node:
    # libyaml drops another byte order mark, so that its indexes would be one off
    indexed = text if loader is yaml.SafeLoader else text.removeprefix("\ufeff")
    parser = loader(text)
    builder = _NodeBuilder(file, indexed, parser.get_event)
    try:
        root = builder.document()
    except (ValueError, OverflowError):  # of PyYAML's own parser, for `\U` and a number that no character has
        raise InputError([explain_number(parser.get_mark(), file, text)]) from None
    if builder.problems:
        raise InputError(builder.problems)
    return root


class _NodeBuilder(Struct):
    """Builds nodes from the events of one file."""

    file: str
    text: str
    next_event: Callable[[], Any]
    problems: list[Problem] = []
    values: int = 0  # so far

    def document(self) -> Node:
        self.next_event()  # start of stream
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            return ScalarNode("", Place(self.file))
        root = self.node(self.next_event(), 0)
        self.next_event()  # end of document
        event = self.next_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.problems.append(Problem(self.place(event), "`---` starts a second document", "delete this line"))
        return root

    def node(self, event: Any, level: int) -> Node:
        self.values += 1
        if event.anchor or event.tag:
            self.refuse_reference(event)
        if level > MOST_DEPTH or self.values > MOST_VALUES:
            what = f"{MOST_DEPTH} levels of nesting" if level > MOST_DEPTH else f"{MOST_VALUES:,} values"
            problem = Problem(self.place(event), f"the file has more than {what}", "simplify it")
            raise InputError([*self.problems, problem])
        match event:
            case yaml.ScalarEvent():
                return self.scalar(event)
            case yaml.MappingStartEvent():
                return self.mapping(event, level)
            case yaml.SequenceStartEvent():
                return self.sequence(event, level)
        return ScalarNode("", self.place(event))  # an alias, which was refused above

    def mapping(self, event: yaml.MappingStartEvent, level: int) -> MappingNode:
        nodes: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while not isinstance(name_event := self.next_event(), yaml.MappingEndEvent):
            name = self.node(name_event, level + 1)
            value_event = self.next_event()
            node = self.node(value_event, level + 1)
            if not isinstance(name, ScalarNode):
                self.problems.append(Problem(name.place, "unquoted text cannot start with `{` or `[`", QUOTE))
            elif event.flow_style and value_event.start_mark.index == name_event.end_mark.index:  # not even a colon
                what = f"a comma in `{{…}}` ends the value, so `{name}` is read as another field"
                self.problems.append(Problem(name.place, what, QUOTE))
            elif name in nodes:
                what = f"duplicate field `{name}` (first used in line {places[name].line})"
                self.problems.append(Problem(name.place, what, "delete one of them"))
            elif name == "<<":
                self.problems.append(Problem(name.place, "`<<` merge keys are not supported", "write the values out"))
            else:
                nodes[str(name)], places[str(name)] = node, name.place
        return MappingNode(nodes, self.place(event), places)

    def sequence(self, event: yaml.SequenceStartEvent, level: int) -> SequenceNode:
        nodes = []
        while not isinstance(item_event := self.next_event(), yaml.SequenceEndEvent):
            nodes.append(self.node(item_event, level + 1))
        return SequenceNode(nodes, self.place(event))

    def scalar(self, event: Any) -> ScalarNode:
        place, value = self.place(event), event.value
        if len(value) > MOST_CHARACTERS or value.count("\n") > MOST_LINES:
            limit = f"{MOST_CHARACTERS:,} characters" if len(value) > MOST_CHARACTERS else f"{MOST_LINES:,} lines"
            self.problems.append(Problem(place, f"this text has more than {limit}", "split it into several texts"))
            value = value[:1]
        if event.style == '"':
            value = sanitize(value, place, self.problems)
        comment = "" if event.style else self.comment(event.end_mark.index)
        return ScalarNode(isolate(value), place, comment)

    def comment(self, index: int) -> str:
        """Return the comment that follows a plain scalar after one space; a comment proper is two spaces away."""
        if not self.text.startswith(" #", index):
            return ""
        line_break = LINE_BREAK.search(self.text, index)
        return self.text[index + 1 : line_break.start() if line_break else None]

    def refuse_reference(self, event: Any) -> None:
        """Report an alias, an anchor or a tag; most often, none was intended."""
        if isinstance(event, yaml.AliasEvent):
            what = f"`*{event.anchor}` is read as a YAML alias, which is not supported"
        elif event.anchor:
            what = f"`&{event.anchor}` is read as a YAML anchor, which is not supported"
        else:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f"`{tag}` is read as a YAML tag, which is not supported"
        self.problems.append(Problem(self.place(event), what, QUOTE))

    def place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
