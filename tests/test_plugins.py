"""Blocks and charts of installed packages; code in a dataset or template folder is never run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
BLOCKS = """
from generator.model.block import Panel
from generator.draw.columns import draw_columns

WARNING = (lambda node, attributes, reading: (Panel("panel", (), reading.blocks(node.children), "not_achieved"),), ())


def dots(figure, edition, brand):
    return draw_columns(figure, edition, brand)
"""


def installed(folder: Path, code: str = BLOCKS) -> Path:
    """A folder as pip leaves it: a module, and the metadata that names its entry points."""
    site = folder / "site"
    metadata = site / "my_blocks-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / "my_blocks.py").write_text(code, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: my-blocks\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(
        "[briefing_pack.directives]\nwarning = my_blocks:WARNING\n[briefing_pack.figures]\ndots = my_blocks:dots\n",
        encoding="utf-8",
    )
    return site


def audience(folder: Path, text: str) -> Path:
    own = folder / "templates" / "board"
    own.mkdir(parents=True)
    (own / "audience.yaml").write_text("extends: executive\ntitle: Board\n", encoding="utf-8")
    block = f'{{% extends "executive/briefing.md.j2" %}}\n{{% block key_messages %}}\n{text}\n{{% endblock %}}\n'
    (own / "briefing.md.j2").write_text(block, encoding="utf-8")
    return own.parent


def made(dataset: Path, templates: Path, out: Path, site: Path | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "make_report.py"), str(dataset), "--templates", str(templates)]
    environment = {**os.environ, "PYTHONPATH": str(site) if site else "", "XDG_CACHE_HOME": str(out / "cache")}
    return subprocess.run(
        [*command, "--audience", "board", "--out", str(out)], env=environment, capture_output=True, text=True
    )


BOX = "::: {.warning}\n{{ key_messages.takeaway | stop }}\n:::"


def test_a_block_and_a_chart_of_an_installed_package_stand_in_the_pack(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    file = dataset / "dataset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: columns", "kind: dots"), encoding="utf-8")
    done = made(dataset, audience(tmp_path, BOX), tmp_path / "out", installed(tmp_path))
    assert done.returncode == 0, done.stderr
    pack = tmp_path / "out" / "harbour" / "board"
    assert (pack / "ships-by-quarter.png").is_file()
    assert '"my-blocks": "1.0"' in (pack / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "said"), [("raise OSError('no disk')", "no disk"), ("", "WARNING")])
def test_a_package_that_cannot_be_loaded_is_named(code: str, said: str, tmp_path: Path) -> None:
    done = made(HARBOUR, audience(tmp_path, BOX), tmp_path / "out", installed(tmp_path, code))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "my-blocks  the installed package cannot be loaded for `warning`" in done.stderr and said in done.stderr


def test_a_name_of_no_package_is_a_problem_of_the_template(tmp_path: Path) -> None:
    done = made(HARBOUR, audience(tmp_path, "::: {.warnin}\nx\n:::"), tmp_path / "out", installed(tmp_path))
    assert done.returncode == 1 and "no directive `warnin`" in done.stderr and "did you mean `warning`?" in done.stderr


def test_code_beside_a_dataset_or_a_template_is_never_run(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    templates = audience(tmp_path, "{{ key_messages.takeaway }}")
    trap = f"open({str(tmp_path / 'ran')!r}, 'w').close()\n"
    for folder in (dataset, templates, templates / "board"):
        for name in ("__init__.py", "conftest.py", "sitecustomize.py", "audience.py", "yaml.py", "docx.py"):
            (folder / name).write_text(trap, encoding="utf-8")
    assert made(dataset, templates, tmp_path / "out", None).returncode == 0
    assert not (tmp_path / "ran").exists()
