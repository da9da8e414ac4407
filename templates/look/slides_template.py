"""Make slides.pptx, the shipped deck template: `python templates/look/slides_template.py`.

The file may as well be edited in PowerPoint; this script exists so that it can be reviewed as text and rebuilt.
What the deck writer asks of it: layouts by name, and in each the placeholders by name (see templates/README.md).
A panel's or card's first level is its title, its second level the text. All lengths are points; the slide is 960 x 540.
"""

from itertools import combinations
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from generator.model.look import Brand
from generator.write.theme import themed

HERE = Path(__file__).parent
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument"

# --- the grid -------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 960, 540
LEFT, ACROSS = 45, 870
TOP, BOTTOM = 116, 458
DEEP = BOTTOM - TOP
GUTTER = 28


def emu(points):
    return round(points * 12700)


def columns(count, gutter=GUTTER):
    """Left edges and the width of `count` equal columns."""
    width = (ACROSS - gutter * (count - 1)) / count
    return [LEFT + n * (width + gutter) for n in range(count)], width


# --- text -----------------------------------------------------------------------------------------------------------


def color(name, *changes):
    """A theme colour; changes are pairs such as ("lumMod", 75000)."""
    inner = "".join(f'<a:{change} val="{value}"/>' for change, value in changes)
    return f'<a:solidFill><a:schemeClr val="{name}">{inner}</a:schemeClr></a:solidFill>'


PALE = color("accent1", ("lumMod", 40000), ("lumOff", 60000))


def level(number, size, *, bold=False, fill="", face="+mn-lt", caps=False, spacing=0, before=0, bullet="", margin=0,
          hanging=0, align="", line=100):  # fmt: skip
    """One a:lvlNpPr: what a paragraph of that level looks like."""
    attributes = f'marL="{emu(margin)}" indent="{emu(-hanging)}"' + (f' algn="{align}"' if align else "")
    mark = (
        f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
        if bullet
        else "<a:buNone/>"
    )
    run = (
        f'sz="{size * 100:.0f}" b="{int(bold)}"'
        + (' cap="all"' if caps else "")
        + (f' spc="{spacing}"' if spacing else "")
    )
    latin = f'<a:latin typeface="{face}"/>'
    return (
        f"<a:lvl{number}pPr {attributes}>"
        f'<a:lnSpc><a:spcPct val="{line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>'
        f"{mark}<a:defRPr {run}>{fill}{latin}</a:defRPr></a:lvl{number}pPr>"
    )


def bulleted(size, before):
    """Three levels of bullets, from `size` down to the floor of 16 pt."""
    second, third = max(size - 2, 16), max(size - 4, 16)
    return (
        level(1, size, before=before, bullet="•", margin=18, hanging=18, fill=color("tx1"))
        + level(2, second, before=4, bullet="–", margin=36, hanging=16, fill=color("tx1"))
        + level(3, third, before=3, bullet="•", margin=54, hanging=16, fill=color("tx1"))
    )


def titled(title, size, *, before, fill="tx2", bullets=True):
    """Levels of a panel or card: its title, then text (bulleted in a panel), then points below that."""
    text = (
        level(2, size, before=before, bullet="•", margin=16, hanging=16, fill=color("tx1"))
        if bullets
        else level(2, size, before=before, fill=color("tx1"))
    )
    return (
        level(1, title, bold=True, fill=color(fill))
        + text
        + level(3, max(size - 2, 16), before=3, bullet="–", margin=32, hanging=14, fill=color("tx1"))
    )


EYEBROW = level(1, 13, bold=True, caps=True, spacing=120, fill=color("accent1"))
SOURCES = level(1, 12, fill=color("accent6"))

# the colours of the statuses that a panel may show
STATUS_COLORS = {"achieved": "accent3", "partly": "accent4", "not_achieved": "accent2"}

# --- shapes ---------------------------------------------------------------------------------------------------------

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
RULE = color("bg1", ("lumMod", 80000))


