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
import gc
import json
import logging
import os
import select
import signal
import sys
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from domain.document import FailureKind, ReadingFailure
from parsers import page_picture
from parsers.document_builder import Limits
from parsers.document_wire import dump
from parsers.documents import read_document
from parsers.first_use import compile_all
from parsers.jail import confine, leave_network
from parsers.mail_wire import dump_parts, said, told
from parsers.message import read_parts
from parsers.ocr import warm_up

MAX_OUTCOME = 512 * 1024 * 1024
SCAN_SECONDS = 15.0
"""More time for each scanned page; one takes about a second and a half."""

MAX_SCAN_SECONDS = 300.0
"""More time in all, however many pages there are."""

PICTURE_SECONDS = 5.0
"""For a picture of a page, which somebody waits for; one takes 30 ms."""

FULL = 0.5
"""Share of its memory that a child must have used for its giving up to be for want of memory: libraries in C end the
process when they get no more, and what they asked for last is often as large as all they have."""

NOT_DRAWN = ReadingFailure(sha256="", kind=FailureKind.BROKEN, detail="the page cannot be drawn")

_GIVES_UP = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)
_OUT_OF_MEMORY = 77
_SCANNED_PAGE = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What each child is given: wall-clock seconds, MiB of address space, and how much of a document is read."""

    seconds: float
    memory_mb: int
    limits: Limits


def main(arguments: list[str]) -> None:
    descriptor, seconds, memory_mb, max_pages, max_characters = arguments
    parent = Connection(int(descriptor))
    limits = Limits(max_pages=int(max_pages), max_characters=int(max_characters))
    bounds = Bounds(seconds=float(seconds), memory_mb=int(memory_mb), limits=limits)
    logging.disable(logging.CRITICAL)  # pdfminer has much to say about each odd file
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which then closes the connection
    leave_network()
    page_picture.warm_up()
    compile_all()  # or each child would do it again
    gc.collect()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):
        parent.send_bytes(b"ready")
        while True:
            outcome = _serve(parent, json.loads(parent.recv_bytes()), bounds)
            parent.send_bytes(outcome)
            if outcome.startswith(_SCANNED_PAGE):
                warm_up()  # scans come in this house: the next child need not load the data


def _serve(parent: Connection, wish: dict[str, Any], bounds: Bounds) -> bytes:
    """`wish`: of parsers.isolation.Host, "document", "mail" or "picture"."""
    content = parent.recv_bytes()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        parent.close()
        _run_child(into, content, wish, bounds)
    del content
    os.close(into)
    try:
        seconds = min(bounds.seconds, PICTURE_SECONDS) if "picture" in wish else bounds.seconds
        data, timed_out = _collect(parent, out, child, seconds, MAX_SCAN_SECONDS if "document" in wish else 0.0)
    finally:
        os.close(out)
        _kill(child)
        _, status, used = os.wait4(child, 0)
    if data and not timed_out and os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return data
    full = used.ru_maxrss >= FULL * bounds.memory_mb * 1024  # it is told in KiB
    failure = ReadingFailure(sha256="", kind=_cause(status, timed_out, full), detail=_detail(status, timed_out))
    return said(data) + dump(failure)


def _collect(parent: Connection, out: int, child: int, seconds: float, most_more: float) -> tuple[bytes, bool]:
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
            wish = min(SCAN_SECONDS * piece.count(_SCANNED_PAGE), most_more - given)
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


def _cause(status: int, timed_out: bool, full: bool) -> FailureKind:
    if timed_out or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return FailureKind.TIMEOUT
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        return FailureKind.MEMORY
    if full and os.WIFSIGNALED(status) and os.WTERMSIG(status) in _GIVES_UP:
        return FailureKind.MEMORY
    return FailureKind.CRASHED


def _detail(status: int, timed_out: bool) -> str:
    if timed_out:
        return "killed when its time was up"
    if os.WIFSIGNALED(status):
        return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"ended with exit status {os.waitstatus_to_exitcode(status)}"


def _run_child(into: int, content: bytes, wish: dict[str, Any], bounds: Bounds) -> None:
    """Never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        confine(int(bounds.seconds + MAX_SCAN_SECONDS) + 2, bounds.memory_mb)
        try:
            for piece in _outcome(into, content, wish, bounds.limits):
                view = memoryview(piece)
                while view:
                    view = view[os.write(into, view) :]
        except MemoryError:
            raise
        except Exception as error:
            kind = FailureKind.TIMEOUT if isinstance(error, TimeoutError) else FailureKind.CRASHED
            detail = f"{type(error).__name__}: {str(error)[:300]}"
            os.write(into, dump(ReadingFailure(sha256="", kind=kind, detail=detail)))
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _outcome(into: int, content: bytes, wish: dict[str, Any], limits: Limits) -> Iterable[bytes]:
    """What is written when all is done; on the way, children tell of scanned pages and of leaves of a mail."""
    if "mail" in wish:
        closed = {
            int(leaf): ReadingFailure(sha256="", kind=FailureKind(kind), detail=detail)
            for leaf, (kind, detail) in wish["mail"].items()
        }
        return dump_parts(read_parts(content, closed, lambda leaf: os.write(into, told(leaf))))
    if "picture" in wish:
        media_type, number, width, size = wish["picture"]
        return [page_picture.draw(content, media_type, number, width, tuple(size)) or dump(NOT_DRAWN)]
    media_type, sha256, looking_for, roots = wish["document"]
    before_scan = partial(os.write, into, _SCANNED_PAGE)
    watched = replace(
        limits, looking_for=tuple(looking_for), before_scan=before_scan, roots=tuple(map(b64decode, roots))
    )
    return [dump(read_document(content, media_type, sha256, watched))]


if __name__ == "__main__":
    main(sys.argv[1:])
