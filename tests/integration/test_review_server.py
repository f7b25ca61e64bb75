"""The web server starts, serves, stops, and keeps to loopback."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request

import pytest

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
