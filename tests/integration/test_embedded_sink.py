"""The SMTP servers of demo and tests: what they take, and that they fail where they are told to."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from demo.sink import CaughtMail, EmbeddedSink
from tests.servers.smtp import SmtpSink

MAIL = b"From: registrator@ksl.se\r\nSubject: =?utf-8?q?=C3=A5?=\r\n\r\n.punkt\r\n\r\nslut\r\n"


@contextlib.contextmanager
def signed_in(sink: EmbeddedSink, password: str | None = None) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context(cafile=str(sink.ca_file))
    client: smtplib.SMTP
    if sink.security == "tls":
        client = smtplib.SMTP_SSL(sink.host, sink.port, context=context, timeout=20)
    else:
        client = smtplib.SMTP(sink.host, sink.port, timeout=20)
    with contextlib.closing(client):
        if sink.security == "starttls":
            client.starttls(context=context)
        client.login(sink.username, password or sink.password)
        yield client


def send(sink: EmbeddedSink, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with signed_in(sink) as client:
        return client.sendmail("registrator@ksl.se", recipients or ["anna.nerelius@ksl.se"], MAIL)


@pytest.fixture(params=["starttls", "tls"])
def sink(request: pytest.FixtureRequest, certificates: Certificates) -> Iterator[SmtpSink]:
    with SmtpSink(certificates, security=request.param) as opened:
        yield opened


def test_mails_are_kept_in_order_with_envelope_and_bytes(sink: SmtpSink) -> None:
    send(sink, "anna.nerelius@ksl.se", "partner@example.org")
    send(sink, "andra@ksl.se")
    assert [mail.recipients for mail in sink.wait_for(2)] == [
        ("anna.nerelius@ksl.se", "partner@example.org"),
        ("andra@ksl.se",),
    ]
    assert {(mail.sender, mail.raw) for mail in sink.messages} == {("registrator@ksl.se", MAIL)}


def test_a_wrong_password_and_an_unknown_authority_are_refused(sink: SmtpSink, foreign_ca_file: Path) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError), signed_in(sink, "fel"):
        pass
    sink.ca_file = foreign_ca_file
    with pytest.raises(ssl.SSLCertVerificationError), signed_in(sink):
        pass
    assert sink.messages == []


def test_nothing_is_taken_without_signing_in(sink: SmtpSink) -> None:
    with contextlib.ExitStack() as stack:
        client = (
            smtplib.SMTP_SSL(
                sink.host, sink.port, context=ssl.create_default_context(cafile=str(sink.ca_file)), timeout=20
            )
            if sink.security == "tls"
            else smtplib.SMTP(sink.host, sink.port, timeout=20)
        )
        stack.enter_context(contextlib.closing(client))
        client.ehlo()
        assert client.mail("registrator@ksl.se")[0] == 530


@pytest.mark.parametrize("stage", ["connect", "ehlo", "auth", "mail", "rcpt", "data", "dot"])
def test_a_connection_that_ends_at_a_stage_keeps_no_mail_and_the_next_goes_through(stage: str, sink: SmtpSink) -> None:
    sink.fail(stage, drop=True)
    with pytest.raises((smtplib.SMTPException, OSError)):
        send(sink)
    assert sink.stages[-1] == stage
    assert sink.messages == []
    send(sink)
    assert len(sink.messages) == 1


def test_a_mail_kept_before_the_connection_ends_is_kept_once(sink: SmtpSink) -> None:
    sink.fail("dot", drop=True, kept=True)
    with pytest.raises((smtplib.SMTPException, OSError)):
        send(sink)
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("stage", "reply"), [("mail", "452 4.3.1 Full"), ("data", "554 5.7.1 No"), ("dot", "451 4.3.0 Later")]
)
def test_any_answer_can_be_given_at_a_stage(stage: str, reply: str, sink: SmtpSink) -> None:
    sink.fail(stage, reply=reply)
    with pytest.raises(smtplib.SMTPResponseException) as caught:
        send(sink)
    assert caught.value.smtp_code == int(reply[:3])
    assert sink.messages == []


def test_one_recipient_of_two_can_be_refused_for_ever(sink: SmtpSink) -> None:
    sink.fail("rcpt", reply="550 5.1.1 Unknown", when=lambda argument: "okand@" in argument, times=None)
    for _ in range(2):
        assert set(send(sink, "okand@ksl.se", "anna.nerelius@ksl.se")) == {"okand@ksl.se"}
    assert [mail.recipients for mail in sink.messages] == [("anna.nerelius@ksl.se",)] * 2
    sink.heal()
    assert send(sink, "okand@ksl.se") == {}


def test_a_421_at_quit_comes_after_the_mail_was_taken(sink: SmtpSink) -> None:
    sink.fail("quit", reply="421 4.3.0 Bye")
    with signed_in(sink) as client:
        client.sendmail("registrator@ksl.se", ["anna.nerelius@ksl.se"], MAIL)
        assert client.docmd("QUIT")[0] == 421
    assert len(sink.messages) == 1


def test_the_demo_sink_writes_each_mail_as_a_file_and_tells_of_it(certificates: Certificates, tmp_path: Path) -> None:
    heard: list[CaughtMail] = []
    with EmbeddedSink(certificates, folder=tmp_path, told=heard.append) as sink:
        send(sink)
        send(sink)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["001.eml", "002.eml"]
    assert (tmp_path / "002.eml").read_bytes() == MAIL
    assert heard == sink.messages
