"""Directives and figure kinds of installed packages; code in a dataset or template folder never runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
MODULE = """
from generator.model.block import Panel
from generator.draw.columns import draw_columns

WARNING = (lambda node, attributes, composer: (Panel("panel", (), composer.blocks(node.children), "not_achieved"),), ())


def dots(figure, edition, brand):
    return draw_columns(figure, edition, brand)
"""


def install(folder: Path, code: str = MODULE) -> Path:
    """Return a folder as pip leaves it, with a module and the metadata of its entry points."""
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


def write_audience(folder: Path, text: str) -> Path:
    """Write the audience `board` with `text` in its briefing, and return the template folder."""
    board = folder / "templates" / "board"
    board.mkdir(parents=True)
    (board / "audience.yaml").write_text("extends: executive\ntitle: Board\n", encoding="utf-8")
    block = f'{{% extends "executive/briefing.md.j2" %}}\n{{% block key_messages %}}\n{text}\n{{% endblock %}}\n'
    (board / "briefing.md.j2").write_text(block, encoding="utf-8")
    return board.parent


def build(dataset: Path, templates: Path, out: Path, site: Path | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "make_report.py"), str(dataset), "--templates", str(templates)]
    environment = {**os.environ, "PYTHONPATH": str(site) if site else "", "XDG_CACHE_HOME": str(out / "cache")}
    return subprocess.run(
        [*command, "--audience", "board", "--out", str(out)], env=environment, capture_output=True, text=True
    )


BOX = "::: {.warning}\n{{ key_messages.takeaway | stop }}\n:::"


def test_a_pack_uses_a_directive_and_a_figure_kind_of_an_installed_package(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    file = dataset / "dataset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: columns", "kind: dots"), encoding="utf-8")
    process = build(dataset, write_audience(tmp_path, BOX), tmp_path / "out", install(tmp_path))
    assert process.returncode == 0, process.stderr
    pack = tmp_path / "out" / "harbour" / "board"
    assert (pack / "ships-by-quarter.png").is_file()
    assert '"my-blocks": "1.0"' in (pack / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "error"), [("raise OSError('no disk')", "no disk"), ("", "WARNING")])
def test_a_package_that_cannot_be_loaded_is_reported(code: str, error: str, tmp_path: Path) -> None:
    process = build(HARBOUR, write_audience(tmp_path, BOX), tmp_path / "out", install(tmp_path, code))
    assert process.returncode == 1 and "Traceback" not in process.stderr
    assert "my-blocks  cannot load `warning` from this installed package (" in process.stderr
    assert error in process.stderr


def test_an_unknown_directive_is_reported_with_the_nearest_one_of_an_installed_package(tmp_path: Path) -> None:
    process = build(HARBOUR, write_audience(tmp_path, "::: {.warnin}\nx\n:::"), tmp_path / "out", install(tmp_path))
    assert process.returncode == 1
    assert "unknown directive `warnin`\n    did you mean `warning`?" in process.stderr


def test_code_in_a_dataset_or_template_folder_never_runs(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    templates = write_audience(tmp_path, "{{ key_messages.takeaway }}")
    trap = f"open({str(tmp_path / 'ran')!r}, 'w').close()\n"
    for folder in (dataset, templates, templates / "board"):
        for name in ("__init__.py", "conftest.py", "sitecustomize.py", "audience.py", "yaml.py", "docx.py"):
            (folder / name).write_text(trap, encoding="utf-8")
    assert build(dataset, templates, tmp_path / "out", None).returncode == 0
    assert not (tmp_path / "ran").exists()
