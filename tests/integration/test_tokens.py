"""Asking a directory for tokens: what it refuses, and what goes wrong between it and us."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
import trustme

from domain.errors import TokenError, TokenRefused
from registrator.oauth_settings import OauthSettings
from registrator.tokens import MsalTokens
from tests.servers.entra import CLIENT_ID, SECRET, TENANT, Entra, entra, entra_server

__all__ = ["entra", "entra_server"]


def tokens(entra: Entra, **changed: object) -> MsalTokens:
    known = {"tenant": TENANT, "client_id": CLIENT_ID, "client_secret": SECRET, "ca_file": entra.ca_file}
    return MsalTokens(OauthSettings(**{**known, "authority": entra.authority, **changed}))  # type: ignore[arg-type]


def test_who_ends_the_service_does_not_wait_for_a_directory_that_drips(entra: Entra) -> None:
    entra.drip = True
    source = tokens(entra)
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(source.token, 600)
        while not entra.asked:
            time.sleep(0.01)
        source.break_off()
        with pytest.raises(TokenError):
            waiting.result(60)
    entra.drip = False
    assert source.token(5).value == entra.given[0]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"tenant": "okand"}, "katalogen finns inte"),
        ({"client_id": "okand"}, "appen finns inte i katalogen"),
        ({"client_secret": "fel"}, "klienthemligheten är fel"),
        ({"ca_file": None}, "Certifikatet från inloggningstjänsten"),
        ({"ca_file": Path("/finns/inte")}, "oauth.ca_file"),
        ({"certificate_file": Path("/finns/inte")}, "oauth.certificate_file"),
    ],
)
def test_what_the_configuration_has_wrong_is_told_with_what_to_do(
    entra: Entra, changed: dict[str, object], words: str
) -> None:
    with pytest.raises(TokenRefused, match=words) as caught:
        tokens(entra, **changed).token(5)
    assert SECRET not in str(caught.value)


def test_an_app_may_prove_itself_with_a_certificate(entra: Entra, tmp_path: Path) -> None:
    pem = tmp_path / "app.pem"
    pem.write_bytes(trustme.CA().issue_cert("app", key_type=trustme.KeyType.RSA).private_key_and_cert_chain_pem.bytes())
    assert tokens(entra, client_secret="", certificate_file=pem).token(5).value == entra.given[0]
    assert entra.posted[0]["client_assertion_type"].endswith("jwt-bearer")
    assert "client_secret" not in entra.posted[0]


@pytest.mark.parametrize("file", ["ca.pem", "server.pem"])
def test_a_certificate_file_without_a_key_that_can_sign_is_told_of(entra: Entra, tmp_path: Path, file: str) -> None:
    folder = entra.ca_file.parent
    pem = tmp_path / "app.pem"
    pem.write_text((folder / file).read_text() + (folder / "server-key.pem").read_text() * (file == "server.pem"))
    with pytest.raises(TokenRefused, match=r"oauth\.certificate_file anger kan inte användas"):
        tokens(entra, client_secret="", certificate_file=pem).token(5)


def test_what_is_no_answer_is_tried_again(entra: Entra) -> None:
    entra.status = 200  # a page where a token should be
    with pytest.raises(TokenError, match="svarade inte som väntat") as caught:
        tokens(entra).token(5)
    assert not isinstance(caught.value, TokenRefused)


def test_an_answer_that_is_cut_short_is_tried_again_and_its_token_is_logged_nowhere(
    entra: Entra, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    entra.garbled = True
    with pytest.raises(TokenError, match="svarade inte som väntat") as caught:
        tokens(entra).token(5)
    (token,) = entra.given
    said = capfd.readouterr()
    assert token[:200] not in str(caught.value) + caplog.text + said.out + said.err
    entra.garbled = False
    assert tokens(entra).token(5).value == entra.given[1]


def test_the_proxy_that_the_environment_names_is_used_and_sees_no_secret(
    entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bytes] = []
    with tunnel(heard) as address:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{address}")
        monkeypatch.setenv("NO_PROXY", "")
        assert tokens(entra).token(5).value == entra.given[0]
    assert heard[0].startswith(f"CONNECT {entra.authority.removeprefix('https://')} HTTP".encode())
    assert not any(SECRET.encode() in part for part in heard)


@contextmanager
def tunnel(heard: list[bytes]) -> Iterator[str]:
    """A proxy for TLS; its address, and in `heard` what clients say to it."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            head = b"".join(iter(self.rfile.readline, b"\r\n"))
            heard.append(head)
            host, port = head.split()[1].decode().split(":")
            with socket.create_connection((host, int(port)), timeout=10) as behind:
                self.wfile.write(b"HTTP/1.1 200 ok\r\n\r\n")
                ways = {self.connection: behind, behind: self.connection}
                while True:
                    for source in select.select(list(ways), [], [], 10)[0]:
                        part = source.recv(65536)
                        if not part:
                            return
                        heard.append(part)
                        ways[source].sendall(part)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_redirect_is_not_followed(entra: Entra) -> None:
    entra.status = 302
    with pytest.raises(TokenError, match="svarade inte som väntat"):
        tokens(entra).token(5)
    assert entra.asked[-1].endswith("/token")
