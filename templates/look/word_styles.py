"""Styles and list numberings of the shipped Word template, for word_template.py.

Sizes are in half-points, distances in twips, colours and fonts by their names in the theme.
"""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

BODY_FONT, HEAD_FONT = (
    f'<w:rFonts w:asciiTheme="{role}HAnsi" w:hAnsiTheme="{role}HAnsi"'
    f' w:eastAsiaTheme="{role}EastAsia" w:cstheme="{role}Bidi"/>'
    for role in ("minor", "major")
)
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
WHOLE_WORDS = "<w:suppressAutoHyphens/>"  # also where a template asks Word to hyphenate
NAVY, BLUE, GREY = "text2", "accent1", "accent6"
# of charts, as in brand.yaml, two of them shaded to be readable on a fill, too
PALETTE = (("accent2",), ("accent5",), ("accent3", "E6"), ("accent4", "E6"), (NAVY,), (BLUE,), (GREY,))


def color(name: str, shade: str = "") -> str:
    shaded = f' w:themeShade="{shade}"' if shade else ""
    return f'<w:color w:val="auto" w:themeColor="{name}"{shaded}/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def fill(name: str, tint: str = "") -> str:
    tinted = f' w:themeFillTint="{tint}"' if tint else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="auto" w:themeFill="{name}"{tinted}/>'


def rule(side: str, eighths: int, name: str, space: int = 0, tint: str = "") -> str:
    tinted = f' w:themeTint="{tint}"' if tint else ""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="auto" w:themeColor="{name}"{tinted}/>'


def spacing(before: int, after: int, line: int = 0, rule_: str = "exact") -> str:
    """Line heights are exact in running text, so that no superscript or tall character pushes lines apart."""
    lines = f' w:line="{line}" w:lineRule="{rule_}"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def style(kind: str, id_: str, name: str, *, based: str = "", next_: str = "", ppr: str = "", rpr: str = "",
          more: str = "", default: bool = False, priority: int = 0, link: str = "") -> str:  # fmt: skip
    marks = ' w:default="1"' if default else ""
    marks += "" if name.islower() or name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{marks} w:styleId="{id_}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{next_}"/>' if next_ else "")
        + (f'<w:link w:val="{link}"/>' if link else "")
        + f'<w:uiPriority w:val="{priority}"/>'
        + ("<w:qFormat/>" if kind != "table" and priority < 50 else "")
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + more
        + "</w:style>"
    )


BUILT_IN = {
    "Normal", "Title", "Subtitle", "Strong", "Emphasis", "Intense Emphasis", "Hyperlink", "FollowedHyperlink",
    "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3",
    "List Continue", "List Continue 2", "List Continue 3", "Default Paragraph Font", "Normal Table", "No List",
    "Table Grid", "TOC Heading", "Bibliography", "Quote", "Body Text",
}  # fmt: skip


def paragraph(id_: str, name: str, based: str = "Normal", **rest) -> str:  # type: ignore[no-untyped-def]
    return style("paragraph", id_, name, based=based, **rest)


def character(id_: str, name: str, rpr: str, **rest) -> str:  # type: ignore[no-untyped-def]
    return style("character", id_, name, based="DefaultParagraphFont", rpr=rpr, **rest)


def numbered(number: int, level: int = 0) -> str:
    deeper = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{deeper}<w:numId w:val="{number}"/></w:numPr>'


def _defaults() -> list[str]:
    return [
        paragraph("Normal", "Normal", "", default=True, ppr="<w:widowControl/>" + spacing(0, 120, 280),
                  rpr=color("text1")),
        style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True, priority=1),
        style("table", "TableNormal", "Normal Table", default=True, priority=99, more=
              '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
              '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
              "</w:tblCellMar></w:tblPr>"),
        style("numbering", "NoList", "No List", default=True, priority=99),
    ]  # fmt: skip


