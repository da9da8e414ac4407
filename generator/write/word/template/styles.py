"""styles.xml -> styles by name, as each office and language spells it, with the nearest one where a name is missing."""

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.write.word.xml.elements import Element, attribute, find_all, val_of

# What stands in for a style that a template lacks, nearest first; then its type's default. Word's own names
# (w:name) are English in every language; ids are not ("berschrift1").
_INSTEAD = {
    "heading 1": (),
    "caption": (),
    "title": ("heading 1",),
    "subtitle": ("body text",),
    "eyebrow": ("subtitle",),
    "heading 2": ("heading 1",),
    "heading 3": ("heading 2", "heading 1"),
    "heading 4": ("heading 3", "heading 2", "heading 1"),
    "list bullet": ("list paragraph",),
    "list bullet 2": ("list bullet", "list paragraph"),
    "list bullet 3": ("list bullet 2", "list bullet", "list paragraph"),
    "list number": ("list paragraph",),
    "list number 2": ("list number", "list paragraph"),
    "list number 3": ("list number 2", "list number", "list paragraph"),
    "list continue": ("list paragraph",),
    "list continue 2": ("list continue", "list paragraph"),
    "list continue 3": ("list continue 2", "list continue", "list paragraph"),
    "table caption": ("caption",),
    "figure note": ("caption",),
    "card title": ("list number", "heading 4"),
    "panel text": (),
    "table text": (),
    "bibliography": (),
    "card text": ("list continue",),
    "card list": ("list bullet 2", "list bullet"),
    "panel title": ("heading 4", "heading 3"),
    "panel list": ("list bullet",),
    "panel list 2": ("list bullet 2", "panel list", "list bullet"),
    "panel number": ("list number",),
    "numbered source": ("bibliography",),
    "toc heading": ("heading 1",),
    "strong emphasis": ("intense emphasis", "strong"),
    "achieved": ("strong",),
    "partly": ("strong",),
    "not achieved": ("strong",),
    "glance panel": ("table grid",),
    "panel": ("table grid",),
    "panel achieved": ("panel", "table grid"),
    "panel partly": ("panel", "table grid"),
    "panel not achieved": ("panel", "table grid"),
    "briefing table": ("table grid",),
}  # fmt: skip
# Helpers of layout that no template needs to know; their absence is not worth a word.
_TACIT = {"body with space above", "table gap", "figure", "table heading", "caption label", "cross reference",
          "source number", "columns table", "table caption", "card list", "panel list 2"}  # fmt: skip
ROLES = tuple(sorted(_INSTEAD.keys() | _TACIT))  # all names by which the writer asks for styles, folded


class Style(Struct, frozen=True):
    """`lineage` is the style's own element and those that it is based on, nearest first."""

    id: str
    name: str
    kind: str  # paragraph | character | table
    lineage: tuple[Element, ...]


class Styles(Struct, frozen=True):
    """All styles of a template, by kind and folded name or id."""

    by_name: Mapping[tuple[str, str], Style]
    defaults: Mapping[str, Style]  # by kind
    document: Element  # w:docDefaults and all else

    @classmethod
    def of_part(cls, root: Element) -> "Styles":
        elements = {attribute(each, "w:styleId"): each for each in find_all(root, "w:style")}
        styles = [_style(id_, elements) for id_ in elements]
        by_id = {(style.kind, _folded(style.id)): style for style in styles}
        by_name = {(style.kind, _folded(style.name)): style for style in styles}
        defaults = {
            style.kind: style for style in styles if attribute(style.lineage[0], "w:default") in ("1", "true", "on")
        }
        # a name goes before an id that happens to be spelled the same
        return cls(by_id | by_name, defaults, root)

    def __contains__(self, kind_and_name: tuple[str, str]) -> bool:
        kind, name = kind_and_name
        return (kind, _folded(name)) in self.by_name

    def find(self, kind: str, name: str) -> Style | None:
        """Return the style of that name, or the nearest that the template has; None for the type's default."""
        for each in (name, *_INSTEAD.get(_spaced(name), ())):
            found = self.by_name.get((kind, _folded(each)))
            if found:
                return found
        return self.defaults.get(kind) if kind != "character" else None

    def missing(self, used: set[tuple[str, str]], place: Place) -> tuple[Problem, ...]:
        """Return what to say about the styles in `used` (kind and name) that the template lacks.

        Those of our own that another one stands in for are one warning; a name of the author's own is one each.
        """
        lacking = sorted((name, kind) for kind, name in used if (kind, name) not in self)
        ours = [(name, self.find(kind, name)) for name, kind in lacking if _spaced(name) in _INSTEAD]
        theirs = [(name, kind) for name, kind in lacking if _spaced(name) not in _INSTEAD.keys() | _TACIT]
        found = []
        if ours:
            told = ", ".join(f"`{name}` (as `{style.name}`)" if style else f"`{name}`" for name, style in ours)
            found.append(
                Problem(place, f"has no styles {told}", "add them in Word to give these parts a look of their own")
            )
        for name, kind in theirs:
            names = [style.name for (of, _), style in self.by_name.items() if of == kind]
            found.append(Problem(place, f"has no {kind} style `{name}`; its text is plain", suggest(name, names)))
        return tuple(found)


def _style(id_: str, elements: Mapping[str, Element]) -> Style:
    own = elements[id_]
    return Style(id_, val_of(own, "w:name", id_), attribute(own, "w:type"), _lineage(id_, elements))


def _lineage(id_: str, elements: Mapping[str, Element]) -> tuple[Element, ...]:
    ids: list[str] = []
    while id_ in elements and id_ not in ids:
        ids.append(id_)
        id_ = val_of(elements[id_], "w:basedOn")
    return tuple(elements[each] for each in ids)


def _spaced(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _folded(name: str) -> str:
    return _spaced(name).replace(" ", "")
