"""The parts of an Office file: by content type, how each is examined; by relationship, what is left out.

All else is refused. Content types are those of ECMA-376-1, 11.3, 12.3, 13.3, 14.2 and 15.2, and of [MS-DOCX], [MS-PPTX]
and [MS-ODRAWXML].
"""

from collections.abc import Iterator

XML, ARCHIVE, RELATIONSHIPS = "xml", "archive", "relationships"
_OPEN, _MS = "application/vnd.openxmlformats-officedocument.", "application/vnd.ms-"
_XML = f"""
{_OPEN}wordprocessingml. document.main template.main styles settings webSettings fontTable numbering header footer \
footnotes endnotes document.glossary
{_OPEN}presentationml. presentation.main template.main slideshow.main slide slideLayout slideMaster notesMaster \
notesSlide handoutMaster presProps viewProps tableStyles tags
{_OPEN}drawingml. chart chartshapes diagramData diagramLayout diagramStyle diagramColors
{_OPEN} drawing theme themeOverride extended-properties custom-properties
{_MS}word. stylesWithEffects
{_MS}office. chartex chartstyle chartcolorstyle drawingml.diagramDrawing
application/vnd.openxmlformats-package. core-properties
{_OPEN}spreadsheetml. sheet.main worksheet table styles sharedStrings sheetMetadata
"""


def _types(rows: str) -> Iterator[str]:
    for row in rows.strip().splitlines():
        prefix, *names = row.split()
        yield from (f"{prefix}{name}+xml".lower() for name in names)


WORKBOOK_TYPE = f"{_OPEN}spreadsheetml.sheet"
CHART_TYPES = {f"{_OPEN}drawingml.chart+xml", f"{_MS}office.chartex+xml"}
KIND_BY_TYPE = {
    **dict.fromkeys(_types(_XML), XML),
    f"{_OPEN}vmldrawing": XML,
    "application/vnd.openxmlformats-package.relationships+xml": RELATIONSHIPS,
    WORKBOOK_TYPE: ARCHIVE,
    "image/png": "png", "image/x-png": "png", "image/jpeg": "jpeg", "image/jpg": "jpeg", "image/pjpeg": "jpeg",
    "image/gif": "gif", "image/tiff": "tiff", "image/tif": "tiff", "image/bmp": "bmp", "image/x-ms-bmp": "bmp",
    "image/x-emf": "metafile", "image/emf": "metafile", "image/x-wmf": "metafile", "image/wmf": "metafile",
    "image/svg+xml": "svg", "image/vnd.ms-photo": "wdp",
}  # fmt: skip
# Of a part of another type to which no relationship leads: it goes nowhere, but is examined all the same.
KIND_BY_ENDING = {
    "xml": XML, "vml": XML, "rels": RELATIONSHIPS, "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif",
    "svg": "svg", "xlsx": ARCHIVE, "docx": ARCHIVE, "pptx": ARCHIVE,
}  # fmt: skip

# By the last word of a relationship's type: what writers leave out, with what only it leads to, and what is said of it.
_COMMENTS = "comments commentsExtended commentsIds commentsExtensible people documenttasks commentAuthors authors"
_TRACES = """
printerSettings thumbnail revisionInfo changesInfo intelligence intelligence2 legacyDocTextInfo legacyDiagramText
presentationmetadata
"""  # of programs and machines, which are not worth a note
LEFT_OUT = {
    "attachedTemplate": "an attached template, which is",
    "classificationlabels": "a sensitivity label, which is",
    **dict.fromkeys(_COMMENTS.split(), "comments, which are"),
    "customXml": "custom XML data, which is",
    "font": "embedded fonts, which are",
    **dict.fromkeys(("keyMapCustomizations", "userCustomization"), "keyboard shortcuts or buttons, which are"),
    **dict.fromkeys(("oleObject", "tags"), "embedded objects or data of an add-in, which are"),
    "origin": "a digital signature, which is",
    "webextensiontaskpanes": "an Office add-in, which is",
    **dict.fromkeys(_TRACES.split(), ""),
}
LEFT_OUT_OF_TEMPLATES = {**LEFT_OUT, "slide": ""}  # those that show how a template is used
# Elements that refer to what is left out by other means than a relationship.
REFERRING = {
    "comments": ("commentRangeStart", "commentRangeEnd", "commentReference"),
    "font": ("embeddedFontLst",),
    "customXml": ("dataBinding",),
}
# Content controls bound to these keep their binding: the properties of the file, which are no custom XML.
OWN_STORES = {"{6c3c8bc8-f283-45ae-878a-bab7291924a1}", "{6668398d-a668-4e3e-a5eb-62b293d839f1}"}
