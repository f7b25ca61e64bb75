"""Every way that sending can fail, against a real SMTP server: which error is raised, and what was delivered."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from domain.errors import MailDelayed, MailerUnreachable, MailRefused, MailUncertain
from domain.outgoing import MailKind, Organisation, OutgoingMail, SendStage
from outbox import message
from outbox.smtp import SmtpMailer, SmtpSettings
from tests.servers.smtp import SmtpSink

ORGANISATION = Organisation(
    name="Kommunförbundet Stockholms Län",
    short_name="KSL",
    mailbox="registrator@ksl.se",
    officer_name="Anna Nerelius",
    officer_address="anna.nerelius@ksl.se",
    staff=(),
    review_url="http://127.0.0.1:8025",
)
ALL_STAGES = [SendStage.CONNECT, SendStage.MAIL, SendStage.RECIPIENT, SendStage.DATA, SendStage.DOT]


def a_mail(
    number: int = 1, *, recipient: str = "anna.nerelius@ksl.se", text: str = "Botkyrka har antagit.\n"
) -> OutgoingMail:
    letter = message.Letter(
        key=f"sammanfattning/{number}/1/{recipient}",
        kind=MailKind.SUMMARY,
        recipient=recipient,
        subject="Täby har antagit",
        text=text,
        html="<p>Botkyrka har antagit.</p>\n",
    )
    return message.build(letter, ORGANISATION, dt.datetime(2015, 6, 1, 7, 0, tzinfo=dt.UTC))


def settings(sink: SmtpSink, certificates: Certificates, **changes: object) -> SmtpSettings:
    known = {
        "host": sink.host,
        "port": sink.port,
        "security": sink.security,
        "username": sink.username,
        "password": sink.password,
        "ca_file": certificates.ca_file,
        "seconds": 20.0,
    }
    return SmtpSettings(**{**known, **changes})  # type: ignore[arg-type]


@pytest.fixture
def mailer(smtp_sink: SmtpSink, certificates: Certificates) -> Iterator[SmtpMailer]:
    mailer = SmtpMailer(settings(smtp_sink, certificates))
    yield mailer
    mailer.close()


def send(mailer: SmtpMailer, mail: OutgoingMail) -> list[SendStage]:
    """Send; the stages that were reached, also when it fails."""
    stages: list[SendStage] = []
    try:
        mailer.send(mail, stages.append)
    except Exception as error:
        error.add_note(str([stage.name for stage in stages]))
        raise
    return stages


def test_a_mail_arrives_unchanged_and_each_stage_is_told_before_it_begins(
    mailer: SmtpMailer, smtp_sink: SmtpSink
) -> None:
    mail = a_mail()
    assert send(mailer, mail) == ALL_STAGES
    (caught,) = smtp_sink.wait_for(1)
    assert caught.raw == mail.raw
    assert (caught.sender, caught.recipients) == ("registrator@ksl.se", ("anna.nerelius@ksl.se",))


def test_tls_from_the_first_byte_works_too(smtp_sink_tls: SmtpSink, certificates: Certificates) -> None:
    mailer = SmtpMailer(settings(smtp_sink_tls, certificates))
    send(mailer, a_mail())
    mailer.close()
    assert len(smtp_sink_tls.wait_for(1)) == 1


def test_one_connection_carries_many_mails(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    send(mailer, a_mail(1))
    assert send(mailer, a_mail(2)) == ALL_STAGES[1:]
    send(mailer, a_mail(3))
    assert len(smtp_sink.wait_for(3)) == 3
    assert smtp_sink.stages.count("connect") == 1


def test_dots_and_lone_line_ends_reach_the_reader_and_end_nothing(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    mail = a_mail()
    raw = mail.raw + b".\r\n..\r\nen\n.\nfyra\r.\rslut"
    send(mailer, OutgoingMail(**{**{f: getattr(mail, f) for f in mail.__slots__}, "raw": raw}))
    (caught,) = smtp_sink.wait_for(1)
    assert caught.raw == mail.raw + b".\r\n..\r\nen\r\n.\r\nfyra\r\n.\r\nslut\r\n"


@pytest.mark.parametrize("stage", ["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data"])
def test_a_drop_before_the_dot_is_unreachable_and_the_next_try_delivers(
    mailer: SmtpMailer, smtp_sink: SmtpSink, stage: str
) -> None:
    smtp_sink.fail(stage, drop=True)
    with pytest.raises(MailerUnreachable, match="kan inte nås"):
        send(mailer, a_mail())
    assert not smtp_sink.messages
    send(mailer, a_mail())
    assert len(smtp_sink.wait_for(1)) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_a_drop_after_the_dot_is_uncertain_whether_or_not_it_was_kept(
    mailer: SmtpMailer, smtp_sink: SmtpSink, kept: bool
) -> None:
    smtp_sink.fail("dot", drop=True, kept=kept)
    with pytest.raises(MailUncertain, match="kan ha skickats"):
        send(mailer, a_mail())
    assert len(smtp_sink.messages) == kept
    send(mailer, a_mail(2))
    assert len(smtp_sink.wait_for(1 + kept)) == 1 + kept


def test_an_answer_after_the_dot_that_makes_no_sense_is_uncertain(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    smtp_sink.fail("dot", reply="hej hopp", kept=True)
    with pytest.raises(MailUncertain, match="obegripligt"):
        send(mailer, a_mail())


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_4xx_is_delayed_and_the_connection_serves_the_next_mail(
    mailer: SmtpMailer, smtp_sink: SmtpSink, stage: str
) -> None:
    smtp_sink.fail(stage, reply="450 4.2.1 Upptagen")
    with pytest.raises(MailDelayed, match=r"450 4\.2\.1 Upptagen"):
        send(mailer, a_mail(1))
    assert send(mailer, a_mail(2)) == ALL_STAGES[1:]
    assert [m.raw for m in smtp_sink.wait_for(1)] == [a_mail(2).raw]


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_5xx_is_refused_and_the_connection_serves_the_next_mail(
    mailer: SmtpMailer, smtp_sink: SmtpSink, stage: str
) -> None:
    smtp_sink.fail(stage, reply="550 5.1.1 Okänd mottagare")
    with pytest.raises(MailRefused, match="Okänd mottagare"):
        send(mailer, a_mail(1))
    send(mailer, a_mail(2))
    assert [m.raw for m in smtp_sink.wait_for(1)] == [a_mail(2).raw]


def test_a_demand_for_login_is_about_the_server_and_parks_no_mail(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    smtp_sink.fail("mail", reply="530 5.7.0 Authentication required")
    with pytest.raises(MailerUnreachable, match="kräver inloggning"):
        send(mailer, a_mail())


@pytest.mark.parametrize("fault", [{"drop": True}, {"reply": "421 4.4.2 Timeout", "drop": True}])
def test_an_idle_connection_that_is_gone_is_replaced_unnoticed(
    mailer: SmtpMailer, smtp_sink: SmtpSink, fault: dict[str, object]
) -> None:
    send(mailer, a_mail(1))
    smtp_sink.fail("mail", **fault)  # type: ignore[arg-type]
    send(mailer, a_mail(2))
    assert len(smtp_sink.wait_for(2)) == 2
    assert smtp_sink.stages.count("connect") == 2


def test_421_at_quit_after_250_is_sent(smtp_sink: SmtpSink, certificates: Certificates) -> None:
    mailer = SmtpMailer(settings(smtp_sink, certificates))
    smtp_sink.fail("quit", reply="421 4.3.0 Hej då", drop=True)
    send(mailer, a_mail())
    mailer.close()
    assert len(smtp_sink.messages) == 1
    assert smtp_sink.stages[-1] == "quit"


def test_a_failure_to_record_the_dot_leaves_the_mail_undelivered(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    class DatabaseGone(Exception):
        pass

    def reached(stage: SendStage) -> None:
        if stage is SendStage.DOT:
            raise DatabaseGone

    with pytest.raises(DatabaseGone):
        mailer.send(a_mail(1), reached)
    send(mailer, a_mail(2))
    assert [m.raw for m in smtp_sink.wait_for(1)] == [a_mail(2).raw]


@pytest.mark.parametrize("stage", ["connect", "mail", "data"])
def test_a_server_that_hangs_before_the_dot_is_unreachable_at_the_deadline(
    smtp_sink: SmtpSink, certificates: Certificates, stage: str
) -> None:
    smtp_sink.fail(stage, hang=30, drop=True)
    mailer = SmtpMailer(settings(smtp_sink, certificates, seconds=0.5))
    with pytest.raises(MailerUnreachable):
        send(mailer, a_mail())


def test_a_server_that_hangs_after_the_dot_is_uncertain_at_the_deadline(
    smtp_sink: SmtpSink, certificates: Certificates
) -> None:
    smtp_sink.fail("dot", hang=30, drop=True)
    mailer = SmtpMailer(settings(smtp_sink, certificates, seconds=0.5))
    with pytest.raises(MailUncertain):
        send(mailer, a_mail())


def test_a_server_that_drips_is_cut_at_the_deadline(certificates: Certificates) -> None:
    """Each byte renews the socket's own timeout; only the deadline on the whole ends it."""
    stop = threading.Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, contextlib.suppress(OSError):
            while not stop.wait(0.05):
                connection.sendall(b"2")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        mailer = SmtpMailer(
            SmtpSettings(host="127.0.0.1", port=server.getsockname()[1], security="starttls", seconds=0.5)
        )
        try:
            with pytest.raises(MailerUnreachable, match=r"inte färdigt inom 0\.5 sekunder"):
                send(mailer, a_mail())
        finally:
            stop.set()
            thread.join()


