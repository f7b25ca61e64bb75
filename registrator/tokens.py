"""Tokens for the mail servers of Microsoft 365, with client credentials. The only user of msal.

msal keeps a token until shortly before its end and then asks for a new one. What fails leaves nothing behind: the next
request begins with a client of its own, so that no error is told from memory once it has been put right.
Source: Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"; RFC 6749, 4.4.
"""

from __future__ import annotations

import base64
import json
import logging
import ssl
import threading
from pathlib import Path
from typing import Any

import msal
from msal.exceptions import MsalError

from domain.errors import TokenError
from domain.ports import Token
from ingest.deadline import Clock
from registrator.log import get_log
from registrator.oauth_settings import OauthSettings
from registrator.token_network import FAULTS, Network
from registrator.token_words import refused, unreachable, unusable

log = get_log("tokens")
logging.getLogger("msal").setLevel(logging.CRITICAL + 1)  # it logs answers that are cut short, with the token in them


class MsalTokens:
    """Implements domain.ports.TokenSource; nothing is read or asked for before the first token is."""

    def __init__(self, settings: OauthSettings) -> None:
        self._settings = settings
        self._turn = threading.Lock()
        self._clock = Clock(0)
        self._network: Network | None = None
        self._client: Any = None

    def token(self, seconds: float, *, fresh: bool = False) -> Token:
        """See domain.ports.TokenSource. One request goes out at a time; who comes meanwhile gets what it brings."""
        given = self._given(seconds, fresh)
        return Token(value=given["access_token"], kept=given.get("token_source") == "cache")

    def probe(self, seconds: float) -> str:
        """Ask for a new token: for how long it holds and what it allows, in Swedish. Errors: TokenError."""
        given = self._given(seconds, fresh=True)
        minutes = round(int(given.get("expires_in", 0)) / 60)
        roles = _roles(given["access_token"])
        allowed = f" Behörigheter: {', '.join(roles) or 'inga'}." if roles is not None else ""
        app = f"appen {self._settings.client_id}"
        return f"{self._settings.host} ger {app} en token som gäller i {minutes} minuter.{allowed}"

    def break_off(self) -> None:
        """See domain.ports.TokenSource. What is asked for afterwards is asked for as before."""
        self._clock.break_off()

    def _given(self, seconds: float, fresh: bool) -> dict[str, Any]:
        clock = Clock(seconds)
        if not self._turn.acquire(timeout=seconds):
            raise unreachable(TimeoutError(), self._settings, seconds)
        try:
            client, self._client = self._client, None
            network = self._network = self._network or self._opened()
            self._clock = clock
            network.begin(clock)
            try:
                client = self._made(network) if fresh or client is None else client
                given = client.acquire_token_for_client([self._settings.scope], http_exceptions=(*FAULTS, MsalError))
            except TokenError:
                raise
            except Exception as error:  # of msal, PyJWT, cryptography: whatever they make of an odd answer or key
                if network.fault is not None:
                    raise unreachable(network.fault, self._settings, seconds) from error
                log.warning("token_answer_odd", kind=type(error).__name__)
                raise self._no_token(network, {}) from error
            if not isinstance(given, dict) or not isinstance(given.get("access_token"), str):
                raise self._no_token(network, given)
            self._client = client
            return given
        finally:
            self._turn.release()

    def _opened(self) -> Network:
        try:
            return Network(self._settings.ca_file)
        except (OSError, ValueError) as error:
            raise unusable("ca_file", str(error)) from error

    def _made(self, network: Network) -> Any:
        """A client that remembers nothing. It asks for the directory's addresses at once."""
        settings = self._settings
        credential: Any = settings.client_secret
        if settings.certificate_file is not None:
            credential = _certificate(settings.certificate_file)
        return msal.ConfidentialClientApplication(
            settings.client_id,
            client_credential=credential,
            authority=settings.address,
            instance_discovery=False,  # the configuration says which service to trust; no other is asked about it
            http_client=network,
        )

    def _no_token(self, network: Network, given: Any) -> TokenError:
        answer = network.answer
        if answer is None:
            return refused(0, {}, self._settings)
        if self._settings.certificate_file and answer.status_code == 200 and not network.posted:
            return unusable("certificate_file", "nyckeln ska vara av slaget RSA")
        return refused(answer.status_code, given or answer.said(), self._settings)


def _certificate(file: Path) -> dict[str, str]:
    """Key and certificate as msal takes them. Errors: TokenRefused, before anybody is asked."""
    try:
        pem = file.read_text("utf-8")
        ssl.create_default_context().load_cert_chain(file, password=lambda: b"")
    except ssl.SSLError as error:
        why = "den ska innehålla en nyckel utan lösenord och dess certifikat, i PEM"
        raise unusable("certificate_file", why) from error
    except (OSError, ValueError) as error:
        raise unusable("certificate_file", str(error)) from error
    return {"private_key": pem, "public_certificate": pem}


def _roles(token: str) -> tuple[str, ...] | None:
    """What the app may do, as the token says; None when it cannot be read. For a person, never for a decision."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return tuple(sorted(map(str, claims.get("roles", ()))))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
