"""numbering.xml and styles -> the numbering instances (w:num) of a document's lists, each starting anew."""

from generator.write.word.planned import List, Numbering
from generator.write.word.template.styles import Style
from generator.write.word.xml import markup
from generator.write.word.xml.elements import Element, attribute, element, find, find_all, measured, val_of, value
from generator.write.word.xml.markup import NOTHING, Markup

_LEVELS = 9
_INDENT = 360  # twentieths of a point a level, where the template has no list of its own
_BULLETS = ("•", "–")


class Numbers:
    """The numbering part; lists that the template lacks are put in when first asked for."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._abstract_by_num = {
            attribute(num, "w:numId"): val_of(num, "w:abstractNumId") for num in find_all(root, "w:num")
        }
        self._abstracts = {attribute(each, "w:abstractNumId"): each for each in find_all(root, "w:abstractNum")}
        self._instances: dict[int, str] = {}
        self._own: dict[str, str] = {}  # kind -> w:num of a list made here

    def level_of(self, style: Style) -> Element | None:
        """Return the list level by which a paragraph style numbers itself; None where it does not."""
        abstract = self._abstracts.get(self._abstract_by_num.get(_num_of(style), ""))
        if abstract is None:
            return None
        levels = find_all(abstract, "w:lvl")
        linked = [level for level in levels if val_of(level, "w:pStyle") == style.id]
        asked = [level for level in levels if attribute(level, "w:ilvl") == str(_level_of(style))]
        return next(iter(linked + asked), None)

    def start(self, number: int, made: List, style: Style | None) -> None:
        """Make the instance of the document's list `number`, in the numbering of its style."""
        num = _num_of(style) if style else ""
        level = self._depth(style, made.level)
        abstract = self._abstract_by_num.get(num) or self._abstract_by_num[self._own_list("number")]
        override = element("w:lvlOverride", {"w:ilvl": level}, value("w:startOverride", made.start))
        self._instances[number] = self._add_num(abstract, override)

    def properties(self, place: Numbering, style: Style | None) -> Markup:
        """Return w:numPr of an item; nothing where its style says all."""
        numbers_itself = style is not None and self.level_of(style) is not None
        if place.kind == "bullet":
            if numbers_itself:
                return NOTHING
            num = self._own_list("bullet")
        else:
            num = self._instances[place.list]
        level = self._depth(style, place.level)
        return markup.tag("w:numPr", None, markup.value("w:ilvl", level), markup.value("w:numId", num))

    def _depth(self, style: Style | None, otherwise: int) -> int:
        level = self.level_of(style) if style else None
        return int(measured(attribute(level, "w:ilvl"))) if level is not None else min(otherwise, _LEVELS - 1)

    def _own_list(self, kind: str) -> str:
        if kind not in self._own:
            number = str(int(max(map(measured, self._abstracts), default=0)) + 1)
            abstract = element("w:abstractNum", {"w:abstractNumId": number}, value("w:multiLevelType", "multilevel"),
                               *(_level(level, kind) for level in range(_LEVELS)))  # fmt: skip
            # all w:abstractNum stand before all w:num (ECMA-376-1, 17.9.17)
            first = find(self.root, "w:num")
            place = len(self.root) if first is None else self.root.index(first)
            self.root.insert(place, abstract)
            self._abstracts[number] = abstract
            self._own[kind] = self._add_num(number)
        return self._own[kind]

    def _add_num(self, abstract: str, *children: Element) -> str:
        number = str(int(max(map(measured, self._abstract_by_num), default=0)) + 1)
        num = element("w:num", {"w:numId": number}, value("w:abstractNumId", abstract), *children)
        last = find_all(self.root, "w:num")
        self.root.insert(self.root.index(last[-1]) + 1 if last else len(self.root), num)
        self._abstract_by_num[number] = abstract
        return number


def _level(level: int, kind: str) -> Element:
    form = ("decimal", "lowerLetter", "lowerRoman")[level % 3] if kind == "number" else "bullet"
    said = f"%{level + 1}." if kind == "number" else _BULLETS[level % 2]
    indent = {"w:left": _INDENT * (level + 1), "w:hanging": _INDENT}
    return element("w:lvl", {"w:ilvl": level}, value("w:start", 1), value("w:numFmt", form), value("w:lvlText", said),
                   value("w:lvlJc", "left"), element("w:pPr", None, element("w:ind", indent)))  # fmt: skip


def _num_of(style: Style) -> str:
    return next((num for each in style.lineage if (num := val_of(each, "w:pPr/w:numPr/w:numId"))), "")


def _level_of(style: Style) -> int:
    return int(measured(next((level for each in style.lineage if (level := val_of(each, "w:pPr/w:numPr/w:ilvl"))), "")))
