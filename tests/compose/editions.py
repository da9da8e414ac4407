"""Small editions and templates for tests of composing, with all input visible in the test."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from generator.compose.deck import compose_deck
from generator.compose.document import compose_document
from generator.errors import Place, Problem
from generator.model.audience import Audience
from generator.model.dataset import Event, Position, Statement
from generator.model.dates import PartialDate
from generator.model.document import Deck, Document
from generator.model.edition import (
    Edition,
    SelectedDevelopments,
    SelectedGroup,
    SelectedScorecard,
    SelectedSection,
    SelectedStatement,
    StatusGroup,
)
from generator.model.figure import Columns
from generator.model.selection import Cells, Condition, Selection
from generator.model.source import CitedSource, Name, Source
from generator.model.text import Text

ROOT = Path(__file__).parents[2]
PLACE = Place("dataset.yaml", 1)
LABELS: Mapping[str, str] = {
    key: str(value)
    for key, value in yaml.safe_load((ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8")).items()
}


def text(value: str) -> Text:
    return Text(value, PLACE)


def statement(
    name: str = "tolls",
    wording: str = "Tolls rose.",
    *,
    headline: str = "Tolls",
    question: str = "",
    shorter: Sequence[str] = (),
    full: str = "",
    sources: Sequence[str] = ("port",),
    status: str = "",
    assessed: str = "",
    positions: Mapping[str, str] | None = None,
    date: str = "",
) -> SelectedStatement:
    dataset_statement = Statement(
        id=name,
        headline=text(headline),
        question=text(question),
        text=text(full or wording),
        short=text(wording),
        place=PLACE,
        status=status,
        assessed=assessed,
        date=PartialDate.parse(date) if date else None,
        sources=tuple(CitedSource(*cited.split(", ", 1)) for cited in sources),
        positions=tuple(Position(text(holder), text(view)) for holder, view in (positions or {}).items()),
    )
    return SelectedStatement(dataset_statement, text(wording), tuple(map(text, shorter)))


def section(
    *statements: SelectedStatement, title: str = "Overview", takeaway: str = "Much moved", omitted: int = 0
) -> SelectedSection:
    return SelectedSection(text(title), text(takeaway), text(""), statements, omitted)


def source(name: str, **fields: Any) -> Source:
    values: dict[str, Any] = {
        "type": "report",
        "title": name.capitalize(),
        "author": (),
        "issued": None,
        "place": PLACE,
    }
    return Source(id=name, **{**values, **fields})


SOURCES = {
    work.id: work
    for work in (
        source(
            "port", author=(Name(literal="Harrow Port Authority"),), title="Annual report", issued=PartialDate(2018)
        ),
        source(
            "ferry",
            type="article-newspaper",
            author=(Name(family="Lind", given="Eva"),),
            title="Who pays for the ferry?",
            container_title="The Courier",
            issued=PartialDate(2019, 3, 2),
            url="https://www.courier.example/ferry",
        ),
        source("undated", type="webpage", author=(Name(literal="Harbour Board"),), title="Tariffs"),
    )
}


def event(name: str, date: str, title: str = "Berth opened", **fields: Any) -> Event:
    values: dict[str, Any] = {
        "end_date": None, "kind": "berth_opening", "label": "", "detail": "", "place": "", "actors": (), "range": "",
        "count": 1, "outcome": "", "confidence": "high", "importance": "normal", "tags": (),
        "sources": (CitedSource("port"),), "note": "", "columns": Cells({}, ()), "origin": Place("events.csv", 2),
    }  # fmt: skip
    return Event(id=name, date=PartialDate.parse(date), title=title, **{**values, **fields})


BERTHS = Columns(
    id="berths", title=text("Berths"), takeaway=text("Berths doubled"), caption=text("Berths by year"), note=text(""),
    start=None, end=None, select=Selection((Condition("kind", ("berth_opening",)),)), per="year", value="", stack=None,
    place=PLACE,
)  # fmt: skip


def audience(**changes: Any) -> Audience:
    values: dict[str, Any] = {
        "name": "test", "title": "Harbour board", "lineage": ("test",),
        "wording": {"briefing": "text", "deck": "short"},
        "sections": {"briefing": ("body",), "deck": ("body",)}, "select": Selection(), "limits": {}, "figures": None,
        "marking": "Draft", "citations": "numbers", "date_format": "d MMMM y", "page": "a4", "contents": False,
        "look": "look", "labels": {}, "fields": {}, "place": Place("test/audience.yaml", 3), "files": {},
    }  # fmt: skip
    return Audience(**{**values, **changes})


def edition(output: str = "briefing", **changes: Any) -> Edition:
    """Return an edition about a harbour with one statement, one group, one question and one figure."""
    one = statement()
    values: dict[str, Any] = {
        "dataset": "harbour", "output": output, "title": text("Harrow harbour"), "topic": text("Harbours"),
        "prepared_by": text("Port desk"), "as_of": datetime.date(2019, 8, 5), "language": "en-US",
        "key_messages": section(one, title="At a glance"), "overview": section(one),
        "developments": SelectedDevelopments(
            text("Developments"), text("Trade grew"), text(""),
            (SelectedGroup("trade", text("Trade"), text("Trade grew"), text("It pays for the wall."), (one,)),),
        ),
        "open_questions": section(statement("pay", "Nobody knows.", question="Who pays?"), title="Open questions"),
        "scorecard": SelectedScorecard(
            text("Scorecard"), text("Half is done"), text(""), (StatusGroup("achieved", "Achieved", (one,)),)
        ),
        "figures": (replace(BERTHS, native=output == "deck"),), "events": (event("e1", "2018-05"),),
        "sources": SOURCES, "fields": {},
        "audience": audience(), "labels": LABELS, "left_out": (),
    }  # fmt: skip
    return Edition(**{**values, **changes})


def write_templates(folder: Path, **files: str) -> Path:
    """Write templates into a folder of the search path: `test__deck="…"` becomes test/deck.md.j2."""
    for name, content in files.items():
        path = folder / (name.replace("__", "/") + ".md.j2")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def briefing(folder: Path, markdown: str, from_edition: Edition | None = None) -> tuple[Document, tuple[Problem, ...]]:
    """Compose a briefing whose only block is `markdown`; its first line is line 1 of the template."""
    write_templates(folder, test__briefing="{% block body %}" + markdown + "\n{% endblock %}\n")
    return compose_document(from_edition or edition(), [folder])


def deck(folder: Path, markdown: str, from_edition: Edition | None = None) -> tuple[Deck, tuple[Problem, ...]]:
    write_templates(folder, test__deck="{% block body %}" + markdown + "\n{% endblock %}\n")
    return compose_deck(from_edition or edition("deck"), [folder])
