"""An end to a conversation over the network, however slowly the other side drips."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class Deadline:
    """Cuts a connection when its time is up; used as a context around everything said on it.

    A socket's own timeout begins anew at each byte, so a server that gives one byte a second would hold us for ever.
    `watch` takes the plain socket before TLS is laid over it: its duplicate can be cut from another thread.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._watched: socket.socket | None = None
        self._guard = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """Cut this duplicate of a connection; at once when the time is already up. The caller closes it."""
        with self._guard:
            self._watched = connection
            if self.passed:
                _shut(connection)

    def _cut(self) -> None:
        with self._guard:
            self.passed = True
            if self._watched is not None:
                _shut(self._watched)

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._guard:
            self._watched = None


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
