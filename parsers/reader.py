"""The DocumentReader of one machine: each mail is opened, each document read, in a child process within limits."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TypeVar

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.errors import ReadingStopped
from domain.mail import Attachment, Message
from parsers import libreoffice
from parsers.document_wire import WireError, load
from parsers.isolation import Host, HostFailed
from parsers.mail_wire import leaf_in_hand, load_parts
from parsers.message import Parts, assemble, unopened
from parsers.page_picture import DRAWN, SIGNATURE, WIDTHS
from parsers.sniff import DOC, DOCX
from parsers.strikes import Strikes

MAX_BYTES = 200_000_000
"""A larger file, or mail, is not given to a child at all."""

MAX_CLOSED = 3
"""Parts of one mail that may each end a process before the mail is given up. Each can take its whole time."""


_Answer = TypeVar("_Answer")
_STOPPED = "Läsningen bröts av, för tjänsten stannar. Mejlet läses nästa gång den är igång."


class LocalReader:
    """Implements domain.ports.DocumentReader.

    `roots` are DER certificates that a PDF's signatures may be traced to.
    `seconds` is wall-clock time for each document or mail, `memory_mb` MiB of its process's address space. Any thread
    may call; as many documents are read at once as there are threads calling. Processes start at the first need. What
    has ended three processes is not given to another one (parsers.strikes).
    """

    def __init__(
        self, *, seconds: float, memory_mb: int, max_pages: int, max_characters: int, roots: tuple[bytes, ...] = ()
    ) -> None:
        self._seconds = seconds
        self._roots = roots
        self._memory_mb = memory_mb
        self._max_pages = max_pages
        self._max_characters = max_characters
        self._lock = threading.Lock()
        self._idle: list[Host] = []
        self._busy: set[Host] = set()
        self._closed = self._stopped = False
        self._strikes = Strikes()

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        """The text, or why there is none. Never raises for what the document holds or does. Errors: ReadingStopped."""
        if len(attachment.content) > MAX_BYTES:
            return _failure(attachment.sha256, FailureKind.TOO_LARGE, f"{len(attachment.content)} bytes")
        if known := self._strikes.out(attachment.sha256):
            return known[0]
        outcome = self._read(attachment, looking_for)
        if isinstance(outcome, ReadingFailure):
            self._strikes.note(attachment.sha256, outcome)
        return outcome

    def _read(self, attachment: Attachment, looking_for: tuple[str, ...]) -> DocumentText | ReadingFailure:
        sha256, media_type = attachment.sha256, attachment.media_type
        try:
            data = self._ask(lambda host: host.read(attachment.content, media_type, sha256, looking_for), sha256)
            outcome = load(data, sha256=sha256, media_type=media_type)
        except (HostFailed, OSError, WireError) as error:
            return _failure(sha256, FailureKind.CRASHED, str(error))
        # LibreOffice takes any bytes for a text: what is broken or locked is not given to it.
        too_old = isinstance(outcome, ReadingFailure) and outcome.kind is FailureKind.UNSUPPORTED
        if media_type == DOC and (too_old or isinstance(outcome, DocumentText)):
            return self._by_libreoffice(attachment) or outcome
        return outcome

    def _by_libreoffice(self, attachment: Attachment) -> DocumentText | None:
        """An old Word file, made into a new one first; None where that cannot be had: then it stays as it was read."""
        try:
            docx = libreoffice.as_docx(attachment.content, seconds=self._seconds)
            data = self._ask(lambda host: host.read(docx, DOCX, attachment.sha256))
            found = load(data, sha256=attachment.sha256, media_type=DOC)
        except (libreoffice.ConversionFailed, HostFailed, OSError, WireError):
            return None
        if isinstance(found, ReadingFailure):
            return None
        return replace(found, reader=f"{libreoffice.version()}, {found.reader}")

    def open_mail(self, raw: bytes) -> Message:
        """The mail with its parts. One that ends its process is closed, by its number, and the others are opened again;
        after MAX_CLOSED of them, or when it is none of them, the mail is its own attachment. Never raises.
        """
        return assemble(raw, self._parts(raw))

    def _parts(self, raw: bytes) -> Parts:
        sha256 = hashlib.sha256(raw).hexdigest()
        if len(raw) > MAX_BYTES:
            return unopened(raw, _failure(sha256, FailureKind.TOO_LARGE, f"{len(raw)} bytes"))
        closed = self._strikes.out(sha256)
        for _ in range(MAX_CLOSED + 1):
            if 0 in closed:
                break
            outcome, leaf = self._open(raw, closed)
            if isinstance(outcome, Parts):
                return outcome
            leaf = 0 if leaf in closed else leaf
            self._strikes.note(sha256, outcome, leaf)
            closed[leaf] = outcome
        return unopened(raw, closed.get(0) or next(iter(closed.values())))

    def _open(self, raw: bytes, closed: Mapping[int, ReadingFailure]) -> tuple[Parts | ReadingFailure, int]:
        """With a failure the leaf that was in hand, 0 for none."""

        def opened(host: Host) -> tuple[Parts | ReadingFailure, int]:
            data = host.open_mail(raw, closed)
            try:
                outcome = load_parts(data)
            except WireError as error:
                return _failure("", FailureKind.CRASHED, str(error)), 0
            if isinstance(outcome, Parts):
                host.held = frozenset(attachment.sha256 for attachment in outcome.attachments)
            return outcome, leaf_in_hand(data)

        try:
            return self._ask(opened)
        except (HostFailed, OSError) as error:
            return _failure("", FailureKind.CRASHED, str(error)), 0

    def draw(self, attachment: Attachment, number: int, width: int, size: tuple[float, float]) -> bytes | None:
        """Page `number` (from 1) as a PNG so many pixels wide, one of WIDTHS; None when it cannot be drawn.

        `size` in points is the page's as it was read. Never raises.
        """
        if attachment.media_type not in DRAWN or width not in WIDTHS or len(attachment.content) > MAX_BYTES:
            return None
        try:
            data = self._ask(lambda host: host.draw(attachment.content, attachment.media_type, number, width, size))
        except (HostFailed, OSError):
            return None
        return data if data.startswith(SIGNATURE) else None

    def _ask(self, question: Callable[[Host], _Answer], sha256: str = "") -> _Answer:
        host = self._take(sha256)
        try:
            answer = question(host)  # a host that fails has ended itself
        except HostFailed:
            if self._stopped:
                raise ReadingStopped(_STOPPED) from None
            raise
        finally:
            with self._lock:
                self._busy.discard(host)
        self._give_back(host)
        return answer

    def break_off(self) -> None:
        """End all processes at once: what is read just now, and from now on, raises ReadingStopped."""
        with self._lock:
            self._stopped, busy = True, tuple(self._busy)
        for host in busy:
            host.kill()
        self.close()

    def close(self) -> None:
        """End all processes. Documents being read just now end theirs when they are done."""
        with self._lock:
            self._closed = True
            hosts, self._idle = self._idle, []
        for host in hosts:
            host.close()

    def __enter__(self) -> LocalReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _take(self, sha256: str) -> Host:
        """The process that holds this document; else one that holds nothing, or has held it the longest."""
        with self._lock:
            idle = min(self._idle, key=lambda host: (sha256 not in host.held, bool(host.held)), default=None)
            if idle:
                self._idle.remove(idle)
        host = idle or Host(
            seconds=self._seconds,
            memory_mb=self._memory_mb,
            max_pages=self._max_pages,
            max_characters=self._max_characters,
            roots=self._roots,
        )
        with self._lock:
            if not self._stopped:
                self._busy.add(host)
                return host
        host.close()
        raise ReadingStopped(_STOPPED)

    def _give_back(self, host: Host) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(host)
                return
        host.close()


def _failure(sha256: str, kind: FailureKind, detail: str) -> ReadingFailure:
    return ReadingFailure(sha256=sha256, kind=kind, detail=detail)
