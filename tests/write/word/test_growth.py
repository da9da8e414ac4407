"""Time grows with the size of a briefing, not with its square."""

from time import process_time

from generator.model.block import Heading, Paragraph, Reference, ReferenceList, Table
from generator.model.document import Document
from generator.model.inline import Note
from generator.write.word.writer import write_word
from tests.write.word.documents import DRAWINGS, document, landscape, said, shipped_look, told


def sized(share: float) -> Document:
    """At 1: 300 developments, 400 sources, 2,000 events, each with its note."""
    text = "Large ships can now reach the quay at low water, and the turn takes half the time."
    developments = [Paragraph(told(f"d{n}", f"Point {n}", text, f"Letter {n}")) for n in range(int(300 * share))]
    rows = tuple((said(f"{n % 28 + 1} June"), (*said(f"Ship {n} came and left"), Note(said("Log"))))
                 for n in range(int(2000 * share)))  # fmt: skip
    annex = landscape(Heading(1, said("Events")), Table((said("Date"), said("Event")), rows))
    sources = tuple(Reference(n + 1, f"s{n}", said(f"Report {n}, 2024"), said("s")) for n in range(int(400 * share)))
    return document(*developments, annex, ReferenceList(sources), contents=True)


def seconds(briefing: Document) -> float:
    look = shipped_look()
    start = process_time()
    write_word(briefing, DRAWINGS, look)
    return process_time() - start


def test_four_times_the_content_takes_about_four_times_as_long() -> None:
    quarter, whole = (min(seconds(sized(share)) for _ in range(2)) for share in (0.25, 1))
    assert whole < 6 * quarter
