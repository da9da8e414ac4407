"""Run every command and write every file that a guide prints, in a copy of the repository.

The info string of a fenced block says what happens to it, in the order of the page:

    yaml path/of/file   the block is written to that file (any language, but for those below)
    sh                  each line is run and must succeed; after `sh exits 1`, it must fail with that code
    sh by hand          not run, since it takes long or changes the machine; its modules, files and options must exist
    text output         each line must appear in what the last command printed
    text problem        what `--check` prints if the mistake that the block names is made in the demo
    python, pycon       run as a script; all `pycon` blocks of a page as one doctest session
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.model.audience import LIMITS
from generator.read.form.brand import BrandForm
from generator.read.form.profile import ProfileForm, VariantForm
from tests import guide

ROOT = Path(__file__).parent.parent
GUIDES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not {".venv", ".git", "out", "build", ".pytest_cache"} & set(path.relative_to(ROOT).parts)
)
RECIPES = ROOT / "generator" / "RECIPES.md"  # followed by tests/test_recipes.py
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = "python3 -m venv .venv && "
IGNORED = shutil.ignore_patterns(
    ".venv", "out", ".git", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)
# What a guide installs with pip goes into the copy and is built by what is here, so that no test touches the
# environment of the others or waits for a package index.
INSTALL_IN_COPY = {"PYTHONPATH": "installed", "PIP_TARGET": "installed", "PIP_NO_BUILD_ISOLATION": "0"}


@dataclass(frozen=True)
class Example:
    """A fenced block of a guide: its language, the rest of its info string, and its text."""

    language: str
    rest: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The lines of a shell block, without comments and without what a test of its own covers below."""
        return [line for line in self.text.splitlines() if line.strip() and not line.startswith(("#", SETUP))]


def examples(page: Path) -> list[Example]:
    fences = FENCE.findall(page.read_text(encoding="utf-8"))
    return [Example(*info.strip().partition(" ")[::2], text) for info, text in fences]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a printed command in `folder`, with the Python that runs the tests."""
    here = re.sub(r"\.venv/bin/python3?\b", f'"{sys.executable}"', command)
    environment = {**os.environ, **INSTALL_IN_COPY}
    return subprocess.run(here, shell=True, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    "page",
    [page for page in GUIDES if examples(page) and page != RECIPES],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_the_examples_of_a_guide_work(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(ROOT, folder, ignore=IGNORED)
    printed = ""
    sessions: list[str] = []
    for example in examples(page):
        match example.language, example.rest:
            case "text", "output":
                missing = [line for line in example.text.splitlines() if line.strip() not in printed]
                assert missing == [], f"the command above did not print this:\n{printed}"
            case "sh", "by hand":
                unknown = [part for command in example.commands for part in unknown_parts(command)]
                assert unknown == [], "the guide names what does not exist"
            case "sh", rest:
                for command in example.commands:
                    done = run(command, folder)
                    printed = done.stdout + done.stderr
                    assert done.returncode == int(rest.partition("exits ")[2] or 0), f"{command}\n{printed}"
            case "pycon", _:
                sessions.append(example.text)
            case "python", "":
                done = subprocess.run([sys.executable, "-c", example.text], cwd=folder, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
            case "text", "problem":
                pass  # has a test of its own below
            case _, file if file:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(example.text, encoding="utf-8")
    if sessions:
        (folder / "session.txt").write_text("\n".join(sessions), encoding="utf-8")
        done = run(".venv/bin/python -m doctest -o ELLIPSIS -o NORMALIZE_WHITESPACE session.txt", folder)
        assert done.returncode == 0, done.stdout + done.stderr


def unknown_parts(command: str) -> Iterator[str]:
    """Yield the modules, files and, of our own modules, options in `command` that do not exist."""
    words = [word for word in shlex.split(command, comments=True) if not re.match(r"[A-Z]+=", word)]
    source = ""
    if words[1:2] == ["-m"]:
        module = ROOT / words[2].replace(".", "/")
        source = next((file.read_text("utf-8") for file in (module / "__main__.py", Path(f"{module}.py"))
                       if file.is_file()), "")  # fmt: skip
        if not source and (words[2].startswith("tests") or find_spec(words[2]) is None):
            yield f"module {words[2]}"
    for word in words[1:]:
        if "/" in word and "://" not in word and not (ROOT / word.partition("::")[0]).exists():
            yield f"file {word}"
        if source and word.startswith("--") and word not in source:
            yield f"option {word} of {words[2]}"


@pytest.mark.parametrize(
    ("command", "unknown"),
    [
        (".venv/bin/python -m tests.bench --quick --write", []),
        (".venv/bin/python -m tests.bench --slow", ["option --slow of tests.bench"]),
        (".venv/bin/python -m tests.bensh", ["module tests.bensh"]),
        ("LONG=1 .venv/bin/python -m pytest tests/trust tests/draft", ["file tests/draft"]),
        ("git tag v0.1.0  # a tag", []),
    ],
)
def test_a_command_that_is_not_run_must_name_what_exists(command: str, unknown: list[str]) -> None:
    assert list(unknown_parts(command)) == unknown


def setup_commands() -> list[str]:
    return [
        line
        for example in examples(ROOT / "README.md")
        for line in example.text.splitlines()
        if line.startswith(SETUP)
    ]  # fmt: skip


def test_the_readme_has_one_command_for_the_job_and_one_for_the_tests() -> None:
    build, test = setup_commands()
    assert build.endswith("make_report.py") and test.endswith("-m pytest")


@pytest.mark.skipif(not os.environ.get("CI"), reason="needs a package registry; run where CI is set")
def test_the_first_command_builds_the_demo_in_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    done = subprocess.run(setup_commands()[0], shell=True, cwd=clone, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((clone / "out").rglob("*-standard-briefing.docx"))) == 1
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True)
    assert status.stdout == "", "the command leaves files that git would pick up"


def test_the_problem_that_the_readme_shows_is_what_the_command_prints(tmp_path: Path) -> None:
    (problem,) = (example.text for example in examples(ROOT / "README.md") if example.rest == "problem")
    file, number, wrong, right = re.search(r"^(\S+?):(\d+):\d+ .*?`(.+?)`.*\n.*`(.+?)`", problem).groups()
    shutil.copytree(ROOT / "data", tmp_path / "data")
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[int(number) - 1] = lines[int(number) - 1].replace(right, wrong)
    (tmp_path / file).write_text("".join(lines), encoding="utf-8")
    done = run(f".venv/bin/python {ROOT / 'make_report.py'} {Path(file).parent} --check", tmp_path)
    assert done.returncode == 1 and done.stdout + done.stderr == problem


def test_pictures_and_links_in_guides_exist() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in GUIDES
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", FENCE.sub("", page.read_text(encoding="utf-8")))
        if ":" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


def test_links_to_headings_in_guides_lead_somewhere() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {file}#{anchor}"
        for page in GUIDES
        for file, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", FENCE.sub("", page.read_text(encoding="utf-8")))
        if anchor not in anchors(page.parent / file if file else page)
    ]
    assert missing == []


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_generated_part_of_the_reference_is_current() -> None:
    assert guide.reference() in guide.PAGE.read_text(encoding="utf-8"), "run `python -m tests.guide`"


@pytest.mark.parametrize(
    "name", [*ProfileForm.fields_by_key, *LIMITS, *VariantForm.fields_by_key, *BrandForm.fields_by_key]
)
def test_the_reference_lists_every_setting(name: str) -> None:
    assert re.search(rf"`{name}`|^[# ]*{name}:", guide.PAGE.read_text(encoding="utf-8"), re.MULTILINE)