class Shapes:
    """The shapes of one layout or master, numbered as they are added."""

    def __init__(self):
        self.xml = []

    def placeholder(self, name, kind, index, box, levels="", insets=(0, 0, 0, 0), anchor="t", fit=True):
        number = len(self.xml) + 2
        of = (f' type="{kind}"' if kind else "") + (f' idx="{index}"' if index else "")
        if kind in ("dt", "ftr", "sldNum"):
            of += ' sz="quarter"'
        left, top, right, bottom = (emu(inset) for inset in insets)
        body = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
            f'rtlCol="0" anchor="{anchor}">' + ("<a:normAutofit/>" if fit else "<a:noAutofit/>") + "</a:bodyPr>"
        )
        if kind == "sldNum":
            text = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        else:
            text = f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{of}/></p:nvPr></p:nvSpPr><p:spPr>{frame(box)}{RECTANGLE}</p:spPr><p:txBody>{body}"
            f"<a:lstStyle>{levels}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
        )

    def rectangle(self, name, box, fill):
        number = len(self.xml) + 2
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f"<p:spPr>{frame(box)}{RECTANGLE}{fill}<a:ln><a:noFill/></a:ln></p:spPr>"
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
        )

    def tree(self):
        return (
            '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
            + "".join(self.xml)
            + "</p:spTree>"
        )

    # what several layouts share

    def panel(self, number, box, size, *, status="", before=8, insets=(18, 16, 18, 12)):
        """A tinted box with a bar on top, and the placeholder over it; its first level is the panel's title."""
        left, top, width, _ = box
        bar = STATUS_COLORS.get(status, "accent1")
        self.rectangle(f"Panel box {number}", box, color("bg2"))
        self.rectangle(f"Panel bar {number}", (left, top, width, 5), color(bar))
        name = f"Panel {number}" + (f" {status}" if status else "")
        levels = titled(size + 2 if status else size, size, before=before, fill=bar)
        self.placeholder(name, "body", 19 + number, box, levels, insets)

    def heading(self):
        self.placeholder("Title", "title", 0, (LEFT, 44, ACROSS, 64))
        self.placeholder("Eyebrow", "body", 10, (LEFT, 22, ACROSS, 20), EYEBROW, fit=False, anchor="b")

    def sources(self):
        self.placeholder("Sources", "body", 12, (LEFT, 462, ACROSS, 30), SOURCES, fit=False, anchor="b")

    def footers(self, fill=""):
        run = fill or color("accent6")
        third = ACROSS / 3
        for name, kind, index, place, align in (
            ("Date", "dt", 13, 0, "l"),
            ("Footer", "ftr", 14, 1, "ctr"),
            ("Slide number", "sldNum", 15, 2, "r"),
        ):
            self.placeholder(name, kind, index, (LEFT + place * third, 502, third, 18), level(1, 12, fill=run, align=align),
                             anchor="ctr", fit=False)  # fmt: skip


