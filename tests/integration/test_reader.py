"""The reader with its real child processes: what goes wrong with a document costs that document only."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.errors import ReadingStopped
from domain.mail import Attachment
from parsers import reader as reader_module
from parsers.reader import LocalReader
from tests.unit.parsers.pdf_bytes import bomb, line, pdf

ROOT = Path(__file__).resolve().parents[2]
PAGE = line("Kommunstyrelsen beslutar att anta den.", 72, 700)
LONG = [PAGE * 400] * 60  # some ten seconds of work


def attachment(content: bytes, media_type: str = "application/pdf") -> Attachment:
    return Attachment(
        name="a",
        media_type=media_type,
        declared_type=media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def open_reader(seconds: float = 30, memory_mb: int = 1024) -> LocalReader:
    return LocalReader(seconds=seconds, memory_mb=memory_mb, max_pages=500, max_characters=1_000_000)


@pytest.fixture
def reader() -> Iterator[LocalReader]:
    with open_reader() as opened:
        yield opened


def children_of(pid: int) -> set[int]:
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


def wait_until(condition: object, tries: int = 2000) -> None:
    pause = threading.Event()
    for _ in range(tries):
        if condition():  # type: ignore[operator]
            return
        pause.wait(0.01)
    raise AssertionError("it never came true")


def failure(outcome: DocumentText | ReadingFailure) -> FailureKind:
    assert isinstance(outcome, ReadingFailure), outcome
    return outcome.kind


def assert_reads(reader: LocalReader) -> None:
    outcome = reader.read(attachment(pdf(PAGE)))
    assert isinstance(outcome, DocumentText), outcome
    assert outcome.text == "Kommunstyrelsen beslutar att anta den.\f"


def test_a_document_comes_back_as_it_was_read(reader: LocalReader) -> None:
    given = attachment(pdf(PAGE, PAGE))
    outcome = reader.read(given)
    assert isinstance(outcome, DocumentText)
    assert (outcome.sha256, outcome.media_type, len(outcome.pages)) == (given.sha256, "application/pdf", 2)
    words = [word for page in outcome.pages for word in page.words]
    assert len(words) == 10
    assert all(outcome.text[word.start : word.start + len(word.text)] == word.text for word in words)


@pytest.mark.parametrize(
    ("content", "media_type", "kind"),
    [
        (b"%PDF-1.4 trasig", "application/pdf", FailureKind.BROKEN),
        (b"{\\rtf1 }", "application/rtf", FailureKind.NO_TEXT),
        (b"MZ", "application/x-msdownload", FailureKind.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0", "application/msword", FailureKind.BROKEN),
        (b"II*\x00", "image/gif", FailureKind.UNSUPPORTED),
        (b"   ", "text/plain", FailureKind.NO_TEXT),
        (b"PK\x03\x04", "application/vnd.oasis.opendocument.text", FailureKind.BROKEN),
    ],
)
def test_a_document_without_text_gives_its_reason(
    reader: LocalReader, content: bytes, media_type: str, kind: FailureKind
) -> None:
    assert failure(reader.read(attachment(content, media_type))) is kind


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    with open_reader(seconds=1) as reader:
        assert failure(reader.read(attachment(pdf(*LONG)))) is FailureKind.TIMEOUT
        assert_reads(reader)


def test_a_document_that_swells_beyond_its_memory_is_stopped_and_the_next_is_read() -> None:
    with open_reader(memory_mb=400) as reader:
        assert failure(reader.read(attachment(bomb(400)))) is FailureKind.MEMORY
        assert_reads(reader)


def test_a_child_that_dies_costs_its_document_only(reader: LocalReader) -> None:
    assert_reads(reader)
    (host,) = [pid for pid in children_of(os.getpid()) if is_host(pid)]
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(reader.read, attachment(pdf(*LONG)))
        wait_until(lambda: children_of(host))
        os.kill(children_of(host).pop(), signal.SIGSEGV)
        outcome = reading.result()
    assert failure(outcome) is FailureKind.CRASHED
    assert isinstance(outcome, ReadingFailure)
    assert "SIGSEGV" in outcome.detail
    assert_reads(reader)


def test_a_host_that_dies_is_replaced(reader: LocalReader) -> None:
    assert_reads(reader)
    (host,) = [pid for pid in children_of(os.getpid()) if is_host(pid)]
    os.kill(host, signal.SIGKILL)
    assert failure(reader.read(attachment(pdf(PAGE)))) is FailureKind.CRASHED
    assert_reads(reader)


def test_threads_read_at_the_same_time(reader: LocalReader) -> None:
    with ThreadPoolExecutor(max_workers=3) as pool:
        outcomes = list(pool.map(lambda _: reader.read(attachment(pdf(PAGE))), range(12)))
    assert [type(outcome) for outcome in outcomes] == [DocumentText] * 12


def test_what_is_read_when_the_service_ends_is_broken_off_and_said_to_be() -> None:
    reader = open_reader()
    assert_reads(reader)
    (host,) = [pid for pid in children_of(os.getpid()) if is_host(pid)]
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(reader.read, attachment(pdf(*LONG)))
        wait_until(lambda: children_of(host))
        reader.break_off()
        with pytest.raises(ReadingStopped):
            reading.result()
    with pytest.raises(ReadingStopped):
        reader.open_mail(b"From: a@b.se\r\n\r\nHej\r\n")
    assert not [pid for pid in children_of(os.getpid()) if is_host(pid)]
    reader.close()


def test_nothing_is_left_after_close() -> None:
    reader = open_reader()
    assert_reads(reader)
    hosts = {pid for pid in children_of(os.getpid()) if is_host(pid)}
    assert hosts
    reader.close()
    assert not hosts & children_of(os.getpid())
    reader.close()


def test_a_file_too_large_is_not_read_at_all(reader: LocalReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "MAX_BYTES", 10)
    assert failure(reader.read(attachment(pdf(PAGE)))) is FailureKind.TOO_LARGE


SERVICE = """
import sys
if __name__ != "__main__":
    sys.exit("the caller's main module was imported again")
