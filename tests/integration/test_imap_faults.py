"""What a server does wrong, at an exact byte: nothing false is stored, nothing hangs, the mails behind go on."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from typing import Any

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError, MailboxRefused
from ingest import wire
from ingest.imap import ImapMailbox, ImapSettings
from tests.fakes.imap import HANG_UP, Answer, Command, FakeImap, body

MAIL = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
OTHER = b"From: kommun@nacka.se\r\nSubject: Annat\r\n\r\nHej\r\n"
LONG_AFTER_THE_DEADLINE = 30.0


def settings(server: FakeImap, certificates: Certificates, **changed: Any) -> ImapSettings:
    return ImapSettings(
        **{
            "host": server.host,
            "port": server.port,
            "security": "tls",
            "username": "registrator@ksl.se",
            "password": "Hemligt-2015",
            "ca_file": certificates.ca_file,
            "seconds": 10.0,
            **changed,
        }
    )


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


def silent(command: Command) -> Iterator[bytes]:
    command.pause()
    yield HANG_UP


def drip(command: Command) -> Iterator[bytes]:
    while not command.stopping.is_set():
        yield b"*"
        command.pause(0.2)


@pytest.mark.parametrize("fault", [silent, drip])
@pytest.mark.parametrize("stage", ["handshake", "greeting", "LOGIN", "EXAMINE"])
def test_a_server_that_hangs_or_drips_is_given_up_at_the_deadline(
    stage: str, fault: Answer, certificates: Certificates
) -> None:
    began = time.monotonic()
    with (
        FakeImap(certificates, answers={stage: fault}) as server,
        pytest.raises(MailboxError, match=r"svarade inte inom 0\.8 sekunder|talar inte TLS") as caught,
        ImapMailbox(settings(server, certificates, seconds=0.8)).open("INBOX"),
    ):
        pass
    assert not isinstance(caught.value, MailboxRefused)
    assert time.monotonic() - began < LONG_AFTER_THE_DEADLINE


def test_a_mail_that_drips_is_none_and_the_server_is_asked_again(certificates: Certificates) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        for byte in body(1, MAIL):
            yield bytes([byte])
            command.pause(0.3)

    began = time.monotonic()
    with (
        FakeImap(certificates, mails={1: MAIL}, answers={"UID FETCH": answer}) as server,
        ImapMailbox(settings(server, certificates, seconds=1.0)).open("INBOX") as folder,
    ):
        assert folder.fetch(1) is None
        assert folder.exists(1)
    assert time.monotonic() - began < LONG_AFTER_THE_DEADLINE


def test_a_plain_server_that_drips_before_starttls_is_given_up_at_the_deadline(certificates: Certificates) -> None:
    with (
        FakeImap(certificates, tls=False, answers={"greeting": drip}) as server,
        pytest.raises(MailboxError, match="svarade inte inom"),
        ImapMailbox(settings(server, certificates, security="starttls", seconds=0.8)).open("INBOX"),
    ):
        pass


def test_a_server_without_starttls_never_sees_the_password(certificates: Certificates) -> None:
    with (
        FakeImap(certificates, tls=False) as server,
        pytest.raises(MailboxError),
        ImapMailbox(settings(server, certificates, security="starttls")).open("INBOX"),
    ):
        pass
    assert "Hemligt-2015" not in repr(server.commands)
    assert [command.verb for command in server.commands if command.verb in ("LOGIN", "AUTHENTICATE")] == []


def test_a_sign_in_that_time_may_heal_is_not_a_refusal(certificates: Certificates) -> None:
    def away(command: Command) -> Iterator[bytes]:
        yield command.no("[UNAVAILABLE] Temporary authentication failure.")

    def dropped(command: Command) -> Iterator[bytes]:
        yield HANG_UP

    for answer in (away, dropped):
        with (
            FakeImap(certificates, answers={"LOGIN": answer}) as server,
            pytest.raises(MailboxError) as caught,
            ImapMailbox(settings(server, certificates)).open("INBOX"),
        ):
            pass
        assert not isinstance(caught.value, MailboxRefused)


def test_a_certificate_for_another_host_name_is_refused(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeImap, "host", "127.0.0.2")  # the certificate is for localhost and 127.0.0.1
    with (
        FakeImap(certificates) as server,
        pytest.raises(MailboxRefused, match="Certifikatet"),
        ImapMailbox(settings(server, certificates)).open("INBOX"),
    ):
        pass
    assert "LOGIN" not in [command.verb for command in server.commands]


def test_bye_in_the_greeting_is_an_error_in_words(certificates: Certificates) -> None:
    def bye(command: Command) -> Iterator[bytes]:
        yield b"* BYE Too many connections\r\n"

    with (
        FakeImap(certificates, answers={"greeting": bye}) as server,
        pytest.raises(MailboxError, match="Too many connections"),
        ImapMailbox(settings(server, certificates)).open("INBOX"),
    ):
        pass


def test_without_move_and_uidplus_nothing_is_expunged(certificates: Certificates) -> None:
    with (
        FakeImap(certificates, mails={1: MAIL}, capability="IMAP4rev1") as server,
        ImapMailbox(settings(server, certificates, after="move", move_to="Klart")).open("INBOX") as folder,
    ):
        folder.acknowledge([1])
    verbs = [command.verb for command in server.commands]
    assert verbs[-3:] == ["UID COPY", "UID STORE", "LOGOUT"]
    assert "EXPUNGE" not in " ".join(verbs)


def test_the_password_is_not_in_the_settings_as_text(certificates: Certificates) -> None:
    with FakeImap(certificates) as server:
        made = settings(server, certificates)
    assert "Hemligt-2015" not in repr(made)
    assert "Hemligt-2015" not in repr(dataclasses.replace(made, seconds=1))
