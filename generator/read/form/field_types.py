"""The types of fields: text, ids, dates, one of a few names, lists, nested forms. Each reports what it cannot read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from generator.errors import Place, Problem, suggest
from generator.language.computed import without_marks
from generator.language.region import nearest_tag
from generator.model.audience import OUTPUTS
from generator.model.dates import PartialDate
from generator.read.form.validate import FieldType, Form, Missing, validate
from generator.read.syntax.decode import SPACES
from generator.read.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.read.syntax.yaml_errors import QUOTE
from generator.untrusted.links import find_faults_in_prose

AnyForm = TypeVar("AnyForm", bound=Form)
Value = TypeVar("Value")
Parsed = TypeVar("Parsed")

MOST_DRAWN = 500  # characters of a text in a figure
MOST_REMARK = 60  # of one that must find room among others
DATE_HELP = "write it as `2018`, `2018-09` or `2018-09-14`"
DAY_HELP = "write it as `2019-08-05`, in the years 1000 to 2999"
INTEGER_HELP = "write it in digits, such as `4`"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)  # of a text or a block that templates know by it
NAME_HELP = "use lower-case letters, digits and `_`, such as `desk_phone`"


def read_word(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
    """Return a scalar as typed; anything else is a problem."""
    if isinstance(node, ScalarNode):
        return node
    kind = "a list" if isinstance(node, SequenceNode) else "a mapping"
    problems.append(Problem(node.place, f"`{key}` must be text, not {kind}", QUOTE))
    return Missing("", node.place)


def _read_text(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
    word = read_word(node, key, problems)
    if word.comment:
        what = f"`{word.comment}` is read as a comment, not as part of the text"
        problems.append(Problem(word.place, what, f"{QUOTE}; for a comment, leave two spaces before it"))
    problems += [Problem(word.place, what, help_) for what, help_ in find_faults_in_prose(word)]
    return _strip(word)


def _read_plain_text(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
    """Return a text after which a comment may follow."""
    return _strip(read_word(node, key, problems))


def _read_listed_text(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
    """Return a plain text; a list is one text, with semicolons."""
    if not isinstance(node, SequenceNode):
        return _read_plain_text(node, key, problems)
    return ScalarNode("; ".join(_read_plain_text(item, key, problems) for item in node), node.place)


def _strip(word: ScalarNode) -> ScalarNode:
    return word if isinstance(word, Missing) else ScalarNode(word.strip(SPACES), word.place)


def _read_words(node: Node, key: str, problems: list[Problem]) -> list[ScalarNode]:
    """Return the texts of a list; a single text is a list of one."""
    items = node if isinstance(node, SequenceNode) else [node]
    return [word for item in items if (word := read_word(item, key, problems))]


def _read_mapping(node: Node, key: str, problems: list[Problem]) -> MappingNode:
    """Return named values as they are, whatever they are."""
    if isinstance(node, MappingNode):
        return node
    if not isinstance(node, Missing):
        problems.append(Problem(node.place, f"`{key}` must be a mapping", "such as `{kind: toll}`"))
    return MappingNode({}, node.place, {})


def _read_event_or_select(node: Node, key: str, problems: list[Problem]) -> MappingNode:
    """Return a select; the id of an event is one as well."""
    if isinstance(node, ScalarNode) and node:
        return MappingNode({"id": node}, node.place, {"id": node.place})
    return _read_mapping(node, key, problems)


def _read_mappings(node: Node, key: str, problems: list[Problem]) -> list[MappingNode]:
    """Return the mappings of a list; a single one is a list of one."""
    items = node if isinstance(node, SequenceNode) else [node]
    return [_read_mapping(item, key, problems) for item in items]


class NamedValues(dict[str, Value]):
    """Values by name, and the place of each name."""

    name_places: Mapping[str, Place] = {}


NO_VALUES: NamedValues[Any] = NamedValues()


def by_name(
    value: FieldType[Value], what: str = "", names: tuple[str, ...] = (), pattern: re.Pattern[str] = re.compile(".*")
) -> FieldType[NamedValues[Value]]:
    """Values of one type by name: each name, a `what`, is one of `names` or, without them, matches `pattern`."""

    def read(node: Node, key: str, problems: list[Problem]) -> NamedValues[Value]:
        mapping = _read_mapping(node, key, problems)
        values = NamedValues[Value]()
        values.name_places = mapping.name_places
        for name, child in mapping.items():
            place = mapping.name_places[name]
            if names and name not in names:
                problems.append(Problem(place, f"unknown {what} `{name}`", suggest(name, names, f"{what}s")))
            elif not pattern.fullmatch(name):
                problems.append(Problem(place, f"`{name}` is not a valid name", NAME_HELP))
            else:
                values[name] = value.read(child, key if names else name, problems)
        return values

    return FieldType(read, {"type": "object"})


def by_output(value: FieldType[Value]) -> FieldType[NamedValues[Value]]:
    """A value for each output, or one for all."""
    mapping = by_name(value, "output", OUTPUTS)
    return FieldType(lambda node, key, problems: mapping.read(for_each_output(node), key, problems), mapping.schema)


def for_each_output(node: Node) -> Node:
    """Return a single value as a mapping that gives it to each output, and anything else as it is."""
    if not isinstance(node, ScalarNode) or not node:
        return node
    return MappingNode(dict.fromkeys(OUTPUTS, node), node.place, dict.fromkeys(OUTPUTS, node.place))


def matching(pattern: str, what: str, remedy: str) -> FieldType[ScalarNode]:
    """A text that matches `pattern` as a whole."""
    compiled = re.compile(pattern, re.ASCII)

    def read(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
        word = read_word(node, key, problems)
        if not isinstance(word, Missing) and not compiled.fullmatch(word):
            problems.append(Problem(word.place, f"`{word}` is not a valid {what}", remedy))
        return word

    return FieldType(read, {"type": "string", "pattern": f"^{pattern}$"})


def _read_language(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
    before = len(problems)
    tag = _LanguageTag.read(node, key, problems)
    if tag and len(problems) == before and (nearest := nearest_tag(tag)) != tag:
        problems.append(Problem(tag.place, f"`{tag}` is not a valid language", f"did you mean `{nearest}`?"))
    return tag if tag and len(problems) == before else ScalarNode("en", tag.place)


def parsed_by(
    parse: Callable[[str], Parsed], what: str, remedy: str, schema: Mapping[str, object]
) -> FieldType[Parsed | None]:
    """A text that `parse` turns into a value, or refuses with ValueError."""

    def read(node: Node, key: str, problems: list[Problem]) -> Parsed | None:
        word = read_word(node, key, problems)
        try:
            return None if isinstance(word, Missing) else parse(word)
        except ValueError:
            problems.append(Problem(word.place, f"`{word}` is not {what}", remedy))
            return None

    return FieldType(read, schema)


def parse_day(text: str) -> date:
    """Return the day written as `2019-08-05`. Raises ValueError for anything else."""
    partial = PartialDate.parse(text)
    if not partial.day:
        raise ValueError(text)
    return partial.first


def parse_integer(text: str) -> int:
    """Return the whole number, of at most nine digits, that `text` is. Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _parse_boolean(text: str) -> bool:
    if text not in ("yes", "true", "no", "false"):
        raise ValueError(text)
    return text in ("yes", "true")


