"""An end to a conversation over the network, however slowly the other side drips."""

from __future__ import annotations

import contextlib
import math
import socket
import threading
import time
from collections.abc import Iterator


class Watchman:
    """Cuts a connection when the time for what is being said on it is up.

    A socket's own timeout begins anew at each byte, so a server that gives one byte a second would hold us for ever.
    One thread watches over all that is said, one conversation after the other, and leaves when there is no more:
    a thread for each mail would cost as much as the mail.
    """

    def __init__(self) -> None:
        self.cut = False  # whether the time of the latest conversation ran out
        self._wake = threading.Condition()
        self._ends: float | None = None
        self._sleeps_until = 0.0
        self._running = False
        self._connection: socket.socket | None = None

    @contextlib.contextmanager
    def during(self, seconds: float) -> Iterator[None]:
        """Give what is said in this context so many seconds in all."""
        with self._wake:
            self.cut = False
            self._ends = time.monotonic() + seconds
            if not self._running:
                self._running = True
                threading.Thread(target=self._stand_watch, name="smtp-deadline", daemon=True).start()
            elif self._ends < self._sleeps_until:
                self._wake.notify()
        try:
            yield
        finally:
            with self._wake:
                self._ends = None

    def break_off(self) -> None:
        """End at once what is being said, as if its time were up."""
        with self._wake:
            if self._ends is not None:
                self.cut, self._ends = True, None
                self._shut()

    def watch(self, connection: socket.socket | None) -> None:
        """The connection to cut from now on: at once when the time is already up.

        It is a duplicate of the plain socket, made before TLS was laid over it, for only that one can safely be shut
        from another thread. The caller closes it, and says None before.
        """
        with self._wake:
            self._connection = connection
            if self.cut:
                self._shut()

    def _stand_watch(self) -> None:
        with self._wake:
            while self._ends is not None:
                left = self._ends - time.monotonic()
                if left <= 0:
                    self.cut, self._ends = True, None
                    self._shut()
                else:
                    # A conversation that ends meanwhile wakes nobody: the next one has the same time, and ends later.
                    self._sleeps_until = time.monotonic() + left
                    self._wake.wait(left)
            self._running = False
            self._sleeps_until = math.inf

    def _shut(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)
