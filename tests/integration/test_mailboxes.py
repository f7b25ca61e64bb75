"""Several mailboxes on a real Dovecot, into one register."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import MailboxError
from ingest import backoff
from outbox import troubles
from registrator import jobs, watching
from registrator.build import House
from registrator.checking import _mailboxes
from registrator.config import load_config
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.new_register import new_house

CONFIG = """
[imap]
host = "{first.host}"
port = {first.port_tls}
username = "{first.username}"
password = "{first.password}"
ca_file = "{first.ca_file}"
after = "flag"
[[imap.also]]
host = "{second.host}"
port = {port}
username = "{second.username}"
password = "{second.password}"
ca_file = "{second.ca_file}"
folders = ["INBOX", "Remisser"]
[smtp]
host = "localhost"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def mail(number: int) -> bytes:
    return f"From: a@botkyrka.se\r\nSubject: Nr {number}\r\nMessage-ID: <{number}@x>\r\n\r\nHej {number}\r\n".encode()


@pytest.fixture
def second(dovecot_server: Dovecot) -> DovecotUser:
    user = dovecot_server.user()
    user.create_folder("Remisser")
    return user


@pytest.fixture
def house(tmp_path: Path, dovecot: DovecotUser, second: DovecotUser) -> Iterator[House]:
    yield from opened(tmp_path, dovecot, second, second.port_tls)


@pytest.fixture
def house_with_one_away(
    tmp_path: Path, dovecot: DovecotUser, second: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0)
    yield from opened(tmp_path, dovecot, second, 1)  # nobody answers there


def opened(folder: Path, first: DovecotUser, second: DovecotUser, port: int) -> Iterator[House]:
    (folder / "config.toml").write_text(CONFIG.format(first=first, second=second, port=port), "utf-8")
    with new_house(load_config(folder / "config.toml", {})) as made:
        yield made


def test_mails_of_all_mailboxes_come_into_the_register_and_each_is_marked_where_it_lies(
    house: House, dovecot: DovecotUser, second: DovecotUser
) -> None:
    # The same UID in folders of the same name: only the mailbox tells them apart.
    uids = [dovecot.deliver(mail(1)), second.deliver(mail(2))]
    uids.append(second.deliver(mail(3), "Remisser"))
    assert len(set(uids)) == 1
    assert jobs.poll_mailbox(house) == 3
    assert jobs.poll_mailbox(house) == 0
    assert jobs.read_waiting(house) == 3
    jobs.acknowledge(house)
    assert dovecot.flags(uids[0]) == second.flags(uids[1]) == second.flags(uids[2], "Remisser") == {"$Registrerad"}


def test_the_same_mail_in_two_mailboxes_is_one_entry(house: House, dovecot: DovecotUser, second: DovecotUser) -> None:
    dovecot.deliver(mail(1))
    second.deliver(mail(1))
    jobs.poll_mailbox(house)
    assert len(house.store.entries()) == 1


def test_every_mailbox_is_listened_to(house: House, second: DovecotUser) -> None:
    told, failures = threading.Semaphore(0), []
    end = house.mailbox.listen(
        house.config.imap.places, told.release, lambda name, error: failures.append(f"{name}: {error}")
    )
    for _ in house.config.imap.places:
        assert told.acquire(timeout=20)
    second.deliver(mail(2))
    assert told.acquire(timeout=20)
    end()
    assert not failures


def test_a_mailbox_that_is_away_is_told_of_and_the_others_go_on(
    house_with_one_away: House, dovecot: DovecotUser, second: DovecotUser
) -> None:
    house = house_with_one_away
    dovecot.deliver(mail(1))
    for _ in range(2):
        with pytest.raises(MailboxError):
            watching.poll(house)
    assert len(house.store.entries()) == 1
    (trouble,) = house.store.troubles()
    assert trouble.name == troubles.MAILBOX
    assert second.username in trouble.what, "which of them"


def test_what_is_tried_by_check_is_every_mailbox(house_with_one_away: House) -> None:
    lines = list(_mailboxes(house_with_one_away.config))
    assert [well for _, well, _ in lines] == [True, True, False]
