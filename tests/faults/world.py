"""The daemon's own cycle in this process, with the proxy between it and Dovecot, and a clock that a test moves."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from domain.errors import RegistratorError
from domain.outgoing import OutgoingMail, SendStage
from domain.register import Entry, Trouble
from ingest.imap import ImapMailbox, ImapSettings
from parsers.reader import LocalReader
from registrator import schedule, sending, watching
from registrator.build import House
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from tests.faults.proxy import ImapProxy
from tests.servers.dovecot_user import DovecotUser
from tests.servers.new_register import new_house
from tests.servers.outbox import Clock
from tests.servers.service import configure

NIGHT = dt.datetime(2015, 6, 8, 0, 30, tzinfo=dt.UTC)  # 02.30 in Stockholm; from 3 register and mailbox are compared
OPERATOR = '[operator]\naddresses = ["drift@ksl.se"]\n'


def mail(number: int, *, message_id: str | None = None) -> bytes:
    """A plain mail, another for each number."""
    return (
        f"From: Botkyrka <registrator@botkyrka.se>\r\nTo: registrator@ksl.se\r\nSubject: Svar {number}\r\n"
        + (f"Message-ID: <{number}@botkyrka.se>\r\n" if message_id is None else message_id)
        + f"\r\nHej, detta är mejl {number}.\r\n"
    ).encode()


@dataclass
class Mailer:
    """Takes every mail."""

    taken: list[OutgoingMail] = field(default_factory=list)

    def send(self, mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None]) -> None:
        reached(SendStage.DOT)
        self.taken.append(mail)

    def close(self) -> None:
        pass


@dataclass(frozen=True, kw_only=True)
class World:
    """A configured service that is turned by hand."""

    house: House
    mailbox: ImapMailbox
    proxy: ImapProxy
    user: DovecotUser
    clock: Clock
    taken: list[OutgoingMail]

    def turn(self, *, patience: float | None = None) -> None:
        """What the schedule does in one turn. `patience` is the deadline of IMAP operations, where one must be met.

        Between two turns so much time has passed that a server may be tried again, whatever the back-off says.
        """
        self.mailbox.backoff.well()
        with self._patience(patience), suppress(RegistratorError):
            schedule.cycle(self.house)
        watching.watch(self.house)

    @contextmanager
    def _patience(self, seconds: float | None) -> Iterator[None]:
        """Shorter for a while, for the kept connection too: a test of a hang lasts as long as its deadline."""
        usual = self.mailbox._settings
        if seconds is not None:
            self.mailbox._settings = replace(usual, seconds=seconds)
            if self.mailbox._kept:
                self.mailbox._kept._settings = self.mailbox._settings
        try:
            yield
        finally:
            self.mailbox._settings = usual
            if self.mailbox._kept:
                self.mailbox._kept._settings = usual

    def later(self, **span: float) -> None:
        """Time passes, and what lasts is looked at."""
        self.clock.wait(**span)
        watching.watch(self.house)

    def tomorrow(self) -> None:
        """The next night; the faults are healed, and nothing of them is left."""
        self.proxy.heal()
        self.clock.now = self.clock.now.replace(hour=NIGHT.hour, minute=NIGHT.minute) + dt.timedelta(days=1)
        self.turn()
        self.later(minutes=20)
        self.alarms()
        self.clock.now = self.clock.now.replace(hour=NIGHT.hour, minute=NIGHT.minute) + dt.timedelta(days=1)
        self.turn()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.house.store.entries(limit=500)

    def kept(self) -> Counter[bytes]:
        """The bytes of every entry of the register, as the archive gives them."""
        return Counter(self.house.archive.read(entry.sha256) for entry in self.entries)

    def trouble(self) -> dict[str, Trouble]:
        """What lasts, by name."""
        return {trouble.name: trouble for trouble in self.house.store.troubles()}

    def alarms(self) -> list[str]:
        """Subjects of what the operator has been sent since the last time this was asked, in order."""
        sending.send_outbox(self.house)
        told = [mail.subject for mail in self.taken if mail.recipient == "drift@ksl.se"]
        self.taken.clear()
        return told

    def health_page(self) -> str:
        app = create_app(build_desk(self.house), allowed_hosts=("localhost",), secret_key=b"k" * 32)
        return unescape(app.test_client().get("/drift").text)


@contextmanager
def world_at(
    folder: Path, proxy: ImapProxy, user: DovecotUser, reader: LocalReader | None = None, **changed: Any
) -> Iterator[World]:
    """`changed` are further lines of [imap], as Python values; `reader` is one to share, for its start takes long."""
    nowhere = SimpleNamespace(host="127.0.0.1", port=9, username="u", password="p", ca_file=proxy.ca_file)
    lines = "".join(f"{key} = {value!r}\n".replace("'", '"') for key, value in changed.items())
    more = f'security = "{proxy.security}"\n{lines}{OPERATOR}'
    service = configure(folder, proxy, nowhere, more=more)  # type: ignore[arg-type]
    clock = Clock(NIGHT)
    with shared(reader), new_house(load_config(service.config_file)) as house:
        mailer = Mailer()
        acts = {key: value for key, value in changed.items() if key != "folders"}
        with closing(ImapMailbox(settings_of(proxy, **acts), keep=True)) as mailbox:
            known = replace(house, clock=clock, mailer=mailer, mailbox=mailbox)
            yield World(house=known, mailbox=mailbox, proxy=proxy, user=user, clock=clock, taken=mailer.taken)


@contextmanager
def shared(reader: LocalReader | None) -> Iterator[None]:
    """Houses that are opened read with this one, and leave it open."""
    if reader is None:
        yield
        return
    with patch("registrator.build.build_reader", lambda _config: reader), patch.object(reader, "close"):
        yield


def settings_of(proxy: ImapProxy, *, seconds: float = 60.0, **changed: Any) -> ImapSettings:
    """How the program speaks with the proxy."""
    return ImapSettings(
        host=proxy.host,
        port=proxy.port_tls,
        security=proxy.security,
        username=proxy.username,
        password=proxy.password,
        ca_file=proxy.ca_file,
        seconds=seconds,
        **changed,
    )
