"""Servers that hang, drip, turn us away or are not whom they say: an error in words within the deadline."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError, MailboxRefused
from ingest.imap import ImapMailbox
from tests.fakes.imap import HANG_UP, Answer, Command, FakeImap, body
from tests.fakes.imap_settings import settings

MAIL = b"From: registrator@botkyrka.se\r\nSubject: Svar\r\n\r\nHej\r\n"
LONG_AFTER_THE_DEADLINE = 30.0


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


def test_the_password_is_not_in_the_settings_as_text(certificates: Certificates) -> None:
    with FakeImap(certificates) as server:
        assert "Hemligt-2015" not in repr(settings(server, certificates))
