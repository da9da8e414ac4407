"""Links and fields: one list of what may be followed or printed, in data, Markdown and Office files alike."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.main import main
from generator.compose.prose import parse_prose
from generator.errors import Place
from generator.model.inline import text_of
from generator.safety.fields import find_active_field
from generator.safety.office import inspect_template
from generator.untrusted.links import find_fault
from tests.trust.packages import SLIDES, WORD, A, Parts, add_before_end, changed, in_body, relate

ROOT = Path(__file__).parent.parent.parent
HERE = Place("house.docx")
HARBOUR = ROOT / "tests" / "cases" / "harbour"

ALLOWED = [
    "https://example.org",
    "http://example.org:8080/a/b?c=d&e=f@g#h",
    "HTTPS://Example.org/",
    "https://bücher.example/straße",
    "https://[2001:db8::1]/x",
    "https://example.org/a%40b",
    "https://web.archive.org/web/2019/http://a@b.example/",
    "https://fa.wikipedia.org/wiki/می\N{ZERO WIDTH NON-JOINER}خواهم",
    "https://example.org/(a)_'b';c,d",
    "mailto:desk@example.org",
    "mailto:a@example.org,b@example.org?subject=An%20attachment&body=x=y%0D%0Az",
    "mailto:?subject=Tides",
]
FORBIDDEN = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:x", "\x01javascript:x",
    "vbscript:x", "data:text/html,x", "file:///etc/passwd", "FILE:x", "ftp://a.example", "ms-word:ofe|u|http://x",
    "ms-msdt:/id", "search-ms:query=x", "tel:1", "urn:x", "smb://a/b", "\\\\server\\share", "//server/share",
    "\\server", "c:\\x.exe", "C:/x.exe", "/etc/passwd", "x.docx", "../x", "www.example.org", "", "http:", "http://",
    "https:///x", "http:x", "http:\\\\evil", "https://a.example\\@b.example/", "http://[::1", "http://[::1]x/",
    "http://a.example:x/", "http://a.example:99999/", "https://a\n.example", "https://a.example/\x00",
    "https://a.example/\u2028x", "https:// a.example", "https://?x", "https://#x", "https://@/",
]  # fmt: skip
CREDENTIALS = [
    "https://a@b.example/", "https://a:b@c.example", "https://www.bank.example%40evil.example/", "HTTP://a@b.example",
    "https://a%3Ab%40c.example", "https://@b.example", "https://a@b.example:8080?x",
]  # fmt: skip
ATTACHED = [
    "mailto:a@b.example?attach=c:\\x", "mailto:a@b.example?subject=x&attachment=/etc/passwd", "MAILTO:?Attach=x",
    "mailto:a@b.example?%61ttach=x", "mailto:a@b.example?x=y&amp;attach=z", "mailto:?%2561ttachment=x",
    "mailto:a@b.example?subject=x;attach=y",
]  # fmt: skip
REFUSED = [*FORBIDDEN, *CREDENTIALS, *ATTACHED]
IN_XML = [address for address in REFUSED if address and not any(ord(letter) < 32 for letter in address)]


@pytest.mark.parametrize("address", ALLOWED)
def test_a_link_may_lead_to(address: str) -> None:
    assert find_fault(address) == ("", "")


@pytest.mark.parametrize("address", REFUSED)
def test_a_link_may_not_lead_to(address: str) -> None:
    what, help_ = find_fault(address)
    assert what and help_


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9+.-]{0,12}:[^\x00]{0,20}", fullmatch=True))
def test_of_all_schemes_three_are_allowed(address: str) -> None:
    scheme = address.partition(":")[0].lower()
    assert scheme in ("http", "https", "mailto") or any(find_fault(address))


@given(st.text(max_size=30), st.text(min_size=1, max_size=10))
def test_no_name_or_password_hides_in_a_link(before: str, after: str) -> None:
    site = before.replace("/", "").replace("?", "").replace("#", "")
    assert any(find_fault(f"https://{site}@{after}.example/"))


# --- in Office files ------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def refusals(package: bytes) -> list[str]:
    found = inspect_template(package, HERE)
    assert found.dropped == () and all(problem.help for problem in found.refused)
    return [problem.what for problem in found.refused]


def by_relationship(address: str) -> bytes:
    return changed(WORD, lambda parts: relate(parts, "word/document.xml", "hyperlink", escaped(address), "External"))


SEPARATE = '<w:fldChar w:fldCharType="separate"/>'


def begun(*instructions: str) -> str:
    """Runs with the instruction of a field, which ends."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(f"<w:r>{text}</w:r>" for text in instructions) + end


