"""After the commit: mails are flagged or moved, and only those."""

from __future__ import annotations

import dataclasses

import pytest

from domain.errors import MailboxError, MailboxRefused
from ingest.connection import Connection
from tests.integration.test_imap import MAIL, mailbox
from tests.servers.dovecot_user import DovecotUser


def test_the_keyword_is_set_and_nothing_else(dovecot: DovecotUser) -> None:
    done, other = dovecot.deliver(MAIL), dovecot.deliver(MAIL)
    with mailbox(dovecot, after="flag").open("INBOX") as folder:
        folder.acknowledge([done])
        folder.acknowledge([done])
        assert folder.fetch(other) is not None
    assert dovecot.flags(done) == {"$Registrerad"}
    assert dovecot.flags(other) == set()


def test_a_mail_is_moved_and_the_others_stay(dovecot: DovecotUser) -> None:
    dovecot.create_folder("Åtgärdat")
    done, other = dovecot.deliver(MAIL), dovecot.deliver(MAIL)
    with mailbox(dovecot, after="move", move_to="Åtgärdat").open("INBOX") as folder:
        folder.acknowledge([done])
        folder.acknowledge([done])
    assert dovecot.uids() == [other]
    assert len(dovecot.uids("Åtgärdat")) == 1


@pytest.mark.parametrize("able", [{"UIDPLUS"}, set()])
def test_without_move_the_mail_is_copied_once_and_a_colleagues_deleted_mail_is_not_expunged(
    able: set[str], dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.create_folder("Klart")
    done, colleagues = dovecot.deliver(MAIL), dovecot.deliver(MAIL)
    with dovecot.colleague("INBOX") as client:
        client.uid("STORE", str(colleagues), "+FLAGS", "(\\Deleted)")
    monkeypatch.setattr("ingest.connection._Client.has_capability", lambda self, name: name in able)
    with mailbox(dovecot, after="move", move_to="Klart").open("INBOX") as folder:
        folder.acknowledge([done])
        folder.acknowledge([done])
    assert dovecot.uids() == ([colleagues] if able else [done, colleagues])
    assert len(dovecot.uids("Klart")) == 1


def test_mails_that_are_gone_are_passed_over(dovecot: DovecotUser) -> None:
    gone, left = dovecot.deliver(MAIL), dovecot.deliver(MAIL)
    with mailbox(dovecot, after="flag").open("INBOX") as folder:
        dovecot.expunge([gone])
        folder.acknowledge([gone, left, 4711])
        folder.acknowledge([gone])
        folder.acknowledge([])
    assert dovecot.flags(left) == {"$Registrerad"}


def test_nothing_foreign_is_marked_when_the_folder_was_renumbered_meanwhile(dovecot: DovecotUser) -> None:
    dovecot.create_folder("Inkommet")
    uid = dovecot.deliver(MAIL, "Inkommet")
    with mailbox(dovecot, after="flag").open("Inkommet") as folder:
        dovecot.recreate_folder("Inkommet")
        assert dovecot.deliver(b"Subject: annat\r\n\r\n", "Inkommet") == uid
        with pytest.raises(MailboxError):
            folder.acknowledge([uid])
    assert dovecot.flags(uid, "Inkommet") == set()


def test_nothing_is_marked_when_only_the_number_changed(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    with mailbox(dovecot, after="flag").open("INBOX") as folder:
        dovecot.change_uidvalidity()
        with pytest.raises(MailboxError):
            folder.acknowledge([uid])
    assert dovecot.flags(uid) == set()


def test_a_missing_target_folder_is_refused_and_the_mail_stays(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    with (
        mailbox(dovecot, after="move", move_to="Borta").open("INBOX") as folder,
        pytest.raises(MailboxRefused, match="Kontrollera att mappen Borta finns"),
    ):
        folder.acknowledge([uid])
    assert dovecot.uids() == [uid]


def test_many_mails_are_flagged_in_batches(dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.connection.BATCH", 7)
    dovecot.deliver_many([MAIL] * 30)
    with mailbox(dovecot, after="flag", flag="\\Flagged").open("INBOX") as folder:
        folder.acknowledge(range(1, 30))
    with dovecot.colleague("INBOX") as client:
        assert client.uid("SEARCH", "FLAGGED")[1][0].split() == [b"%d" % uid for uid in range(1, 30)]


def test_a_folder_that_takes_no_keywords_is_refused_with_what_to_choose(
    dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = dovecot.deliver(MAIL)
    select = Connection.select

    def limited(self: Connection, folder: str, *, readonly: bool) -> object:
        return dataclasses.replace(select(self, folder, readonly=readonly), permanent_flags=(b"\\Seen", b"\\Flagged"))

    monkeypatch.setattr(Connection, "select", limited)
    with mailbox(dovecot, after="flag").open("INBOX") as folder, pytest.raises(MailboxRefused, match=r"imap\.flag"):
        folder.acknowledge([uid])
    with mailbox(dovecot, after="flag", flag="\\Flagged").open("INBOX") as folder:
        folder.acknowledge([uid])
    assert dovecot.flags(uid) == {"\\Flagged"}
