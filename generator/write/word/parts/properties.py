"""A document's properties -> core, extended and custom property parts: all from the data, none from the template."""

from lxml import etree

from generator.model.document import Properties
from generator.write.word.template.package import OFFICE, PACKAGE, Package, Relationship
from generator.write.word.xml.elements import Element, serialize

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the property set of custom properties ([MS-OLEPS] 2.18)
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"


def write_properties(package: Package, properties: Properties) -> None:
    """Replace the properties of a package, and drop its thumbnail, which shows the template."""
    package.unrelate("", f"{PACKAGE}/thumbnail")
    _replace(package, f"{PACKAGE}/core-properties", "docProps/core.xml",
             "application/vnd.openxmlformats-package.core-properties+xml", _core(properties))  # fmt: skip
    _replace(package, f"{OFFICE}/extended-properties", "docProps/app.xml",
             f"{_OFFICE_TYPE}.extended-properties+xml", _extend())  # fmt: skip
    package.unrelate("", f"{OFFICE}/custom-properties")
    if properties.custom:
        _replace(package, f"{OFFICE}/custom-properties", "docProps/custom.xml",
                 f"{_OFFICE_TYPE}.custom-properties+xml", _custom(properties))  # fmt: skip


def _replace(package: Package, kind: str, name: str, content_type: str, root: Element) -> None:
    package.unrelate("", kind)
    package.add(name, content_type, serialize(root))
    package.relate("", Relationship(kind, name))


def _core(properties: Properties) -> Element:
    root = etree.Element(f"{{{_CORE}}}coreProperties",
                         nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})  # fmt: skip
    rows = (
        (_DC, "title", properties.title), (_DC, "subject", properties.subject), (_DC, "creator", properties.author),
        (_CORE, "keywords", properties.keywords), (_DC, "language", properties.language),
        (_CORE, "lastModifiedBy", properties.author), (_CORE, "revision", "1"),
        (_CORE, "contentStatus", properties.status),
    )  # fmt: skip
    for namespace, name, text in rows:
        if text:
            etree.SubElement(root, f"{{{namespace}}}{name}").text = text
    for name in ("created", "modified"):
        date = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        date.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        # the date of the data, not of the build: equal input makes an equal file
        date.text = f"{properties.as_of.isoformat()}T00:00:00Z"
    return root


def _extend() -> Element:
    # LibreOffice lays a document out as Word would only if Word is named here
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "Microsoft Office Word"
    etree.SubElement(root, f"{{{_EXTENDED}}}AppVersion").text = "16.0000"
    return root


def _custom(properties: Properties) -> Element:
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for id_, (name, text) in enumerate(properties.custom.items(), 2):  # 0 and 1 are reserved
        row = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_USER_DEFINED, pid=str(id_), name=name)
        etree.SubElement(row, f"{{{_TYPES}}}lpwstr").text = text
    return root
