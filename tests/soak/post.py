"""The mails of the soak, and the hand that lays them into the maildir: also while no IMAP server serves it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime

from demo.samples import sample, sample_names
from tests.crash.world import with_crlf
from tests.servers.dovecot_user import DovecotUser

MUNICIPALITIES = ("botkyrka", "nacka", "solna", "taby", "ekero", "sigtuna")


class Post:
    """`raws` are the mails in order of delivery, each once; `deliveries` counts those that came again too."""

    def __init__(self, mailbox: DovecotUser, clock: Callable[[], dt.datetime]) -> None:
        self.raws: dict[str, bytes] = {}
        self.deliveries = 0
        self._mailbox, self._clock = mailbox, clock
        with mailbox.colleague("INBOX"):
            pass  # makes the maildir

    def deliver(self, raw: bytes) -> None:
        """As a mail server does: a file that appears whole, at the moment of its arrival."""
        self.deliveries += 1
        self.raws.setdefault(hashlib.sha256(with_crlf(raw)).hexdigest(), raw)
        now = self._clock().timestamp()
        made = self._mailbox.maildir / "tmp" / f"{int(now)}.M{int(now % 1 * 10**6):06}P{self.deliveries}.soak"
        made.write_bytes(raw)
        os.utime(made, (now, now))
        self._mailbox.server.give([made])
        made.rename(made.parent.parent / "new" / made.name)


class Writers:
    """Those who write to the office: by a dice, so that the same seed writes the same mails."""

    def __init__(self, dice: random.Random) -> None:
        self._dice, self._written, self._earlier = dice, 0, list[bytes]()
        self._samples = [sample(name).raw for name in sample_names()]

    def write(self, now: dt.datetime) -> bytes:
        self._written += 1
        roll = self._dice.random()
        if roll < 0.05 and self._earlier:
            return self._dice.choice(self._earlier)  # sent again by the mail server: the same bytes
        raw = self._an_answer() if roll < 0.25 else self._small(now, newsletter=roll < 0.45)
        self._earlier.append(raw)
        return raw

    def _an_answer(self) -> bytes:
        """The samples as they are at first; then the same extracts in mails of their own."""
        which = (self._written * 7) % len(self._samples)
        return self._samples[which].replace(b"Message-ID: <", b"Message-ID: <%d." % self._written, 1)

    def _small(self, now: dt.datetime, *, newsletter: bool) -> bytes:
        n, mail = self._written, EmailMessage()
        domain = f"{self._dice.choice(MUNICIPALITIES)}.se"
        mail["From"] = "Nyheter <nyheter@exempel.se>" if newsletter else f"Kim {n} <kim{n}@{domain}>"
        mail["To"], mail["Message-ID"], mail["Date"] = "registrator@ksl.se", f"<{n}@{domain}>", format_datetime(now)
        if newsletter:
            mail["List-Unsubscribe"], mail["Precedence"] = "<mailto:bort@exempel.se>", "bulk"
        mail["Subject"] = f"Nyheter, nummer {n}" if newsletter else f"Fråga {n} om rekommendationen"
        mail.set_content(f"Hej!\n\nDet här är mejl {n}. Hör gärna av er.\n")
        return mail.as_bytes()
