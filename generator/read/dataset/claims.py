"""The claims of a dataset, and its events -> problems: words that no text has, numbers that are wrong."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.errors import Problem, most_similar
from generator.language.words import SPACELESS
from generator.model.dataset import SECTIONS, Dataset, Event, Positions, Statement
from generator.model.figure import Figure, Timeline
from generator.model.selection import Claim, Measure, conditions_of
from generator.model.text import Text
from generator.read.dataset.measures import check_expected, find_mismatch, read_measure
from generator.read.form.claims import ClaimForm

_WORD = re.compile(rf"[^\W{SPACELESS}]")  # a letter or digit of a script that writes spaces between words
_EXAMPLE = "such as `{says: four rises, count: {kind: toll}, is: 4}`"


def build_claim(form: ClaimForm, columns: Collection[str], problems: list[Problem]) -> Claim | None:
    """Return the claim of `form` on events with `columns`, or None if it is faulty."""
    before = len(problems)
    measure = read_measure(form, "a claim", _EXAMPLE, columns, problems)
    if measure:
        check_expected(measure.name, form.is_, problems)
    if not measure or len(problems) > before or not form.says or not form.is_:
        return None
    return Claim(str(form.says), measure.name, measure.select, str(form.is_), form.place)


class Claimed(Struct, frozen=True):
    """A part of a dataset that can have claims, and its texts that are not empty, by the names of their fields."""

    kind: str  # dataset | section | group | statement | figure
    id: str
    texts: Mapping[str, Text]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"`{self.id}`" if self.kind in ("dataset", "section") else f"{self.kind} `{self.id}`"

    @property
    def key(self) -> str:
        """What it is called in a manifest."""
        return f"{self.kind} {self.id}" if self.kind in ("group", "figure") else self.id


def list_claimed(dataset: Dataset) -> Iterator[Claimed]:
    """Yield all parts that can have claims, whether they have any or not."""
    own = {name: text for name, text in {**_texts(dataset), **dataset.fields}.items() if text}
    yield Claimed("dataset", "dataset.yaml", own, dataset.claims)
    for name in SECTIONS:
        section = getattr(dataset, name)
        inner = (_texts(item, f"{item.id}.") for item in getattr(section, "items", ()))
        texts = {name: text for part in (_texts(section), *inner) for name, text in part.items()}
        yield Claimed("section", name, texts, section.claims)
    for group in dataset.developments.groups:
        yield Claimed("group", group.id, _texts(group), group.claims)
    for statement in dataset.statements:
        texts = _texts(statement) if statement.text else {}  # a missing one has been reported
        yield Claimed("statement", statement.id, texts, statement.claims)
    for figure in dataset.figures:
        yield Claimed("figure", figure.id, _texts(figure), figure.claims)


def _texts(part: Struct, prefix: str = "") -> dict[str, Text]:
    """Return the texts of `part` that are not empty, by the names of their fields; those of a list are numbered."""
    values = {name: getattr(part, name) for name in part.__struct_fields__}
    if isinstance(part, Statement):
        values |= {f"positions {number}": position.text for number, position in enumerate(part.positions, 1)}
    if isinstance(part, Positions):
        values |= {f"title of {party.id}": party.title for party in (*part.topics, *part.holders)}
    for name in ("evidence", "before"):
        values[name] = getattr(values.get(name), "words", None)
    if isinstance(part, Figure):
        values |= {f"remarks {number}": remark.text for number, remark in enumerate(part.remarks, 1)}
    if isinstance(part, Timeline):
        values |= {f"phases {number}": phase.title for number, phase in enumerate(part.phases, 1)}
    return {prefix + name: value for name, value in values.items() if isinstance(value, Text) and value}


def check_claims(dataset: Dataset, events: Sequence[Event]) -> Iterator[Problem]:
    """Yield a problem for each claim whose words are in no text of what it stands at, or whose number is wrong."""
    misspelt = misspelt_kinds(dataset)
    for claimed in list_claimed(dataset):
        for claim in claimed.claims:
            if claimed.texts and not _is_quoted(claim.says, claimed.texts.values()):
                what = f"`{claim.says}` is not in any text of {claimed.name}"
                yield Problem(claim.place, what, "quote whole words of one of its texts")
            kinds = (value for column, values in conditions_of(claim.select) if column == "kind" for value in values)
            if misspelt.isdisjoint(kinds):
                measure, name = Measure(claim.measure, claim.select), f"claim `{claim.says}` of {claimed.name}"
                if mismatch := find_mismatch(measure, claim.expected, name, events, dataset.as_of):
                    yield Problem(claim.place, *mismatch)


def misspelt_kinds(dataset: Dataset) -> set[str]:
    """Return the declared kinds that rows misspell, which is reported there: claims cannot count them."""
    unknown = {event.kind for event in dataset.events} - dataset.kinds.keys() if dataset.kinds else ()
    return {most_similar(kind, dataset.kinds) for kind in unknown} - {""}


def _is_quoted(says: str, texts: Iterable[Text]) -> bool:
    """Whether one of `texts` has the words `says`, regardless of emphasis and line breaks."""
    words = normalize(says)
    return any(has_words(normalize(text.value), words) for text in texts)


def has_words(text: str, words: str) -> bool:
    """Return whether `words` are in `text`, and not as a part of others; without a pattern, which may backtrack."""
    start = text.find(words)
    while start >= 0:
        if not _WORD.match(text[max(start - 1, 0) : start]) and not _WORD.match(text, start + len(words)):
            return True
        start = text.find(words, start + 1)
    return False


def normalize(text: str) -> str:
    """Return `text` without emphasis, in one line."""
    return " ".join(text.replace("*", "").split())
