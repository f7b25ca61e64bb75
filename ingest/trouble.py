"""What goes wrong with an IMAP server, told to the person who must act."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl

from domain.errors import MailboxError, MailboxRefused
from ingest.settings import ImapSettings

FAULTS = (OSError, imaplib.IMAP4.error, ValueError, TypeError, LookupError, AttributeError, AssertionError)
"""What imapclient and imaplib raise: the network's errors, their own, and what their parsers do with odd answers."""

# Answers that time heals: RFC 5530 (Dovecot says [UNAVAILABLE] when its password database is away), and Exchange's own:
# "BAD Request is throttled. Suggested Backoff Time: 60000 milliseconds", "NO Server Unavailable. 15", and the next one.
_PASSING = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\b|request is throttled|server (busy|unavailable)|"
    r"authenticated but not connected",
    re.IGNORECASE,
)
# Exchange takes the token or password, and then: "BAD User is authenticated but not connected."
_NOT_CONNECTED = re.compile(r"authenticated but not connected", re.IGNORECASE)
_GOODBYE = re.compile(r"^\* BYE\b", re.IGNORECASE)  # instead of a greeting: "* BYE Too many connections"
LONGEST_QUOTE = 200


def is_lost(error: BaseException) -> bool:
    """Whether the connection cannot be used any more."""
    return isinstance(error, (OSError, imaplib.IMAP4.abort))


def quoted(error: BaseException) -> str:
    """The server's or library's own words, on one line and not too long."""
    text = str(error)
    if text[:2] in ("b'", 'b"') and text[-1] == text[1]:
        text = text[2:-1]  # imaplib makes str() of the bytes that came
    words = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"”{' '.join(words.split())[:LONGEST_QUOTE]}”"


def told(error: BaseException, settings: ImapSettings, doing: str) -> MailboxError:
    """The error for any of FAULTS; `doing` completes "när ...", for example "mappen INBOX skulle öppnas"."""
    server = settings.server
    if isinstance(error, TimeoutError):
        return MailboxError(
            f"{server} svarade inte inom {settings.seconds:g} sekunder när {doing}. "
            "Kontrollera att servern är i gång, att nätet dit är öppet och att imap.port hör ihop med imap.security; "
            "ett nytt försök görs av sig självt."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxRefused(
            f"Certifikatet från {server} godtas inte: {error.verify_message}. Rätta serverns namn (imap.host), "
            "förnya certifikatet, eller ange utfärdaren i imap.ca_file."
        )
    if isinstance(error, ssl.SSLError):
        return MailboxError(
            f"{server} talar inte TLS som väntat när {doing}: {quoted(error)}. "
            "Kontrollera imap.port och imap.security (tls: 993, starttls: 143)."
        )
    if isinstance(error, socket.gaierror):
        return MailboxError(f"Namnet {settings.host} går inte att slå upp. Kontrollera imap.host och datorns DNS.")
    if isinstance(error, ConnectionRefusedError):
        return MailboxError(
            f"{server} tar inte emot anslutningar. Kontrollera imap.port, att servern är i gång och brandväggen."
        )
    if is_lost(error) or _GOODBYE.match(quoted(error)[1:]):
        return MailboxError(
            f"Förbindelsen med {server} bröts när {doing}: {quoted(error)}. Ett nytt försök görs av sig självt."
        )
    if _NOT_CONNECTED.search(str(error)):
        return MailboxError(
            f"{server} godtog inloggningen men öppnar inte brevlådan {settings.username}: {quoted(error)}. Det händer "
            "vid avbrott i Exchange och går då över. Består det: finns brevlådan, och har appen eller kontot rätt till "
            "den (Add-MailboxPermission)?"
        )
    return MailboxError(
        f"{server} gav ett oväntat svar när {doing}: {quoted(error)}. "
        "Återkommer det, visa meddelandet för den som sköter e-postservern."
    )


def told_refusal(error: BaseException, settings: ImapSettings, doing: str, advice: str) -> MailboxError:
    """The error when the server said no: MailboxRefused with the advice, unless time may heal it."""
    if is_lost(error) or not isinstance(error, imaplib.IMAP4.error) or _PASSING.search(str(error)):
        return told(error, settings, doing)
    return MailboxRefused(f"{settings.server} nekade när {doing}: {quoted(error)}. {advice}")


def ca_file_trouble(error: BaseException, settings: ImapSettings) -> MailboxRefused:
    """The error when the file of authorities cannot be read."""
    return MailboxRefused(
        f"Filen med betrodda utfärdare, {settings.ca_file}, går inte att läsa: {quoted(error)}. Rätta imap.ca_file."
    )
