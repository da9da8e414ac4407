"""A Word template's bytes and a brand -> its parts made ready: theme, styles, numbering, sections, settings."""

from collections.abc import Iterator

from msgspec import Struct

from generator.errors import InputError, Problem
from generator.model.look import Brand, Look
from generator.write.ooxml.theme import themed
from generator.write.word.template.latent_styles import with_latent
from generator.write.word.template.numbering import Numbers
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.template.page import LANDSCAPE, PORTRAIT, Page, move_tabs, page_of, resize
from generator.write.word.template.paragraph_formatting import Looks, theme_fonts
from generator.write.word.template.settings import settle
from generator.write.word.template.styles import Styles
from generator.write.word.template.theme_fallback import Tints
from generator.write.word.xml.elements import Element, attribute, each, element, find, qualified

_STYLES_OF_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Template(Struct, frozen=True):
    """An opened template, in the brand's theme and on the paper asked for."""

    package: Package
    document: str  # name of its main part
    styles: Styles
    numbers: Numbers
    looks: Looks
    page: Page

    @property
    def body(self) -> Element:
        body = find(self.package.element(self.document), "w:body")
        assert body is not None
        return body

    @property
    def section(self) -> Element:
        """The properties of the last section, which are those of the composed body."""
        section = find(self.body, "w:sectPr")
        assert section is not None
        return section

    @property
    def settings(self) -> Element:
        return part_of(self.package, self.document, "settings", "w:settings")

    def texts(self) -> Iterator[str]:
        """Yield the names of all parts that hold text of the template: body, headers, footers."""
        yield self.document
        for kind in ("header", "footer"):
            yield from self.package.names(f"{OFFICE}/{kind}", self.document)


def template_of(look: Look, paper: str, language: str) -> Template:
    """Return the template of `look`. Raises InputError where it is no Word file."""
    package = Package.opened(look.word, look.word_place)
    documents = package.names(f"{OFFICE}/officeDocument")
    if not documents or find(package.element(documents[0]), "w:body") is None:
        raise InputError([Problem(look.word_place, "is no Word document", "use a .docx file")])
    document = documents[0]
    settle(part_of(package, document, "settings", "w:settings"), language)
    for settings in package.names(f"{OFFICE}/settings", document):
        package.unrelate(settings, f"{OFFICE}/attachedTemplate")
    # a copy of the styles for Word 2010, which would contradict what follows
    package.unrelate(document, _STYLES_OF_2010)
    numbers = Numbers(part_of(package, document, "numbering", "w:numbering"))
    body = find(package.element(document), "w:body")
    assert body is not None
    if find(body, "w:sectPr") is None:
        body.append(element("w:sectPr"))
    page = _resized(package, document, paper)
    styles = _styles(package, document, page, language)
    fonts = _themed(package, document, look.brand)
    return Template(package, document, styles, numbers, Looks(styles, fonts, numbers.level_of), page)


def _styles(package: Package, document: str, page: Page, language: str) -> Styles:
    root = part_of(package, document, "styles", "w:styles")
    _set_language(root, language)
    return with_latent(root, page)


def _themed(package: Package, document: str, brand: Brand) -> dict[str, str]:
    """Write the brand into the theme, and its colours beside their names; return the theme's fonts."""
    names = package.names(f"{OFFICE}/theme", document)
    if not names:
        return {"major": brand.heading_font, "minor": brand.body_font}
    theme = themed(package.content(names[0]), brand)
    package.replace(names[0], theme)
    tints = Tints.of_theme(theme)
    for kind in ("styles", "numbering", "header", "footer", "footnotes"):
        for name in package.names(f"{OFFICE}/{kind}", document):
            tints.fill(package.element(name))
    tints.fill(package.element(document))
    return theme_fonts(theme)


def part_of(package: Package, document: str, kind: str, root: str) -> Element:
    """Return the root of a part of the document, made empty where the template has none."""
    for name in package.names(f"{OFFICE}/{kind}", document):
        return package.element(name)
    name = f"word/{kind}.xml"
    package.add(name, f"{_WORD_TYPE}.{kind}+xml", element(root))
    package.relate(document, Relationship(f"{OFFICE}/{kind}", name))
    return package.element(name)


def _set_language(styles: Element, language: str) -> None:
    for spoken in each(styles, "w:lang"):
        if attribute(spoken, "w:val"):
            spoken.set(qualified("w:val"), language)


def _resized(package: Package, document: str, paper: str) -> Page:
    """Put all sections on `paper`; return the page of the last one, which the body's text gets."""
    sections = list(each(package.element(document), "w:sectPr"))
    before = page_of(sections[-1], "")
    for section in sections:
        turned = attribute(find(section, "w:pgSz"), "w:orient") == LANDSCAPE
        resize(section, page_of(section, paper), LANDSCAPE if turned else PORTRAIT)
    page = page_of(sections[-1], paper)
    _move_tabs(package, document, before, page)
    return page


def _move_tabs(package: Package, document: str, before: Page, after: Page) -> None:
    """Move tab stops from the old right margin to the new one, in styles, headers and footers."""
    for kind in ("styles", "header", "footer"):
        for name in package.names(f"{OFFICE}/{kind}", document):
            move_tabs(package.element(name), before, after)
