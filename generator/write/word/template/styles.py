"""styles.xml -> styles by name, however it is spelled, with the nearest one for a name that is missing."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.write.word.xml.elements import Element, attribute, find_all, val_of

# Styles to use instead of one of Word's own, or a list, that a template lacks, nearest first; then its type's default.
# Word's own names (w:name) are English in every language; ids are not ("berschrift1").
_FALLBACKS = {
    "heading 1": (),
    "caption": (),
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
    "card list": ("list bullet 2", "list bullet"),
    "panel list": ("list bullet",),
    "panel list 2": ("list bullet 2", "panel list", "list bullet"),
    "panel number": ("list number",),
    "numbered source": ("bibliography",),
}  # fmt: skip
# Styles with a number or bullet of the shipped template; nobody is warned of their absence.
_HELPERS = {"card list", "panel list", "panel list 2", "panel number", "numbered source"}
_FORMER = {"figure paragraph": ("figure",)}  # names that templates made for an earlier version have
MOST_ANCESTORS = 20  # Word itself does not follow more than ten


# Styles of the shipped template, and of all that were made from it, since its first version.
_OURS = ("Panel Title", "Panel Text", "Card Title", "Card Text", "Table Heading", "Table Text", "Figure note")


class Style(Struct, frozen=True):
    """`lineage` is the style's own element and those that it is based on, nearest first."""

    id: str
    name: str
    kind: str  # paragraph | character | table
    lineage: tuple[Element, ...]


class Styles(Struct, frozen=True):
    """All styles of a template."""

    by_name: Mapping[tuple[str, str], Style]  # by kind and folded name or id
    defaults: Mapping[str, Style]  # by kind
    root: Element

    @classmethod
    def of_part(cls, root: Element) -> "Styles":
        elements = {attribute(style, "w:styleId"): style for style in find_all(root, "w:style")}
        parents = {id_: val_of(style, "w:basedOn") for id_, style in elements.items()}
        styles = [_read_style(id_, elements, parents) for id_ in elements]
        by_id = {(style.kind, _fold(style.id)): style for style in styles}
        by_name = {(style.kind, _fold(style.name)): style for style in styles}
        defaults = {
            style.kind: style for style in styles if attribute(style.lineage[0], "w:default") in ("1", "true", "on")
        }
        # a name takes precedence over an id that happens to be spelled the same
        return cls(by_id | by_name, defaults, root)

    @property
    def are_ours(self) -> bool:
        """Whether the template was made from the shipped one."""
        return all(("paragraph", name) in self for name in _OURS)

    def __contains__(self, kind_and_name: tuple[str, str]) -> bool:
        kind, name = kind_and_name
        return (kind, _fold(name)) in self.by_name

    def find(self, kind: str, name: str) -> Style | None:
        """Return the style of that name, or the nearest that the template has; None for the type's default."""
        for candidate in (name, *_FALLBACKS.get(_normalize(name), ()), *_FORMER.get(_normalize(name), ())):
            style = self.by_name.get((kind, _fold(candidate)))
            if style:
                return style
        return self.defaults.get(kind) if kind != "character" else None

    def warn_of_missing(self, used: Iterable[tuple[str, str]], place: Place) -> tuple[Problem, ...]:
        """Return a warning of each style in `used` (kind and name) that the template lacks.

        Those that have a fallback are one warning; any other is one of its own.
        """
        missing = sorted((name, kind) for kind, name in used if (kind, name) not in self)
        stood_in = _FALLBACKS.keys() - _HELPERS
        replaced = [(name, self.find(kind, name)) for name, kind in missing if _normalize(name) in stood_in]
        warnings = []
        if replaced:
            names = ", ".join(f"`{name}` (as `{style.name}`)" if style else f"`{name}`" for name, style in replaced)
            remedy = "add them in Word to give these parts a look of their own"
            warnings.append(Problem(place, f"has no styles {names}", remedy))
        for name, kind in missing:
            if _normalize(name) not in _FALLBACKS:
                known = [style.name for (of_kind, _), style in self.by_name.items() if of_kind == kind]
                what = f"has no {kind} style `{name}`; its text is plain"
                warnings.append(Problem(place, what, suggest(name, known)))
        return tuple(warnings)


def _read_style(id_: str, elements: Mapping[str, Element], parents: Mapping[str, str]) -> Style:
    style = elements[id_]
    lineage: dict[str, Element] = {}
    ancestor = id_
    while ancestor in elements and ancestor not in lineage and len(lineage) < MOST_ANCESTORS:
        lineage[ancestor] = elements[ancestor]
        ancestor = parents[ancestor]
    return Style(id_, val_of(style, "w:name", id_), attribute(style, "w:type"), tuple(lineage.values()))


def _normalize(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _fold(name: str) -> str:
    return _normalize(name).replace(" ", "")
