"""The part of Microsoft Entra that gives apps their tokens, over TLS: a directory, an app, and its refusals.

It gives what msal and Dovecot ask for: the directory's addresses, tokens for client credentials, and whether a token
holds (Exchange knows that by itself; Dovecot asks, RFC 7662).

    entra.refusal = ("invalid_client", "AADSTS7000222: The provided client secret keys are expired.")
    entra.status = 503               an outage; 200: an answer without a token; 302: sent on to another address
    entra.drip = True                the answer comes a byte at a time, and never ends
    entra.garbled = True             the end of the answer is missing
    entra.revoke()                   no token that was given holds any more
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from demo.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service
from tests.servers.smtp import FaultyConversation, FaultyKeeper, SmtpSink

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT_ID = "66666666-7777-8888-9999-000000000000"
SECRET = "Hemlighet~med.tecken-2015"


class Entra:
    """Running when made. `given` are the tokens given, in order; `asked` the paths that were asked for."""

    def __init__(self, certificates: Certificates) -> None:
        self.ca_file: Path = certificates.ca_file
        self._context = certificates.server_context()
        self._port = 0
        self.stopping = threading.Event()
        self.truthful()
        self.start()

    def truthful(self) -> None:
        """As at the start: no faults, nothing given."""
        self.mailbox = "registrator@ksl.se"  # the one that the app has a right to
        self.roles = ["IMAP.AccessAsApp", "SMTP.SendAsApp"]
        self.lasts = 3599  # seconds
        self.refusal: tuple[str, str] | None = None
        self.status = 0
        self.drip = self.garbled = False
        self.given: list[str] = []
        self.asked: list[str] = []
        self.posted: list[dict[str, str]] = []
        self._holding: set[str] = set()

    def start(self) -> None:
        """Serve, on the same port as before."""
        self.stopping.clear()
        self._server = _Quiet(("localhost", self._port), _handler(self))
        self._server.daemon_threads = True
        self._server.socket = self._context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Serve no more: nobody answers on the port."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def authority(self) -> str:
        return f"https://localhost:{self._port}"

    @property
    def introspection(self) -> str:
        return f"{self.authority}/introspect"

    def holds(self, token: str) -> bool:
        return token in self._holding

    def revoke(self) -> None:
        self._holding.clear()

    def answer(self, path: str, form: dict[str, str], bearer: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON for a request."""
        self.asked.append(path)
        if path == "/introspect":
            return 200, {"active": self.holds(bearer), "username": self.mailbox}
        if self.status and (self.status != 302 or form):
            return self.status, {"error": "temporarily_unavailable"} if self.status >= 500 else {}
        if not path.startswith(f"/{TENANT}/"):
            return _refused("invalid_tenant", "AADSTS90002: Tenant 'x' not found. Check to make sure it is right.")
        base = f"{self.authority}/{TENANT}"
        if path.endswith("/.well-known/openid-configuration"):
            ends = {name: f"{base}/oauth2/v2.0/{name}" for name in ("authorize", "token")}
            return 200, {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": ends["authorize"],
                "token_endpoint": ends["token"],
            }
        self.posted.append(form)
        if self.refusal:
            return _refused(*self.refusal)
        if form.get("client_id") != CLIENT_ID:
            return _refused("unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found.")
        if form.get("client_secret") != SECRET and "client_assertion" not in form:
            return _refused("invalid_client", "AADSTS7000215: Invalid client secret provided.")
        return 200, {"token_type": "Bearer", "expires_in": self.lasts, "access_token": self._token()}

    def _token(self) -> str:
        claims = base64.urlsafe_b64encode(json.dumps({"roles": self.roles}).encode()).decode().rstrip("=")
        token = f"e30.{claims}.{secrets.token_urlsafe(600)}"  # as long as the real ones
        self.given.append(token)
        self._holding.add(token)
        return token


