"""The map of the code: rooms in the order in which they may import each other, and how full each may be."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ROOT / "generator"
MODULES = sorted(CODE.rglob("*.py"))
FOLDERS = sorted({module.parent for module in MODULES})

# A room imports only rooms of lines above its own; rooms of one line never import each other.
MAP = """
errors shipped color fonts
plugins model untrusted
language
citation select read draw write safety
compose cache readback
pack
pipeline
batch
cli __init__
"""
LEVELS = {room: level for level, rooms in enumerate(MAP.split("\n")) for room in rooms.split()}
LOOSE_MODULES = 6  # at most, directly in generator/
MODULES_IN_A_FOLDER = 15


def name_of(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts)


def imports_of(module: Path) -> Iterator[str]:
    """Yield the modules of the generator that `module` imports, wherever in it."""
    known = {name_of(each) for each in MODULES}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else str(node.module)


def room_of(name: str) -> str:
    return name.removeprefix("generator.").partition(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_a_room_imports_only_rooms_above_it_on_the_map(module: Path) -> None:
    own = room_of(name_of(module))
    rooms = {room_of(name) for name in imports_of(module)} - {own}
    assert {room for room in rooms if LEVELS[room] >= LEVELS[own]} == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_folder_holds_is_imported_without_a_cycle(folder: Path) -> None:
    prefix = ".".join(folder.relative_to(ROOT).parts) + "."
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        if name_of(module).startswith(prefix):
            own = name_of(module).removeprefix(prefix).partition(".")[0]
            inner = (name.removeprefix(prefix) for name in imports_of(module) if name.startswith(prefix))
            graph.setdefault(own, set()).update({name.partition(".")[0] for name in inner} - {own})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"{prefix[:-1]}: {' -> '.join(error.args[1])}")


def test_the_map_names_every_room() -> None:
    assert {room_of(name_of(module)) for module in MODULES} <= {*LEVELS, "generator"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_folder_is_overfull(folder: Path) -> None:
    flat = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(flat) <= (LOOSE_MODULES if folder == CODE else MODULES_IN_A_FOLDER), flat


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_no_module_is_longer_than_300_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_no_module_names_another_in_a_string(module: Path) -> None:
    """A string such as `"generator.draw.timeline:draw"` hides an import from the type checker."""
    assert re.findall(r"[\"']generator(?:\.\w+)+:\w+[\"']", module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != CODE])
def test_an_init_stays_empty(folder: Path) -> None:
    assert (folder / "__init__.py").read_text(encoding="utf-8").strip() == ""


def loaded_by(*words: str) -> set[str]:
    """The top-level modules in memory after the command `words` ran in a fresh interpreter."""
    program = (
        "import sys; from generator.cli.main import main\n"
        f"try: main({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return set(shown.rpartition("LOADED")[2].split())


HEAVY = {"matplotlib", "docx", "pptx", "lxml", "jinja2", "yaml", "markdown_it", "babel", "numpy", "PIL"}


def test_help_loads_no_library() -> None:
    assert loaded_by("--help") & HEAVY == set()


def test_check_loads_no_office_or_chart_library() -> None:
    heavy = {"matplotlib", "docx", "pptx", "numpy", "PIL"}
    assert loaded_by("tests/cases/harbour", "--check") & heavy == set()


def test_nothing_in_code_or_templates_knows_the_demo_topic() -> None:
    topic = re.compile(rb"korea|\bkim\b|missile|nuclear", re.IGNORECASE)
    files = [
        ROOT / "make_report.py",
        *(path for folder in ("generator", "templates") for path in (ROOT / folder).rglob("*")),
    ]
    found = [
        str(path.relative_to(ROOT))
        for path in files
        if path.is_file() and path.suffix not in (".md", ".pyc") and topic.search(path.read_bytes())
    ]
    assert found == []
