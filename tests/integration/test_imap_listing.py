"""How mails are listed and marked where a server numbers them oddly or can little."""

from __future__ import annotations

from collections.abc import Iterator

from demo.certificates import Certificates
from ingest.imap import ImapMailbox
from tests.fakes.imap import Command, FakeImap
from tests.fakes.imap_settings import settings

MAIL = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
OTHER = b"From: kommun@nacka.se\r\nSubject: Annat\r\n\r\nHej\r\n"


def test_uidvalidity_and_uidnext_left_out(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield b"* 2 FETCH (UID 12)\r\n"
        yield command.ok()

    with (
        FakeImap(certificates, mails={4: MAIL, 12: OTHER}, uidvalidity=None, answers={"FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates, after="flag")).open("INBOX") as folder,
    ):
        assert folder.uidvalidity == 0
        assert list(folder.uids(0)) == [(4, 12)]
        folder.acknowledge([4])
        assert not [command for command in server.commands if command.verb in ("SELECT", "UID STORE")]


def test_uids_numbered_by_the_clock_are_found_in_few_steps(certificates: Certificates) -> None:
    mails = {7: MAIL, 1_430_719_200: MAIL, 4_294_967_290: OTHER}
    with (
        FakeImap(certificates, mails=mails) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert [uid for window in folder.uids(0) for uid in window] == sorted(mails)
        assert len([command for command in server.commands if command.verb == "UID SEARCH"]) < 60


def test_two_hundred_thousand_uids_come_in_windows_that_any_server_can_answer(certificates: Certificates) -> None:
    mails = dict.fromkeys(range(1, 200_001), MAIL)
    del mails[77]
    with (
        FakeImap(certificates, mails=mails) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        windows = list(folder.uids(5))
    assert max(len(window) for window in windows) <= 5000
    assert [uid for window in windows for uid in window] == [uid for uid in mails if uid > 5]


def test_no_mail_above_the_last_is_no_mail(certificates: Certificates) -> None:
    def star(command: Command) -> Iterator[bytes]:
        yield b"* SEARCH 3\r\n"
        yield command.ok()

    with (
        FakeImap(certificates, mails={3: MAIL}, uidnext=9, answers={"UID SEARCH": star}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert list(folder.uids(3)) == []


def test_without_move_and_uidplus_nothing_is_expunged(certificates: Certificates) -> None:
    with (
        FakeImap(certificates, mails={1: MAIL}, capability="IMAP4rev1") as server,
        ImapMailbox(settings(server, certificates, after="move", move_to="Klart")).open("INBOX") as folder,
    ):
        folder.acknowledge([1])
    verbs = [command.verb for command in server.commands]
    assert verbs[-3:] == ["UID COPY", "UID STORE", "LOGOUT"]
    assert "EXPUNGE" not in " ".join(verbs)


def test_exchange_that_refuses_any_charset_is_never_sent_one(certificates: Certificates) -> None:
    def strict(command: Command) -> Iterator[bytes]:
        if "CHARSET" in command.arguments:
            yield command.no("[BADCHARSET (US-ASCII)] The specified charset is not supported.")
            return
        yield b"* SEARCH 3\r\n"
        yield command.ok()

    with (
        FakeImap(certificates, mails={3: MAIL}, answers={"UID SEARCH": strict}) as server,
        ImapMailbox(settings(server, certificates)).open("Skräppost") as folder,
    ):
        assert list(folder.uids(0)) == [(3,)]
        assert folder.exists(3)