def _headings() -> list[str]:
    kept = "<w:keepNext/><w:keepLines/>"
    heading1 = f"{kept}<w:pBdr>{rule('bottom', 4, GREY, 3, '66')}</w:pBdr>{WHOLE_WORDS}{spacing(240, 100, 340)}"
    return [
        paragraph("Eyebrow", "Eyebrow", next_="Title", priority=9, ppr=kept + spacing(0, 100, 280),
                  rpr=BOLD + "<w:caps/>" + color(BLUE) + '<w:spacing w:val="20"/>' + size(19)),
        paragraph("Title", "Title", next_="Subtitle", priority=10,
                  ppr=kept + WHOLE_WORDS + spacing(0, 60, 570) + "<w:contextualSpacing/>",
                  rpr=HEAD_FONT + BOLD + color(NAVY) + size(50)),
        paragraph("Subtitle", "Subtitle", next_="Normal", priority=11, ppr=spacing(0, 180, 320),
                  rpr=color("text1") + size(24)),
        paragraph("Heading1", "heading 1", next_="Normal", priority=9, ppr=heading1 + '<w:outlineLvl w:val="0"/>',
                  rpr=HEAD_FONT + BOLD + color(NAVY) + size(30)),
        paragraph("Heading2", "heading 2", next_="Normal", priority=9,
                  ppr=kept + WHOLE_WORDS + spacing(180, 50, 300) + '<w:outlineLvl w:val="1"/>',
                  rpr=BOLD + color(BLUE) + size(25)),
        paragraph("Heading3", "heading 3", next_="Normal", priority=9,
                  ppr=kept + WHOLE_WORDS + spacing(200, 60, 300) + '<w:outlineLvl w:val="2"/>',
                  rpr=BOLD + color(NAVY) + size(22)),
        paragraph("Heading4", "heading 4", next_="Normal", priority=9,
                  ppr=kept + WHOLE_WORDS + spacing(160, 40, 300) + '<w:outlineLvl w:val="3"/>',
                  rpr=ITALIC + color(NAVY)),
    ]  # fmt: skip


