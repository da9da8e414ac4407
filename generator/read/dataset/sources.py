"""sources.yaml -> sources. The file is CSL-YAML, as reference managers export it (CSL 1.0.2, appendix IV).

Exports have many variables; those that packs do not print are ignored, unless they seem to be misspelt.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from msgspec.structs import fields

from generator.errors import Problem, most_similar
from generator.model.dates import PartialDate
from generator.model.source import Name, Source
from generator.model.text import Code
from generator.read.dataset.consistency import nearest
from generator.read.form.field_types import Boolean, read_word
from generator.read.syntax.decode import SPACES
from generator.read.syntax.nodes import EMPTY, MappingNode, Node, ScalarNode, SequenceNode
from generator.untrusted.links import HELP as HELP_FOR_LINKS
from generator.untrusted.links import find_fault

HELP = "start with: - {id: audit, type: report, title: Annual report, issued: 2019-05}"
# CSL 1.0.2, appendix III
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
)  # fmt: skip
# The CSL variable of each field of the model, and the field's type.
_FIELDS = {
    field.name: ("URL" if field.name == "url" else field.name.replace("_", "-"), field.type)
    for field in fields(Source)
    if field.name != "place"
}
VARIABLES = (*(variable for variable, _ in _FIELDS.values()), "DOI")
_OTHER_VARIABLES = ("annote", "authority", "container-title-short")  # of CSL, and as similar as a misspelling
_SIMILAR = 0.8
_SPACES = re.compile(f"[{SPACES}]+")


def read_sources(root: Node, problems: list[Problem]) -> Mapping[str, Source] | None:
    """Return the sources of sources.yaml by id, or None if not all of them can be told apart."""
    if isinstance(root, MappingNode):
        root = root.get("references", root)
    if not isinstance(root, SequenceNode):
        problems.append(Problem(root.place, "the file has no list of sources", HELP))
        return None
    sources: dict[str, Source] = {}
    for node in root:
        source = _read_source(node, problems)
        if source.id and source.id in sources:
            what = f"duplicate source `{source.id}` (first used in line {sources[source.id].place.line})"
            problems.append(Problem(node.place, what, "delete one of them"))
        sources.setdefault(source.id, source)
    return sources if len(sources) == len(root) and "" not in sources else None


def _read_source(node: Node, problems: list[Problem]) -> Source:
    if not isinstance(node, MappingNode):
        problems.append(Problem(node.place, "a source must be a mapping", HELP))
        return Source("", "document", "", (), None, node.place)
    meant = set()
    for name in node.keys() - {*VARIABLES, *_OTHER_VARIABLES}:
        if variable := _meant(name):
            meant.add(variable)
            what = f"unknown CSL variable `{name}`"
            problems.append(Problem(node.name_places[name], what, f"did you mean `{variable}`?"))
    values = {name: _READERS[type_](node, variable, problems) for name, (variable, type_) in _FIELDS.items()}
    if not re.fullmatch(r"[^\s,;]{1,100}", values["id"]):
        values["id"] = ""
        remedy = "without spaces, commas or semicolons, such as `id: audit`"
        problems.append(Problem(node.get("id", node).place, "a source needs an `id`", remedy))
    if not values["title"] and "title" not in meant:
        source = f"source `{node['id']}`" if node.get("id") else "a source"
        problems.append(Problem(node.place, f"{source} has no `title`", "add one"))
    values["type"] = values["type"] or "document"
    if values["type"] not in TYPES:
        remedy = nearest(values["type"], TYPES, "a CSL type such as `report`")
        problems.append(Problem(node["type"].place, f"unknown CSL type `{values['type']}`", remedy))
    values["url"] = values["url"] or _doi_url(_read_text(node, "DOI", problems))
    what, help_ = find_fault(values["url"]) if values["url"] else ("", "")
    if help_ == HELP_FOR_LINKS or re.search(r"[\s<>]", values["url"]):
        begins = re.match("https?://|mailto:", values["url"])
        what = "is not a valid `URL`"
        help_ = "copy it from the browser's address line" if begins else "start it with `https://`"
    if what:
        problems.append(Problem(node.name_places.get("URL", node.place), f"`{values['url']}` {what}", help_))
    return Source(**values, place=node.place)


@lru_cache(maxsize=256)  # the sources of an export have the same variables
def _meant(name: str) -> str:
    return most_similar(name, VARIABLES, _SIMILAR)


def _read_text(node: MappingNode, variable: str, problems: list[Problem]) -> str:
    return _SPACES.sub(" ", read_word(node.get(variable, EMPTY), variable, problems).strip(SPACES))


def _read_flag(node: MappingNode, variable: str, problems: list[Problem]) -> bool:
    return bool(Boolean.read(node[variable], variable, problems)) if node.get(variable) else False


def _doi_url(doi: str) -> str:
    return f"https://doi.org/{re.sub('^(https?://(dx.)?doi.org/|doi:)', '', doi)}" if doi else ""


def _read_names(node: MappingNode, variable: str, problems: list[Problem]) -> tuple[Name, ...]:
    names = node.get(variable, EMPTY)
    items = names if isinstance(names, SequenceNode) else [names]
    return tuple(_read_name(item, problems) for item in items) if names else ()


def _read_name(node: Node, problems: list[Problem]) -> Name:
    """Return one name; particles such as "van der" are put before the family name."""
    if isinstance(node, ScalarNode):
        return Name(literal=str(node))
    if isinstance(node, MappingNode) and (node.get("family") or node.get("literal") or node.get("given")):
        text = {part: _read_text(node, part, problems) for part in (*_FAMILY, "given", "suffix", "literal")}
        family = " ".join(text[part] for part in _FAMILY if text[part])
        return Name(family, text["given"], text["suffix"], text["literal"])
    remedy = "write `{family: Hale, given: Ann}`, or `{literal: Port Authority}`"
    problems.append(Problem(node.place, "an author or editor needs a name", remedy))
    return Name()


def _read_date(node: MappingNode, variable: str, problems: list[Problem]) -> PartialDate | None:
    """Return a date, or the start of a range."""
    date = node.get(variable)
    if not date:
        return None
    try:
        return PartialDate.parse(_iso_date(date))
    except ValueError:
        what = f"`{date if isinstance(date, ScalarNode) else variable}` is not a valid date"
        remedy = "write it as `2019`, `2019-08` or `2019-08-05`, or as `{date-parts: [[2019, 8, 5]]}`"
        problems.append(Problem(date.place, what, remedy))
        return None


def _iso_date(node: Node) -> str:
    """Return the text of a CSL date: EDTF, `date-parts`, or `year`, `month` and `day` as pandoc 1 wrote it."""
    match node:
        case ScalarNode():
            start = node.partition("/")[0].strip().rstrip("?~%")
            season = re.fullmatch(r"(\d{4})-2[1-4]", start)  # EDTF, level 1: 21 is spring, 24 winter
            return season.group(1) if season else start
        case SequenceNode():
            if node and not isinstance(node[0], ScalarNode):
                return _iso_date(node[0])
            return "-".join(part.zfill(2) for part in node if isinstance(part, ScalarNode))
        case _:
            for name in ("date-parts", "raw", "literal"):
                if name in node:
                    return _iso_date(node[name])
            return "-".join(str(node[name]).zfill(2) for name in ("year", "month", "day") if name in node)


_FAMILY = ("dropping-particle", "non-dropping-particle", "family")
_READERS: Mapping[Any, Callable[[MappingNode, str, list[Problem]], Any]] = {
    str: _read_text,
    Code: _read_text,
    tuple[Name, ...]: _read_names,
    PartialDate | None: _read_date,
    bool: _read_flag,
}
