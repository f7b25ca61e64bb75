"""The DocumentReader of one machine: every document is read in a child process of its own, within limits."""

from __future__ import annotations

import threading
from types import TracebackType

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.mail import Attachment
from parsers.document_wire import WireError, load
from parsers.isolation import Host, HostFailed

MAX_BYTES = 200_000_000
"""A larger file is not given to a child at all."""


class LocalReader:
    """Implements domain.ports.DocumentReader.

    `seconds` is wall-clock time for each document, `memory_mb` MiB of its process's address space. Any thread may call
    `read`; as many documents are read at once as there are threads calling. Processes start at the first need.
    """

    def __init__(self, *, seconds: float, memory_mb: int, max_pages: int, max_characters: int) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._max_pages = max_pages
        self._max_characters = max_characters
        self._lock = threading.Lock()
        self._idle: list[Host] = []
        self._closed = False

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        """The text, or why there is none. Never raises for what the document holds or does."""
        if len(attachment.content) > MAX_BYTES:
            return self._failure(attachment, FailureKind.TOO_LARGE, f"{len(attachment.content)} bytes")
        try:
            host = self._take()
            data = host.read(attachment.content, attachment.media_type, attachment.sha256, looking_for)
        except (HostFailed, OSError) as error:
            return self._failure(attachment, FailureKind.CRASHED, str(error))
        self._give_back(host)
        try:
            return load(data, sha256=attachment.sha256, media_type=attachment.media_type)
        except WireError as error:
            return self._failure(attachment, FailureKind.CRASHED, str(error))

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

    def _take(self) -> Host:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return Host(
            seconds=self._seconds,
            memory_mb=self._memory_mb,
            max_pages=self._max_pages,
            max_characters=self._max_characters,
        )

    def _give_back(self, host: Host) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(host)
                return
        host.close()

    @staticmethod
    def _failure(attachment: Attachment, kind: FailureKind, detail: str) -> ReadingFailure:
        return ReadingFailure(sha256=attachment.sha256, kind=kind, detail=detail)
