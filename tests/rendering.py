"""An Office file -> what a reader sees: LibreOffice's PDF, its pages as pictures, its words with their boxes.

Without LibreOffice these tests are skipped and say so; where `CI` is set, they fail.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_PDF_UA = (
    'writer_pdf_Export:{"PDFUACompliance": {"type": "boolean", "value": "true"},'
    ' "UseTaggedPDF": {"type": "boolean", "value": "true"}}'
)


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
    _skip_without(missing, "LibreOffice and poppler-utils")


def need_fonts(*languages: str) -> None:
    """Skip the calling test where a language has no font on this machine: its pages would show empty boxes."""
    _skip_without([language for language in languages if not _has_font(language)], "fonts-noto-core, fonts-noto-cjk")


def _skip_without(missing: Sequence[str], packages: str) -> None:
    if missing and os.environ.get("CI"):
        pytest.fail(f"rendered tests must run here, but {', '.join(missing)} is missing")
    if missing:
        pytest.skip(f"not rendered: {', '.join(missing)} is missing on this machine ({packages})")


def _has_font(language: str) -> bool:
    command = ["fc-list", f":lang={language}", "family"]
    return bool(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def pdf_of(office_file: Path, folder: Path) -> Path:
    """Convert `office_file` to PDF with LibreOffice, in `folder`; a Word file as PDF/UA."""
    return saved_by_libreoffice(office_file, folder, "pdf", _PDF_UA if office_file.suffix == ".docx" else "")


def saved_by_libreoffice(office_file: Path, folder: Path, kind: str, export: str = "") -> Path:
    """Return the file of a `kind`, such as docx, that LibreOffice saves of `office_file` in `folder`.

    `export` is the name of a filter and its options.
    """
    need_libreoffice()
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]  # noqa: RUF005
            + ["--convert-to", f"{kind}:{export}".rstrip(":"), "--outdir", str(folder), str(office_file)],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return folder / f"{office_file.stem}.{kind}"


def pdfs_of(office_files: Sequence[Path], folder: Path) -> list[Path]:
    """Convert files of different names to PDF, in `folder`: LibreOffice starts only once."""
    need_libreoffice()
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]  # noqa: RUF005
            + ["--convert-to", "pdf", "--outdir", str(folder), *map(str, office_files)],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return [folder / f"{file.stem}.pdf" for file in office_files]


def words_of(pdf: Path, painted: bool = False) -> list[Word]:
    """Return the words of `pdf` with their boxes, in reading order, or in that in which they are `painted`."""
    order = ["-raw"] if painted else []
    command = ["pdftotext", *order, "-bbox", str(pdf), "-"]
    html = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words, page = [], 0
    pattern = re.compile(r'<page |<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
    for match in pattern.finditer(html):
        if match[1] is None:
            page += 1
        else:
            left, top, right, bottom = (float(edge) for edge in match.groups()[:4])
            words.append(Word(page, unescape(match[5]), left, top, right, bottom))
    return words


def pictures_of(pdf: Path, folder: Path, dpi: int) -> list[Path]:
    """Return one PNG for each page of `pdf`, in order."""
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))
