"""What travels to a worker, and what comes back: nothing from outside of the folders, and nothing but a pack."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec import json
from msgspec.structs import replace

from generator.batch.distributed import _publish, _send, build_remotely
from generator.batch.job import Job, Outcome
from generator.batch.returned import MOST_BYTES, MOST_FILES
from generator.errors import InputError, Place, Problem
from generator.pipeline.build import compose

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"
OFFER = "The owners have offered to pay half of the dredging."
KEY = b"-----BEGIN OPENSSH PRIVATE KEY-----"
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX links and special files")


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_PACK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A dataset, an audience of one's own and a look, and a key outside of them."""
    shutil.copytree(HARBOUR, tmp_path / "good")
    own = tmp_path / "templates" / "minister"
    own.mkdir(parents=True)
    (own / "audience.yaml").write_text("extends: standard\ntitle: For the minister\n", encoding="utf-8")
    (own / "deck.md.j2").write_text('{% extends "standard/deck.md.j2" %}\n', encoding="utf-8")
    shutil.copytree(ROOT / "templates" / "look", tmp_path / "look", ignore=shutil.ignore_patterns("*.py"))
    (tmp_path / "id_rsa").write_bytes(KEY)
    return tmp_path


def job_in(world: Path) -> Job:
    return Job(world / "good", "minister", world / "out", world / "templates", world / "look", force=True)


def link_to_key(path: Path) -> None:
    path.unlink(missing_ok=True)
    root = next(folder for folder in path.parents if (folder / "id_rsa").exists())
    path.symlink_to(root / "id_rsa")


def link_relative(path: Path) -> None:
    root = next(folder for folder in path.parents if (folder / "id_rsa").exists())
    path.unlink()
    path.symlink_to(os.path.relpath(root / "id_rsa", path.parent))


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing.yaml")


