"""Rebuild the pictures of README.md, and sheets of all briefings: `python -m tests.pictures`. Needs LibreOffice.

They are in tests/golden/pictures/, so that a change of the output shows as a change of pictures in review. What the
tests compare is text, in tests/golden/expected/.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from generator import build
from tests.conftest import DEMO, ROOT
from tests.rendering import pdf_of, pictures_of

PICTURES = ROOT / "tests" / "golden" / "pictures"
WIDTH_PX = {"briefing": 640, "deck": 800, "sheet": 320}
# what slides and pages should look like, where the checkout has it
TARGETS = ROOT.parent / "shared" / "visual"
SLIDE_TARGETS = {
    "deck-01": "01-cover", "deck-02": "02-key-numbers", "deck-03": "03-scorecard", "deck-04": "04-development",
    "deck-08": "05-positions", "deck-09": "08-open-questions", "deck-10": "06-timeline", "deck-11": "07-launches",
    "deck-12": "10-sources",
}  # fmt: skip
PAGE_TARGETS = {"briefing-01": "11-word-page1", "briefing-03": "12-word-inner", "annex": "13-word-annex"}
DPI = {"briefing": 100, "deck": 80, "sheet": 60}
# each briefing on the sheet, as dataset and audience
CASES = ROOT / "tests" / "cases"
SHEET = (
    *((DEMO, audience) for audience in ("standard", "executive", "press", "staff")),
    *((CASES / name, "standard") for name in ("harbour", "pont", "bruecke")),
)
ACROSS = 8


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
        annex = add_sheet(Path(folder))
        if TARGETS.exists():
            save(beside(SLIDE_TARGETS), PICTURES / "deck-beside-targets.png", 2 * WIDTH_PX["deck"])
            annex.save(PICTURES / "annex.png")
            save(beside(PAGE_TARGETS), PICTURES / "briefing-beside-targets.png", 2 * WIDTH_PX["briefing"])
            (PICTURES / "annex.png").unlink()
        print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")


def add_sheet(folder: Path) -> Image.Image:
    """Add a sheet of the pages of all briefings, a row or more for each; return a page of an annex."""
    rows: list[list[Image.Image]] = []
    for dataset, audience in SHEET:
        (file,) = build(dataset, audience, out=folder / "sheet").folder.glob("*.docx")
        pdf = pdf_of(file, folder)
        pages = [Image.open(page).convert("RGB") for page in pictures_of(pdf, folder, DPI["sheet"])]
        rows += [pages[start : start + ACROSS] for start in range(0, len(pages), ACROSS)]
        if audience == "staff":
            annex = Image.open(pictures_of(pdf, folder, DPI["briefing"])[-4]).convert("RGB")
    width, height = WIDTH_PX["sheet"], WIDTH_PX["sheet"] * 11 // 8
    sheet = Image.new("RGB", (ACROSS * width, len(rows) * height), "grey")
    for row, pages in enumerate(rows):
        for column, page in enumerate(pages):
            page.thumbnail((width - 4, height - 4), Image.Resampling.LANCZOS)
            sheet.paste(page, (column * width + 2, row * height + 2))
    save(sheet, PICTURES / "briefings.png", sheet.width)
    return annex


def beside(targets: Mapping[str, str]) -> Image.Image:
    """Return each picture that has a target at the left of it."""
    pairs = [(PICTURES / f"{name}.png", TARGETS / f"{target}.png") for name, target in targets.items()]
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
