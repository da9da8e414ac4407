"""Measure how the time for a deck grows with its length: `python -m tests.bench.powerpoint`.

Every slide has bullets, sources and notes, every tenth one an editable chart. Time is the best of three runs of
`write_powerpoint`, which plans and saves; composing and drawing are left out. An exponent of 1 is linear.
"""

from math import log
from time import perf_counter

from generator.model.block import FigureBlock, Paragraph
from generator.model.document import Deck, Slide
from generator.write.powerpoint.template.slide_template import load_slide_template
from generator.write.powerpoint.writer import write_powerpoint
from tests.write.powerpoint.decks import bullets, deck, drawing, look, plain, ship_calls, slide, told

SIZES = (62, 125, 250, 500, 1000)


def main() -> None:
    print("slides   time      a slide    exponent")
    before: tuple[int, float] | None = None
    for size in SIZES:
        took = min(seconds(size) for _ in range(3))
        exponent = f"{log(took / before[1]) / log(size / before[0]):8.2f}" if before else ""
        print(f"{size:6,}   {took:6.2f} s   {1000 * took / size:5.2f} ms  {exponent}")
        before = size, took


def seconds(size: int) -> float:
    made, drawings = deck_of(size), {"calls": drawing("calls", ship_calls())}
    own = look()
    template = load_slide_template(own)
    start = perf_counter()
    written = write_powerpoint(made, drawings, own, template)
    took = perf_counter() - start
    assert len(written.locations) > size
    return took


def deck_of(size: int) -> Deck:
    return deck(*(_slide(number) for number in range(size)), sources=40)


def _slide(number: int) -> Slide:
    notes = tuple(Paragraph(told(f"s{number * 4 + more}", f"All of it, in slide {number}.", 1)) for more in range(4))
    if number % 10 == 9:
        chart = FigureBlock("calls", plain("Calls"), number, f"f{number}", native=True)
        return slide(f"Calls {number}", chart, section=f"Part {number // 25}", notes=notes)
    return slide(f"Slide {number}", bullets(4, start=number * 4), section=f"Part {number // 25}", notes=notes)


if __name__ == "__main__":
    main()
