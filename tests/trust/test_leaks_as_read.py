"""Withheld words are found as a reader sees them, however the file has split, spaced, hidden or disguised them."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.errors import InputError, Place, Problem
from generator.model.dataset import Claim, Dataset
from generator.model.selection import Cells, Selection
from generator.model.text import Code, Text
from generator.pipeline.build import read
from generator.safety.leaks import find_leaks
from generator.safety.strings import SEAM, html_strings, json_strings, office_strings, text_strings, xml_strings
from generator.untrusted.archives import MOST_BYTES

ROOT = Path(__file__).parents[2]
SHORE = ROOT / "tests" / "cases" / "shore"
SECRET = "the Minister will close berth nine before the summer fair"
SHORT = "Owners refuse the levy"  # a sentence of four words
TITLE = "Talks collapse"  # a title of two
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def plant(**texts: str) -> Dataset:
    """Return the dataset of the shore with one more statement, which `brief` must not get."""
    shore, place = read(SHORE / "set" / "shore"), Place("dataset.yaml", 1)
    first, *_ = shore.statements
    fields = {name: Text(texts.get(name, ""), place) for name in ("headline", "short", "text")}
    berth = replace(first, id="berth", sources=(), audiences=("staff",), **fields)
    return replace(shore, overview=replace(shore.overview, statements=(berth,)))


DATASET = plant(headline=TITLE, text=f"As planned, {SECRET}. {SHORT}. Nobody knows.")


def leaks_in(name: str, data: str | bytes, dataset: Dataset = DATASET) -> tuple[Problem, ...]:
    readers = {"svg": xml_strings, "xml": xml_strings, "html": html_strings, "json": json_strings, "txt": text_strings}
    reader = readers.get(name.rpartition(".")[2], office_strings)
    return find_leaks(reader(name, data.encode() if isinstance(data, str) else data), dataset, "brief")


def package(**parts: str | bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def word(*runs: str) -> str:
    return f"<w:body {W}><w:p>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p></w:body>"


def drawing(*runs: str) -> str:
    return f"<a:x {A}><a:p>{''.join(f'<a:r><a:t>{run}</a:t></a:r>' for run in runs)}</a:p></a:x>"


def slide(number: int, text: str, line: str = "", title: str = "") -> tuple[str, str]:
    places = (
        ('type="title"', title or f"Tolls ({number} of 2)"),
        ('type="body" idx="10"', line),
        ('type="body" idx="1"', text),
        ('type="sldNum" idx="15"', str(number)),
    )
    shapes = "".join(
        f"<p:sp><p:nvPr><p:ph {place}/></p:nvPr><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sp>"
        for place, words in places
    )
    return f"ppt/slides/slide{number}.xml", f"<p:sld {P} {A}>{shapes}</p:sld>"


HEAD, TAIL = SECRET[:37], SECRET[37:]  # within a word
START, END = "the Minister will close", "berth nine before the summer fair"
SPLIT = {
    "runs of a Word paragraph": ("a.xml", word(f"<w:t>As planned, {HEAD}</w:t>", f"<w:t>{TAIL} in May</w:t>")),
    "a run for each letter": ("a.xml", word(*(f"<w:t>{letter}</w:t>" for letter in f"So {SECRET}!"))),
    "a bookmark in a word": (
        "a.xml",
        word(f"<w:t>{HEAD}</w:t>", '<w:bookmarkStart w:id="1" w:name="x"/>', f"<w:t>{TAIL}</w:t>"),
    ),
    "a comment in a word": ("a.xml", word(f"<w:t>{HEAD}<!-- here -->{TAIL}</w:t>")),
    "a processing instruction in a word": ("a.xml", word(f"<w:t>{HEAD}<?x y?>{TAIL}</w:t>")),
    "a tab and a line break": ("a.xml", word("<w:t>the Minister</w:t><w:tab/>", f"<w:t>{SECRET[13:]}</w:t><w:br/>")),
    "a soft hyphen of Word": ("a.xml", word(f"<w:t>{HEAD}</w:t><w:softHyphen/><w:t>{TAIL}</w:t>")),
    "a hyphen that does not break": ("a.xml", word(f"<w:t>{HEAD}</w:t><w:noBreakHyphen/><w:t>{TAIL}</w:t>")),
    "a field's code between": (
        "a.xml",
        word(f"<w:t>{START} </w:t>", "<w:instrText>REF pages</w:instrText>", f"<w:t>{END}</w:t>"),
    ),
    "hidden words between": (
        "a.xml",
        word(f"<w:t>{START} </w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>never mind</w:t>", f"<w:t>{END}</w:t>"),
    ),
    "deleted words between": (
        "a.xml",
        word(f"<w:t>{START} </w:t>", "<w:delText>or not</w:delText>", f"<w:t>{END}</w:t>"),
    ),
    "words that were all deleted": ("a.xml", word(f"<w:delText>{HEAD}</w:delText>", f"<w:delText>{TAIL}</w:delText>")),
    "inserted words between": (
        "a.xml",
        f"<w:p {W}><w:r><w:t>{START} </w:t></w:r><w:ins><w:r><w:t>not </w:t></w:r></w:ins>"
        f"<w:r><w:t>{END}</w:t></w:r></w:p>",
    ),
    "hidden words": ("a.xml", word(f"<w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t>")),
    "a text box": ("a.xml", word(f"<w:txbxContent><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:txbxContent>")),
    "cells of a table": (
        "a.xml",
        f"<w:tbl {W}>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{part}</w:t></w:r></w:p></w:tc>" for part in (START, END))
        + "</w:tbl>",
    ),
    "runs of a slide": ("a.xml", drawing("So ", HEAD, TAIL)),
    "lines of a title": ("a.xml", f"<a:p {A}><a:r><a:t>{START}</a:t></a:r><a:br/><a:r><a:t>{END}</a:t></a:r></a:p>"),
    "a field of a slide": ("a.xml", f"<a:p {A}><a:r><a:t>{HEAD}</a:t></a:r><a:fld><a:t>{TAIL}</a:t></a:fld></a:p>"),
    "two slides below a line": ("a.pptx", package(**dict([slide(1, START, "Tolls"), slide(2, END, "Tolls")]))),
    "titles of two slides": ("a.pptx", package(**dict([slide(1, "x", "", START), slide(2, "y", "", END)]))),
    "two slides": ("a.pptx", package(**dict([slide(2, END), slide(1, START)]))),
    "a part with another name": ("a.docx", package(**{"word/header1.dat": word(f"<w:t>{SECRET}</w:t>")})),
    "a part in UTF-16": (
        "a.docx",
        package(**{"x.xml": f'<?xml version="1.0" encoding="UTF-16"?><x>{SECRET}</x>'.encode("utf-16")}),
    ),
    "rich text in a workbook": ("a.xml", f"<sst {S}><si><r><t>{HEAD}</t></r><r><t>{TAIL}</t></r></si></sst>"),
    "inline text in a workbook": ("a.xml", f"<c {S}><is><r><t>{HEAD}</t></r><r><t>{TAIL}</t></r></is></c>"),
    "a workbook in a deck": (
        "a.pptx",
        package(**{"ppt/embeddings/x.bin": package(**{"xl/x.xml": f"<si {S}><t>{SECRET}</t></si>"})}),
    ),
    "points of a chart": (
        "a.xml",
        "<c:cache xmlns:c='c'>" + "".join(f"<c:pt><c:v>{part}</c:v></c:pt>" for part in (START, END)) + "</c:cache>",
    ),
    "a tspan for each word": (
        "a.svg",
        f"<svg {SVG}><text>" + "".join(f"<tspan>{part}</tspan>" for part in SECRET.split()) + "</text></svg>",
    ),
    "a tspan for each letter": (
        "a.svg",
        f"<text {SVG}>Note" + "".join(f"<tspan>{part}</tspan>" for part in SECRET.replace(" ", "")) + "</text>",
    ),
    "lines of a label": ("a.svg", f"<svg {SVG}><text>{START}</text><text>{END}</text></svg>"),
    "a title of an SVG": ("a.svg", f"<svg {SVG}><g><title>{HEAD}</title></g><g><desc>{TAIL}</desc></g></svg>"),
    "emphasis in HTML": ("a.html", f"<p>Well: {HEAD}<em>{TAIL[:2]}</em>{TAIL[2:]}</p>"),
    "an optional break in HTML": ("a.html", f"<p>{HEAD}<wbr>{TAIL}</p>"),
    "a numeric reference": ("a.html", f"<p>{HEAD}&#173;{TAIL}</p>"),
    "an attribute": ("a.html", f'<img alt="So: {SECRET}.">'),
    "a comment": ("a.html", f"<p>x</p><!-- {SECRET} -->"),
    "a name in JSON": ("a.json", f'{{"{SECRET}": 1}}'),
    "an escape in JSON": ("a.json", '["' + "".join(f"\\u{ord(letter):04x}" for letter in SECRET) + '"]'),
    "lines of a text": ("a.txt", f"{HEAD}-\n{TAIL}"),
}  # fmt: skip


@pytest.mark.parametrize("where", SPLIT)
def test_withheld_words_are_found_in_or_split_over(where: str) -> None:
    assert leaks_in(*SPLIT[where])


def test_a_workbook_that_is_too_large_to_be_searched_is_refused() -> None:
    with pytest.raises(InputError, match="is too large to be searched\n    remove it from the template"):
        leaks_in("a.pptx", package(**{"ppt/embeddings/x.xlsx": package(**{"x.xml": bytes(MOST_BYTES + 1)})}))


def test_a_damaged_part_is_read_as_far_as_it_can_be() -> None:
    assert leaks_in("a.docx", package(**{"a.xml": f"<a><b>{SECRET}</c>", "b.zip": b"PK no zip", "c.xml": "<"}))


DISGUISED = {
    "capitals": SECRET.upper(),
    "no-break spaces": SECRET.replace(" ", "\u00a0"),
    "no spaces": SECRET.replace(" ", ""),
    "spaced letters": " ".join(SECRET),
    "soft hyphens": "\u00ad".join(SECRET),
    "zero-width spaces": SECRET.replace("e", "e\u200b"),
    "zero-width joiners": SECRET.replace("i", "\u200di\u200c"),
    "word joiners": SECRET.replace("i", "i\u2060"),
    "byte order marks": SECRET.replace("n", "n\ufeff"),
    "variation selectors": SECRET.replace("e", "e\ufe0f"),
    "direction marks": SECRET.replace("s", "\u200es\u200f"),
    "tags": SECRET.replace("o", "o\U000e0061"),
    "Hangul fillers": SECRET.replace("t", "t\u3164\u115f\u1160\uffa0"),
    "a combining grapheme joiner": SECRET.replace("a", "a\u034f"),
    "letters struck through": "\u0336".join(SECRET),
    "accents": SECRET.replace("e", "e\u0301").replace("i", "\u00ec"),
    "a ligature": SECRET.replace("fi", "\ufb01"),
    "full-width letters": "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in SECRET),
    "mathematical letters": "".join(chr(ord(x) - 97 + 0x1D5EE) if x.islower() else x for x in SECRET),
    "small capitals": SECRET.translate(str.maketrans("abcdeh", "\u1d00\u0299\u1d04\u1d05\u1d07\u029c")),
    "Cyrillic letters": SECRET.translate(str.maketrans("aceopxyi", "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456")),
    "Cyrillic capitals": SECRET.upper().translate(str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")),
    "a Cyrillic capital in a word": SECRET.replace("Minister", "\u041cinister"),
    "Ukrainian capitals": SECRET.upper().replace("I", "\u0406"),
    "Greek letters": SECRET.translate(str.maketrans("oiv", "\u03bf\u03b9\u03bd")),
    "Greek capitals": SECRET.upper().translate(str.maketrans("ABEHIKMNOPTYXZ", "ΑΒΕΗΙΚΜΝΟΡΤΥΧΖ")),
    "Cherokee letters": SECRET.upper().translate(str.maketrans("WHS", "\u13b3\u13bb\u13da")),
    "Deseret and Osage letters": SECRET.translate(str.maketrans("ocu", "\U0001042c\U0001043d\U000104f6")),
    "Warang Citi and Miao letters": SECRET.translate(str.maketrans("oatr", "\U000118c8\U00016f40\U00016f0a\U00016f35")),
    "Carian, Lycian and Old Italic letters": SECRET.upper().translate(
        str.maketrans("HEI", "\U000102cf\U00010286\U00010309")
    ),
    "digits": SECRET.replace("l", "1").replace("o", "\u043e"),
    "emphasis": SECRET.replace("berth", "be**rt**h"),
    "a link": SECRET.replace("berth", "[berth](https://example.org/plan)"),
}


@pytest.mark.parametrize("how", DISGUISED)
def test_withheld_words_are_found_with(how: str) -> None:
    assert leaks_in("a.txt", f"It is said: {DISGUISED[how]}, soon.")


def test_a_secret_that_its_author_wrote_with_other_letters_is_found_in_plain_ones() -> None:
    dataset = plant(text=SECRET.replace("e", "\u0435").replace("M", "\u039c"))
    assert leaks_in("a.txt", SECRET, dataset)


ALONE = {
    "a paragraph": ("a.xml", word(f"<w:t>{TITLE}</w:t>")),
    "a paragraph of runs": ("a.xml", word("<w:t>Talks col</w:t>", "<w:t>lapse.</w:t>")),
    "a cell": ("a.xml", f"<w:tc {W}><w:p><w:r><w:t>{TITLE.upper()}</w:t></w:r></w:p></w:tc>"),
    "a paragraph with a note's number": ("a.xml", drawing("Talks collapse", "12")),
    "a title of two lines": ("a.xml", f"<a:p {A}><a:t>Talks</a:t><a:br/><a:t>collapse</a:t></a:p>"),
    "a label": ("a.svg", f"<svg {SVG}><text>{TITLE}</text></svg>"),
    "a label of two lines": ("a.svg", f"<svg {SVG}><text>Talks</text><text>collapse</text></svg>"),
    "a category of a chart": ("a.xml", f"<c:v>{TITLE}</c:v>".replace("c:v", "v")),
    "a shared string": ("a.xml", f"<sst {S}><si><t>{TITLE}</t></si></sst>"),
    "an alternative text": ("a.xml", f'<docPr descr="{TITLE}"/>'),
    "a property": ("a.xml", f"<cp><title>{TITLE}</title></cp>"),
    "a heading in HTML": ("a.html", "<h1>Talks <i>collapse</i></h1>"),
    "a string of JSON": ("a.json", f'{{"a": ["{TITLE}"]}}'),
    "a line of text": ("a.txt", f"Tolls\n{TITLE} \nrose"),
    "look-alikes": ("a.txt", "T\u0430lks c\u043ellapse"),
}  # fmt: skip


@pytest.mark.parametrize("where", ALONE)
def test_a_short_title_is_found_where_it_stands_alone_as(where: str) -> None:
    (problem,) = leaks_in(*ALONE[where])
    assert "its words “Talks collapse” are in a." in problem.what


HARMLESS = {
    "the title's words in a sentence": "Should talks collapse, tolls rise",
    "one of the words": "Talks",
    "a sentence of two words": "Nobody knows",
    "seven words of a sentence": "the Minister will close berth nine before",
    "the middle of words": "reowners refuse the levying",
    "the words in another order": "collapse Talks",
}


@pytest.mark.parametrize("what", HARMLESS)
def test_it_is_no_leak_to_say(what: str) -> None:
    assert leaks_in("a.txt", f"{HARMLESS[what]}\n") == ()
    assert leaks_in("a.xml", word(f"<w:t>{HARMLESS[what]}</w:t>")) == ()


NAMES = {
    "place": {"place": "Port Authority"},
    "actor": {"actors": ("Port Authority",)},
    "outcome": {"outcome": "Port Authority"},
    "column of one's own": {"columns": Cells({"owner": 0}, (Code("Port Authority"),))},
}


@pytest.mark.parametrize("what", NAMES)
def test_a_name_of_two_words_is_not_looked_for_as(what: str) -> None:
    """Who and where recur: an actor of a withheld event is the legend of a figure, too."""
    event = replace(DATASET.events[0], id="s9", audiences=("staff",), **NAMES[what])
    dataset = replace(DATASET, events=(*DATASET.events, event))
    assert leaks_in("a.txt", "Port Authority", dataset) == ()
    assert leaks_in("a.txt", "Port Authority", replace(dataset, events=(replace(event, label="Port Authority"),)))


NAMED = {
    "an actor of the event": ({"actors": ("United Nations Security Council",)}, "United Nations Security Council"),
    "the place of the event": ({"place": "Port of New Harrow"}, "Tolls in the Port of New Harrow"),
    "an owner, in a column of one's own": (
        {"columns": Cells({"owner": 0}, (Code("Harrow Port Authority Board"),))},
        "Harrow Port Authority Board",
    ),
    "the kind of another event": ({"label": "", "title": "Ship seized"}, "Ship seized"),
}


@pytest.mark.parametrize("what", NAMED)
def test_it_is_no_leak_to_name(what: str) -> None:
    """Whom or what a withheld event is about may be the author of a source, or in the title of a figure."""
    fields, text = NAMED[what]
    public = DATASET.events[0]
    event = replace(public, id="s9", audiences=("staff",), **fields)
    kinds = {public.kind: Text("Ship seized", Place("dataset.yaml"))}
    assert leaks_in("a.txt", text, replace(DATASET, events=(*DATASET.events, event), kinds=kinds)) == ()


def test_what_a_claim_quotes_is_no_sentence() -> None:
    quoted = "berth nine before the summer fair"
    (berth,) = DATASET.overview.statements
    claim = Claim(quoted, "count", Selection(()), "1", berth.place)
    overview = replace(DATASET.overview, statements=(replace(berth, claims=(claim,)),))
    assert leaks_in("a.txt", f"They paint {quoted}.", replace(DATASET, overview=overview)) == ()


@pytest.mark.parametrize("words", ["सरकार ने कहा", "אַנְגְּלִיָּה וְצָרְפַת חָתְמוּ"])
def test_vowels_written_as_marks_do_not_divide_words(words: str) -> None:
    """Three words are no sentence of four, in any script."""
    assert leaks_in("a.txt", f"{words} x", plant(text=words)) == ()
    assert leaks_in("a.txt", words, plant(text=words))


WORDS = st.lists(st.sampled_from(re.findall(r"\w+", f"{SECRET} {SHORT} {TITLE} tolls rose again in")), max_size=12)


@given(WORDS, st.data())
def test_words_are_a_leak_however_split_and_never_by_chance(words: list[str], data: st.DataObject) -> None:
    """Any text: it leaks if and only if eight words in a row, a short sentence or the title alone are in it."""
    text = " ".join(words).casefold()
    secret = f" as planned {SECRET} {SHORT} Nobody knows ".casefold().split()
    runs = [" ".join(secret[at : at + 8]) for at in range(len(secret) - 7)]
    expected = text == TITLE.casefold() or any(f" {run} " in f" {text} " for run in [*runs, SHORT.casefold()])
    noise = st.sampled_from(["", "", "", SEAM, "\u00ad", "\u200b", "\u0301"])
    split = "".join(letter + data.draw(noise) for letter in text) if data.draw(st.booleans()) else text
    assert bool(find_leaks([("a", split)], DATASET, "brief")) == expected
