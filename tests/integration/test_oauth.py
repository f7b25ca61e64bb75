"""Signing in to a real Dovecot, and to an SMTP server, with tokens of a directory that refuses, drips and goes away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from domain.errors import MailboxError, MailboxRefused, MailerUnreachable
from domain.outgoing import MailKind, OutgoingMail, SendStage
from domain.register import State
from ingest.imap import ImapMailbox
from outbox.smtp import SmtpMailer
from registrator import checking, watching
from registrator.build import House, build_tokens, imap_settings, smtp_settings
from registrator.checking import lines
from registrator.commands.check import check
from registrator.config import Config, load_config
from tests.servers.dovecot_user import DovecotUser
from tests.servers.entra import (
    CLIENT_ID,
    SECRET,
    Entra,
    TokenSink,
    entra,
    entra_server,
    sign_in_by_token,
    token_mailbox,
    token_server,
    token_sink,
)
from tests.servers.new_register import new_house
from tests.servers.outbox import a_mail
from tests.servers.service import Service, configure

__all__ = ["entra", "entra_server", "token_mailbox", "token_server", "token_sink"]

MAIL = b"From: a@botkyrka.se\r\nSubject: Svar\r\nMessage-ID: <1@x>\r\n\r\nHej\r\n"


@pytest.fixture
def service(tmp_path: Path, token_mailbox: DovecotUser, token_sink: TokenSink, entra: Entra) -> Service:
    build_tokens.cache_clear()  # another test's directory had the same address
    made = configure(tmp_path, token_mailbox, token_sink)
    sign_in_by_token(made, entra)
    return made


@pytest.fixture
def config(service: Service) -> Config:
    return load_config(service.config_file, {})


@pytest.fixture
def house(config: Config) -> Iterator[House]:
    """Every poll connects anew."""
    with new_house(config) as opened:
        yield replace(opened, mailbox=ImapMailbox(imap_settings(config)[0]))


def impatient(config: Config) -> Config:
    return replace(config, imap=replace(config.imap, timeout_seconds=0.5))


def troubles(house: House) -> dict[str, str]:
    return {trouble.name: trouble.what for trouble in house.store.troubles(since=house.clock()) if not trouble.ended_at}


def send(config: Config, mail: OutgoingMail) -> None:
    mailer = SmtpMailer(smtp_settings(config))
    stages: list[SendStage] = []
    try:
        mailer.send(mail, stages.append)
    finally:
        mailer.close()


def test_mail_is_taken_in_with_a_token_in_the_place_of_a_password(
    house: House, token_mailbox: DovecotUser, entra: Entra
) -> None:
    token_mailbox.deliver(MAIL)
    assert watching.poll(house) == 1
    assert house.store.counts()[State.RECEIVED] == 1
    assert troubles(house) == {}
    assert [form["scope"] for form in entra.posted] == ["https://outlook.office365.com/.default"]


def test_a_token_serves_until_it_is_near_its_end_and_each_connection_after_that_gets_a_new_one(
    house: House, entra: Entra
) -> None:
    for _ in range(3):
        watching.poll(house)
    assert len(entra.given) == 1
    build_tokens.cache_clear()
    entra.lasts = 200
    mailbox = ImapMailbox(imap_settings(house.config)[0])
    for _ in range(2):
        mailbox.connect().close()
    assert len(set(entra.given)) == 3


def test_a_kept_token_that_no_longer_holds_is_replaced_at_once(house: House, entra: Entra) -> None:
    watching.poll(house)
    entra.revoke()
    watching.poll(house)
    assert len(entra.given) == 2
    assert troubles(house) == {}


def test_a_mailbox_that_the_app_has_no_right_to_is_told_at_once_with_what_to_do_and_when_it_is_over(
    house: House, token_mailbox: DovecotUser, entra: Entra
) -> None:
    entra.mailbox = "annan@ksl.se"
    with pytest.raises(MailboxRefused, match=r"Add-MailboxPermission"):
        watching.poll(house)
    assert len(entra.given) == 1, "a new token is not asked for twice"
    watching.watch(house)
    (alarm,) = house.store.outbox(kinds=(MailKind.ALARM,))
    assert alarm.mail.subject == "Larm: brevlådan släpper inte in tjänsten"
    assert "(401)" in troubles(house)["sign_in"], "what Dovecot's challenge says"
    entra.mailbox = token_mailbox.username
    watching.poll(house)
    assert troubles(house) == {}


def test_a_secret_that_has_run_out_is_told_at_once_with_what_to_do(house: House, entra: Entra) -> None:
    entra.refusal = ("invalid_client", "AADSTS7000222: The provided client secret keys for app are expired.")
    with pytest.raises(MailboxRefused, match="AADSTS7000222"):
        watching.poll(house)
    told = troubles(house)["sign_in"]
    assert "klienthemligheten har gått ut. Skapa en ny" in told
    assert "Trace ID" not in told
    assert SECRET not in told


def test_a_directory_that_is_away_is_tried_again_and_work_goes_on_by_itself(
    house: House, token_mailbox: DovecotUser, entra: Entra
) -> None:
    token_mailbox.deliver(MAIL)
    entra.stop()
    try:
        with pytest.raises(MailboxError, match="kan inte nås") as caught:
            watching.poll(house)
    finally:
        entra.start()
    assert not isinstance(caught.value, MailboxRefused)
    assert set(troubles(house)) == {"mailbox"}
    entra.status = 503
    with pytest.raises(MailboxError, match="har ett avbrott"):
        watching.poll(house)
    entra.status = 0
    assert watching.poll(house) == 1
    assert troubles(house) == {}


def test_a_directory_that_drips_holds_nobody_beyond_the_deadline(config: Config, entra: Entra) -> None:
    entra.drip = True
    with pytest.raises(MailboxError, match=r"svarade inte inom 0\.5 sekunder"):
        ImapMailbox(imap_settings(impatient(config))[0]).connect()


def test_a_server_that_takes_no_tokens_is_told_of(config: Config, dovecot: DovecotUser) -> None:
    settings = replace(imap_settings(config)[0], port=dovecot.port_tls, username=dovecot.username)
    with pytest.raises(MailboxRefused, match=r"tar inte emot inloggning med OAuth2 \(XOAUTH2\)"):
        ImapMailbox(settings).connect()


def test_mail_is_sent_with_the_same_token(house: House, token_sink: TokenSink, entra: Entra) -> None:
    watching.poll(house)
    send(house.config, a_mail())
    assert len(token_sink.messages) == 1
    assert len(entra.given) == 1


def test_a_kept_token_that_the_smtp_server_refuses_is_replaced_at_once(
    config: Config, token_sink: TokenSink, entra: Entra
) -> None:
    send(config, a_mail(1))
    entra.revoke()
    send(config, a_mail(2))
    assert len(token_sink.messages) == len(entra.given) == 2
    entra.mailbox = "annan@ksl.se"
    with pytest.raises(MailerUnreachable, match=r"535 5\.7\.3 .*SMTP\.SendAsApp"):
        send(config, a_mail(3))


def test_no_token_and_no_sign_in_with_one_lets_mail_wait(config: Config, smtp_sink: TokenSink, entra: Entra) -> None:
    deaf = replace(config, smtp=replace(config.smtp, port=smtp_sink.port))
    with pytest.raises(MailerUnreachable, match="tar inte emot inloggning med OAuth2"):
        send(deaf, a_mail())
    build_tokens.cache_clear()
    entra.refusal = ("unauthorized_client", "AADSTS7000112: Application is disabled.")
    with pytest.raises(MailerUnreachable, match=r"appen är avstängd.*Mejlen väntar"):
        send(config, a_mail())


def checked(config: Config) -> dict[str, tuple[bool | None, str]]:
    """What check says of the mail servers; what it tries after them is not tried here."""
    mail = takewhile(lambda line: line[0] != "Granskningssidan", lines(config, Path("config.toml")))
    return {what: (well, words) for what, well, words in mail}


def test_check_tells_what_the_token_allows(config: Config) -> None:
    told = checked(config)
    well, words = told["OAuth2"]
    assert well
    assert "gäller i 60 minuter. Behörigheter: IMAP.AccessAsApp, SMTP.SendAsApp." in words
    assert told["IMAP"][0]
    assert told["SMTP"][0]
    assert not any(what.startswith("Appregistrering") for what in told)


def test_check_explains_how_the_app_is_registered_when_it_is_refused(config: Config, entra: Entra) -> None:
    entra.roles = []
    entra.mailbox = "annan@ksl.se"
    told = checked(config)
    assert "Behörigheter: inga." in told["OAuth2"][1]
    assert told["IMAP"][0] is told["SMTP"][0] is False
    steps = [words for what, (_, words) in told.items() if what.startswith("Appregistrering")]
    assert len(steps) == 6
    for word in ("IMAP.AccessAsApp och SMTP.SendAsApp", "admin consent", "New-ServicePrincipal", CLIENT_ID):
        assert any(word in step for step in steps), word
    assert not any(secret in str(told) for secret in (SECRET, *entra.given))


def test_advice_is_no_failure_of_its_own(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "lines", lambda *_: [("IMAP", True, "inloggad"), ("Steg", None, "gör så")])
    check(service.config_file)
    assert capsys.readouterr().out == "ok  IMAP: inloggad\n    Steg: gör så\n"


def test_check_does_not_try_to_sign_in_without_a_token(config: Config, entra: Entra) -> None:
    entra.refusal = ("invalid_client", "AADSTS7000215: Invalid client secret provided.")
    told = checked(config)
    assert [told[what][0] for what in ("OAuth2", "IMAP", "SMTP")] == [False, False, False]
    assert "inte dess id (Secret ID)" in told["OAuth2"][1]
    assert "prövas inte" in told["SMTP"][1]
    assert told["Appregistrering 1 av 6"][0] is None
