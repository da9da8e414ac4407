"""Sources that are later than the edition, and sources that were withdrawn: said where they are cited, and refused."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from generator import build
from generator.errors import InputError
from generator.pack.pack import Pack
from generator.pipeline.build import compose

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "templates" / "starter"
NOTE = "Sources issued after 5 August 2019 are used for what they say about the time before."


def text_of(pack: Pack, ending: str) -> str:
    data = BytesIO(next(data for name, data in pack.files.items() if name.endswith(ending)))
    if ending == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(data).paragraphs).replace("\u00a0", " ")
    slides = Presentation(data).slides
    shapes = (shape for slide in slides for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(shape.text_frame.text for shape in shapes).replace("\u00a0", " ")


def starter(folder: Path, **fields: str) -> Path:
    """The worked example with further fields of its first source."""
    topic = Path(shutil.copytree(STARTER, folder / "bridge", ignore=shutil.ignore_patterns("templates")))
    sources = topic / "sources.yaml"
    before, _, after = sources.read_text(encoding="utf-8").partition("\n  title:")
    extra = "".join(f"\n  {name}: {value}" for name, value in fields.items())
    after = after.replace('\n  issued: "2024-05-31"', "", 1) if "issued" in fields else after
    sources.write_text(f"{before}{extra}\n  title:{after}", encoding="utf-8")
    return topic


def test_a_later_copy_says_so_where_it_is_cited_and_the_list_says_why(demo: Pack) -> None:
    briefing, deck = text_of(demo, ".docx"), text_of(demo, ".pptx")
    assert "Nuclear Threat Initiative, copy of 2023, nti.org" in briefing and "CNS, copy of 2023" in deck
    assert briefing.count(NOTE) == 1 and deck.count(NOTE) == 1


def test_neither_the_explanation_nor_the_last_source_stands_alone_on_a_page(demo: Pack) -> None:
    data = next(data for name, data in demo.files.items() if name.endswith(".docx"))
    paragraphs = Document(BytesIO(data)).paragraphs
    first = next(at for at, paragraph in enumerate(paragraphs) if paragraph.text.replace("\u00a0", " ") == NOTE)
    assert paragraphs[first - 1].style.name == "Heading 1" and paragraphs[first + 1].style.name == "Numbered Source"
    kept = [bool(paragraph.paragraph_format.keep_with_next) for paragraph in paragraphs[first:]]
    # neither a first nor a last source stands alone
    assert kept[:2] == [True, True] and not any(kept[2:-4]) and kept[-4:] == [True, True, True, False]


def test_a_pack_whose_sources_are_all_earlier_explains_nothing(harbour: Pack) -> None:
    assert "Sources issued after" not in text_of(harbour, ".docx")


def test_a_later_source_is_noted_unless_it_is_marked(tmp_path: Path) -> None:
    dataset = ROOT / "data" / "north-korea-2019"
    topic = Path(shutil.copytree(dataset, tmp_path / "north-korea-2019"))
    assert not [note for note in compose(topic).warnings if "after the edition's date" in note.what]
    sources = topic / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("    later-copy: yes\n", ""), encoding="utf-8")
    notes = [note.what for note in compose(topic).warnings if "after the edition's date" in note.what]
    assert notes[0] == "`cns` was issued in 2023, after the edition's date, 2019-08-05" and len(notes) == 4


def test_a_withdrawn_source_names_all_that_rests_on_it_and_stops_the_build(tmp_path: Path) -> None:
    topic = starter(tmp_path, withdrawn="yes")
    with pytest.raises(InputError) as raised:
        compose(topic)
    (problem,) = raised.value.problems
    assert "` is withdrawn, and cited by all of dataset.yaml, statement `" in problem.what and "event `" in problem.what
    assert problem.place.file.endswith("sources.yaml") and "withdrawn: mark" in problem.help


def test_a_withdrawn_source_names_the_figures_that_rest_on_it_by_their_events(tmp_path: Path) -> None:
    topic = Path(shutil.copytree(ROOT / "tests" / "cases" / "harbour", tmp_path / "harbour"))
    sources = topic / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "  withdrawn: yes\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        compose(topic)
    (problem,) = raised.value.problems
    assert problem.what == (
        "`gazette` is withdrawn, and cited by statement `spills`, statement `second-spill`, event `s1`, event `s2`; "
        "by its events, also in figure `timeline`, figure `quay-strips`"
    )


def test_an_audience_can_have_withdrawn_sources_marked(tmp_path: Path) -> None:
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nwithdrawn: mark\n", encoding="utf-8")
    pack = build(starter(tmp_path, withdrawn="yes"), "board", out=tmp_path / "out", templates=tmp_path / "mine")
    (note,) = (note for note in pack.warnings if "is withdrawn" in note.what)
    assert note.help == "its citations say so, as the audience's profile asks: `withdrawn: mark`"
    assert ", withdrawn" in text_of(pack, ".docx") and "(withdrawn)" in text_of(pack, ".pptx")


def test_a_withdrawn_source_that_the_audience_has_marked_does_not_refuse_a_strict_build(tmp_path: Path) -> None:
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nwithdrawn: mark\n", encoding="utf-8")
    topic = starter(tmp_path, withdrawn="yes")
    sources = {"out": tmp_path / "out", "templates": tmp_path / "mine"}
    for _ in range(2):  # also where the pack of a build that was not strict is there already
        assert any("is withdrawn" in note.what for note in build(topic, "board", **sources).warnings)
        assert build(topic, "board", strict=True, **sources).files


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"later-copy": "yes"}, "was issued on 2024-05-31, which is not after the edition's date, 2024-06-30"),
        ({"later-copy": "yes", "issued": "2024-05"}, "was issued in 2024-05, which is not after the edition's date,"),
        ({"later-copy": "yes", "issued": ""}, "` has `later-copy: yes`, but no date"),
        ({"issued": "2024-07-27"}, "was issued on 2024-07-27, after the edition's date,"),
        ({"later-copy": "yes", "issued": "2024"}, ""),  # which may be after it
        ({"later-copy": "yes", "issued": "2024-07-27"}, ""),
    ],
)
def test_later_copy_is_pointed_out_where_it_is_needless_or_missing(
    fields: dict[str, str], expected: str, tmp_path: Path
) -> None:
    notes = [note.what for note in compose(starter(tmp_path, **fields)).warnings]
    assert [expected in note for note in notes] == ([True] if expected else [])
