"""A build fetches nothing, starts nothing, and writes into its output folder and the figure store alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import sys
from pathlib import Path
from tests.trust.watch import watched
out, store = Path(sys.argv[1]), Path(sys.argv[2])
with watched(out, store) as seen:
    from generator.cli.main import main
    code = main(["tests/cases/harbour", "--out", str(out), "--quiet"])
print(code, *seen, sep="\\n")
"""


@pytest.mark.parametrize("home", ["empty", "not there"])
def test_a_build_writes_nothing_elsewhere_and_starts_no_program(home: str, tmp_path: Path) -> None:
    own, store, out = tmp_path / "home", tmp_path / "store", tmp_path / "out"
    if home == "empty":
        own.mkdir()
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(own), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
        "BRIEFING_PACK_CACHE": str(store), "TMPDIR": str(tmp_path),
    }  # fmt: skip
    run = subprocess.run([sys.executable, "-c", PROGRAM, str(out), str(store)], cwd=ROOT, env=environment,
                         capture_output=True, text=True)  # fmt: skip
    assert run.stdout.splitlines() == ["0"], run.stdout + run.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if any(path.rglob("*"))) == ["out", "store"]
    assert not own.exists() or not any(own.iterdir())
