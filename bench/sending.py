"""What sending costs: a thousand rows of the outbox against a bare smtplib loop over the same bytes, on one server.

The register is a real SQLite file with every commit on disk; the server is aiosmtpd with TLS in a process of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import smtplib
import ssl
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from bench.measure import medians, say
from demo.certificates import Certificates, make_certificates
from demo.sink import CaughtMail, EmbeddedSink
from domain.outgoing import MailKind, OutgoingMail
from outbox import message
from registrator import log, sending
from registrator.build import House, open_house
from registrator.config import Config, load_config

MAILS = 1000
ROUNDS = 5
LIMIT = 1.5
NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "{host}"
port = {port}
username = "{username}"
password = "{password}"
ca_file = "{ca_file}"
max_per_hour = 1000000
[trust]
authserv_ids = ["mx.ksl.se"]
[log]
level = "error"
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as name, _server(Path(name)) as config:
        bare, ours = _seconds(config)
    ratio = ours / bare
    per_mail = f"{1000 * bare / MAILS:.2f} and {1000 * ours / MAILS:.2f} ms a mail"
    well = say(
        f"{MAILS} rows of the outbox sent / bare smtplib ({per_mail})",
        ratio,
        target=f"<= {LIMIT}",
        well=ratio <= LIMIT,
    )
    return 0 if well else 1


def _seconds(config: Config) -> tuple[float, float]:
    """Of the bare loop and of the verb, for all mails."""
    log.set_up("text", "error")
    with open_house(config, upgrade=True) as opened:
        house = replace(opened, clock=lambda: NOW)
        batches = iter([_mails(house, batch) for batch in range(ROUNDS)])
        rows: list[OutgoingMail] = []

        def fill() -> None:
            rows[:] = next(batches)
            house.store.queue(rows, NOW)

        def send() -> None:
            assert sending.send_outbox(house) == MAILS
            house.mailer.close()

        taken = medians({"fill": fill, "bare": lambda: _bare(config, rows), "ours": send}, ROUNDS)
    return taken["bare"], taken["ours"]


def _mails(house: House, batch: int) -> list[OutgoingMail]:
    """Mails as large as summaries are, some kilobytes each."""
    text = "Botkyrka kommun har antagit överenskommelsen om samverkan för en trygg och säker region.\n" * 20
    return [
        message.build(
            message.Letter(
                key=f"sammanfattning/{batch}/{number}",
                kind=MailKind.SUMMARY,
                recipient=f"lasare{number}@ksl.se",
                subject="Botkyrka har antagit (KF 2015-05-28 § 87)",
                text=text,
                html=f"<p>{text}</p>",
            ),
            house.config.sender,
            NOW,
        )
        for number in range(MAILS)
    ]


def _bare(config: Config, mails: list[OutgoingMail]) -> None:
    """What a script would do: one connection, sendmail for each."""
    smtp = config.smtp
    with smtplib.SMTP(smtp.host, smtp.port) as server:
        server.starttls(context=ssl.create_default_context(cafile=smtp.ca_file))
        server.login(smtp.username, smtp.password)
        for mail in mails:
            server.sendmail("registrator@ksl.se", [mail.recipient], mail.raw)


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[Config]:
    """The service's configuration with a server that takes every mail and keeps none."""
    certificates = make_certificates(folder)
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(certificates, there))
    process.start()
    try:
        port, username, password = here.recv()
        (folder / "config.toml").write_text(
            CONFIG.format(
                host="127.0.0.1", port=port, username=username, password=password, ca_file=certificates.ca_file
            ),
            "utf-8",
        )
        yield load_config(folder / "config.toml", {})
    finally:
        here.close()
        process.join()


class _Forgetting(EmbeddedSink):
    def keep(self, mail: CaughtMail) -> None:
        del mail


def _serve(certificates: Certificates, pipe: Connection) -> None:
    with _Forgetting(certificates) as sink:
        pipe.send((sink.port, sink.username, sink.password))
        with contextlib.suppress(EOFError):
            pipe.recv()


if __name__ == "__main__":
    sys.exit(main())
