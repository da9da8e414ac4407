"""The four audiences that are shipped: each gets what its reader needs, and nothing else."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from pptx import Presentation

from generator import build
from generator.pack.pack import Pack
from tests.conftest import DEMO, ROOT
from tests.rendering import need_libreoffice, pdf_of, words_of

HARBOUR = ROOT / "tests" / "cases" / "harbour"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    out = tmp_path_factory.mktemp("packs")
    return {name: build(DEMO, name, out) for name in ("executive", "press", "staff")}


def part(pack: Pack, suffix: str, pattern: str) -> str:
    (data,) = [data for name, data in pack.files.items() if name.endswith(suffix)]
    with ZipFile(BytesIO(data)) as package:
        return "\n".join(package.read(each).decode() for each in package.namelist() if re.fullmatch(pattern, each))


def slides_of(pack: Pack) -> list:
    (data,) = [data for name, data in pack.files.items() if name.endswith(".pptx")]
    return list(Presentation(BytesIO(data)).slides)


def titles(pack: Pack) -> list[str]:
    (data,) = [data for name, data in pack.files.items() if name.endswith(".docx")]
    return [each.text for each in docx.Document(BytesIO(data)).paragraphs if each.style.name == "Heading 1"]


def test_no_shipped_audience_builds_with_a_warning(packs: dict[str, Pack]) -> None:
    assert {name: pack.warnings for name, pack in packs.items()} == {"executive": (), "press": (), "staff": ()}


def test_the_executive_brief_is_two_pages_and_six_to_eight_slides(packs: dict[str, Pack], tmp_path: Path) -> None:
    assert 6 <= len(slides_of(packs["executive"])) <= 8
    need_libreoffice()
    (briefing,) = packs["executive"].folder.glob("*.docx")
    assert max(word.page for word in words_of(pdf_of(briefing, tmp_path))) <= 2


def test_each_slide_of_the_executive_brief_names_its_sources(packs: dict[str, Pack]) -> None:
    told = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in slides_of(packs["executive"])[1:-2]
    ]
    assert len(told) >= 4 and [text for text in told if not re.search(r"(Sources|All statements): .*\[\d", text)] == []


def test_the_press_edition_says_what_we_know_and_what_we_do_not(packs: dict[str, Pack]) -> None:
    # after page 1 with its figures
    assert titles(packs["press"])[:4] == ["Timeline", "Launches by year", "What we know", "What we do not know"]


def test_the_press_edition_has_no_marking_and_no_jargon(packs: dict[str, Pack]) -> None:
    pack = packs["press"]
    everything = part(pack, ".docx", r".*\.xml") + part(pack, ".pptx", r".*\.xml")
    for word in ("internal", "our assessment", "Scorecard<", "Partly achieved", "Why it matters"):
        assert word not in everything, word


def test_sources_of_the_press_edition_are_links_in_the_text(packs: dict[str, Pack]) -> None:
    document = part(packs["press"], ".docx", r"word/document\.xml")
    assert document.count("<w:hyperlink") > 40 and "w:footnoteReference" not in document


def test_the_staff_edition_has_every_event_and_position(packs: dict[str, Pack]) -> None:
    assert "Annex: all events" in titles(packs["staff"])
    rows = part(packs["staff"], ".docx", r"word/document\.xml").count("<w:tr>")
    assert rows > 180
    hidden = [slide for slide in slides_of(packs["staff"]) if slide._element.get("show") == "0"]
    assert len(hidden) >= 3 and any("Positions" in shape.text_frame.text for slide in hidden
                                    for shape in slide.shapes if shape.has_text_frame)  # fmt: skip


def test_statements_on_legislation_are_for_staff(packs: dict[str, Pack]) -> None:
    told = {name: set(pack.manifest["statements"]) for name, pack in packs.items()}
    assert "congress" in told["staff"] - told["executive"] - told["press"]


def test_statements_tagged_internal_never_reach_the_press(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    for file in HARBOUR.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    text = (folder / "dataset.yaml").read_text(encoding="utf-8")
    (folder / "dataset.yaml").write_text(
        text.replace(
            "          headline: Dredging waits\n", "          headline: Dredging waits\n          tags: [internal]\n"
        ),
        encoding="utf-8",
    )
    assert "dredging" in build(folder, "staff", tmp_path / "out").manifest["statements"]
    assert "dredging" not in build(folder, "press", tmp_path / "out").manifest["statements"]


@pytest.mark.parametrize(("extends", "is_said"), [("standard", True), ("press", False)])
def test_a_shortened_edition_says_how_many_key_messages_the_full_one_has_besides(
    extends: str, is_said: bool, tmp_path: Path
) -> None:
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    sections = "sections: {deck: [key_messages]}\n" if extends == "standard" else ""
    profile.write_text(f"extends: {extends}\nlimits: {{key_messages: 1}}\n{sections}", encoding="utf-8")
    pack = build(HARBOUR, "board", tmp_path / "out", templates=tmp_path / "mine")
    said = "Further points in the full briefing: 1."
    assert (said in part(pack, ".docx", "word/document.xml")) == is_said
    assert (said in part(pack, ".pptx", "ppt/notesSlides/.*xml")) == is_said
