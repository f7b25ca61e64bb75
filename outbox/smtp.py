"""The mailer drives each stage itself, so that it is known whether a mail may have been delivered.

smtplib's own sendmail() raises the same exception for a connection lost before MAIL and one lost after the final dot:
the first mail must be sent again, the second perhaps not. Here the stage decides which of our errors is raised.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable
from dataclasses import replace
from email.parser import BytesHeaderParser
from email.policy import SMTP

from domain.errors import MailDelayed, MailerUnreachable, MailRefused, MailUncertain
from domain.outgoing import OutgoingMail, SendStage
from outbox.deadline import Watchman
from outbox.safe import foreign
from outbox.smtp_line import Dropped, Line, Reply, SmtpSettings, words

__all__ = ["SmtpMailer", "SmtpSettings"]

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FROM = re.compile(rb"^From:.*(?:\r\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_UNFIT = re.compile(r"[\s<>\x00-\x1f\x7f]")


class SmtpMailer:
    """Implements `domain.ports.Mailer`. The connection is made when first needed and again when it has dropped."""

    def __init__(self, settings: SmtpSettings, sign: Callable[[bytes], bytes] = lambda raw: raw) -> None:
        """`sign` gives the bytes to send for those of a mail; what it raises is raised before anything is said."""
        self._settings = settings
        self._sign = sign
        self._watchman = Watchman()
        self._line: Line | None = None

    def send(
        self,
        mail: OutgoingMail,
        reached: Callable[[SendStage], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Send one mail, telling `reached` before each stage; `meanwhile` is done while the server is busy with MAIL.

        MailerUnreachable: no connection, or it was lost before the final dot. MailDelayed: 4xx. MailRefused: 5xx, or
        an address that cannot be used. MailUncertain: lost between the final dot and the answer to it. What `reached`
        raises goes through; the connection is cut then, so that the server throws the begun mail away.
        """
        sender = _sender_of(mail.raw)
        _check_addresses(sender, mail.recipient)
        mail = replace(mail, raw=self._sign(mail.raw))
        with self._watchman.during(self._settings.seconds):
            try:
                line = self._envelope(mail, sender, reached, meanwhile)
                _transfer(line, mail, reached)
            except Dropped as drop:
                self._hang_up()
                raise MailerUnreachable(self._unreachable(drop)) from drop
            except (MailDelayed, MailRefused):
                self._reset()
                raise
            except BaseException:
                self._hang_up()
                raise

    def close(self) -> None:
        """Say goodbye. What the server thinks of it changes nothing: it has said 250 to what was sent."""
        if self._line is not None:
            with contextlib.suppress(Dropped), self._watchman.during(min(self._settings.seconds, 5.0)):
                self._line.ask("QUIT")
        self._hang_up()

    def break_off(self) -> None:
        """End what is being said, from another thread; what was begun is told as after any lost connection."""
        self._watchman.break_off()

    def probe(self) -> str:
        """Connect, log in and leave, sending nothing; the result in words. Raises MailerUnreachable."""
        with self._watchman.during(self._settings.seconds):
            try:
                line = Line.open(self._settings, self._watchman)
            except Dropped as drop:
                raise MailerUnreachable(self._unreachable(drop)) from drop
            self._hang_up()
            self._line, encryption = line, line.encryption
        self.close()
        who = f", inloggad som {self._settings.username}" if self._settings.username else ", utan inloggning"
        return f"{self._settings.host}:{self._settings.port} svarar, {encryption}{who}"

    def _envelope(
        self, mail: OutgoingMail, sender: str, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]
    ) -> Line:
        """Sender and recipient accepted. An idle connection that turns out to be gone is replaced, once."""
        line = self._line
        if line is not None:
            reached(SendStage.MAIL)
            try:
                reply = line.mail(sender, mail, meanwhile)
            except Dropped:
                reply = (421, b"")
            if reply[0] == 421:  # "closing transmission channel": it had been idle for too long
                self._hang_up()
                line = None
        if line is None:
            reached(SendStage.CONNECT)
            line = self._line = Line.open(self._settings, self._watchman)
            reached(SendStage.MAIL)
            reply = line.mail(sender, mail, meanwhile)
        _accept(reply, f"avsändaren {sender}")
        reached(SendStage.RECIPIENT)
        _accept(line.ask(f"RCPT TO:<{mail.recipient}>"), f"mottagaren {mail.recipient}")
        return line

    def _reset(self) -> None:
        """After a refusal: forget the begun mail, keep the connection for the next if the server lets us."""
        if self._line is not None:
            try:
                code, _ = self._line.ask("RSET")
            except Dropped:
                code = 421
            if code != 250:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.cut()
            self._line = None

    def _unreachable(self, drop: Dropped) -> str:
        where = f"{self._settings.host}:{self._settings.port}"
        if self._watchman.cut:
            seconds = f"{self._settings.seconds:g} sekunder"
            return f"E-postservern {where} svarade inte färdigt inom {seconds}. Nytt försök görs."
        return f"E-postservern {where} kan inte nås: {drop}. Nytt försök görs; kontrollera [smtp] om felet består."


