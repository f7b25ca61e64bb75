"""One user's mailbox on the Dovecot of the tests, and hands that work in it behind the program's back."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import imaplib
import os
import re
import ssl
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol


class Server(Protocol):
    """What a user needs to know of the server."""

    host: str
    port_tls: int
    port_starttls: int
    ca_file: Path
    base: Path

    def give(self, paths: Iterable[Path]) -> None: ...
    def doveadm(self, *words: str) -> str: ...


class DovecotUser:
    """One user's mailbox: everything a client needs to sign in, and hands that work behind the client's back."""

    def __init__(self, server: Server, password: str, username: str) -> None:
        self.server = server
        self.password = password
        self.username = username
        self.host = server.host
        self.port_tls = server.port_tls
        self.port_starttls = server.port_starttls
        self.ca_file = server.ca_file

    @property
    def maildir(self) -> Path:
        return self.server.base / "home" / self.username / "Maildir"

    @contextlib.contextmanager
    def colleague(self, folder: str | None = None) -> Iterator[imaplib.IMAP4]:
        """A second client, as a colleague's mail program: plain imaplib, signed in, with the folder selected."""
        client = imaplib.IMAP4_SSL(self.host, self.port_tls, ssl_context=_trusting(self.ca_file), timeout=30)
        try:
            client.login(self.username, self.password)
            if folder is not None:
                _ok(client.select(_quoted(folder)))
            yield client
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                client.logout()

    def deliver(self, raw: bytes, folder: str = "INBOX", when: dt.datetime | None = None) -> int:
        """Lay a mail in the folder, as arrived at `when` (aware); returns its UID. Line ends become CRLF."""
        with self.colleague() as client:
            date = imaplib.Time2Internaldate(when) if when is not None else None
            answer = _ok(client.append(_quoted(folder), None, date, raw))
        found = re.search(rb"APPENDUID \d+ (\d+)", answer[0])
        assert found, answer
        return int(found[1])

    def deliver_many(self, mails: Sequence[bytes], when: dt.datetime | None = None) -> None:
        """Lay many mails in INBOX at once, straight into the maildir; Dovecot numbers them in this order."""
        with self.colleague("INBOX"):
            pass  # makes the maildir
        moment = when or dt.datetime(2015, 5, 4, 8, 0, tzinfo=dt.UTC)
        made = []
        for number, raw in enumerate(mails):
            path = self.maildir / "new" / f"{int(moment.timestamp())}.M{number:06}P1.{uuid.uuid4().hex[:8]}"
            path.write_bytes(raw)
            os.utime(path, (moment.timestamp(), moment.timestamp()))
            made.append(path)
        self.server.give(made)

    def create_folder(self, name: str) -> None:
        with self.colleague() as client:
            _ok(client.create(_quoted(name)))

    def expunge(self, uids: Sequence[int], folder: str = "INBOX") -> None:
        """Delete mails for good, as a colleague might at any moment."""
        numbers = ",".join(map(str, uids))
        with self.colleague(folder) as client:
            _ok(client.uid("STORE", numbers, "+FLAGS.SILENT", "(\\Deleted)"))
            _ok(client.uid("EXPUNGE", numbers))

    def flags(self, uid: int, folder: str = "INBOX") -> set[str]:
        """The flags and keywords of a mail, without \\Recent."""
        with self.colleague(folder) as client:
            answer = _ok(client.uid("FETCH", str(uid), "(FLAGS)"))
        found = re.search(rb"FLAGS \(([^)]*)\)", answer[0])
        assert found, answer
        return set(found[1].decode().split()) - {"\\Recent"}

    def uids(self, folder: str = "INBOX") -> list[int]:
        with self.colleague(folder) as client:
            return [int(number) for number in _ok(client.uid("SEARCH", "ALL"))[0].split()]

    def uidvalidity(self, folder: str = "INBOX") -> int:
        with self.colleague() as client:
            answer = _ok(client.status(_quoted(folder), "(UIDVALIDITY)"))
        found = re.search(rb"UIDVALIDITY (\d+)", answer[0])
        assert found, answer
        return int(found[1])

    def change_uidvalidity(self, folder: str = "INBOX") -> int:
        """Give the folder a new UIDVALIDITY; its mails and their UIDs stay. Returns the new one."""
        new = self.uidvalidity(folder) + 1
        self.server.doveadm("mailbox", "update", "-u", self.username, "--uid-validity", str(new), folder)
        return new

    def recreate_folder(self, folder: str) -> int:
        """Delete the folder with its mails and make it anew: UIDs begin at 1 again. Returns the new UIDVALIDITY."""
        old = self.uidvalidity(folder)
        with self.colleague() as client:
            _ok(client.delete(_quoted(folder)))
            _ok(client.create(_quoted(folder)))
        new = self.uidvalidity(folder)
        # Dovecot makes UIDVALIDITY of the time in whole seconds
        return new if new != old else self.change_uidvalidity(folder)


def _trusting(ca_file: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(ca_file))


def _ok(answer: tuple[str, list[Any]]) -> list[bytes]:
    assert answer[0] == "OK", answer
    return answer[1]


def _quoted(folder: str) -> str:
    """A folder name as imaplib wants it: modified UTF-7 (RFC 3501, 5.1.3) between quotes."""
    coded = re.sub(r"[^\x20-\x7e]+", lambda part: f"&{_base64(part[0])}-", folder.replace("&", "&-"))
    return f'"{coded}"'


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
