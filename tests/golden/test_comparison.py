"""What tells a pack from its golden: every change of a word or part is found, and nothing else."""

import json
from pathlib import Path

import pytest

from tests.golden.__main__ import main
from tests.golden.canonical import WIDTH, canonical_manifest, canonical_xml
from tests.golden.compare import report
from tests.golden.store import load, save

SLIDE = canonical_xml(
    b'<p:sld xmlns:p="urn:p"><p:sp><p:t>The toll rose again.</p:t></p:sp><p:pad attribute="%s"/></p:sld>' % (b"x" * 99)
)
GOLDEN = {"deck.pptx/ppt/slides/slide1.xml": SLIDE, "timeline.png": "PNG 10 x 10 RGB"}


def test_equal_parts_are_nothing_to_report() -> None:
    assert report("harbour", GOLDEN, dict(GOLDEN)) == ""


def test_a_changed_word_is_reported_as_a_diff_of_its_line_and_with_the_command_that_accepts_it() -> None:
    built = {**GOLDEN, "deck.pptx/ppt/slides/slide1.xml": SLIDE.replace("rose", "fell")}
    lines = report("harbour", GOLDEN, built).splitlines()
    assert lines[0] == "harbour: 1 of 2 parts differ from tests/golden/expected"
    assert "deck.pptx/ppt/slides/slide1.xml:" in lines
    assert "- <p:sp><p:t>The toll rose again.</p:t></p:sp>" in lines
    assert "+ <p:sp><p:t>The toll fell again.</p:t></p:sp>" in lines
    assert lines[-1] == "if this is what you meant: python -m tests.golden --accept harbour"


def test_a_lost_and_a_new_part_are_each_reported_as_such() -> None:
    built = {"deck.pptx/ppt/slides/slide1.xml": SLIDE, "columns.png": "PNG 10 x 10 RGB"}
    text = report("harbour", GOLDEN, built)
    assert "timeline.png: missing from the pack" in text
    assert "columns.png: new in the pack, not in the goldens" in text


def test_a_report_of_many_long_changes_fits_on_a_screen_and_names_every_part() -> None:
    golden = {f"part{number}": "\n".join(["word " * 100] * 100) for number in range(40)}
    built = {name: text.replace("word", "term") for name, text in golden.items()}
    text = report("harbour", golden, built)
    assert len(text.splitlines()) < 90 and max(map(len, text.splitlines()[:-3])) <= WIDTH + 1
    assert all(name in text for name in golden)


def test_a_change_far_along_a_long_line_shows() -> None:
    long = "M 10 10 " * 60
    assert "+" in report("x", {"a": long}, {"a": long + "L 9 9"}) and "L 9 9" in report(
        "x", {"a": long}, {"a": long + "L 9 9"}
    )


def test_attribute_order_quotes_and_indents_make_no_difference() -> None:
    assert canonical_xml(b"<a c='2' b='1'>\n  <d></d>\n</a>") == canonical_xml(b'<a b="1" c="2"><d/></a>')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<t>a b</t>", "<t>a  b</t>"),
        ("<t> </t>", "<t/>"),
        ("<t>a b</t>", "<t>a\u00a0b</t>"),
        ("<t>a b</t>", "<t>a b </t>"),
        ("<t a='1'/>", "<t a='2'/>"),
        ("<t a='1'/>", "<t/>"),
        ("<t><a/><b/></t>", "<t><b/><a/></t>"),
        ("<t><a/>tail</t>", "<t>tail<a/></t>"),
        ("<t><!-- a --></t>", "<t/>"),
        ("<?xml version='1.0' encoding='UTF-8'?><t/>", "<t/>"),
        ("<p:t xmlns:p='urn:1'/>", "<p:t xmlns:p='urn:2'/>"),
        (f"<t>{'A long text. ' * 20}</t>", f"<t>{'A long text. ' * 20}&#10;</t>"),
        (f"<t>{'A long text. ' * 20}</t>", f"<t>{('A long text. ' * 20).strip()}</t>"),
    ],
)
def test_what_office_would_show_otherwise_is_a_difference(one: str, other: str) -> None:
    assert canonical_xml(one.encode()) != canonical_xml(other.encode())


def test_a_changed_sentence_of_a_long_text_is_a_change_of_one_line() -> None:
    before = canonical_xml(f"<t>{'The toll rose. ' * 9}It fell. {'The toll rose. ' * 9}</t>".encode()).split("\n")
    after = canonical_xml(f"<t>{'The toll rose. ' * 9}It stood. {'The toll rose. ' * 9}</t>".encode()).split("\n")
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [(" | It fell.", " | It stood.")]


def drawing(x: str) -> str:
    return canonical_xml(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M {x} 7 L 9 9" id="1.06"/></svg>'.encode())


def test_a_drawing_differs_by_a_tenth_of_a_point_and_not_by_rounding_errors() -> None:
    assert drawing("22.749999") == drawing("22.75") == drawing("22.750001")
    assert drawing("-0.000001") == drawing("0")
    assert drawing("22.7") != drawing("22.8")
    assert 'id="1.06"' in drawing("1")


def test_a_new_release_of_a_library_changes_nothing_in_a_manifest_and_a_lost_file_does() -> None:
    manifest = {"versions": {"lxml": "5.2"}, "key": "a1", "inputs": {}, "outputs": {"deck.pptx": "b2"}, "warnings": []}
    newer = {**manifest, "versions": {"lxml": "6.0"}, "key": "c3", "outputs": {"deck.pptx": "d4"}}
    shorter = {**manifest, "outputs": {}}
    first, second, third = (canonical_manifest(json.dumps(each).encode()) for each in (manifest, newer, shorter))
    assert first == second
    assert first["outputs"] != third["outputs"]


def test_parts_come_back_as_stored_and_a_text_of_several_packs_is_stored_once(tmp_path: Path) -> None:
    theme = "<theme>\n Liberation\n\n</theme>"
    packs = {
        "one": {"deck.pptx/ppt/theme/theme1.xml": theme, "deck.pptx/ppt/theme/theme2.xml": theme, **GOLDEN},
        "two": {"deck.pptx/ppt/theme/theme1.xml": theme, "deck.pptx/[Content_Types].xml": "<Types/>"},
    }
    save(packs, tmp_path)
    assert load(tmp_path) == packs
    assert sum(file.read_text(encoding="utf-8").count("Liberation") for file in tmp_path.rglob("*.txt")) == 1


def test_parts_that_are_gone_leave_no_file_behind(tmp_path: Path) -> None:
    save({"one": GOLDEN, "two": GOLDEN}, tmp_path)
    save({"two": {"timeline.png": "PNG 9 x 9 RGB"}}, tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["two", "two/timeline.png.txt"]


def test_the_command_reports_a_difference_until_it_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare = ["harbour-standard", "--goldens", str(tmp_path)]
    assert main([*compare, "--accept"]) == 0
    file = tmp_path / "harbour-standard" / "briefing.docx" / "word.txt"
    accepted = file.read_text(encoding="utf-8")
    file.write_text(accepted.replace("quay", "kway", 1), encoding="utf-8")
    capsys.readouterr()
    assert main(compare) == 1
    assert "kway" in capsys.readouterr().out
    assert main([*compare, "--accept"]) == 0
    assert file.read_text(encoding="utf-8") == accepted


def test_an_unknown_pack_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["harbour"])
    assert "unknown pack `harbour`" in capsys.readouterr().err
