"""The first pack's wordings say no more than the facts, keep to their lengths, and are our own."""

import re
from collections.abc import Iterable, Iterator

import pytest

from generator.language.computed import without_marks
from tests.seed.pack import SECTIONS, SOURCE, dataset, events, statements, wordings
from tests.seed.test_homes import HOMES

# What is told -> the words, one of which must stand in every sentence that tells it.
HEDGES = {
    "expect more from": "seemed",
    "personal bond|tie with Kim": "appear|Trump says",
    "breakthrough": "may|could",
    "military capabilit|strengthening its": "appear",
    "solid-fuel|missile defenses|defenses against": "apparently",
    "no closer|no nearer|no smaller": "seem",
    "test site (that|it)": "says",
    "strategic provocations|promised restraint": "South Korea said|By Seoul’s account",
    "similar pledge|renewed a vow": "reportedly",
    "less firmly|less strictly|weaker$": "seem",
    "food": "apparently",
    "money laundering|leverage": "might|would",
    "Korean War is over|end-of-war": "could",
    "American troops|U.S. remains": "may|possible",
    "partial (result|denuclearization)": "might|would|unclear",
    "commitments": "question|ask|trusted",
}
LENGTHS = {"headline": 32, "question": 32, "short": 110, "text": 350, "takeaway": 66}


def prose() -> Iterator[str]:
    """Yield all of dataset.yaml that a reader sees."""
    told = wordings()
    for name in told.keys() - {event["id"] for event in events()}:
        yield from told[name]


def sentences() -> Iterator[str]:
    for text in prose():
        yield from re.split(r"(?<!U\.S)[.;?] ", text)


@pytest.mark.parametrize("told", HEDGES)
def test_what_the_facts_call_likely_stays_likely_in_every_wording(told: str) -> None:
    telling = [sentence for sentence in sentences() if re.search(told, sentence)]
    assert telling, f"nothing tells of `{told}` any more: adapt the list"
    assert [sentence for sentence in telling if not re.search(HEDGES[told], sentence, re.IGNORECASE)] == []


def test_each_wording_is_within_its_length() -> None:
    data = dataset()
    records = [*statements(), *data["developments"]["groups"], *data["figures"], *(data[name] for name in SECTIONS)]
    long = {record.get("id", name): len(record[name]) for record in records for name in LENGTHS
            if len(without_marks(record.get(name, ""))) > LENGTHS[name]}  # fmt: skip
    assert long == {}


def test_a_status_names_its_assessor() -> None:
    for statement in statements():
        assert ("status" in statement) == ("assessed" in statement), statement["id"]


def test_the_scorecard_is_balanced() -> None:
    status = {statement["id"]: statement.get("status") for statement in statements()}
    shown = [status[name] for name in dataset()["scorecard"]["statements"]]
    assert {each: shown.count(each) for each in shown} == {"achieved": 3, "partly": 3, "not_achieved": 3}


@pytest.mark.skipif(not SOURCE.exists(), reason="the facts themselves are not in this checkout")
def test_a_verdict_attributed_to_the_sources_is_in_the_facts() -> None:
    verdicts = dict(_verdicts())
    for statement in statements():
        if statement.get("assessed") == "source":
            housed = {verdicts[number] for number, home in HOMES.items()
                      if number in verdicts and statement["id"] in home}  # fmt: skip
            assert statement["status"].replace("_", " ") in housed, statement["id"]


def _verdicts() -> Iterator[tuple[str, str]]:
    for line in _facts().splitlines():
        cells = line.split(" | ")
        if line.startswith("| S"):
            yield cells[0].strip("| "), cells[3]


@pytest.mark.skipif(not SOURCE.exists(), reason="the facts themselves are not in this checkout")
def test_no_six_words_in_a_row_are_copied_from_the_facts() -> None:
    theirs = {run for line in _facts().splitlines() if re.match(r"\| [SQ]\d", line) for run in _runs(line)}
    ours = {run: text for text in prose() for part in re.split("“[^”]*”", text) for run in _runs(part)}
    assert {" ".join(run): ours[run] for run in ours if run in theirs} == {}


def _facts() -> str:
    return (SOURCE / "seed_facts.md").read_text(encoding="utf-8")


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", re.sub("[’']", "", text.lower()))
    return [tuple(words[start : start + 6]) for start in range(len(words) - 5)]
