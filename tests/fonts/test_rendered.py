"""Lines as LibreOffice breaks them: ours are never fewer, and seldom more."""

import random
from pathlib import Path

from pptx import Presentation
from pptx.util import Pt

from generator.fonts.face import face
from generator.fonts.lines import Run, broken
from tests.rendering import need_libreoffice, pdf_of, words_of

TEXT = (
    "The committee met twice, in Geneva and (briefly) in Oslo, yet its well-known 1998 report — 240 pages, “final” and "
    "unsigned — wasn't published until 12 May 2003; by then A. V. Taylor’s office had lost $1,250,000. Why? Nobody "
    "knows: 60-day deadlines passed, half the members left, and the low-level talks of 2001–02 never began. "
    "Ty Watts (Yale) says that efficient firefighting affected traffic at four offices. See https://example.org/a-b/c."
)
WORDS = TEXT.split()
CHANCE = random.Random(19)


def cases(number):
    for _ in range(number):
        start = CHANCE.randrange(len(WORDS) - 8)
        text = " ".join(WORDS[start : start + CHANCE.randint(8, 70)])
        family, bold, italic = CHANCE.choice(["Calibri", "Cambria"]), CHANCE.random() < 0.3, CHANCE.random() < 0.3
        yield text, family, bold, italic, CHANCE.choice([11, 14, 18, 20, 24]), CHANCE.randint(150, 700)


def test_lines_are_never_fewer_than_libreoffice_needs_and_seldom_more(tmp_path: Path):
    need_libreoffice()
    told = list(cases(120))
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(900)
    for text, family, bold, italic, size, width in told:
        frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, Pt(width), Pt(800)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = 0
        run = frame.paragraphs[0].add_run()
        run.text = text
        font = run.font
        font.name, font.bold, font.italic, font.size = family, bold, italic, Pt(size)
    deck.save(str(tmp_path / "lines.pptx"))
    words = words_of(pdf_of(tmp_path / "lines.pptx", tmp_path))
    more = 0
    for page, (text, family, bold, italic, size, width) in enumerate(told, 1):
        theirs = len({round(word.top / (1.2 * size)) for word in words if word.page == page})
        ours = len(broken([Run(text, face(family, bold, italic), size)], width))
        assert ours >= theirs, (text, family, size, width)
        more += ours > theirs
    assert more <= len(told) * 0.1
