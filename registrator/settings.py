"""The sections of config.toml as frozen values, with their defaults. What they mean stands in config.example.toml."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from registrator.toml_file import (
    STRICT,
    Count,
    CountOrAll,
    Days,
    Domain,
    Email,
    Hours,
    MegabytesOrNone,
    Port,
    PortOrFree,
    Seconds,
    SecondsOrNone,
    Text,
)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
Auth = Literal["password", "oauth2"]  # what a mail server is signed in to with; oauth2: tokens as [oauth] says
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
class OperatorSettings:
    __pydantic_config__ = STRICT
    addresses: tuple[Email, ...] = ()  # empty: the staff
    disk_reserve_mb: Count = 1000
    silent_minutes: Count = 30
    ping_url: str = ""  # empty: nobody outside is told that the service lives


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSettings:
    __pydantic_config__ = STRICT
    opens: dt.time = dt.time(8, 0)
    closes: dt.time = dt.time(17, 0)
    remind_after_days: Count = 2  # working days


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSettings:
    __pydantic_config__ = STRICT
    authserv_ids: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpConfig:
    __pydantic_config__ = STRICT
    host: Text
    port: Port = 587
    security: Literal["tls", "starttls"] = "starttls"
    username: str = ""  # empty: the server takes our mail without sign-in
    auth: Auth = "password"
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    timeout_seconds: Seconds = 60
    send_seconds: Seconds = 15
    after_dot: Literal["ask", "resend"] = "ask"
    max_per_hour: Count = 500
    max_per_recipient_per_hour: Count = 100
    only_domains: tuple[Domain, ...] = ()  # empty: all
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSettings:
    __pydantic_config__ = STRICT
    domain: str = ""  # empty: mails are not signed
    selector: str = ""
    key_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSettings:
    __pydantic_config__ = STRICT
    folder: Path | None = None  # the organisation's own versions of the mails' templates


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSettings:
    __pydantic_config__ = STRICT
    folder: Path = Path("var")
    database: str = ""  # empty: SQLite in the folder


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    __pydantic_config__ = STRICT
    folder: Path | None = None  # empty: none is made by itself
    at: dt.time = dt.time(2, 30)  # Swedish time
    keep_daily: Count = 7
    keep_weekly: CountOrAll = 8


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
class SignatureSettings:
    __pydantic_config__ = STRICT
    roots: tuple[Path, ...] = ()  # certificates (PEM or DER) that a PDF's signatures may be traced to


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    __pydantic_config__ = STRICT
    weekday: Weekday = "monday"
    time: dt.time = dt.time(7, 0)
    timezone: ZoneInfo = STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings:
    __pydantic_config__ = STRICT
    days_before: tuple[CountOrAll, ...] = (14,)  # before the last day; empty: none
    days_after: tuple[Count, ...] = (7,)
    automatic: bool = False  # a person releases each


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    __pydantic_config__ = STRICT
    issuer: str = ""  # empty: there is no sign-in of the organisation's own
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    ca_file: Path | None = None
    account_claim: Text = "email"
    role_claim: Text = "roles"
    lasa: tuple[Text, ...] = ()  # values of role_claim that give the role; all empty: the account decides
    granska: tuple[Text, ...] = ()
    administrera: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    __pydantic_config__ = STRICT
    host: Text = "127.0.0.1"
    port: PortOrFree = 8025
    url: str = ""  # the address that browsers use and mails link to; empty: made from host and port
    behind_proxy: str = ""  # the address of the one proxy whose X-Forwarded-For is believed
    metrics_from: tuple[Text, ...] = ("127.0.0.1", "::1")
    idle_hours: Hours = 8
    session_days: Days = 7
    oidc: OidcSettings = field(default_factory=OidcSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    __pydantic_config__ = STRICT
    format: Literal["text", "json"] = "text"
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    __pydantic_config__ = STRICT
    collect_seconds: SecondsOrNone = 60  # mails that come meanwhile become one
    attach_mb: MegabytesOrNone = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSettings:
    __pydantic_config__ = STRICT
    enabled: bool = False
    max_per_address_per_day: Count = 10
    max_per_hour: Count = 60