def instruction(text: str, element: str = "instrText") -> str:
    return f'<w:{element} xml:space="preserve">{escaped(text)}</w:{element}>'


def by_field(address: str) -> bytes:
    return in_body(f"<w:p>{begun(instruction(f' HYPERLINK {quoted(address)} '))}</w:p>")


def by_simple_field(address: str) -> bytes:
    return in_body(f'<w:p><w:fldSimple w:instr="{escaped(f"hyperlink {quoted(address)}")}"/></w:p>')


def quoted(address: str) -> str:
    return '"' + address.replace("\\", "\\\\") + '"'


def by_attribute(address: str) -> bytes:
    return in_body(f'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="{escaped(address)}"/></w:pict>')


WAYS = {
    "relationship": by_relationship,
    "field": by_field,
    "simple field": by_simple_field,
    "attribute": by_attribute,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_template_is_refused_for_a_link_by(way: str) -> None:
    passed = [address for address in IN_XML if not any("a link to `" in what for what in refusals(WAYS[way](address)))]
    assert passed == []


@pytest.mark.parametrize("way", WAYS)
def test_a_template_may_have_a_link_by(way: str) -> None:
    assert {address: found for address in [*ALLOWED, "#tides"] if (found := refusals(WAYS[way](address)))} == {}


@pytest.mark.parametrize(
    "words",
    [
        'HYPERLINK \\l "_Toc1"', 'HYPERLINK "https://a.example" \\l "b" \\o "Note: a \\\\ b" \\t "_blank"',
        "HYPERLINK https://a.example \\h", 'hyperlink "mailto:a@b.example"\\n \\* MERGEFORMAT', "HYPERLINK “http://x.example”",
    ],
)  # fmt: skip
def test_a_link_field_may_be(words: str) -> None:
    assert list(find_active_field(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "HYPERLINK file:///c:/x", "HYPERLINK\\\\server\\share", 'HYPERLINK \\l "a" "file:x"',
        "HYPERLINK \\\\\\\\server\\\\x",
        'HYPERLINK "https://a.example" "file:x"', 'HYPERLINK \\o "tip" javascript:x', "HYPERLINK “file:x”",
        'HYPERLINK "file:x',
        'HYPERLINK \\h"javascript:x"', "HYPERLINK \0", "hyperlink\u00a0file:x", 'HYPERLINK \\server\\x',
    ],
)  # fmt: skip
def test_a_link_field_may_not_be(words: str) -> None:
    assert list(find_active_field(words))


PRINTING = [
    "PAGE", " PAGE   \\* MERGEFORMAT ", "page\\* arabic", "= {0} + 1", "=SUM(ABOVE)", 'TOC \\o "1-3" \\h \\z \\u',
    "SEQ Figure", 'STYLEREF "heading 1"', 'IF 1 = 1 "a" "b"', "DOCPROPERTY Title", "FORMTEXT", "REF s_1 \\h",
    'DATE \\@ "d MMMM yyyy"', "", "TITLE", "SECTIONPAGES", "FILENAME \\p", "MERGEFIELD name", "QUOTE x", "BIBLIOGRAPHY",
]  # fmt: skip
RUNNING = [
    "DDE x", "DDEAUTO c:\\\\x", 'PRINT 27"x"', "INCLUDETEXT x", "INCLUDEPICTURE http://x", "INCLUDE x", "IMPORT x",
    "LINK Excel", "EMBED x", "DATABASE \\d x", "RD x", "MACROBUTTON x y", "ASK x", "FILLIN x", "AUTOTEXT x",
    "AUTOTEXTLIST x", "CONTROL x", "HTMLCONTROL x", "ADDIN x", "DDEAUTO\u00a0x", "Ddeauto\\* x", "NOSUCHFIELD",
    '"DDE" x', "{DDE}", "\uff24\uff24\uff25 x", "PAGE_", "\\DDE",
]  # fmt: skip


@pytest.mark.parametrize("words", PRINTING)
def test_a_field_may_be(words: str) -> None:
    assert refusals(in_body(f"<w:p>{begun(instruction(words))}</w:p>")) == []


def forms(words: str) -> dict[str, str]:
    half = len(words) // 2
    parts = instruction(words[:half]), instruction(words[half:])
    return {
        "complex": begun(instruction(words)),
        "split": begun(*parts),
        "split by text": begun(parts[0], "<w:t>PAGE</w:t>", "<w:rPr/>", parts[1]),
        "deleted": f"<w:del>{begun(instruction(words, 'delInstrText'))}</w:del>",
        "half deleted": begun(parts[0], instruction(words[half:], "delInstrText")),
        "simple": f'<w:fldSimple w:instr="{escaped(words)}"/>',
        "within": begun(instruction("IF 1 = 1 "), begun(instruction(words))),
        "around": begun(parts[0], begun(instruction("PAGE")), parts[1]),
        "without an end": f'<w:r><w:fldChar w:fldCharType="begin"/>{instruction(words)}</w:r>',
        "without a beginning": f"<w:r>{instruction(words)}</w:r>",
        "after another": begun(instruction("PAGE")) + begun(instruction(words)),
        "in the result of another": begun(instruction("PAGE"), SEPARATE, begun(instruction(words))),
        "by reference": begun(f"<w:instrText>{''.join(f'&#{ord(letter)};' for letter in words)}</w:instrText>"),
        "over paragraphs": begun(instruction(words[:half]), "</w:r></w:p><w:p><w:r>", instruction(words[half:])),
    }


@pytest.mark.parametrize("words", RUNNING)
def test_a_field_may_not_be(words: str) -> None:
    passed = [form for form, xml in forms(words).items() if not refusals(in_body(f"<w:p>{xml}</w:p>"))]
    assert passed == []


def test_the_name_of_a_field_may_not_come_from_another() -> None:
    computed = begun(begun(instruction('QUOTE "DDEAUTO"')), instruction(' "c:\\\\x"'))
    assert "holds an unknown field, `{…}" in refusals(in_body(f"<w:p>{computed}</w:p>"))[0]
    target = begun(instruction("HYPERLINK "), begun(instruction("REF x")))
    assert "holds a link to what another field gives" in refusals(in_body(f"<w:p>{target}</w:p>"))[0]


def test_fields_in_the_result_of_a_field_are_as_free_as_others() -> None:
    contents = begun(
        instruction('TOC \\o "1-3"'),
        SEPARATE,
        begun(
            instruction('HYPERLINK \\l "_Toc1"'),
            SEPARATE,
            begun(instruction("PAGEREF x")),
        ),
    )
    assert refusals(in_body(f"<w:p>{contents}</w:p>")) == []


@given(st.text("ABCDEILNOPRSTUX", min_size=2, max_size=12), st.sampled_from(["", " x", "\\* x", '"x"']))
def test_no_field_passes_that_is_not_on_the_list(name: str, rest: str) -> None:
    short = (
        *("EQ", "TA", "TC", "XE", "TOA", "TOC", "SET", "REF", "SEQ", "IF", "INDEX", "INFO", "NEXT", "TITLE", "TIME"),
        *("PAGE", "DATE", "SECTION", "SUBJECT"),
    )
    assert list(find_active_field(name + rest)) or name in short


CLICKS = ["program", "macro?name=x", "ole?verb=0", "hlinkfile", "hlinkpres?slideindex=1", "HLINKFILE", " program"]


@pytest.mark.parametrize("click", ["hlinkClick", "hlinkHover", "hlinkMouseOver"])
def test_a_click_on_a_slide_runs_nothing(click: str) -> None:
    def of(action: str, more: str = "") -> bytes:
        def change(parts: Parts) -> None:
            add_before_end(
                parts, "ppt/slideMasters/slideMaster1.xml", f'<a:{click} xmlns:a="{A}" action="{action}"{more}/>'
            )

        return changed(SLIDES, change)

    assert [action for action in CLICKS if not refusals(of(f"ppaction://{action}"))] == []
    assert refusals(of("ppaction://hlinkshowjump?jump=nextslide")) == refusals(of("")) == []
    assert refusals(of("", ' invalidUrl="file:///c:/x"')) == [
        "holds a link to `file:///c:/x` (in `ppt/slideMasters/slideMaster1.xml`)"
    ]


def test_a_form_field_runs_no_macro() -> None:
    def of(event: str) -> bytes:
        data = f'<w:ffData><w:{event} w:val="Run"/></w:ffData>'
        return in_body(f'<w:p><w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r></w:p>')

    for event in ("entryMacro", "exitMacro"):
        assert "holds a form field that runs a macro" in refusals(of(event))[0]
    assert refusals(of("enabled")) == []


# --- in data and Markdown -------------------------------------------------------------------------------------------


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    return tmp_path / "harbour"


def shown(dataset: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main([str(dataset), "--check", *options]) == 1
    return capsys.readouterr().err


def put(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("address", ["https://a@b.example/", "https://a%40b.example/", "mailto:x@y.example?attach=z"])
def test_data_is_refused_for_a_link(address: str, dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (dataset / "dataset.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("title:"))
    put(dataset / "dataset.yaml", line, f"{line.partition(':')[0]}: '[Here]({address})'")
    head, row = (dataset / "events.csv").read_text(encoding="utf-8").splitlines()[:2]
    column = head.split(",").index("title")
    put(dataset / "events.csv", row.split(",")[column], f"[Here]({address})")
    said = shown(dataset, capsys)
    why = (
        "attaches a file of the reader's to a mail" if "attach" in address else "has a name or password before its site"
    )
    assert f"events.csv:2  `{address}` {why}" in said and said.count(f"`{address}` {why}") == 2, said


@pytest.mark.parametrize("address", [*CREDENTIALS, "http://[::1", "javascript:x", "https://a.example:x"])
def test_the_address_of_a_source_is_refused(address: str, dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (dataset / "sources.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "URL:" in line)
    put(dataset / "sources.yaml", line.partition("URL:")[2], f' "{address}"')
    number = text.splitlines().index(line) + 1
    said = shown(dataset, capsys)
    assert f"sources.yaml:{number}:" in said and f"`{address}`" in said


@pytest.mark.parametrize("address", ["https://a@b.example/", "mailto:x@y.example?attach=z", "ftp://a.example"])
def test_a_link_in_a_template_is_refused(
    address: str, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    template = tmp_path / "templates" / "standard" / "briefing.md.j2"
    put(template, "# {{ title }}", f"[here]({address})\n\n# {{{{ title }}}}")
    said = shown(dataset, capsys, "--templates", str(tmp_path / "templates"))
    assert re.search(rf"briefing\.md\.j2:\d+:\d+  `{re.escape(address)}` ", said), said


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_link_is_printed_as_typed(address: str) -> None:
    text = f"See [this]({address})."
    assert text_of(parse_prose(text)).replace("\n", "") == text.replace("\n", "")
