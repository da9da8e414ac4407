"""`new`, `new-look`, `check-template`, `audiences` and `--explain` at the command line."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
import pytest
import yaml
from PIL import Image
from pptx import Presentation

from generator import build
from generator.cli.main import main
from generator.color.contrast import contrast, make_readable
from generator.color.palette import derive_theme
from generator.pipeline.build import read
from generator.read.look.look import read_look
from tests.foreign.slides import SLIDES

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"
DEFAULT_SLIDES = Path(pptx.__file__).parent / "templates" / "default.pptx"
DEFAULT_WORD = Path(docx.__file__).parent / "templates" / "default.docx"


def test_a_new_dataset_builds_for_every_audience_without_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bridge"
    assert main(["new", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "next:" in shown and f" make_report.py {folder}" in shown
    assert {path.name for path in folder.iterdir()} == {
        "dataset.yaml", "events.csv", "sources.yaml", "dataset.schema.json",
    }  # fmt: skip
    assert main([str(folder), "--check"]) == 0
    assert main([str(folder), "--audience", "all", "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert {path.name for path in (tmp_path / "out" / "bridge").iterdir() if path.is_dir()} >= {
        "standard", "executive", "press", "staff",
    }  # fmt: skip


def test_a_new_dataset_begins_with_a_number_a_claim_and_a_phase_and_shows_what_else_there_is(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "bridge"), "--quiet"]) == 0
    dataset = read(tmp_path / "bridge")
    text = (tmp_path / "bridge" / "dataset.yaml").read_text(encoding="utf-8")
    names = [name.value for name, _ in yaml.compose(text).value]
    assert names[names.index("sources") + 1 :][:2] == ["numbers", "key_messages"]  # after the title and what it needs
    assert any(number.unit for number in dataset.numbers.items) and "{=" in dataset.numbers.takeaway.value
    assert any(statement.claims for statement in dataset.key_messages.statements)
    timeline, strips = dataset.figures
    assert timeline.phases and timeline.remarks and timeline.highlight and strips.kind == "strips"
    assert dataset.sources and any(statement.inherited for statement in dataset.statements)
    assert any(statement.evidence and statement.label for statement in dataset.statements)
    assert all(question.state and question.latest for question in dataset.open_questions.statements)
    assert dataset.positions.cells and dataset.positions.from_questions


@pytest.mark.skipif(os.name == "nt", reason="asks a shell of Unix")
def test_the_next_steps_work_as_they_are_printed(tmp_path: Path) -> None:
    for started in (["make_report.py"], [str(ROOT / "make_report.py")]):
        folder = tmp_path / f"bridge-{len(started[0])}"
        shown = subprocess.run([sys.executable, *started, "new", folder], cwd=ROOT, capture_output=True, text=True)
        (check,) = [line for line in shown.stdout.splitlines() if "--check" in line]
        command = check.partition("    ")[0]
        assert command.split()[1:] == [started[0], str(folder), "--check"]
        assert subprocess.run(command, shell=True, cwd=ROOT, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("program", "path", "message"),
    [
        ("{here}/bin/make-report", "/usr/bin", "bin/make-report new data/my-topic"),
        ("{here}/bin/make-report", "{here}/bin", "make-report new data/my-topic"),
        ("{here}/a b/make-report", "/usr/bin", '"a b/make-report" new data/my-topic'),
        ("{here}/make_report.py", "/usr/bin", "{python} {here}/make_report.py new data/my-topic"),
        ("make_report.py", "{bin}", "python make_report.py new data/my-topic"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of Unix")
def test_a_message_shows_the_command_as_it_was_started(
    program: str, path: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    named = {"here": tmp_path, "bin": tmp_path / "bin", "python": sys.executable}
    for name in ("bin/make-report", "bin/python"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [program.format(**named), "new"])
    monkeypatch.setenv("PATH", path.format(**named))
    if path == "{bin}":
        monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    assert main() == 2
    assert f"such as `{message.format(**named)}`" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["new", "new-look"])
def test_an_existing_folder_is_not_overwritten(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main([command, str(tmp_path)]) == 2
    assert "already exists\n    name a folder that does not exist yet" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("command", ["new", "new-look"])
def test_exit_code_3_means_that_the_folder_cannot_be_created(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main([command, str(tmp_path / "file" / "bridge")]) == 3
    message = capsys.readouterr().err
    assert message.startswith(f"make_report.py: cannot create {tmp_path}/file/bridge: ")
    assert message.endswith("\n    nothing was changed\n") and len(message.splitlines()) == 2


def crest(folder: Path, size: tuple[int, int] = (300, 100)) -> Path:
    Image.new("RGB", size, "#B8860B").save(folder / "crest.png")
    return folder / "crest.png"


def test_a_new_look_has_its_colours_fonts_and_logo_in_word_and_slides(tmp_path: Path) -> None:
    look = tmp_path / "look"
    words = ["--color", "#4A1D33", "--accent", "A63D2F", "--fonts", "Georgia,Arial", "--logo", str(crest(tmp_path))]
    assert main(["new-look", str(look), *words]) == 0
    brand = read_look(look).brand
    assert (brand.colors["dark2"], brand.colors["accent1"]) == ("4A1D33", "A63D2F")
    assert (brand.heading_font, brand.body_font) == ("Georgia", "Arial")
    for name, theme in (("word.docx", "word/theme/theme1.xml"), ("slides.pptx", "ppt/theme/theme1.xml")):
        xml = ZipFile(look / name).read(theme).decode()
        assert "4A1D33" in xml and "Georgia" in xml, f"Office shows another brand in {name}"
    pack = build(HARBOUR, out=tmp_path / "out", look=look)
    briefing = docx.Document(BytesIO(pack.files["harbour-standard-briefing.docx"]))
    header = briefing.sections[0].first_page_header
    assert 'name="Logo"' in header._element.xml and len(header.part.rels) == 1
    cover = Presentation(BytesIO(pack.files["harbour-standard-deck.pptx"])).slides[0].slide_layout
    (logo,) = [shape for shape in cover.shapes if shape.name == "Logo"]
    assert logo.width / logo.height == pytest.approx(3, rel=0.01)
    assert logo.left >= 0 and logo.left + logo.width <= 12192000


def test_a_logo_replaces_a_shape_of_that_name(tmp_path: Path) -> None:
    look = tmp_path / "look"
    assert main(["new-look", str(look), "--logo", str(crest(tmp_path))]) == 0
    slides = Presentation(str(look / "slides.pptx"))
    cover = next(layout for layout in slides.slide_layouts if layout.name == "Title")
    next(shape for shape in cover.shapes if shape.name == "Logo").name = "Other"
    marked = cover.shapes[0]
    marked.name = "Logo"
    place = marked.left, marked.top
    slides.save(str(look / "slides.pptx"))
    pack = build(HARBOUR, out=tmp_path / "out", look=look)
    cover = Presentation(BytesIO(pack.files["harbour-standard-deck.pptx"])).slides[0].slide_layout
    (logo,) = [shape for shape in cover.shapes if shape.name == "Logo"]
    assert (logo.left, logo.top) == place


def test_a_pale_colour_is_darkened_until_it_can_be_read_and_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-look", str(tmp_path / "look"), "--color", "FFD54F"]) == 0
    assert "#FFD54F is too light for titles (1.4 : 1 on white); they are set in #" in capsys.readouterr().out
    assert main(["new-look", str(tmp_path / "other"), "--color", "1E3557", "--accent", "FFEE88"]) == 0
    assert "#FFEE88 cannot be read in rules and labels; they are set in #" in capsys.readouterr().out
    colors = read_look(tmp_path / "look").brand.colors
    for name in ("dark2", "accent1", "accent2", "accent3", "accent4", "accent6", "hyperlink"):
        assert contrast(colors[name], colors["light1"]) >= 4.5, name
    assert contrast(colors["dark1"], colors["light2"]) >= 7


def test_a_pale_colour_is_no_matter_on_dark_slides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-look", str(tmp_path / "look"), "--color", "FFD54F", "--dark"]) == 0
    assert "too light" not in capsys.readouterr().out


def test_one_font_is_that_of_headings_and_text(tmp_path: Path) -> None:
    assert main(["new-look", str(tmp_path / "look"), "--fonts", "Georgia"]) == 0
    brand = read_look(tmp_path / "look").brand
    assert (brand.heading_font, brand.body_font) == ("Georgia", "Georgia")


def test_a_look_keeps_the_layouts_of_a_presentation_and_drops_its_slides(tmp_path: Path) -> None:
    slides = Presentation(str(DEFAULT_SLIDES))
    slides.slides.add_slide(slides.slide_layouts[0])
    slides.save(str(tmp_path / "ours.pptx"))
    assert main(["new-look", str(tmp_path / "look"), "--slides", str(tmp_path / "ours.pptx")]) == 0
    kept = Presentation(str(tmp_path / "look" / "slides.pptx"))
    assert (len(kept.slides), len(kept.slide_layouts)) == (0, len(slides.slide_layouts))


def test_contrast_is_that_of_the_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert make_readable("777777", "FFFFFF", 4.5) != "777777" and make_readable("767676", "FFFFFF", 4.5) == "767676"
    assert derive_theme("1E3557", "2F6E91", {"accent2": "B23A32"})["dark2"] == "1E3557"


def test_a_look_from_your_own_template_takes_its_colours_and_fonts(tmp_path: Path) -> None:
    look = tmp_path / "look"
    assert main(["new-look", str(look), "--slides", str(DEFAULT_SLIDES)]) == 0
    brand = read_look(look).brand
    assert brand.colors["accent1"] == "4F81BD" and brand.body_font == "Calibri"
    assert main([str(HARBOUR), "--look", str(look), "--out", str(tmp_path / "out"), "--quiet"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--color", "purple"], "--color: `purple` is not a colour of six hex digits, such as 4A1D33"),
        (["--logo", "crest.gif"], "--logo: `crest.gif` is not a PNG or JPEG\n    save it as PNG"),
        (["--word", str(DEFAULT_SLIDES)], "default.pptx` is not a Word file\n    save it in Word"),
        (["--slides", str(ROOT / "README.md")], "README.md` is not a PowerPoint file\n    save it in PowerPoint"),
        (["--logo", "absent.png"], "--logo: cannot read `absent.png`: No such file or directory"),
    ],
)
def test_a_look_that_cannot_be_made_is_reported_and_nothing_written(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-look", str(tmp_path / "look"), *words]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "look").exists()


@pytest.mark.parametrize("template", [DEFAULT_WORD, DEFAULT_SLIDES], ids=lambda path: path.suffix)
@pytest.mark.parametrize("saved_as_template", [False, True], ids=["document", "template"])
def test_a_template_is_checked_and_a_specimen_written(
    template: Path, saved_as_template: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"office{template.suffix[:-1]}x"
    file.write_bytes(as_template(template.read_bytes()) if saved_as_template else template.read_bytes())
    assert main(["check-template", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "missing, and what is used instead: " in shown and "smallest text: " in shown
    assert "accent3      #9BBB59   2.2 : 1" in shown, "colours too pale to be read are named"
    if template.suffix == ".pptx":
        assert "`Title Slide` as `Title`" in shown and " characters at 32 pt" in shown
        assert len(Presentation(str(tmp_path / "office-specimen.pptx")).slides) > 10
    else:
        assert "no header has a place for the marking" in shown
        assert len(docx.Document(str(tmp_path / "office-specimen.docx")).tables) > 3


def test_the_layouts_of_a_template_are_shown_where_told_and_the_verdict_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theirs.pptx").write_bytes(SLIDES["cover without a type"]())
    for _ in range(2):  # what is there is ours, and is replaced
        assert main(["check-template", "theirs.pptx", "--out", "shown/here"]) == 0
    *_, last = shown = capsys.readouterr().out.splitlines()
    assert last.startswith("theirs.pptx: can be used as a PowerPoint template")
    rows = [line.split() for line in shown]
    assert ["cover", "`Start`", "title,", "subtitle"] in rows
    assert any(row[:5] == ["content", "`Nur", "Text`", "title,", "text,"] for row in rows)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"theirs.pptx", "shown/here/theirs-specimen.pptx", "shown/here/theirs-layouts.png"}
    with Image.open(tmp_path / "shown/here/theirs-layouts.png") as picture:
        assert picture.width > 1500 and len(picture.convert("RGB").getcolors(1_000_000) or ()) > 10

    (tmp_path / "shown/here/theirs-layouts.png").write_bytes(b"a picture of the user's")
    assert main(["check-template", "theirs.pptx", "--out", "shown/here"]) == 0
    assert (tmp_path / "shown/here/theirs-layouts.png").read_bytes() == b"a picture of the user's"
    assert (tmp_path / "shown/here/theirs-layouts-2.png").exists()


def test_a_folder_that_cannot_be_made_for_a_specimen_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert main(["check-template", str(DEFAULT_SLIDES), "--out", "taken/here"]) == 3
    assert "cannot create taken/here: not a directory" in capsys.readouterr().err


def test_a_look_keeps_what_the_slides_of_its_template_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    presentation = Presentation(str(DEFAULT_SLIDES))
    presentation.slide_layouts[2].part._element.cSld.set("name", 'The "first" slide')
    presentation.slides.add_slide(presentation.slide_layouts[2])
    presentation.save("theirs.pptx")
    assert main(["new-look", "look", "--slides", "theirs.pptx"]) == 0
    assert {purpose: named.name for purpose, named in read_look(tmp_path / "look").layouts.items()} == {
        "cover": 'The "first" slide'
    }
    capsys.readouterr()
    assert main(["check-template", "look/slides.pptx"]) == 0
    assert ["cover", "`The", '"first"', "slide`"] in [line.split()[:4] for line in capsys.readouterr().out.splitlines()]


def as_template(data: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            for kind in (b"wordprocessingml.document", b"presentationml.presentation"):
                content = content.replace(kind + b".main+xml", kind.rpartition(b".")[0] + b".template.main+xml")
            made.writestr(name, content)
    return target.getvalue()


def test_text_too_small_to_project_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    small = Presentation(str(DEFAULT_SLIDES))
    first_level = small.slide_layouts[0].placeholders[1]._element.txBody.find(".//{*}lvl1pPr/{*}defRPr")
    first_level.set("sz", "900")
    small.save(str(tmp_path / "small.pptx"))
    for file, line in (
        (DEFAULT_SLIDES, "smallest text: 12 pt (Date Placeholder 3 of Title Slide)"),
        (tmp_path / "small.pptx", "smallest text: 9 pt (Subtitle 2 of Title Slide), below 10 pt"),
    ):
        assert main(["check-template", str(file)]) == 0
        assert line in capsys.readouterr().out.splitlines()


def test_a_template_with_active_content_is_refused_and_no_specimen_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with ZipFile(BytesIO(DEFAULT_WORD.read_bytes())) as source, ZipFile("house.docx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b'<w:body><w:altChunk r:id="rId99"/>')
            target.writestr(name, data)
    assert main(["check-template", "house.docx"]) == 1
    assert "house.docx  holds another document" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["house.docx"]


def test_a_file_that_is_not_a_template_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-template", str(ROOT / "README.md")]) == 1
    assert (
        "README.md  not a Word or PowerPoint file\n    save it as .docx or .pptx in Office" in capsys.readouterr().err
    )
    assert main(["check-template", str(tmp_path / "absent.docx")]) == 2


def test_explain_shows_where_each_setting_and_block_comes_from_and_what_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "board"
    mine.mkdir()
    (mine / "audience.yaml").write_text("extends: standard\ntitle: Board\nlimits: {questions: 1}\n", encoding="utf-8")
    words = [str(HARBOUR), "--templates", str(tmp_path), "--audience", "board", "--explain"]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()

    def line(*parts: str) -> bool:
        return any(all(part in each for part in parts) for each in lines)

    assert line("title", "Board", "board/audience.yaml:2")
    assert line("marking", "For internal use", "standard/audience.yaml:")
    assert line("limits.questions", "1", "board/audience.yaml:3")
    assert line("open_questions", "standard/briefing.md.j2")
    assert line("second-spill", "at most 1 questions")
    assert line("x1", "later than 2021-06-30")
    assert not (ROOT / "out" / "harbour").exists() or not line("wrote")


def test_explain_shows_what_was_shortened_to_fit_its_slide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--audience", "staff", "--explain"]) == 0
    deck = capsys.readouterr().out.partition("deck.pptx:")[2]
    assert "did not fit on its slide" in deck


def test_audiences_are_listed_with_what_each_gets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audiences"]) == 0
    shown = capsys.readouterr().out
    assert "press        Press edition (extends standard)" in shown
    assert "briefing:  numbers, key_messages, figures, known, unknown, positions" in shown
    assert "settings:  wording: short, sources: links, marking: none" in shown and "at most 2 pages" in shown


def test_a_dark_brand_is_dark_on_slides_and_in_their_pictures_and_white_on_paper(tmp_path: Path) -> None:
    look = tmp_path / "look"
    assert main(["new-look", str(look), "--color", "12324A", "--accent", "4FA3C7", "--dark"]) == 0
    brand = read_look(look).brand
    ground, paper = brand.colors["light1"], brand.on_paper.colors["light1"]
    assert paper == "FFFFFF" and contrast(ground, paper) > 10
    for colors in (brand.colors, brand.on_paper.colors):
        names = ("dark1", "dark2", "accent1", "accent2", "accent3", "accent4", "accent6", "hyperlink")
        assert [name for name in names if contrast(colors[name], colors["light1"]) < 4.5] == []
        assert [name for name in names if contrast(colors[name], colors["light2"]) < 4.4] == []
    assert brand.on_paper.on_paper == brand.on_paper and read_look(ROOT / "templates" / "look").brand.on_paper
    pack = build(HARBOUR, out=tmp_path / "out", look=look)

    def corners(office: str, name: str) -> set[str]:
        with ZipFile(BytesIO(pack.files[office])) as package:
            pictures = [each for each in package.namelist() if each.endswith(name)]
            images = [Image.open(BytesIO(package.read(each))).convert("RGB") for each in pictures]
        return {bytes(image.getpixel((2, 2))).hex().upper() for image in images}  # type: ignore[arg-type]

    assert ground in corners("harbour-standard-deck.pptx", "timeline.png")
    assert corners("harbour-standard-briefing.docx", "figure1.png") == {"FFFFFF"}
