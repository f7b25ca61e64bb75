"""What a server does wrong with a mail, at an exact byte: nothing false is taken, and the mails behind go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError
from ingest import wire
from ingest.imap import ImapMailbox
from tests.fakes.imap import HANG_UP, Answer, Command, FakeImap, body
from tests.fakes.imap_settings import settings

MAIL = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
OTHER = b"From: kommun@nacka.se\r\nSubject: Annat\r\n\r\nHej\r\n"


def nil_body(command: Command) -> Iterator[bytes]:
    yield b'* 1 FETCH (UID 1 INTERNALDATE "04-May-2015 08:00:00 +0200" RFC822.SIZE 52 BODY[] NIL)\r\n'
    yield command.ok()


def empty_body(command: Command) -> Iterator[bytes]:
    yield body(1, b"")
    yield command.ok()


def no_uid(command: Command) -> Iterator[bytes]:
    yield body(1, MAIL).replace(b"UID 1 ", b"")
    yield command.ok()


def another_uid(command: Command) -> Iterator[bytes]:
    yield body(2, OTHER)
    yield command.ok()


def another_mail_without_uid_under_the_same_number(command: Command) -> Iterator[bytes]:
    yield body(9, OTHER, sequence=1).replace(b"UID 9 ", b"")
    yield b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n"
    yield command.ok()


def two_bodies(command: Command) -> Iterator[bytes]:
    yield body(1, MAIL) + body(1, OTHER)
    yield command.ok()


def no_date(command: Command) -> Iterator[bytes]:
    yield body(1, MAIL).replace(b'INTERNALDATE "04-May-2015 08:00:00 +0200" ', b"")
    yield command.ok()


def refusal(command: Command) -> Iterator[bytes]:
    yield command.no("[SERVERBUG] The message could not be retrieved")


def bad(command: Command) -> Iterator[bytes]:
    yield command.bad("Command Error. 12")


def cut_inside_the_literal(command: Command) -> Iterator[bytes]:
    yield body(1, MAIL)[:-20]
    yield HANG_UP


def announced_too_short(command: Command) -> Iterator[bytes]:
    yield body(1, MAIL, announced=len(MAIL) - 12)
    yield command.ok()


@pytest.mark.parametrize(
    "fault",
    [
        nil_body,
        empty_body,
        no_uid,
        another_uid,
        another_mail_without_uid_under_the_same_number,
        two_bodies,
        no_date,
        refusal,
        bad,
        cut_inside_the_literal,
        announced_too_short,
    ],
)
def test_a_mail_that_is_not_given_whole_is_none_and_the_next_is_fetched(
    fault: Answer, certificates: Certificates
) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        if command.uid == 1:
            yield from fault(command)
        else:
            yield body(2, OTHER, sequence=2)
            yield command.ok()

    with (
        FakeImap(certificates, mails={1: MAIL, 2: OTHER}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None
        assert folder.exists(1)
        second = folder.fetch(2)
    assert second is not None
    assert second.raw == OTHER
    assert second.position.uid == 2


def test_a_literal_longer_than_what_comes_is_none_after_the_deadline(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield body(1, MAIL, announced=len(MAIL) + 1000)
        yield command.ok()
        command.pause()

    with (
        FakeImap(certificates, mails={1: MAIL}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates, seconds=1.0)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None
        assert folder.exists(1)
        assert server.visits == 2


def test_unsolicited_answers_around_the_mail_do_no_harm(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield b"* 3 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n"
        yield body(2, OTHER, sequence=2) + body(1, MAIL) + b"* 1 FETCH (FLAGS ())\r\n"
        yield command.ok()

    with (
        FakeImap(certificates, mails={1: MAIL, 2: OTHER}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        mail = folder.fetch(1)
    assert mail is not None
    assert mail.raw == MAIL


def test_a_server_that_estimates_sizes_is_asked_twice_once_and_then_believed(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield body(command.uid, MAIL if command.uid == 1 else OTHER, size=9999)
        yield command.ok()

    with (
        FakeImap(certificates, mails={1: MAIL, 2: OTHER}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        first, second = folder.fetch(1), folder.fetch(2)
        fetched = [command.uid for command in server.commands if command.verb == "UID FETCH"]
    assert first is not None
    assert first.raw == MAIL
    assert second is not None
    assert second.raw == OTHER
    assert fetched == [1, 1, 2]


def test_a_mail_whose_size_is_wrong_and_whose_bytes_change_is_not_taken(certificates: Certificates) -> None:
    bodies = iter([MAIL[:-9], MAIL[:-2]])

    def answer(command: Command) -> Iterator[bytes]:
        yield body(1, next(bodies), size=len(MAIL))
        yield command.ok()

    with (
        FakeImap(certificates, mails={1: MAIL}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None


def test_a_literal_beyond_the_bound_is_passed_by_on_the_same_connection(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LARGEST_LITERAL", 100_000)
    huge = b"Subject: x\r\n\r\n" + b"y" * 200_000
    with (
        FakeImap(certificates, mails={1: huge, 2: OTHER}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None
        second = folder.fetch(2)
        assert server.visits == 1
    assert second is not None
    assert second.raw == OTHER


def test_a_connection_that_breaks_over_mail_after_mail_is_an_error(certificates: Certificates) -> None:
    mails = dict.fromkeys(range(1, 6), MAIL)
    with (
        FakeImap(certificates, mails=mails, answers={"UID FETCH": cut_inside_the_literal}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None
        assert folder.fetch(2) is None
        with pytest.raises(MailboxError, match="bröts"):
            folder.fetch(3)


def test_a_folder_renumbered_while_the_connection_was_away_is_an_error(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        server.uidvalidity = 8
        yield HANG_UP

    with (
        FakeImap(certificates, mails={1: MAIL}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates)).open("INBOX") as folder,
        pytest.raises(MailboxError, match="UIDVALIDITY"),
    ):
        folder.fetch(1)
