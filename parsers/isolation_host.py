"""The process that reading children are forked from.

Run as `python -m parsers.isolation_host DESCRIPTOR SECONDS MEMORY_MB MAX_PAGES MAX_CHARACTERS`.

It has the libraries loaded and serves one mail or document at a time over the connection that it inherits: forks a
child, sets its limits, waits, kills it when the time is up, and tells what became of it. A child that is about to
recognise a scanned page writes a line end before its JSON and so gets time for that page.
A child that has opened a mail stays for a moment, for what is asked next is as a rule to read a document of that mail:
it reads that one too, and ends (docs/decisions/0017).
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
import resource
import select
import signal
import sys
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from domain.document import FailureKind, ReadingFailure
from parsers import page_picture
from parsers.document_builder import Limits
from parsers.document_wire import dump
from parsers.first_use import compile_all
from parsers.isolation_child import MAX_SCAN_SECONDS, OUT_OF_MEMORY, SCANNED_PAGE, STAYS, Bounds, run_child
from parsers.jail import leave_network
from parsers.mail_wire import said
from parsers.ocr import warm_up

MAX_OUTCOME = 512 * 1024 * 1024
SCAN_SECONDS = 15.0
"""More time for each scanned page; one takes about a second and a half."""

PICTURE_SECONDS = 5.0
"""For a picture of a page, which somebody waits for; one takes 30 ms."""

PATIENCE = 5.0
"""Seconds that a child stays with its mail: long enough to look the mail's thread and its documents up."""

FULL = 0.5
"""Share of its memory that a child must have used for its giving up to be for want of memory: libraries in C end the
process when they get no more, and what they asked for last is often as large as all they have."""

_GIVES_UP = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)


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
        staying: _Child | None = None
        while True:
            if staying and not parent.poll(PATIENCE):
                staying.end()
                staying = None
            outcome, staying = _serve(parent, json.loads(parent.recv_bytes()), bounds, staying)
            parent.send_bytes(outcome)
            if outcome.startswith(SCANNED_PAGE):
                warm_up()  # scans come in this house: the next child need not load the data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    """What it was forked for is read from `out`. `wire` takes the wish for a document of the mail that it has opened,
    and the outcome of that is read there."""

    number: int
    out: int
    wire: Connection

    def stays(self) -> bool:
        """Whether it has said so. It says it before it closes `out`, so it need not be waited for."""
        return self.wire.poll() and _piece(self.wire.fileno(), 1) == STAYS

    def end(self) -> tuple[int, resource.struct_rusage]:
        """Its status and what it has used."""
        os.close(self.out)
        self.wire.close()
        _kill(self.number)
        _, status, used = os.wait4(self.number, 0)
        return status, used


def _serve(
    parent: Connection, wish: dict[str, Any], bounds: Bounds, staying: _Child | None
) -> tuple[bytes, _Child | None]:
    """`wish`: of parsers.isolation.Host, "document", "mail" or "picture". With the outcome the child that stays."""
    content = parent.recv_bytes()
    if staying and wish.get("held"):
        child, asked = replace(staying, out=os.dup(staying.wire.fileno())), json.dumps(wish).encode()
        os.close(staying.out)
    else:
        if staying:
            staying.end()
        child, asked = _fork(parent, content, wish, bounds), b""
    del content
    stays = False
    try:
        seconds = min(bounds.seconds, PICTURE_SECONDS) if "picture" in wish else bounds.seconds
        data, timed_out = _collect(parent, child, asked, seconds, MAX_SCAN_SECONDS if "document" in wish else 0.0)
        stays = not timed_out and child.stays()
    finally:
        if not stays:
            status, used = child.end()
    if stays:
        return data, child
    if data and not timed_out and os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return data, None
    full = used.ru_maxrss >= FULL * bounds.memory_mb * 1024  # it is told in KiB
    failure = ReadingFailure(sha256="", kind=_cause(status, timed_out, full), detail=_detail(status, timed_out))
    return said(data) + dump(failure), None


def _fork(parent: Connection, content: bytes, wish: dict[str, Any], bounds: Bounds) -> _Child:
    out, into = os.pipe()
    wire, theirs = Pipe()
    number = os.fork()
    if number == 0:
        os.close(out)
        wire.close()
        parent.close()
        run_child(into, theirs, content, wish, bounds)
    os.close(into)
    theirs.close()
    return _Child(number=number, out=out, wire=wire)


def _collect(parent: Connection, child: _Child, asked: bytes, seconds: float, most_more: float) -> tuple[bytes, bool]:
    """What the child writes until it closes `out`, and whether its time ran out. EOFError when the service is gone.

    `asked`: what a child that has stayed is to do.
    """
    expired: list[bool] = []

    def expire(*_: object) -> None:
        expired.append(True)
        _kill(child.number)

    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        if asked:
            with contextlib.suppress(OSError):  # it may have died meanwhile
                child.wire.send_bytes(asked)
        poller = select.poll()
        poller.register(child.out, select.POLLIN)
        poller.register(parent.fileno(), 0)  # only hang-up and errors
        pieces: list[bytes] = []
        size, given = 0, 0.0
        while True:
            ready = dict(poller.poll())
            if parent.fileno() in ready:
                raise EOFError
            piece = _piece(child.out, 1 << 20)
            size += len(piece)
            if not piece or size > MAX_OUTCOME:
                return b"".join(pieces) if size <= MAX_OUTCOME else b"", bool(expired)
            pieces.append(piece)
            wish = min(SCAN_SECONDS * piece.count(SCANNED_PAGE), most_more - given)
            if wish > 0 and not expired:
                given += wish
                signal.setitimer(signal.ITIMER_REAL, signal.getitimer(signal.ITIMER_REAL)[0] + wish)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _piece(out: int, most: int) -> bytes:
    try:
        return os.read(out, most)
    except ConnectionResetError:  # it has died with its wish unread
        return b""


def _kill(child: int) -> None:
    """The child with all that it may have started; it leads its own process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _cause(status: int, timed_out: bool, full: bool) -> FailureKind:
    if timed_out or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return FailureKind.TIMEOUT
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == OUT_OF_MEMORY:
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


if __name__ == "__main__":
    main(sys.argv[1:])
