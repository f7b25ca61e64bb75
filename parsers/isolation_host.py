"""The process that reading children are forked from.

Run as `python -m parsers.isolation_host DESCRIPTOR SECONDS MEMORY_MB MAX_PAGES MAX_CHARACTERS`.

It has the libraries loaded and serves one document at a time over the connection that it inherits: forks a child, sets
its limits, waits, kills it when the time is up, and tells what became of it. A child that is about to recognise a
scanned page writes a line end before its JSON and so gets time for that page.
Why not multiprocessing's forkserver: that one imports the caller's main module again in each child, here the whole
command line.
It ends when its connection ends, so it cannot outlive the service, however that one dies.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import logging
import os
import resource
import select
import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection

from domain.document import FailureKind, ReadingFailure
from parsers.document_builder import Limits
from parsers.document_wire import dump
from parsers.documents import read_document
from parsers.ocr import warm_up

MAX_OUTCOME = 512 * 1024 * 1024
SCAN_SECONDS = 15.0
"""More time for each scanned page; one takes about a second and a half."""

MAX_SCAN_SECONDS = 300.0
"""More time in all, however many pages there are."""

_PR_SET_PDEATHSIG = 1
_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_LIBC = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> None:
    descriptor, seconds, memory_mb, max_pages, max_characters = arguments
    parent = Connection(int(descriptor))
    limits = Limits(max_pages=int(max_pages), max_characters=int(max_characters))
    logging.disable(logging.CRITICAL)  # pdfminer has much to say about each odd file
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which then closes the connection
    _leave_network()
    gc.collect()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):
        parent.send_bytes(b"ready")
        while True:
            media_type, sha256, looking_for = json.loads(parent.recv_bytes())
            sought = replace(limits, looking_for=tuple(looking_for))
            outcome = _serve(parent, media_type, sha256, float(seconds), int(memory_mb), sought)
            parent.send_bytes(outcome)
            if outcome.startswith(_SCANNED_PAGE):
                warm_up()  # scans come in this house: the next child need not load the data


def _leave_network() -> None:
    """Children can reach no network, where the system lets us give it up (root, or user namespaces allowed)."""
    if _LIBC.unshare(_CLONE_NEWNET) != 0:
        _LIBC.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _serve(parent: Connection, media_type: str, sha256: str, seconds: float, memory_mb: int, limits: Limits) -> bytes:
    content = parent.recv_bytes()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        parent.close()
        _read_in_child(into, content, media_type, sha256, seconds, memory_mb, limits)
    del content
    os.close(into)
    try:
        data, timed_out = _collect(parent, out, child, seconds)
    finally:
        os.close(out)
        _kill(child)
        _, status = os.waitpid(child, 0)
    if data and not timed_out and os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return data
    return dump(ReadingFailure(sha256=sha256, kind=_cause(status, timed_out), detail=_detail(status, timed_out)))


def _collect(parent: Connection, out: int, child: int, seconds: float) -> tuple[bytes, bool]:
    """What the child writes until it ends, and whether its time ran out. EOFError when the service is gone."""
    expired: list[bool] = []

    def expire(*_: object) -> None:
        expired.append(True)
        _kill(child)

    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        poller = select.poll()
        poller.register(out, select.POLLIN)
        poller.register(parent.fileno(), 0)  # only hang-up and errors
        pieces: list[bytes] = []
        size, given = 0, 0.0
        while True:
            ready = dict(poller.poll())
            if parent.fileno() in ready:
                raise EOFError
            piece = os.read(out, 1 << 20)
            size += len(piece)
            if not piece or size > MAX_OUTCOME:
                return b"".join(pieces) if size <= MAX_OUTCOME else b"", bool(expired)
            pieces.append(piece)
            wish = min(SCAN_SECONDS * piece.count(_SCANNED_PAGE), MAX_SCAN_SECONDS - given)
            if wish > 0 and not expired:
                given += wish
                signal.setitimer(signal.ITIMER_REAL, signal.getitimer(signal.ITIMER_REAL)[0] + wish)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _kill(child: int) -> None:
    """The child with all that it may have started; it leads its own process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _cause(status: int, timed_out: bool) -> FailureKind:
    if timed_out or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return FailureKind.TIMEOUT
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        return FailureKind.MEMORY
    return FailureKind.CRASHED


def _detail(status: int, timed_out: bool) -> str:
    if timed_out:
        return "killed when its time was up"
    if os.WIFSIGNALED(status):
        return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"ended with exit status {os.waitstatus_to_exitcode(status)}"


_OUT_OF_MEMORY = 77
_SCANNED_PAGE = b"\n"


def _read_in_child(
    into: int, content: bytes, media_type: str, sha256: str, seconds: float, memory_mb: int, limits: Limits
) -> None:
    """Never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _limit(seconds, memory_mb)
        try:
            watched = replace(limits, before_scan=lambda: os.write(into, _SCANNED_PAGE))
            outcome = dump(read_document(content, media_type, sha256, watched))
        except MemoryError:
            outcome = dump(ReadingFailure(sha256=sha256, kind=FailureKind.MEMORY, detail="out of memory"))
        except Exception as error:
            detail = f"{type(error).__name__}: {str(error)[:300]}"
            outcome = dump(ReadingFailure(sha256=sha256, kind=FailureKind.CRASHED, detail=detail))
        view = memoryview(outcome)
        while view:
            view = view[os.write(into, view) :]
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _limit(seconds: float, memory_mb: int) -> None:
    """Memory, processor time, no files, no core dump, no processes (the last holds for others than root)."""
    memory = memory_mb * 1024 * 1024
    cpu = int(seconds + MAX_SCAN_SECONDS) + 2
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NPROC, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is already set
            resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    main(sys.argv[1:])
