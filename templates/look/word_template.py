"""brand.yaml -> word.docx: the shipped Word template, so that it can be reviewed as text and rebuilt byte for byte.

    python templates/look/word_template.py

If you change the look in Word instead, you can ignore this script: the generator reads only word.docx. Colours and
fonts are those of the theme, by name; the script adds the values for programs that do not read themes.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from word_styles import NUMBERING, styles_xml  # noqa: E402

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

# part -> content type, type of its relationship, and the source of that: "" is the package
PARTS = {
    "word/document.xml": (f"{WORD_TYPE}.document.main+xml", f"{OFFICE}/officeDocument", ""),
    "docProps/core.xml": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{PACKAGE}/relationships/metadata/core-properties",
        "",
    ),
    "docProps/app.xml": (f"{OFFICE_TYPE}.extended-properties+xml", f"{OFFICE}/extended-properties", ""),
    "word/styles.xml": (f"{WORD_TYPE}.styles+xml", f"{OFFICE}/styles", "document"),
    "word/settings.xml": (f"{WORD_TYPE}.settings+xml", f"{OFFICE}/settings", "document"),
    "word/numbering.xml": (f"{WORD_TYPE}.numbering+xml", f"{OFFICE}/numbering", "document"),
    "word/fontTable.xml": (f"{WORD_TYPE}.fontTable+xml", f"{OFFICE}/fontTable", "document"),
    "word/theme/theme1.xml": (f"{OFFICE_TYPE}.theme+xml", f"{OFFICE}/theme", "document"),
    "word/header1.xml": (f"{WORD_TYPE}.header+xml", f"{OFFICE}/header", "document"),
    "word/header2.xml": (f"{WORD_TYPE}.header+xml", f"{OFFICE}/header", "document"),
    "word/footer1.xml": (f"{WORD_TYPE}.footer+xml", f"{OFFICE}/footer", "document"),
    "word/footnotes.xml": (f"{WORD_TYPE}.footnotes+xml", f"{OFFICE}/footnotes", "document"),
}

DOCUMENT = f"""<w:document {W}><w:body>
<w:p><w:r><w:t>{{{{ content }}}}</w:t></w:r></w:p>
<w:sectPr>
<w:headerReference w:type="default" r:id="%(header1)s"/><w:headerReference w:type="first" r:id="%(header2)s"/>
<w:footerReference w:type="default" r:id="%(footer1)s"/><w:footerReference w:type="first" r:id="%(footer1)s"/>
<w:pgSz w:w="12240" w:h="15840"/>
<w:pgMar w:top="1240" w:right="1440" w:bottom="1120" w:left="1440" w:header="720" w:footer="634" w:gutter="0"/>
<w:cols w:space="720"/><w:titlePg/>
</w:sectPr></w:body></w:document>"""

HEADER = f"""<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>
<w:r><w:t>{{{{ running_title }}}} · {{{{ section }}}}</w:t></w:r><w:r><w:tab/></w:r>
<w:r><w:t>{{{{ marking }}}}</w:t></w:r></w:p></w:hdr>"""

FIRST_HEADER = f"""<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>
<w:r><w:tab/></w:r><w:r><w:t>{{{{ marking }}}}</w:t></w:r></w:p></w:hdr>"""

FOOTER = f"""<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:r><w:t>{{{{ as_of_line }}}} · {{{{ prepared_by }}}}</w:t></w:r><w:r><w:tab/></w:r>
<w:r><w:t>{{{{ page_of }}}}</w:t></w:r></w:p></w:ftr>"""

FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:pStyle w:val="FootnoteSeparator"/></w:pPr>
<w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteSeparator"/></w:pPr>
<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""

SETTINGS = f"""<w:settings {W}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="differentiateMultirowTableHeaders"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="en-US"/>
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
 w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"
 w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""

FONTS = f"""<w:fonts {W}>
<w:font w:name="Calibri"><w:altName w:val="Carlito"/><w:charset w:val="00"/><w:family w:val="swiss"/>
<w:pitch w:val="variable"/></w:font>
<w:font w:name="Cambria"><w:altName w:val="Caladea"/><w:charset w:val="00"/><w:family w:val="roman"/>
<w:pitch w:val="variable"/></w:font>
</w:fonts>"""

CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
><dc:title>Briefing template</dc:title><dc:creator></dc:creator><cp:revision>1</cp:revision></cp:coreProperties>"""

APP = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"""

FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
LINE = f'<a:ln w="6350">{FILL}<a:prstDash val="solid"/></a:ln>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
# Fonts of Windows and of Office on other systems, by script (ISO 15924). Word takes the one of the text's language.
SCRIPT_FONTS = {
    "Jpan": "Yu Gothic", "Hang": "Malgun Gothic", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei",
    "Arab": "Arial", "Hebr": "Arial", "Thai": "Leelawadee UI", "Deva": "Nirmala UI",
}  # fmt: skip
FONT = '<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface=""/>' + "".join(
    f'<a:font script="{script}" typeface="{family}"/>' for script, family in SCRIPT_FONTS.items()
)
SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
COLORS = "".join(f'<a:{slot}><a:sysClr val="windowText"/></a:{slot}>' for slot in SLOTS)
THEME = f"""<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefing"><a:themeElements>
<a:clrScheme name="Briefing">{COLORS}</a:clrScheme>
<a:fontScheme name="Briefing"><a:majorFont>{FONT.format("Cambria")}</a:majorFont>
<a:minorFont>{FONT.format("Calibri")}</a:minorFont></a:fontScheme>
<a:fmtScheme name="Briefing"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst><a:lnStyleLst>{LINE * 3}</a:lnStyleLst>
<a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>
</a:themeElements></a:theme>"""


def template() -> bytes:
    """Return the package, in the brand's colours and fonts."""
    import io
    import zipfile

    from generator.write.ooxml.package import canonicalize
    from generator.write.ooxml.theme import apply_brand
    from generator.write.word.template.theme_fallback import ThemeColors

    theme = apply_brand(THEME.encode(), _brand())
    bodies = {
        "word/document.xml": DOCUMENT % _ids("document"),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "word/styles.xml": styles_xml(),
        "word/settings.xml": SETTINGS,
        "word/numbering.xml": NUMBERING,
        "word/fontTable.xml": FONTS,
        "word/header1.xml": HEADER,
        "word/header2.xml": FIRST_HEADER,
        "word/footer1.xml": FOOTER,
        "word/footnotes.xml": FOOTNOTES,
    }
    colors = ThemeColors.of_theme(theme)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", _content_types())
        package.writestr("_rels/.rels", _relationships(""))
        package.writestr("word/_rels/document.xml.rels", _relationships("document"))
        package.writestr("word/theme/theme1.xml", theme)
        for name, body in bodies.items():
            package.writestr(name, _with_fallbacks(body, colors))
    return canonicalize(buffer.getvalue())


def _brand():  # type: ignore[no-untyped-def]
    import yaml

    from generator.model.look import Brand

    brand = yaml.safe_load((HERE / "brand.yaml").read_text())
    return Brand(brand["colors"], brand["fonts"]["heading"], brand["fonts"]["body"], (), ())


def _with_fallbacks(xml: str, colors) -> bytes:  # type: ignore[no-untyped-def]
    from lxml import etree

    # line breaks between elements are for the reader of this script; Word needs none
    root = etree.fromstring(xml.replace("\n<", "<").encode())
    colors.write_fallbacks(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ids(source: str) -> dict[str, str]:
    names = [name for name, (_, _, source_of_part) in PARTS.items() if source_of_part == source]
    return {Path(name).stem: f"rId{number}" for number, name in enumerate(names, 1)}


def _relationships(source: str) -> str:
    folder, ids = "word/" if source else "", _ids(source)
    rows = "".join(
        f'<Relationship Id="{ids[Path(name).stem]}" Type="{kind}" Target="{name.removeprefix(folder)}"/>'
        for name, (_, kind, source_of_part) in PARTS.items()
        if source_of_part == source
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _, _) in PARTS.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


if __name__ == "__main__":
    (HERE / "word.docx").write_bytes(template())
