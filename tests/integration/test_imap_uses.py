"""Folders named by their use, which each mailbox calls something else."""

from __future__ import annotations

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxRefused
from ingest.imap import ImapMailbox
from ingest.probe import probe
from tests.fakes.imap import FakeImap
from tests.fakes.imap_settings import settings as fake_settings
from tests.integration.test_imap import MAIL, mailbox, settings
from tests.servers.dovecot_user import DovecotUser

JUNK = "Oönskat"  # what the Dovecot of the tests says is \Junk


def test_the_junk_folder_is_found_under_the_name_it_has(dovecot: DovecotUser) -> None:
    dovecot.create_folder(JUNK)
    uid = dovecot.deliver(MAIL, JUNK)
    with mailbox(dovecot).open("\\Junk") as folder:
        mail = folder.fetch(uid)
    assert mail is not None
    assert mail.position.folder == folder.name == JUNK, "as people see it in their mail programs"


def test_a_mail_in_it_is_marked_when_it_is_done(dovecot: DovecotUser) -> None:
    dovecot.create_folder(JUNK)
    uid = dovecot.deliver(MAIL, JUNK)
    with mailbox(dovecot, after="flag").open("\\junk") as folder:
        folder.acknowledge([uid])
    assert dovecot.flags(uid, JUNK) == {"$Registrerad"}


def test_the_folders_are_listed_once_a_connection(certificates: Certificates) -> None:
    with FakeImap(certificates, answers={"LIST": lambda c: iter([b'* LIST (\\Junk) "/" Skr\r\n', c.ok()])}) as server:
        box = ImapMailbox(fake_settings(server, certificates), keep=True)
        for _ in range(3):
            with box.open("\\Junk") as folder:
                assert folder.name == "Skr"
        box.close()
    assert [command.verb for command in server.commands].count("LIST") == 1


def test_a_server_that_names_no_such_folder_is_told_of_with_what_to_write(certificates: Certificates) -> None:
    with (
        FakeImap(certificates, answers={"LIST": lambda c: iter([b'* LIST () "/" INBOX\r\n', c.ok()])}) as server,
        pytest.raises(MailboxRefused, match=r"pekar inte ut någon mapp som \\Junk\. Skriv mappens namn"),
        ImapMailbox(fake_settings(server, certificates)).open("\\Junk"),
    ):
        pass


def test_check_tells_the_name_that_it_found(dovecot: DovecotUser) -> None:
    dovecot.create_folder(JUNK)
    *_, line = probe(settings(dovecot), ["INBOX", "\\Junk"])
    assert line == ("IMAP-mappen \\Junk", True, f"{JUNK}, 0 brev")


def test_the_folders_of_another_mailbox_have_other_names_in_the_register(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    with mailbox(dovecot, prefix="arkiv@ksl.se/").open("INBOX") as folder:
        mail = folder.fetch(uid)
    assert mail is not None
    assert mail.position.folder == "arkiv@ksl.se/INBOX"
