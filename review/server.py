"""The web server: waitress in a thread. The only module that imports waitress."""

from __future__ import annotations

import copy
import socket
import threading
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]

from domain.access import is_loopback
from domain.errors import ConfigError, RegistratorError
from review.recommending import UPLOAD_LIMIT, UPLOAD_PATH

_BODY_LIMIT = 256 * 1024
_HEADER_LIMIT = 16 * 1024
_BELIEVED = {"x-forwarded-for", "x-forwarded-proto"}


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Waitress has one limit for every body; a file may be sent to one address only."""

    adj: Any
    command: str
    path: str

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.command == "POST" and self.path == UPLOAD_PATH:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = UPLOAD_LIMIT


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose request must be whole in time.

    Waitress counts the time since the last byte: one byte a second would hold the connection for ever, and a hundred
    such the whole server. Here the time of an unfinished request runs from its first bytes.
    """

    last_activity: float
    parser_class = _Parser

    def handle_read(self) -> None:
        unfinished, began = self.request is not None, self.last_activity
        super().handle_read()
        if unfinished and self.request is not None:
            self.last_activity = began


class ReviewServer:
    """Serves the pages until stopped. Port 0 picks a free one; the port is bound at once.

    `guarded`: everybody must sign in. `proxy` is the address of the one proxy whose X-Forwarded-For and -Proto are
    believed, "" for none. `patience`: seconds that a silent connection, or an unfinished request, is kept.

    Errors: ConfigError when `host` can be reached from other machines and nobody must sign in; RegistratorError when
    the port is taken.
    """

    def __init__(
        self, app: Flask, host: str, port: int, *, guarded: bool = False, proxy: str = "", patience: int = 30
    ) -> None:
        if not guarded and not is_loopback(host):
            raise ConfigError(
                "granskningssidan",
                (
                    f"värden {host} kan nås från andra datorer, men inget konto är gjort och ingen inloggning krävs: "
                    "ange 127.0.0.1 (eller ::1), eller gör ett konto med »registrator user add«",
                ),
            )
        listener = _listen(host, port)
        self._port: int = listener.getsockname()[1]
        self._host = host
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listener],
            threads=4,
            ident="",
            max_request_body_size=_BODY_LIMIT,
            max_request_header_size=_HEADER_LIMIT,
            channel_timeout=patience,
            cleanup_interval=max(patience // 2, 1),
            connection_limit=100,
            expose_tracebacks=False,
            # without a trusted proxy the headers stay, so that Reception sees that a request has come through one
            clear_untrusted_proxy_headers=bool(proxy),
            **({"trusted_proxy": proxy, "trusted_proxy_headers": _BELIEVED} if proxy else {}),
        )
        self._server.channel_class = _Channel
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where a browser finds the pages, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def start(self) -> None:
        """Begin to serve; returns at once."""
        self._thread = threading.Thread(target=self._server.run, name="review", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and give the port back. Safe before start()."""
        if self._thread is None:
            self._close()
        else:
            # sockets are closed by the loop's own thread: closed from here, its select() would trip over them
            self._server.trigger.pull_trigger(self._close)
            self._thread.join(timeout=5)
            self._thread = None
        self._server.task_dispatcher.shutdown()

    def _close(self) -> None:
        """Close every socket; the loop ends by itself when none is left."""
        wasyncore.close_all(self._sockets, ignore_all=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        listener.close()
        raise RegistratorError(
            f"Granskningssidan kan inte öppna {host}:{port} ({fault.strerror}). "
            "Används porten av ett annat program? Ange en annan, eller 0 för en ledig."
        ) from fault
    return listener
