"""The cache: nobody else's words come out of it, nothing of the user's in it is touched, nothing in it stops a run."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.msgpack import decode, encode
from msgspec.structs import replace
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.cache import store
from generator.cache.store import VARIABLE
from generator.model.drawing import Drawing, Series
from generator.pack.pack import Pack
from generator.pipeline.build import build
from generator.write.powerpoint.template.slide_template import SlideTemplate
from tests.trust.test_nothing_lost import at_change, in_a_child

HARBOUR = Path(__file__).parents[1] / "cases" / "harbour"
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX owners and special files")
OTHER = 12_345  # a user


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the drawings of one pack, and that pack beside it."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder / "cache"))
        build(HARBOUR, out=folder / "out")
    return folder


@pytest.fixture
def cache(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return Path(shutil.copytree(filled / "cache", tmp_path / "cache"))


def build_again(cache: Path) -> tuple[Pack, str]:
    """Build where no pack is yet; return it, and what was said of its drawings."""
    said: dict[str, str] = {}
    pack = build(HARBOUR, out=cache.parent / "out", force=False, progress=said.__setitem__)
    return pack, said["drew"]


def files_of(filled: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (filled / "out" / "harbour" / "standard").iterdir()}


def reseal(entry: Path, value: object) -> None:
    """Store `value` as someone does who knows how entries are sealed."""
    body = encode(value)
    entry.write_bytes(sha256(entry.name.encode() + body).hexdigest().encode() + b"\n" + body)


def entries(cache: Path, kind: str = "drawings") -> list[Path]:
    return sorted((cache / kind).iterdir())


def drawing_in(entry: Path) -> Drawing:
    return decode(entry.read_bytes().partition(b"\n")[2], type=Drawing)


def in_svg(old: bytes, new: bytes) -> Callable[[Drawing], Drawing]:
    def change(drawing: Drawing) -> Drawing:
        assert old in drawing.svg
        return replace(drawing, svg=drawing.svg.replace(old, new, 1))

    return change


def png(size: tuple[int, int] | None = None, form: str = "PNG", text: str = "") -> Callable[[Drawing], Drawing]:
    def change(drawing: Drawing) -> Drawing:
        data, info = BytesIO(), PngInfo()
        info.add_text("Title", text)
        with Image.open(BytesIO(drawing.png)) as image:
            kept = size or image.size
        more = {"pnginfo": info} if text else {}
        Image.new("RGB", kept).save(data, form, dpi=(330, 330), **more)
        return replace(drawing, png=data.getvalue())

    return change


FORGED: dict[str, Callable[[Drawing], Drawing]] = {
    "a label": in_svg(b"</text>", b" denied</text>"),
    "a line of text more": in_svg(b"</svg>", b'<text x="9" y="9">Denied</text></svg>'),
    "a line of text moved": in_svg(b'<text x="', b'<text x="1'),
    "a line of text less": lambda drawing: replace(
        drawing, svg=drawing.svg[: drawing.svg.rindex(b"<text")] + b"</svg>"
    ),
    "a title": in_svg(b"<title>", b"<title>Denied: "),
    "words in the metadata": in_svg(b"<title>", b"<metadata>Denied</metadata><title>"),
    "a comment": in_svg(b"</svg>", b"<!-- Denied --></svg>"),
    "a column's height": in_svg(b"L 62.9", b"L 72.9"),
    "a mark's colour": in_svg(b' fill="#', b' fill="#00'),
    "a shape that covers all": in_svg(b"</svg>", b'<path d="M 0 0 L 9 9 z" fill="#ffffff"/></svg>'),
    "a rectangle": in_svg(b"</svg>", b'<rect width="9" height="9" fill="#ffffff"/></svg>'),
    "a picture": in_svg(b"</svg>", b'<image href="data:image/png;base64,AAAA"/></svg>'),
    "a script": in_svg(b"</svg>", b"<script>alert(1)</script></svg>"),
    "an event handler": in_svg(b"<path ", b'<path onclick="alert(1)" '),
    "a link out": in_svg(b' fill="#', b' fill="url(https://example.org/x)" stroke="#'),
    "hidden text": in_svg(b"<text ", b'<text style="display: none" '),
    "a rule of style": in_svg(b"<title>", b"<style>text{display: none}</style><title>"),
    "a group that moves": in_svg(b"<g id", b'<g transform="scale(0.5)" id'),
    "an entity": in_svg(b"<svg", b'<!DOCTYPE svg [<!ENTITY a "Denied">]><svg'),
    "no SVG": lambda drawing: replace(drawing, svg=b"Denied"),
    "another alternative text": lambda drawing: replace(drawing, alt="Denied"),
    "another description": lambda drawing: replace(drawing, description="Denied"),
    "another figure": lambda drawing: replace(drawing, figure="denied"),
    "another size": lambda drawing: replace(drawing, width_pt=9.0),
    "a number's size": lambda drawing: replace(drawing, height_pt=float("inf")),
    "other numbers": lambda drawing: replace(
        drawing, data=drawing.data and replace(drawing.data, series=(Series("Denied", (1,)),)), alt=drawing.alt + " "
    ),
    "no PNG": lambda drawing: replace(drawing, png=b"Denied"),
    "a PNG of another size": png((9, 9)),
    "a PNG that would fill the memory": png((60_000, 1)),
    "a JPEG": png(form="JPEG"),
    "a PNG with a text": png(text="Denied"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_resealed_drawing_does_not_get_into_a_pack_with(what: str, cache: Path, filled: Path) -> None:
    forged = 0
    for entry in entries(cache):
        try:
            reseal(entry, FORGED[what](drawing_in(entry)))
            forged += 1
        except (AssertionError, ValueError):
            continue  # it has nothing of that kind
    assert forged
    pack, drew = build_again(cache)
    assert dict(pack.files) == files_of(filled)
    assert "(unchanged)" not in drew or forged < len(entries(cache))


def test_a_drawing_of_another_figure_does_not_get_into_a_pack(cache: Path, filled: Path) -> None:
    drawings = [*map(drawing_in, entries(cache))]
    for entry, drawing in zip(entries(cache), [*drawings[1:], drawings[0]], strict=True):
        reseal(entry, drawing)
    assert dict(build_again(cache)[0].files) == files_of(filled)


SLIDES: dict[str, Callable[[SlideTemplate], SlideTemplate]] = {
    "words": lambda template: replace(
        template, parts=tuple(replace(part, data=part.data.replace(b"</a:t>", b"!</a:t>")) for part in template.parts)
    ),
    "a picture": lambda template: replace(
        template, parts=(*template.parts, replace(template.parts[0], name="/ppt/media/x.png", data=b"\x89PNG Denied"))
    ),
}


@pytest.mark.parametrize("what", SLIDES)
def test_a_resealed_slide_template_adds_nothing(what: str, cache: Path, filled: Path) -> None:
    for entry in entries(cache, "slidetemplates"):
        template = decode(entry.read_bytes().partition(b"\n")[2], type=SlideTemplate)
        forged = SLIDES[what](template)
        assert forged != template
        reseal(entry, forged)
    assert dict(build_again(cache)[0].files) == files_of(filled)


def test_what_is_right_is_used(cache: Path, filled: Path) -> None:
    pack, drew = build_again(cache)
    assert all(name.endswith("(unchanged)") for name in drew.split(", "))
    assert dict(pack.files) == files_of(filled)
    assert not any("cache" in problem.what for problem in pack.warnings)


def chown(*names: str) -> Callable[[Path], None]:
    return lambda cache: [os.chown(path, OTHER, -1) for path in places(cache, names)] and None


def chmod(mode: int, *names: str) -> Callable[[Path], None]:
    return lambda cache: [path.chmod(mode) for path in places(cache, names)] and None


def places(cache: Path, names: tuple[str, ...]) -> list[Path]:
    return [path for name in names for path in ([cache] if name == "." else cache.glob(name))]


def link_kind(cache: Path) -> None:
    (cache / "drawings").rename(cache / "theirs")
    (cache / "drawings").symlink_to(cache / "theirs")


def link_entries(cache: Path) -> None:
    for entry in entries(cache):
        entry.rename(cache / entry.name)
        entry.symlink_to(cache / entry.name)


NOT_OURS = {
    "the cache is writable by all": chmod(0o777, "."),
    "the cache is writable by its group": chmod(0o770, "."),
    "the cache is like /tmp": chmod(0o1777, "."),
    "the drawings' folder is writable by others": chmod(0o733, "drawings"),
    "the entries are writable by others": chmod(0o666, "drawings/*"),
    "the cache is of another user": chown("."),
    "the drawings' folder is of another user": chown("drawings"),
    "the entries are of another user": chown("drawings/*"),
    "the drawings' folder is a link": link_kind,
    "the entries are links": link_entries,
}


@posix
@pytest.mark.parametrize("what", NOT_OURS)
def test_nothing_is_used_where(what: str, cache: Path, filled: Path) -> None:
    if "another user" in what and os.geteuid() != 0:
        pytest.skip("needs root")
    NOT_OURS[what](cache)
    pack, drew = build_again(cache)
    assert "(unchanged)" not in drew
    assert dict(pack.files) == files_of(filled)
    message = "the cache is not used: the folder belongs to another user, or others can write to it"
    notes = [str(problem) for problem in pack.warnings if problem.what == message]
    assert len(notes) == ("the cache is " in what)
    assert all(f"{VARIABLE}, or `chmod go-w` this one" in note for note in notes)


@posix
@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o077])
def test_a_cache_of_our_own_is_used_whatever_the_umask(umask: int, tmp_path: Path) -> None:
    code = (
        f"import os; os.umask({umask}); from pathlib import Path; from generator.cache.store import reuse;"
        "print([reuse('a' * 64, str, lambda: 'x')[1] for _ in range(2)])"
    )
    environment = {**os.environ, VARIABLE: str(tmp_path / "own" / "cache")}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout == "[False, True]\n"


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def endless(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(20 << 30)  # sparse


def folder(path: Path) -> None:
    path.mkdir()


@posix
@pytest.mark.parametrize("make", [fifo, device, endless, folder])
def test_an_entry_that_is_no_file_of_ours_stops_nothing(
    make: Callable[[Path], None], cache: Path, filled: Path, tmp_path: Path
) -> None:
    for entry in [*entries(cache), *entries(cache, "slidetemplates")]:
        entry.unlink()
        make(entry)
    root = HARBOUR.parents[2]
    command = [sys.executable, str(root / "make_report.py"), str(HARBOUR), "--out", str(tmp_path / "out"), "--quiet"]
    subprocess.run(command, check=True, timeout=60)
    built = {path.name: path.read_bytes() for path in (tmp_path / "out" / "harbour" / "standard").iterdir()}
    assert built == files_of(filled)


HEX = "0123456789abcdef" * 4
NAMES = st.one_of(
    st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=40),
    st.from_regex(r"\.?[0-9a-f]{60,66}(\.[0-9]{1,3}){0,3}", fullmatch=True),
)


@given(st.dictionaries(NAMES, st.binary(max_size=80), max_size=4))
@example({HEX: b"holiday", f".{HEX}.1.1": b"a letter", f"{HEX}x": b"", ".part": b"", "my-holiday.tif": b"II*\0"})
@example({HEX.upper(): HEX.encode() + b"\n", f".{HEX}": HEX.encode(), f"{HEX}.1.1": HEX.encode()})
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_making_room_touches_only_what_the_cache_wrote(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    place = tmp_path_factory.mktemp("place") / "strs"
    place.mkdir(mode=0o700)
    stood = {}
    for name, data in files.items():
        if name in (".", "..") or len(name.encode()) > 200:
            continue
        (place / name).write_bytes(data)
        os.utime(place / name, (0, 0))  # of 1970
        stood[name] = data
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(place.parent))
        patch.setattr(store, "_MOST_BYTES", 0)
        store.rebuild("f" * 64, str, lambda: "x")
    left = {path.name: path.read_bytes() for path in place.iterdir()}
    ours = {name for name, data in stood.items() if name.startswith(".") and is_unfinished(name, data)}
    assert left == {name: data for name, data in stood.items() if name not in ours}


def is_unfinished(name: str, data: bytes) -> bool:
    """Whether it is as a killed run leaves it: hidden, named after a key, a process and a thread; at most begun."""
    key, _, rest = name[1:].partition(".")
    numbers = rest.split(".")
    named = len(key) == 64 and set(key) <= set(HEX) and len(numbers) == 2 and all(map(is_number, numbers))
    return named and len(data) <= 64 and set(data) <= set(HEX.encode())


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


@posix
def test_foreign_files_of_every_kind_stay(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_BYTES", 0)
    drawings = cache / "drawings"
    drawing = drawing_in(entries(cache)[0])
    (tmp_path / "mine").write_bytes(HEX.encode() + b"\nmine")
    (drawings / ("b" * 64)).symlink_to(tmp_path / "mine")
    (drawings / f".{HEX}.1.1").symlink_to(tmp_path / "mine")
    (drawings / ("c" * 64)).mkdir()
    os.mkfifo(drawings / ("d" * 64))
    (drawings / "my-holiday.tif").write_bytes(b"II*\0")
    foreign = {"b" * 64, f".{HEX}.1.1", "c" * 64, "d" * 64, "my-holiday.tif"}
    store.rebuild("e" * 64, Drawing, lambda: drawing)
    assert foreign <= {path.name for path in drawings.iterdir()}
    assert (tmp_path / "mine").read_bytes() == HEX.encode() + b"\nmine"


@posix
def test_a_kill_at_any_change_of_the_cache_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry is whole or not there, and whatever else is in the folder stays as it is."""
    monkeypatch.setattr(store, "_MOST_BYTES", 150)
    for number in range(1, 30):
        cache = tmp_path / str(number)
        monkeypatch.setenv(VARIABLE, str(cache))
        if number % 2:  # every second time the folder does not exist
            (cache / "strs").mkdir(mode=0o700, parents=True)
            (cache / "strs" / "holiday.tif").write_bytes(b"II*\0")
            store.rebuild("a" * 64, str, lambda: "old")

        def work(number: int = number) -> None:
            at_change(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            store.rebuild("b" * 64, str, lambda: "new" * 20)

        code = in_a_child(work)
        made, cached = store.reuse("b" * 64, str, lambda: "new" * 20)
        assert made == "new" * 20 and (cached or code == -signal.SIGKILL)
        left = {path.name for path in (cache / "strs").iterdir()}
        assert ("holiday.tif" in left) == bool(number % 2)
        assert all(store._is_ours(cache / "strs" / name) for name in left - {"holiday.tif"})
        if code == 0 and number > 6:
            return
    pytest.fail("storing never ended")


def test_what_a_killed_run_left_is_removed_after_an_hour(cache: Path) -> None:
    left = [cache / "drawings" / f".{HEX}.{number}.1" for number in range(3)]
    for path, data in zip(left, (b"", HEX.encode()[:9], HEX.encode() + b"\nbody"), strict=True):
        path.write_bytes(data)
        os.utime(path, (time.time() - 7200,) * 2)
    (cache / "drawings" / f".{HEX}.9.1").write_bytes(b"")
    store.rebuild("e" * 64, Drawing, lambda: drawing_in(entries(cache)[-1]))
    assert [path for path in entries(cache) if path.name.startswith(".")] == [cache / "drawings" / f".{HEX}.9.1"]
