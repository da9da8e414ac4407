"""`--watch`: builds again whenever a file is saved."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import running

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends Ctrl-C as a signal")


def save(file: Path, text: str) -> None:
    """Save as editors do: a new file replaces the old one."""
    saving = file.with_suffix(".saving")
    saving.write_text(text, encoding="utf-8")
    saving.replace(file)


def read_until(end: str, process: subprocess.Popen[str]) -> str:
    """Return what is printed up to a line with `end`, or up to the end of the process."""
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if end in line:
            break
    return "".join(lines)


def test_a_watch_builds_again_on_save_and_survives_errors(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    file, manifest = folder / "dataset.yaml", tmp_path / "out" / "harbour" / "standard" / "manifest.json"
    text = file.read_text(encoding="utf-8")
    command = [sys.executable, str(ROOT / "make_report.py"), str(folder), "--out", str(tmp_path / "out")]
    with running([*command, "--watch"]) as watch:
        assert "harbour-standard-deck.pptx" in read_until("watching", watch)
        first = manifest.read_bytes()
        save(file, text.replace("takeaway:", "takeway:", 1))
        assert "`takeway`" in read_until("watching", watch) and manifest.read_bytes() == first
        start = time.perf_counter()
        save(file, text.replace("In brief", "In short", 1))
        assert "harbour-standard-deck.pptx" in read_until("watching", watch) and manifest.read_bytes() != first
        warm = time.perf_counter() - start
        watch.send_signal(signal.SIGINT)
        assert "stopped" in read_until("stopped", watch)
        assert watch.wait(timeout=10) == 130
    start = time.perf_counter()
    subprocess.run([*command, "--force", "--quiet"], check=True)
    assert warm < time.perf_counter() - start, "slower than a start from nothing"


def test_a_watch_survives_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    out = tmp_path / "out"
    out.write_text("a file in the way", encoding="utf-8")
    with running([sys.executable, str(ROOT / "make_report.py"), str(folder), "--out", str(out), "--watch"]) as watch:
        assert "cannot write" in read_until("watching", watch)
        out.unlink()
        save(folder / "sources.yaml", (folder / "sources.yaml").read_text(encoding="utf-8") + "# checked\n")
        assert "harbour-standard-deck.pptx" in read_until("watching", watch)


def test_a_check_can_be_watched_too(tmp_path: Path) -> None:
    with running([sys.executable, str(ROOT / "make_report.py"), str(HARBOUR), "--check", "--watch"]) as watch:
        assert "no problems for standard" in read_until("watching", watch)