def _text() -> list[str]:
    return [
        paragraph("Lead", "Lead", next_="Normal", priority=12, ppr="<w:keepNext/>" + spacing(0, 120, 300),
                  rpr=size(24)),
        paragraph("BodyWithSpaceAbove", "Body With Space Above", next_="Normal", priority=12, ppr=spacing(220, 140)),
        paragraph("TableGap", "Table Gap", priority=60, ppr=spacing(0, 0, 120)),
        paragraph("ListBullet", "List Bullet", priority=13, ppr=numbered(1) + spacing(0, 50)),
        paragraph("ListBullet2", "List Bullet 2", priority=13, ppr=numbered(1, 1) + spacing(0, 60)),
        paragraph("ListBullet3", "List Bullet 3", priority=13, ppr=numbered(1, 2) + spacing(0, 60)),
        paragraph("ListNumber", "List Number", priority=13, ppr=numbered(2) + spacing(0, 60)),
        paragraph("ListNumber2", "List Number 2", priority=13, ppr=numbered(2, 1) + spacing(0, 60)),
        paragraph("ListNumber3", "List Number 3", priority=13, ppr=numbered(2, 2) + spacing(0, 60)),
        paragraph("ListContinue", "List Continue", priority=14, ppr=spacing(0, 100) + '<w:ind w:left="360"/>'),
        paragraph("ListContinue2", "List Continue 2", priority=14, ppr=spacing(0, 60) + '<w:ind w:left="720"/>'),
        paragraph("ListContinue3", "List Continue 3", priority=14, ppr=spacing(0, 60) + '<w:ind w:left="1080"/>'),
        paragraph("Quote", "Quote", priority=29, ppr=spacing(0, 140) + '<w:ind w:left="360" w:right="360"/>',
                  rpr=ITALIC),
        paragraph("CardTitle", "Card Title", next_="CardText", priority=15,
                  ppr="<w:keepNext/><w:keepLines/>" + numbered(4) + spacing(120, 20), rpr=BOLD + color(NAVY)),
        paragraph("CardText", "Card Text", priority=15, ppr=spacing(0, 80) + '<w:ind w:left="425"/>'),
        paragraph("CardList", "Card List", priority=15, ppr=numbered(6) + spacing(0, 60)),
        # without keepNext, which would keep all rows together; what is right of the words parts the columns
        paragraph("SideHead", "Side Head", next_="SideStatus", priority=15,
                  ppr="<w:suppressAutoHyphens/>" + spacing(0, 0, 250) + '<w:ind w:right="180"/>',
                  rpr=BOLD + color(NAVY) + size(20)),
        paragraph("SideStatus", "Side Status", next_="SideText", priority=15,
                  ppr="<w:suppressAutoHyphens/>" + spacing(10, 0, 220) + '<w:ind w:right="120"/>', rpr=size(18)),
        paragraph("SideText", "Side Text", priority=15, ppr=spacing(0, 40, 262), rpr=size(20)),
        # without keepNext, which in the first paragraph of a panel would keep the panel with what follows it
        paragraph("PanelTitle", "Panel Title", next_="PanelText", priority=16, ppr=spacing(0, 60, 300),
                  rpr=BOLD + color(NAVY) + size(24)),
        paragraph("PanelText", "Panel Text", priority=16, ppr=spacing(0, 80)),
        paragraph("PanelList", "Panel List", "PanelText", priority=16, ppr=numbered(3)),
        paragraph("PanelList2", "Panel List 2", "PanelText", priority=16, ppr=numbered(3, 1)),
        paragraph("PanelNumber", "Panel Number", "PanelText", priority=16, ppr=numbered(7)),
        paragraph("KeyNumber", "Key Number", next_="KeyNumberWords", priority=17,
                  ppr=spacing(20, 0, 560), rpr=HEAD_FONT + BOLD + color(NAVY) + size(60)),
        paragraph("KeyNumberLead", "Key Number Lead", "KeyNumber", next_="KeyNumberWords", priority=17,
                  rpr=color("accent2")),
        paragraph("KeyNumberWords", "Key Number Words", next_="KeyNumberNote", priority=17,
                  ppr=WHOLE_WORDS + spacing(20, 20, 250), rpr=size(20)),
        paragraph("KeyNumberNote", "Key Number Note", priority=17,
                  ppr=WHOLE_WORDS + spacing(0, 20, 230), rpr=color(GREY) + size(18)),
        paragraph("FigureParagraph", "Figure Paragraph", next_="Caption", priority=17,
                  ppr="<w:keepNext/>" + spacing(120, 0, 240, "auto")),
        paragraph("Caption", "caption", next_="Normal", priority=35, ppr="<w:keepLines/>" + spacing(60, 80, 250),
                  rpr=color(NAVY) + size(20)),
        paragraph("TableCaption", "Table Caption", "Caption", next_="Normal", priority=35,
                  ppr="<w:keepNext/><w:keepLines/>" + spacing(220, 100, 260)),
        paragraph("FigureNote", "Figure Note", priority=36, rpr=color(GREY) + size(19),
                  ppr="<w:keepLines/>" + spacing(0, 160, 230) + "<w:contextualSpacing/>"),
        paragraph("SourcesLine", "Sources Line", next_="Normal", priority=36, rpr=color(GREY) + size(18),
                  ppr=f"<w:keepLines/><w:pBdr>{rule('top', 4, GREY, 4)}</w:pBdr>" + spacing(140, 200, 220)),
        paragraph("TableText", "Table Text", priority=37, ppr=spacing(0, 0, 260), rpr=size(20)),
        paragraph("TableHeading", "Table Heading", "TableText", priority=37,
                  rpr=BOLD + color(NAVY)),
        paragraph("EventText", "Event Text", "TableText", priority=37, ppr=spacing(0, 0, 232), rpr=size(18)),
        paragraph("EventHeading", "Event Heading", "EventText", priority=37, ppr="<w:keepNext/>", rpr=color(GREY)),
        paragraph("EventBand", "Event Band", "TableText", next_="EventText", priority=37,
                  ppr="<w:keepNext/>" + spacing(60, 0, 280), rpr=HEAD_FONT + BOLD + color(NAVY) + size(23)),
        paragraph("Bibliography", "Bibliography", priority=37,
                  ppr="<w:keepLines/>" + spacing(0, 6, 204) + '<w:ind w:left="360" w:hanging="360"/>', rpr=size(17)),
        paragraph("NumberedSource", "Numbered Source", "Bibliography", priority=37,
                  ppr=numbered(5) + '<w:ind w:left="360" w:hanging="360"/>'),
        paragraph("TOCHeading", "TOC Heading", next_="Normal", priority=39,
                  ppr="<w:keepNext/>" + spacing(280, 100, 340), rpr=HEAD_FONT + BOLD + color(NAVY) + size(28)),
        *(paragraph(f"TOC{level}", f"toc {level}", next_="Normal", priority=39,
                    ppr='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9360"/></w:tabs>' + spacing(0, 50)
                    + f'<w:ind w:left="{240 * (level - 1)}"/>') for level in (1, 2, 3)),
    ]  # fmt: skip


