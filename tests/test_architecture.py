"""The shape of the code, as its map promises it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ROOT / "generator"
STAGES = ("read", "select", "compose", "draw", "write")
# What each room may import of the others; a room may always import itself.
ALLOWED = {
    "errors": set(),
    "shipped": set(),
    "plugins": {"errors"},
    "model": {"errors"},
    "fonts": {"errors", "model"},
    **{stage: {"errors", "model", "fonts"} for stage in STAGES},
    "read": {"errors", "model", "fonts", "plugins"},
    "compose": {"errors", "model", "fonts", "plugins"},
    "limits": {"errors", "model"},
    "hazards": {"pictures"},
    "office": {"errors", "model", "hazards", "pictures"},
    "pictures": set(),
    "leaks": {"errors", "model"},
    "trace": {"model"},
    "verify": {"errors", "model"},
    "key": {"errors", "model", "plugins"},
    "store": {"model"},
    "unchanged": {"errors", "model", "key"},
    "composed": {"errors", "model"},
    "drawn": {"composed", "model", "plugins", "key", "store"},
    "framed": {"key", "model", "store", "write"},
    "fitted": {"composed", "drawn", "limits"},
    "outgoing": {"errors", "model", "composed", "drawn", "key", "leaks", "office", "write"},
    "pipeline": {
        *(
            "errors",
            "shipped",
            "store",
            "key",
            "model",
            "unchanged",
            "composed",
            "drawn",
            "framed",
            "fitted",
            "outgoing",
            "limits",
            "office",
        ),
        *STAGES,
    },
    "memory": set(),
    "batch": {"errors", "model", "memory", "key", "unchanged", "pipeline", "write"},
    "screen": {"errors"},
    "commands": {
        "composed",
        "errors",
        "batch",
        "hazards",
        "trace",
        "verify",
        "office",
        "pictures",
        "shipped",
        "model",
        "fonts",
        "screen",
        "pipeline",
        "read",
        "compose",
        "write",
    },
    "cli": {"errors", "shipped", "model", "memory", "screen", "pipeline", "read", "commands"},
    "__init__": {"pipeline"},
}
MODULES = sorted(CODE.rglob("*.py"))


def room_of(module: Path) -> str:
    first = module.relative_to(CODE).parts[0]
    return first.removesuffix(".py")


def imported(module: Path) -> set[str]:
    """The rooms that `module` imports, wherever in it; a name in WRITERS or DRAWINGS counts as an import."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"generator\.\S+:\w+", node.value)
        ):
            names.add(node.value)
    return {name.split(".")[1].partition(":")[0] for name in names if name.startswith("generator.")}


def forbidden(module: Path) -> set[str]:
    room = room_of(module)
    return imported(module) - ALLOWED[room] - {room}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CODE)))
def test_a_room_imports_only_what_the_flow_allows(module: Path) -> None:
    assert forbidden(module) == set(), f"{module.relative_to(ROOT)} reaches into another room"


def test_the_import_rule_sees_a_stage_that_imports_another(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("def f():\n    from generator.draw.timeline import draw_timeline\n", encoding="utf-8")
    assert imported(sample) - ALLOWED["compose"] == {"draw"}


def test_no_stage_is_missing_from_the_rule() -> None:
    assert {room_of(module) for module in MODULES} <= set(ALLOWED)


@pytest.mark.parametrize(
    "folder", [path.parent for path in MODULES if path.name == "__init__.py" and path.parent != CODE]
)
def test_an_init_stays_empty(folder: Path) -> None:
    assert (folder / "__init__.py").read_text(encoding="utf-8").strip() == ""


def loaded_by(*words: str) -> set[str]:
    """The top-level modules in memory after the command `words` ran in a fresh interpreter."""
    program = (
        "import sys; from generator.cli import main\n"
        f"try: main({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return set(shown.rpartition("LOADED")[2].split())


def test_help_loads_no_library() -> None:
    heavy = {"matplotlib", "docx", "pptx", "lxml", "jinja2", "yaml", "markdown_it", "babel", "numpy", "PIL"}
    assert loaded_by("--help") & heavy == set()


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
        if path.is_file() and path.name != "README.md" and path.suffix != ".pyc" and topic.search(path.read_bytes())
    ]
    assert found == []


def test_the_wheel_lists_every_package() -> None:
    import tomllib

    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES if path.name == "__init__.py"}
    assert folders <= listed