from tests.integration.test_reader import LONG, attachment, open_reader, pdf
reader = open_reader()
print(reader.read(attachment(pdf("BT ET"))).kind.value, flush=True)
reader.read(attachment(pdf(*LONG)))
"""


def test_nothing_is_left_when_the_service_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "service"
    script.write_text(SERVICE)
    (tmp_path / "tmp").mkdir()
    service = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")},
        cwd=tmp_path,
    )
    assert service.stdout
    assert service.stdout.readline() == b"no_text\n"
    (host,) = children_of(service.pid)
    wait_until(lambda: children_of(host))
    started = {host, *children_of(host)}
    assert len(started) == 2
    service.kill()
    service.wait()
    service.stdout.close()
    wait_until(lambda: not any(is_host(pid) for pid in started))
    assert not list((tmp_path / "tmp").iterdir())


def is_host(pid: int) -> bool:
    """A host or a child of one: they have the same command line."""
    try:
        return b"parsers.isolation_host" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_large_attachment_takes_a_few_times_its_size_of_our_memory_and_gives_it_back(reader: LocalReader) -> None:
    content = pdf(PAGE) + (b"% " + b"\x9f" * 97 + b"\n") * 50_000
    mail = EmailMessage()
    mail.set_content("Hej!")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    raw = mail.as_bytes()
    del mail
    reader.open_mail(b"Subject: x\n\nHej")  # whatever is loaded once is loaded
    tracemalloc.start()
    try:
        (found,) = reader.open_mail(raw).attachments
        assert isinstance(reader.read(found), DocumentText)
        assert tracemalloc.get_traced_memory()[1] <= 3 * len(content)
        del found
        assert tracemalloc.get_traced_memory()[0] <= 0.1 * len(content)
    finally:
        tracemalloc.stop()
