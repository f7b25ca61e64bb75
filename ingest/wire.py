"""imaplib's connection, under a clock and with a bound on what is held in memory."""

from __future__ import annotations

import contextlib
import imaplib
import io
import ssl
from typing import cast

from ingest.deadline import Clock, TimedContext, connect

LARGEST_LITERAL = 256 * 2**20
"""Bytes. Larger than any mail server takes in (Exchange Online: 150 MB); more is read past, not kept."""

CHUNK = 2**16


class Wire(imaplib.IMAP4):
    """Speaks TLS from the first byte when given a context; otherwise the caller must go on with STARTTLS."""

    def __init__(self, host: str, port: int, clock: Clock, context: TimedContext | None) -> None:
        self._clock = clock
        self._context = context
        super().__init__(host, port)

    def _create_socket(self, _timeout: float | None = None) -> ssl.SSLSocket:
        plain = connect(self.host, self.port, self._clock)
        if self._context is None:
            return plain  # type: ignore[return-value]  # imaplib takes either; typeshed knows one
        try:
            return self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def read(self, size: int) -> bytes:
        """A literal. One beyond the bound is read to its end, to stay in step, and comes back empty."""
        if size <= LARGEST_LITERAL:
            return super().read(size)
        left = size
        while left and (chunk := super().read(min(left, CHUNK))):
            left -= len(chunk)
        return b""

    def readable(self) -> bool:
        """Whether something that came along with the last line lies here unread: the socket will not tell of it."""
        with self._clock.still():
            held = cast("io.BufferedReader", self.file).peek(1)
        return bool(held) or (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending() > 0)

    def hang_up(self) -> None:
        """Close the connection without a word, whatever state it is in."""
        with contextlib.suppress(OSError, ValueError):
            self.shutdown()
