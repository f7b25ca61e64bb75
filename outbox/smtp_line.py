"""The only door to smtplib: an encrypted, logged-in connection, and what its replies mean.

Every failure below SMTP's own replies is `Dropped`; what that means for the mail depends on how far it had come.
"""

from __future__ import annotations

import base64
import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from domain.errors import MailerUnreachable, MailRefused, TokenError
from domain.outgoing import OutgoingMail
from domain.ports import Token, TokenSource
from domain.xoauth2 import sign_in_words
from outbox.deadline import Watchman
from outbox.safe import foreign

Reply = tuple[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where mail goes out. `seconds` is the deadline for connecting and for each mail; without `username` no login.

    There is no unencrypted way: "tls" speaks TLS from the first byte (465), "starttls" before anything is said (587).
    `ca_file` replaces the system's authorities. `tokens`: where tokens to sign in with come from, in the place of a
    password.
    """

    host: str
    port: int
    security: Literal["tls", "starttls"]
    username: str = ""
    password: str = field(default="", repr=False)
    tokens: TokenSource | None = field(default=None, repr=False)
    ca_file: Path | None = None
    seconds: float = 60.0


_OAUTH_ADVICE = (
    "Kontrollera att appen har behörigheten SMTP.SendAsApp med administratörens godkännande och rätt till brevlådan "
    "(Add-MailboxPermission), och att SMTP AUTH är på för brevlådan (Set-CASMailbox -SmtpClientAuthenticationDisabled "
    "$false). Stegen visas av »registrator check«; mejlen väntar så länge."
)


class Dropped(Exception):
    """The connection ended, timed out or made no sense; `str()` says which, in Swedish."""


class Line:
    """One connection. `open` raises MailerUnreachable with advice where it is the configuration that must change."""

    def __init__(self, smtp: smtplib.SMTP, plain: socket.socket, watchman: Watchman) -> None:
        self._smtp = smtp
        self._plain = plain  # a duplicate, for the watchman to cut
        self._watchman = watchman
        watchman.watch(plain)

    @classmethod
    def open(cls, settings: SmtpSettings, watchman: Watchman) -> Line:
        token = _token_for(settings)  # before anything is said: a server hangs up on who waits to sign in
        with _drops():
            connection = socket.create_connection((settings.host, settings.port), timeout=settings.seconds)
            # The final dot is a write of its own: without this it waits 40 ms for the other side's delayed ACK.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp = smtplib.SMTP(local_hostname=_literal(connection), timeout=settings.seconds)
            line = cls(smtp, connection.dup(), watchman)
        line._smtp.sock = connection
        try:
            line._greet(settings)
            line._login(settings, token)
        except BaseException:
            line.cut()
            raise
        return line

    @property
    def encryption(self) -> str:
        return str(self._smtp.sock.version()) if isinstance(self._smtp.sock, ssl.SSLSocket) else ""

    def _greet(self, settings: SmtpSettings) -> None:
        if settings.security == "tls":
            self._encrypt(settings)
        _expect(self.reply(), "hälsningen")
        with _drops():
            _expect(self._smtp.ehlo(), "EHLO")
            if settings.security == "starttls":
                if not self._smtp.has_extn("starttls"):
                    raise MailerUnreachable(
                        f"E-postservern {settings.host}:{settings.port} erbjuder inte STARTTLS, och okrypterat skickas "
                        'inget. Ange security = "tls" (ofta port 465), eller fråga den som sköter servern.'
                    )
                _expect(self.ask("STARTTLS"), "STARTTLS")
                self._encrypt(settings)
                _expect(self._smtp.ehlo(), "EHLO")

    def _encrypt(self, settings: SmtpSettings) -> None:
        assert self._smtp.sock is not None
        try:
            context = ssl.create_default_context(cafile=settings.ca_file)
            self._smtp.sock = context.wrap_socket(self._smtp.sock, server_hostname=settings.host)
        except ssl.SSLCertVerificationError as error:
            raise MailerUnreachable(
                f"Certifikatet hos {settings.host}:{settings.port} kan inte verifieras ({error.verify_message}). "
                "Kontrollera värdnamnet, eller ange ca_file om servern har en egen utfärdare."
            ) from error
        except OSError as error:
            raise Dropped(f"TLS kunde inte upprättas ({_cause(error)})") from error
        # RFC 3207, 4.2: what was said before the encryption is forgotten, what was buffered too.
        self._smtp.file = None
        self._smtp.ehlo_resp = self._smtp.helo_resp = None
        self._smtp.esmtp_features = {}
        self._smtp.does_esmtp = False

    def _login(self, settings: SmtpSettings, token: Token | None) -> None:
        if not settings.username:
            return
        advice = "Kontrollera användarnamn och lösenord under [smtp]; mejlen väntar så länge."
        try:
            with _drops(smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
                if token is not None:
                    advice = _OAUTH_ADVICE
                    self._login_with_token(settings, token)
                elif (settings.username + settings.password).isascii():
                    self._smtp.login(settings.username, settings.password)
                else:  # smtplib knows ASCII only; RFC 4616 says UTF-8
                    self._authenticate("PLAIN", f"\0{settings.username}\0{settings.password}".encode())
        except smtplib.SMTPNotSupportedError as error:
            raise MailerUnreachable(
                f"E-postservern {settings.host}:{settings.port} erbjuder ingen inloggning. Låt username vara tomt om "
                "servern inte kräver den, eller välj den port som är till för inloggade."
            ) from error
        except smtplib.SMTPAuthenticationError as error:
            refusal = words((error.smtp_code, _bytes(error.smtp_error)))
            raise MailerUnreachable(
                f"Inloggningen på e-postservern {settings.host}:{settings.port} som {settings.username} nekades "
                f"({refusal}). {advice}"
            ) from error

    def _login_with_token(self, settings: SmtpSettings, token: Token) -> None:
        """The same token may have been revoked while we kept it: refused, it is replaced by a newer one, once."""
        if "XOAUTH2" not in self._smtp.esmtp_features.get("auth", "").upper().split():
            raise MailerUnreachable(
                f"E-postservern {settings.host}:{settings.port} tar inte emot inloggning med OAuth2 (XOAUTH2). "
                'Kontrollera smtp.host och smtp.port, eller sätt smtp.auth = "password".'
            )
        try:
            self._authenticate("XOAUTH2", sign_in_words(settings.username, token.value))
        except smtplib.SMTPAuthenticationError:
            newer = _token_for(settings, fresh=True) if token.kept else None
            if newer is None:
                raise
            self._authenticate("XOAUTH2", sign_in_words(settings.username, newer.value))

    def _authenticate(self, mechanism: str, initial: bytes) -> None:
        """AUTH with an initial response (RFC 4954). A challenge after it can only be the reason of a refusal."""
        code, said = self.ask(f"AUTH {mechanism} {base64.b64encode(initial).decode('ascii')}")
        if code == 334:
            code, said = self.ask("")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, said)

    def mail(self, sender: str, mail: OutgoingMail, meanwhile: Callable[[], None]) -> Reply:
        """MAIL, with the extensions that this mail needs and the server has."""
        options = ""
        if not (sender + mail.recipient).isascii():
            if not self._smtp.has_extn("smtputf8"):
                raise MailRefused(
                    f"Adressen {mail.recipient} har tecken som e-postservern inte klarar (SMTPUTF8). "
                    "Använd en adress utan å, ä och ö."
                )
            self._smtp.command_encoding = "utf-8"
            options += " SMTPUTF8"
        if not mail.raw.isascii() and self._smtp.has_extn("8bitmime"):
            options += " BODY=8BITMIME"
        if self._smtp.has_extn("size"):
            options += f" SIZE={len(mail.raw)}"
        return self.ask(f"MAIL FROM:<{sender}>{options}", meanwhile)

    def ask(self, command: str, meanwhile: Callable[[], None] = lambda: None) -> Reply:
        """Say a command; the reply, once `meanwhile` is done."""
        with _drops():
            self._smtp.putcmd(command)
        meanwhile()
        with _drops():
            return self._checked(self._smtp.getreply())

    def write(self, content: bytes) -> None:
        with _drops():
            self._smtp.send(content)

    def reply(self) -> Reply:
        with _drops():
            return self._smtp.getreply()

    @staticmethod
    def _checked(reply: Reply) -> Reply:
        if not 200 <= reply[0] < 600:
            raise Dropped(f"obegripligt svar från servern: {words(reply)}")
        return reply

    def cut(self) -> None:
        """End the connection without a word: a mail that was begun is thrown away by the server."""
        self._watchman.watch(None)
        with contextlib.suppress(OSError):
            self._plain.shutdown(socket.SHUT_RDWR)
        self._plain.close()
        self._smtp.close()


def _token_for(settings: SmtpSettings, *, fresh: bool = False) -> Token | None:
    """The token to sign in with, None where a password does. Errors: MailerUnreachable."""
    if settings.tokens is None or not settings.username:
        return None
    try:
        return settings.tokens.token(settings.seconds, fresh=fresh)
    except TokenError as error:
        raise MailerUnreachable(f"{error} Mejlen väntar så länge.") from error


def words(reply: Reply) -> str:
    """A reply for a person: code and text on one line. The server is ours, but it quotes what others say."""
    return f"{reply[0]} {foreign(reply[1].decode('utf-8', 'replace'), 200)}".strip()


@contextlib.contextmanager
def _drops(*let_through: type[Exception]) -> Iterator[None]:
    """Make of every error of socket, TLS and smtplib a `Dropped`, but for those named."""
    try:
        yield
    except let_through:
        raise
    except OSError as error:  # smtplib.SMTPException is one, ssl.SSLError too
        raise Dropped(_cause(error)) from error


def _cause(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "inget svar i tid"
    if isinstance(error, ConnectionRefusedError):
        return "ingen svarar på porten"
    if isinstance(error, socket.gaierror):
        return "värdnamnet är okänt"
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return "förbindelsen bröts"
    return foreign(str(error), 200) or type(error).__name__


def _expect(reply: Reply, what: str) -> None:
    """A step of opening the connection that must succeed."""
    if not 200 <= reply[0] < 300:
        raise Dropped(f"servern svarade {words(reply)} på {what}")


def _literal(connection: socket.socket) -> str:
    """Our name for EHLO: an address literal (RFC 5321, 4.1.3). A host name would cost a DNS question without end."""
    address = connection.getsockname()[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
