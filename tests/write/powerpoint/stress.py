"""A deck of everything that has ever run off a slide."""

from generator.model.block import NumberedList, Paragraph, ReferenceList, Table
from generator.model.document import Deck
from generator.model.inline import Link, Plain
from tests.write.powerpoint.decks import (
    SENTENCES,
    beside,
    bullets,
    cards,
    deck,
    opening,
    panel,
    plain,
    references,
    scorecard,
    slide,
    told,
)

GERMAN = (
    "Die Hafenbehörde veröffentlichte ihre Donaudampfschifffahrtsgesellschaftskapitänsprüfungsordnung, "
    "ohne die Gebührenerhöhungsbeschlüsse abzuwarten."
)
GREEK = "Η λιμενική αρχή ανακοίνωσε ότι τα τέλη θα αυξηθούν για τρίτη συνεχή χρονιά, αν και λιγότερο από όσο ζητούσε."
RUSSIAN = "Управление порта сообщило, что сборы вырастут третий год подряд, хотя и меньше, чем предлагалось изначально."
JAPANESE = "港湾局は、三年連続で使用料を引き上げると発表したが、引き上げ幅は当初の要求より小さいものにとどまった。"
ARABIC = "أعلنت سلطة الميناء أن الرسوم سترتفع للعام الثالث على التوالي، وإن كان ذلك بأقل مما طلبته."
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
URL = "https://port.example.org/reports/2031/annual/berths-and-tolls/northern-channel/dredging-works-second-phase.html"


def everything() -> Deck:
    table = Table(
        (plain("Berth"), plain("Depth"), plain("What is planned there, and by whom")),
        tuple((plain(f"B{n}"), plain(f"{n % 9 + 3} m"), told(f"t{n}", SENTENCES[n % 6], 1)) for n in range(40)),
        plain("Berths of the northern basin"),
        1,
        "tab-berths",
    )
    numbered = NumberedList(tuple((Paragraph(told(f"n{n}", SENTENCES[n % 6])),) for n in range(9)))
    return deck(
        opening(),
        slide("Port", section="Port", divider=True),
        slide("Ferries call again", bullets(2)),
        slide("Tolls rose, though less steeply than the authority had asked for in its plan", bullets(7)),
        slide("Twenty-five things happened", bullets(25)),
        slide("Two things, and why they matter", beside(2)),
        slide("Six things, and why they matter", beside(6, " ".join(SENTENCES[:3]))),
        slide("Seventeen things, and why they matter", beside(17, " ".join(SENTENCES))),
        slide("Much was built", scorecard(4, 3, 4)),
        slide("Much was built, nothing partly", scorecard(2, 0, 5)),
        slide("One was not built", scorecard(0, 0, 1)),
        slide("Eleven questions", cards(11)),
        slide("Four questions", cards(4)),
        slide("Long questions", cards(5, " ".join(SENTENCES[:4]))),
        slide("Berths", table),
        slide("Steps in order", numbered),
        slide("A paragraph of many words", Paragraph(plain(" ".join(SENTENCES * 8)))),
        slide("Zwei Sätze", bullets(6, text=GERMAN)),
        slide("Τέλη", bullets(7, text=GREEK), section="Languages"),
        slide("Сборы", bullets(7, text=RUSSIAN), section="Languages"),
        slide("使用料", bullets(7, text=JAPANESE), section="Languages"),
        slide("الرسوم", bullets(6, text=ARABIC), section="Languages"),
        slide("A word without end", Paragraph(plain(LONG_WORD)), scorecard(1, 1, 1), section="Languages"),
        slide("A link", Paragraph((Plain("See "), Link(plain(URL), "https://port.example.org/"))), section="Languages"),
        slide("Three panels of text", panels(), section="Languages"),
        slide("Backup", bullets(3), hidden=True, section="Backup"),
        slide("Sources", ReferenceList(references(44)), section="Sources"),
        limits={"bullets_per_slide": 7},
        sources=44,
    )


def some() -> Deck:
    """One of each kind, with more text than is good for it."""
    rows = tuple((plain(f"B{n}"), told(f"t{n}", SENTENCES[n % 6], 1)) for n in range(9))
    return deck(
        opening(),
        slide("Port", section="Port", divider=True),
        slide("Tolls rose, though less steeply than the authority had asked for in its plan", bullets(8)),
        slide("Six things, and why they matter", beside(6, " ".join(SENTENCES[:3]))),
        slide("Much was built", scorecard(4, 3, 4)),
        slide("Long questions", cards(3, " ".join(SENTENCES[:4]))),
        slide("Berths", Table((plain("Berth"), plain("What is planned there, and by whom")), rows, plain("Berths"))),
        slide("Gebühren", bullets(5, text=GERMAN)),
        slide("الرسوم", bullets(6, text=ARABIC)),
        slide("使用料", bullets(7, text=JAPANESE)),
    )


def panels() -> object:
    from generator.model.block import Columns

    return Columns(tuple(panel(f"Basin {n}", Paragraph(plain(SENTENCES[n])), bullets(2)) for n in range(3)))
