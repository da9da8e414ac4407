"""The recipes of generator/RECIPES.md work as printed: each is followed in a copy of the repository.

A block ```` ```python path ```` (or yaml, csv …) writes that file. A block ```` ```diff path ```` changes a file: lines
with `+` go in behind the unmarked line before them, lines with `-` come out; unmarked lines are looked up one after the
other, so that a recipe shows no more of a file than it needs. ```` ```sh ```` is run, ```` ```text output ```` is in
what it printed.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.test_readme import FENCE, IGNORED, ROOT, run

PAGE = ROOT / "generator" / "RECIPES.md"
SECTIONS = {
    section.partition("\n")[0]: section
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
}
# the most that a recipe may touch: files that it writes or changes, without those of templates and data
MOST_FILES = {"A format": 2, "A chart": 4, "A field of the dataset": 3, "A setting of audiences": 3}


def patched(text: str, diff: str) -> str:
    """Return `text` with `diff` applied. Raises AssertionError where a line of the diff is not in the text."""
    lines, position = text.splitlines(), 0
    for entry in diff.splitlines():
        sign, line = entry[:1], entry[1:]
        if sign == "+":
            lines.insert(position, line)
            position += 1
        elif line.strip() == "…" or not entry.strip():
            continue
        else:
            assert line in lines[position:], f"not in the file, or out of order: {line}"
            position = lines.index(line, position)
            if sign == "-":
                del lines[position]
            else:
                position += 1
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", SECTIONS)
def test_a_recipe_works_as_printed(name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = Path(shutil.copytree(ROOT, tmp_path / "copy", ignore=IGNORED))
    shown, touched = "", set()
    for info, text in FENCE.findall(SECTIONS[name]):
        language, _, rest = info.strip().partition(" ")
        if language == "sh":
            for line in text.splitlines():
                done = run(line, folder)
                shown = done.stdout + done.stderr
                assert done.returncode == int(rest.partition("exits ")[2] or 0), f"{line}\n{shown}"
        elif rest == "output":
            missing = [line for line in text.splitlines() if line.strip() not in shown]
            assert missing == [], f"not printed by the command before it:\n{shown}"
        else:
            file = folder / rest
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text(encoding="utf-8") if language == "diff" else ""
            file.write_text(patched(before, text) if language == "diff" else text, encoding="utf-8")
            touched |= {rest} if rest.startswith("generator/") else set()
    assert touched
    assert len(touched) <= MOST_FILES.get(name, 5), touched
    cache = tmp_path_factory.getbasetemp() / "mypy"  # shared: a recipe changes few of the modules
    for check in (f"mypy --cache-dir {cache}", "ruff check generator"):
        done = run(f".venv/bin/python -m {check}", folder)
        assert done.returncode == 0, done.stdout
