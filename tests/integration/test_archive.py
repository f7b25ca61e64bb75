"""The archive on a real file system, with its faults."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import DiskFull, StorageError
from ingest.archive import FileArchive

RAW = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
SHA256 = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "var" / "archive"


def file_of(root: Path, sha256: str = SHA256) -> Path:
    return root / "raw" / sha256[:2] / f"{sha256}.eml"


def everything(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_kept_mail_is_read_back_byte_for_byte(root: Path) -> None:
    archive = FileArchive(root)
    assert archive.keep(RAW) == SHA256
    assert archive.read(SHA256) == RAW
    assert FileArchive(root).read(SHA256) == RAW


def test_keeping_twice_leaves_one_file_untouched(root: Path) -> None:
    archive = FileArchive(root)
    archive.keep(RAW)
    before = file_of(root).stat()
    assert archive.keep(RAW) == SHA256
    after = file_of(root).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert everything(root) == [f"raw/{SHA256[:2]}/{SHA256}.eml"]


def test_an_empty_mail_is_kept_too(root: Path) -> None:
    archive = FileArchive(root)
    assert archive.read(archive.keep(b"")) == b""


def test_a_kept_file_cannot_be_written_by_anybody(root: Path) -> None:
    FileArchive(root).keep(RAW)
    assert file_of(root).stat().st_mode & 0o777 == 0o440


def test_file_and_folders_are_on_disk_before_keep_returns(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[str, str]] = []
    real_fsync, real_link = os.fsync, os.link

    def fsync(descriptor: int) -> None:
        steps.append(("fsync", str(Path(f"/proc/self/fd/{descriptor}").readlink())))
        real_fsync(descriptor)

    def link(source: Path, target: Path) -> None:
        steps.append(("link", str(target)))
        real_link(source, target)

    archive = FileArchive(root)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "link", link)
    archive.keep(RAW)
    folder = file_of(root).parent
    linked = steps.index(("link", str(file_of(root))))
    assert ("fsync", str(folder.parent)) in steps[:linked], "the new folder's name"
    assert steps[linked - 1][1].endswith(".unfinished"), "the bytes, before they get their name"
    assert steps[linked + 1 :] == [("fsync", str(folder))], "the file's name, before we return"


@pytest.mark.parametrize("damage", [b"", RAW[:20], RAW.replace(b"Hej", b"Nej")])
def test_a_damaged_file_is_set_aside_and_written_again(root: Path, damage: bytes) -> None:
    archive = FileArchive(root)
    archive.keep(RAW)
    for number in (1, 2):
        file_of(root).unlink()
        file_of(root).write_bytes(damage)
        archive.keep(RAW)
        assert archive.read(SHA256) == RAW
        assert (root / "corrupt" / f"{SHA256}.{number}.eml").read_bytes() == damage


def test_reading_a_damaged_file_says_which_and_what_to_do(root: Path) -> None:
    archive = FileArchive(root)
    archive.keep(RAW)
    file_of(root).unlink()
    file_of(root).write_bytes(RAW[:-1])
    with pytest.raises(StorageError, match=rf"{SHA256}.*skadad.*säkerhetskopian"):
        archive.read(SHA256)


def test_reading_a_missing_file_says_so(root: Path) -> None:
    with pytest.raises(StorageError, match="saknas i mejlarkivet"):
        FileArchive(root).read(SHA256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "A" * 64, SHA256 + "\n", f"{SHA256}/.."])
def test_only_a_sha256_names_a_file(root: Path, name: str) -> None:
    with pytest.raises(StorageError, match="inte en SHA-256-summa"):
        FileArchive(root).read(name)


@pytest.mark.parametrize("failing", ["fsync", "link", "fchmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_and_the_next_try_works(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: str, code: int
) -> None:
    archive = FileArchive(root)

    def full(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, failing, full)
        with pytest.raises(DiskFull, match=r"Disken är full.*Frigör utrymme"):
            archive.keep(RAW)
        assert everything(root) == []
    assert archive.read(archive.keep(RAW)) == RAW


def test_other_faults_of_the_disk_are_told_as_such(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = FileArchive(root)

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(StorageError, match="Kontrollera disken") as caught:
        archive.keep(RAW)
    assert not isinstance(caught.value, DiskFull)


def test_a_root_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="Mejlarkivet kan inte användas"):
        FileArchive(tmp_path / "file" / "archive")


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.archive import FileArchive
step, count = sys.argv[2], int(sys.argv[3])
real, calls = getattr(os, step), []
def die(*arguments, **named):
    calls.append(1)
    if len(calls) == count:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)
archive = FileArchive(Path(sys.argv[1]))
setattr(os, step, die)
archive.keep(bytes.fromhex(sys.argv[4]))
"""


@pytest.mark.parametrize(
    ("step", "count"), [("fsync", 1), ("fsync", 2), ("fsync", 3), ("fchmod", 1), ("link", 1), ("unlink", 1)]
)
def test_a_run_killed_at_any_step_leaves_no_half_file(root: Path, step: str, count: int) -> None:
    FileArchive(root)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(root), step, str(count), RAW.hex()], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not file_of(root).exists() or file_of(root).read_bytes() == RAW

    again = FileArchive(root)
    assert [name for name in everything(root) if "unfinished" in name] == []
    again.keep(RAW)
    assert everything(root) == [f"raw/{SHA256[:2]}/{SHA256}.eml"]
    assert again.read(SHA256) == RAW


def test_a_new_process_leaves_the_unfinished_file_of_a_living_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = FileArchive(root)
    real = os.link

    def another_starts_meanwhile(source: Path, target: Path) -> None:
        opened = (
            "import sys; from pathlib import Path; from ingest.archive import FileArchive; "
            "FileArchive(Path(sys.argv[1]))"
        )
        subprocess.run([sys.executable, "-c", opened, str(root)], check=True)
        real(source, target)

    monkeypatch.setattr(os, "link", another_starts_meanwhile)
    assert archive.read(archive.keep(RAW)) == RAW


def test_many_at_once_keep_the_same_mail_as_one_file(root: Path) -> None:
    archives = [FileArchive(root) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda archive: archive.keep(RAW), archives)) == {SHA256}
    assert everything(root) == [f"raw/{SHA256[:2]}/{SHA256}.eml"]
