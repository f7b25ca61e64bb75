"""Signed mail: what we sign verifies with the public key, and what somebody changed does not."""

from __future__ import annotations

import base64
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from domain.errors import ConfigError, MailerError
from outbox.dkim_signing import DkimKey, load_key, probe, sign
from outbox.smtp import SmtpMailer, SmtpSettings
from tests.servers.outbox import a_mail
from tests.servers.smtp import SmtpSink


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_key(tmp_path_factory.mktemp("dkim") / "dkim.pem")


@pytest.fixture(scope="module")
def key(key_file: Path) -> DkimKey:
    return load_key(domain="ksl.se", selector="reg2026", file=key_file)


def a_key(file: Path) -> Path:
    """A new key as openssl writes it."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pkcs8, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(made.private_bytes(serialization.Encoding.PEM, pkcs8, bare))
    return file


def dns(key_file: Path) -> dict[bytes, bytes]:
    public = serialization.load_pem_private_key(key_file.read_bytes(), None).public_key()
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {b"reg2026._domainkey.ksl.se.": b"v=DKIM1; k=rsa; p=" + base64.b64encode(der)}


def verified(raw: bytes, records: dict[bytes, bytes]) -> bool:
    return bool(dkim.verify(raw, dnsfunc=lambda name, timeout=5: records.get(name)))


def test_what_we_sign_verifies_with_the_public_key_in_the_dns(key: DkimKey, key_file: Path) -> None:
    mail = a_mail()
    signed = sign(mail.raw, key)
    assert signed.endswith(mail.raw)
    assert verified(signed, dns(key_file))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"antagit.", b"avslagit."),
        (b"Subject: Botkyrka", b"Subject: Salem"),
        (b"From: Registrator <registrator@ksl.se>", b"From: Registrator <registrator@ksl.example>"),
        (b"To: ", b"From: <annan@example.se>\r\nTo: "),
    ],
)
def test_a_mail_that_was_changed_on_its_way_does_not_verify(
    key: DkimKey, key_file: Path, old: bytes, new: bytes
) -> None:
    signed = sign(a_mail().raw, key)
    assert old in signed
    assert not verified(signed.replace(old, new, 1), dns(key_file))


def test_lone_line_ends_are_signed_as_they_are_sent(key: DkimKey, key_file: Path) -> None:
    assert verified(sign(a_mail().raw.replace(b"\r\n", b"\n"), key), dns(key_file))


def test_the_check_asks_the_dns_for_our_key(key: DkimKey, key_file: Path) -> None:
    records = dns(key_file)
    assert "stämmer" in probe(key, lambda name, timeout=5: records.get(name))


@pytest.mark.parametrize("record", [None, b"v=DKIM1; k=rsa; p=", b"something else"])
def test_a_record_that_is_missing_or_wrong_says_what_to_publish(key: DkimKey, record: bytes | None) -> None:
    with pytest.raises(MailerError, match=r"reg2026\._domainkey\.ksl\.se.*TXT-post"):
        probe(key, lambda name, timeout=5: record)


def test_the_key_of_another_does_not_do(key: DkimKey, tmp_path: Path) -> None:
    records = dns(a_key(tmp_path / "other.pem"))
    with pytest.raises(MailerError, match="stämmer inte"):
        probe(key, lambda name, timeout=5: records.get(name))


def test_a_key_file_that_cannot_be_used_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="läsrätt"):
        load_key(domain="ksl.se", selector="s", file=tmp_path / "saknas.pem")
    (tmp_path / "x.pem").write_text("-----BEGIN RSA PRIVATE KEY-----\nhej\n-----END RSA PRIVATE KEY-----\n")
    with pytest.raises(ConfigError, match="openssl genrsa"):
        load_key(domain="ksl.se", selector="s", file=tmp_path / "x.pem")


def test_the_private_key_is_never_shown(key: DkimKey) -> None:
    assert "PRIVATE" not in repr(key)


def test_a_signed_mail_arrives_as_it_was_signed(key: DkimKey, key_file: Path, smtp_sink: SmtpSink) -> None:
    settings = SmtpSettings(
        host=smtp_sink.host,
        port=smtp_sink.port,
        security="starttls",
        username=smtp_sink.username,
        password=smtp_sink.password,
        ca_file=smtp_sink.ca_file,
    )
    mailer = SmtpMailer(settings, lambda raw: sign(raw, key))
    mailer.send(a_mail(), lambda _stage: None)
    mailer.close()
    (caught,) = smtp_sink.wait_for(1)
    assert verified(caught.raw, dns(key_file))
