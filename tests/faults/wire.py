"""One side of a connection through the proxy: read by lines and literals, ended politely or not."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import ssl
import struct

PATIENCE = 60.0  # seconds
_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n$")


class Cut(Exception):
    """The connection is over."""


class Wire:
    """One side of a connection, read by lines and by counts."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._held = bytearray()
        sock.settimeout(PATIENCE)

    def line(self) -> bytes:
        searched = 0
        while (end := self._held.find(b"\n", searched)) < 0:
            searched = len(self._held)
            self._more()
        return self._take(end + 1)

    def exactly(self, size: int) -> bytes:
        while len(self._held) < size:
            self._more()
        return self._take(size)

    def response(self) -> bytes:
        """A line with the literals that it announces, and what follows on them."""
        whole = line = self.line()
        while found := _LITERAL.search(line):
            line = self.line() if not int(found[1]) else self.exactly(int(found[1])) + self.line()
            whole += line
        return whole

    def waits(self, seconds: float) -> bool:
        """Whether there is something to read, within the seconds."""
        if self._held or (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()):
            return True
        return bool(select.select([self.sock], [], [], seconds)[0])

    def say(self, data: bytes) -> None:
        self.sock.sendall(data)

    def end(self, *, reset: bool = False) -> None:
        if reset:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def _take(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _more(self) -> None:
        chunk = self.sock.recv(2**16)
        if not chunk:
            raise Cut
        self._held += chunk
