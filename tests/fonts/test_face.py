import subprocess
import sys

import pytest

from generator.fonts.face import face
from generator.fonts.files import MissingFont, font_file

SAMPLE = "Hamburgefonstiv 0123"


def test_a_table_measures_as_the_font_file_does():
    from fontTools.ttLib import TTFont

    font = TTFont(font_file("Calibri", bold=True))
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    expected = sum(advances[glyphs[ord(character)]][0] for character in SAMPLE) / font["head"].unitsPerEm * 18
    assert face("Calibri", bold=True).width_pt(SAMPLE, 18) == pytest.approx(expected)


def test_bold_is_wider_than_regular():
    assert face("Cambria", bold=True).width_pt(SAMPLE, 10) > face("Cambria").width_pt(SAMPLE, 10)


@pytest.mark.parametrize("text, least", [("日本", 2.0), ("العربية", 4.0), ("🚀", 1.0), ("ไทย", 1.5)])
def test_scripts_beyond_the_table_are_estimated_generously(text, least):
    assert face("Calibri").width_pt(text, 1) >= least


@pytest.mark.parametrize("character", ["\N{COMBINING ACUTE ACCENT}", "\N{COMBINING ENCLOSING CIRCLE}", "\ufeff", "\a"])
def test_combining_marks_and_control_characters_take_no_width(character):
    assert face("Cambria").width_pt(f"e{character}", 10) == face("Cambria").width_pt("e", 10)


def test_an_unknown_family_is_estimated_wider_than_arial():
    unknown = face("Harbour Grotesk")
    assert not unknown.known
    assert unknown.width_pt(SAMPLE, 10) > face("Arial").width_pt(SAMPLE, 10) * 1.1


def test_calibri_light_has_the_room_of_what_stands_in_for_it():
    """Themes of Office 2013 to 2022 head slides with it; without it, programs set a wider face such as Noto Sans."""
    light, bold = face("Calibri Light"), face("Calibri Light", bold=True)
    assert not light.known
    assert light.width_pt(SAMPLE, 10) > face("Calibri").width_pt(SAMPLE, 10) * 1.1
    assert bold.width_pt("12", 10) > 2 * 5.72, "two digits of Noto Sans"


def test_a_file_that_is_not_shipped_is_named():
    with pytest.raises(MissingFont, match="Harbour Grotesk"):
        font_file("Harbour Grotesk")


def test_measuring_needs_no_font_library():
    measure = "from generator.fonts.face import face; face('Calibri').width_pt('a', 1)"
    code = f"import sys; {measure}; print(sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "fontTools" not in modules and "matplotlib" not in modules


@pytest.mark.parametrize("family", ["Calibri", "Cambria", "Arial", "Times New Roman", "Courier New", "No Such Font"])
def test_a_no_break_space_is_as_wide_as_a_space_and_no_taller(family: str) -> None:
    measured = face(family)
    assert measured.width_pt("5\u00a0May", 11) == measured.width_pt("5 May", 11)
    assert measured.covers("5\u00a0May")
