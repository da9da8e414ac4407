"""The files of a pack: one row each in `FORMATS`, which says how the file is composed, written, measured and checked.

To add a format, write a module with its writer and add a row. Whatever goes into a pack is looked through before it
goes out: a file that no row can read is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Generic, TypeVar
from zipfile import ZipFile

from msgspec import Struct

from generator.cache.store import CacheMode
from generator.errors import Place, Problem
from generator.model.document import Deck, Document
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.look import Brand, Look
from generator.model.output import Length, Written
from generator.readback.finish.contents import Contents
from generator.readback.office import ShownFigures, read_figures
from generator.safety.office import inspect_office
from generator.safety.pictures import inspect_picture
from generator.safety.strings import json_strings, no_strings, office_strings, xml_strings

Tree = TypeVar("Tree")
Template = TypeVar("Template")
Drawings = Mapping[str, Drawing]  # by figure
Templates = Mapping[str, Any]  # what the formats loaded from the look, by the formats' names
Inspect = Callable[[str, bytes], Sequence[Problem]]  # name and bytes -> what must not go out
Strings = Callable[[str, bytes], Iterator[tuple[str, str]]]  # name and bytes -> each part's name and its words


class FileKind(Struct, frozen=True):
    """How a file of a pack is checked before it goes out; `name` is how the names of such files end."""

    name: str
    inspect: Inspect
    strings: Strings


class Format(FileKind, Generic[Tree, Template], frozen=True, kw_only=True):
    """A file of a pack, such as `briefing.docx`: from an edition to a tree, and from the tree to its bytes.

    `load` reads from the look what the writer needs of it, once for a pack. `limit` names the audience's limit on the
    length of the file, in the unit in which `measure` counts; a format that no limit holds has neither. `figures` reads
    back what the finished file shows, in the order of the tree; without it, its figures are not certified. `finish`
    reads how it looks; without it, the rules of readback/finish are not applied. `figure_brand` returns the brand that
    its figures are drawn in, with what is really behind them; without it, that is the look's.
    """

    edition: str  # the output whose edition it shows: one of model.audience.OUTPUTS
    compose: Callable[[Edition, Sequence[Path]], tuple[Tree, Sequence[Problem]]]
    load: Callable[[Look, CacheMode], Template]
    write: Callable[[Tree, Drawings, Template], Written]
    figure_brand: Callable[[Template], Brand] | None = None
    measure: Callable[[Tree, Drawings, Template], Length] | None = None
    limit: str = ""
    figures: Callable[[bytes], ShownFigures] | None = None
    finish: Callable[[bytes], Contents] | None = None


def use_look(look: Look, _: CacheMode) -> Look:
    """Load nothing: the writer reads the look itself."""
    return look


def compose_document(edition: Edition, search_path: Sequence[Path]) -> tuple[Document, Sequence[Problem]]:
    from generator.compose.document import compose_document

    return compose_document(edition, search_path)


def compose_deck(edition: Edition, search_path: Sequence[Path]) -> tuple[Deck, Sequence[Problem]]:
    from generator.compose.deck import compose_deck

    return compose_deck(edition, search_path)


def _write_word(document: Document, drawings: Drawings, look: Look) -> Written:
    from generator.write.word.writer import write_word

    return write_word(document, drawings, look)


def _brand_on_pages(look: Look) -> Brand:
    from generator.write.word.figure_brand import brand_on_pages

    return brand_on_pages(look)


def _measure_pages(document: Document, drawings: Drawings, look: Look) -> Length:
    from generator.write.word.length import pages_of

    return pages_of(document, drawings, look)


def _read_pages(data: bytes) -> Contents:
    from generator.readback.finish.pages import read_pages

    return read_pages(data)


def _read_slides(data: bytes) -> Contents:
    from generator.readback.finish.slides import read_slides

    return read_slides(data)


Slides = tuple[Look, Any]  # a look, and its slide template as loaded


_TEXT = re.compile(rb">([^<]+)<")
# of the notes master that python-pptx adds where a template has none
_DEFAULT_NOTES = frozenset(f"{text} level".encode() for text in ("Second", "Third", "Fourth", "Fifth")) | {
    b"Click to edit Master text styles",
    b"10/17/16",
    "‹#›".encode(),
}


def _load_slides(look: Look, cache: CacheMode) -> Slides:
    """Return the slide template from the cache: reading it takes python-pptx, a tenth of a second to import."""
    from generator.cache.key import slide_template_key
    from generator.write.powerpoint.template.slide_template import SlideTemplate, load_slide_template

    def holds_no_more(template: SlideTemplate) -> bool:
        """Return whether all texts and pictures are the look's; sizes and colours are not compared."""
        with ZipFile(BytesIO(look.slides)) as archive:
            own = _contents(archive.read(name) for name in archive.namelist())
        return _contents(part.data for part in (template.presentation, *template.parts)) <= own | _DEFAULT_NOTES

    template, _ = cache(slide_template_key(look), SlideTemplate, lambda: load_slide_template(look), holds_no_more)
    return look, template


