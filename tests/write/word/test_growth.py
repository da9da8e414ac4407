"""Time grows with the size of a briefing, not with its square, and memory with its text, not with a tree of it."""

import subprocess
import sys
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import pytest

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


@pytest.mark.skipif(sys.platform == "win32", reason="asks Unix how much memory was taken")
def test_writing_takes_no_more_memory_than_a_few_times_the_text_of_the_file() -> None:
    measure = "from tests.write.word.test_growth import memory; print(*memory(4))"
    told = subprocess.run([sys.executable, "-c", measure], capture_output=True, text=True, check=True).stdout
    taken, text = map(int, told.split())
    assert taken < 6 * text  # a tree of it takes 15 times as much


def memory(share: float) -> tuple[int, int]:
    """Return by how many bytes writing a briefing raises this process's peak, and how many bytes its parts have."""
    look, briefing = shipped_look(), sized(share)
    write_word(sized(0.01), DRAWINGS, look)  # what is loaded once
    before = _peak()
    data = write_word(briefing, DRAWINGS, look).data
    with ZipFile(BytesIO(data)) as archive:
        return _peak() - before, sum(info.file_size for info in archive.infolist())


def _peak() -> int:
    import resource  # Windows has none

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
