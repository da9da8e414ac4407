"""A line of runs -> the XML of its paragraph, and what that links to. No run says what its layout already says."""

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from msgspec import Struct

from generator.write.ooxml.characters import escape_text
from generator.write.powerpoint.fit.text import SECTION, Line, Span
from generator.write.powerpoint.template.region import Level
from generator.write.powerpoint.xml.elements import emu


class Links(Struct):
    """What a part points to, numbered rId1, rId2 … as first asked for: (kind, target) -> id."""

    ids: dict[tuple[str, str], str] = {}

    def to(self, kind: str, target: str) -> str:
        return self.ids.setdefault((kind, target), f"rId{len(self.ids) + 1}")


def paragraph_xml(each: Line, level: Level, start: int, language: str, links: Links) -> str:
    """Return `each` where its layout sets it as `level`; an entry of a list counts from `start`."""
    runs = "".join([_run(look, text, language) for look, text in _whole(each.spans, level, language, links)])
    end = "" if each.spans else f'<a:endParaRPr lang="{language}"/>'
    return f"<a:p>{_properties(each, level, start)}{runs}{end}</a:p>"


def _properties(each: Line, level: Level, start: int) -> str:
    """Return the a:pPr, where there is something to say."""
    said, bullet = "", ""
    if each.level > 1:
        said += f' lvl="{each.level - 1}"'
    if _right_to_left(each.text):
        said += ' algn="r" rtl="1"'
    if each.marker == "number":
        if level.left_pt:
            said += f' marL="{emu(level.left_pt)}" indent="{emu(level.indent_pt)}"'
        first = f' startAt="{start}"' if start > 1 else ""
        bullet = f'<a:buFontTx/><a:buAutoNum type="arabicPeriod"{first}/>'
    elif each.marker == "none" and level.bullet:
        # take back the bullet and the hanging indent that the layout gives to the paragraph's level
        said += ' marL="0" indent="0"'
        bullet = "<a:buNone/>"
    if bullet:
        return f"<a:pPr{said}>{bullet}</a:pPr>"
    return f"<a:pPr{said}/>" if said else ""


def _whole(spans: Sequence[Span], level: Level, language: str, links: Links) -> Iterator[tuple[str, str]]:
    """Yield each look and what is said in it; neighbours of one look are one, so that an editor meets whole runs."""
    before, said = "", ""
    for span in spans:
        look = _look(span, level, language, links)
        if look == before:
            said += span.text
            continue
        if before:
            yield before, said
        before, said = look, span.text
    if before:
        yield before, said


def _run(look: str, said: str, language: str) -> str:
    """Return the runs of what is `said` in one look, with breaks between its lines."""
    lines = [f"<a:r>{look}<a:t>{text}</a:t></a:r>" if text else "" for text in escape_text(said).split("\n")]
    return f'<a:br><a:rPr lang="{language}"/></a:br>'.join(lines)


def _look(span: Span, level: Level, language: str, links: Links) -> str:
    said = f'lang="{language}"'
    if level.said:
        said += f' sz="{round(level.size_pt * 100)}"'
    if span.bold and not level.bold:
        said += ' b="1"'
    if span.italic and not level.italic:
        said += ' i="1"'
    if span.raised:
        said += ' baseline="30000"'
    return f"<a:rPr {said}>{_link(span.url, links)}</a:rPr>" if span.url else f"<a:rPr {said}/>"


def _link(url: str, links: Links) -> str:
    """Return a link to an address, or to a slide of the same deck."""
    if url.startswith(SECTION):
        # [MS-OE376] 2.1.1291: without the action, the target opens as a file
        return f'<a:hlinkClick r:id="{links.to("slide", url.removeprefix(SECTION))}" action="ppaction://hlinksldjump"/>'
    return f'<a:hlinkClick r:id="{links.to("hyperlink", url)}"/>'


def _right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, P2 and P3)."""
    for character in text:
        kind = bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False