def _headers_and_notes() -> list[str]:
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs>'
    top = f"<w:pBdr>{rule('top', 4, GREY, 6, '66')}</w:pBdr>"
    return [
        paragraph("Header", "header", priority=99, ppr=tabs + spacing(0, 0, 240), rpr=color(GREY) + size(18)),
        paragraph("Footer", "footer", priority=99, ppr=top + tabs + spacing(0, 0, 240), rpr=color(GREY) + size(18)),
        # as high as the line that LibreOffice draws there, so that both programs have the same pages
        paragraph("FootnoteSeparator", "Footnote Separator", priority=99, ppr=spacing(0, 0, 120)),
        paragraph("FootnoteText", "footnote text", priority=99, ppr=spacing(0, 30, 220), rpr=size(18)),
    ]


def _characters() -> list[str]:
    return [
        character("Strong", "Strong", BOLD, priority=22),
        character("Emphasis", "Emphasis", ITALIC, priority=20),
        character("StrongEmphasis", "Strong Emphasis", BOLD + ITALIC, priority=21),
        character("Hyperlink", "Hyperlink", color("hyperlink") + '<w:u w:val="single"/>', priority=99),
        character("FootnoteReference", "footnote reference",
                  BOLD + color(BLUE) + '<w:vertAlign w:val="superscript"/>', priority=99),
        character("SourceLetter", "Source Letter",
                  color("hyperlink") + '<w:vertAlign w:val="superscript"/>', priority=38),
        character("SourceNumber", "Source Number", color("hyperlink"), priority=38),
        character("CaptionLabel", "Caption Label", BOLD, priority=36),
        character("CrossReference", "Cross Reference", "", priority=38),
        # in the order of chart.palette in brand.yaml: a kind has the colour of its marks in figures
        *(character(f"EventKind{number}", f"Event Kind {number}", BOLD + color(*named), priority=41)
          for number, named in enumerate(PALETTE, 1)),
        character("EventNote", "Event Note", ITALIC + color(GREY), priority=41),
        # shaded to be readable on the fill of a panel, too
        character("Achieved", "Achieved", BOLD + color("accent3", "E6"), priority=40),
        character("Partly", "Partly", BOLD + color("accent4", "E6"), priority=40),
        character("NotAchieved", "Not Achieved", BOLD + color("accent2", "E6"), priority=40),
    ]  # fmt: skip


def _cells(top: int, left: int, bottom: int, right: int) -> str:
    sides = zip(("top", "left", "bottom", "right"), (top, left, bottom, right), strict=True)
    return "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in sides) + "</w:tblCellMar>"


def _panel(id_: str, name: str, bar: str, paper: str, tint: str = "") -> str:
    """A table of one cell, with a bar at the left and a fill that is lighter than any text."""
    return style("table", id_, name, based="TableNormal", priority=45, more=(
        f'<w:tblPr><w:tblBorders>{rule("left", 36, bar)}</w:tblBorders>{_cells(100, 220, 40, 220)}</w:tblPr>'
        f"<w:tcPr>{fill(paper, tint)}</w:tcPr>"))  # fmt: skip


