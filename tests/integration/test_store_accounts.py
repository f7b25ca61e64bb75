"""Accounts, sessions and the brake on guessing, on both databases."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from domain.access import LONGEST_PAUSE, Limit, Role, User, account_key
from domain.errors import NameTaken
from storage.engine import open_store
from storage.schema import AuditLogRow
from storage.store import SqlStore

pytest_plugins = ["tests.servers.register"]

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
IDLE = 8 * HOUR
GUESSES = (Limit(key=account_key("testa"), free=5), Limit(key="adress 192.0.2.7", free=30))


def later(**passed: float) -> dt.datetime:
    return NOW + dt.timedelta(**passed)


@pytest.fixture
def testa(store: SqlStore) -> User:
    return store.add_user(name="Testa", full_name="Testa Granskare", role=Role.REVIEW, who="root", now=NOW)


def begin(store: SqlStore, user: User, token: str = "hash", now: dt.datetime = NOW) -> None:
    store.begin_session(user.id, token_hash=token, ends_at=now + 24 * HOUR, how="", limits=GUESSES, now=now)


def whose(store: SqlStore, now: dt.datetime, token: str = "hash") -> str | None:
    user = store.session_user(token, idle=IDLE, now=now)
    return user and user.name


def logged(store: SqlStore) -> list[tuple[str, str, str]]:
    with store._database.reading() as session:
        rows = session.scalars(sa.select(AuditLogRow).order_by(AuditLogRow.id))
        return [(row.who, row.verb, row.about) for row in rows]


def test_an_account_is_found_by_its_name_in_any_letter_case(store: SqlStore, testa: User) -> None:
    assert store.user("TESTA") == store.user(" testa ") == testa
    assert store.user("testas") is None
    assert store.has_users()


def test_a_name_an_address_and_an_outside_identity_have_one_account_each(store: SqlStore, testa: User) -> None:
    mine = {"full_name": "T", "role": Role.READ, "who": "root", "now": NOW}
    store.add_user(name="b", email="T@exempel.se", outside="https://id.exempel.se 7", **mine)
    for taken in ({"name": "testa"}, {"name": "c", "email": "t@Exempel.se"}):
        with pytest.raises(NameTaken):
            store.add_user(**taken, **mine)
    with pytest.raises(NameTaken):
        store.change_user(testa.id, who="root", now=NOW, outside="https://id.exempel.se 7")
    assert [user.name for user in store.users()] == ["b", "Testa"]


def test_a_session_lasts_while_it_is_used_but_never_beyond_its_end(store: SqlStore, testa: User) -> None:
    begin(store, testa)
    assert whose(store, later(hours=7)) == "Testa"
    assert whose(store, later(hours=14)) == "Testa"
    assert whose(store, later(hours=22, minutes=30)) is None
    begin(store, testa, "other")
    for hour in (7, 14, 21):
        assert whose(store, later(hours=hour), "other") == "Testa"
    assert whose(store, later(hours=25), "other") is None


@pytest.mark.parametrize("change", [{"role": Role.READ}, {"locked": True}, {"password": "ny"}])
def test_whoever_is_changed_is_signed_out_at_once(store: SqlStore, testa: User, change: dict[str, object]) -> None:
    begin(store, testa)
    store.change_user(testa.id, who="root", now=NOW, **change)
    assert whose(store, NOW) is None


def test_a_locked_account_has_no_session_whatever_the_table_says(store: SqlStore, testa: User) -> None:
    store.change_user(testa.id, who="root", now=NOW, locked=True)
    begin(store, testa)
    assert whose(store, NOW) is None


def test_signing_out_ends_this_session_and_everywhere_all(store: SqlStore, testa: User) -> None:
    for token in "abc":
        begin(store, testa, token)
    store.end_session("a", who="Testa Granskare", now=NOW)
    assert [whose(store, NOW, token) for token in "abc"] == [None, "Testa", "Testa"]
    assert store.end_sessions(testa.id, who="Testa Granskare", now=NOW) == 2
    assert whose(store, NOW, "b") is None


def test_guessing_gets_slower_and_a_restart_forgets_nothing(register_url: str) -> None:
    now, waits = NOW, []
    for _ in range(16):
        opened = open_store(register_url)
        try:
            assert opened.attempt(GUESSES, now) is None
            until = opened.attempt(GUESSES, now) if waits or _ == 5 else None
        finally:
            opened.close()
        if until:
            waits.append(until - now)
            now = until
    assert waits[:3] == [dt.timedelta(seconds=s) for s in (2, 4, 8)]
    assert waits[-1] == LONGEST_PAUSE


def test_many_guesses_at_once_do_not_slip_by(store: SqlStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: store.attempt(GUESSES, NOW), range(16)))
    assert answers.count(None) == 6
    assert answers.count(later(seconds=2)) == 10


def test_who_succeeds_is_forgiven_but_the_address_keeps_its_other_failures(store: SqlStore, testa: User) -> None:
    limits = (Limit(key="konto", free=1), Limit(key="adress", free=3))
    for _ in range(2):
        store.attempt(limits, NOW)
        store.begin_session(testa.id, token_hash=f"{_}", ends_at=later(hours=1), how="", limits=limits, now=NOW)
    other = (Limit(key="annat konto", free=9), limits[1])
    for _ in range(4):
        assert store.attempt(other, NOW) is None
    assert store.attempt(other, NOW) == later(seconds=2)
    assert store.attempt(limits, NOW) == later(seconds=2)


def test_failures_are_forgotten_after_a_day(store: SqlStore) -> None:
    for _ in range(6):
        store.attempt(GUESSES, NOW)
    assert store.attempt(GUESSES, NOW) is not None
    for _ in range(5):
        assert store.attempt(GUESSES, later(days=2)) is None


def test_everything_that_happens_to_an_account_is_logged_without_its_password(store: SqlStore, testa: User) -> None:
    begin(store, testa)
    store.failed(testa.id, "fel lösenord", "192.0.2.7", NOW)
    store.failed(None, "okänt namn", "192.0.2.7", NOW)
    store.change_user(testa.id, who="root", now=NOW, password="$argon2id$hemlig")
    store.change_user(testa.id, who="root", now=NOW, role=Role.ADMINISTER)
    assert logged(store) == [
        ("root", "account added", "konto Testa"),
        ("Testa Granskare", "signed in", "konto Testa"),
        ("Testa Granskare", "sign-in failed", "konto Testa"),
        ("okänd", "sign-in failed", "konto okänt"),
        ("root", "password changed", "konto Testa"),
        ("root", "role changed", "konto Testa"),
    ]
    with store._database.reading() as session:
        assert "hemlig" not in repr([vars(row) for row in session.scalars(sa.select(AuditLogRow))])
    assert "hemlig" not in repr(store.users())
