"""A look's Word template and brand -> an opened template: theme, styles, numbering, sections and settings prepared."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.color.contrast import READABLE, make_readable
from generator.errors import InputError, Place, Problem
from generator.language.direction import is_written_right_to_left
from generator.language.paper import USUAL, usual_paper
from generator.model.look import Brand, Look
from generator.write.ooxml.theme import apply_brand
from generator.write.word.template.borrowed_styles import borrow_styles, take_off_numbers
from generator.write.word.template.latent_styles import add_latent_styles
from generator.write.word.template.numbering import ListNumbering
from generator.write.word.template.own_text import OwnText, cut_own_text
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.template.page import Page, find_narrow_page, move_tab_stops, read_page, set_paper
from generator.write.word.template.paragraph_formatting import Formats, theme_fonts
from generator.write.word.template.readable import make_styles_readable, read_page_color
from generator.write.word.template.settings import update_settings
from generator.write.word.template.styles import Styles
from generator.write.word.template.text_language import set_section_direction, set_text_language
from generator.write.word.template.theme_fallback import ThemeColors
from generator.write.word.xml.elements import Element, attribute, element, find, iter_elements

_STYLES_OF_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Template(Struct, frozen=True):
    """An opened template, in the brand's theme and on the paper asked for."""

    package: Package
    main_part: str
    styles: Styles
    numbering: ListNumbering
    formats: Formats
    page: Page
    own_text: OwnText
    right_to_left: bool = False  # as its language is written
    own_paper: Page | None = None  # where another was asked for

    @property
    def body(self) -> Element:
        body = find(self.package.element(self.main_part), "w:body")
        assert body is not None
        return body

    @property
    def section(self) -> Element:
        """w:sectPr of the last section, in which the briefing is set."""
        section = find(self.body, "w:sectPr")
        assert section is not None
        return section

    @property
    def settings(self) -> Element:
        return get_or_add_part(self.package, self.main_part, "settings", "w:settings")

    def text_parts(self) -> Iterator[str]:
        """Yield the names of all parts with text of the template: body, headers, footers."""
        yield self.main_part
        for kind in ("header", "footer"):
            yield from self.package.related_parts(f"{OFFICE}/{kind}", self.main_part)


def open_template(look: Look, paper: str, language: str) -> Template:
    """Open the Word template of `look`. Raises InputError if it is not a Word file."""
    package = Package.open(look.word, look.word_place)
    documents = package.related_parts(f"{OFFICE}/officeDocument")
    body = find(package.element(documents[0]), "w:body") if documents else None
    if body is None:
        raise InputError([Problem(look.word_place, "not a Word document", "use a .docx file")])
    document = documents[0]
    update_settings(get_or_add_part(package, document, "settings", "w:settings"), language)
    for settings in package.related_parts(f"{OFFICE}/settings", document):
        package.unrelate(settings, f"{OFFICE}/attachedTemplate")
    # a copy of the styles for Word 2010, which would contradict what follows
    package.unrelate(document, _STYLES_OF_2010)
    numbering = ListNumbering(get_or_add_part(package, document, "numbering", "w:numbering"))
    if find(body, "w:sectPr") is None:
        body.append(element("w:sectPr"))
    own_text = cut_own_text(body, look.keep)
    own, page = _set_paper(package, document, paper, language)
    if odd := [*find_narrow_page(page, look.word_place), *_find_lost_headers(package, document, look.word_place)]:
        raise InputError(odd)
    styles, ours = _prepare_styles(package, document, page, language, look.numbered_headings)
    set_section_direction(iter_elements(package.element(document), "w:sectPr"), language)
    fonts, colors = _apply_brand(package, document, look.brand, ours)
    formats = Formats(styles, fonts, numbering.find_level, colors)
    right_to_left, replaced = is_written_right_to_left(language), own if own.paper != page.paper else None
    return Template(package, document, styles, numbering, formats, page, own_text, right_to_left, replaced)


def _find_lost_headers(package: Package, document: str, place: Place) -> Iterator[Problem]:
    """Yield a problem where a section names a header or footer that there is not."""
    relationships = package.relationships(document)
    for kind in ("header", "footer"):
        for reference in iter_elements(package.element(document), f"w:{kind}Reference"):
            relationship = relationships.get(attribute(reference, "r:id"))
            if relationship is None or relationship.kind != f"{OFFICE}/{kind}":
                yield Problem(
                    place, f"a section has a {kind} that is not in the file", "save it again in Word, as .docx"
                )


def get_or_add_part(package: Package, document: str, kind: str, root: str) -> Element:
    """Return the root of a part of the document; if the template has none, an empty one is added."""
    for name in package.related_parts(f"{OFFICE}/{kind}", document):
        return package.element(name)
    name = f"word/{kind}.xml"
    package.add(name, f"{_WORD_TYPE}.{kind}+xml", element(root))
    package.relate(document, Relationship(f"{OFFICE}/{kind}", name))
    return package.element(name)


def _set_paper(package: Package, document: str, paper: str, language: str) -> tuple[Page, Page]:
    """Put all sections on the `paper` of an audience; return the last one's own page, and the one that it now has.

    The usual paper of a language is for templates with our styles, which are made for any; others keep their own.
    One that is ours has no page of its own.
    """
    sections = list(iter_elements(package.element(document), "w:sectPr"))
    own = read_page(sections[-1])
    ours = Styles.of_part(get_or_add_part(package, document, "styles", "w:styles")).are_ours
    if paper == USUAL and not ours:
        return own, own
    named = usual_paper(language) if paper == USUAL else paper
    after = read_page(sections[-1], named)
    for section in sections:
        set_paper(section, read_page(section, named))
    for kind in ("styles", "header", "footer"):
        for name in package.related_parts(f"{OFFICE}/{kind}", document):
            move_tab_stops(package.element(name), own, after)
    return after if ours else own, after


def _prepare_styles(
    package: Package, document: str, page: Page, language: str, numbered_headings: bool
) -> tuple[Styles, frozenset[str]]:
    """Return the styles, those that it lacks included, with the names of all that are ours."""
    root = get_or_add_part(package, document, "styles", "w:styles")
    set_text_language(root, language)
    if not numbered_headings:
        take_off_numbers(root)
    ours = borrow_styles(root)
    return add_latent_styles(root, page), ours


def _apply_brand(
    package: Package, document: str, brand: Brand, ours: frozenset[str]
) -> tuple[dict[str, str], Mapping[str, str]]:
    """Write the brand into the theme, and its colours beside their names; return the theme's fonts and colours."""
    themes = package.related_parts(f"{OFFICE}/theme", document)
    if not themes:
        return {"major": brand.heading_font, "minor": brand.body_font}, {}
    if page := read_page_color(package):
        link = make_readable(brand.colors["hyperlink"], page, READABLE)
        brand = replace(brand, colors={**brand.colors, "hyperlink": link})
    theme = apply_brand(package.content(themes[0]), brand)
    package.replace(themes[0], theme)
    colors = ThemeColors.of_theme(theme)
    for kind in ("styles", "numbering", "header", "footer", "footnotes"):
        for name in package.related_parts(f"{OFFICE}/{kind}", document):
            colors.write_fallbacks(package.element(name))
    colors.write_fallbacks(package.element(document))
    for name in package.related_parts(f"{OFFICE}/styles", document):
        make_styles_readable(package.element(name), ours, colors.by_slot, page)
    return theme_fonts(theme), colors.by_slot
