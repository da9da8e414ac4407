"""The installed command works without the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_installed_wheel_builds_the_demo(tmp_path: Path) -> None:
    wheel = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    copy = tmp_path / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "out", ".git", "build", "*.egg-info"))
    subprocess.run([*wheel, "--wheel-dir", str(tmp_path), str(copy)], check=True)
    (built,) = tmp_path.glob("briefing_pack-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    bin_ = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([bin_ / "python", "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(built)], check=True)
    # the libraries come from the environment of the tests, the generator from the wheel
    libraries = f"import sys; sys.path.append({sysconfig.get_paths()['purelib']!r})"
    site = next((tmp_path / "venv").rglob("site-packages"))
    (site / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run([bin_ / "make-report", "--out", "packs"], cwd=work, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(list((work / "packs").rglob("*-standard-deck.pptx"))) == 1
