"""`registrator verify`: what is whole passes, and each kind of loss is found and named."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from domain.catalogue import Recommendation
from domain.mail import MailPosition
from ingest.archive import FileArchive
from ingest.archive_check import ArchiveCheck
from registrator.cli import app
from registrator.journal import Journal
from registrator.journaling import write_journal
from registrator.verified import Checked
from registrator.verifying import verify
from registrator.verifying_journal import verify_journal
from storage.engine import open_store
from storage.store import SqlStore
from tests.servers.new_register import make_register

pytest_plugins = ["tests.servers.register"]

NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)


def take_in(store: SqlStore, archive: FileArchive, number: int) -> str:
    raw = f"Subject: {number}\r\n\r\nHej\r\n".encode()
    sha256 = archive.keep(raw)
    position = MailPosition(folder="INBOX", uidvalidity=1, uid=number)
    store.receive(sha256=sha256, size=len(raw), position=position, arrived_at=NOW, now=NOW)
    return sha256


def file_of(root: Path, sha256: str) -> Path:
    return root / "raw" / sha256[:2] / f"{sha256}.eml"


def faults(found: list[Checked]) -> dict[str, tuple[str, ...]]:
    return {checked.what: checked.faults for checked in found if not checked.well}


def test_a_whole_register_passes_on_each_database(store: SqlStore, tmp_path: Path) -> None:
    archive = FileArchive(tmp_path / "archive")
    for number in range(1, 8):
        take_in(store, archive, number)
    found = list(verify(store, ArchiveCheck(tmp_path / "archive")))
    assert faults(found) == {}
    assert [checked.what for checked in found] == [
        "Databasen",
        "Mejlens innehåll",
        "Arkivets mejl i registret",
        "Loggens kedja",
    ]
    assert found[1].found == "7 mejl, alla hela"


def test_missing_damaged_and_stray_mails_are_named(store: SqlStore, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    archive = FileArchive(root)
    gone, torn, *_ = [take_in(store, archive, number) for number in range(1, 8)]
    file_of(root, gone).unlink()
    file_of(root, torn).chmod(0o600)
    file_of(root, torn).write_bytes(b"annat")
    stray = archive.keep(b"Subject: ingen rad\r\n\r\n")
    found = faults(list(verify(store, ArchiveCheck(root))))
    assert set(found) == {"Mejlens innehåll", "Arkivets mejl i registret"}
    (bytes_gone, bytes_torn), advice = sorted(found["Mejlens innehåll"][:2], key=lambda line: gone not in line), 2
    assert gone in bytes_gone and "saknas" in bytes_gone
    assert torn in bytes_torn and "skadat" in bytes_torn
    assert "säkerhetskopian" in found["Mejlens innehåll"][advice]
    assert found["Arkivets mejl i registret"][0] == stray


def test_looking_changes_nothing_in_the_archive(tmp_path: Path) -> None:
    check = ArchiveCheck(tmp_path / "archive")
    assert list(check.names()) == []
    assert not (tmp_path / "archive").exists()
    FileArchive(tmp_path / "archive").keep(b"x")
    unfinished = tmp_path / "archive" / "raw" / "ab"
    unfinished.mkdir()
    (unfinished / ".halv.unfinished").write_bytes(b"")
    assert len(list(check.names())) == 1
    assert (unfinished / ".halv.unfinished").exists()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    server = '[{}]\nhost = "127.0.0.1"\nport = 1\nusername = "u"\npassword = "hemligt"\n'
    file.write_text(server.format("imap") + server.format("smtp") + '[trust]\nauthserv_ids = ["mx.ksl.se"]\n', "utf-8")
    (tmp_path / "var").mkdir()
    url = f"sqlite:///{tmp_path}/var/registrator.sqlite3"
    make_register(url)
    store = open_store(url)
    for number in (1, 2, 3):
        one = Recommendation(diarienummer=f"KSL/15/{number:04}", title="Påhittad", decided_on=NOW.date())
        store.put_recommendation(one, NOW, who="Testa Granskare", verb="close")
    store.close()
    return file


def test_the_command_says_what_is_broken_and_ends_with_one(config: Path) -> None:
    run = CliRunner().invoke
    whole = run(app, ["verify", "--config", str(config)])
    assert (whole.exit_code, "3 rader, hel" in whole.output) == (0, True)
    engine = sa.create_engine(f"sqlite:///{config.parent}/var/registrator.sqlite3")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'Någon annan' WHERE id = 2")
        connection.exec_driver_sql("DELETE FROM audit WHERE id = 3")
        connection.exec_driver_sql("INSERT INTO parts VALUES (1, 99, 0, NULL, 'x', 'x', 'x', 'x', 'x', 'x')")
    engine.dispose()
    broken = run(app, ["verify", "--config", str(config)])
    assert broken.exit_code == 1
    assert "Rad 2 är ändrad eller tillagd vid sidan av programmet" in broken.output
    assert "1 rad är borttagen" in broken.output
    assert "parts rad 1 hänvisar till något som inte finns i mails" in broken.output
    told = [json.loads(line) for line in run(app, ["verify", "--json", "-c", str(config)]).stdout.splitlines()]
    assert [line["ok"] for line in told] == [False, True, True, False, True]


def test_pages_of_the_file_that_are_damaged_are_found(config: Path) -> None:
    url = f"sqlite:///{config.parent}/var/registrator.sqlite3"
    file = config.parent / "var" / "registrator.sqlite3"
    raw = bytearray(file.read_bytes())
    with closing(sqlite3.connect(file)) as plain:
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'mails'").fetchone()
        (size,) = plain.execute("PRAGMA page_size").fetchone()
    raw[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(raw)
    with closing(open_store(url)) as store:
        assert store.database_faults() and store.file_faults()
    found = CliRunner().invoke(app, ["verify", "--config", str(config)])
    assert found.exit_code != 0
    refused = CliRunner().invoke(app, ["poll", "--config", str(config)])
    assert "är skada" in str(refused.exception) and "registrator rebuild --over" in str(refused.exception)


def settled(store: SqlStore, entry_id: int) -> None:
    store.fail(entry_id, reason="x", compose=lambda _settlement: (), now=NOW)


def test_a_journal_and_a_register_that_disagree_are_told_apart(store: SqlStore, tmp_path: Path) -> None:
    archive, journal = FileArchive(tmp_path / "archive"), Journal(tmp_path / "journal.jsonl")
    for number in (1, 2, 3):
        take_in(store, archive, number)
    store.put_recommendation(
        Recommendation(diarienummer="KSL/15/0001", title="Påhittad", decided_on=NOW.date()), NOW, who="x", verb="close"
    )
    write_journal(journal, store)
    settled(store, 1)  # newer than the journal, which is as it should be
    take_in(store, archive, 4)
    assert verify_journal(store, journal).faults == ()
    write_journal(journal, store)
    assert verify_journal(store, journal).found == "1 rad i loggen och 4 mejl, som i registret"
    with store._database.writing() as session:
        session.execute(sa.text("UPDATE mails SET state = 'registered' WHERE id = 2"))
        session.execute(sa.text("UPDATE mails SET version = 1 WHERE id = 1"))
        session.execute(sa.text("UPDATE audit SET hash = 'x'"))
    *found, advice = verify_journal(store, journal).faults
    assert found == [
        "Rad 1 i loggen är en annan i journalen",
        "Mejl 1 är i ett äldre läge än i journalen",
        "Mejl 2 har ett annat läge än i journalen: ändrat vid sidan av programmet",
    ]
    assert "starta tjänsten" in advice


def test_a_journal_that_somebody_has_changed_is_told(store: SqlStore, tmp_path: Path) -> None:
    archive, journal = FileArchive(tmp_path / "archive"), Journal(tmp_path / "journal.jsonl")
    for number in (1, 2, 3):
        take_in(store, archive, number)
    write_journal(journal, store)
    lines = journal.path.read_bytes().splitlines(keepends=True)
    changed = lines[1].replace(b"received", b"ignored!")
    for damaged in ([lines[0], changed, *lines[2:]], [lines[0], *lines[2:]]):
        journal.path.write_bytes(b"".join(damaged))
        assert any("skadad eller följer inte" in fault for fault in verify_journal(store, journal).faults)
