"""Layouts -> all parts of the shipped slide template: master, notes, theme, table style and the package itself."""

from slides_shapes import (
    ACROSS,
    DEEP,
    HEIGHT,
    LEFT,
    NAMESPACES,
    RULE,
    TITLE,
    TOP,
    WIDTH,
    Shapes,
    bulleted,
    color,
    emu,
    frame,
    level,
)

from generator.write.ooxml.theme import apply_brand

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument"


def slide_background(fill):
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>" if fill else ""


def layout_part(name, shapes, background, master_shapes):
    show = "" if master_shapes else ' showMasterSp="0"'
    kind = {"Title": ' type="title"', "Section": ' type="secHead"'}.get(name, "")
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES}{kind}{show} preserve="1" userDrawn="1"><p:cSld name="{name}">'
        f"{slide_background(background)}{shapes.tree()}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def master_part(layouts):
    shapes = Shapes()
    shapes.placeholder("Title", "title", 0, TITLE, insets=(0, 0, 0, 1), anchor="b")
    shapes.placeholder("Text", "body", 1, (LEFT, TOP, ACROSS, DEEP))
    shapes.footers()
    shapes.rectangle("Rule", (LEFT, 497, ACROSS, 0.75), RULE)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(layouts)))
    title = level(1, 28, bold=True, face="+mj-lt", fill=color("tx2"), line=95)
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{slide_background(color('bg1'))}{shapes.tree()}</p:cSld>{MAP}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{bulleted(20, 10)}</p:bodyStyle><p:otherStyle>{level(1, 18, fill=color('tx1'))}</p:otherStyle>"
        "</p:txStyles></p:sldMaster>"
    )


def notes_part():
    shapes = Shapes()
    shapes.xml.append(
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        + frame((54, 50, 432, 243))
        + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525">'
        + color("accent6")
        + "</a:ln></p:spPr></p:sp>"
    )
    shapes.placeholder("Notes", "body", 3, (54, 312, 432, 370), fit=False)
    shapes.placeholder("Slide number", "sldNum", 5, (306, 684, 180, 24), level(1, 10, align="r"), fit=False)
    levels = "".join(level(n, 11, before=4, margin=14 * (n - 1), fill=color("tx1")) for n in (1, 2, 3))
    return (
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld>{slide_background(color('bg1'))}{shapes.tree()}</p:cSld>{MAP}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


TABLE_STYLE = "{5B0C2B6A-3D0B-5A0E-9C55-2B1E6C1D7A10}"


def table_styles_part():
    """One style: a bold, tinted header above a navy line, hairlines between rows, no vertical lines."""

    def line(side, width, fill):
        return f'<a:{side}><a:ln w="{emu(width)}" cmpd="sng">{fill}</a:ln></a:{side}>'

    def none(side):
        return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"

    hair = color("bg1", ("lumMod", 80000))
    edges = (
        none("left")
        + none("right")
        + none("top")
        + line("bottom", 1, hair)
        + line("insideH", 1, hair)
        + none("insideV")
    )
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Briefing table"><a:wholeTbl><a:tcTxStyle>'
        '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef><a:schemeClr val="tx1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{edges}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        '<a:firstCol><a:tcTxStyle b="on"><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        '<a:schemeClr val="tx2"/></a:tcTxStyle><a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>'
        '<a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        '<a:schemeClr val="tx2"/></a:tcTxStyle><a:tcStyle>'
        f"<a:tcBdr>{line('bottom', 2, color('tx2'))}</a:tcBdr><a:fill>{color('bg2')}</a:fill></a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def theme_part(brand):
    fills = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        '<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    slots = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colors = "".join(f'<a:{slot}><a:srgbClr val="000000"/></a:{slot}>' for slot in slots)
    faces = '<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>'
    xml = (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefing">'
        f'<a:themeElements><a:clrScheme name="Briefing">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Briefing"><a:majorFont>{faces}'
        f"</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Briefing"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
    return apply_brand(xml.encode(), brand).decode()


def presentation_part():
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{level(1, 18, fill=color('tx1'))}</p:defaultTextStyle></p:presentation>"
    )


def relations(*pairs):
    """Return relationships numbered from rId1; a kind that is not a URI is one of Office's."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def content_types(parts):
    def content_type(name):
        for part, content in (
            ("ppt/presentation.xml", "presentationml.presentation.main"),
            ("ppt/slideMasters/", "presentationml.slideMaster"),
            ("ppt/slideLayouts/", "presentationml.slideLayout"),
            ("ppt/notesMasters/", "presentationml.notesMaster"),
            ("ppt/theme/", "theme"),
            ("ppt/tableStyles.xml", "presentationml.tableStyles"),
            ("ppt/presProps.xml", "presentationml.presProps"),
            ("ppt/viewProps.xml", "presentationml.viewProps"),
            ("docProps/app.xml", "extended-properties"),
        ):
            if name.startswith(part):
                return f"{CONTENT}.{content}+xml"
        return "application/vnd.openxmlformats-package.core-properties+xml"

    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{content_type(name)}"/>'
        for name in sorted(parts)
        if not name.endswith(".rels")
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def package(brand, layouts):
    """Return all parts by name."""
    parts = {
        "_rels/.rels": relations(
            ("officeDocument", "ppt/presentation.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Deck template</dc:title></cp:coreProperties>',
        "docProps/app.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<PresentationFormat>Widescreen</PresentationFormat></Properties>",
        "ppt/presentation.xml": presentation_part(),
        "ppt/_rels/presentation.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": table_styles_part(),
        "ppt/theme/theme1.xml": theme_part(brand),
        "ppt/theme/theme2.xml": theme_part(brand),
        "ppt/slideMasters/slideMaster1.xml": master_part(layouts),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(layouts) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_part(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("theme", "../theme/theme2.xml")),
    }
    for number, layout in enumerate(layouts, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout_part(*layout)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {"[Content_Types].xml": content_types(parts), **parts}
