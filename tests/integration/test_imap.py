"""The IMAP door against a real Dovecot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from domain.errors import MailboxError, MailboxRefused
from domain.mail import MailPosition
from ingest.imap import ImapMailbox, ImapSettings
from ingest.probe import probe
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port

MAIL = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
ARRIVED = dt.datetime(2015, 5, 4, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def settings(user: DovecotUser, **changed: Any) -> ImapSettings:
    return ImapSettings(
        **{
            "host": "localhost",
            "port": user.port_tls,
            "security": "tls",
            "username": user.username,
            "password": user.password,
            "ca_file": user.ca_file,
            "seconds": 20.0,
            **changed,
        }
    )


def mailbox(user: DovecotUser, **changed: Any) -> ImapMailbox:
    return ImapMailbox(settings(user, **changed))


def all_uids(box: ImapMailbox, folder: str = "INBOX", above: int = 0) -> list[int]:
    with box.open(folder) as opened:
        return [uid for window in opened.uids(above) for uid in window]


def test_a_mail_comes_with_its_bytes_its_position_and_its_arrival_in_utc(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL, when=ARRIVED)
    with mailbox(dovecot).open("INBOX") as folder:
        mail = folder.fetch(uid)
    assert mail is not None
    assert mail.raw == MAIL
    assert mail.position == MailPosition(folder="INBOX", uidvalidity=dovecot.uidvalidity(), uid=uid)
    assert mail.arrived_at == dt.datetime(2015, 5, 4, 6, 30, tzinfo=dt.UTC)
    assert mail.arrived_at.tzinfo is dt.UTC


def test_a_mail_opened_by_a_colleague_is_still_fetched_and_no_flag_changes(dovecot: DovecotUser) -> None:
    seen, unseen = dovecot.deliver(MAIL), dovecot.deliver(MAIL)
    with dovecot.colleague("INBOX") as client:
        client.uid("STORE", str(seen), "+FLAGS", "(\\Seen \\Answered)")
    with mailbox(dovecot).open("INBOX") as folder:
        assert [uid for window in folder.uids(0) for uid in window] == [seen, unseen]
        assert folder.fetch(seen) is not None
        assert folder.fetch(unseen) is not None
        folder.acknowledge([seen, unseen])
    assert dovecot.flags(seen) == {"\\Seen", "\\Answered"}
    assert dovecot.flags(unseen) == set()


def test_starttls_is_as_good_as_tls(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    with mailbox(dovecot, security="starttls", port=dovecot.port_starttls).open("INBOX") as folder:
        assert folder.fetch(uid) is not None


def test_an_empty_folder_has_no_uids(dovecot: DovecotUser) -> None:
    assert all_uids(mailbox(dovecot)) == []


def test_only_uids_above_the_mark_are_listed_and_never_the_last_one_again(dovecot: DovecotUser) -> None:
    uids = [dovecot.deliver(MAIL) for _ in range(4)]
    assert all_uids(mailbox(dovecot), above=uids[1]) == uids[2:]
    assert all_uids(mailbox(dovecot), above=uids[-1]) == []
    assert all_uids(mailbox(dovecot), above=uids[-1] + 1000) == []


def test_three_thousand_mails_with_gaps_come_whole_and_in_order(
    dovecot: DovecotUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.imap.WINDOW", 250)
    dovecot.deliver_many([b"Subject: %d\n\nx\n" % number for number in range(1, 3001)])
    assert len(dovecot.uids()) == 3000
    removed = {*range(400, 1900), 2500}
    dovecot.expunge(sorted(removed))
    with mailbox(dovecot).open("INBOX") as folder:
        windows = list(folder.uids(10))
        mail = folder.fetch(2999)
    assert [uid for window in windows for uid in window] == [uid for uid in range(11, 3001) if uid not in removed]
    assert max(map(len, windows)) <= 250
    assert mail is not None
    assert mail.raw.startswith(b"Subject: ")


def test_a_mail_of_twenty_megabytes_comes_whole(dovecot: DovecotUser) -> None:
    line = b"0123456789abcdef" * 4 + b"\r\n"
    raw = b"Subject: stort\r\n\r\n" + line * (20 * 2**20 // len(line))
    uid = dovecot.deliver(raw)
    with mailbox(dovecot).open("INBOX") as folder:
        mail = folder.fetch(uid)
    assert mail is not None
    assert hashlib.sha256(mail.raw).digest() == hashlib.sha256(raw).digest()


def test_bytes_that_are_no_text_come_as_they_are(dovecot: DovecotUser) -> None:
    raw = (
        b"Subject: \xe5\xe4\xf6 \xff\r\n\r\n" + bytes(sign for sign in range(1, 256) if sign not in (10, 13)) + b"\r\n"
    )
    uid = dovecot.deliver(raw)
    with mailbox(dovecot).open("INBOX") as folder:
        mail = folder.fetch(uid)
    assert mail is not None
    assert mail.raw == raw


def test_a_mail_expunged_between_listing_and_fetching_is_gone(dovecot: DovecotUser) -> None:
    first, second, third = (dovecot.deliver(MAIL + b"%d\r\n" % number) for number in range(3))
    with mailbox(dovecot).open("INBOX") as folder:
        listed = [uid for window in folder.uids(0) for uid in window]
        dovecot.expunge([second])
        mails = {uid: folder.fetch(uid) for uid in listed}
        still_there = {uid: folder.exists(uid) for uid in listed}
    assert still_there == {first: True, second: False, third: True}
    last = mails[third]
    assert last is not None
    assert last.raw == MAIL + b"2\r\n"


def test_a_changed_uidvalidity_is_seen(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    box = mailbox(dovecot)
    with box.open("INBOX") as folder:
        before = folder.uidvalidity
    new = dovecot.change_uidvalidity()
    with box.open("INBOX") as folder:
        mail = folder.fetch(uid)
        assert folder.uidvalidity == new != before
    assert mail is not None
    assert mail.position.uidvalidity == new


def test_a_folder_deleted_and_made_anew_has_another_uidvalidity_and_the_same_uids(dovecot: DovecotUser) -> None:
    dovecot.create_folder("Inkommet")
    old = dovecot.uidvalidity("Inkommet")
    dovecot.deliver(MAIL, "Inkommet")
    assert dovecot.recreate_folder("Inkommet") != old
    assert dovecot.deliver(b"Subject: annat\r\n\r\n", "Inkommet") == 1
    with mailbox(dovecot).open("Inkommet") as folder:
        mail = folder.fetch(1)
        assert folder.uidvalidity != old
    assert mail is not None
    assert mail.raw == b"Subject: annat\r\n\r\n"


@pytest.mark.parametrize("name", ["Inkommet från nämnd", "Ärenden & övrigt", 'Svar "2015"', "Arkiv/Åtgärdat"])
def test_a_folder_is_found_by_the_name_a_person_reads(name: str, dovecot: DovecotUser) -> None:
    dovecot.create_folder(name.replace('"', '\\"'))
    with dovecot.colleague() as client:
        assert client.list()[0] == "OK"
    box = mailbox(dovecot)
    assert all_uids(box, name) == []
    dovecot.deliver(MAIL, name.replace('"', '\\"'))
    with box.open(name) as folder:
        mail = folder.fetch(1)
    assert mail is not None
    assert mail.position.folder == name


def test_wrong_passwords_are_refused_in_words_and_not_repeated_there(dovecot: DovecotUser) -> None:
    for password in ("Fel-lösenord", "Wrong-password"):  # the first goes by AUTHENTICATE PLAIN
        with (
            pytest.raises(MailboxRefused, match=r"Kontrollera imap\.username och lösenordet") as caught,
            mailbox(dovecot, password=password).open("INBOX"),
        ):
            pass
        assert password not in str(caught.value)


def test_a_password_with_swedish_letters_is_sent(certificates: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.servers.dovecot.PASSWORD", "Blåbärsö-2015")
    if Dovecot.missing():
        pytest.skip(Dovecot.missing())
    with Dovecot(certificates) as server:
        assert all_uids(mailbox(server.user())) == []


def test_an_unknown_folder_is_refused_with_what_to_do(dovecot: DovecotUser) -> None:
    with (
        pytest.raises(MailboxRefused, match=r"mappen Borta skulle öppnas.*imap\.folders"),
        mailbox(dovecot).open("Borta"),
    ):
        pass


def test_a_foreign_certificate_is_refused(dovecot: DovecotUser, foreign_ca_file: Path) -> None:
    for security, port in (("tls", dovecot.port_tls), ("starttls", dovecot.port_starttls)):
        with (
            pytest.raises(MailboxRefused, match=r"Certifikatet.*godtas inte"),
            mailbox(dovecot, ca_file=foreign_ca_file, security=security, port=port).open("INBOX"),
        ):
            pass


def test_the_systems_authorities_do_not_vouch_for_the_test_server(dovecot: DovecotUser) -> None:
    with pytest.raises(MailboxRefused, match="Certifikatet"), mailbox(dovecot, ca_file=None).open("INBOX"):
        pass


def test_a_missing_file_of_authorities_is_told(dovecot: DovecotUser, tmp_path: Path) -> None:
    with (
        pytest.raises(MailboxRefused, match=r"imap\.ca_file"),
        mailbox(dovecot, ca_file=tmp_path / "borta.pem").open("INBOX"),
    ):
        pass


def test_a_port_where_nobody_listens_is_told(dovecot: DovecotUser) -> None:
    with (
        pytest.raises(MailboxError, match="tar inte emot anslutningar"),
        mailbox(dovecot, port=free_port()).open("INBOX"),
    ):
        pass


def test_tls_towards_a_port_that_speaks_plainly_is_told(dovecot: DovecotUser) -> None:
    with (
        pytest.raises(MailboxError, match="talar inte TLS"),
        mailbox(dovecot, port=dovecot.port_starttls).open("INBOX"),
    ):
        pass


def test_the_probe_tells_of_folders_that_are_and_are_not(dovecot: DovecotUser) -> None:
    dovecot.deliver(MAIL)
    lines = list(probe(settings(dovecot, after="flag"), ["INBOX", "Borta"]))
    assert [(what, well) for what, well, _ in lines] == [
        ("IMAP", True),
        ("IMAP-mappen INBOX", True),
        ("IMAP-mappen Borta", False),
    ]
    assert "1 brev" in lines[1][2]
    assert "Mappar som finns: INBOX" in lines[2][2]


def test_the_probe_tells_of_a_missing_target_and_of_a_refused_sign_in(dovecot: DovecotUser) -> None:
    wanted = settings(dovecot, after="move", move_to="Klart")
    assert [(what, well) for what, well, _ in probe(wanted, ["INBOX"])][-1] == ("IMAP-mappen Klart", False)
    wrong = dataclasses.replace(wanted, password="fel")
    assert [(what, well) for what, well, _ in probe(wrong, ["INBOX"])] == [("IMAP", False)]
