"""Each error says what happened, where, and what to do; and whether waiting may help."""

from __future__ import annotations

import imaplib
import socket
import ssl

import pytest

from domain.errors import MailboxRefused
from ingest.settings import ImapSettings
from ingest.trouble import FAULTS, quoted, told, told_refusal

SETTINGS = ImapSettings(
    host="mail.ksl.se", port=993, security="tls", username="registrator@ksl.se", password="Hemligt-2015", seconds=30
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError("timed out"), "svarade inte inom 30 sekunder"),
        (ssl.SSLError("wrong version"), "imap.security"),
        (socket.gaierror(-2, "unknown"), "går inte att slå upp"),
        (ConnectionRefusedError(111, "refused"), "tar inte emot"),
        (ConnectionResetError(104, "reset"), "bröts"),
        (imaplib.IMAP4.abort("socket error: EOF"), "bröts"),
        (imaplib.IMAP4.error(b"* BYE Too many connections"), "bröts"),
        (imaplib.IMAP4.error("odd"), "oväntat svar"),
        (ValueError("odd"), "oväntat svar"),
    ],
)
def test_faults_are_told_with_server_and_advice_and_may_pass(error: Exception, words: str) -> None:
    assert isinstance(error, FAULTS)
    made = told(error, SETTINGS, "mappen INBOX skulle öppnas")
    assert words in str(made)
    assert "mail.ksl.se" in str(made)
    assert "Hemligt-2015" not in str(made)
    assert not isinstance(made, MailboxRefused)


def test_a_no_is_a_refusal_with_the_advice_unless_time_heals_it() -> None:
    no = imaplib.IMAP4.error("select failed: Mailbox doesn't exist")
    refused = told_refusal(no, SETTINGS, "mappen X skulle öppnas", "Kontrollera namnet.")
    assert isinstance(refused, MailboxRefused)
    assert "Kontrollera namnet." in str(refused)
    busy = imaplib.IMAP4.error("[INUSE] Mailbox is locked")
    throttled = imaplib.IMAP4.error("BAD [b'Request is throttled. Suggested Backoff Time: 61423 milliseconds']")
    for passing in (busy, throttled, imaplib.IMAP4.abort("gone"), TimeoutError()):
        assert not isinstance(told_refusal(passing, SETTINGS, "mappen X skulle öppnas", "Råd."), MailboxRefused)


def test_the_password_is_not_in_the_settings_as_text() -> None:
    assert "Hemligt-2015" not in repr(SETTINGS)


def test_a_servers_words_are_one_short_printable_line() -> None:
    said = quoted(imaplib.IMAP4.error(b"[ALERT] Kontot\r\n\x1b[31m sp\x00rrat " + b"x" * 1000))
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 250
    assert quoted(imaplib.IMAP4.error(b"Authentication failed.")) == "”Authentication failed.”"


def test_exchange_that_takes_the_token_but_opens_no_mailbox_may_heal_and_is_told_with_the_right_to_check() -> None:
    said = imaplib.IMAP4.error("select failed: BAD [b'User is authenticated but not connected.']")
    made = told_refusal(said, SETTINGS, "mappen INBOX skulle öppnas", "Kontrollera mappens namn.")
    assert not isinstance(made, MailboxRefused)
    assert "godtog inloggningen men öppnar inte brevlådan registrator@ksl.se" in str(made)
    assert "Add-MailboxPermission" in str(made)
    assert "mappens namn" not in str(made)
