"""Briefings of several topics, audiences, languages and papers, rendered in one go: what the tests of pages look at."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from time import sleep

from generator.model.block import Block, Heading, Panel, Paragraph
from generator.pipeline.build import compose, draw, fit_to_limits, load_templates
from generator.pipeline.composition import no_progress
from generator.pipeline.formats import FORMATS
from generator.write.word.writer import write_word
from tests.pages import Briefing
from tests.rendering import pdfs_of
from tests.write.word.documents import (
    BLOCKS,
    DRAWINGS,
    FIGURE,
    STATUSES,
    TABLE,
    bullets,
    document,
    plain,
    shipped_look,
    side_heads,
    statement,
)

ROOT = Path(__file__).parent.parent
DEMO, CASES = ROOT / "data" / "north-korea-2019", ROOT / "tests" / "cases"
PAPERS = ("a4", "letter")
AUDIENCES = ("standard", "executive", "press", "staff")
TOPICS = {
    **{f"demo-{audience}": (DEMO, audience) for audience in AUDIENCES},
    **{name: (CASES / name, "standard") for name in ("harbour", "pont", "bruecke")},  # English, French, German
}
LONG = "long"
NAMES = [f"{name}-{paper}" for name in (*TOPICS, LONG) for paper in PAPERS]
CHAPTERS = 40
TEXT = (
    "Large ships can now reach the quay at low water, and the pilots say that the turn at the mole takes half the time "
    "that it did. The crews still stop at ten in the evening, because the town has not agreed to lights on the quay."
)
# how many times each says TEXT: not even once, or for most of a page
FOUND = {
    "Deeper channel at last": 1,
    "Night work": 0,
    "Lights on the quay and on the mole": 3,
    "Tolls": 16,
    "Cranes": 2,
}
FINDINGS = side_heads(
    *(
        (name, status, statement(f"c-{name}", "", (TEXT + " ") * times or TEXT[:80], "Minutes")[2:])
        for (name, times), status in zip(FOUND.items(), cycle(STATUSES), strict=False)
    )
)


def read_rendered(folder: Path) -> Mapping[str, Briefing]:
    """Return all briefings by name, as LibreOffice lays them out, in `folder`."""
    make_once(folder, _render)
    return {name: Briefing(folder / f"{name}.docx", folder / f"{name}.pdf") for name in NAMES}


def make_once(folder: Path, fill: Callable[[Path], None]) -> None:
    """Make and fill a folder: of several processes with the same one, the first does it, and the others wait for it."""
    done = folder / "done"
    with suppress(FileExistsError):
        folder.mkdir()
        try:
            fill(folder)
        finally:
            done.touch()
    while not done.exists():
        sleep(0.2)


def _render(folder: Path) -> None:
    for name in (*TOPICS, LONG):
        _write(name, folder)
    pdfs_of([folder / f"{name}.docx" for name in NAMES], folder)


def _write(name: str, folder: Path) -> None:
    """Write a briefing on each paper."""
    for paper in PAPERS:
        file = folder / f"{name}-{paper}.docx"
        if name == LONG:
            briefing = document(*long_briefing(), page=paper, contents=True)
            file.write_bytes(write_word(briefing, DRAWINGS, shipped_look()).data)
        else:
            file.write_bytes(_briefing(*TOPICS[name], paper, folder))


def _briefing(dataset: Path, audience: str, paper: str, folder: Path) -> bytes:
    """Return the .docx that a pack for `audience` would have on that paper."""
    own = folder / "templates" / f"{audience}-{paper}"
    own.mkdir(parents=True, exist_ok=True)
    (own / "audience.yaml").write_text(f"extends: {audience}\npage: {paper}\n", encoding="utf-8")
    composition = compose(dataset, own.name, templates=own.parent)
    drawings, loaded = draw(composition), load_templates(composition)
    composition = fit_to_limits(composition, drawings, loaded, no_progress)
    word = FORMATS[0]
    return word.write(composition.trees[word.name], drawings[word.edition], loaded[word.name]).data


def long_briefing() -> list[Block]:
    """Forty chapters with notes and a panel each, some with a figure or table; then side heads."""
    blocks: list[Block] = list(BLOCKS[:3])
    for number, length in zip(range(CHAPTERS), cycle((1, 3, 2, 5)), strict=False):
        blocks += [Heading(1, plain(f"Chapter{number} of the report")), Heading(2, plain(f"Part{number} of it"))]
        blocks.append(Paragraph(plain(f"Lead{number} of the part, without a note, as our templates open each.")))
        blocks += [
            Paragraph(statement(f"a{number}-{n}", f"Point {n}", TEXT, "Letter to the board, " * (n + 1)))
            for n in range(length)
        ]
        blocks.append(bullets(*(statement(f"b{number}-{n}", f"Item {n}", TEXT[:120], "Diary") for n in range(length))))
        blocks.append(Panel("panel", plain("Why it matters"), (Paragraph(plain(f"Closing{number} " + TEXT)),)))
        blocks += [[FIGURE], [TABLE], [], []][number % 4]
    blocks += [Heading(1, plain("What was found")), FINDINGS]
    return blocks
