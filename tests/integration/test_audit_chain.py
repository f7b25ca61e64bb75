"""The audit trail's chain of hashes: it holds under concurrent writers, and what breaks it is named."""

from __future__ import annotations

import ast
import datetime as dt
import threading
from pathlib import Path

import pytest
from alembic import command

from domain.access import Role
from domain.auditing import AuditQuestion, ChainBreak
from domain.catalogue import Recommendation
from storage.auditing import log
from storage.database import Database
from storage.engine import open_store
from storage.migrate import _config, migrate
from storage.store import SqlStore

pytest_plugins = ["tests.servers.register"]

NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)


def put(store: SqlStore, number: int, who: str = "Testa Granskare") -> None:
    one = Recommendation(diarienummer=f"KSL/15/{number:04}", title="Påhittad", decided_on=dt.date(2015, 3, 19))
    store.put_recommendation(one, NOW + dt.timedelta(days=number), who=who, verb="close", why=f"å\x00 \ud800 {number}")


def run(url: str, *statements: str) -> None:
    database = Database(url)
    with database.changing_schema() as connection:
        for sql in statements:
            connection.exec_driver_sql(sql)
    database.close()


@pytest.fixture
def written(store: SqlStore) -> SqlStore:
    for number in range(1, 6):
        put(store, number)
    return store


def test_what_the_program_writes_is_whole(written: SqlStore) -> None:
    written.add_user(name="lena", full_name="Lena Testare", role=Role.READ, who="root", now=NOW)
    found = written.check_audit()
    assert (found.rows, found.expected_rows, found.whole) == (6, 6, True)
    assert len(found.head) == 64


def test_an_empty_trail_is_whole(store: SqlStore) -> None:
    assert store.check_audit().whole


@pytest.mark.parametrize("column", ["who", "verb", "reason", "before", "after", "about", "hash"])
def test_a_changed_row_is_named(written: SqlStore, register_url: str, column: str) -> None:
    run(register_url, f"UPDATE audit SET {column} = 'ändrat' WHERE id = 3")
    found = written.check_audit()
    assert found.breaks[0] == ChainBreak(row_id=3, after=2)
    assert len(found.breaks) == (2 if column == "hash" else 1)
    assert not found.whole


def test_a_changed_time_and_a_changed_mail_are_named(written: SqlStore, register_url: str) -> None:
    run(register_url, "UPDATE audit SET at = (SELECT at FROM audit WHERE id = 5) WHERE id = 2")
    assert written.check_audit().breaks == (ChainBreak(row_id=2, after=1),)


def test_a_removed_row_is_named_by_its_neighbours(written: SqlStore, register_url: str) -> None:
    run(register_url, "DELETE FROM audit WHERE id = 3")
    found = written.check_audit()
    assert found.breaks == (ChainBreak(row_id=4, after=2),)
    assert (found.rows, found.expected_rows) == (4, 5)


def test_rows_cut_off_the_end_are_missed(written: SqlStore, register_url: str) -> None:
    run(register_url, "DELETE FROM audit WHERE id > 3")
    found = written.check_audit()
    assert (found.breaks, found.ends_rightly, found.rows, found.expected_rows) == ((), False, 3, 5)


def test_an_inserted_row_is_named(written: SqlStore, register_url: str) -> None:
    columns = "at, who, verb, mail_id, reason, before, after, about, hash"
    run(register_url, f"INSERT INTO audit (id, {columns}) SELECT 6, {columns} FROM audit WHERE id = 2")
    found = written.check_audit()
    assert found.breaks == (ChainBreak(row_id=6, after=5),)
    assert (found.rows, found.expected_rows, found.ends_rightly) == (6, 5, False)


def test_swapped_rows_are_named(written: SqlStore, register_url: str) -> None:
    run(register_url, *(f"UPDATE audit SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    assert [one.row_id for one in written.check_audit().breaks] == [2, 3, 4]


def test_a_row_without_a_hash_does_not_get_in(written: SqlStore, register_url: str) -> None:
    columns = "at, who, verb, mail_id, reason, before, after, about"
    with pytest.raises(Exception, match=r"(?i)null"):
        run(register_url, f"INSERT INTO audit (id, {columns}) SELECT 6, {columns} FROM audit WHERE id = 2")
    assert written.check_audit().whole


def test_the_chain_holds_when_several_write_at_once(store: SqlStore, register_url: str) -> None:
    other = open_store(register_url)

    def write(through: SqlStore, first: int) -> None:
        for number in range(first, first + 8):
            put(through, number)

    threads = [threading.Thread(target=write, args=(one, 10 * i)) for i, one in enumerate((store, other, store))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    found = store.check_audit()
    assert (found.rows, found.whole) == (24, True)


def test_a_write_that_is_rolled_back_leaves_the_chain_whole(written: SqlStore) -> None:
    with pytest.raises(RuntimeError), written._database.writing() as session:
        log(session, at=NOW, who="Testa Granskare", verb="close")
        session.flush()
        raise RuntimeError
    put(written, 9)
    found = written.check_audit()
    assert (found.rows, found.whole) == (6, True)


def test_rows_of_an_older_register_are_chained_by_the_upgrade(empty_url: str) -> None:
    database = Database(empty_url)
    with database.changing_schema() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
    database.close()
    values = "'2015-06-01T08:30:00.000000+00:00', 'Äldre Granskare', 'accept', NULL, 'skäl', '{}', '{}', 'utgående 1'"
    columns = "id, at, who, verb, mail_id, reason, before, after, about"
    run(empty_url, *(f"INSERT INTO audit ({columns}) VALUES ({number}, {values})" for number in (1, 2, 7)))
    migrate(empty_url)
    store = open_store(empty_url)
    put(store, 8) if "sqlite" in empty_url else None  # PostgreSQL's sequence knows nothing of the rows put in above
    found = store.check_audit()
    store.close()
    assert found.whole
    assert found.rows >= 3


def test_the_trail_is_filtered_and_paged_by_key(written: SqlStore) -> None:
    put(written, 6, who="Annan Granskare")
    assert written.audit_people() == ("Annan Granskare", "Testa Granskare")
    mine = AuditQuestion(who="Testa Granskare", verb="close")
    first = written.find_audit(mine, limit=2)
    assert ([row.id for row in first.rows], first.before, first.after) == ([5, 4], False, True)
    second = written.find_audit(mine, limit=2, after=4)
    assert ([row.id for row in second.rows], second.before, second.after) == ([3, 2], True, True)
    back = written.find_audit(mine, limit=2, before=3)
    assert ([row.id for row in back.rows], back.before, back.after) == ([5, 4], False, True)
    between = AuditQuestion(since=NOW + dt.timedelta(days=2), before=NOW + dt.timedelta(days=4))
    assert [row.id for row in written.find_audit(between).rows] == [3, 2]
    assert [row.id for row in written.find_audit(AuditQuestion(about="rekommendation KSL/15/0003")).rows] == [3]
    assert written.find_audit(AuditQuestion(entries=(1,))).rows == ()
    written.add_user(name="lena", full_name="Lena Testare", role=Role.READ, who="root", now=NOW)
    assert [row.about for row in written.find_audit(AuditQuestion(), limit=1).rows] == ["konto lena"]
    assert [row.id for row in written.find_audit(AuditQuestion(accounts=False), limit=1).rows] == [6]


def test_only_one_module_writes_the_trail() -> None:
    root = Path(__file__).parents[2]
    writers = {
        path.name
        for path in (root / "storage").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "AuditLogRow"
    }
    assert writers == {"auditing.py"}
