"""Old Word files: by LibreOffice where it is installed, of which nothing is left; else as they are, with a doubt."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from domain.mail import Attachment
from parsers import libreoffice
from parsers.document_builder import Limits
from parsers.office import read_docx
from parsers.reader import LocalReader
from parsers.sniff import DOC
from parsers.version import reader_version
from registrator import checking
from tests.golden.office.documents import documents, old_source
from tests.unit.parsers.ole_bytes import word_97

MINUTES = (Path(__file__).parents[1] / "golden" / "office" / "made" / "minutes.doc").read_bytes()
OFFICE = pytest.mark.skipif(
    libreoffice.program() is None, reason=f"LibreOffice is not installed: apt-get install {libreoffice.PACKAGE}"
)


def read(content: bytes) -> DocumentText | ReadingFailure:
    sha256 = hashlib.sha256(content).hexdigest()
    given = Attachment(name="utdrag.doc", media_type=DOC, declared_type=DOC, content=content, sha256=sha256)
    with LocalReader(seconds=60, memory_mb=1024, max_pages=50, max_characters=100_000) as reader:
        return reader.read(given)


def left_of(folder: Path) -> list[str]:
    """Files beneath the folder, and processes that were started for it or see it as their /tmp."""
    files = [str(path) for path in folder.rglob("registrator-doc-*")]
    return files + [process.name for process in Path("/proc").glob("[0-9]*") if _is_about(process, folder)]


def _is_about(process: Path, folder: Path) -> bool:
    try:
        said = (process / "cmdline").read_bytes() + (process / "mountinfo").read_bytes()
    except OSError:
        return False
    return b"registrator-doc-" in said and str(folder).encode() in said


@OFFICE
def test_an_old_word_file_is_read_as_libreoffice_shows_it_without_doubt() -> None:
    found = read(MINUTES)
    original = read_docx(old_source(), "0" * 64, Limits(max_pages=50, max_characters=100_000))
    assert isinstance(found, DocumentText)
    assert isinstance(original, DocumentText)
    assert found.text == original.text
    assert found.doubts == ()
    assert found.media_type == DOC
    assert found.reader.startswith("LibreOffice ")


@OFFICE
def test_it_does_not_matter_where_the_service_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # below /tmp, of which LibreOffice has its own
    found = read(MINUTES)
    assert isinstance(found, DocumentText)
    assert found.reader.startswith("LibreOffice ")


def test_without_libreoffice_an_old_word_file_is_read_as_it_is_and_left_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    found = read(MINUTES)
    assert isinstance(found, DocumentText)
    assert "beslutar att anta överenskommelsen, KSL/15/0016-5." in found.text
    assert "avslå" not in found.text
    assert found.doubts == (Doubt.TEXT_UNCERTAIN,)


@pytest.mark.parametrize(("office", "said"), [(None, "no LibreOffice"), ("/usr/bin/soffice", "LibreOffice")])
def test_installing_libreoffice_makes_another_reader(
    office: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: office)
    assert reader_version().split(", ")[-1].startswith(said)


@OFFICE
@pytest.mark.parametrize(
    ("content", "kind"),
    [(word_97("hemligt\r", flags=0x0100), FailureKind.LOCKED), (MINUTES[:3000], FailureKind.BROKEN)],
)
def test_what_libreoffice_makes_nothing_of_keeps_its_named_reason(content: bytes, kind: FailureKind) -> None:
    found = read(content)
    assert isinstance(found, ReadingFailure)
    assert found.kind is kind


@OFFICE
def test_nothing_of_a_conversion_is_left_when_it_ends_or_its_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert libreoffice.as_docx(MINUTES, seconds=60).startswith(b"PK")
    assert left_of(tmp_path) == []
    with pytest.raises(libreoffice.ConversionFailed, match="exit status 75"):
        libreoffice.as_docx(MINUTES, seconds=0.2)
    assert left_of(tmp_path) == []


@OFFICE
def test_nothing_of_a_conversion_is_left_when_the_service_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, tempfile; from pathlib import Path; from parsers import libreoffice;"
        "tempfile.tempdir = sys.argv[1]; libreoffice.as_docx(Path(sys.argv[2]).read_bytes(), seconds=60)"
    )
    document = tmp_path / "minutes.doc"
    document.write_bytes(MINUTES)
    service = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), str(document)], cwd=Path(__file__).parents[2]
    )
    wait_for(lambda: len(left_of(tmp_path)) > 3)  # the folder, the service's own, the jail, and LibreOffice begun
    os.kill(service.pid, signal.SIGKILL)
    service.wait()
    wait_for(lambda: left_of(tmp_path) == [])


def wait_for(holds: object, seconds: float = 60) -> None:
    assert callable(holds)
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_behind_the_fence_only_its_own_folder_is_there(tmp_path: Path) -> None:
    """Of what Landlock promises: no other file is read or written, a file of the system may be read only."""
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "shared").write_text("x")
    code = f"""
from parsers.landlock import fence
if not fence(["{tmp_path}/shared"], ["{own}"]):
    raise SystemExit(77)
def refused(path, mode):
    try:
        open(path, mode).close()
    except PermissionError:
        return True
    return False
wanted = [("{own}/a", "w"), ("{tmp_path}/shared", "r")], [("{tmp_path}/secret", "r"), ("{tmp_path}/b", "w"),
    ("{tmp_path}/shared", "w"), ("/etc/passwd", "r")]
raise SystemExit(any(refused(*w) for w in wanted[0]) + 2 * (not all(refused(*w) for w in wanted[1])))
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2])
    if ended.returncode == 77:
        pytest.skip("this kernel has no Landlock")
    assert ended.returncode == 0


@OFFICE
def test_libreoffice_counts_paragrafer_as_we_do(tmp_path: Path) -> None:
    """An oracle of its own for the numbers of lists; it knows no `isLgl`, `lvlRestart` and struck paragraphs."""
    compared = ("numbered-paragrafer.docx", "numbered.odt", "numbered-headings.odt")
    for name in compared:
        (tmp_path / name).write_bytes(documents()[name])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    office = libreoffice.program() or ""
    convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run(
        [office, profile, "--headless", *convert, *(str(tmp_path / name) for name in compared)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    golden = Path(__file__).parents[1] / "golden" / "office"
    for name in compared:
        theirs = (tmp_path / name).with_suffix(".txt").read_text("utf-8-sig")
        assert theirs.split() == (golden / f"{name}.txt").read_text("utf-8").split()


def test_check_says_what_old_word_files_are_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert libreoffice.PACKAGE in checking._old_word()
    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    assert "läses med LibreOffice" in checking._old_word()
