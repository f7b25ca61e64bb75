"""Accounts, their sessions, and the brake on guessing: see `domain.access.AccountStore`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain.access import FORGOTTEN_AFTER, AccountVerb, Limit, Role, User, account_key, comparable, pause_after
from domain.errors import NameTaken, RegistratorError
from storage.auditing import ACCOUNT, log
from storage.schema_people import SessionRow, SignInAttemptRow, UserRow
from storage.verbs import Verbs

_SEEN_EVERY = dt.timedelta(minutes=1)  # a write for each request would make reading a page cost a flush


class Accounts(Verbs):
    def users(self) -> tuple[User, ...]:
        with self._database.reading() as session:
            return tuple(map(_user, session.scalars(sa.select(UserRow).order_by(UserRow.key))))

    def has_users(self) -> bool:
        with self._database.reading() as session:
            return session.scalar(sa.select(UserRow.id).limit(1)) is not None

    def user(self, name: str) -> User | None:
        return self._one(UserRow.key == comparable(name))

    def user_outside(self, outside: str) -> User | None:
        return self._one(UserRow.outside == outside)

    def user_by_email(self, email: str) -> User | None:
        return self._one(UserRow.email == comparable(email))

    def _one(self, condition: sa.ColumnElement[bool]) -> User | None:
        with self._database.reading() as session:
            row = session.scalar(sa.select(UserRow).where(condition))
            return _user(row) if row else None

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
        with self._database.writing() as session:
            _require_free(session, UserRow.key, comparable(name), f"Det finns redan ett konto med namnet {name}.")
            if email:
                _require_free(session, UserRow.email, comparable(email), f"Ett annat konto har redan adressen {email}.")
            if outside:
                _require_free(session, UserRow.outside, outside, _LINKED)
            row = UserRow(
                key=comparable(name),
                name=name,
                full_name=full_name,
                role=role.value,
                email=comparable(email) or None,
                password=password,
                outside=outside or None,
                created_at=now,
                locked_at=None,
                signed_in_at=None,
            )
            session.add(row)
            _note(session, row.name, who=who, verb=AccountVerb.ADDED, after=role.value, now=now)
            session.flush()
            return _user(row)

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
        with self._database.writing() as session:
            row = _row(session, user_id)
            if outside is not None and outside != row.outside:
                _require_free(session, UserRow.outside, outside, _LINKED)
                row.outside = outside
                _note(session, row.name, who=who, verb=AccountVerb.LINKED, after=outside, now=now)
            if role is not None and role != row.role:
                _note(session, row.name, who=who, verb=AccountVerb.ROLE, before=row.role, after=role.value, now=now)
                row.role = role.value
                _end_sessions(session, user_id)
            if locked is not None:
                _note(session, row.name, who=who, verb=AccountVerb.LOCKED if locked else AccountVerb.UNLOCKED, now=now)
                row.locked_at = now if locked else None
                _end_sessions(session, user_id)
                session.execute(sa.delete(SignInAttemptRow).where(SignInAttemptRow.key == account_key(row.name)))
            if password is not None:
                _note(session, row.name, who=who, verb=AccountVerb.PASSWORD, now=now)
                row.password = password
                _end_sessions(session, user_id)
            return _user(row)

    def rehash(self, user_id: int, password: str) -> None:
        with self._database.writing() as session:
            _row(session, user_id).password = password

    def attempt(self, limits: Sequence[Limit], now: dt.datetime) -> dt.datetime | None:
        with self._database.writing() as session:
            session.execute(sa.delete(SignInAttemptRow).where(SignInAttemptRow.last_at < now - FORGOTTEN_AFTER))
            rows = [session.get(SignInAttemptRow, limit.key) for limit in limits]
            waits = [row.wait_until for row in rows if row is not None and row.wait_until > now]
            if waits:
                return max(waits)
            for limit, known in zip(limits, rows, strict=True):
                row = known or SignInAttemptRow(key=limit.key, attempts=0)
                session.add(row)
                row.attempts += 1
                row.last_at = now
                row.wait_until = now + pause_after(row.attempts, limit.free)
            return None

    def failed(self, user_id: int | None, why: str, address: str, now: dt.datetime) -> None:
        """A row for unknown names too: without it, the time of a commit would tell which names there are."""
        with self._database.writing() as session:
            row = session.get(UserRow, user_id) if user_id is not None else None
            who, name = (row.full_name, row.name) if row else ("okänd", "okänt")
            reason = f"{why}, från {address}"
            _note(session, name, who=who, verb=AccountVerb.FAILED, reason=reason, now=now)

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
        with self._database.writing() as session:
            row = _row(session, user_id)
            session.execute(sa.delete(SessionRow).where(SessionRow.ends_at <= now))
            session.add(SessionRow(token_hash=token_hash, user_id=user_id, begun_at=now, seen_at=now, ends_at=ends_at))
            row.signed_in_at = now
            for place, limit in enumerate(limits):
                _forgive(session, limit, whole=place == 0)
            _note(session, row.name, who=row.full_name, verb=AccountVerb.SIGNED_IN, reason=how, now=now)

    def session_user(self, token_hash: str, *, idle: dt.timedelta, now: dt.datetime, used: bool = True) -> User | None:
        with self._database.reading() as session:
            found = session.execute(
                sa.select(UserRow, SessionRow)
                .join(SessionRow, SessionRow.user_id == UserRow.id)
                .where(
                    SessionRow.token_hash == token_hash,
                    SessionRow.ends_at > now,
                    SessionRow.seen_at > now - idle,
                    UserRow.locked_at.is_(None),
                )
            ).first()
            if found is None:
                return None
            user, seen_at = _user(found[0]), found[1].seen_at
        if used and now - seen_at > _SEEN_EVERY:
            with self._database.writing() as session:
                session.execute(sa.update(SessionRow).where(SessionRow.token_hash == token_hash).values(seen_at=now))
        return user

    def end_session(self, token_hash: str, *, who: str, now: dt.datetime) -> None:
        with self._database.writing() as session:
            ended = session.get(SessionRow, token_hash)
            if ended is not None:
                _note(session, _row(session, ended.user_id).name, who=who, verb=AccountVerb.SIGNED_OUT, now=now)
                session.delete(ended)

    def end_sessions(self, user_id: int, *, who: str, now: dt.datetime) -> int:
        with self._database.writing() as session:
            count = _end_sessions(session, user_id)
            _note(session, _row(session, user_id).name, who=who, verb=AccountVerb.SIGNED_OUT_EVERYWHERE, now=now)
            return count


_LINKED = "Inloggningen hos organisationen hör redan till ett annat konto."


def _row(session: Session, user_id: int) -> UserRow:
    row = session.get(UserRow, user_id)
    if row is None:
        raise RegistratorError(f"Kontot {user_id} finns inte.")
    return row


def _require_free(session: Session, column: sa.orm.InstrumentedAttribute[str | None], value: str, why: str) -> None:
    if session.scalar(sa.select(UserRow.id).where(column == value)) is not None:
        raise NameTaken(why)


def _end_sessions(session: Session, user_id: int) -> int:
    ended = session.scalars(sa.select(SessionRow).where(SessionRow.user_id == user_id)).all()
    for row in ended:
        session.delete(row)
    return len(ended)


def _forgive(session: Session, limit: Limit, *, whole: bool) -> None:
    """Who succeeds was no guesser: of the account all is forgotten. Of the address only this attempt is, or somebody
    with an account of his own could guess at others' without end by signing in between."""
    row = session.get(SignInAttemptRow, limit.key)
    if row is None:
        return
    row.attempts -= 1
    if whole or row.attempts <= 0:
        session.delete(row)
    else:
        row.wait_until = row.last_at


def _note(
    session: Session,
    name: str,
    *,
    who: str,
    verb: AccountVerb,
    now: dt.datetime,
    reason: str = "",
    before: str = "",
    after: str = "",
) -> None:
    log(session, at=now, who=who, verb=verb.value, reason=reason, before=before, after=after, about=f"{ACCOUNT}{name}")


def _user(row: UserRow) -> User:
    return User(
        id=row.id,
        name=row.name,
        full_name=row.full_name,
        role=Role(row.role),
        email=row.email or "",
        password=row.password,
        outside=row.outside or "",
        locked=row.locked_at is not None,
        signed_in_at=row.signed_in_at,
    )
