"""Office files as a reader sees them: through LibreOffice to PDF, and from there to pages and words with their boxes.

On a machine without LibreOffice these tests are skipped and say so; where `CI` is set, its absence is a failure.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@dataclass(frozen=True)
class Word:
    """One word of a rendered page; edges in points from the top left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def need_libreoffice() -> None:
    """Skip the calling test where nothing can be rendered."""
    missing = [tool for tool in ("soffice", "pdftotext", "pdftoppm") if not shutil.which(tool)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"rendered tests must run here, but there is no {', '.join(missing)}")
    if missing:
        pytest.skip(f"not rendered: no {', '.join(missing)} on this machine (LibreOffice and poppler-utils)")


def need_fonts(*languages: str) -> None:
    """Skip the calling test where a language has no font on this machine: what is drawn then says nothing."""
    missing = [each for each in languages if not _told("fc-list", f":lang={each}", "family").strip()]
    if missing and os.environ.get("CI"):
        pytest.fail(f"rendered tests must run here, but there is no font for {', '.join(missing)}")
    if missing:
        pytest.skip(f"not rendered: no font for {', '.join(missing)} on this machine (fonts-noto-core, fonts-noto-cjk)")


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf_of(office_file: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of `office_file`, written to `folder`."""
    need_libreoffice()
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]  # noqa: RUF005
            + ["--convert-to", "pdf", "--outdir", str(folder), str(office_file)],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return folder / f"{office_file.stem}.pdf"


def words_of(pdf: Path) -> list[Word]:
    """Return the words of `pdf` in reading order, with their boxes."""
    html = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    words, page = [], 0
    form = re.compile(r'<page |<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
    for found in form.finditer(html):
        if found.group(1) is None:
            page += 1
        else:
            left, top, right, bottom = (float(edge) for edge in found.groups()[:4])
            words.append(Word(page, unescape(found.group(5)), left, top, right, bottom))
    return words


def pictures_of(pdf: Path, folder: Path, dpi: int) -> list[Path]:
    """Return one PNG for each page of `pdf`, in order."""
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))