def frame(box):
    left, top, width, height = (emu(length) for length in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


# --- the layouts ----------------------------------------------------------------------------------------------------


def title_slide():
    shapes = Shapes()
    shapes.rectangle("Band", (0, 0, 14, HEIGHT), color("accent2"))
    _skyline(shapes)
    shapes.rectangle("Rule", (64, 318, 90, 4), color("accent2"))
    shapes.placeholder("Title", "ctrTitle", 0, (64, 130, 640, 172),
                       level(1, 40, bold=True, face="+mj-lt", fill=color("bg1"), line=95), anchor="b")  # fmt: skip
    shapes.placeholder("Eyebrow", "body", 10, (64, 52, 640, 22),
                       level(1, 14, bold=True, caps=True, spacing=150, fill=PALE), fit=False)  # fmt: skip
    shapes.placeholder("Subtitle", "subTitle", 1, (64, 338, 640, 62), level(1, 22, fill=color("bg1")))
    shapes.placeholder("Byline", "body", 11, (64, 424, 640, 44), level(1, 16, fill=PALE), anchor="b")
    shapes.placeholder(
        "Footer", "ftr", 14, (64, 502, 640, 18), level(1, 12, fill=PALE, align="l"), anchor="ctr", fit=False
    )
    return "Title", shapes, color("tx2"), False


def _skyline(shapes):
    """Columns along the right edge, a quiet picture of what briefings are about: things counted over time."""
    shade = color("tx2", ("lumMod", 85000), ("lumOff", 15000))
    for number, height in enumerate((60, 96, 74, 150, 118, 214, 176, 280, 240)):
        fill = color("accent2") if number == 7 else shade
        shapes.rectangle(f"Column {number + 1}", (744 + number * 24, HEIGHT - height, 15, height), fill)


def section():
    shapes = Shapes()
    shapes.rectangle("Band", (0, 0, 14, HEIGHT), color("accent2"))
    shapes.placeholder("Title", "title", 0, (64, 150, 760, 150),
                       level(1, 36, bold=True, face="+mj-lt", fill=color("bg1"), line=95), anchor="b")  # fmt: skip
    shapes.placeholder("Eyebrow", "body", 10, (64, 52, 640, 22),
                       level(1, 14, bold=True, caps=True, spacing=150, fill=PALE), fit=False)  # fmt: skip
    shapes.rectangle("Rule", (64, 318, 90, 4), color("accent2"))
    shapes.placeholder("Content", "body", 1, (64, 338, 760, 120), level(1, 20, fill=color("bg1")))
    shapes.footers(PALE)
    return "Section", shapes, color("tx2"), False


def _standard(name, fill):
    shapes = Shapes()
    shapes.heading()
    fill(shapes)
    shapes.sources()
    shapes.footers()
    return name, shapes, "", True


def content():
    return _standard("Content", lambda shapes: shapes.placeholder("Content", "", 1, (LEFT, TOP, ACROSS, DEEP)))


def content_large():
    """For little text: the same region, larger and looser."""
    return _standard(
        "Content large",
        lambda shapes: shapes.placeholder("Content", "", 1, (LEFT, TOP, ACROSS, DEEP), bulleted(24, 20)),
    )


def side_panel():
    def fill(shapes):
        shapes.placeholder("Content", "", 1, (LEFT, TOP, 556, DEEP))
        shapes.panel(1, (LEFT + 584, TOP, 286, DEEP), 18)

    return _standard("Content with side panel", fill)


def band(name, high, size, levels):
    """For a panel of few words: under the text, in its full width."""

    def fill(shapes):
        shapes.placeholder("Content", "", 1, (LEFT, TOP, ACROSS, DEEP - high - 18), levels)
        shapes.panel(1, (LEFT, BOTTOM - high, ACROSS, high), size, before=3, insets=(18, 13, 18, 6))

    return _standard(name, fill)


def panels(name, size, statuses):
    """Panels side by side, as many as `statuses`; an empty one is a panel without status."""

    def fill(shapes):
        edges, width = columns(len(statuses), 20 if len(statuses) == 3 else GUTTER)
        for number, (left, status) in enumerate(zip(edges, statuses, strict=True), 1):
            shapes.panel(number, (left, TOP, width, DEEP), size, status=status)

    return _standard(name, fill)


def two_contents():
    def fill(shapes):
        edges, width = columns(2)
        for number, left in enumerate(edges):
            shapes.placeholder(f"Content {number + 1}", "", 1 + number, (left, TOP, width, DEEP))

    return _standard("Two contents", fill)


def cards(count, across, title, size):
    """A grid of cards: number on the left, title and text beside it, a rule above both."""

    def fill(shapes):
        edges, width = columns(across)
        gap, down = 16, -(-count // across)
        deep = (DEEP - gap * (down - 1)) / down
        for number in range(count):
            left, top = edges[number % across], TOP + number // across * (deep + gap)
            shapes.rectangle(f"Card rule {number + 1}", (left, top, width, 1.5), RULE)
            shapes.placeholder(f"Number {number + 1}", "body", 40 + number, (left, top, 46, deep),
                               level(1, 30, bold=True, face="+mj-lt", fill=color("accent2")), (0, 7, 0, 0), fit=False)  # fmt: skip
            shapes.placeholder(f"Card {number + 1}", "body", 20 + number, (left + 46, top, width - 46, deep),
                               titled(title, size, before=3, bullets=False), (0, 12, 0, 0))  # fmt: skip

    return _standard(f"Cards {count}", fill)


def figure():
    def fill(shapes):
        shapes.placeholder(
            "Caption", "body", 11, (LEFT, TOP - 8, ACROSS, 20), level(1, 14, fill=color("accent6")), fit=False
        )
        shapes.placeholder("Figure", "pic", 1, (LEFT, TOP + 16, ACROSS, DEEP - 14), level(1, 16))

    return _standard("Figure", fill)


def chart():
    def fill(shapes):
        shapes.placeholder(
            "Caption", "body", 11, (LEFT, TOP - 8, ACROSS, 20), level(1, 14, fill=color("accent6")), fit=False
        )
        shapes.placeholder("Chart", "chart", 1, (LEFT, TOP + 16, ACROSS, DEEP - 14), level(1, 16))

    return _standard("Chart", fill)


def table():
    def fill(shapes):
        shapes.placeholder(
            "Caption", "body", 11, (LEFT, TOP - 8, ACROSS, 20), level(1, 14, fill=color("accent6")), fit=False
        )
        shapes.placeholder("Table", "tbl", 1, (LEFT, TOP + 16, ACROSS, DEEP - 14), level(1, 16))

    return _standard("Table", fill)


def sources():
    def fill(shapes):
        edges, width = columns(2, 36)
        for number, left in enumerate(edges):
            shapes.placeholder(f"References {number + 1}", "body", 20 + number, (left, TOP, width, 376),
                               level(1, 12, margin=26, hanging=26, before=4, fill=color("tx1")), fit=False)  # fmt: skip

    name, shapes = "Sources", Shapes()
    shapes.heading()
    fill(shapes)
    shapes.footers()
    return name, shapes, "", True


LAYOUTS = [
    title_slide(),
    section(),
    content(),
    content_large(),
    side_panel(),
    band("Content large with band", 118, 20, bulleted(24, 20)),
    band("Content with band", 94, 18, ""),
    two_contents(),
    panels("One panel", 20, [""]),
    panels("Two panels", 20, ["", ""]),
    panels("Three panels", 18, ["", "", ""]),
    *(
        panels("Scorecard " + ", ".join(statuses), 20 if len(statuses) < 3 else 18, statuses)
        for count in (1, 2, 3)
        for statuses in combinations(STATUS_COLORS, count)
    ),
    cards(1, 1, 24, 20),
    cards(2, 2, 22, 20),
    cards(3, 3, 20, 18),
    cards(4, 2, 22, 20),
    cards(5, 3, 20, 18),
    cards(6, 3, 20, 18),
    figure(),
    chart(),
    table(),
    sources(),
]

# --- parts ----------------------------------------------------------------------------------------------------------


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


def master_part():
    shapes = Shapes()
    shapes.placeholder("Title", "title", 0, (LEFT, 44, ACROSS, 64))
    shapes.placeholder("Text", "body", 1, (LEFT, TOP, ACROSS, DEEP))
    shapes.footers()
    shapes.rectangle("Rule", (LEFT, 497, ACROSS, 0.75), RULE)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
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
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
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
    """One style: a bold header on navy's own line, hairlines between rows, nothing vertical."""

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
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefing"><a:themeElements>'
        f'<a:clrScheme name="Briefing">{colors}</a:clrScheme><a:fontScheme name="Briefing"><a:majorFont>{faces}'
        f"</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Briefing"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
    return themed(xml.encode(), brand).decode()


def presentation_part():
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{level(1, 18, fill=color('tx1'))}</p:defaultTextStyle></p:presentation>"
    )


def relations(*pairs):
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE if "/" not in kind else ""}{"/" if "/" not in kind else ""}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def content_types(parts):
    def kind(name):
        for part, found in (
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
                return f"{CONTENT}.{found}+xml"
        return "application/vnd.openxmlformats-package.core-properties+xml"

    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind(name)}"/>'
        for name in sorted(parts)
        if not name.endswith(".rels")
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def package(brand):
    """Return all parts by their names."""
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
        "ppt/slideMasters/slideMaster1.xml": master_part(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(LAYOUTS) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_part(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("theme", "../theme/theme2.xml")),
    }
    for number, layout in enumerate(LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout_part(*layout)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {"[Content_Types].xml": content_types(parts), **parts}


def main():
    values = yaml.safe_load((HERE / "brand.yaml").read_text(encoding="utf-8"))
    brand = Brand(values["colors"], values["fonts"]["heading"], values["fonts"]["body"], (), ())
    with ZipFile(HERE / "slides.pptx", "w", ZIP_DEFLATED) as file:
        for name, xml in package(brand).items():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            file.writestr(member, xml)


if __name__ == "__main__":
    main()
