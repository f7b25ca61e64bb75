"""config.toml -> a frozen Config. All faults at once, with the key's name; unknown keys are refused."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from domain.errors import ConfigError
from domain.outgoing import Organisation
from registrator.toml_file import (
    STRICT,
    Count,
    CountOrAll,
    Domain,
    Email,
    Port,
    PortOrFree,
    Seconds,
    Text,
    read_toml,
    structure,
)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSettings:
    __pydantic_config__ = STRICT
    name: Text = "Kommunförbundet Stockholms Län"
    short_name: Text = "KSL"
    mailbox: Email = "registrator@ksl.se"
    own_domains: tuple[Domain, ...] = ("ksl.se", "storsthlm.se")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerSettings:
    __pydantic_config__ = STRICT
    name: Text = "Anna Nerelius"
    address: Email = "anna.nerelius@ksl.se"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSettings:
    __pydantic_config__ = STRICT
    addresses: tuple[Email, ...] = ()  # empty: the officer; never the polled mailbox, which would read its own mail


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSettings:
    __pydantic_config__ = STRICT
    authserv_ids: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapConfig:
    __pydantic_config__ = STRICT
    host: Text
    port: Port = 993
    security: Literal["tls", "starttls"] = "tls"
    username: Text
    password: str = field(repr=False)
    ca_file: Path | None = None
    folders: tuple[Text, ...] = ("INBOX",)
    poll_seconds: Seconds = 60
    timeout_seconds: Seconds = 60
    after: Literal["leave", "flag", "move"] = "leave"
    flag: Text = "$Registrerad"
    move_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpConfig:
    __pydantic_config__ = STRICT
    host: Text
    port: Port = 587
    security: Literal["tls", "starttls"] = "starttls"
    username: Text
    password: str = field(repr=False)
    ca_file: Path | None = None
    timeout_seconds: Seconds = 60
    send_seconds: Seconds = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSettings:
    __pydantic_config__ = STRICT
    folder: Path = Path("var")
    database: str = ""  # empty: SQLite in the folder


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    __pydantic_config__ = STRICT
    seconds: Seconds = 60
    memory_mb: Count = 1024
    max_pages: Count = 500
    max_characters: Count = 3_000_000
    workers: CountOrAll = 0  # 0: one for each core that we may use

    @property
    def parallel(self) -> int:
        """How many documents are read at once."""
        return self.workers or len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    __pydantic_config__ = STRICT
    weekday: Weekday = "monday"
    time: dt.time = dt.time(7, 0)
    timezone: ZoneInfo = STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    __pydantic_config__ = STRICT
    host: Text = "127.0.0.1"
    port: PortOrFree = 8025
    url: str = ""  # the address that mails link to; empty: made from host and port


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    __pydantic_config__ = STRICT
    format: Literal["text", "json"] = "text"
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the service is told. Paths are absolute, relative ones counted from the file's folder."""

    __pydantic_config__ = STRICT
    imap: ImapConfig
    smtp: SmtpConfig
    trust: TrustSettings
    organisation: OrganisationSettings = OrganisationSettings()
    officer: OfficerSettings = OfficerSettings()
    staff: StaffSettings = StaffSettings()
    storage: StorageSettings = StorageSettings()
    reading: ReadingSettings = ReadingSettings()
    digest: DigestSettings = DigestSettings()
    review: ReviewSettings = ReviewSettings()
    log: LogSettings = LogSettings()

    @property
    def database_url(self) -> str:
        return self.storage.database or f"sqlite:///{self.storage.folder / 'registrator.sqlite3'}"

    @property
    def database_file(self) -> Path | None:
        """Where a SQLite register lies; None for a server's."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") else None

    @property
    def review_url(self) -> str:
        host = f"[{self.review.host}]" if ":" in self.review.host else self.review.host
        return self.review.url.rstrip("/") or f"http://{host}:{self.review.port}"

    @property
    def sender(self) -> Organisation:
        """Who we are, for templates."""
        return Organisation(
            name=self.organisation.name,
            short_name=self.organisation.short_name,
            mailbox=self.organisation.mailbox,
            officer_name=self.officer.name,
            officer_address=self.officer.address,
            staff=self.staff.addresses or (self.officer.address,),
            review_url=self.review_url,
        )


def load_config(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read and validate the file. ConfigError names every fault at once."""
    data = read_toml(path)
    faults: list[str] = []
    for section in ("imap", "smtp"):
        table = data.get(section)
        if isinstance(table, dict):
            table["password"], why = _secret(section, table, path.parent, environment)
            faults += why
    config, structural = structure(data, Config)
    faults += structural
    if config is not None:
        config = _absolute(config, path.parent.resolve())
        faults += _contradictions(config)
    if config is None or faults:
        raise ConfigError(str(path), tuple(faults))
    return config


def _secret(
    section: str, table: dict[str, Any], folder: Path, environment: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """The password from exactly one place: inline, file, environment, or systemd's credentials."""
    ways = [key for key in ("password", "password_file", "password_env") if key in table]
    values = {key: str(table.pop(key)) for key in ways}
    if len(ways) > 1:
        return "", (f"{section}: bara en av {', '.join(ways)} får anges",)
    if "password" in values:
        return values["password"], ()
    if "password_env" in values:
        name = values["password_env"]
        return environment.get(name, ""), () if environment.get(name) else (
            f"{section}.password_env: miljövariabeln {name} saknas eller är tom",
        )
    credentials = environment.get("CREDENTIALS_DIRECTORY")
    if "password_file" in values:
        file = folder / values["password_file"]
    elif credentials:
        file = Path(credentials) / f"{section}-password"
    else:
        return "", (f"{section}: lösenord saknas; ange password_file, password_env eller password",)
    try:
        return file.read_text("utf-8").rstrip("\r\n"), ()
    except (OSError, UnicodeDecodeError) as error:
        return "", (f"{section}.password_file: {file} går inte att läsa ({type(error).__name__})",)


def _absolute(config: Config, folder: Path) -> Config:
    def at(path: Path | None) -> Path | None:
        return None if path is None else folder / path.expanduser()

    return replace(
        config,
        imap=replace(config.imap, ca_file=at(config.imap.ca_file)),
        smtp=replace(config.smtp, ca_file=at(config.smtp.ca_file)),
        storage=replace(config.storage, folder=folder / config.storage.folder.expanduser()),
    )


def _contradictions(config: Config) -> list[str]:
    faults = []
    if not config.imap.folders:
        faults.append("imap.folders: får inte vara tom; då läses inget mejl")
    if config.imap.after == "move" and not config.imap.move_to:
        faults.append('imap.move_to: saknas; den behövs när after = "move"')
    if config.imap.move_to and config.imap.move_to in config.imap.folders:
        faults.append("imap.move_to: får inte vara en av mapparna som läses")
    for key, addresses in (("officer.address", (config.officer.address,)), ("staff.addresses", config.staff.addresses)):
        if config.organisation.mailbox.lower() in map(str.lower, addresses):
            faults.append(f"{key}: får inte vara brevlådan som läses; våra egna mejl skulle komma in igen")
    if not config.trust.authserv_ids:
        faults.append("trust.authserv_ids: får inte vara tom; utan den kan inget svar godtas utan granskning")
    try:
        loopback = ipaddress.ip_address(config.review.host).is_loopback
    except ValueError:
        loopback = config.review.host == "localhost"
    if not loopback:
        faults.append("review.host: ska vara 127.0.0.1, ::1 eller localhost; sidan har ännu inga konton")
    if config.digest.time.tzinfo is not None:
        faults.append("digest.time: ska vara utan tidszon; den anges i digest.timezone")
    return faults