def _tables() -> list[str]:
    rules = rule("top", 8, NAVY) + rule("bottom", 8, NAVY) + rule("insideH", 4, GREY, 0, "55")
    ruled = f"<w:tblBorders>{rules}</w:tblBorders>"
    grid = "".join(rule(side, 4, GREY) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    first = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fill("background2")}</w:tcPr></w:tblStylePr>'
    return [
        style("table", "TableGrid", "Table Grid", based="TableNormal", priority=39,
              more=f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr>"),
        style("table", "BriefingTable", "Briefing Table", based="TableNormal", priority=44,
              more=f"<w:tblPr>{ruled}{_cells(90, 100, 90, 100)}</w:tblPr>{first}"),
        style("table", "StatusTable", "Status Table", based="BriefingTable", priority=44,
              more=f"<w:tblPr>{_cells(50, 100, 50, 100)}</w:tblPr>"),
        style("table", "EventTable", "Event Table", based="TableNormal", priority=44, more=(
              f"<w:tblPr><w:tblBorders>{rule('bottom', 8, NAVY) + rule('insideH', 4, GREY, 0, '55')}</w:tblBorders>"
              f"{_cells(50, 0, 50, 140)}</w:tblPr>")),
        style("table", "ColumnsTable", "Columns Table", based="TableNormal", priority=46,
              more=f"<w:tblPr>{_cells(0, 0, 0, 280)}</w:tblPr>"),
        style("table", "SideHeadsTable", "Side Heads Table", based="TableNormal", priority=46, more=(
              f"<w:tblPr><w:tblBorders>{rule('top', 4, GREY, 0, '55')}{rule('insideH', 4, GREY, 0, '55')}"
              f"</w:tblBorders>{_cells(55, 0, 25, 0)}</w:tblPr>")),
        style("table", "KeyNumbers", "Key Numbers", based="TableNormal", priority=46, more=(
              f"<w:tblPr><w:tblBorders>{rule('top', 18, NAVY)}</w:tblBorders>{_cells(40, 0, 20, 140)}</w:tblPr>"
              '<w:tblStylePr w:type="firstCol"><w:tcPr><w:tcBorders>'
              f"{rule('top', 18, 'accent2')}</w:tcBorders></w:tcPr></w:tblStylePr>")),
        _panel("GlancePanel", "Glance Panel", NAVY, "background2"),
        _panel("Panel", "Panel", BLUE, "background2"),
        _panel("PanelAchieved", "Panel Achieved", "accent3", "background2"),
        _panel("PanelPartly", "Panel Partly", "accent4", "background2"),
        _panel("PanelNotAchieved", "Panel Not Achieved", "accent2", "background2"),
    ]  # fmt: skip


def styles_xml() -> str:
    defaults = (
        # kern 0: Word kerns only if asked to, LibreOffice unless asked not to
        f'<w:docDefaults><w:rPrDefault><w:rPr>{BODY_FONT}<w:kern w:val="0"/>{size(21)}'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0"'
        ' w:defQFormat="0" w:count="376"/>'
    )
    all_styles = _defaults() + _headings() + _text() + _headers_and_notes() + _characters() + _tables()
    return f"<w:styles {W}>{defaults}{''.join(all_styles)}</w:styles>"


def _level(level: int, form: str, text: str, left: int, hanging: int, style_id: str = "", look: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style_id}"/>' if style_id else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{BODY_FONT}{look}</w:rPr></w:lvl>'
    )


def _list(number: int, *levels: str) -> str:
    kind = "singleLevel" if len(levels) == 1 else "multilevel"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
    )


_BULLET, _NUMBER = color(BLUE), BOLD + color(BLUE)
_LISTS = (
    _list(1, _level(0, "bullet", "•", 360, 240, "ListBullet", _BULLET),
          _level(1, "bullet", "–", 720, 240, "ListBullet2", _BULLET),
          _level(2, "bullet", "•", 1080, 240, "ListBullet3", _BULLET)),
    _list(2, _level(0, "decimal", "%1.", 360, 360, "ListNumber", color(BLUE)),
          _level(1, "lowerLetter", "%2.", 720, 360, "ListNumber2", color(BLUE)),
          _level(2, "lowerRoman", "%3.", 1080, 360, "ListNumber3", color(BLUE))),
    _list(3, _level(0, "bullet", "•", 260, 260, "PanelList", color(NAVY)),
          _level(1, "bullet", "–", 520, 260, "PanelList2", color(NAVY))),
    _list(4, _level(0, "decimal", "%1", 425, 425, "CardTitle", _NUMBER)),
    _list(5, _level(0, "decimal", "%1.", 360, 360, "NumberedSource")),
    _list(6, _level(0, "bullet", "–", 680, 240, "CardList", _BULLET)),
    _list(7, _level(0, "decimal", "%1.", 360, 360, "PanelNumber", color(NAVY))),
)  # fmt: skip
NUMBERING = (
    f"<w:numbering {W}>{''.join(_LISTS)}"
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(_LISTS) + 1))
    + "</w:numbering>"
)
