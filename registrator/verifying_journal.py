"""Does the journal say what the register says? Either may have been changed by hand, or be an earlier state."""

from __future__ import annotations

from collections.abc import Iterator

from registrator.journal import Journal
from registrator.verified import Checked, Faults, many
from storage.store import SqlStore


def verify_journal(store: SqlStore, journal: Journal) -> Checked:
    """The lines' own chain, then every row of the audit trail and every entry that it names. Errors: StorageError."""
    mark = journal.last()
    if mark is None:
        return Checked(what="Journalen", well=True, found="finns inte än; den skrivs när tjänsten är i gång")
    broken: list[str] = []
    trail: dict[int, str] = {}
    entries: dict[int, tuple[int, str, str]] = {}
    for line in journal.read(broken):
        row = line.get("row", {})
        if line["kind"] == "audit":
            trail[row["id"]] = row["hash"]
        elif line["kind"] == "entry":
            entries[row["id"]] = (row["version"], row["state"], row["sha256"])
    faults, held = Faults(), f"{many(len(trail), 'rad', 'rader')} i loggen och {len(entries)} mejl"
    for words in broken:
        faults.add(words)
    for words in (*_of_trail(store, trail), *_of_entries(store, entries)):
        faults.add(words)
    return Checked(
        what="Journalen",
        well=not faults.count,
        found=f"{many(faults.count, 'fel')} bland {held}" if faults.count else f"{held}, som i registret",
        faults=faults.lines(
            "Är databasen ett äldre läge: starta tjänsten, så hämtas resten ur journalen. Är journalen skadad: flytta "
            "undan den, så skrivs en ny."
        ),
    )


def _of_trail(store: SqlStore, trail: dict[int, str]) -> Iterator[str]:
    for row_id, found in store.audit_hashes():
        said = trail.pop(row_id, found)  # what is newer than the journal is not in it yet
        if said != found:
            yield f"Rad {row_id} i loggen är en annan i journalen"
    for row_id in trail:
        yield f"Rad {row_id} i loggen står i journalen men inte i registret"


def _of_entries(store: SqlStore, entries: dict[int, tuple[int, str, str]]) -> Iterator[str]:
    for entry_id, version, state, sha256 in store.entry_states():
        said_version, said_state, said_sha256 = entries.pop(entry_id, (version, state, sha256))
        if said_sha256 != sha256:
            yield f"Mejl {entry_id} är ett annat mejl i journalen"
        elif version < said_version:
            yield f"Mejl {entry_id} är i ett äldre läge än i journalen"
        elif version == said_version and state != said_state:
            yield f"Mejl {entry_id} har ett annat läge än i journalen: ändrat vid sidan av programmet"
    for entry_id in entries:
        yield f"Mejl {entry_id} står i journalen men inte i registret"
