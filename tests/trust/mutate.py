"""Files of an input -> the same, changed as accidents and adversaries change them (Hypothesis strategies)."""

import json
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hypothesis import strategies as st

TEXTS = (
    "", " ", "~", "no", "null", "nan", "1e400", "-1", "0", "007", "99999999999999999999", "1:30", "2018-02-30",
    "0000", "9999-12-31", "1000", "2999-12-31", "=1+1", "@SUM(1)", "{{ x }}", "{% for x in y %}", "<w:p/>", "]]>",
    "{{ ''.__class__ }}", "&e;", "$\\frac{$", "*a", "&a b", "!!python/object/apply:os.system [id]", "<<", "CON",
    "../../etc/passwd", "/dev/zero", "x" * 5000, "x " * 3000, "-" * 400, "*" * 300, "[" * 300, "\u202eevil",
    "\u2066a\u2069", "\ufeff", "\u200b", "\u00a0", "e" + "\u0301" * 200, "\U0001f468\u200d\U0001f469" * 20,
    "漢字" * 200, "שלום עולם", "ไทยไม่มีเว้นวรรค" * 20, "\U0010fffd", "[x](javascript:alert(1))", "a\tb",
    "[x](https://example.org/a_(b))", "[x](file:///etc/passwd)", "**a *b** c*", "::: panel", "# x", "| a | b |",
    "1. x", "![x](figure:tolls)", "^[x]", "[@paper]", "<!-- x -->", "\\", '"', "'", "%",
)  # fmt: skip
BYTES = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x07",
    b"\r",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x1b[31m",
    b"\xf0\x9f",
)

texts = st.sampled_from(TEXTS) | st.text(max_size=30)


@st.composite
def changed_text(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a text file with one to three changes of lines, values or bytes."""
    for _ in range(draw(st.integers(1, 3))):
        data = draw(st.sampled_from((_line, _line, _value, _value, _value, _word, _bytes)))(draw, data)
    return data


def _line(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(("drop", "twice", "swap", "indent", "dedent", "cut", "new", "copy"))):
        case "drop":
            del lines[at]
        case "twice":
            lines.insert(at, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
        case "indent":
            lines[at] = b"  " + lines[at]
        case "dedent":
            lines[at] = lines[at].removeprefix(b"  ")
        case "cut":
            lines = lines[:at]
        case "copy":
            lines[at] = lines[other]
        case "new":
            lines.insert(at, draw(texts).encode("utf-8", "surrogatepass"))
    return b"\n".join(lines)


def _value(draw: st.DrawFn, data: bytes) -> bytes:
    """Put something else behind a colon, between commas or in quotes."""
    spots = [found.span(1) for found in re.finditer(rb"(?:: |,|\[|- |\"|\{\{ )([^\n,\]\"}]*)", data)]
    if not spots:
        return data
    start, end = draw(st.sampled_from(spots))
    text = draw(texts)
    form = draw(st.sampled_from(("plain", "json", "list", "map", "csv")))
    made = {
        "plain": text, "json": json.dumps(text), "list": f"[{json.dumps(text)}, {json.dumps(text)}]",
        "map": "{" + json.dumps(text) + ": 1}", "csv": '"' + text.replace('"', '""') + '"',
    }[form]  # fmt: skip
    return data[:start] + made.encode("utf-8", "surrogatepass") + data[end:]


def _word(draw: st.DrawFn, data: bytes) -> bytes:
    spots = [found.span() for found in re.finditer(rb"\w+", data)]
    if not spots:
        return data
    (start, end), (first, last) = draw(st.sampled_from(spots)), draw(st.sampled_from(spots))
    return data[:start] + data[first:last] + data[end:]


def _bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.sampled_from(BYTES)) + data[at + draw(st.integers(0, 3)) :]


@st.composite
def changed_package(draw: st.DrawFn, package: bytes) -> bytes:
    """Return an Office file with a part changed, gone, twice or new, or with its own bytes changed."""
    if draw(st.integers(0, 5)) == 0:
        return _bytes(draw, package) if draw(st.booleans()) else package[: draw(st.integers(0, len(package)))]
    with ZipFile(BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        match draw(st.sampled_from(("xml", "xml", "xml", "xml", "drop", "empty", "copy", "bytes", "new"))):
            case "xml":
                parts[name] = _xml(draw, parts[name])
            case "drop" if len(parts) > 1:
                del parts[name]
            case "empty":
                parts[name] = b""
            case "copy":
                parts[name] = parts[draw(st.sampled_from(sorted(parts)))]
            case "bytes":
                parts[name] = _bytes(draw, parts[name])
            case "new":
                parts[draw(texts)[:40].encode("utf-8", "replace").decode() or "x"] = b"<x/>"
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data)
    return target.getvalue()


def _xml(draw: st.DrawFn, data: bytes) -> bytes:
    """Change an attribute, an element or a text of a part, mostly so that it stays well-formed."""
    what = draw(st.sampled_from(("attribute", "attribute", "no attribute", "element", "element twice", "text")))
    pattern = {
        "attribute": rb'="([^"]*)"', "no attribute": rb'(\s[\w:]+="[^"]*")', "text": rb">([^<>]+)<",
        "element": rb"(<[\w:]+[^<>]*/>)", "element twice": rb"(<[\w:]+[^<>]*/>)",
    }[what]  # fmt: skip
    spots = [found.span(1) for found in re.finditer(pattern, data)]
    if not spots:
        return data
    start, end = draw(st.sampled_from(spots))
    if what in ("no attribute", "element"):
        return data[:start] + data[end:]
    if what == "element twice":
        return data[:end] + data[start:end] + data[end:]
    text = draw(texts | st.integers(-(10**12), 10**12).map(str)).encode("utf-8", "ignore")
    return data[:start] + text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;") + data[end:]
