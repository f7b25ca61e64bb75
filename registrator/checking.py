"""Everything the service needs, tried once: a line each, with what to do."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from domain import swedish
from domain.access import Role, User
from domain.errors import RegistratorError, StorageError
from ingest.probe import probe as probe_mailbox
from outbox import dkim_signing
from outbox.smtp import SmtpMailer
from parsers import libreoffice, ocr
from registrator.build import build_composer, build_tokens, dkim_key, imap_settings, smtp_settings
from registrator.config import Config
from registrator.permissions import open_to_others
from registrator.previews.proof import prove
from registrator.review_page import build_provider
from registrator.token_words import steps
from storage.engine import open_store
from storage.migrate import probe as probe_database

Line = tuple[str, bool | None, str]
"""What was tried, whether it works, and what was found or what to do. None: nothing was tried, it is advice."""


def lines(config: Config, path: Path) -> Iterator[Line]:
    """Every check in turn. Nothing that is tried changes anything but empty files made and removed again."""
    yield "Konfiguration", True, f"{path} är giltig"
    yield _tried("Mapp", lambda: _folder(config.storage.folder))
    yield _tried("Rättigheter", lambda: _permissions(config))
    yield _tried("Databas", lambda: probe_database(config.database_url))
    yield from _mail_servers(config)
    if config.dkim.key_file:
        yield _tried("DKIM", lambda: _dkim(config))
    yield "Granskningssidan", True, who_comes_in(config)
    if config.review.oidc.issuer:
        yield _tried("Organisationens inloggning", lambda: _outside(config))
    yield _tried("Mallar", lambda: prove(build_composer(config)))
    yield _tried("Skannade sidor", _ocr)
    yield "Gamla Word-filer (.doc)", True, _old_word()
    digest = config.digest
    sent = f"veckobrev på {swedish.WEEKDAYS[digest.weekday]} kl. {digest.time:%H.%M}"
    now = f"klockan är {digest.timezone.key}, {sent}"
    yield "Tidszon", True, now


def _mail_servers(config: Config) -> Iterator[Line]:
    """Signing in to both; with tokens, first to have one, and after a failure how the app is registered."""
    by_token = {"IMAP": config.imap.by_token, "SMTP": config.smtp.auth == "oauth2"}
    token: Line = ("OAuth2", True, "")
    if any(by_token.values()):
        token = _tried("OAuth2", lambda: build_tokens(config.oauth).probe(config.imap.timeout_seconds))
        yield token
    amiss = not token[1]
    probes: dict[str, Callable[[], Iterable[Line]]] = {
        "IMAP": lambda: _mailboxes(config),
        "SMTP": lambda: [_tried("SMTP", lambda: _smtp(config))],
    }
    for server, probe in probes.items():
        if by_token[server] and not token[1]:
            yield server, False, "prövas inte utan token, se raden ovan"
            continue
        for line in probe():
            yield line
            amiss = amiss or (line[:2] == (server, False) and by_token[server])
    if amiss:
        mailbox = config.imap.username if by_token["IMAP"] else config.smtp.username
        told = steps(config.oauth, mailbox, imap=by_token["IMAP"], smtp=by_token["SMTP"])
        for number, step in enumerate(told, 1):
            yield f"Appregistrering {number} av {len(told)}", None, step


def _mailboxes(config: Config) -> Iterator[Line]:
    for settings, (_, one) in zip(imap_settings(config), config.imap.mailboxes, strict=True):
        yield from probe_mailbox(settings, one.folders)


def _tried(what: str, attempt: Callable[[], str]) -> Line:
    try:
        return what, True, attempt()
    except RegistratorError as error:
        return what, False, str(error)


def _folder(folder: Path) -> str:
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"x")
            os.fsync(file.fileno())
        mode = folder.stat().st_mode & 0o007
    except OSError as error:
        raise RegistratorError(
            f"{folder} kan inte skrivas ({error.strerror}). Ge tjänstens användare mappen: chown, chmod 750."
        ) from error
    if mode:
        raise RegistratorError(f"{folder} kan läsas av alla på datorn. Kör: chmod 750 {folder}")
    return f"{folder} kan skrivas"


def _permissions(config: Config) -> str:
    if found := open_to_others(config):
        raise RegistratorError(" ".join(found))
    return "hemligheter, register, mejlarkiv och säkerhetskopior är stängda för andra"


def who_comes_in(config: Config) -> str:
    """Who comes in, and from where. What fails with the register, the line of the database has said."""
    try:
        store = open_store(config.database_url)
    except StorageError:
        users: tuple[User, ...] = ()
    else:
        with closing(store):
            users = tuple(user for user in store.users() if not user.locked)
    if not users and not config.review.oidc.issuer:
        return (
            f"inga konton: den visas utan inloggning, bara på den här datorn (port {config.review.port}). "
            "Gör det första: registrator user add NAMN --role administrera"
        )
    count = "1 konto" if len(users) == 1 else f"{len(users)} konton"
    far = "" if config.review_url.startswith("https://") else ", bara på den här datorn"
    proxy = f", bakom proxyn {config.review.behind_proxy}" if config.review.behind_proxy else ""
    nobody = "" if any(user.role is Role.ADMINISTER for user in users) else "; inget av dem administrerar"
    return f"inloggning krävs på {config.review_url}{far}{proxy}; {count}{nobody}"


def _outside(config: Config) -> str:
    provider = build_provider(config)
    assert provider is not None
    return provider.probe()


def _ocr() -> str:
    if lacking := ocr.missing():
        raise RegistratorError(f"skannade handlingar kan inte läsas utan lämnas till en person. Installera: {lacking}")
    return f"läses med {ocr.version()}"


def _old_word() -> str:
    """Nothing fails without LibreOffice, so this is no fault; but whoever installs it has less to review."""
    if office := libreoffice.version():
        return f"läses med {office}"
    return (
        "läses utan LibreOffice och lämnas därför alltid till en person. "
        f"Vill du slippa det: apt-get install {libreoffice.PACKAGE}"
    )


def _dkim(config: Config) -> str:
    key = dkim_key(config)
    assert key is not None
    return dkim_signing.probe(key)


def _smtp(config: Config) -> str:
    mailer = SmtpMailer(smtp_settings(config))
    try:
        return mailer.probe()
    finally:
        mailer.close()
