"""A deck's properties -> those of the file; nothing is left of the template's author or of the library."""

from collections.abc import Mapping

from generator.model.document import Deck, Properties
from generator.write.ooxml.characters import escape_attribute, escape_text
from generator.write.ooxml.names import HEAD
from generator.write.powerpoint.template.frame import Frame
from generator.write.powerpoint.template.region import Template

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TEXTS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OSHARED] 2.3.3.2.2: the property set of custom texts
CUSTOM = "/docProps/custom.xml"
_WIDE, _STANDARD = 16 / 9, 4 / 3
_LONGEST = 255  # characters of a property, as python-pptx and Office have it


def property_contents(deck: Deck, frame: Frame, slides: int) -> Mapping[str, str]:
    """Return what the parts for properties say, by their names; custom ones only where the deck has some."""
    names = {each.kind.rpartition("/")[2]: f"/{each.target}" for each in frame.relations.values()}
    said = {names["core-properties"]: _core(deck.properties)}
    if "extended-properties" in names:
        said[names["extended-properties"]] = _extended(frame.template, slides)
    if deck.properties.custom:
        said[CUSTOM] = _custom(deck.properties.custom)
    return said


def _core(own: Properties) -> str:
    """Return the core properties; both dates are the as-of date, since a build has none of its own."""
    day = f'xsi:type="dcterms:W3CDTF">{own.as_of.isoformat()}T00:00:00Z'
    author = _short(own.author)
    return (
        f"{HEAD}<cp:coreProperties {_CORE}><dc:title>{_short(own.title)}</dc:title>"
        f"<dc:subject>{_short(own.subject)}</dc:subject><cp:keywords>{_short(own.keywords)}</cp:keywords>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
        f"<dc:language>{_short(own.language)}</dc:language><cp:revision>1</cp:revision></cp:coreProperties>"
    )


def _short(text: str) -> str:
    return escape_text(text[:_LONGEST])


def _extended(template: Template, slides: int) -> str:
    shape = template.width_pt / template.height_pt
    said = (
        "Widescreen"
        if abs(shape - _WIDE) < 0.01
        else "On-screen Show (4:3)"
        if abs(shape - _STANDARD) < 0.01
        else "Custom"
    )
    return (
        f'{_HEAD}<Properties xmlns="{_APP}"><Application>Microsoft Office PowerPoint</Application>'
        f"<PresentationFormat>{said}</PresentationFormat><Slides>{slides}</Slides></Properties>"
    )


def _custom(texts: Mapping[str, str]) -> str:
    rows = "".join(
        f'<property fmtid="{_TEXTS}" pid="{number}" name="{escape_attribute(name)}">'
        f"<vt:lpwstr>{escape_text(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(sorted(texts.items()), 2)
    )
    return f'{_HEAD}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{rows}</Properties>'