def one_of(names: tuple[str, ...]) -> FieldType[ScalarNode]:
    """A text that is one of `names`."""

    def read(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
        word = read_word(node, key, problems)
        if not isinstance(word, Missing) and word not in names:
            problems.append(Problem(word.place, f"`{word}` is not a valid `{key}`", suggest(word, names, "values")))
            return ScalarNode(names[0], word.place)
        return word

    return FieldType(read, {"enum": list(names)})


def items_of(node: Node, key: str, problems: list[Problem]) -> SequenceNode:
    """Return a list of mappings; anything else is a problem."""
    if isinstance(node, SequenceNode):
        return node
    if not isinstance(node, Missing):
        problems.append(Problem(node.place, f"`{key}` must be a list", "start each item with `- `"))
    return SequenceNode([], node.place)


def form_of(form: type[AnyForm]) -> FieldType[AnyForm]:
    """A mapping with the fields of `form`."""
    return FieldType(lambda node, key, problems: validate(form, node, problems), reference(form), forms=(form,))


def forms_of(
    form: type[AnyForm], items: Callable[[Node, str, list[Problem]], SequenceNode] = items_of
) -> FieldType[list[AnyForm]]:
    """A list of mappings with the fields of `form`; `items` finds them in the field's node."""

    def read(node: Node, key: str, problems: list[Problem]) -> list[AnyForm]:
        return [validate(form, item, problems) for item in items(node, key, problems)]

    return FieldType(read, {"type": "array", "items": reference(form)}, forms=(form,))


def reference(form: type[Form]) -> Mapping[str, str]:
    """Return how a JSON schema refers to `form`."""
    return {"$ref": f"#/$defs/{form.schema_name}"}


def text_within(most: int) -> FieldType[ScalarNode]:
    """A text for a small place, of at most so many characters."""

    def read(node: Node, key: str, problems: list[Problem]) -> ScalarNode:
        text = Text.read(node, key, problems)
        if len(without_marks(text)) > most:
            problems.append(Problem(text.place, f"`{key}` has {len(text)} characters", f"shorten it: at most {most}"))
        return text

    return replace(Text, read=read)


def _drawn(field_type: FieldType[Value], most: int = MOST_DRAWN) -> FieldType[Value]:
    """A text, or several, for which there must be room in a figure: at most so many characters."""

    def read(node: Node, key: str, problems: list[Problem]) -> Value:
        value = field_type.read(node, key, problems)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, ScalarNode) and len(text) > most:
                what = f"`{key}` has {len(text):,} characters, but is drawn in a figure"
                problems.append(Problem(text.place, what, f"shorten it: at most {most}"))
        return value

    return replace(field_type, read=read)


