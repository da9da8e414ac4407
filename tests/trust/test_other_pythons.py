"""In other versions of Python, with the same libraries, every member of every file is the same.

`OTHER_PYTHONS=/path/to/python3.12:/path/to/python3.13 python -m pytest tests/trust/test_other_pythons.py` runs it; each
needs the package and the releases of its libraries that are installed here.
"""

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
OTHERS = [each for each in os.environ.get("OTHER_PYTHONS", "").split(os.pathsep) if each]


def members(name: str, data: bytes) -> dict[str, str]:
    """The hash of each member, those of files within files too; the zip around them is zlib's affair."""
    if not data.startswith(b"PK"):
        return {name: sha256(data).hexdigest()}
    with ZipFile(BytesIO(data)) as package:
        inner = [members(f"{name}!{each}", package.read(each)) for each in package.namelist()]
    return {each: digest for found in inner for each, digest in found.items()}


def built_by(python: str, out: Path) -> dict[str, str]:
    command = [python, str(ROOT / "make_report.py"), str(HARBOUR), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True, env={**os.environ, "BRIEFING_PACK_CACHE": ""})
    files = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "manifest.json"}
    return {each: digest for name, data in files.items() for each, digest in members(name, data).items()}


@pytest.mark.skipif(not OTHERS, reason="OTHER_PYTHONS names none")
@pytest.mark.parametrize("other", OTHERS)
def test_every_part_is_the_same(other: str, tmp_path: Path) -> None:
    here, there = built_by(sys.executable, tmp_path / "here"), built_by(other, tmp_path / "there")
    assert len(here) > 100
    assert [name for name in here | there if here.get(name) != there.get(name)] == []
