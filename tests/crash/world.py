"""A world for the crash proof: Dovecot with mails, an SMTP server, a register, and the real daemon as a process."""

from __future__ import annotations

import datetime as dt
import hashlib
import imaplib
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.samples import SampleMail, catalogue, sample
from domain.outgoing import MailKind, OutgoingState
from domain.ports import Store
from domain.register import State
from registrator.build import open_house
from registrator.config import Config, load_config
from tests.crash.nursery import Child, Nursery
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import configure
from tests.servers.smtp import SmtpSink

POLL_SECONDS = 0.05
PATIENCE = 120  # seconds until a run must have come to rest
MONDAY = dt.datetime(2015, 6, 22, 7, 30, tzinfo=ZoneInfo("Europe/Stockholm"))  # the weekly letter is due

# One of each kind: registered, flagged, ignored, the same extract again, no document, forged, broken, corrected.
SAMPLES = (
    *("01-botkyrka-ks-antar", "03-huddinge-ks-foreslar-kf", "06-nykvarn-utan-bilaga", "07-botkyrka-samma-utdrag"),
    *("11-nyhetsbrev", "12-vaxholm-forfalskad", "14-lidingo-avbruten-fil", "22-huddinge-kf-antar"),
)

FEW = SAMPLES[:1] + SAMPLES[2:3]  # for what is done at each of the many calls that write
ADDRESSEES = ("0126", "0127", "0140", "0184", "0186", "0187")  # those that answer, and Solna, to be reminded
FLAG = "$Registrerad"
MORE = f"""
after = "flag"
flag = "{FLAG}"
[summary]
collect_seconds = 0
[receipt]
enabled = true
"""
NO_BRAKE = "max_per_hour = 100000\nmax_per_recipient_per_hour = 100000"


