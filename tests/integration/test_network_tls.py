"""The network proof: a server that is not whom it says, or wants to speak in the clear, never sees the password.

The IMAP door and the SMTP door, a proxy with false certificates or a man in the middle, and real servers behind it.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError, MailboxRefused, MailerUnreachable
from ingest.imap import ImapMailbox
from outbox.smtp import SmtpMailer, SmtpSettings
from tests.faults.certificates import server_contexts
from tests.faults.proxy import HANG_UP, Command, ImapProxy
from tests.faults.world import mail, settings_of
from tests.servers.dovecot_user import DovecotUser
from tests.servers.outbox import a_mail
from tests.servers.smtp import FaultyConversation, FaultyKeeper, SmtpSink

FALSE = {
    "expired": "expired",
    "early": "not yet valid",
    "other host": "IP address mismatch|Hostname mismatch",
    "unknown authority": "unable to get local issuer",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Certificates, dict[str, ssl.SSLContext]]:
    return server_contexts(tmp_path_factory.mktemp("shown"))


def signed_in(proxy: ImapProxy) -> list[Command]:
    return proxy.said("LOGIN", "AUTHENTICATE")


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("fault", FALSE)
def test_a_false_certificate_of_the_mailbox_is_refused_in_words_and_a_true_one_taken_after_it(
    fault: str, security: Any, dovecot: DovecotUser, shown: tuple[Certificates, dict[str, ssl.SSLContext]]
) -> None:
    dovecot.deliver(mail(1))
    with ImapProxy(dovecot, shown[0], security=security) as proxy:
        proxy.context = shown[1][fault]
        box = ImapMailbox(settings_of(proxy))
        with pytest.raises(MailboxRefused, match=rf"Certifikatet från .*({FALSE[fault]})") as caught, box.open("INBOX"):
            pass
        assert "imap.ca_file" in str(caught.value)
        assert not signed_in(proxy)
        proxy.context = shown[1]["well"]
        with box.open("INBOX") as folder:
            assert folder.fetch(1) is not None


def without_starttls(command: Command) -> Iterator[bytes]:
    for response in command.real():
        yield response.replace(b" STARTTLS", b"")


def refused(command: Command) -> Iterator[bytes]:
    yield command.bad("Unknown command")


def answered_without_tls(command: Command) -> Iterator[bytes]:
    yield command.ok("Begin TLS negotiation now.")
    yield b"* OK but nobody does\r\n"
    command.pause(0.2)
    yield HANG_UP


def preauth(command: Command) -> Iterator[bytes]:
    yield b"* PREAUTH welcome, registrator\r\n"


@pytest.mark.parametrize(
    "faults",
    [
        {"greeting": without_starttls, "CAPABILITY": without_starttls, "STARTTLS": refused},
        {"STARTTLS": refused},
        {"STARTTLS": answered_without_tls},
        {"greeting": preauth},
    ],
)
def test_a_mailbox_whose_starttls_is_stripped_never_sees_the_password(
    faults: dict[str, Any], dovecot: DovecotUser, certificates: Certificates
) -> None:
    with (
        ImapProxy(dovecot, certificates, security="starttls", faults=faults) as proxy,
        pytest.raises(MailboxError) as caught,
        ImapMailbox(settings_of(proxy, seconds=5.0)).open("INBOX"),
    ):
        pass
    assert not signed_in(proxy)
    assert dovecot.password not in str(caught.value)


def test_what_is_said_before_tls_is_no_answer_after_it(dovecot: DovecotUser, certificates: Certificates) -> None:
    """As CVE-2021-33515: a man in the middle slips answers in behind STARTTLS, in the clear."""
    dovecot.deliver(mail(1))

    def slipped_in(command: Command) -> Iterator[bytes]:
        begin = b"".join(command.real())
        number = int(command.tag[4:])
        false = b"".join(
            b"%s%d NO [AUTHENTICATIONFAILED] said in the clear\r\n" % (command.tag[:4].encode(), n)
            for n in range(number + 1, number + 5)
        )
        yield b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n" + begin + b"* BYE in the clear\r\n" + false

    faults = {"STARTTLS": slipped_in}
    with (
        ImapProxy(dovecot, certificates, security="starttls", faults=faults) as proxy,
        ImapMailbox(settings_of(proxy, seconds=10.0)).open("INBOX") as folder,
    ):
        fetched = folder.fetch(1)
    assert fetched is not None
    assert fetched.raw == mail(1)


def mailer_to(sink: SmtpSink, certificates: Certificates) -> SmtpMailer:
    return SmtpMailer(
        SmtpSettings(
            host=sink.host,
            port=sink.port,
            security=sink.security,
            username=sink.username,
            password=sink.password,
            ca_file=certificates.ca_file,
            seconds=10.0,
        )
    )


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("fault", FALSE)
def test_a_false_certificate_of_the_smtp_server_is_refused_in_words(
    fault: str, security: Any, shown: tuple[Certificates, dict[str, ssl.SSLContext]]
) -> None:
    sink = SmtpSink(shown[0], security=security)
    sink._context = shown[1][fault]
    with sink, pytest.raises(MailerUnreachable, match=rf"Certifikatet hos .*({FALSE[fault]})"):
        mailer_to(sink, shown[0]).send(a_mail(), reached=lambda _stage: None)
    assert not {"auth", "mail"} & set(sink.stages)


def test_what_the_smtp_server_says_before_tls_is_no_answer_after_it(
    smtp_sink: SmtpSink, certificates: Certificates
) -> None:
    """As CVE-2021-33515: EHLO after STARTTLS must be answered under TLS, not by what lay in the buffer."""
    smtp_sink.protocol = lambda **given: _Slipping(FaultyKeeper(smtp_sink), smtp_sink, **given)  # type: ignore[method-assign]
    mailer = mailer_to(smtp_sink, certificates)
    mailer.send(a_mail(), reached=lambda _stage: None)
    mailer.close()
    assert len(smtp_sink.wait_for(1)) == 1


class _Slipping(FaultyConversation):
    async def push(self, status: Any) -> None:
        if status == "220 Ready to start TLS":
            status += "\r\n250-localhost\r\n250 AUTH CRAM-MD5\r\n535 said in the clear"
        await super().push(status)
