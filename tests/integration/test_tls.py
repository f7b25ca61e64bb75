"""Connections that have no server of their own among the tests still refuse a certificate that nobody vouches for.

IMAP, SMTP and the organisation's sign-in are tried where their servers are: test_imap, test_smtp_stages, test_oidc.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from ingest.deadline import Clock
from registrator.dead_man import ask
from registrator.token_network import Network


@pytest.fixture
def heard(certificates: Certificates) -> Iterator[tuple[int, list[bytes]]]:
    """A port on localhost that answers over TLS, and what it was told once the hands were shaken."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates.certificate_file, certificates.key_file)
    told: list[bytes] = []
    with socket.create_server(("localhost", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    plain, _ = server.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(plain, server_side=True) as wire:
                        told.append(wire.recv(4096))
                        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                except OSError:
                    plain.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], told
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_the_dead_mans_ping_is_not_sent_to_who_cannot_prove_himself(heard: tuple[int, list[bytes]]) -> None:
    port, told = heard
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(f"https://localhost:{port}/hemlig-adress", seconds=10)
    assert told == [], "the address is the secret"


def test_no_token_is_asked_of_who_cannot_prove_himself(
    heard: tuple[int, list[bytes]], certificates: Certificates, foreign_ca_file: Path
) -> None:
    port, told = heard
    for ca_file in (None, foreign_ca_file):
        network = Network(ca_file)
        network.begin(Clock(10))
        with pytest.raises(ssl.SSLCertVerificationError):
            network.post(f"https://localhost:{port}/token", data={"client_secret": "hemligt"})
    with pytest.raises(OSError, match="https only"):
        network.post(f"http://localhost:{port}/token", data={"client_secret": "hemligt"})
    assert told == []
    trusting = Network(certificates.ca_file)
    trusting.begin(Clock(10))
    assert trusting.get(f"https://localhost:{port}/").status_code == 200, "its own authority is enough"
