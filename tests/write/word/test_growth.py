"""Time grows with the size of a briefing, not with its square; memory with its text, not with a tree of it."""

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
from tests.write.word.documents import DRAWINGS, document, landscape, plain, shipped_look, statement


def briefing(size: float) -> Document:
    """At size 1: 300 developments, 400 sources and 2,000 events, each with a footnote."""
    text = "Large ships can now reach the quay at low water, and the turn takes half the time."
    developments = [Paragraph(statement(f"d{n}", f"Point {n}", text, f"Letter {n}")) for n in range(int(300 * size))]
    rows = tuple((plain(f"{n % 28 + 1} June"), (*plain(f"Ship {n} came and left"), Note(plain("Log"))))
                 for n in range(int(2000 * size)))  # fmt: skip
    annex = landscape(Heading(1, plain("Events")), Table((plain("Date"), plain("Event")), rows))
    sources = tuple(Reference(n + 1, f"s{n}", plain(f"Report {n}, 2024"), plain("s")) for n in range(int(400 * size)))
    return document(*developments, annex, ReferenceList(sources), contents=True)


def seconds(document: Document) -> float:
    look = shipped_look()
    start = process_time()
    write_word(document, DRAWINGS, look)
    return process_time() - start


def test_four_times_the_content_takes_about_four_times_as_long() -> None:
    quarter, whole = (min(seconds(briefing(size)) for _ in range(2)) for size in (0.25, 1))
    assert whole < 6 * quarter


@pytest.mark.skipif(sys.platform == "win32", reason="Unix only: asks how much memory was used")
def test_writing_takes_no_more_memory_than_a_few_times_the_text_of_the_file() -> None:
    measure = "from tests.write.word.test_growth import memory; print(*memory(4))"
    output = subprocess.run([sys.executable, "-c", measure], capture_output=True, text=True, check=True).stdout
    taken, text = map(int, output.split())
    assert taken < 6 * text  # a tree of it takes 15 times the text


def memory(size: float) -> tuple[int, int]:
    """Return by how many bytes writing a briefing raises this process's peak, and how many bytes its parts have."""
    look, large = shipped_look(), briefing(size)
    write_word(briefing(0.01), DRAWINGS, look)  # loads what is loaded once
    before = _peak()
    data = write_word(large, DRAWINGS, look).data
    with ZipFile(BytesIO(data)) as archive:
        return _peak() - before, sum(info.file_size for info in archive.infolist())


def _peak() -> int:
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
