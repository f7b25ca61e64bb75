"""A house whose register is real and whose clock a test moves, for tests of sending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.outgoing import MailKind, OutgoingMail
from outbox import message
from registrator.build import House
from registrator.config import load_config
from tests.servers.new_register import new_house

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
{ca_file}
{smtp}
[trust]
authserv_ids = ["mx.ksl.se"]
[storage]
database = "{database}"
{more}
"""


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@contextmanager
def sending_house(
    folder: Path, clock: Clock, *, sink: Any = None, smtp: str = "", more: str = "", database: str = ""
) -> Iterator[House]:
    """Sends to `sink`, or nowhere; `smtp` are further lines of that section, `more` further sections."""
    values = {"host": "127.0.0.1", "port": 9, "username": "u", "password": "p", "ca_file": ""}
    if sink is not None:
        values = {key: getattr(sink, key) for key in ("host", "port", "username", "password")}
        values["ca_file"] = f'ca_file = "{sink.ca_file}"'
    text = CONFIG.format(**values, smtp=smtp, more=more, database=database)
    (folder / "config.toml").write_text(text, "utf-8")
    with new_house(load_config(folder / "config.toml", {})) as house:
        yield replace(house, clock=clock)


def a_mail(number: int = 1, *, recipient: str = "", kind: MailKind = MailKind.SUMMARY) -> OutgoingMail:
    """Mail number so and so, to a reader of its own when none is given."""
    reader = recipient or f"lasare{number}@ksl.se"
    return OutgoingMail(
        key=f"{kind.value}/{number}/1/{reader}",
        kind=kind,
        recipient=reader,
        subject=f"Botkyrka har antagit, {number}",
        message_id=message.message_id(str(number), "registrator@ksl.se"),
        raw=(
            f"From: Registrator <registrator@ksl.se>\r\nTo: {reader}\r\nSubject: Botkyrka har antagit, {number}\r\n"
            f"Message-ID: {message.message_id(str(number), 'registrator@ksl.se')}\r\n\r\n"
            + "Botkyrka har antagit.\r\n"
            * 20
        ).encode(),
    )
