"""What a reading child cannot do, tried by one; and what becomes of a mail whose archive is too much for its child."""

from __future__ import annotations

import os
import platform
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain.decision import DocumentFate, Status
from domain.document import FailureKind
from domain.doubt import Doubt
from parsers.message import read_message
from parsers.reader import LocalReader
from registrator.catalogue import catalogue_of
from registrator.understand import understand_mail
from tests.odd_files import climbing_zip, encrypted_zip, lying_tnef, nested_mails, wrap, zipped
from tests.unit.parsers.eml import PDF, file, mail, text

CATALOGUE = catalogue_of((), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
ROOT = Path(__file__).resolve().parents[2]
ATTEMPTS = {
    "start a process": "os.fork()",
    "start a process by subprocess": "subprocess.run(['true'])",
    "become another program": "os.execv('/bin/true', ['true'])",
    "open a socket": "socket.socket()",
    "open a local socket": "socket.socket(socket.AF_UNIX)",
    "make a file": "open('made', 'w')",
    "make a file in the folder for such": "tempfile.TemporaryFile()",
    "change a file": "open('there', 'r+')",
    "lengthen a file": "open('there', 'a')",
    "remove a file": "os.unlink('there')",
    "rename a file": "os.rename('there', 'elsewhere')",
    "make a folder": "os.mkdir('folder')",
    "make a link": "os.symlink('there', 'link')",
    "open a file to anyone": "os.chmod('there', 0o777)",
    "kill its parent": "os.kill(os.getppid(), 9)",
    "leave its limits": "resource.prlimit(0, resource.RLIMIT_NPROC, (5, 5))",
}
SCRIPT = """
import os, resource, socket, subprocess, sys, tempfile
from parsers.jail import confine
confine(10, 1024)
try:
    {attempt}
except (OSError, ValueError) as error:
    print(type(error).__name__, flush=True)
"""
fenced = pytest.mark.skipif(platform.machine() not in {"x86_64", "aarch64"}, reason="no filter for this machine")


@fenced
def test_a_library_that_gives_up_still_ends_by_its_own_signal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(attempt="os.abort()")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGABRT


@fenced
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_reading_process_cannot(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(attempt=ATTEMPTS[attempt])],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.stdout in {b"PermissionError\n", b"FileNotFoundError\n"}  # no folder that tempfile could write in
    assert {path.name: path.stat().st_size for path in tmp_path.iterdir() if path.is_file()} == {"there": 1}
    assert not list((tmp_path / "tmp").iterdir())


def swelling_zip() -> bytes:
    """180 megabytes that stay within every bound of an archive: they are packed to a hundredth."""
    noise = random.Random(1)
    document = b"".join(noise.randbytes(10_000) + bytes(990_000) for _ in range(90))
    return zipped(("ett.pdf", document), ("två.pdf", document[1:]))


def test_an_archive_too_large_for_its_process_costs_that_archive_only() -> None:
    small = zipped(("protokoll.txt", b"Kommunstyrelsen beslutar att anta den."))
    raw = mail(text("Hej!"), file(swelling_zip(), name="stor.zip"), file(small, name="liten.zip"))
    with LocalReader(seconds=30, memory_mb=250, max_pages=5, max_characters=1000) as reader:
        understood = understand_mail(raw, catalogue=CATALOGUE, reader=reader)
    message, documents = understood.message, understood.result.documents
    assert message
    assert [(d.name, d.fate, d.reason) for d in documents] == [
        ("stor.zip", DocumentFate.FAILED, "memory"),
        ("protokoll.txt", DocumentFate.READ, ""),
    ]
    assert understood.result.status is Status.FLAGGED
    assert Doubt.DOCUMENT_UNREADABLE in understood.result.doubts
    assert [attachment.name for attachment in message.attachments] == ["stor.zip", "protokoll.txt"]
    assert [(failure.kind, failure.sha256) for failure in message.failures] == [
        (FailureKind.MEMORY, message.attachments[0].sha256)
    ]
    assert message.body == "Hej!"


def test_a_mail_is_opened_in_a_child_as_it_is_here() -> None:
    odd = (climbing_zip(), encrypted_zip(), lying_tnef(), PDF, b"")
    mails = [*(wrap("a.dat", content) for content in odd), nested_mails(), bytes(range(256)) * 400, b""]
    with LocalReader(seconds=30, memory_mb=1024, max_pages=5, max_characters=1000) as reader:
        for raw in mails:
            assert reader.open_mail(raw) == read_message(raw)
