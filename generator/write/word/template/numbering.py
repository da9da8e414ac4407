"""numbering.xml and styles -> the numbering instances (w:num) of a document's lists, each with its own first number."""

from collections.abc import Iterable

from generator.write.ooxml.markup import NOTHING, Xml
from generator.write.word.planned import ListStart, Numbering
from generator.write.word.template.styles import Style
from generator.write.word.xml import markup
from generator.write.word.xml.elements import Element, attribute, element, find, find_all, parse_measure, val_of, value

_LEVELS = 9
_INDENT = 360  # twips per level, if the template has no list
_BULLETS = ("•", "–")


class ListNumbering:
    """The numbering part. Lists that the template lacks are added when they are first asked for."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._abstract_ids = {
            attribute(num, "w:numId"): val_of(num, "w:abstractNumId") for num in find_all(root, "w:num")
        }
        self._abstracts = {attribute(abstract, "w:abstractNumId"): abstract
                           for abstract in find_all(root, "w:abstractNum")}  # fmt: skip
        self._instances: dict[int, str] = {}  # w:num by list of the document
        self._added: dict[str, str] = {}  # w:num by kind of list

    def find_level(self, style: Style) -> Element | None:
        """Return the list level by which a paragraph style numbers itself; None if it does not."""
        abstract = self._abstracts.get(self._abstract_ids.get(_numbering_of(style, "w:numId"), ""))
        if abstract is None:
            return None
        levels = find_all(abstract, "w:lvl")
        linked = [level for level in levels if val_of(level, "w:pStyle") == style.id]
        number = str(int(parse_measure(_numbering_of(style, "w:ilvl"))))
        numbered = [level for level in levels if attribute(level, "w:ilvl") == number]
        return next(iter(linked + numbered), None)

    def start_list(self, number: int, start: ListStart, style: Style | None) -> None:
        """Add the instance for list `number` of the document, numbered as its style is."""
        num = _numbering_of(style, "w:numId") if style else ""
        level = self._level(style, start.level)
        abstract = self._abstract_ids.get(num) or self._abstract_ids[self._add_list("number")]
        override = element("w:lvlOverride", {"w:ilvl": level}, value("w:startOverride", start.start))
        self._instances[number] = self._add_num(abstract, override)

    def render_properties(self, numbering: Numbering, style: Style | None) -> Xml:
        """Return w:numPr of an item; nothing if its style says it all."""
        if numbering.kind == "bullet":
            if style is not None and self.find_level(style) is not None:
                return NOTHING
            num = self._add_list("bullet")
        else:
            num = self._instances[numbering.list]
        level = self._level(style, numbering.level)
        return markup.tag("w:numPr", None, markup.value("w:ilvl", level), markup.value("w:numId", num))

    def _level(self, style: Style | None, default: int) -> int:
        level = self.find_level(style) if style else None
        return int(parse_measure(attribute(level, "w:ilvl"))) if level is not None else min(default, _LEVELS - 1)

    def _add_list(self, kind: str) -> str:
        if kind not in self._added:
            number = _next_number(self._abstracts)
            abstract = element("w:abstractNum", {"w:abstractNumId": number}, value("w:multiLevelType", "multilevel"),
                               *(_level(level, kind) for level in range(_LEVELS)))  # fmt: skip
            # all w:abstractNum come before all w:num (ECMA-376-1, 17.9.17)
            first = find(self._root, "w:num")
            self._root.insert(len(self._root) if first is None else self._root.index(first), abstract)
            self._abstracts[number] = abstract
            self._added[kind] = self._add_num(number)
        return self._added[kind]

    def _add_num(self, abstract: str, *children: Element) -> str:
        number = _next_number(self._abstract_ids)
        num = element("w:num", {"w:numId": number}, value("w:abstractNumId", abstract), *children)
        nums = find_all(self._root, "w:num")
        self._root.insert(self._root.index(nums[-1]) + 1 if nums else len(self._root), num)
        self._abstract_ids[number] = abstract
        return number


def _next_number(numbers: Iterable[str]) -> str:
    return str(int(max(map(parse_measure, numbers), default=0)) + 1)


def _level(level: int, kind: str) -> Element:
    form = ("decimal", "lowerLetter", "lowerRoman")[level % 3] if kind == "number" else "bullet"
    text = f"%{level + 1}." if kind == "number" else _BULLETS[level % 2]
    indent = {"w:left": _INDENT * (level + 1), "w:hanging": _INDENT}
    return element("w:lvl", {"w:ilvl": level}, value("w:start", 1), value("w:numFmt", form), value("w:lvlText", text),
                   value("w:lvlJc", "left"), element("w:pPr", None, element("w:ind", indent)))  # fmt: skip


def _numbering_of(style: Style, name: str) -> str:
    """Return the nearest value of a property of w:numPr."""
    return next((val for ancestor in style.lineage if (val := val_of(ancestor, f"w:pPr/w:numPr/{name}"))), "")
