import pytest

from generator.fonts.face import face
from generator.fonts.lines import Run, measure

CALIBRI = face("Calibri")


def broken(text, width, size=10, first=None):
    return ["".join(run.text for run in line.runs) for line in measure([Run(text, CALIBRI, size)]).lines(width, first)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("one two three", ["one two", "three"]),
        ("one  two   three", ["one  two", "three"]),  # spaces hang over the end
        ("a\n\nb", ["a", "", "b"]),
        ("a\vb", ["a", "b"]),
        ("well-known facts", ["well-", "known", "facts"]),
        ("in 2018-09-14 it", ["in", "2018-09-", "14 it"]),  # too long by itself: broken anywhere
        ("no\u00a0way here", ["no\u00a0way", "here"]),
        ("日本語です。はい", ["日本語", "です。", "はい"]),  # a full stop never opens a line
        ("日本「日本", ["日本", "「日本"]),  # a bracket never closes one
        ("ninety -percent", ["ninety", "-percent"]),  # a dash that opens a word stays with it
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
        ("", [""]),
    ],
)
def test_breaks(text, expected):
    assert broken(text, 39) == expected


def test_the_first_line_may_be_narrower():
    assert broken("one two three", 100, first=20) == ["one", "two three"]


def test_only_the_first_line_is_narrower_not_the_first_after_each_line_feed():
    assert broken("one\ntwo three", 100, first=20) == ["one", "two three"]


def test_an_empty_line_is_as_high_as_its_last_run():
    [line] = measure([Run(" ", CALIBRI, 20), Run("", CALIBRI, 10)]).lines(100)
    assert line.height_pt == pytest.approx(10 * 2500 / 2048)


def test_a_line_is_as_high_as_its_tallest_run():
    [line] = measure([Run("small ", CALIBRI, 10), Run("tall", CALIBRI, 20)]).lines(200)
    assert line.height_pt == pytest.approx(20 * 2500 / 2048)


def test_a_word_keeps_together_over_runs():
    runs = [Run("one tw", CALIBRI, 10), Run("o", face("Calibri", bold=True), 10)]
    assert [[run.text for run in line.runs] for line in measure(runs).lines(32)] == [["one"], ["tw", "o"]]


def test_no_line_is_wider_than_its_column():
    text = "The quick brown fox, having jumped over 1,234 lazy dogs (twice), went home. " * 5
    for width in range(30, 300, 7):
        assert all(line.width_pt <= width for line in measure([Run(text, CALIBRI, 11)]).lines(width))


def test_characters_of_another_script_make_a_line_higher():
    [latin], [japanese] = measure([Run("a", CALIBRI, 10)]).lines(50), measure([Run("日", CALIBRI, 10)]).lines(50)
    assert latin.height_pt < 12.5 and japanese.height_pt >= 14  # Noto Sans CJK: 1.45 em


def test_ideographs_and_digits_are_set_apart():
    alone = sum(measure([Run(text, face("Calibri"), 20)]).lines(900)[0].width_pt for text in ("岸壁", "12", "号"))
    assert round(measure([Run("岸壁12号", face("Calibri"), 20)]).lines(900)[0].width_pt - alone, 6) == 10
