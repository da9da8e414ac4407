"""The demo pack, built once for all tests that look at it."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import build
from generator.pack.pack import Pack
from tests.foreign.packs import ForeignPack, read_foreign_packs
from tests.packs import read_rendered
from tests.pages import Briefing
from tests.rendering import pdf_of

ROOT = Path(__file__).parent.parent
# what an earlier run has drawn must not stand in for what this code draws
os.environ["BRIEFING_PACK_CACHE"] = ""
DEMO = ROOT / "data" / "north-korea-2019"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack that the README's first command builds."""
    return build(DEMO, out=tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack on another topic, by the same code."""
    return build(ROOT / "tests" / "cases" / "harbour", out=tmp_path_factory.mktemp("harbour"))


def _file(pack: Pack, suffix: str) -> Path:
    return next(path for path in pack.folder.iterdir() if path.name.endswith(suffix))


@pytest.fixture(scope="session")
def demo_briefing(demo: Pack) -> Path:
    return _file(demo, ".docx")


@pytest.fixture(scope="session")
def demo_deck(demo: Pack) -> Path:
    return _file(demo, ".pptx")


@pytest.fixture(scope="session")
def demo_briefing_pdf(demo_briefing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf_of(demo_briefing, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="session")
def demo_deck_pdf(demo_deck: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdf_of(demo_deck, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Briefing]:
    """Briefings for all audiences, in three languages, and a long one, on both papers, by name."""
    return read_rendered(_shared(tmp_path_factory) / "rendered")


@pytest.fixture(scope="session")
def foreign_packs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ForeignPack]:
    """A pack in each template of other offices, rendered, by the template's name."""
    return read_foreign_packs(_shared(tmp_path_factory) / "foreign")


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