_WORD = {"type": ["string", "number"]}
_DATE = r"^[12]\d{3}(-\d{2}(-\d{2})?)?$"
_ID_HELP = "start with a letter and use lower-case letters, digits and hyphens, at most 30: `harbour-toll`"

Text = FieldType(_read_text, {"type": "string"}, is_prose=True)
PlainText = FieldType(_read_plain_text, {"type": "string"})
ListedText = FieldType(_read_listed_text, {"anyOf": [{"type": "string"}, {"type": "array"}]})
Word = FieldType(read_word, {"type": ["string", "number", "boolean"]})
Words = FieldType(_read_words, {"anyOf": [{"type": "string"}, {"type": "array", "items": _WORD}]})
DrawnText, DrawnWords, RemarkText = _drawn(Text), _drawn(Words), _drawn(Text, MOST_REMARK)
Id = matching(r"[a-z][a-z0-9-]{0,29}", "id", _ID_HELP)
_LanguageTag = matching(
    r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}", "language", "use a BCP 47 tag such as `en-US`, `de` or `fr-CA`"
)
Language = replace(_LanguageTag, read=_read_language)
Day = parsed_by(parse_day, "a valid day", DAY_HELP, {"type": "string", "pattern": r"^[12]\d{3}-\d{2}-\d{2}$"})
Date = parsed_by(
    PartialDate.parse, "a valid date", DATE_HELP, {"anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer"}]}
)
Integer = parsed_by(parse_integer, "a whole number", INTEGER_HELP, {"type": "integer", "minimum": 0})
Boolean = parsed_by(
    _parse_boolean, "`yes` or `no`", "write `yes` or `no`", {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}
)
# the CLDR fields of a day; with others, a date could not be formatted, or would be empty
DateFormat = matching(
    r"(?=.*[dD])(?=.*[ML])(?=.*[yY])(d|D|M|L|y|Y|E|'[^']*'|[^A-Za-z'])+",
    "date format",
    "use a CLDR pattern such as `D MMMM YYYY`",
)
Select = FieldType(_read_mapping, {"$ref": "#/$defs/Select"})  # described in schema.py
EventOrSelect = FieldType(_read_event_or_select, {"anyOf": [{"type": "string"}, Select.schema]})
Selects = FieldType(_read_mappings, {"type": "array", "items": Select.schema})
