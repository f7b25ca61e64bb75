"""Who may do what on the staff's page: roles, accounts, and what signing in asks of the register."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

LONGEST_PAUSE = dt.timedelta(minutes=15)
FORGOTTEN_AFTER = dt.timedelta(days=1)


class Role(StrEnum):
    """A role holds what the roles before it hold: reviewing includes reading, administering includes reviewing."""

    READ = "lasa"
    REVIEW = "granska"
    ADMINISTER = "administrera"

    def covers(self, needed: Role) -> bool:
        """Whether somebody with this role may do what asks for `needed`."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(needed)


class AccountVerb(StrEnum):
    """What the log says happened to an account."""

    ADDED = "account added"
    LINKED = "account linked"  # to an identity of the organisation's own sign-in
    ROLE = "role changed"
    LOCKED = "account locked"
    UNLOCKED = "account unlocked"
    PASSWORD = "password changed"  # noqa: S105 - the words of a log line
    SIGNED_IN = "signed in"
    FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account. `name` signs in, in any letter case; `full_name` is what the log says.

    `password` is an Argon2 hash, "" when the account signs in through the organisation alone; `outside` is who it is
    there ("issuer subject"), "" until the first such sign-in.
    """

    id: int
    name: str
    full_name: str
    role: Role
    email: str = ""
    password: str = field(default="", repr=False)
    outside: str = ""
    locked: bool = False
    signed_in_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What is counted against a guesser: `key` names an account or an address, `free` attempts cost no wait."""

    key: str
    free: int


def comparable(name: str) -> str:
    """A name as it is compared: "Anna" is "anna", and å is å however the keyboard composed it."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def account_key(name: str) -> str:
    """What attempts at an account are counted under: a hash, for people type their passwords as names."""
    return f"konto {hashlib.sha256(comparable(name).encode()).hexdigest()[:32]}"


def pause_after(attempts: int, free: int) -> dt.timedelta:
    """How long the next attempt must wait after so many that failed: 2, 4, 8 ... seconds, at most 15 minutes.

    Not for ever: otherwise anybody could lock a colleague out by guessing badly.
    """
    beyond = attempts - free
    return min(dt.timedelta(seconds=2 ** min(beyond, 10)), LONGEST_PAUSE) if beyond > 0 else dt.timedelta()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address, a name or an IP address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class AccountStore(Protocol):
    """The accounts of the register. Each verb is one transaction. Names are compared without letter case."""

    def users(self) -> tuple[User, ...]:
        """All, locked ones too, by name."""

    def has_users(self) -> bool: ...

    def user(self, name: str) -> User | None: ...

    def user_outside(self, outside: str) -> User | None:
        """Who has signed in through the organisation as this "issuer subject" before."""

    def user_by_email(self, email: str) -> User | None: ...

    def add_user(
        self,
        *,
        name: str,
        full_name: str,
        role: Role,
        who: str,
        now: dt.datetime,
        email: str = "",
        password: str = "",
        outside: str = "",
    ) -> User:
        """A new account, with an audit row. NameTaken when the name, the address or `outside` has one already."""

    def change_user(
        self,
        user_id: int,
        *,
        who: str,
        now: dt.datetime,
        role: Role | None = None,
        password: str | None = None,
        locked: bool | None = None,
        outside: str | None = None,
    ) -> User:
        """Change what is given, with an audit row; every session of the account ends, unless only `outside` changed.

        NameTaken when another account has this `outside`.
        """

    def rehash(self, user_id: int, password: str) -> None:
        """The same password, hashed with the parameters of today; no audit row, no session ends."""

    def attempt(self, limits: Sequence[Limit], now: dt.datetime) -> dt.datetime | None:
        """Count one more attempt to sign in, before it is tried; None, or until when it must wait (not counted)."""

    def failed(self, user_id: int | None, why: str, address: str, now: dt.datetime) -> None:
        """Write down that signing in failed; None when no account has the name, which is not kept: people type
        their passwords there."""

    def begin_session(
        self,
        user_id: int,
        *,
        token_hash: str,
        ends_at: dt.datetime,
        how: str,
        limits: Sequence[Limit],
        now: dt.datetime,
    ) -> None:
        """A new session, with an audit row; the account's failed attempts are forgotten, the address's last one too.

        `how` says in Swedish how and from where. `limits`: as given to `attempt`, the account's first.
        """

    def session_user(self, token_hash: str, *, idle: dt.timedelta, now: dt.datetime, used: bool = True) -> User | None:
        """Whose session it is, noted as seen now when `used`, else left to run out.

        None when there is none, it has ended, or the account is locked.
        """

    def end_session(self, token_hash: str, *, who: str, now: dt.datetime) -> None: ...

    def end_sessions(self, user_id: int, *, who: str, now: dt.datetime) -> int:
        """End every session of the account, with an audit row; how many there were."""
