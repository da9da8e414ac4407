"""What starts and judges: `new`, `new-look`, `check-template`, `--explain`, `--watch`, as a person meets them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
import pytest
from PIL import Image
from pptx import Presentation

from generator import build
from generator.cli.main import main
from generator.color.contrast import contrast, make_readable
from generator.color.palette import derive_theme
from generator.read.look.look import read_look

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
DEFAULT_SLIDES = Path(pptx.__file__).parent / "templates" / "default.pptx"
DEFAULT_WORD = Path(docx.__file__).parent / "templates" / "default.docx"


def test_a_new_dataset_builds_for_every_audience_without_a_word_of_complaint(
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
    ("program", "path", "said"),
    [
        ("{here}/bin/make-report", "/usr/bin", "bin/make-report new PATH"),
        ("{here}/bin/make-report", "{here}/bin", "make-report new PATH"),
        ("{here}/a b/make-report", "/usr/bin", '"a b/make-report" new PATH'),
        ("{here}/make_report.py", "/usr/bin", "{python} {here}/make_report.py new PATH"),
        ("make_report.py", "{bin}", "python make_report.py new PATH"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of Unix")
def test_a_command_is_named_as_it_was_called(
    program: str, path: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
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
    assert f"such as `{said.format(**named)}`" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["new", "new-look"])
def test_nothing_is_written_over(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main([command, str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("command", ["new", "new-look"])
def test_a_folder_that_cannot_be_made_is_exit_code_3(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main([command, str(tmp_path / "file" / "bridge")]) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"make_report.py: cannot make {tmp_path}/file/bridge: ")
    assert said.endswith("\n    nothing was changed\n") and len(said.splitlines()) == 2


def test_a_command_without_its_path_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 2
    assert "`new` needs a path" in capsys.readouterr().err


def crest(folder: Path, size: tuple[int, int] = (300, 100)) -> Path:
    Image.new("RGB", size, "#B8860B").save(folder / "crest.png")
    return folder / "crest.png"


def test_a_new_look_is_in_its_colours_fonts_and_with_its_logo_in_word_and_slides(tmp_path: Path) -> None:
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


def test_a_logo_takes_the_place_of_a_shape_of_that_name(tmp_path: Path) -> None:
    look = tmp_path / "look"
    assert main(["new-look", str(look), "--logo", str(crest(tmp_path))]) == 0
    slides = Presentation(str(look / "slides.pptx"))
    marked = next(layout for layout in slides.slide_layouts if layout.name == "Title").shapes[0]
    marked.name = "Logo"
    place = marked.left, marked.top
    slides.save(str(look / "slides.pptx"))
    pack = build(HARBOUR, out=tmp_path / "out", look=look)
    cover = Presentation(BytesIO(pack.files["harbour-standard-deck.pptx"])).slides[0].slide_layout
    (logo,) = [shape for shape in cover.shapes if shape.name == "Logo"]
    assert (logo.left, logo.top) == place


def test_a_pale_colour_is_darkened_until_it_can_be_read_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-look", str(tmp_path / "look"), "--color", "FFD54F"]) == 0
    assert "#FFD54F is too light for titles" in capsys.readouterr().out
    assert main(["new-look", str(tmp_path / "other"), "--color", "1E3557", "--accent", "FFEE88"]) == 0
    assert "#FFEE88 cannot be read where rules and labels stand" in capsys.readouterr().out
    colors = read_look(tmp_path / "look").brand.colors
    for name in ("dark2", "accent1", "accent2", "accent3", "accent4", "accent6", "hyperlink"):
        assert contrast(colors[name], colors["light1"]) >= 4.5, name
    assert contrast(colors["dark1"], colors["light2"]) >= 7


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert make_readable("777777", "FFFFFF", 4.5) != "777777" and make_readable("767676", "FFFFFF", 4.5) == "767676"
    assert derive_theme("1E3557", "2F6E91", {"accent2": "B23A32"})["dark2"] == "1E3557"


def test_a_look_from_a_template_of_ones_own_takes_its_colours_and_fonts(tmp_path: Path) -> None:
    look = tmp_path / "look"
    assert main(["new-look", str(look), "--slides", str(DEFAULT_SLIDES)]) == 0
    brand = read_look(look).brand
    assert brand.colors["accent1"] == "4F81BD" and brand.body_font == "Calibri"
    assert main([str(HARBOUR), "--look", str(look), "--out", str(tmp_path / "out"), "--quiet"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--color", "purple"], "--color: `purple` is no colour"),
        (["--logo", "crest.gif"], "`crest.gif` is no PNG or JPEG"),
        (["--word", str(DEFAULT_SLIDES)], "default.pptx is no Word file\n    save it in Office"),
        (["--slides", str(ROOT / "README.md")], "README.md is no PowerPoint file\n    save it in Office"),
        (["--logo", "absent.png"], "--logo: cannot read absent.png: No such file or directory"),
    ],
)
def test_what_cannot_make_a_look_is_named_and_nothing_is_made(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-look", str(tmp_path / "look"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "look").exists()


@pytest.mark.parametrize("template", [DEFAULT_WORD, DEFAULT_SLIDES], ids=lambda path: path.suffix)
@pytest.mark.parametrize("as_template", [False, True], ids=["document", "template"])
def test_a_template_is_judged_and_a_specimen_written(
    template: Path, as_template: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"office{template.suffix[:-1]}x"
    file.write_bytes(turned_into_template(template.read_bytes()) if as_template else template.read_bytes())
    assert main(["check-template", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "missing, and what stands in: " in shown and "smallest text: " in shown
    assert "accent3      #9BBB59   2.2 : 1" in shown, "colours too pale to be read are named"
    if template.suffix == ".pptx":
        assert "`Title Slide` is used instead" in shown and " characters at 32 pt" in shown
        assert len(Presentation(str(tmp_path / "office-specimen.pptx")).slides) > 10
    else:
        assert "`Panel Title` (as `heading 4`)" in shown
        assert len(docx.Document(str(tmp_path / "office-specimen.docx")).tables) > 3


def turned_into_template(data: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            for kind in (b"wordprocessingml.document", b"presentationml.presentation"):
                content = content.replace(kind + b".main+xml", kind.rpartition(b".")[0] + b".template.main+xml")
            made.writestr(name, content)
    return target.getvalue()


def test_what_is_no_template_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-template", str(ROOT / "README.md")]) == 1
    assert "no Word or PowerPoint file" in capsys.readouterr().err
    assert main(["check-template", str(tmp_path / "absent.docx")]) == 2


def test_explain_names_the_file_of_each_setting_and_block_and_what_was_left_out(
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


def test_explain_names_what_was_shortened_to_fit_its_slide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--audience", "staff", "--explain"]) == 0
    deck = capsys.readouterr().out.partition("deck.pptx:")[2]
    assert "did not fit on its slide" in deck


def test_audiences_are_listed_with_what_each_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audiences"]) == 0
    shown = capsys.readouterr().out
    assert "press        Press edition (extends standard)" in shown
    assert "briefing:  key_messages, known, unknown, figures" in shown
    assert "sources: links, marking: none" in shown and "at most 2 pages" in shown


def save(file: Path, text: str) -> None:
    """Save as editors do: the new file is put in place whole."""
    beside = file.with_suffix(".saving")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


@pytest.mark.skipif(os.name == "nt", reason="sends Ctrl-C as a signal")
def test_a_watch_builds_again_on_save_and_survives_errors(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    file, out = folder / "dataset.yaml", tmp_path / "out" / "harbour" / "standard" / "manifest.json"
    text = file.read_text(encoding="utf-8")
    command = [sys.executable, str(ROOT / "make_report.py"), str(folder), "--out", str(tmp_path / "out"), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as watch:
        assert watch.stdout
        lines: list[str] = []

        def shown_until(end: str) -> str:
            lines.clear()
            for line in watch.stdout or ():
                lines.append(line)
                if end in line:
                    return "".join(lines)
            return "".join(lines)

        assert "harbour-standard-deck.pptx" in shown_until("watching")
        first = out.read_bytes()
        save(file, text.replace("takeaway:", "takeway:", 1))
        assert "`takeway`" in shown_until("watching") and out.read_bytes() == first
        began = time.perf_counter()
        save(file, text.replace("In brief", "In short", 1))
        assert "harbour-standard-deck.pptx" in shown_until("watching") and out.read_bytes() != first
        took = time.perf_counter() - began
        watch.send_signal(signal.SIGINT)
        watch.wait(timeout=10)
    cold = time.perf_counter()
    subprocess.run([*command[:-1], "--force", "--quiet"], check=True)
    assert took < time.perf_counter() - cold, "slower than a start from nothing"


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