def test_a_wrong_password_says_what_to_do(smtp_sink: SmtpSink, certificates: Certificates) -> None:
    mailer = SmtpMailer(settings(smtp_sink, certificates, password="Fel-0rd"))
    with pytest.raises(MailerUnreachable, match="nekades") as caught:
        send(mailer, a_mail())
    assert "[smtp]" in str(caught.value)
    assert "Fel-0rd" not in str(caught.value)


def test_a_password_with_swedish_letters_signs_in(certificates: Certificates) -> None:
    with SmtpSink(certificates, password="Hemlig-åäö") as sink:
        mailer = SmtpMailer(settings(sink, certificates))
        send(mailer, a_mail())
        mailer.close()
        assert len(sink.wait_for(1)) == 1


def test_a_certificate_that_cannot_be_verified_is_not_spoken_to(smtp_sink: SmtpSink, foreign_ca_file: Path) -> None:
    mailer = SmtpMailer(
        SmtpSettings(
            host=smtp_sink.host, port=smtp_sink.port, security="starttls", ca_file=foreign_ca_file, username="u"
        )
    )
    with pytest.raises(MailerUnreachable, match="Certifikatet"):
        send(mailer, a_mail())
    assert "auth" not in smtp_sink.stages


def test_a_server_without_starttls_gets_neither_password_nor_mail(
    smtp_sink: SmtpSink, certificates: Certificates
) -> None:
    smtp_sink.fail("ehlo", reply="250 localhost")
    mailer = SmtpMailer(settings(smtp_sink, certificates))
    with pytest.raises(MailerUnreachable, match="erbjuder inte STARTTLS"):
        send(mailer, a_mail())
    assert smtp_sink.stages == ["connect", "ehlo"]


