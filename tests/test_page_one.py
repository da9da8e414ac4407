"""Page 1 of a briefing: the scorecard in three rows, the most important questions, the page of the others, a figure."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from generator.errors import InputError
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from tests.conftest import DEMO
from tests.test_cover import changed, with_cover, without_cover
from tests.test_status_tables import QUESTIONS, dataset

SUMMARY = '::: {.scorecard rows="statuses"}\n:::\n\n::: {.questions most="1"}\n:::'


def lines_of(pack: Pack) -> list[str]:
    """The paragraphs of the briefing in reading order, those of tables included."""
    data = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    paragraphs: Iterator[Any] = Document(BytesIO(data)).element.body.iter("{*}p")
    lines = ("".join(_text(node) for node in paragraph.iter("{*}t", "{*}br", "{*}tab")) for paragraph in paragraphs)
    return [line.replace("\u00a0", " ") for line in lines if line]


def _text(node: Any) -> str:
    return str(node.text) if node.tag.endswith("}t") else "\t" if node.tag.endswith("}tab") else "\n"


def templates(folder: Path, summary: str = SUMMARY, **settings: Any) -> Path:
    """Write an audience whose block `summary` is that text."""
    audience = folder / "templates" / "short"
    audience.mkdir(parents=True)
    text = yaml.safe_dump({"extends": "standard", "title": "Short", **settings})
    (audience / "audience.yaml").write_text(text, encoding="utf-8")
    block = f'{{% extends "standard/briefing.md.j2" %}}\n{{% block summary %}}\n{summary}\n{{% endblock %}}\n'
    (audience / "briefing.md.j2").write_text(block, encoding="utf-8")
    return folder / "templates"


def test_each_status_has_a_row_with_the_headlines_of_its_findings(tmp_path: Path) -> None:
    lines = lines_of(build(dataset(tmp_path), "standard", tmp_path / "out"))
    first = lines.index("✓ Achieved\nour assessment")
    assert lines[first : first + 4] == [
        "✓ Achieved\nour assessment", "Pier built · Ferry runs", "✕ Not achieved", "No crane",
    ]  # fmt: skip


def test_the_page_of_further_questions_is_the_one_in_the_contents(tmp_path: Path) -> None:
    folder = templates(tmp_path, contents=True)
    lines = lines_of(build(DEMO, "short", tmp_path / "out", templates=folder))
    named = next(match[1] for line in lines if (match := re.fullmatch(r"Further questions: 10 \(page (\d+)\)\.", line)))
    assert f"Open questions\t{named}" in lines and int(named) > 1


def test_without_their_section_further_questions_are_in_the_full_briefing(tmp_path: Path) -> None:
    folder = templates(tmp_path, sections={"briefing": ["summary"]})
    lines = lines_of(build(dataset(tmp_path), "short", tmp_path / "out", templates=folder))
    assert lines[lines.index("When is it done?") + 1] == "Further questions in the full briefing: 1."


def test_a_list_of_all_questions_says_nothing_of_further_ones(tmp_path: Path) -> None:
    folder = templates(tmp_path, '::: {.questions most="2"}\n:::', sections={"briefing": ["summary"]})
    lines = lines_of(build(dataset(tmp_path), "short", tmp_path / "out", templates=folder))
    assert lines[lines.index("When is it done?") + 1] == "Who pays?" and not any("urther" in line for line in lines)


def test_without_scorecard_and_questions_nothing_of_them_is_left(tmp_path: Path) -> None:
    folder = templates(tmp_path, sections={"briefing": ["summary"]})
    lines = lines_of(
        build(
            dataset(
                tmp_path,
                [],
                [],
            ),
            "short",
            tmp_path / "out",
            templates=folder,
        )
    )
    assert not any(word in line for line in lines for word in ("chieved", "uestion", "Scorecard"))


@pytest.mark.parametrize("most", ["0", "-1", "four", "٣"])
def test_a_list_takes_a_whole_number_of_questions(most: str, tmp_path: Path) -> None:
    folder = templates(tmp_path, f'::: {{.questions most="{most}"}}\n:::')
    with pytest.raises(InputError, match=f"`{most}` is not a valid `most`"):
        compose(dataset(tmp_path), "short", templates=folder)


def test_rows_of_the_scorecard_are_findings_or_statuses(tmp_path: Path) -> None:
    folder = templates(tmp_path, '::: {.scorecard rows="status"}\n:::')
    with pytest.raises(InputError, match="`status` is not a valid `rows`\n    did you mean `statuses`"):
        compose(dataset(tmp_path), "short", templates=folder)


def test_page_1_shows_what_is_on_the_cover_and_the_whole_figure_follows(tmp_path: Path) -> None:
    cover = {"figure": "timeline", "lanes": ["calls"]}
    composition = compose(changed(tmp_path, with_cover(cover)), "standard")
    edition = composition.editions["briefing"]
    assert edition.main_figure is not None
    assert [lane.id for lane in edition.main_figure.lanes] == ["calls"]  # type: ignore[attr-defined]
    assert "timeline" in {figure.id for figure in edition.lone_figures}


def test_without_a_cover_page_1_has_the_first_figure_which_is_not_shown_again(tmp_path: Path) -> None:
    edition = compose(changed(tmp_path, without_cover), "standard").editions["briefing"]
    assert edition.main_figure == edition.figures[0]
    assert edition.main_figure not in edition.lone_figures


def test_a_takeaway_heads_its_section_or_stands_below_the_heading(tmp_path: Path) -> None:
    folder = templates(tmp_path, headings="takeaways")
    below = lines_of(build(dataset(tmp_path), "standard", tmp_path / "out"))
    assert below[below.index("Questions", below.index("Questions") + 1) + 1] == "Two are open."
    heading = lines_of(build(dataset(tmp_path), "short", tmp_path / "headed", templates=folder))
    assert "Two are open" in heading and "Two are open." not in heading


def test_questions_of_a_deck_are_listed_without_a_page(tmp_path: Path) -> None:
    folder = templates(tmp_path)
    deck = (
        '{% extends "standard/deck.md.j2" %}\n{% block open_questions %}\n# Q\n\n## Q\n\n'
        + SUMMARY
        + "\n{% endblock %}\n"
    )
    (folder / "short" / "deck.md.j2").write_text(deck, encoding="utf-8")
    tree = str(compose(dataset(tmp_path), "short", templates=folder).trees["deck.pptx"])
    assert QUESTIONS[1]["question"] in tree and "in the full briefing: 1" in tree
