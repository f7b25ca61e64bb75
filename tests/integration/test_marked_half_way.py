"""A mail is registered, and the mailbox breaks off, or refuses, while it is being flagged or moved."""

from __future__ import annotations

import imaplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ingest import backoff
from ingest.connection import _Client
from outbox import troubles
from registrator import jobs, watching
from registrator.build import House
from registrator.config import load_config
from registrator.reconciling import reconcile
from tests.integration.test_imap import MAIL
from tests.servers.dovecot_user import DovecotUser
from tests.servers.new_register import new_house

CONFIG = """
[imap]
host = "{user.host}"
port = {user.port_tls}
username = "{user.username}"
password = "{user.password}"
ca_file = "{user.ca_file}"
{after}
[smtp]
host = "localhost"
[trust]
authserv_ids = ["mx.ksl.se"]
"""
MOVE = 'after = "move"\nmove_to = "Klart"'

Registered = Callable[[str], House]


@pytest.fixture
def registered(tmp_path: Path, dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registered]:
    """A house whose register holds the one mail of its mailbox, which is still to be marked."""
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0)
    dovecot.create_folder("Klart")
    dovecot.deliver(MAIL)
    houses = []

    @contextmanager
    def opened(after: str) -> Iterator[House]:
        (tmp_path / "config.toml").write_text(CONFIG.format(user=dovecot, after=after), "utf-8")
        with new_house(load_config(tmp_path / "config.toml", {})) as house:
            assert jobs.poll_mailbox(house) == 1
            assert jobs.read_waiting(house) == 1
            yield house

    def enter(after: str) -> House:
        houses.append(opened(after))
        return houses[-1].__enter__()

    yield enter
    for house in houses:
        house.__exit__(None, None, None)


def breaking(monkeypatch: pytest.MonkeyPatch, command: str, without: frozenset[str] = frozenset()) -> None:
    """The server does what it is told the first time, and the connection breaks before it can say so."""
    real, broken = getattr(_Client, command), []
    can = _Client.has_capability
    monkeypatch.setattr(_Client, "has_capability", lambda self, name: name not in without and can(self, name))

    def done_and_gone(self: _Client, *words: Any, **more: Any) -> Any:
        said = real(self, *words, **more)
        if not broken:
            broken.append(command)
            self._imap.hang_up()
            raise imaplib.IMAP4.abort("socket error: EOF")
        return said

    monkeypatch.setattr(_Client, command, done_and_gone)


def settled(house: House, dovecot: DovecotUser) -> None:
    """Nothing is left to do, nothing is new, and nothing is missed: what we moved ourselves has not vanished."""
    assert house.store.to_acknowledge("INBOX", dovecot.uidvalidity()) == ()
    assert jobs.poll_mailbox(house) == 0
    assert reconcile(house, at_once=True)
    assert house.store.troubles() == ()
    assert house.store.holdings().gone == 0
    assert house.store.holdings().mails == 1


def test_a_mail_that_was_moved_before_we_could_note_it_is_not_missed(
    registered: Registered, dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = registered(MOVE)
    breaking(monkeypatch, "move")
    watching.acknowledge(house)
    assert house.store.to_acknowledge("INBOX", dovecot.uidvalidity()), "it does not know yet"
    watching.acknowledge(house)
    settled(house, dovecot)
    assert dovecot.uids() == []
    assert len(dovecot.uids("Klart")) == 1


def test_a_mail_that_was_copied_and_not_deleted_is_rather_copied_twice_than_lost(
    registered: Registered, dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = registered(MOVE)
    breaking(monkeypatch, "copy", without=frozenset({"MOVE"}))
    watching.acknowledge(house)
    assert len(dovecot.uids()) == 1
    watching.acknowledge(house)
    settled(house, dovecot)
    assert dovecot.uids() == []
    assert len(dovecot.uids("Klart")) == 2


@pytest.mark.parametrize("without", [{"MOVE"}, {"MOVE", "UIDPLUS"}])
def test_a_mail_that_was_copied_and_marked_for_deletion_is_not_copied_again(
    without: set[str], registered: Registered, dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = registered(MOVE)
    breaking(monkeypatch, "delete_messages", frozenset(without))
    watching.acknowledge(house)
    watching.acknowledge(house)
    settled(house, dovecot)
    assert len(dovecot.uids("Klart")) == 1
    (uid,) = dovecot.uids()
    assert "\\Deleted" in dovecot.flags(uid), "as on a server that cannot expunge one mail only"


def test_a_flag_that_was_set_before_we_could_note_it_is_set_once(
    registered: Registered, dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = registered('after = "flag"')
    breaking(monkeypatch, "add_flags")
    watching.acknowledge(house)
    watching.acknowledge(house)
    settled(house, dovecot)
    assert dovecot.flags(dovecot.uids()[0]) == {"$Registrerad"}


def test_a_mailbox_that_refuses_is_an_alarm_until_it_is_put_right(registered: Registered, dovecot: DovecotUser) -> None:
    house = registered('after = "move"\nmove_to = "Borta"')
    watching.acknowledge(house)
    watching.acknowledge(house)
    (trouble,) = house.store.troubles()
    assert trouble.name == troubles.MARKING
    assert "Kontrollera att mappen Borta finns" in trouble.what
    watching.poll(house)
    assert house.store.troubles() == (trouble,), "fetching goes on, and says nothing of it"
    dovecot.create_folder("Borta")
    watching.acknowledge(house)
    settled(house, dovecot)
    assert len(dovecot.uids("Borta")) == 1