def _refused(error: str, description: str) -> tuple[int, dict[str, Any]]:
    trace = " Trace ID: 0 Correlation ID: 1 Timestamp: 2015-06-08 08:00:00Z"
    return 400 if error != "invalid_client" else 401, {"error": error, "error_description": description + trace}


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what some tests are about."""


def _handler(entra: Entra) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer({name: values[0] for name, values in parse_qs(body.decode()).items()})

        def _answer(self, form: dict[str, str]) -> None:
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, value = entra.answer(urlsplit(self.path).path, form, bearer)
            body = json.dumps(value).encode()
            body = body[:-9] if entra.garbled and form else body
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status == 302:
                self.send_header("Location", f"{entra.authority}/elsewhere")
            self.send_header("Content-Length", str(10**6 if entra.drip else len(body)))
            self.end_headers()
            with suppress(OSError):
                while entra.drip and not entra.stopping.wait(0.05):
                    self.wfile.write(b" ")
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture(scope="session")
def entra_server(certificates: Certificates) -> Iterator[Entra]:
    started = Entra(certificates)
    yield started
    started.stop()


@pytest.fixture
def entra(entra_server: Entra) -> Entra:
    """The directory as it is when all is well."""
    entra_server.truthful()
    return entra_server


def sign_in_by_token(service: Service, entra: Entra, *, secret: str = SECRET) -> None:
    """Have a configured service sign in to both servers with tokens, without any password."""
    text = service.config_file.read_text("utf-8")
    for server in ("imap", "smtp"):
        text = text.replace(f'password_file = "{server}-password"', 'auth = "oauth2"')
    text += f"""
[oauth]
tenant = "{TENANT}"
client_id = "{CLIENT_ID}"
client_secret_file = "oauth-secret"
authority = "{entra.authority}"
ca_file = "{entra.ca_file}"
"""
    service.config_file.write_text(text, "utf-8")
    secret_file = service.folder / "oauth-secret"
    secret_file.write_text(secret + "\n", "utf-8")
    secret_file.chmod(0o600)


class TokenSink(SmtpSink):
    """An SMTP server that takes tokens: a good one of the directory's, for the mailbox that the app has a right to."""

    def __init__(self, certificates: Certificates, entra: Entra) -> None:
        super().__init__(certificates, username=entra.mailbox)
        self.entra = entra

    def protocol(self, **settings: Any) -> SMTP:
        return _TokenConversation(_TokenKeeper(self), self, **settings)


class _TokenConversation(FaultyConversation):
    line_length_limit = 12288  # RFC 4954, 4

    def __init__(self, *known: Any, **settings: Any) -> None:
        super().__init__(*known, **settings)
        self.command_size_limits = defaultdict(lambda: 512, AUTH=self.line_length_limit)


class _TokenKeeper(FaultyKeeper):
    def __init__(self, sink: TokenSink) -> None:
        super().__init__(sink)
        self._entra = sink.entra

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        words = base64.b64decode(args[1]).decode()
        user, bearer = words.rstrip("\1").split("\1")
        if user == f"user={self._entra.mailbox}" and self._entra.holds(bearer.removeprefix("auth=Bearer ")):
            return AuthResult(success=True)
        # The client must answer the reason with an empty line before it is refused.
        answer = await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=answer != b"", message="535 5.7.3 Authentication unsuccessful")


@pytest.fixture(scope="session")
def token_server(certificates: Certificates, entra_server: Entra) -> Iterator[Dovecot]:
    if Dovecot.missing():
        pytest.skip(Dovecot.missing())
    with Dovecot(certificates, introspection=entra_server.introspection) as server:
        yield server


@pytest.fixture
def token_mailbox(token_server: Dovecot, entra: Entra) -> DovecotUser:
    """A new mailbox on a Dovecot that takes tokens; the app has a right to it."""
    user = token_server.user()
    entra.mailbox = user.username
    return user


@pytest.fixture
def token_sink(certificates: Certificates, token_mailbox: DovecotUser, entra: Entra) -> Iterator[TokenSink]:
    with TokenSink(certificates, entra) as sink:
        yield sink