@dataclass(frozen=True, kw_only=True)
class World:
    """`injected` are the mails by SHA-256, as the mailbox gives them; it is MONDAY when the world `began`."""

    config_file: Path
    mailbox: DovecotUser
    sink: SmtpSink
    nursery: Nursery
    injected: frozenset[str]
    uidvalidity: int
    began: float = field(default_factory=time.monotonic)

    @property
    def config(self) -> Config:
        return load_config(self.config_file)

    @property
    def log(self) -> str:
        return (self.config_file.parent / "daemon.log").read_text("utf-8", "replace")

    @contextmanager
    def daemon(self, step: str, environment: Mapping[str, str] | None = None) -> Iterator[Child]:
        with (self.config_file.parent / "daemon.log").open("ab") as log:
            now = MONDAY + dt.timedelta(seconds=time.monotonic() - self.began)
            arguments = [str(self.config_file), now.isoformat(), step]
            process = self.nursery.start("tests.crash.mortal", arguments, log.fileno(), environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def killed_at(self, step: str, patience: float = PATIENCE) -> bool:
        """Run until it kills itself at the step; False when nothing waits any more, and it never came to it."""
        with self.daemon(step) as process, open_house(self.config) as house:
            end = time.monotonic() + patience
            while time.monotonic() < end:
                if process.poll() is not None:
                    assert process.returncode == -signal.SIGKILL, self.log
                    return True
                if self._at_rest(house.store):
                    return False
                time.sleep(POLL_SECONDS)
        return False

    def run_to_rest(
        self,
        step: str = "-",
        *,
        patience: float = PATIENCE,
        environment: Mapping[str, str] | None = None,
        may_refuse: bool = False,
    ) -> None:
        """Run until nothing waits any more, then stop as systemd does.

        With `may_refuse` it may also end by itself at the start, with words for the operator instead of a traceback.
        """
        lives = self._lives()
        with self.daemon(step, environment) as process, open_house(self.config) as house:
            end = time.monotonic() + patience
            while self._lives() == lives or not self._at_rest(house.store):
                if process.poll() is not None:
                    assert may_refuse and process.returncode > 0 and "Traceback" not in self.log, self.log
                    return
                assert time.monotonic() < end, f"no rest after {patience} s\n{self.log}"
                time.sleep(POLL_SECONDS)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, self.log

    def run_for(self, seconds: float) -> None:
        """Let it work for a while, then kill it wherever it is."""
        with self.daemon("-") as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL, self.log

    def _lives(self) -> int:
        """How often it has come so far that it can be told to stop."""
        path = self.config_file.parent / "daemon.log"
        return path.read_text("utf-8", "replace").count("event=started") if path.exists() else 0

    def take_in(self) -> None:
        """Run until every mail is in the register and read, then kill it: no later death finds a mail in hand."""
        with self.daemon("-"):
            end = time.monotonic() + PATIENCE
            while not self.all_taken_in():
                assert time.monotonic() < end, self.log
                time.sleep(POLL_SECONDS)

    def all_taken_in(self) -> bool:
        """Whether every mail is in the register and read."""
        with open_house(self.config) as house:
            counts = house.store.counts()
        return sum(counts.values()) >= len(self.injected) and not counts.get(State.RECEIVED)

    def _at_rest(self, store: Store) -> bool:
        counts = store.counts()
        if sum(counts.values()) < len(self.injected) or counts.get(State.RECEIVED):
            return False
        waiting = store.outbox((OutgoingState.WAITING, OutgoingState.SENDING))
        if any(row.mail.kind is not MailKind.NOTICE for row in waiting):
            return False  # a notice may be kept for the hour's collected one
        if store.to_acknowledge("INBOX", self.uidvalidity):
            return False
        return bool(store.outbox(kinds=(MailKind.DIGEST,), limit=1)) and not store.troubles()


def samples(names: Sequence[str] = SAMPLES) -> tuple[tuple[bytes, dt.datetime], ...]:
    """The mails of the proof with the time of their arrival."""
    chosen: Sequence[SampleMail] = [sample(name) for name in names]
    return tuple((mail.raw, mail.arrived_at) for mail in chosen)


def make_world(
    folder: Path,
    mailbox: DovecotUser,
    sink: SmtpSink,
    nursery: Nursery,
    mails: Sequence[tuple[bytes, dt.datetime]],
    *,
    database: str = "",
    filled: Path | bool = False,
) -> World:
    """Deliver the mails, configure the service, and give the register its recommendations.

    `filled`: the register has them already (PostgreSQL), or is a copy of this SQLite file, which has.
    """
    folder.mkdir(parents=True, exist_ok=True)
    service = configure(folder, mailbox, sink, database=database, more=MORE, smtp=NO_BRAKE)
    text = service.config_file.read_text("utf-8")
    for key in ("poll_seconds", "send_seconds"):
        text = text.replace(f"{key} = 1\n", f"{key} = 0.2\n")
    service.config_file.write_text(text, "utf-8")
    with mailbox.colleague() as client:
        for raw, arrived_at in mails:
            said, _ = client.append("INBOX", "", imaplib.Time2Internaldate(arrived_at), with_crlf(raw))
            assert said == "OK"
    config = load_config(service.config_file)
    if isinstance(filled, Path):
        shutil.copy(filled, config.storage.folder / "registrator.sqlite3")
    elif not filled:
        fill(config)
    turn_sour(sink)
    return World(
        config_file=service.config_file,
        mailbox=mailbox,
        sink=sink,
        nursery=nursery,
        injected=frozenset(hashlib.sha256(with_crlf(raw)).hexdigest() for raw, _ in mails),
        uidvalidity=mailbox.uidvalidity(),
    )


def fill(config: Config) -> None:
    """Make the register, and put the recommendations in."""
    with open_house(config, upgrade=True) as house:
        for recommendation in catalogue():
            house.store.put_recommendation(replace(recommendation, addressees=ADDRESSEES), MONDAY)


def turn_sour(sink: SmtpSink) -> None:
    """The server is away at first, has no time for one recipient, loses a connection, and does not know another."""
    sink.fail("connect", reply="421 4.3.2 Startar om", drop=True)
    sink.fail("rcpt", reply="450 4.2.1 Upptaget", when=lambda argument: "@huddinge.se" in argument)
    sink.fail("data", drop=True)
    know_not_all(sink)


def know_not_all(sink: SmtpSink) -> None:
    """One recipient does not exist: what lasts of a sour server."""
    sink.fail("rcpt", reply="550 5.1.1 Finns inte", when=lambda argument: "@lidingo.se" in argument, times=None)


def with_crlf(raw: bytes) -> bytes:
    """The bytes as IMAP gives them."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
