"""The demo's mailbox, read through the same door as a real one."""

from __future__ import annotations

import datetime as dt
import gc

import pytest

from demo.certificates import Certificates
from demo.mailbox import EmbeddedMailbox
from domain.errors import MailboxRefused
from ingest.imap import ImapMailbox, ImapSettings
from ingest.probe import probe

ARRIVED = dt.datetime(2015, 5, 4, 8, 30, tzinfo=dt.UTC)


def settings(server: EmbeddedMailbox, **changed: object) -> ImapSettings:
    known: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "security": "tls",
        "username": server.username,
        "password": server.password,
        "ca_file": server.ca_file,
        "seconds": 20.0,
    }
    return ImapSettings(**{**known, **changed})  # type: ignore[arg-type]


def test_mails_laid_in_are_fetched_byte_for_byte_with_their_arrival(certificates: Certificates) -> None:
    mails = [b"Subject: %d\r\n\r\n\xe5\xe4\xf6 %d\r\n" % (number, number) for number in range(20)]
    with EmbeddedMailbox(certificates) as server:
        uids = [server.deliver(raw, ARRIVED + dt.timedelta(minutes=number)) for number, raw in enumerate(mails)]
        with ImapMailbox(settings(server)).open("INBOX") as folder:
            assert [uid for window in folder.uids(0) for uid in window] == uids
            assert [uid for window in folder.uids(uids[-3]) for uid in window] == uids[-2:]
            fetched = [folder.fetch(uid) for uid in uids]
            assert folder.fetch(uids[-1] + 1) is None
            assert not folder.exists(uids[-1] + 1)
    assert [mail.raw for mail in fetched if mail] == mails
    assert [mail.arrived_at for mail in fetched if mail] == [
        ARRIVED + dt.timedelta(minutes=number) for number in range(20)
    ]


def test_a_mail_that_arrives_later_is_seen_at_the_next_visit(certificates: Certificates) -> None:
    with EmbeddedMailbox(certificates) as server:
        box = ImapMailbox(settings(server))
        with box.open("INBOX") as folder:
            assert list(folder.uids(0)) == []
            before = folder.uidvalidity
        uid = server.deliver(b"Subject: sent\r\n\r\n", ARRIVED)
        with box.open("INBOX") as folder:
            assert list(folder.uids(0)) == [(uid,)]
            assert folder.uidvalidity == before > 0


def test_a_keyword_can_be_set_and_a_mail_moved(certificates: Certificates) -> None:
    with EmbeddedMailbox(certificates) as server:
        server.create_folder("Åtgärdat")
        first, second = (server.deliver(b"Subject: x\r\n\r\n%d" % number, ARRIVED) for number in range(2))
        with ImapMailbox(settings(server, after="flag")).open("INBOX") as folder:
            folder.acknowledge([first])
        moving = settings(server, after="move", move_to="Åtgärdat")
        assert all(well for _, well, _ in probe(moving, ["INBOX"]))
        with ImapMailbox(moving).open("INBOX") as folder:
            folder.acknowledge([first])
        with ImapMailbox(moving).open("INBOX") as folder:
            assert list(folder.uids(0)) == [(second,)]
        with ImapMailbox(moving).open("Åtgärdat") as folder:
            assert len(list(folder.uids(0))) == 1


def test_an_open_connection_survives_a_garbage_collection(certificates: Certificates) -> None:
    with EmbeddedMailbox(certificates) as server:
        uid = server.deliver(b"Subject: x\r\n\r\n", ARRIVED)
        with ImapMailbox(settings(server)).open("INBOX") as folder:
            for _ in range(5):
                gc.collect()
                assert folder.fetch(uid) is not None


def test_a_wrong_password_is_refused(certificates: Certificates) -> None:
    with (
        EmbeddedMailbox(certificates) as server,
        pytest.raises(MailboxRefused),
        ImapMailbox(settings(server, password="fel")).open("INBOX"),
    ):
        pass


def test_two_mailboxes_do_not_share_their_mail_and_close_with_a_client_inside(certificates: Certificates) -> None:
    with EmbeddedMailbox(certificates) as one, EmbeddedMailbox(certificates) as other:
        one.deliver(b"Subject: x\r\n\r\n", ARRIVED)
        left_open = ImapMailbox(settings(other)).connect()
        with ImapMailbox(settings(other)).open("INBOX") as folder:
            assert list(folder.uids(0)) == []
    left_open.close()
