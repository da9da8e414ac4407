"""What is unchanged is not made again, and what is made is the same as if all were."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from generator import build
from generator.cache import store
from generator.cache.key import scene_hash
from generator.cache.store import VARIABLE
from generator.errors import InputError
from generator.pack.pack import Pack
from generator.pipeline.build import compose, draw
from generator.pipeline.figure_kinds import FIGURE_KINDS

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset of one's own, and a store of drawings of one's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return Path(shutil.copytree(HARBOUR, tmp_path / "topic"))


def told(topic: Path, **further: object) -> dict[str, str]:
    """What each stage says of a build."""
    said: dict[str, str] = {}
    build(topic, out=topic.parent / "out", progress=said.__setitem__, **further)  # type: ignore[arg-type]
    return said


def changed(topic: Path, file: str, old: str, new: str) -> None:
    text = (topic / file).read_text(encoding="utf-8")
    assert old in text
    (topic / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def kept(topic: Path, kind: str = "drawings") -> list[Path]:
    return sorted((topic.parent / "cache" / kind).iterdir())


def anew(topic: Path) -> dict[str, bytes]:
    """The pack as it is made without a store, and where none stands."""
    os.environ[VARIABLE] = ""
    return dict(build(topic, out=topic.parent / "anew", force=True).files)


def test_an_up_to_date_pack_is_not_rebuilt(topic: Path) -> None:
    first = build(topic, out=topic.parent / "out")
    assert list(told(topic)) == ["unchanged"]
    again = build(topic, out=topic.parent / "out")
    assert again.unchanged and again.files == first.files and again.folder == first.folder
    assert [(each.what, each.help) for each in again.warnings] == [(each.what, each.help) for each in first.warnings]


def test_force_rebuilds_everything_to_the_same_bytes(topic: Path) -> None:
    first = build(topic, out=topic.parent / "out")
    assert "unchanged" not in "".join(told(topic, force=True).values())
    assert build(topic, out=topic.parent / "out", force=True).files == first.files


def audience_changed(topic: Path) -> None:
    own = topic.parent / "templates" / "standard"
    own.mkdir(parents=True)
    (own / "audience.yaml").write_text("extends: standard\nmarking: For ministers\n", encoding="utf-8")


def template_added(topic: Path) -> None:
    own = topic.parent / "templates" / "standard"
    own.mkdir(parents=True)
    (own / "deck.md.j2").write_text('{% extends "standard/deck.md.j2" %}\n', encoding="utf-8")


def label_added(topic: Path) -> None:
    own = topic.parent / "templates" / "labels"
    own.mkdir(parents=True)
    (own / "en.yaml").write_text("sources: Where this comes from\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": lambda topic: changed(topic, "dataset.yaml", "title:", "title: New "),
    "an event": lambda topic: changed(topic, "events.csv", "2", "1"),
    "an audience on a shelf before": audience_changed,
    "a template on a shelf before": template_added,
    "a word of the language": label_added,
    "a file of the pack": lambda topic: next((topic.parent / "out").rglob("*.svg")).unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_pack_is_rebuilt_when_anything_it_depends_on_changes(topic: Path, what: str) -> None:
    templates = topic.parent / "templates"
    templates.mkdir()
    before = build(topic, out=topic.parent / "out", templates=templates)
    templates.rmdir()
    CHANGES[what](topic)
    templates.mkdir(exist_ok=True)
    try:
        after = build(topic, out=topic.parent / "out", templates=templates)
    except InputError:
        return  # it was read anew
    assert not after.unchanged
    assert what == "a file of the pack" or after.files != before.files


def test_a_file_that_no_pack_reads_triggers_no_rebuild(topic: Path) -> None:
    build(topic, out=topic.parent / "out")
    (topic / "notes.txt").write_text("to do", encoding="utf-8")
    assert list(told(topic)) == ["unchanged"]


def test_after_an_edit_of_text_cached_figures_give_the_bytes_of_a_full_build(topic: Path) -> None:
    told(topic)
    changed(topic, "dataset.yaml", "Ports desk", "Quays desk")
    said = told(topic)
    assert all(name.endswith("(unchanged)") for name in said["drew"].split(", "))
    stands = {path.name: path.read_bytes() for path in next((topic.parent / "out" / "topic").iterdir()).iterdir()}
    assert stands == anew(topic)


def test_after_an_edit_of_text_neither_matplotlib_nor_python_pptx_is_imported(topic: Path) -> None:
    out = str(topic.parent / "out")
    words = f"import sys; from generator.cli.main import main; main([{str(topic)!r}, '--out', {out!r}, '--quiet'])"
    heavy = "print(sorted({'matplotlib', 'pptx'} & {*sys.modules}))"
    loaded = []
    for old, new in (("Ports desk", "Quays desk"), ("Quays desk", "Ferry desk")):
        changed(topic, "dataset.yaml", old, new)
        run = subprocess.run([sys.executable, "-c", f"{words}; {heavy}"], capture_output=True, text=True, check=True)
        loaded.append(run.stdout.strip())
    assert loaded == ["['matplotlib', 'pptx']", "[]"]
    stands = {path.name: path.read_bytes() for path in next((topic.parent / "out" / "topic").iterdir()).iterdir()}
    assert stands == anew(topic)


def test_the_key_of_a_slide_template_covers_all_code_that_reads_it() -> None:
    told = "print(*sorted({each.split('.')[1] for each in sys.modules if each.startswith('generator.')}))"
    words = f"import sys; import generator.write.powerpoint.template.slide_template; {told}"
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["color", "errors", "model", "write"]  # `errors` reads nothing


def test_an_edit_of_an_event_redraws_the_figures(topic: Path) -> None:
    told(topic)
    changed(topic, "events.csv", "First rise", "The first rise")
    assert "(unchanged)" not in told(topic)["drew"]


def cut_short(entry: Path, other: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-100])


def flipped(entry: Path, other: Path) -> None:
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(data)


def foreign(entry: Path, other: Path) -> None:
    entry.write_bytes(b"\x80\x04not ours")


def nested(entry: Path, other: Path) -> None:
    """Sealed as ours, and deeper than Python can follow."""
    body = b"\x81\xa1x" + b"\x91" * 200_000 + b"\x01"
    entry.write_bytes(sha256(entry.name.encode() + body).hexdigest().encode() + b"\n" + body)


def of_another(entry: Path, other: Path) -> None:
    entry.write_bytes(other.read_bytes())


@pytest.mark.parametrize("kind", ["drawings", "slidetemplates"])
@pytest.mark.parametrize("spoilt", [cut_short, flipped, foreign, nested, of_another])
def test_a_damaged_cache_entry_is_rebuilt(
    topic: Path, kind: str, spoilt: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(topic, out=topic.parent / "out")
    entry, other = kept(topic, kind)[0], kept(topic)[1]
    whole = entry.read_bytes()
    spoilt(entry, other)
    again = build(topic, out=topic.parent / "elsewhere")
    assert again.files == first.files
    assert entry.read_bytes() == whole


def test_a_cached_drawing_equals_a_fresh_one(topic: Path) -> None:
    composed = compose(topic)
    assert draw(composed) == draw(composed) == draw(composed, store.rebuild)


def test_without_a_writable_cache_everything_is_drawn(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (topic.parent / "cache").write_text("a file in the way", encoding="utf-8")
    assert build(topic, out=topic.parent / "out").files


def test_an_empty_variable_disables_the_cache(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    told(topic)
    assert not (topic.parent / "cache").exists() and store.folder() is None


def test_the_cache_is_in_the_users_cache_folder(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(topic))
    assert store.folder() == topic / "briefing-pack"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(topic))
    assert store.folder() == topic / ".cache" / "briefing-pack"
    monkeypatch.setattr("sys.platform", "darwin")
    assert store.folder() == topic / "Library" / "Caches" / "briefing-pack"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(topic / "Local"))
    assert store.folder() == topic / "Local" / "briefing-pack"


def test_the_least_recently_used_drawings_make_room(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(topic)
    most = 2 * sum(entry.stat().st_size for entry in kept(topic))  # those of two packs
    monkeypatch.setattr(store, "_MOST_BYTES", most)
    for title in ("one", "two", "three"):
        changed(topic, "events.csv", ",high,high,rise", f",high,high,rise;{title}")
        told(topic)
    assert most / 2 < sum(entry.stat().st_size for entry in kept(topic)) <= most
    changed(topic, "dataset.yaml", "Ports desk", "Quays desk")
    assert all(name.endswith("(unchanged)") for name in told(topic)["drew"].split(", "))


def test_the_key_of_a_drawing_covers_all_that_its_events_say(topic: Path) -> None:
    def key(fewer: int = 0) -> str:
        composed = compose(topic)
        edition = composed.editions["briefing"]
        told = edition.events[: len(edition.events) - fewer]
        return scene_hash(composed.dataset, replace(edition, events=told), composed.look.brand)

    every, fewer = key(), key(1)
    changed(topic, "dataset.yaml", "Ports desk", "Quays desk")
    assert key() == every != fewer
    changed(topic, "events.csv", ",high,high,rise", ",high,high,rise;other")
    assert key() not in (every, fewer)


def test_a_figure_uses_nothing_that_its_key_does_not_cover(topic: Path) -> None:
    composed = compose(topic)
    for edition in composed.editions.values():
        seen = SimpleNamespace(
            events=edition.events, labels=edition.labels, language=edition.language, as_of=edition.as_of
        )
        for figure in edition.figures:
            assert FIGURE_KINDS[figure.kind].draw(figure, seen, composed.look.brand)  # type: ignore[arg-type]


def test_many_threads_build_the_same_packs_as_one(topic: Path) -> None:
    def made(number: int) -> Pack:
        audience = ("standard", "executive")[number % 2]
        return build(topic, audience, topic.parent / f"out-{number // 2}", force=True)

    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(made, range(6)))
    for number, pack in enumerate(together):
        assert pack.files == made(number).files


def test_a_pack_gives_its_paths_and_manifest(topic: Path) -> None:
    pack = build(topic, out=topic.parent / "out")
    assert all(path.is_file() for path in pack.paths.values())
    assert pack.manifest["dataset"] == "topic" and set(pack.manifest["outputs"]) < set(pack.files)


def test_all_problems_are_raised_at_once(topic: Path) -> None:
    changed(topic, "dataset.yaml", "takeaway:", "takeway:")
    changed(topic, "events.csv", "2", "x")
    with pytest.raises(InputError) as raised:
        build(topic, out=topic.parent / "out")
    assert len(raised.value.problems) >= 2


def test_the_old_name_of_progress_still_works_and_says_so(topic: Path) -> None:
    stages: list[str] = []
    with pytest.warns(DeprecationWarning, match="`say` is now called `progress`"):
        build(topic, out=topic.parent / "out", say=lambda stage, result: stages.append(stage))
    assert stages == ["read", "composed", "drew", "wrote"]
