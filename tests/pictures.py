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
        print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")


def save(picture: Image.Image, target: Path, width_px: int) -> None:
    """Write `picture` with few colours, since the repository keeps every version of it."""
    height_px = round(picture.height * width_px / picture.width)
    small = picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS)
    # colours by coverage, then by frequency: the default spends them all on greys, and small marks turn grey
    reduced = small.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    reduced.save(target, optimize=True)


if __name__ == "__main__":
    main()
