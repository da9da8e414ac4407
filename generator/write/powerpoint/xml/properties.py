"""A deck's properties -> the parts for those of the file; none remain of the template's author or the library."""

from collections.abc import Mapping

from generator.model.document import Deck, Properties
from generator.write.ooxml.markup import element, encode, text
from generator.write.powerpoint.template.region import LayoutSet
from generator.write.powerpoint.template.slide_template import SlideTemplate

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TEXTS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OSHARED] 2.3.3.2.2: a property set
CUSTOM = "/docProps/custom.xml"
_WIDE, _STANDARD = 16 / 9, 4 / 3
_LONGEST = 255  # characters of a property, in python-pptx and in Office


def property_parts(deck: Deck, template: SlideTemplate, slides: int) -> Mapping[str, bytes]:
    """Return the contents of the parts for properties, by name; custom ones only if the deck has some."""
    names = {
        relationship.type.rpartition("/")[2]: f"/{relationship.target}"
        for relationship in template.relationships.values()
    }
    parts = {names["core-properties"]: _core_properties(deck.properties)}
    if "extended-properties" in names:
        parts[names["extended-properties"]] = _extended_properties(template.layout_set, slides)
    if deck.properties.custom:
        parts[CUSTOM] = _custom_properties(deck.properties.custom)
    return parts


def _core_properties(properties: Properties) -> bytes:
    """Return the core properties; both dates are the as-of date, since a build has none of its own."""
    date = text(f"{properties.as_of.isoformat()}T00:00:00Z")
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "cp:keywords": properties.keywords,
        "dc:creator": properties.author,
        "cp:lastModifiedBy": properties.author,
    }
    status = (element("cp:contentStatus", text(properties.status)),) if properties.status else ()
    return encode(
        element(
            "cp:coreProperties",
            *(element(tag, text(words[:_LONGEST])) for tag, words in texts.items()),
            *(element(tag, date, **{"xsi:type": "dcterms:W3CDTF"}) for tag in ("dcterms:created", "dcterms:modified")),
            element("dc:language", text(properties.language[:_LONGEST])),
            element("cp:revision", text("1")),
            *status,
            **_CORE,
        )
    )


def _extended_properties(layout_set: LayoutSet, slides: int) -> bytes:
    ratio, format_ = layout_set.width_pt / layout_set.height_pt, "Custom"
    if abs(ratio - _WIDE) < 0.01:
        format_ = "Widescreen"
    elif abs(ratio - _STANDARD) < 0.01:
        format_ = "On-screen Show (4:3)"
    texts = {"Application": "Microsoft Office PowerPoint", "PresentationFormat": format_, "Slides": str(slides)}
    children = (element(tag, text(words)) for tag, words in texts.items())
    return encode(element("Properties", *children, xmlns=_APP), _DECLARATION)


def _custom_properties(texts: Mapping[str, str]) -> bytes:
    properties = (
        element("property", element("vt:lpwstr", text(words)), fmtid=_CUSTOM_TEXTS, pid=number, name=name)
        for number, (name, words) in enumerate(sorted(texts.items()), 2)
    )
    return encode(element("Properties", *properties, **{"xmlns": _CUSTOM, "xmlns:vt": _TYPES}), _DECLARATION)