def test_a_port_where_nobody_answers_is_unreachable(certificates: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    mailer = SmtpMailer(SmtpSettings(host="127.0.0.1", port=port, security="tls"))
    with pytest.raises(MailerUnreachable, match="ingen svarar på porten"):
        send(mailer, a_mail())


def test_a_swedish_address_is_sent_with_smtputf8_and_others_without(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    arguments: list[str] = []
    smtp_sink.fail("mail", reply="250 ok", times=None, when=lambda argument: bool(arguments.append(argument)))
    send(mailer, a_mail(1))
    send(mailer, a_mail(2, recipient="åsa@ksl.se"))
    assert ["SMTPUTF8" in argument for argument in arguments] == [False, True]
    assert smtp_sink.wait_for(2)[1].recipients == ("åsa@ksl.se",)


@pytest.mark.parametrize("address", ["", "utan-snabel-a", "a@b.se>\r\nRCPT TO:<x@y.se", "a b@ksl.se", "@ksl.se"])
def test_an_address_that_cannot_be_sent_to_is_refused_before_anything_is_said(
    mailer: SmtpMailer, smtp_sink: SmtpSink, address: str
) -> None:
    with pytest.raises(MailRefused, match="går inte att skicka till"):
        send(mailer, a_mail(recipient=address))
    assert smtp_sink.stages == []


def test_probe_signs_in_and_sends_nothing(mailer: SmtpMailer, smtp_sink: SmtpSink) -> None:
    assert f"{smtp_sink.host}:{smtp_sink.port} svarar, TLSv1" in mailer.probe()
    assert "mail" not in smtp_sink.stages
    assert smtp_sink.stages[-1] == "quit"


def test_a_quick_goodbye_after_a_long_watch_still_has_an_end(smtp_sink: SmtpSink, certificates: Certificates) -> None:
    """QUIT has a shorter deadline than the mail before it, and the thread that watches sleeps until the longer one."""
    mailer = SmtpMailer(settings(smtp_sink, certificates, seconds=60.0))
    send(mailer, a_mail())
    watchman = mailer._watchman
    with socket.create_server(("127.0.0.1", 0)) as server:
        waiting = socket.create_connection(server.getsockname())
        with waiting, watchman.during(0.2):
            watchman.watch(waiting)
            assert waiting.recv(1) == b""
            assert watchman.cut
        watchman.watch(None)
    mailer.close()
