"""What those meet who do not see the page, or see little of it."""

import pytest

from tests.write.word.documents import BLOCKS, FIGURE, TABLE, document, landscape
from tests.write.word.reading import W, Word, style_of, text_of

_W = f"{{{W['w']}}}"
WHITE, ENOUGH = "FFFFFF", 4.5


@pytest.fixture(scope="module")
def whole() -> Word:
    return Word.of(document(*BLOCKS, landscape(FIGURE, TABLE), contents=True))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    shares = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_can_be_read_on_paper_and_on_every_fill(whole: Word) -> None:
    fills = {each.get(f"{_W}fill") for style in whole.styles.values() for each in style.iter(f"{_W}shd")} | {WHITE}
    inks = {name: each.get(f"{_W}val") for name, style in whole.styles.items()
            for each in style.iterfind("w:rPr/w:color", W)}  # fmt: skip
    assert {name for name, ink in inks.items() for fill in fills if contrast(ink, fill) < ENOUGH} == set()
    assert len(fills) > 1 and len(inks) > 20


def test_whatever_is_drawn_is_told_in_words(whole: Word) -> None:
    drawn = list(whole.body.iter("{*}docPr"))
    assert drawn and all(each.get("descr") for each in drawn)


def test_tables_of_data_flag_their_header_and_say_what_they_hold(whole: Word) -> None:
    for table in whole.body.iter(f"{_W}tbl"):
        header = table.find("w:tr/w:trPr/w:tblHeader", W) is not None
        data = table.find("w:tblPr/w:tblStyle", W).get(f"{_W}val") == "BriefingTable"
        assert header == data
        assert not data or table.find("w:tblPr/w:tblCaption", W) is not None


def test_headings_skip_no_level_and_the_title_is_set(whole: Word) -> None:
    levels = [int(style[-1]) for each in whole.body.iter(f"{_W}p") if (style := style_of(each)).startswith("Heading")]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert b"<dc:title>Harrow harbour" in whole.parts["docProps/core.xml"]


def test_links_say_where_they_lead(whole: Word) -> None:
    for name in ("word/document.xml", "word/footnotes.xml"):
        for link in whole.root(name).iter(f"{_W}hyperlink"):
            assert len(text_of(link).strip()) > 3 and "://" not in text_of(link)


def test_the_language_of_the_text_is_told_for_every_run(whole: Word) -> None:
    assert whole.attributes("w:docDefaults//w:lang", part="word/styles.xml") == ["en-GB"]
