"""The web server starts, serves, stops, and keeps to loopback."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from contextlib import suppress
from typing import Any, Self

import pytest
from flask import Flask, request

from domain.errors import ConfigError, RegistratorError
from review.app import create_app
from review.server import ReviewServer
from tests.fakes.review_desk import full_desk


def make(host: str = "127.0.0.1", port: int = 0) -> ReviewServer:
    app = create_app(full_desk()[0], allowed_hosts=("127.0.0.1", "[::1]"), secret_key=b"k" * 32)
    return ReviewServer(app, host, port)


def test_it_serves_on_a_free_port_and_gives_it_back_when_stopped() -> None:
    server = make()
    port = int(server.url.rpartition(":")[2])
    server.start()
    try:
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as answer:
            assert answer.status == 200
            assert "waitress" not in (answer.headers["Server"] or "")
    finally:
        server.stop()
    again = make(port=port)
    again.stop()


def test_it_stops_while_a_browser_holds_its_connection_open() -> None:
    server = make()
    server.start()
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=10) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert idle.recv(100).startswith(b"HTTP/1.1 200")
        server.stop()
        while idle.recv(4096):
            pass
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{server.url}/healthz", timeout=10)


def test_it_may_be_stopped_before_it_was_started() -> None:
    make().stop()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "review.example.org"])
def test_hosts_that_others_can_reach_are_refused_in_swedish(host: str) -> None:
    with pytest.raises(ConfigError, match="ingen inloggning"):
        make(host)


def test_once_everybody_must_sign_in_other_addresses_may_be_served() -> None:
    ReviewServer(Flask("empty"), "0.0.0.0", 0, guarded=True).stop()


class Raw:
    """A connection spoken by hand, to a server that shows where a request came from."""

    def __init__(self, **more: Any) -> None:
        app = Flask("echo")
        app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme}")
        app.add_url_rule("/", "sent", lambda: str(len(request.get_data())), methods=["POST"])
        self.server = ReviewServer(app, "127.0.0.1", 0, **more)

    def __enter__(self) -> Self:
        self.server.start()
        self.socket = socket.create_connection(("127.0.0.1", int(self.server.url.rpartition(":")[2])), timeout=20)
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.server.stop()

    def say(self, text: str) -> str:
        """What the server answers until it closes, or resets what it has not read."""
        self.socket.sendall(text.encode())
        heard = b""
        with suppress(ConnectionResetError):
            while part := self.socket.recv(4096):
                heard += part
        return heard.decode()


@pytest.mark.parametrize(
    ("proxy", "seen"), [("", "127.0.0.1 http"), ("127.0.0.1", "192.0.2.7 https"), ("192.0.2.1", "127.0.0.1 http")]
)
def test_only_the_one_configured_proxy_is_believed(proxy: str, seen: str) -> None:
    forwarded = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https"
    head = f"GET / HTTP/1.1\r\nHost: x\r\n{forwarded}\r\nConnection: close\r\n\r\n"
    with Raw(proxy=proxy) as raw:
        assert raw.say(head).endswith(seen)


def test_a_request_that_drips_is_cut_off_in_time() -> None:
    """One byte at a time would hold a connection for ever, and a hundred such the whole server."""
    with Raw(patience=1) as raw:
        raw.socket.settimeout(0.2)
        raw.socket.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        for _ in range(100):
            try:
                raw.socket.sendall(b"a")
                if raw.socket.recv(100) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("the connection was kept for twenty seconds")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\nabc", "413"),
        (f"GET / HTTP/1.1\r\nHost: x\r\nX-Long: {'a' * 20_000}\r\n\r\n", "431"),
        ("no request at all\r\n\r\n", "400"),
    ],
)
def test_too_much_and_nonsense_are_refused_before_any_handler(text: str, status: str) -> None:
    with Raw(patience=1) as raw:
        answer = raw.say(text)
    assert answer.startswith((f"HTTP/1.1 {status}", f"HTTP/1.0 {status}")), answer
    assert "Traceback" not in answer


def test_a_taken_port_is_told_with_what_to_do() -> None:
    server = make()
    try:
        with pytest.raises(RegistratorError, match="Används porten"):
            make(port=int(server.url.rpartition(":")[2]))
    finally:
        server.stop()


def test_ipv6_loopback_is_served_where_the_machine_has_it() -> None:
    try:
        server = make("::1")
    except RegistratorError:
        pytest.skip("maskinen saknar IPv6 på loopback")
    server.start()
    try:
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as answer:
            assert answer.status == 200
    finally:
        server.stop()