def _contents(parts: Iterable[bytes]) -> frozenset[bytes]:
    """Return the texts of those `parts` that are XML, and the others as they are."""
    contents: set[bytes] = set()
    for data in parts:
        contents.update(map(bytes.strip, _TEXT.findall(data)) if data.startswith(b"<") else (data,))
    return frozenset(contents)


def _write_powerpoint(deck: Deck, drawings: Drawings, slides: Slides) -> Written:
    from generator.write.powerpoint.writer import write_powerpoint

    return write_powerpoint(deck, drawings, *slides)


def _brand_on_slides(slides: Slides) -> Brand:
    from generator.write.powerpoint.figure_brand import adapt_brand

    look, template = slides
    return adapt_brand(look.brand, template.layout_set)


def _measure_slides(deck: Deck, drawings: Drawings, slides: Slides) -> Length:
    from generator.write.powerpoint.length import measure_slides

    return measure_slides(deck, drawings, *slides)


FORMATS: tuple[Format[Any, Any], ...] = (
    Format[Document, Look](
        name="briefing.docx",
        edition="briefing",
        compose=compose_document,
        load=use_look,
        write=_write_word,
        figure_brand=_brand_on_pages,
        measure=_measure_pages,
        limit="pages",
        figures=read_figures,
        finish=_read_pages,
        inspect=inspect_office,
        strings=office_strings,
    ),
    Format[Deck, Slides](
        name="deck.pptx",
        edition="deck",
        compose=compose_deck,
        load=_load_slides,
        write=_write_powerpoint,
        figure_brand=_brand_on_slides,
        measure=_measure_slides,
        limit="slides",
        figures=read_figures,
        finish=_read_slides,
        inspect=inspect_office,
        strings=office_strings,
    ),
)

# What is in a pack besides: the figures as pictures, and the manifest.
FILE_KINDS: tuple[FileKind, ...] = (
    *FORMATS,
    FileKind(".png", inspect_picture, no_strings),  # the words in it are those of its SVG
    FileKind(".svg", inspect_picture, xml_strings),
    FileKind("manifest.json", lambda name, data: (), json_strings),
)


def kind_of(name: str) -> FileKind | None:
    """Return how files of this name are checked, None where no row can read them."""
    return next((kind for kind in FILE_KINDS if name.endswith(kind.name)), None)


def inspect_file(name: str, data: bytes) -> Sequence[Problem]:
    """Return what must not go out with a file of a pack; one that cannot be read at all is refused."""
    kind = kind_of(name)
    if kind is None:
        return [Problem(Place(name), "no format reads this file, so it cannot be checked", "add a row to FORMATS")]
    return kind.inspect(name, data)


def strings_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield all words of the `files` of a pack, each with the name of its file and part."""
    for name, data in files.items():
        if kind := kind_of(name):
            yield from kind.strings(name, data)
