"""What a reading child does from its fork to its end, for its host (parsers.isolation_host)."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from domain.document import FailureKind, ReadingFailure
from parsers import page_picture
from parsers.document_builder import Limits
from parsers.document_wire import dump
from parsers.documents import read_document
from parsers.jail import confine
from parsers.mail_wire import dump_parts, told
from parsers.message import read_parts

MAX_SCAN_SECONDS = 300.0
"""More time in all for scanned pages, however many there are."""

MOST_HELD = 8_000_000
"""Bytes of a mail, and of its documents, that a child may keep while it reads one of them. A larger one takes so long
to read that another child costs nothing beside it."""

NOT_DRAWN = ReadingFailure(sha256="", kind=FailureKind.BROKEN, detail="the page cannot be drawn")

OUT_OF_MEMORY = 77
"""Exit status."""

SCANNED_PAGE = b"\n"
"""Said before a scanned page is recognised."""

STAYS = b"."
"""Said by a child that has opened its mail and can read a document of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What each child is given: wall-clock seconds, MiB of address space, and how much of a document is read."""

    seconds: float
    memory_mb: int
    limits: Limits


def run_child(into: int, wire: Connection, content: bytes, wish: dict[str, Any], bounds: Bounds) -> None:
    """The wish of parsers.isolation.Host, with its content, answered `into` a pipe. Never returns.

    A child that has opened a mail stays for one document of it, if it comes to ask for one on `wire`.
    """
    code = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        confine(int(2 * bounds.seconds + MAX_SCAN_SECONDS) + 2, bounds.memory_mb)
        if "mail" in wish:
            documents = _open(into, content, wish["mail"])
            if 0 < sum(map(len, documents.values())) <= MOST_HELD and len(content) <= MOST_HELD:
                os.write(wire.fileno(), STAYS)
                os.close(into)
                wish = json.loads(wire.recv_bytes())
                into, content = wire.fileno(), documents[wish["document"][1]]
            del documents
        if "mail" not in wish:
            with _telling(into):
                _write(into, [_outcome(into, content, wish, bounds.limits)])
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _open(into: int, content: bytes, closed: dict[str, Any]) -> dict[str, bytes]:
    """Gives the mail's parts back, and tells on the way of its leaves. Returns its documents, by hash."""
    failures = {
        int(leaf): ReadingFailure(sha256="", kind=FailureKind(kind), detail=detail)
        for leaf, (kind, detail) in closed.items()
    }
    with _telling(into):
        parts = read_parts(content, failures, lambda leaf: os.write(into, told(leaf)))
        _write(into, dump_parts(parts))
        return {attachment.sha256: attachment.content for attachment in parts.attachments}
    return {}


def _outcome(into: int, content: bytes, wish: dict[str, Any], limits: Limits) -> bytes:
    """What is written when all is done; on the way, children tell of scanned pages."""
    if "picture" in wish:
        media_type, number, width, size = wish["picture"]
        return page_picture.draw(content, media_type, number, width, tuple(size)) or dump(NOT_DRAWN)
    media_type, sha256, looking_for, roots = wish["document"]
    before_scan = partial(os.write, into, SCANNED_PAGE)
    watched = replace(
        limits, looking_for=tuple(looking_for), before_scan=before_scan, roots=tuple(map(b64decode, roots))
    )
    return dump(read_document(content, media_type, sha256, watched))


def _write(into: int, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(into, view) :]


@contextlib.contextmanager
def _telling(into: int) -> Iterator[None]:
    """What goes wrong in it is written too. Errors: MemoryError."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        kind = FailureKind.TIMEOUT if isinstance(error, TimeoutError) else FailureKind.CRASHED
        detail = f"{type(error).__name__}: {str(error)[:300]}"
        os.write(into, dump(ReadingFailure(sha256="", kind=kind, detail=detail)))
