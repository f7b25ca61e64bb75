"""Composition root: from a Config to the parts that work together. Here, and nowhere else, ports meet adapters."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial

from domain.catalogue import Catalogue
from domain.errors import ConfigError
from domain.ports import Archive, DocumentReader, Mailbox, Mailer, Store, TokenSource
from ingest.archive import FileArchive
from ingest.imap import ImapSettings
from ingest.mailboxes import ImapMailboxes
from matching.summary import reason
from outbox.compose import Composer
from outbox.dkim_signing import DkimKey, load_key, sign
from outbox.render import TemplateFault, Templates
from outbox.smtp import SmtpMailer, SmtpSettings
from parsers.reader import LocalReader
from parsers.version import reader_version
from registrator import __version__
from registrator.cached_reader import CachedReader
from registrator.catalogue import catalogue_of, members
from registrator.config import Config
from registrator.log import get_log
from registrator.oauth_settings import OauthSettings
from registrator.pictures import Draw, undrawn
from registrator.settings import ReadingSettings
from registrator.signature_roots import load_roots
from registrator.tally import Tally
from storage.engine import open_store
from storage.migrate import migrate

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _nothing() -> None:
    """For a house whose parts cannot be broken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything a verb needs. `stopping` is set when the service has been asked to stop."""

    config: Config
    store: Store
    archive: Archive
    mailbox: Mailbox
    mailer: Mailer
    reader: DocumentReader
    composer: Composer
    draw: Draw = undrawn
    version: str = ""  # of program and readers: what may read a mail differently has another
    clock: Clock = utc_now
    stopping: threading.Event = field(default_factory=threading.Event)
    tally: Tally = field(default_factory=Tally)
    break_off: Callable[[], None] = _nothing  # ends what is said to servers, and read, in the middle: the house closes

    def catalogue(self) -> Catalogue:
        """The facts as they are now: recommendations may be added while the service runs."""
        return catalogue_of(
            self.store.recommendations(),
            authserv_ids=self.config.trust.authserv_ids,
            own_domains=self.config.organisation.own_domains,
            lessons=self.store.lessons(),
        )


@contextmanager
def open_house(config: Config, *, upgrade: bool = False) -> Iterator[House]:
    """Open everything local (no network yet), with `upgrade` the database's migrations first; close it at the end."""
    mailer = build_mailer(config)
    config.storage.folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    if upgrade:
        migrate(config.database_url)
    tally = Tally()
    store = open_store(config.database_url, reason=reason)
    reader = build_reader(config)
    mailbox = ImapMailboxes(imap_settings(config))

    tokens = [build_tokens(config.oauth)] if config.oauth.client_id else []

    def break_off() -> None:
        for part in (mailbox, mailer, reader):
            part.break_off()
        for source in tokens:
            source.break_off()

    try:
        yield House(
            config=config,
            store=store,
            archive=FileArchive(config.storage.folder / "archive"),
            mailbox=mailbox,
            mailer=mailer,
            reader=CachedReader(reader, store, version=reading_version(config), clock=utc_now, tally=tally),
            tally=tally,
            composer=build_composer(config),
            draw=reader.draw,
            version=f"registrator {__version__}, {reading_version(config)}",
            break_off=break_off,
        )
    finally:
        mailbox.close()
        mailer.close()
        reader.close()
        store.close()


def build_composer(config: Config, templates: Templates | None = None) -> Composer:
    """Who writes our mails: with `templates`, or the organisation's own before ours, whose faults the log tells."""
    log = get_log(__name__)

    def told(mail: str, fault: TemplateFault) -> None:
        log.warning("template_faulty", mail=mail, file=fault.file, line=fault.line, reason=fault.what)

    templates = templates or Templates(folder=config.templates.folder, told=told)
    return Composer(organisation=config.sender, municipalities=members(), templates=templates)


def reading_version(config: Config) -> str:
    """What decides what a document gives: the readers, the limits that may cut it, the roots that are trusted."""
    limits = f"{config.reading.max_pages} pages, {config.reading.max_characters} characters"
    roots = hashlib.sha256(b"".join(load_roots(config.signatures.roots)[0])).hexdigest()[:8]
    trusted = f", signature roots {roots}" if config.signatures.roots else ""
    return f"{reader_version()}, {limits}{trusted}"


def build_reader(config: Config | None) -> LocalReader:
    """The local document reader with the configured limits, or the defaults without a configuration."""
    limits = config.reading if config else ReadingSettings()
    return LocalReader(
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        max_pages=limits.max_pages,
        max_characters=limits.max_characters,
        roots=load_roots(config.signatures.roots)[0] if config else (),
    )


def imap_settings(config: Config) -> tuple[ImapSettings, ...]:
    """Of every mailbox, the first one first."""
    imap = config.imap
    return tuple(
        ImapSettings(
            host=one.host,
            port=one.port,
            security=one.security,
            username=one.username,
            password=one.password,
            tokens=build_tokens(config.oauth) if one.auth == "oauth2" else None,
            ca_file=one.ca_file,
            seconds=imap.timeout_seconds,
            prefix=prefix,
            after=imap.after,
            flag=imap.flag,
            move_to=imap.move_to,
        )
        for prefix, one in imap.mailboxes
    )


@lru_cache(maxsize=1)
def build_tokens(oauth: OauthSettings) -> TokenSource:
    """Where the mail servers' tokens come from: one for a configuration, so that IMAP and SMTP share what is kept.

    Errors: ConfigError when the library for it is missing.
    """
    try:
        from registrator.tokens import MsalTokens
    except ModuleNotFoundError as missing:
        why = f"oauth: behöver paketet {missing.name}: pip install 'registrator[oauth]'"
        raise ConfigError("inloggningen på mejlservern", (why,)) from missing
    return MsalTokens(oauth)


def build_mailer(config: Config) -> SmtpMailer:
    """Our way out, with the signing that is configured. Errors: ConfigError when the key cannot be used."""
    if key := dkim_key(config):
        return SmtpMailer(smtp_settings(config), partial(sign, key=key))
    return SmtpMailer(smtp_settings(config))


def dkim_key(config: Config) -> DkimKey | None:
    """The key that mails are signed with, None without one. Errors: ConfigError when it cannot be used."""
    dkim = config.dkim
    if dkim.key_file is None:
        return None
    return load_key(domain=dkim.domain, selector=dkim.selector, file=dkim.key_file)


def smtp_settings(config: Config) -> SmtpSettings:
    smtp = config.smtp
    return SmtpSettings(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        username=smtp.username,
        password=smtp.password,
        tokens=build_tokens(config.oauth) if smtp.auth == "oauth2" else None,
        ca_file=smtp.ca_file,
        seconds=smtp.timeout_seconds,
    )
