"""The kinds of Office files that can be templates: how to recognise each, and where it goes in a look."""

from collections.abc import Callable
from zipfile import BadZipFile

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place
from generator.model.look import Look
from generator.readback.finish.rules import SMALLEST_ON_PAGES_PT, SMALLEST_ON_SLIDES_PT
from generator.untrusted.archives import open_archive


class OfficeKind(Struct, frozen=True):
    program: str
    suffix: str
    main_part: str
    readable_pt: float  # smaller text is lost in print or projection
    put_in: Callable[[Look, bytes, Place], Look]


WORD = OfficeKind(
    "Word",
    ".docx",
    "word/document.xml",
    SMALLEST_ON_PAGES_PT,
    lambda look, data, place: replace(look, word=data, word_place=place),
)
POWERPOINT = OfficeKind(
    "PowerPoint",
    ".pptx",
    "ppt/presentation.xml",
    SMALLEST_ON_SLIDES_PT,
    lambda look, data, place: replace(look, slides=data, slides_place=place),
)


def kind_of(data: bytes) -> OfficeKind | None:
    """Return the kind of an Office file, None if it is neither."""
    try:
        with open_archive(data, most_bytes=None) as package:
            parts = package.namelist()
    except BadZipFile:
        return None
    return next((kind for kind in (WORD, POWERPOINT) if kind.main_part in parts), None)