def _transfer(line: Line, mail: OutgoingMail, reached: Callable[[SendStage], None]) -> None:
    """The content. All but the final dot is written first: what drops until then cannot have been delivered."""
    reached(SendStage.DATA)
    reply = line.ask("DATA")
    if reply[0] != 354:
        _accept(reply, "mejlet")
        raise Dropped(f"servern svarade {words(reply)} på DATA")
    line.write(_stuffed(mail.raw))
    reached(SendStage.DOT)
    try:
        line.write(b".\r\n")
        reply = line.reply()
    except Dropped as drop:
        raise MailUncertain(
            f"Förbindelsen bröts innan servern hann bekräfta mejlet till {mail.recipient} ({drop}). "
            "Det kan ha skickats: fråga mottagaren innan det skickas igen."
        ) from drop
    if not 200 <= reply[0] < 600 or 300 <= reply[0] < 400:
        raise MailUncertain(
            f"Servern gav ett obegripligt svar på mejlet till {mail.recipient} ({words(reply)}). "
            "Det kan ha skickats: fråga mottagaren innan det skickas igen."
        )
    _accept(reply, "mejlet")


def _accept(reply: Reply, what: str) -> None:
    """Raise what a refusal of `what` means for the mail; return when it was accepted."""
    code = reply[0]
    if 200 <= code < 300:
        return
    if code == 530:  # "authentication required": our configuration is wrong, not this mail
        raise MailerUnreachable(
            f"E-postservern kräver inloggning ({words(reply)}). Ange username och password under [smtp]."
        )
    if 400 <= code < 500:
        raise MailDelayed(f"Servern tog inte emot {what} just nu: {words(reply)}. Nytt försök görs.")
    if 500 <= code < 600:
        raise MailRefused(f"Servern tog inte emot {what}: {words(reply)}. Mejlet skickas inte igen av sig självt.")
    raise Dropped(f"obegripligt svar från servern: {words(reply)}")


def _stuffed(raw: bytes) -> bytes:
    """The content as it goes over the line: CRLF only, dots doubled at line starts, ended by CRLF (RFC 5321, 4.5.2).

    A lone CR or LF would let content pass for the end of the mail on some servers ("SMTP smuggling").
    """
    pairs = raw.count(b"\r\n")  # counting costs a twentieth of replacing, and our own mails have nothing else
    lines = raw if raw.count(b"\r") == pairs == raw.count(b"\n") else _LINE_END.sub(b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    stuffed = lines.replace(b"\n.", b"\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def _sender_of(raw: bytes) -> str:
    """The envelope's sender is the From address: what cannot be delivered comes back to our own mailbox."""
    found = _FROM.search(raw.partition(b"\r\n\r\n")[0])
    return _address_in(found[0]) if found else ""


@functools.lru_cache(maxsize=16)  # the same for all our mail, and parsing it costs as much as sending
def _address_in(line: bytes) -> str:
    addresses = BytesHeaderParser(policy=SMTP).parsebytes(line)["From"].addresses
    return addresses[0].addr_spec if addresses else ""


def _check_addresses(*addresses: str) -> None:
    for address in addresses:
        local, at, domain = address.rpartition("@")
        if not (local and at and domain) or _UNFIT.search(address):
            raise MailRefused(
                f"Adressen {foreign(address, 100)!r} går inte att skicka till. Rätta den och försök igen."
            )
