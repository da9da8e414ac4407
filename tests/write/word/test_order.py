"""Programs that read the file as text (screen readers, search, archives) find it in the order of the document."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from generator.write.word.writer import write_word
from tests.rendering import need_libreoffice
from tests.write.word.documents import BLOCKS, DRAWINGS, TABLE, document, landscape, shipped_look

TEXTS = (
    "Briefing · Harbour", "Harrow harbour: deeper, not busier", "As of 1 June 2024",
    "At a glance", "Deeper channel. Large ships can now reach the quay.",
    "Tolls rose. Ships pay a fifth more than in 2020.",
    "Overview", "The port grew (see Figure 1).", "Large ships can now reach the quay. Slowly.",
    "Work on the quay", "Cranes. Two of five work.", "A plain one",
    "Why it matters", "Ships that wait go elsewhere.", "What next", "A third crane is ordered.",
    "Steps", "The port plans:", "to dredge", "to build", "The town plans:", "to wait",
    "Open questions", "Who pays?", "Nobody. No budget names it.", "By when?", "The town: soon",
    "On the left", "On the right", "Ships", "Fewer ships came, and larger ones.",
    "Figure 1. Ships at the quay, 2020 to 2024", "Fishing boats are left out.",
    "Table 1. What the port set out to do", "Status", "Finding", "In short", "Achieved", "Deeper channel",
    "Dredged to fourteen metres in 2023.", "Not achieved", "Night work", "Crews still stop at ten.",
    "Sources", "Harrow Port Authority, Annual report, 2024",
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("order") / "briefing.docx"
    path.write_bytes(write_word(document(*BLOCKS, landscape(TABLE)), DRAWINGS, shipped_look()).data)
    return path


def by_python_docx(file: Path) -> str:
    def texts(holder: Any) -> Iterator[str]:
        for item in holder.iter_inner_content():
            if hasattr(item, "rows"):
                for row in item.rows:
                    for cell in row.cells:
                        yield from texts(cell)
            else:
                yield item.text

    return " ".join(texts(docx.Document(str(file))))


def by_pandoc(file: Path) -> str:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    # in plain text the cells of a row are side by side; in HTML they follow each other
    html = subprocess.run(["pandoc", str(file), "-t", "html"], check=True, capture_output=True, text=True).stdout
    from lxml import etree

    return " ".join(etree.fromstring(f"<x>{html}</x>", etree.HTMLParser()).itertext())


def by_libreoffice(file: Path) -> str:
    need_libreoffice()
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(file.parent), str(file)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return file.with_suffix(".txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("read", [by_python_docx, by_pandoc, by_libreoffice])
def test_other_programs_find_the_text_in_reading_order(read: Callable[[Path], str], file: Path) -> None:
    letters, position = _letters(read(file)), 0
    for text in TEXTS:
        start = letters.find(_letters(text), position)
        assert start >= 0, f"`{text}` not found after `{TEXTS[max(0, TEXTS.index(text) - 1)]}`"
        position = start + len(_letters(text))


def _letters(text: str) -> str:
    """Return text without spaces, and without what programs add to it (bullets, numbers of notes)."""
    return "".join(character for character in text if character.isalpha())
