"""What readers meet who cannot see the page, or see it poorly."""

import pytest

from tests.write.word.documents import BLOCKS, FIGURE, TABLE, document, landscape
from tests.write.word.reading import W, Word, style_of, text_of

_W = f"{{{W['w']}}}"
WHITE, ENOUGH = "FFFFFF", 4.5


@pytest.fixture(scope="module")
def briefing() -> Word:
    return Word.of(document(*BLOCKS, landscape(FIGURE, TABLE), contents=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1.4.3."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    shares = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_is_readable_on_paper_and_on_every_fill(briefing: Word) -> None:
    fills = {shd.get(f"{_W}fill") for style in briefing.styles.values() for shd in style.iter(f"{_W}shd")} | {WHITE}
    colors = {name: color.get(f"{_W}val") for name, style in briefing.styles.items()
              for color in style.iterfind("w:rPr/w:color", W)}  # fmt: skip
    assert {name for name, color in colors.items() for fill in fills if contrast(color, fill) < ENOUGH} == set()
    assert len(fills) > 1 and len(colors) > 20


def test_every_picture_has_alternative_text(briefing: Word) -> None:
    pictures = list(briefing.body.iter("{*}docPr"))
    assert pictures and all(picture.get("descr") for picture in pictures)


def test_data_tables_flag_their_header_and_have_a_caption(briefing: Word) -> None:
    for table in briefing.body.iter(f"{_W}tbl"):
        has_header = table.find("w:tr/w:trPr/w:tblHeader", W) is not None
        is_data = table.find("w:tblPr/w:tblStyle", W).get(f"{_W}val") == "BriefingTable"
        assert has_header == is_data
        assert not is_data or table.find("w:tblPr/w:tblCaption", W) is not None


def test_headings_skip_no_level_and_the_title_is_set(briefing: Word) -> None:
    levels = [int(style[-1]) for p in briefing.body.iter(f"{_W}p") if (style := style_of(p)).startswith("Heading")]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert b"<dc:title>Harrow harbour" in briefing.parts["docProps/core.xml"]


def test_links_have_words_and_not_addresses(briefing: Word) -> None:
    for name in ("word/document.xml", "word/footnotes.xml"):
        for link in briefing.root(name).iter(f"{_W}hyperlink"):
            assert len(text_of(link).strip()) > 3 and "://" not in text_of(link)


def test_the_language_of_the_text_is_set(briefing: Word) -> None:
    assert briefing.attributes("w:docDefaults//w:lang", part="word/styles.xml") == ["en-GB"]
