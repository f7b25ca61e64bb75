"""Sockets that keep a deadline for a whole operation.

A socket's own timeout begins anew with every read, so a server that sends a byte a second is never late. Here a clock
is set when an operation begins, and every read and write may take no more than what is left of it. The one wait out
of reach is the name lookup, which ends when the system's resolver gives up.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Clock:
    """How long the operation that is going on may still take."""

    def __init__(self, seconds: float) -> None:
        self._end = 0.0
        self._still = self._broken_off = False
        self.wire: socket.socket | None = None  # at which the operation waits
        self.restart(seconds)

    def restart(self, seconds: float) -> None:
        """A new operation begins, and has `seconds`."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0. Errors: TimeoutError when there are none; BlockingIOError while `still`."""
        if self._still:
            raise BlockingIOError(errno.EAGAIN, "nothing is read now")
        left = self._end - time.monotonic()
        if left <= 0 or self._broken_off:
            raise TimeoutError("the operation's time is up")
        return left

    @contextlib.contextmanager
    def still(self) -> Iterator[None]:
        """Nothing is read or written meanwhile: who tries is told that there is nothing yet."""
        self._still = True
        try:
            yield
        finally:
            self._still = False

    def break_off(self) -> None:
        """From another thread: this operation's time is up, and that of all that follow."""
        self._broken_off = True
        if self.wire is not None:
            # A duplicate, for to shut a TLS socket is to take its encryption away under the one who reads from it.
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self.wire.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)


KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}
"""Seconds of silence before the first probe, between probes, and how many: a peer that is gone is known in two minutes,
and a router that forgets connections is reminded of ours."""


def keep_alive(wire: socket.socket) -> None:
    """Have the system probe a connection that lies silent, as far as it can."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        if hasattr(socket, name):  # macOS has others
            wire.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


class TimedSocket(socket.socket):
    """A TCP connection under a clock."""

    clock: Clock

    def recv(self, *args: Any) -> bytes:
        self.settimeout(self.clock.left())
        return super().recv(*args)

    def recv_into(self, *args: Any) -> int:
        self.settimeout(self.clock.left())
        return super().recv_into(*args)

    def sendall(self, *args: Any) -> None:
        self.settimeout(self.clock.left())
        super().sendall(*args)


class TimedTlsSocket(ssl.SSLSocket):
    """The same after the TLS handshake. recv and recv_into come to read(), and sendall to send()."""

    clock: Clock

    def read(self, *args: Any) -> Any:
        self.settimeout(self.clock.left())
        return super().read(*args)

    def send(self, *args: Any) -> int:
        self.settimeout(self.clock.left())
        return super().send(*args)

    def do_handshake(self, block: bool = False) -> None:
        self.settimeout(self.clock.left())
        super().do_handshake(block)


class TimedContext(ssl.SSLContext):
    """Verifies certificate and host name, and puts the TLS socket under the clock of the plain one."""

    sslsocket_class = TimedTlsSocket

    def wrap_socket(
        self, sock: socket.socket, *_: Any, server_hostname: str | bytes | None = None, **__: Any
    ) -> ssl.SSLSocket:
        """Take the socket over and shake hands. Errors: ssl.SSLError, OSError; the connection is then closed."""
        assert isinstance(sock, TimedSocket)
        clock = sock.clock
        wrapped = super().wrap_socket(sock, do_handshake_on_connect=False, server_hostname=server_hostname)
        assert isinstance(wrapped, TimedTlsSocket)
        wrapped.clock = clock
        clock.wire = wrapped
        try:
            wrapped.do_handshake()
        except BaseException:
            wrapped.close()
            raise
        return wrapped


def verifying_context(ca_file: Path | None) -> TimedContext:
    """TLS 1.2 or later, trusting the authorities in the file, or the system's. Errors: OSError, ssl.SSLError."""
    context = TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is None:
        context.load_default_certs()
    else:
        context.load_verify_locations(cafile=ca_file)
    return context


def connect(host: str, port: int, clock: Clock) -> TimedSocket:
    """A connection to the first of the host's addresses that answers; a silent one gets a fair share of the time.

    Errors: OSError of the last address tried.
    """
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    failure: OSError = OSError(f"{host} has no address")
    for number, (family, kind, protocol, _, address) in enumerate(addresses):
        wire = TimedSocket(family, kind, protocol)
        try:
            wire.clock = clock
            clock.wire = wire
            wire.settimeout(clock.left() / (len(addresses) - number))
            wire.connect(address)
            keep_alive(wire)
            return wire
        except OSError as error:
            wire.close()
            failure = error
    raise failure
