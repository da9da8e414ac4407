"""sources.yaml -> sources. The file is CSL-YAML, as reference managers export it (CSL 1.0.2, appendix IV).

Variables that packs do not print are passed over, since exports hold many.
"""

import re
from collections.abc import Mapping

from generator.errors import Place, Problem
from generator.model.dates import PartialDate
from generator.model.source import Name, Source
from generator.read.dataset.consistency import nearest
from generator.read.syntax.positions import SPACES, Listed, Located, Mapped, Typed
from generator.read.syntax.yaml_errors import QUOTE

HELP = "begin with: - {id: audit, type: report, title: Annual report, issued: 2019-05}"
# CSL 1.0.2, appendix III
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
)  # fmt: skip
_TEXTS = (
    "title", "title-short", "container-title", "publisher", "publisher-place", "number", "volume", "issue", "page",
    "edition", "genre", "event-title", "URL", "DOI", "note",
)  # fmt: skip
READ = ("id", "type", "author", "editor", "issued", "accessed", *_TEXTS)
_READ, _READ_AS = frozenset(READ), {name.lower(): name for name in READ}
_BLANKS = re.compile(f"[{SPACES}]+")


def read_sources(value: Located, found: list[Problem]) -> Mapping[str, Source] | None:
    """Return the sources of a sources.yaml by id, or None where not all can be told by their ids.

    What is wrong with them is added to `found`.
    """
    if isinstance(value, Mapped):
        value = value.get("references", value)
    if not isinstance(value, Listed):
        found.append(Problem(value.place, "the file holds no list of sources", HELP))
        return None
    sources: dict[str, Source] = {}
    whole = True
    for each in value:
        if not isinstance(each, Mapped):
            found.append(Problem(each.place, "a source has fields", HELP))
            whole = False
            continue
        source = _source(each, found)
        if source.id and source.id in sources:
            first = sources[source.id].place.line
            found.append(
                Problem(each.place, f"the source `{source.id}` stands twice", f"first in line {first}; keep one")
            )
            whole = False  # whichever is meant otherwise may be the one that is missing
        sources.setdefault(source.id, source)
    return sources if whole and "" not in sources else None


def _source(typed: Mapped, found: list[Problem]) -> Source:
    text = {name: _text(name, typed, found) for name in _TEXTS}
    for name in typed.keys() - _READ:
        if meant := _READ_AS.get(name.lower()):
            found.append(Problem(typed.places[name], f"CSL has no variable `{name}`", f"did you mean `{meant}`?"))
    if not text["title"]:
        named = f"the source `{typed['id']}`" if typed.get("id") else "a source"
        found.append(Problem(typed.place, f"{named} has no title", "give it a `title`"))
    return Source(
        id=_id(typed, found),
        type=_type(typed, found),
        title=text["title"],
        author=_names(typed.get("author"), found),
        issued=_date(typed.get("issued"), found),
        place=typed.place,
        container_title=text["container-title"],
        publisher=text["publisher"],
        number=text["number"],
        url=_url(text["URL"], text["DOI"], typed.places.get("URL", typed.place), found),
        note=text["note"],
        title_short=text["title-short"],
        volume=text["volume"],
        issue=text["issue"],
        page=text["page"],
        edition=text["edition"],
        genre=text["genre"],
        event_title=text["event-title"],
        publisher_place=text["publisher-place"],
        editor=_names(typed.get("editor"), found),
        accessed=_date(typed.get("accessed"), found),
    )


def _text(name: str, typed: Mapped, found: list[Problem]) -> str:
    value = typed.get(name)
    if value is None:
        return ""
    if isinstance(value, Typed):
        return _BLANKS.sub(" ", value.strip(SPACES))
    found.append(Problem(value.place, f"`{name}` is one text", QUOTE))
    return ""


def _id(typed: Mapped, found: list[Problem]) -> str:
    own = typed.get("id", Typed("", typed.place))
    if not isinstance(own, Typed) or not re.fullmatch(r"[^\s,;]{1,100}", own):
        found.append(Problem(own.place, "a source needs an `id`", "without spaces, commas or semicolons: `id: audit`"))
        return ""
    return str(own)


def _type(typed: Mapped, found: list[Problem]) -> str:
    kind = typed.get("type", Typed("document", typed.place))
    if kind in TYPES:
        return str(kind)
    found.append(Problem(kind.place, f"CSL has no type `{kind}`", nearest(str(kind), TYPES, "such as `report`")))
    return "document"


def _url(url: str, doi: str, place: Place, found: list[Problem]) -> str:
    if not url and doi:
        return f"https://doi.org/{re.sub('^(https?://(dx.)?doi.org/|doi:)', '', doi)}"
    if url and not re.match(r"(https?://|mailto:)[^\s<>]+$", url):
        found.append(Problem(place, f"`{url}` is no web address", "begin it with `https://`"))
    return url


def _names(value: Located | None, found: list[Problem]) -> tuple[Name, ...]:
    if value is None or value == "":
        return ()
    each = value if isinstance(value, Listed) else [value]
    return tuple(_name(name, found) for name in each)


def _name(value: Located, found: list[Problem]) -> Name:
    """Return one author; particles ("van der") stand before the family name."""
    if isinstance(value, Typed):
        return Name(literal=str(value))
    if isinstance(value, Mapped) and (value.get("family") or value.get("literal") or value.get("given")):
        part = {name: _text(name, value, found) for name in ("family", "given", "suffix", "literal")}
        particles = [_text(f"{kind}-particle", value, found) for kind in ("dropping", "non-dropping")]
        family = " ".join(filter(None, [*particles, part["family"]]))
        return Name(family, part["given"], part["suffix"], part["literal"])
    remedy = "write `{family: Hale, given: Ann}`, or `{literal: Port Authority}`"
    found.append(Problem(value.place, "an author or editor needs a name", remedy))
    return Name()


def _date(value: Located | None, found: list[Problem]) -> PartialDate | None:
    """Return a date of a source, of a span its beginning."""
    if value is None or value == "":
        return None
    try:
        return PartialDate.parse(_iso(value))
    except ValueError:
        shown = f"`{value}` is" if isinstance(value, Typed) else "this is"
        remedy = "write it as `2019`, `2019-08` or `2019-08-05`, or as `{date-parts: [[2019, 8, 5]]}`"
        found.append(Problem(value.place, f"{shown} no date", remedy))
        return None


def _iso(value: Located) -> str:
    """Return the date of an `issued`: EDTF text, date-parts, or year, month and day (as pandoc 1 wrote it)."""
    match value:
        case Typed():
            begin = value.partition("/")[0].strip().rstrip("?~%")
            season = re.fullmatch(r"(\d{4})-2[1-4]", begin)  # EDTF, level 1: 21 spring … 24 winter
            return season.group(1) if season else begin
        case Listed():
            parts = list(value)
            if parts and isinstance(parts[0], Listed | Mapped):
                return _iso(parts[0])
            return "-".join(str(part).zfill(2) for part in parts if isinstance(part, Typed))
        case _:
            for name in ("date-parts", "raw", "literal"):
                if name in value:
                    return _iso(value[name])
            return "-".join(str(value[name]).zfill(2) for name in ("year", "month", "day") if name in value)
