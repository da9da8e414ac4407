"""One run tells everything that is wrong: with the dataset, the profile, both templates, the brand and the look."""

import shutil
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.pipeline.build import compose

ROOT = Path(__file__).parent.parent
BOARD = "extends: standard\nlimits: {pagse: 2}\nlook: ../own\n"


def write_template(folder: Path, output: str, text: str) -> None:
    template = f'{{% extends "standard/{output}.md.j2" %}}\n{{% block overview %}}{text}{{% endblock %}}\n'
    (folder / f"{output}.md.j2").write_text(template, encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A dataset and a folder of audiences with a fault in each file."""
    dataset = Path(shutil.copytree(ROOT / "tests" / "cases" / "harbour", tmp_path / "harbour"))
    for name, right, wrong in (
        ("dataset.yaml", "importance: high", "importance: hihg"),
        ("dataset.yaml", "sources: [gazette]", "sources: [gazete]"),
        ("events.csv", ",2020-01,", ",2020-13-01,"),
        ("sources.yaml", "type: report", "type: reprot"),
    ):
        file = dataset / name
        text = file.read_text(encoding="utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    templates = tmp_path / "mine"
    shutil.copytree(ROOT / "templates" / "look", templates / "own")
    brand = templates / "own" / "brand.yaml"
    brand.write_text(brand.read_text(encoding="utf-8").replace('"111827"', '"black"'), encoding="utf-8")
    (templates / "board").mkdir()
    (templates / "board" / "audience.yaml").write_text(BOARD, encoding="utf-8")
    for output in ("briefing", "deck"):
        write_template(templates / "board", output, "{% set x = 1 %}")
    return dataset, templates


def test_one_run_tells_what_is_wrong_with_each_file(folders: tuple[Path, Path]) -> None:
    dataset, templates = folders
    with pytest.raises(InputError) as raised:
        compose(dataset, "board", templates=templates)
    files = {Path(problem.place.file).relative_to(dataset.parent).as_posix() for problem in raised.value.problems}
    assert files == {
        "harbour/dataset.yaml", "harbour/events.csv", "harbour/sources.yaml", "mine/board/audience.yaml",
        "mine/board/briefing.md.j2", "mine/board/deck.md.j2", "mine/own/brand.yaml",
    }  # fmt: skip
    whats = [problem.what for problem in raised.value.problems]
    assert "`hihg` is not a valid `importance`" in whats and any("unknown source `gazete`" in what for what in whats)


def test_names_of_records_are_checked_in_both_outputs_at_once(tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "audience.yaml").write_text("extends: standard\n", encoding="utf-8")
    for output in ("briefing", "deck"):
        write_template(tmp_path / "board", output, "# {{ overview.x }}")
    with pytest.raises(InputError) as raised:
        compose(ROOT / "tests" / "cases" / "harbour", "board", templates=tmp_path)
    assert [(Path(problem.place.file).name, problem.place.line) for problem in raised.value.problems] == [
        ("briefing.md.j2", 2),
        ("deck.md.j2", 2),
    ]


def test_a_misspelt_source_in_many_places_is_one_problem(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(ROOT / "tests" / "cases" / "harbour", tmp_path / "harbour"))
    sources = dataset / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("id: gazette", "id: gazete"), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        compose(dataset)
    (problem,) = raised.value.problems
    assert problem.what.startswith("unknown source `gazette` in sources.yaml (statement `spills`, ")
    assert problem.help == "did you mean `gazete`?" and "event `s1`" in problem.what


FAULTY_DECK = """\
{% extends "standard/deck.md.j2" %}
{% block overview %}
## X

![x](figure:nofig)
{% endblock %}
"""


def test_a_fault_of_the_dataset_hides_none_of_profile_and_templates(folders: tuple[Path, Path]) -> None:
    dataset, templates = folders
    board = templates / "board"
    (board / "audience.yaml").write_text("extends: standard\nfigures: [timeline, shps]\n", encoding="utf-8")
    write_template(board, "briefing", "\n{{ overview.titel }}\n")
    (board / "deck.md.j2").write_text(FAULTY_DECK, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        compose(dataset, "board", templates=templates)
    whats = [problem.what for problem in raised.value.problems]
    assert any("unknown figure `shps`" in what for what in whats) and "unknown figure `nofig`" in whats
    assert any(what.startswith("unknown name `titel`") for what in whats)


def test_a_fault_in_one_line_of_a_template_hides_none_in_another(tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "audience.yaml").write_text("extends: standard\n", encoding="utf-8")
    write_template(tmp_path / "board", "briefing", "\n{{ overviw.title }}\n{{ overview.titel }}\n{{ titel }}\n")
    with pytest.raises(InputError) as raised:
        compose(ROOT / "tests" / "cases" / "harbour", "board", templates=tmp_path)
    assert [problem.place.line for problem in raised.value.problems] == [3, 4, 5]
