"""Mistakes of template authors and audience editors are reported with their place and the nearest valid name."""

from pathlib import Path

import pytest

from generator.cli.main import main

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
BASE = "extends: standard\ntitle: Board\n"
CASES = {
    "a misspelt setting": (
        {"board/audience.yaml": BASE + "limts: {questions: 3}\n"},
        ["board/audience.yaml:3:1", "`limts`", "did you mean `limits`?"],
    ),
    "a misspelt limit": (
        {"board/audience.yaml": BASE + "limits: {question: 3}\n"},
        ["board/audience.yaml:3:10", "unknown limit `question`", "did you mean `questions`?"],
    ),
    "a limit that is not a number": (
        {"board/audience.yaml": BASE + "limits: {pages: two}\n"},
        ["board/audience.yaml:3:17", "`two` is not a valid limit", "use a whole number from 1 to 9999"],
    ),
    "an unknown parent": (
        {"board/audience.yaml": "extends: standrad\ntitle: Board\n"},
        ["board/audience.yaml:1:10", "unknown audience `standrad`", "did you mean `standard`?"],
    ),
    "audiences that extend each other": (
        {
            "board/audience.yaml": "extends: council\ntitle: Board\n",
            "council/audience.yaml": "extends: board\ntitle: Council\n",
        },
        ["council/audience.yaml:1:10", "circular `extends`: board → council → board", "remove one of them"],
    ),
    "a section that is no block": (
        {"board/audience.yaml": BASE + "sections: {deck: [scorecrad]}\n"},
        ["board/audience.yaml:3:18", "section `scorecrad` is not a block of", "did you mean `scorecard`?"],
    ),
    "a block that nobody prints": (
        {
            "board/audience.yaml": BASE,
            "board/deck.md.j2": '{% extends "standard/deck.md.j2" %}\n{% block scorecad %}x{% endblock %}\n',
        },
        ["board/deck.md.j2:2", "block `scorecad` is in no section", "did you mean `scorecard`?"],
    ),
    "a template that is missing": (
        {"board/audience.yaml": BASE, "board/deck.md.j2": '{% extends "standrad/deck.md.j2" %}\n'},
        ["board/deck.md.j2:1", "unknown template `standrad/deck.md.j2`", "did you mean `standard/deck.md.j2`?"],
    ),
    "a name that does not exist": (
        {
            "board/audience.yaml": BASE,
            "board/briefing.md.j2": '{% extends "standard/briefing.md.j2" %}\n'
            "{% block overview %}\n{{ overview.takaway }}\n{% endblock %}\n",
        },
        ["board/briefing.md.j2:3", "unknown name `takaway`", "did you mean `takeaway`?"],
    ),
    "a label that does not exist": (
        {"board/audience.yaml": BASE + "labels: {source_s: References}\n"},
        ["board/audience.yaml:3", "unknown label `source_s`", "did you mean `sources`?"],
    ),
    "a manner of citing that does not exist": (
        {"board/audience.yaml": BASE + "citations: endnotes\n"},
        [
            "board/audience.yaml:3:12",
            "`endnotes` is not a valid `citations`",
            "`footnotes`, `numbers`, `group`, `links`, `none`",
        ],
    ),
    "a look that does not exist": (
        {"board/audience.yaml": BASE + "look: ../lok\n"},
        ["board/audience.yaml:3:7", "no folder `../lok`"],
    ),
}
WARNINGS = {
    "an unknown layout": (
        "deck.md.j2",
        '{% extends "standard/deck.md.j2" %}\n{% block overview %}\n'
        '# {{ overview.title }}\n\n## Where {layout="Two content"}\n\n- {{ overview.takeaway }}\n{% endblock %}\n',
        ["board/deck.md.j2:5", "no layout `Two content`", "did you mean `Two contents`?"],
    ),
    "an unknown style": (
        "briefing.md.j2",
        '{% extends "standard/briefing.md.j2" %}\n{% block overview %}\n'
        '# {{ overview.title }}\n\n::: {custom-style="Quot"}\n{{ overview.takeaway }}\n:::\n{% endblock %}\n',
        ["word.docx", "`Quot`"],
    ),
}


def written(folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(HARBOUR), "--templates", str(folder), "--audience", "board", "--out", str(folder / "out")]


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named_with_its_place_and_what_would_help(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, said = CASES[case]
    assert main(written(tmp_path, files)) == 1
    shown = capsys.readouterr().err
    assert [each for each in said if each not in shown] == [], shown
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("case", WARNINGS)
def test_what_a_template_asks_of_office_in_vain_is_named_and_the_pack_made(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, template, said = WARNINGS[case]
    assert main(written(tmp_path, {"board/audience.yaml": BASE, f"board/{file}": template})) == 0
    shown = capsys.readouterr().err
    assert [each for each in said if each not in shown] == [], shown


def test_an_unknown_audience_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "zzz"]) == 1
    assert "valid audiences: `executive`, `press`, `staff`, `standard`" in capsys.readouterr().err
