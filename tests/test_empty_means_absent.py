"""Whatever is missing from a dataset, or withheld from an audience, leaves nothing behind in any pack."""

import copy
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import InputError
from generator.model.block import Agenda, Cards, Columns, Heading, Landscape, Panel, Paragraph, Table
from generator.model.document import Deck, Document
from generator.model.inline import text_of
from generator.model.walk import walk
from generator.pipeline.build import compose
from generator.pipeline.composition import Composition

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
AUDIENCES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/audience.yaml"))
DANGLING = re.compile(r"^\s*[·|–—,;:]|[·|–—,;]\s*$|[·|]\s*[·|]|\s{2}|\(\s*\)")
SECTIONS = ("key_messages", "overview", "scorecard", "developments", "open_questions")


def parts_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each field and item."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from parts_of(value[key], (*path, key))


def remove(data: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy of `data` without the part at `path`."""
    changed = copy.deepcopy(data)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    return changed


def without_each_part() -> Iterator[Any]:
    """Yield what is removed, and the dataset without it: fields of all depths, items of all lists."""
    data = yaml.safe_load((HARBOUR / "dataset.yaml").read_text(encoding="utf-8"))
    paths = [path for path in parts_of(data) if "claims" not in path[:-1] and "select" not in path[:-1]]
    for path in paths:
        yield pytest.param(remove(data, path), id=".".join(map(str, path)))
    for section in SECTIONS:
        yield pytest.param(withhold(data, section), id=f"{section} withheld")


def withhold(data: Any, section: str) -> Any:
    """Return a copy in which no statement of `section` is for any shipped audience."""
    changed = copy.deepcopy(data)
    items = {item["id"]: item for name in SECTIONS for item in statements(changed.get(name, {}))}
    listed = [items[id_] for id_ in changed["scorecard"]["statements"]]
    for item in listed if section == "scorecard" else statements(changed[section]):
        item["audiences"] = ["nobody"]
    return changed


def statements(section: Any) -> list[Any]:
    groups = section.get("groups", [section])
    items = [item for group in groups for item in (*group.get("statements", ()), *group.get("questions", ()))]
    return [item for item in items if isinstance(item, dict)]


def furniture(blocks: Any) -> Iterator[str]:
    """Yield what is left of something that is not there."""
    flat = [inner for block in blocks for inner in (block.blocks if isinstance(block, Landscape) else (block,))]
    for index, block in enumerate(flat):
        below = flat[index + 1] if index + 1 < len(flat) else None
        if isinstance(block, Heading) and (
            below is None or (isinstance(below, Heading) and below.level <= block.level)
        ):
            yield f"heading without content: {text_of(block.inlines)}"
    for node in walk(tuple(blocks)):
        match node:
            case Table(rows=rows) if not rows or not any(text_of(cell).strip() for row in rows for cell in row):
                yield f"table without rows: {[text_of(cell) for cell in node.header]}"
            case Panel(blocks=()) | Columns(columns=()) | Cards(cards=()):
                yield f"empty {type(node).__name__}"
            case Heading(inlines=inlines) | Paragraph(inlines=inlines):
                text = text_of(inlines)
                if not text.strip() or DANGLING.search(text):
                    yield f"dangling: {text!r}"


def check(composition: Composition) -> list[str]:
    found: list[str] = []
    for name, tree in composition.trees.items():
        edition = next(iter(composition.editions.values()))
        if isinstance(tree, Document):
            found += [f"{name}: {fault}" for fault in furniture(tree.blocks)]
        elif isinstance(tree, Deck):
            for slide in tree.slides:
                lines = [text_of(slide.title), text_of(slide.eyebrow)]
                found += [f"{name}: dangling {line!r}" for line in lines if line and DANGLING.search(line)]
                found += [f"{name}: no title" for _ in [0] if not lines[0].strip()]
                found += [f"{name}: empty slide {lines[0]}" for _ in [0] if not (slide.blocks or slide.opening)]
                found += [f"{name}: {fault}" for fault in (*furniture(slide.blocks), *furniture(slide.notes))]
        paragraphs = (node for node in walk(getattr(tree, "blocks", ())) if isinstance(node, Paragraph))
        text = "\n".join(text_of(paragraph.inlines) for paragraph in paragraphs)
        if edition.labels["assessed_rule"] in text and not edition.scorecard.groups:
            found.append(f"{name}: a rule about assessments, of which there are none")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path_factory.mktemp("topic") / "harbour"))


@pytest.mark.parametrize("data", without_each_part())
def test_nothing_is_left_of_what_is_missing_or_withheld(data: Any, folder: Path) -> None:
    (folder / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for audience in AUDIENCES:
        try:
            composition = compose(folder, audience)
        except InputError:
            return  # a required field
        assert check(composition) == [], audience


def test_the_smallest_dataset_is_a_title_and_a_date(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    (folder / "dataset.yaml").write_text("title: A topic\nas_of: 2021-06-30\nlanguage: en-GB\n", encoding="utf-8")
    events = folder / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for audience in AUDIENCES:
        composition = compose(folder, audience)
        assert check(composition) == [] and composition.dataset.title.value == "A topic"


@pytest.mark.parametrize("has_sections", [True, False])
def test_an_agenda_of_nothing_is_left_out(has_sections: bool, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    if not has_sections:
        (folder / "dataset.yaml").write_text("title: A topic\nas_of: 2021-06-30\nlanguage: en-GB\n", encoding="utf-8")
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nsections: {deck: [agenda, overview]}\n", encoding="utf-8")
    deck = compose(folder, "board", templates=tmp_path / "mine").trees["deck.pptx"]
    agendas = [slide for slide in deck.slides if any(isinstance(block, Agenda) for block in slide.blocks)]
    assert len(agendas) == has_sections
