"""The demo's outgoing server: takes every mail and sends none. A real SMTP server (aiosmtpd) on loopback."""

from __future__ import annotations

import asyncio
import hmac
import logging
import ssl
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from demo.background import BackgroundLoop
from demo.certificates import Certificates

# aiosmtpd warns here that an attribute which it sets itself will be removed: nothing to act on.
logging.getLogger("mail.log").setLevel(logging.ERROR)

HOST = "127.0.0.1"
LARGEST_MAIL = 50 * 2**20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtMail:
    """A mail as the sink took it: the envelope's addresses and the bytes after DATA, dots undone."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class EmbeddedSink:
    """Catches mail: `with EmbeddedSink(certificates) as sink: ...; sink.messages`.

    TLS always, by STARTTLS or from the first byte; sign-in always. Each mail is kept in `messages` in the order of
    acceptance, written to `folder` as 001.eml, 002.eml ... when a folder is given, and told to `told`, which is called
    in the server's thread before the client hears that the mail is accepted.
    """

    host = HOST

    def __init__(
        self,
        certificates: Certificates,
        *,
        security: Literal["tls", "starttls"] = "starttls",
        username: str = "registrator@ksl.se",
        password: str = "demo",  # noqa: S107 - guards a server on loopback that keeps all mail to itself
        port: int = 0,
        folder: Path | None = None,
        told: Callable[[CaughtMail], None] | None = None,
    ) -> None:
        self.security = security
        self.username = username
        self.password = password
        self.port = port
        self.ca_file = certificates.ca_file
        self.messages: list[CaughtMail] = []
        self._context = certificates.server_context()
        self._folder = folder
        self._told = told
        self._arrived = threading.Condition()

    def __enter__(self) -> Self:
        self._loop = BackgroundLoop("demo-smtp")
        try:
            self.port = self._loop.start(self._open)
        except BaseException:
            self._loop.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.close()

    def wait_for(self, count: int, seconds: float = 10.0) -> tuple[CaughtMail, ...]:
        """The mails, as soon as there are `count` of them or the seconds have passed."""
        with self._arrived:
            self._arrived.wait_for(lambda: len(self.messages) >= count, seconds)
            return tuple(self.messages)

    def keep(self, mail: CaughtMail) -> None:
        """Take a mail for good; what every accepted mail comes to."""
        with self._arrived:
            self.messages.append(mail)
            if self._folder is not None:
                (self._folder / f"{len(self.messages):03}.eml").write_bytes(mail.raw)
            self._arrived.notify_all()
        if self._told is not None:
            self._told(mail)

    def protocol(self, **settings: Any) -> SMTP:
        """One client's conversation; tests put a faulty one here."""
        return SMTP(_Keeper(self), **settings)

    async def _open(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        later = self.security == "starttls"
        settings: dict[str, Any] = {
            "loop": loop,
            "hostname": "localhost",
            "ident": "Registrator",
            "data_size_limit": LARGEST_MAIL,
            "enable_SMTPUTF8": True,
            "tls_context": self._context if later else None,
            "require_starttls": later,
            "auth_required": True,
            "auth_require_tls": later,  # with TLS from the first byte aiosmtpd believes that there is none
            "authenticator": self._authenticate,
        }

        def conversation() -> SMTP:
            with warnings.catch_warnings():  # see auth_require_tls: the warning would come at each connection
                warnings.simplefilter("ignore", UserWarning)
                return self.protocol(**settings)

        outer: ssl.SSLContext | None = None if later else self._context
        return await loop.create_server(conversation, HOST, self.port, ssl=outer)

    def _authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any) -> AuthResult:
        right = (
            isinstance(given, LoginPassword)
            and hmac.compare_digest(given.login, self.username.encode())
            and hmac.compare_digest(given.password, self.password.encode())
        )
        return AuthResult(success=right, handled=False)


class _Keeper:
    """What aiosmtpd calls when a mail is whole."""

    def __init__(self, sink: EmbeddedSink) -> None:
        self._sink = sink

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        self._sink.keep(
            CaughtMail(sender=envelope.mail_from or "", recipients=tuple(envelope.rcpt_tos), raw=bytes(raw))
        )
        return "250 2.0.0 Mottaget"
