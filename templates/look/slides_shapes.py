"""Grid, typography and shapes of the shipped slide template. Lengths are in points; the slide is 960 x 540."""

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

# --- the grid -------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 960, 540
LEFT, ACROSS = 45, 870
TOP, BOTTOM = 92, 460  # of the body
DEEP = BOTTOM - TOP
GUTTER = 28
TITLE = (LEFT, 46, ACROSS, 37)  # on its own base line: a longer title grows upward, and the eyebrow moves with it


def emu(points):
    return round(points * 12700)


def columns(count, gutter=GUTTER):
    """Return the left edges and the width of `count` equal columns."""
    width = (ACROSS - gutter * (count - 1)) / count
    return [LEFT + n * (width + gutter) for n in range(count)], width


# --- text -----------------------------------------------------------------------------------------------------------


def color(name, *changes):
    """Return a fill in a theme colour; `changes` are pairs such as ("lumMod", 75000)."""
    inner = "".join(f'<a:{change} val="{value}"/>' for change, value in changes)
    return f'<a:solidFill><a:schemeClr val="{name}">{inner}</a:schemeClr></a:solidFill>'


PALE = color("bg2")  # text on the cover; readable on tx2, whichever of the two is dark


def level(number, size, *, bold=False, fill="", face="+mn-lt", caps=False, spacing=0, before=0, bullet="", margin=0,
          hanging=0, align="", line=100):  # fmt: skip
    """Return a:lvlNpPr, the formatting of one paragraph level (ECMA-376-1, 21.1.2.4)."""
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
    """Return three levels of bullets, from `size` down to at least 16 pt."""
    second, third = max(size - 2, 16), max(size - 4, 16)
    return (
        level(1, size, before=before, bullet="•", margin=18, hanging=18, fill=color("tx1"))
        + level(2, second, before=4, bullet="–", margin=36, hanging=16, fill=color("tx1"))
        + level(3, third, before=3, bullet="•", margin=54, hanging=16, fill=color("tx1"))
    )


def titled(title, size, *, before, fill="tx2", bullets=True):
    """Return the levels of a panel or card: title, text (bulleted in a panel), bullets below the text."""
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
CAPTION = level(1, 14, fill=color("accent6"))
SOURCES = level(1, 12, fill=color("accent6"))

# --- shapes ---------------------------------------------------------------------------------------------------------

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
RULE = color("bg1", ("lumMod", 80000))


# [MS-ODRAWXML] 2.29: screen readers skip the shape
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
NO_FRAME = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'


class Shapes:
    """The shapes of one layout or master, numbered as they are added."""

    def __init__(self):
        self.xml = []

    def placeholder(
        self, name, kind, index, box, levels="", insets=(0, 0, 0, 0), anchor="t", fit=True, fill="", columns=1, gap=0
    ):
        number = len(self.xml) + 2
        of = (f' type="{kind}"' if kind else "") + (f' idx="{index}"' if index else "")
        if kind in ("dt", "ftr", "sldNum"):
            of += ' sz="quarter"'
        left, top, right, bottom = (emu(inset) for inset in insets)
        body = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
            + (f'numCol="{columns}" spcCol="{emu(gap)}" ' if columns > 1 else "")
            + f'rtlCol="0" anchor="{anchor}">'
            + ("<a:normAutofit/>" if fit else "<a:noAutofit/>")
            + "</a:bodyPr>"
        )
        if kind == "sldNum":
            text = f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        else:
            text = f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{of}/></p:nvPr></p:nvSpPr><p:spPr>{frame(box)}{RECTANGLE}{fill}</p:spPr><p:txBody>{body}"
            f"<a:lstStyle>{levels}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
        )

    def rectangle(self, name, box, fill):
        number = len(self.xml) + 2
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{DECORATIVE}</p:cNvPr>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f"<p:spPr>{frame(box)}{RECTANGLE}{fill}<a:ln><a:noFill/></a:ln></p:spPr>"
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
        )

    def tree(self):
        return (
            '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            f"<p:grpSpPr>{NO_FRAME}</p:grpSpPr>" + "".join(self.xml) + "</p:spTree>"
        )

    # parts that several layouts share

    def panel(self, number, box, size, *, before=6, insets=(18, 14, 18, 10), bar=True):
        """Add a tinted placeholder, with a bar on top where it keeps its place; its first level is its title."""
        left, top, width, _ = box
        levels = titled(size, size, before=before, fill="accent1")
        self.placeholder(f"Panel {number}", "body", 19 + number, box, levels, insets, fill=color("bg2"))
        if bar:
            self.rectangle(f"Panel bar {number}", (left, top, width, 5), color("accent1"))

    def heading(self):
        """Add the eyebrow and the title."""
        self.placeholder("Title", "title", 0, TITLE, insets=(0, 0, 0, 1), anchor="b")
        # tall enough for a line in any script
        self.placeholder("Eyebrow", "body", 10, (LEFT, 18, ACROSS, 26), EYEBROW, fit=False, anchor="b")

    def sources(self):
        """Add two lines for remarks and sources above the rule of the footers."""
        self.placeholder("Sources", "body", 12, (LEFT, 461, ACROSS, 33), SOURCES, fit=False, anchor="b")

    def footers(self, fill=""):
        run = fill or color("accent6")
        middle = 230
        side = (ACROSS - middle) / 2
        for name, kind, index, left, width, align in (
            ("Date", "dt", 13, LEFT, side, "l"),
            ("Footer", "ftr", 14, LEFT + side, middle, "ctr"),
            ("Slide number", "sldNum", 15, LEFT + side + middle, side, "r"),
        ):
            box = (left, 501, width, 20)
            self.placeholder(name, kind, index, box, level(1, 12, fill=run, align=align), anchor="ctr", fit=False)


def frame(box):
    left, top, width, height = (emu(length) for length in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