def link_inside(path: Path) -> None:
    path.rename(path.with_name(f"real-{path.name}"))
    path.symlink_to(f"real-{path.name}")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def too_large(path: Path) -> None:
    os.truncate(path, 20 << 30)  # sparse


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def missing(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")


CHANGES = (
    link_to_key, link_relative, link_to_itself, link_to_nothing, link_inside, pipe, device, too_large, folder, missing,
    damaged,
)  # fmt: skip
FILES = ("good/sources.yaml", "good/dataset.yaml", "templates/minister/audience.yaml", "templates/minister/deck.md.j2")
FILES_OF_LOOKS = ("look/brand.yaml", "look/slides.pptx")


@posix
@pytest.mark.parametrize("file", [*FILES, *FILES_OF_LOOKS])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_is_refused_here_is_refused_by_a_worker_in_the_same_words(
    change: Callable[[Path], None], file: str, world: Path
) -> None:
    if change is folder and file.endswith(".j2"):
        pytest.skip("here, too, a folder as a template ends in an error of the system")
    change(world / file)
    job = job_in(world)
    local: tuple[Problem, ...] = ()
    try:
        compose(job.dataset, job.audience, templates=job.templates, look=job.look)
    except InputError as error:
        local = error.problems
    remote, files = build_remotely(_send(job))
    assert [*map(str, remote.problems)] == [*map(str, local)]
    assert (remote.state == "failed") == bool(local) == (files == {})
    assert KEY not in repr(_send(job)).encode()


@posix
def test_only_what_a_build_reads_travels(world: Path) -> None:
    for name in ("good/notes.txt", "good/map.png", "templates/notes.txt", "templates/minister/draft", "look/key"):
        link_to_key(world / name)
    (world / "templates" / "all").symlink_to("/usr")
    (world / "good" / "secrets.csv").write_bytes(KEY)
    (world / "good" / ".git").mkdir()
    (world / "good" / ".git" / "config").write_bytes(KEY)
    (world / "look" / "id_ed25519").write_bytes(KEY)
    sent = _send(job_in(world))
    assert set(sent.dataset) == {"dataset.yaml", "events.csv", "sources.yaml"}
    assert KEY not in repr(sent).encode() and len(repr(sent.templates)) < 5_000
    assert build_remotely(sent)[0].state == "built"


Files = dict[str, bytes]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files that an honest worker sends back for the dataset of the tests below."""
    folder = tmp_path_factory.mktemp("pack")
    shutil.copytree(HARBOUR, folder / "good")
    withhold(folder / "good")
    return build_remotely(_send(Job(folder / "good", "standard", folder)))[1]


def withhold(dataset: Path) -> None:
    file = dataset / "dataset.yaml"
    item = (
        f"    - id: offer\n      headline: An offer\n      text: {OFFER}\n"
        "      sources: [gazette]\n      audiences: [board]\n"
    )
    text = file.read_text(encoding="utf-8")
    start = text.index("statements:\n", text.index("overview:")) + len("statements:\n")
    file.write_text(text[:start] + item + text[start:], encoding="utf-8")


def named(name: str, data: bytes = b"x") -> Callable[[Files], object]:
    def add(files: Files) -> object:
        files[name] = data
        return signed(files)

    return add


def signed(files: Files) -> Files:
    """Make the manifest say that the files are as they are."""
    manifest = json.decode(files["manifest.json"])
    manifest["outputs"] = {name: sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"}
    return {**files, "manifest.json": json.encode(manifest)}


def in_document(old: bytes, new: bytes, part: str = "word/document.xml") -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        name, data = "good-standard-briefing.docx", BytesIO()
        with ZipFile(BytesIO(files[name])) as before, ZipFile(data, "w") as after:
            for each in before.namelist():
                content = before.read(each)
                after.writestr(each, content.replace(old, new, 1) if each == part else content)
        return signed({**files, name: data.getvalue()})

    return change


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {each: data for each, data in files.items() if each != name}


WRONG: dict[str, tuple[Callable[[Files], Any], str]] = {
    "a name that leads out": (named("../../evil.png"), "which is not a file of a pack"),
    "an absolute name": (named("/tmp/evil.png"), "which is not a file of a pack"),
    "a name with a backslash": (named("..\\evil.png"), "which is not a file of a pack"),
    "a hidden file": (named(".bashrc"), "which is not a file of a pack"),
    "another kind of file": (named("run.exe"), "which is not a file of a pack"),
    "another pack's document": (named("other-standard-briefing.docx"), "which is not a file of a pack"),
    "a name of control characters": (named("\x1b[2J.png"), r"sent back `'\x1b[2J.png'`, which is not"),
    "an empty name": (named(""), "which is not a file of a pack"),
    "a name that is no text": (lambda files: {**files, 1: b""}, "sent back something that is not a pack"),
    "a file that is no bytes": (lambda files: {**files, "a.png": "x"}, "sent back something that is not a pack"),
    "too many files": (
        lambda files: {**files, **{f"a{number}.png": b"" for number in range(MOST_FILES)}},
        "sent back more than 1,000 files, or more than 1,000 MB",
    ),
    "no deck": (without("good-standard-deck.pptx"), "sent back no `good-standard-deck.pptx`"),
    "no manifest": (without("manifest.json"), "sent back no `manifest.json`"),
    "a figure less": (without("timeline.svg"), "sent back `timeline.svg` other than its `manifest.json` says"),
    "a file that was changed": (
        lambda files: {**files, "timeline.svg": files["timeline.svg"] + b" "},
        "sent back `timeline.svg` other than its `manifest.json` says",
    ),
    "a manifest of brackets": (lambda files: {**files, "manifest.json": b"[" * 200_000}, "a damaged `manifest.json`"),
    "a manifest that is none": (lambda files: {**files, "manifest.json": b"{}"}, "a damaged `manifest.json`"),
    "a manifest that cannot be traced": (
        lambda files: {**files, "manifest.json": files["manifest.json"].replace(b'"stands"', b'"stood"')},
        "a damaged `manifest.json`",
    ),
    "the pack of another audience": (
        lambda files: {**files, "manifest.json": files["manifest.json"].replace(b'"standard"', b'"board"', 1)},
        "sent back the pack of `good board`",
    ),
    "a document that is none": (
        lambda files: signed({**files, "good-standard-briefing.docx": b"MZ"}),
        "sent back `good-standard-briefing.docx`, which is damaged",
    ),
    "a picture that is none": (
        lambda files: signed({**files, "timeline.png": b"MZ"}),
        "sent back `timeline.png`: the picture is damaged",
    ),
    "a script": (
        lambda files: signed({**files, "timeline.svg": b"<svg><script>alert(1)</script></svg>"}),
        "sent back `timeline.svg`: the picture is active (`script`)",
    ),
    "a field that starts a program": (
        in_document(b"</w:body>", b'<w:p><w:r><w:instrText>DDEAUTO cmd "x"</w:instrText></w:r></w:p></w:body>'),
        "sent back `good-standard-briefing.docx`: holds",
    ),
    "words that are withheld": (
        in_document(b"</w:body>", b"<w:p><w:r><w:t>" + OFFER.encode() + b"</w:t></w:r></w:p></w:body>"),
        "`offer` is withheld from `standard`, but its words",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_nothing_is_placed_if_a_worker_sends_back(what: str, pack: Mapping[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "good")
    withhold(tmp_path / "good")
    job = Job(tmp_path / "good", "standard", tmp_path / "out")
    assert _publish(job, (Outcome(job, "built", 1.0), dict(pack))).state == "built"
    stood = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    change, message = WRONG[what]
    outcome = _publish(job, (Outcome(job, "built", 1.0), change(dict(pack))))
    assert outcome.state == "failed" and message in str(outcome.problems[0])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == stood


def test_a_pack_of_gigabytes_is_not_placed(tmp_path: Path) -> None:
    class Large(bytes):
        def __len__(self) -> int:
            return MOST_BYTES + 1

    job = Job(HARBOUR, "standard", tmp_path)
    assert _publish(job, (Outcome(job, "built", 1.0), {"a.png": Large()})).state == "failed"


OUTCOMES: dict[str, Callable[[Outcome], Any]] = {
    "nothing": lambda outcome: None,
    "a text": lambda outcome: "built",
    "three things": lambda outcome: (outcome, {}, {}),
    "another state": lambda outcome: (replace(outcome, state="done"), {}),
    "no time": lambda outcome: (replace(outcome, seconds=float("nan")), {}),
    "problems that are texts": lambda outcome: (replace(outcome, state="failed", problems=("no",)), {}),
    "a place of numbers": lambda outcome: (
        replace(outcome, state="failed", problems=(Problem(Place(1, 2), "x"),)), {}  # type: ignore[arg-type]
    ),
    "warnings without end": lambda outcome: (replace(outcome, warnings=outcome), {}),
}  # fmt: skip


@pytest.mark.parametrize("what", OUTCOMES)
def test_an_outcome_that_is_none_fails_its_job(what: str, tmp_path: Path) -> None:
    job = Job(HARBOUR, "standard", tmp_path)
    outcome = _publish(job, OUTCOMES[what](Outcome(job, "built", 1.0)))
    assert outcome.job == job and outcome.state == "failed"
    assert "worker  sent back something that is not a pack\n    check the worker" in str(outcome.problems[0])


def test_a_pack_goes_where_the_job_says_whatever_the_worker_says(pack: Mapping[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "good")
    job = Job(tmp_path / "good", "standard", tmp_path / "out")
    theirs = replace(job, out=tmp_path / "elsewhere")
    outcome = _publish(job, (Outcome(theirs, "built", 1.0, files={"x": 1}), pack))
    assert outcome.job == job and set(outcome.files) == set(pack)
    assert not theirs.out.exists() and {path.name for path in job.folder.iterdir()} == set(pack)


SCHEDULER = """
import sys
from distributed import LocalCluster, Security
if __name__ == "__main__":
    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None, protocol="tls", security=Security()
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")
def test_a_batch_over_tls_needs_a_certificate(tmp_path: Path) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("distributed")
    make = ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=test"]
    files = ["-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*make, *files], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "scheduler.py").write_text(SCHEDULER, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(f"datasets: ['{HARBOUR}']\naudiences: [standard]\n", encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DASK_")}
    plain |= {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"}
    names = {"CERT": "cert.pem", "KEY": "key.pem"}
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    certified = {**plain, f"{prefix}CA_FILE": str(tmp_path / "cert.pem")}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        certified |= {f"{prefix}{role}__{name}": str(tmp_path / file) for name, file in names.items()}

    def batch(address: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "make_report.py"), "batch", str(tmp_path / "plan.yaml")]
        return subprocess.run(
            [*command, "--scheduler", address], env=environment, capture_output=True, text=True, timeout=120
        )

    command = [sys.executable, str(tmp_path / "scheduler.py")]
    with subprocess.Popen(command, env=certified, stdin=-1, stdout=-1, text=True, cwd=tmp_path) as scheduler:
        assert scheduler.stdin and scheduler.stdout
        address = scheduler.stdout.readline().strip()
        assert address.startswith("tls://")
        refused = batch(address, plain)
        assert refused.returncode == 2 and f"no Dask scheduler answers at {address}" in refused.stderr
        assert "name your certificates in Dask's settings, as README.md shows" in refused.stderr
        built = batch(address, certified)
        scheduler.stdin.close()
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "out" / "harbour" / "standard" / "manifest.json").is_file()
