"""An Office file's directory, content types and relationships -> what each part is, and which parts are left out.

What a part is, its content type and the relationships that lead to it decide, as in Office; its name says nothing
(ECMA-376-2, 8.1 and 8.2). Names are compared without case (ECMA-376-2, 7.2.3).
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from posixpath import basename, dirname, join, normpath
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from generator.safety.part_kinds import CHART_TYPES, KIND_BY_ENDING, KIND_BY_TYPE, RELATIONSHIPS, WORKBOOK_TYPE

TYPES = "[Content_Types].xml"
_RELS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels")


class Relationship(Struct, frozen=True):
    """`source` and `target` are names of parts in lower case, "" the package itself; `target` is "" if outside."""

    source: str
    id: str
    kind: str  # the last word of its type
    target: str


class Contents(Struct, frozen=True):
    """The content type of each part by its name, and the relationships, those of what is left out included."""

    types: Mapping[str, str]
    relationships: tuple[Relationship, ...]
    reached: frozenset[str]  # parts to which relationships lead from the package
    left_out: frozenset[str]  # parts to which only those of what is left out lead
    embedded: frozenset[str]  # parts to which others lead than those of a chart to its workbook

    def kind(self, name: str) -> str:
        """Return how the part is examined; "" if its kind is not known.

        Programs find relationships by their name (ECMA-376-2, 6.5.2). A part that nothing leads to may be of a kind
        that its name suggests; some program might follow that.
        """
        name = name.lower()
        if _RELS.fullmatch(name):
            return RELATIONSHIPS
        kind = KIND_BY_TYPE.get(self.types.get(name, ""), "")
        return kind if kind or name in self.reached else KIND_BY_ENDING.get(name.rpartition(".")[2], "")

    def is_left_out(self, name: str) -> bool:
        """Return whether the writers leave out the part, or the relationships of a part."""
        rels = _RELS.fullmatch(name.lower())
        return (_source(rels) if rels else name.lower()) in self.left_out

    def is_workbook_of_chart(self, name: str) -> bool:
        """Return whether a part is a workbook to which nothing leads but charts."""
        name = name.lower()
        return self.types.get(name, WORKBOOK_TYPE) == WORKBOOK_TYPE and name not in self.embedded


def read_contents(
    archive: ZipFile, kinds_left_out: Container[str], listings: dict[str, bytes] | None = None
) -> Contents:
    """Return what the parts of an archive are, and put the parts that say so into `listings`.

    `kinds_left_out` are the kinds of relationships that are left out, with what only they lead to. Raises ValueError
    or XMLSyntaxError if it is damaged.
    """
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    sources = {name: _source(rels) for name in names if (rels := _RELS.fullmatch(name.lower()))}
    listings = {} if listings is None else listings
    listings.update((name, archive.read(name)) for name in names if name == TYPES or name in sources)
    types = read_types(listings[TYPES], names) if TYPES in listings else {}
    relationships = tuple(
        relationship for name in sources for relationship in read_relationships(listings[name], sources[name])
    )
    reached = _reach([""], [each for each in relationships if each.kind not in kinds_left_out])
    leading = [each.target for each in relationships if each.kind in kinds_left_out and each.source in reached]
    left_out = _reach(filter(None, leading), relationships) - reached
    of_charts = {each for each in relationships if each.kind == "package" and types.get(each.source) in CHART_TYPES}
    embedded = frozenset(each.target for each in relationships if each not in of_charts)
    return Contents(types, relationships, reached, left_out, embedded)


def read_types(xml: bytes, names: Iterable[str]) -> Mapping[str, str]:
    """Return the content types by names of parts. Raises ValueError if any has two."""
    by_name: dict[str, str] = {}
    by_ending: dict[str, str] = {}
    for entry in etree.fromstring(xml).iterchildren("{*}Default", "{*}Override"):
        type_ = entry.get("ContentType", "").partition(";")[0].strip().lower()
        types, key = (by_name, "PartName") if entry.tag.endswith("Override") else (by_ending, "Extension")
        if types.setdefault(entry.get(key, "").lower().lstrip("/"), type_) != type_:
            raise ValueError("two content types of one part")
    declared = {name: by_name.get(name) or by_ending.get(name.rpartition(".")[2]) for name in map(str.lower, names)}
    return {name: type_ for name, type_ in declared.items() if type_}


def _source(rels: re.Match[str]) -> str:
    return join(rels[1] or "", rels[2])


def read_relationships(xml: bytes, source: str) -> Iterator[Relationship]:
    """Yield the relationships of the part `source`. Raises XMLSyntaxError if they are damaged."""
    folder = join("/", dirname(source))
    for entry in etree.fromstring(xml).iterchildren("{*}Relationship"):
        target = ""
        if entry.get("TargetMode") != "External":
            path = entry.get("Target", "").partition("#")[0].lower()
            target = normpath(join(folder, path)).lstrip("/") if path else source
        yield Relationship(source, entry.get("Id", ""), basename(entry.get("Type", "")), target)


def _reach(starts: Iterable[str], relationships: Iterable[Relationship]) -> frozenset[str]:
    """Return `starts` and the parts to which `relationships` lead from them."""
    targets: dict[str, list[str]] = {}
    for relationship in relationships:
        targets.setdefault(relationship.source, []).append(relationship.target)
    reached: set[str] = set()
    ahead = [*starts]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += targets.get(name, ())
    return frozenset(reached)
