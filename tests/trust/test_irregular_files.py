"""Whatever lies among the input files: only what can change a pack is read, and only if it is a regular file there."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cache import input_files
from generator.cache.key import take_snapshot
from generator.cli.watch import changes
from generator.errors import InputError
from generator.model.dataset import FILES
from generator.pipeline.build import build
from tests.trust.test_any_input import in_time

ROOT = Path(__file__).parent.parent.parent
LOOK = ROOT / "templates" / "look"

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and links")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset, and a template folder with an audience `own` and its look."""
    monkeypatch.setenv("BRIEFING_PACK_CACHE", str(tmp_path / "cache"))
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same, with a pack that is up to date."""
    folder = furnish(tmp_path_factory.mktemp("built"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_PACK_CACHE", "")
        make(folder)
        yield folder


def furnish(folder: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "cases" / "harbour", folder / "harbour")
    own = folder / "templates" / "own"
    own.mkdir(parents=True)
    (own / "audience.yaml").write_text("extends: standard\nlook: ../look\n", encoding="utf-8")
    shutil.copytree(LOOK, folder / "templates" / "look", ignore=shutil.ignore_patterns("*.py"))
    return folder


def make(world: Path) -> bool:
    """Build the pack in a short time; return whether it was up to date."""
    with in_time():
        return build(world / "harbour", "own", world / "out", templates=world / "templates").unchanged


def sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(20_000_000_000)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


PLANTED: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "an endless device": link_to("/dev/zero"),
    "a folder tree of the system": link_to("/usr"),
    "the whole file system": link_to("/"),
    "its own folder": link_to("."),
    "the folder above": link_to(".."),
    "itself": lambda path: path.symlink_to(path.name),
    "nothing": link_to("missing"),
    "a giant": sparse,
}
PLACES = (
    "harbour/map.png", "harbour/map.csv", "harbour/notes.yaml", "templates/zz", "templates/zz.yaml", "templates/own/zz",
    "templates/own/photo.png", "templates/own/zz.md.j2", "templates/look/photo.jpg", "templates/look/zz",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", PLANTED)
def test_what_no_pack_needs_stops_and_delays_nothing(kind: str, place: str, built: Path) -> None:
    PLANTED[kind](built / place)
    try:
        assert make(built), "rebuilt"
    finally:
        (built / place).unlink()


@pytest.mark.parametrize("name", [*FILES, "../templates/own/audience.yaml", "../templates/look/word.docx"])
@pytest.mark.parametrize("kind", ["a pipe", "an endless device", "the whole file system", "itself", "a giant"])
def test_a_file_that_is_needed_is_named_if_it_cannot_be_read(kind: str, name: str, world: Path) -> None:
    file = world / "harbour" / name
    file.unlink()
    PLANTED[kind](file)
    with pytest.raises(InputError) as raised:
        make(world)
    assert any(Path(name).name in str(problem) or "own" in problem.what for problem in raised.value.problems)


@pytest.mark.parametrize("kind", ["a pipe", "an endless device", "itself", "a giant"])
def test_a_template_is_named_if_it_cannot_be_read(kind: str, world: Path) -> None:
    PLANTED[kind](world / "templates" / "own" / "deck.md.j2")
    with pytest.raises(InputError, match=r"own/deck\.md\.j2"):
        make(world)


def extend(world: Path, name: str) -> Path:
    """Let the deck's template extend the template `name`, and return its path."""
    file = world / "templates" / "own" / name
    file.write_text('{% extends "standard/deck.md.j2" %}\n', encoding="utf-8")
    deck = world / "templates" / "own" / "deck.md.j2"
    deck.write_text(f'{{% extends "own/{name}" %}}\n', encoding="utf-8")
    return file


