"""Rebuild the pictures that README.md shows, from the demo pack: `python -m tests.pictures`. Needs LibreOffice.

They are in tests/golden/pictures/, so that a change of the output shows as a change of pictures in review. What the
tests compare is text, in tests/golden/expected/.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from generator import build
from tests.conftest import DEMO, ROOT
from tests.rendering import pdf_of, pictures_of

PICTURES = ROOT / "tests" / "golden" / "pictures"
WIDTH_PX = {"briefing": 640, "deck": 800}
# what slides should look like, where the checkout has it
TARGETS = ROOT.parent / "shared" / "visual"
TARGET_OF = {
    1: "01-cover", 2: "02-key-numbers", 3: "03-scorecard", 4: "04-development", 8: "05-positions",
    9: "08-open-questions", 10: "06-timeline", 11: "07-launches", 12: "10-sources",
}  # fmt: skip
DPI = {"briefing": 100, "deck": 80}


def main() -> None:
    with TemporaryDirectory() as folder:
        pack = build(DEMO, out=folder)
        PICTURES.mkdir(parents=True, exist_ok=True)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for kind, suffix in (("briefing", ".docx"), ("deck", ".pptx")):
            (file,) = pack.folder.glob(f"*{suffix}")
            pages = pictures_of(pdf_of(file, Path(folder)), Path(folder), DPI[kind])
            for number, page in enumerate(pages, 1):
                save(Image.open(page), PICTURES / f"{kind}-{number:02}.png", WIDTH_PX[kind])
        save(Image.open(pack.folder / "timeline.png"), PICTURES / "timeline.png", 1200)
        if TARGETS.exists():
            save(beside_targets(), PICTURES / "deck-beside-targets.png", 2 * WIDTH_PX["deck"])
        print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")


def beside_targets() -> Image.Image:
    """Return each slide that has a target at the left of it."""
    pairs = [(PICTURES / f"deck-{number:02}.png", TARGETS / f"{name}.png") for number, name in TARGET_OF.items()]
    width, height = Image.open(pairs[0][0]).size
    sheet = Image.new("RGB", (2 * width, len(pairs) * height), "grey")
    for row, pair in enumerate(pairs):
        for column, file in enumerate(pair):
            sheet.paste(Image.open(file).convert("RGB").resize((width, height)), (column * width, row * height))
    return sheet


def save(picture: Image.Image, target: Path, width_px: int) -> None:
    """Write `picture` with few colours, since the repository keeps every version of it."""
    height_px = round(picture.height * width_px / picture.width)
    small = picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS)
    # colours by coverage, then by frequency: the default spends them all on greys, and small marks turn grey
    reduced = small.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    reduced.save(target, optimize=True)


if __name__ == "__main__":
    main()
