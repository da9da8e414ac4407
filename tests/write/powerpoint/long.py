"""The long variant of a dataset: 300 developments, 60 questions, 2,000 events, in any of four languages."""

import csv
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import yaml

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.pipeline.build import compose, draw
from tests.write.powerpoint.decks import ROOT, SENTENCES

# language -> a headline of each, then its sentences
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": ("Berth", SENTENCES),
    "de": (
        "Liegeplatz",
        (
            "Die Hafenbehörde veröffentlichte ihre Gebührenordnung, ohne die Beschlüsse des Aufsichtsrates abzuwarten.",
            "Über vierzig Prozent der Liegeplätze sind an Fährgesellschaften vermietet.",
            "Die Donaudampfschifffahrtsgesellschaftskapitäne bestehen auf der Mitgliederversammlungsbeschlussfassung.",
        ),
    ),
    "ar": (
        "رصيف",
        (
            "أعلنت سلطة الميناء أن الرسوم سترتفع للعام الثالث على التوالي، وإن كان ذلك بأقل مما طلبته.",
            "توقفت أعمال التجريف في القناة الشمالية في مارس عندما سحب المقاول سفينته.",
            "تبحر العبّارات مرتين في اليوم من جديد.",
        ),
    ),
    "ja": (
        "岸壁",
        (
            "港湾局は、三年連続で使用料を引き上げると発表したが、引き上げ幅は当初の要求より小さいものにとどまった。",
            "北航路の浚渫は、請負業者が作業船を引き揚げた三月に中断したと伝えられている。",
            "フェリーは再び一日二便で運航している。",
        ),
    ),
}
COLUMNS = (
    "id", "date", "end_date", "kind", "label", "title", "detail", "place", "actors", "range", "count", "outcome",
    "confidence", "importance", "tags", "sources", "note",
)  # fmt: skip
STATUSES = ("achieved", "partly", "not_achieved")


def long_deck(language: str, folder: Path) -> tuple[Deck, dict[str, Drawing], Look]:
    """Return the composed deck, its drawings and its look, from files written to `folder`."""
    dataset, shelf = folder / "harbour", folder / "templates"
    (shelf / "labels").mkdir(parents=True)
    dataset.mkdir()
    if language not in ("en", "de"):  # there are no labels for it: the English ones will do here
        copyfile(ROOT / "templates" / "labels" / "en.yaml", shelf / "labels" / f"{language}.yaml")
    text = yaml.safe_dump(_dataset(language), allow_unicode=True, sort_keys=False)
    (dataset / "dataset.yaml").write_text(text, encoding="utf-8")
    (dataset / "sources.yaml").write_text(yaml.safe_dump(_sources(language), allow_unicode=True), encoding="utf-8")
    _write_events(dataset / "events.csv", language)
    composed = compose(dataset, templates=shelf)
    return composed.trees["deck.pptx"], dict(draw(composed)["deck"]), composed.look


def _said(language: str, number: int, many: int) -> str:
    _, sentences = WORDS[language]
    return ("" if language == "ja" else " ").join(sentences[(number + more) % len(sentences)] for more in range(many))


def _statement(language: str, name: str, number: int) -> dict[str, Any]:
    return {
        "id": f"{name}-{number}",
        "headline": f"{WORDS[language][0]} {number}",
        "short": _said(language, number, 1),
        "text": _said(language, number, 3),
        "sources": [f"s{number % 40}", f"s{number % 7}"],
    }


def _section(language: str, name: str, **more: Any) -> dict[str, Any]:
    return {"title": f"{WORDS[language][0]}: {name}", "takeaway": _said(language, len(name), 1), **more}


def _dataset(language: str) -> dict[str, Any]:
    def told(name: str, count: int) -> list[dict[str, Any]]:
        return [_statement(language, name, number) for number in range(count)]

    developments = told("d", 300)
    for number, each in enumerate(developments[:12]):
        each |= {"status": STATUSES[number % 3], "assessed": "ours"}
    groups = [
        {
            "id": f"g{group}",
            "title": f"{WORDS[language][0]} {group}",
            "takeaway": f"{_said(language, group, 1)} ({group})",
            "why_it_matters": _said(language, group, 1 + group % 3),
            "statements": developments[group * 15 : group * 15 + 15],
        }
        for group in range(20)
    ]
    questions = told("q", 60)
    for number, each in enumerate(questions):
        each["question"] = f"{each.pop('headline')} ({number})?"
        each["positions"] = [{"holder": WORDS[language][0], "text": _said(language, number, 1)}]
    return {
        "title": _said(language, 0, 1),
        "topic": WORDS[language][0],
        "prepared_by": WORDS[language][0],
        "as_of": "2031-06-01",
        "language": language,
        "key_messages": _section(language, "a", statements=told("m", 6)),
        "overview": _section(language, "bb", statements=told("o", 9)),
        "developments": _section(language, "c", groups=groups),
        "scorecard": _section(language, "dd", statements=[each["id"] for each in developments[:12]]),
        "open_questions": _section(language, "ee f", questions=questions),
        "figures": [_timeline(language), _columns(language)],
    }


def _timeline(language: str) -> dict[str, Any]:
    lanes = [
        {"id": "calls", "title": "Calls", "none": "No call", "select": {"kind": "call"}, "draw": "columns"},
        {"id": "works", "title": "Works", "none": "No works", "select": {"kind": "works"}},
    ]
    more = {"caption": WORDS[language][0], "note": _said(language, 0, 1), "lanes": lanes}
    return {"id": "timeline", "kind": "timeline", **_section(language, "timeline"), **more}


def _columns(language: str) -> dict[str, Any]:
    more = {"caption": WORDS[language][0], "select": {"kind": "call"}, "per": "year"}
    return {"id": "by-year", "kind": "columns", **_section(language, "years of it"), **more}


def _sources(language: str) -> list[dict[str, Any]]:
    return [
        {
            "id": f"s{number}",
            "type": "report",
            "title": _said(language, number, 1),
            "author": [{"literal": f"{WORDS[language][0]} {number}"}],
            "issued": "2031-05-01",
        }
        for number in range(40)
    ]


def _write_events(file: Path, language: str) -> None:
    with open(file, "w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, restval="")
        writer.writeheader()
        for number in range(2000):
            day = date(2011, 1, 1) + timedelta(days=number * 3)
            kind = "works" if number % 50 == 0 else "call"
            title = f"{WORDS[language][0]} {number}"
            row = {"id": f"e{number}", "date": day, "kind": kind, "label": title[:16], "title": title, "sources": "s1"}
            writer.writerow(row)