def name_in_brand(world: Path, line: str, source: str, name: str) -> Path:
    look = world / "templates" / "look"
    brand = look / "brand.yaml"
    brand.write_text(brand.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    (look / name).parent.mkdir(exist_ok=True)
    return Path(shutil.copy(ROOT / source, look / name))


def link_audience(world: Path) -> Path:
    """Make the audience a link to another folder below the template folder, and return its settings there."""
    templates = world / "templates"
    (templates / "shared").mkdir()
    (templates / "own").rename(templates / "shared" / "own")
    (templates / "own").symlink_to("shared/own")
    settings = templates / "shared" / "own" / "audience.yaml"
    settings.write_text("extends: standard\n", encoding="utf-8")
    return settings


def link_settings(world: Path) -> Path:
    own = world / "templates" / "own"
    (own / "audience.yaml").rename(own / "settings.txt")
    (own / "audience.yaml").symlink_to("settings.txt")
    return own / "settings.txt"


def link_look(world: Path) -> Path:
    templates = world / "templates"
    (templates / "looks").mkdir()
    (templates / "look").rename(templates / "looks" / "blue")
    (templates / "look").symlink_to("looks/blue")
    return templates / "looks" / "blue" / "brand.yaml"


def move_look_up(world: Path) -> Path:
    """Put the look's files directly into the template folder."""
    for file in [*(world / "templates" / "look").iterdir()]:
        file.rename(world / "templates" / file.name)
    settings = world / "templates" / "own" / "audience.yaml"
    settings.write_text("extends: standard\nlook: ..\n", encoding="utf-8")
    return world / "templates" / "brand.yaml"


CREST = "templates/starter/crest.png"
NEEDED: dict[str, Callable[[Path], Path]] = {
    "a template with another ending": lambda world: extend(world, "base.txt"),
    "a logo": lambda world: name_in_brand(world, "logo: logo.png", CREST, "logo.png"),
    "a logo with another ending": lambda world: name_in_brand(world, "logo: logo.PIC", CREST, "logo.PIC"),
    "a logo in a folder": lambda world: name_in_brand(world, "logo: parts/logo.png", CREST, "parts/logo.png"),
    "a logo with an escaped name": lambda world: name_in_brand(world, 'logo: "parts\\x2fa.png"', CREST, "parts/a.png"),
    "an audience that is a link": link_audience,
    "settings that are a link": link_settings,
    "a look that is a link": link_look,
    "a look directly in the template folder": move_look_up,
}


@pytest.mark.parametrize("what", NEEDED)
def test_a_pack_is_rebuilt_whenever_what_it_needs_changes(what: str, world: Path) -> None:
    file = NEEDED[what](world)
    make(world)
    assert make(world)
    data = file.read_bytes()
    file.write_bytes(data + b"\n")
    assert not make(world)
    file.unlink()
    with pytest.raises(InputError):
        make(world)
    file.write_bytes(data)
    assert not make(world)


def test_a_watch_looks_only_at_what_can_change_a_pack(world: Path) -> None:
    for kind in PLANTED:
        PLANTED[kind](world / "harbour" / kind.replace(" ", "-"))
        PLANTED[kind](world / "templates" / kind.replace(" ", "-"))
    with in_time():
        state = next(changes(world / "harbour", [world / "templates"], [world / "templates" / "look"]))
    names = {Path(path).name for path, _, _ in state}
    assert names >= {*FILES, "audience.yaml", "brand.yaml", "word.docx"}
    assert not names & {kind.replace(" ", "-") for kind in PLANTED}


def test_a_folder_with_too_much_in_it_is_named(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_files, "MOST_ENTRIES", 20)
    for number in range(20):
        (world / "templates" / "own" / f"{number}.txt").touch()
    with pytest.raises(InputError, match=r"templates  more than 20 files and folders in this folder"):
        make(world)


def test_the_snapshot_has_the_files_that_are_read(world: Path) -> None:
    assert tuple(FILES) == FILES
    snapshot = take_snapshot(world / "harbour", [world / "templates"])
    assert [name for name, _ in snapshot.dataset] == ["harbour", *FILES]
