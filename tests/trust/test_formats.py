"""Whatever goes into a pack can be inspected and searched for leaks; what cannot is refused."""

import pytest

from generator.pipeline.formats import FILE_KINDS, inspect_file, kind_of, strings_of
from generator.safety.strings import html_strings, text_strings
from generator.safety.text import inspect_text
from tests.conftest import Pack


def test_every_file_of_a_pack_is_read_by_a_row(demo: Pack) -> None:
    assert [name for name in demo.files if kind_of(name) is None] == []
    assert [problem for name, data in demo.files.items() for problem in inspect_file(name, data)] == []


def test_a_file_that_no_row_reads_is_refused() -> None:
    (problem,) = inspect_file("harbour-standard-briefing.rtf", b"{\\rtf1 The minister will close berth nine}")
    assert problem.what == "no format reads this file, so it cannot be checked"


@pytest.mark.parametrize("name", ["briefing.docx", "deck.pptx", "timeline.svg", "manifest.json"])
def test_the_leak_gate_reads_the_words_of_every_kind_of_file(demo: Pack, name: str) -> None:
    (file,) = (each for each in demo.files if each.endswith(name))
    words = " ".join(text for _, text in strings_of({file: demo.files[file]}))
    assert "North Korea" in words or "summit" in words.lower()


def test_every_row_says_how_it_is_inspected_and_read() -> None:
    assert all(callable(kind.inspect) and callable(kind.strings) for kind in FILE_KINDS)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"plain\nwords\t\xc3\xa9\n", ""),
        (b"caf\xe9", "not valid UTF-8 (byte 3)"),
        (b"one\ntwo \x1b[2J", "holds the control character U+001B"),
    ],
)
def test_a_text_file_is_utf8_without_control_characters(data: bytes, what: str) -> None:
    assert [problem.what for problem in inspect_text("a.txt", data)] == ([what] if what else [])


def test_the_place_of_a_control_character_is_its_line() -> None:
    (problem,) = inspect_text("a.txt", b"one\ntwo \x07\n")
    assert str(problem.place) == "a.txt:2"


def test_words_of_text_and_html_are_read_without_their_markup() -> None:
    page = b'<p title="berth nine">The minister <b>will</b> close<!-- on Monday --></p>'
    shown = " ".join(text for _, text in html_strings("a.html", page))
    assert shown.split() == ["The", "minister", "will", "close", "berth", "nine", "on", "Monday"]
    assert list(text_strings("a.txt", b"\xef\xbb\xbfThe minister")) == [("a.txt", "The minister")]
