"""Templates with sizes that no page, slide or text can have: refused at the template, or used without them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.trust.packages import LOOK, SLIDES, WORD, Parts, changed

HARBOUR = Path(__file__).parent.parent / "cases" / "harbour"
IMPOSSIBLE = ["0", "-1", "-914400", "", "x", "1.5", "NaN", "1e400", "51206401", "9" * 30]


def set_in(folder: str, pattern: str, value: str) -> Callable[[Parts], None]:
    """Set what follows `pattern`, up to a quotation mark, in the parts of a folder, everywhere."""

    def change(parts: Parts) -> None:
        count = 0
        for name in [name for name in parts if name.startswith(folder) and name.endswith(".xml")]:
            text, times = re.subn(rf'({pattern})[^"]*', rf"\g<1>{value}", parts[name].decode())
            parts[name], count = text.encode(), count + times
        assert count

    return change


def shown(folder: Path, capsys: pytest.CaptureFixture[str], word: bytes = WORD, slides: bytes = SLIDES) -> str:
    """What the command says to a look of these templates; an empty text if it builds."""
    look = folder / "look"
    look.mkdir()
    (look / "brand.yaml").write_bytes((LOOK / "brand.yaml").read_bytes())
    (look / "word.docx").write_bytes(word)
    (look / "slides.pptx").write_bytes(slides)
    code = main([str(HARBOUR), "--look", str(look), "--out", str(folder / "out"), "--quiet"])
    said = capsys.readouterr().err
    assert code in (0, 1), said
    assert (code == 0) == (folder / "out").exists()
    return said if code else ""


@pytest.mark.parametrize("value", IMPOSSIBLE)
@pytest.mark.parametrize("side", ["cx", "cy"])
def test_a_slide_has_a_size(side: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = changed(SLIDES, set_in("ppt/presentation.xml", rf'<p:sldSz[^>]*\b{side}="', value))
    said = shown(tmp_path, capsys, slides=package)
    assert re.match(r"\S*look/slides\.pptx  (slide size `|damaged, or not a PowerPoint file)", said), said
    assert "choose a slide size in PowerPoint" in said or "open it in PowerPoint" in said


def test_a_template_without_a_slide_size_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(parts: Parts) -> None:
        parts["ppt/presentation.xml"] = re.sub(rb"<p:sldSz[^>]*/>", b"", parts["ppt/presentation.xml"])

    said = shown(tmp_path, capsys, slides=changed(SLIDES, change))
    assert "slides.pptx  slide size `none` x `none` (914,400 are an inch) is not possible" in said


@pytest.mark.parametrize("value", ["914400", "51206400"])
def test_the_smallest_and_the_largest_slide_can_be_read(
    value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = changed(SLIDES, set_in("ppt/presentation.xml", r'<p:sldSz[^>]*\bcx="', value))
    assert shown(tmp_path, capsys, slides=package) == ""


ODD_TEXT = {
    "no text size": (r'\bsz="', "0", "an impossible text size"),
    "a negative text size": (r'\bsz="', "-1800", "an impossible text size"),
    "an endless text size": (r'\bsz="', "1e400", "an impossible text size"),
    "a text size that is no number": (r'\bsz="', "NaN", "an impossible text size"),
    "a huge text size": (r'\bsz="', "400100", "an impossible text size"),
    "a huge indent": (r'\bmarL="', "9" * 20, "an impossible indent or spacing"),
    "endless tracking": (r'\bspc="', "1e400", "an impossible indent or spacing"),
    "negative line spacing": (r'<a:lnSpc><a:spcPct val="', "-90000", "an impossible line spacing"),
    "a huge number": (r'<p:ph[^>]*\bidx="', "9" * 25, "an impossible number"),
    "a word as a size": (r'\bsz="', "large", "damaged, or not a PowerPoint file"),
}


@pytest.mark.parametrize("what", ODD_TEXT)
def test_a_slide_template_is_refused_for(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pattern, value, words = ODD_TEXT[what]
    said = shown(tmp_path, capsys, slides=changed(SLIDES, set_in("ppt/slide", pattern, value)))
    assert "slides.pptx  " in said and words in said, said
    assert len(said) < 4000
    if "damaged" not in words:
        assert re.search(r"the placeholder `[^`]+` of the layout `[^`]+` has an impossible ", said)


@pytest.mark.parametrize("value", ["0", "-1", "-914400"])
def test_placeholders_without_room_are_not_used(value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template may hide a placeholder so; one that hides them all has no layout for text."""
    (tmp_path / "one").mkdir()
    (tmp_path / "all").mkdir()
    sides = r'<a:ext c[xy]="'
    one = changed(SLIDES, set_in("ppt/slideLayouts/slideLayout2.xml", sides, value))
    assert shown(tmp_path / "one", capsys, slides=one) == ""
    all_ = changed(SLIDES, set_in("ppt/slide", sides, value))
    assert "has no layout with a title and a text placeholder" in shown(tmp_path / "all", capsys, slides=all_)


ODD_PAGES = {
    "margins of the whole page": (r'<w:pgMar[^>]*w:left="', "12240"),
    "margins of more than the page": (r'<w:pgMar[^>]*w:right="', "99999"),
    "negative margins of more than the page": (r'<w:pgMar[^>]*w:top="', "-99999"),
    "margins in inches": (r'<w:pgMar[^>]*w:bottom="', "11in"),
    "a gutter of the whole page": (r'<w:pgMar[^>]*w:gutter="', "12240"),
}


@pytest.mark.parametrize("what", ODD_PAGES)
def test_a_word_template_is_refused_for(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pattern, value = ODD_PAGES[what]
    said = shown(tmp_path, capsys, word=changed(WORD, set_in("word/document.xml", pattern, value)))
    assert "word.docx  the margins of the page leave no room for text" in said
    assert "make them smaller in Word, under Layout" in said


@pytest.mark.parametrize("value", IMPOSSIBLE)
def test_the_paper_of_a_word_template_is_that_of_the_language(
    value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = changed(WORD, set_in("word/document.xml", r'<w:pgSz[^>]*\bw:w="', value))
    assert shown(tmp_path, capsys, word=package) == ""


@pytest.mark.parametrize("kind", ["header", "footer"])
@pytest.mark.parametrize("value", ["", "NaN", "rId1", "rId999"])  # rId1 is another part
def test_a_word_template_is_refused_for_a_header_that_is_not_there(
    kind: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = changed(WORD, set_in("word/document.xml", rf'<w:{kind}Reference[^>]*r:id="', value))
    said = shown(tmp_path, capsys, word=package)
    assert f"word.docx  a section has a {kind} that is not in the file\n    save it again in Word, as .docx" in said


def test_text_of_no_font_takes_the_one_of_the_theme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(parts: Parts) -> None:
        for name in [name for name in parts if name.startswith("ppt/slideMasters/slide")]:
            parts[name] = parts[name].replace(b"<a:latin typeface=", b"<a:latin panose=")

    monkeypatch.chdir(tmp_path)
    Path("slides.pptx").write_bytes(changed(SLIDES, change))
    assert main(["check-template", "slides.pptx"]) == 0, capsys.readouterr().err
