"""The inside of `make hostile`: the daemon's own way from a mail's bytes to the register, one mail after another.

Run as `python -m tests.hostile_service DESCRIPTOR FOLDER`; mails come and verdicts go over the connection it inherits.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from domain.decision import DocumentFate
from domain.doubt import Doubt
from domain.mail import MailPosition
from domain.register import Entry, State
from registrator.build import House, open_house
from registrator.config import load_config
from registrator.log import set_up
from registrator.pipeline import TRIES, read_entry

SECONDS = 20
"""For one document; it may be tried three times."""

ABOUT_THE_SENDER = frozenset(
    {
        *(Doubt.NOT_AUTHENTICATED, Doubt.AUTHENTICATION_FAILED, Doubt.SENDER_NOT_MUNICIPALITY, Doubt.OUTSIDE_COUNTY),
        *(Doubt.LOOKALIKE_SENDER, Doubt.SENDER_DIFFERS, Doubt.FORWARDED, Doubt.SAME_MESSAGE_ID),
    }
)
"""Doubts that say nothing of why there is no text."""

CONFIGURATION = f"""
[imap]
host = "127.0.0.1"
username = "x"
password_file = "imap"
[smtp]
host = "127.0.0.1"
username = "x"
password_file = "smtp"
[trust]
authserv_ids = ["mx.exempel.se"]
[reading]
seconds = {SECONDS}
"""


def serve(descriptor: int, folder: Path) -> None:
    """Read what comes, say what became of it, until the connection ends."""
    for name, content in (("imap", "x\n"), ("smtp", "x\n"), ("config.toml", CONFIGURATION)):
        (folder / name).write_text(content, "utf-8")
    connection = Connection(descriptor)
    set_up("text", "error")
    with open_house(load_config(folder / "config.toml"), upgrade=True) as house, suppress(EOFError, OSError):
        number = 0
        while True:
            wrapped = connection.recv_bytes() == b"wrapped"
            number += 1
            connection.send_bytes(json.dumps(_read(house, connection.recv_bytes(), number, wrapped)).encode())


def _read(house: House, raw: bytes, number: int, wrapped: bool) -> tuple[str, str]:
    now = dt.datetime.now(dt.UTC)
    sha256 = house.archive.keep(raw)
    position = MailPosition(folder="INBOX", uidvalidity=1, uid=number)
    entry_id = house.store.receive(sha256=sha256, size=len(raw), position=position, arrived_at=now, now=now)
    entry = house.store.entry(entry_id)
    for _ in range(TRIES + 1):
        if entry is None or entry.state is State.RECEIVED:  # the same bytes as an earlier file's are read already
            entry = read_entry(house, entry_id)
    if entry is None or entry.state in {State.FAILED, State.RECEIVED}:
        return "crash of the parent", entry.reason if entry else "never settled"
    return verdict_of(entry, wrapped)


def verdict_of(entry: Entry, wrapped: bool) -> tuple[str, str]:
    """What a person can see of the mail in the register: a verdict and, without text, the reason."""
    parts = [part for part in entry.documents if part.media_type != "message/rfc822"]
    if any(part.fate is DocumentFate.READ for part in parts):
        return "read", ""
    if parts:
        reasons = sorted({part.reason for part in parts})
        return ("named reason", ", ".join(reasons)[:100]) if all(reasons) else ("silent nothing", "a part")
    told = [doubt.value for doubt in entry.result.doubts if doubt not in ABOUT_THE_SENDER] if entry.result else []
    if entry.state is State.IGNORED and not wrapped:
        told.append(entry.reason)
    return ("named reason", f"no document: {', '.join(told)}"[:100]) if told else ("silent nothing", entry.state.value)


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
