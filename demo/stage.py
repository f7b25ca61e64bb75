"""The demo's world: a mailbox with the sample mails, a sink for what we send, and a configuration that knows both."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.certificates import make_certificates
from demo.mailbox import EmbeddedMailbox
from demo.samples import SampleMail, mails
from demo.sink import EmbeddedSink

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """`started_at` is the time in the samples' world when the demo begins: the Monday morning after the last mail."""

    folder: Path
    config_file: Path
    mailbox: EmbeddedMailbox
    sink: EmbeddedSink
    samples: tuple[SampleMail, ...]
    started_at: dt.datetime


@contextmanager
def open_stage(folder: Path, review_port: int = 0) -> Iterator[Stage]:
    """Start both servers, deliver the samples, write config.toml; all on loopback, all gone afterwards."""
    certificates = make_certificates(folder)
    sent = folder / "skickade-mejl"
    sent.mkdir(exist_ok=True)
    samples = mails()
    with EmbeddedMailbox(certificates) as mailbox, EmbeddedSink(certificates, folder=sent) as sink:
        for sample in samples:
            mailbox.deliver(sample.raw, sample.arrived_at)
        config_file = folder / "config.toml"
        config_file.write_text(_config(mailbox, sink, review_port or free_port()), "utf-8")
        yield Stage(
            folder=folder,
            config_file=config_file,
            mailbox=mailbox,
            sink=sink,
            samples=samples,
            started_at=_monday_after(max(sample.arrived_at for sample in samples)),
        )


def _config(mailbox: EmbeddedMailbox, sink: EmbeddedSink, review_port: int) -> str:
    return f"""\
[imap]
host = "{mailbox.host}"
port = {mailbox.port}
username = "{mailbox.username}"
password = "{mailbox.password}"
ca_file = "ca.pem"
poll_seconds = 5

[smtp]
host = "{sink.host}"
port = {sink.port}
security = "{sink.security}"
username = "{sink.username}"
password = "{sink.password}"
ca_file = "ca.pem"
send_seconds = 5

[trust]
authserv_ids = ["mx.ksl.se"]

[summary]
collect_seconds = 0

[receipt]
enabled = true

[review]
port = {review_port}

[log]
level = "error"
"""


def _monday_after(moment: dt.datetime) -> dt.datetime:
    """Monday 07.30 in Stockholm after this moment: the weekly letter is due."""
    local = moment.astimezone(STOCKHOLM)
    monday = local.date() + dt.timedelta(days=7 - local.weekday())
    return dt.datetime.combine(monday, dt.time(7, 30), STOCKHOLM)


def free_port() -> int:
    """A port of loopback that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
