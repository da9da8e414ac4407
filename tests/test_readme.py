"""Whatever a README prints as a command or a file is run here, in a copy of the repository.

In the order of the page: a block ```` ```yaml path/of/file ```` writes that file, each line of a block ```` ```sh ````
is run as printed, a block ```` ```sh exits 1 ```` must fail so, and each line of a block ```` ```text output ````
must stand in what the command before it printed. ```` ```python ```` blocks are run too, and all ```` ```pycon ````
blocks of a page as one session.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import guide

ROOT = Path(__file__).parent.parent
READMES = sorted(
    path for path in ROOT.rglob("README.md") if not set(path.parts) & {".venv", "out", "node_modules", "build"}
)
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = "python3 -m venv .venv && "
IGNORED = shutil.ignore_patterns(
    ".venv", "out", ".git", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)


@dataclass(frozen=True)
class Example:
    """A fenced block of a README: its info string and its text."""

    info: str
    text: str


def examples(readme: Path) -> list[Example]:
    return [Example(info.strip(), text) for info, text in FENCE.findall(readme.read_text(encoding="utf-8"))]


def here(command: str) -> str:
    """The command for the Python that runs the tests, without the making of an environment."""
    return re.sub(r"\.venv/bin/python3?\b", f'"{sys.executable}"', command)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(here(command), shell=True, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_readme_prints_works(readme: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(ROOT, folder, ignore=IGNORED)
    shown = ""
    sessions: list[str] = []
    for example in examples(readme):
        language, _, rest = example.info.partition(" ")
        if language == "text" and rest == "output":
            missing = [line for line in example.text.splitlines() if line.strip() and line.strip() not in shown]
            assert missing == [], f"not printed by the command before it:\n{shown}"
        elif language == "sh":
            for line in example.text.splitlines():
                if line.startswith(("#", SETUP)) or not line.strip():
                    continue  # what makes an environment has a test of its own below
                done = run(line, folder)
                shown = done.stdout + done.stderr
                assert done.returncode == int(rest.partition("exits ")[2] or 0), f"{line}\n{shown}"
        elif language == "pycon":
            sessions.append(example.text)
        elif language == "python" and not rest:
            done = subprocess.run([sys.executable, "-c", example.text], cwd=folder, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        elif rest:
            file = folder / rest
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(example.text, encoding="utf-8")
    if sessions:
        (folder / "session.txt").write_text("\n".join(sessions), encoding="utf-8")
        done = run(".venv/bin/python -m doctest -o ELLIPSIS -o NORMALIZE_WHITESPACE session.txt", folder)
        assert done.returncode == 0, done.stdout + done.stderr


def setup_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [line for example in FENCE.findall(text) for line in example[1].splitlines() if line.startswith(SETUP)]


def test_the_readme_has_one_command_for_the_job_and_one_for_the_tests() -> None:
    build, test = setup_commands()
    assert build.endswith("make_report.py") and test.endswith("-m pytest")


@pytest.mark.skipif(not os.environ.get("CI"), reason="needs a package registry; run where CI is set")
def test_the_first_command_builds_the_demo_in_a_fresh_clone(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)
    done = subprocess.run(setup_commands()[0], shell=True, cwd=tmp_path / "clone", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "clone" / "out").rglob("*-standard-briefing.docx"))) == 1
    status = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path / "clone", capture_output=True, text=True)
    assert status.stdout == "", "the command leaves files that git would pick up"


def test_pictures_and_links_in_readmes_exist() -> None:
    missing = []
    for readme in READMES:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", FENCE.sub("", readme.read_text(encoding="utf-8"))):
            if "://" not in target and ":" not in target and not (readme.parent / target).exists():
                missing.append(f"{readme.relative_to(ROOT)}: {target}")
    assert missing == []


def test_the_reference_of_names_filters_directives_and_styles_is_current() -> None:
    page = guide.PAGE.read_text(encoding="utf-8")
    assert guide.reference() in page, "run `python -m tests.guide`"
