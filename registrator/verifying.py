"""Is everything still there, and as it was written? Reads only, a little at a time, beside a service that runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from domain.auditing import ChainCheck
from ingest.archive_check import ArchiveCheck, Kept
from registrator.journal import Journal
from registrator.verified import MOST, Checked, Faults, many
from registrator.verifying_journal import verify_journal
from storage.store import SqlStore

_KEPT = {
    Kept.MISSING: "saknas i mejlarkivet",
    Kept.DAMAGED: "är skadat: innehållet är inte det som togs emot",
    Kept.UNREADABLE: "går inte att läsa från disken",
}


def verify(store: SqlStore, archive: ArchiveCheck, journal: Journal | None = None) -> Iterator[Checked]:
    """Database, archive against register, audit trail, journal (not a backup's: it has none); each as soon as it is
    done. Errors: StorageError."""
    yield _database(store)
    yield from _archive(store, archive)
    yield _trail(store.check_audit(most=MOST))
    if journal:
        yield verify_journal(store, journal)


def _database(store: SqlStore) -> Checked:
    faults = store.database_faults()
    if not faults:
        return Checked(what="Databasen", well=True, found=f"{store.database_kind()}, inga fel")
    advice = "Återställ databasen från säkerhetskopian."
    return Checked(what="Databasen", well=False, found=many(len(faults), "fel"), faults=(*faults, advice))


def _archive(store: SqlStore, archive: ArchiveCheck) -> Iterator[Checked]:
    """Both lists rise, so they are walked side by side, and neither is ever whole in memory."""
    bad, strays, rows = Faults(), Faults(), 0
    late: list[str] = []
    for sha256, entry_id in _side_by_side(store, archive):
        if entry_id is None:
            if len(late) < MOST:
                late.append(sha256)
            else:
                strays.add(sha256)
            continue
        rows += 1
        found = archive.look(sha256)
        if found is not Kept.WHOLE:
            bad.add(f"Mejl {entry_id} ({sha256}) {_KEPT[found]}")
    for sha256 in late:  # it may have come in while the lists were walked: the bytes are kept before the row is
        if not store.has_mail(sha256):
            strays.add(sha256)
    yield Checked(
        what="Mejlens innehåll",
        well=not bad.count,
        found=f"{many(bad.count, 'fel')} bland {rows} mejl" if bad.count else f"{many(rows, 'mejl')}, alla hela",
        faults=bad.lines("Återställ filerna från säkerhetskopian till mappen archive/raw."),
    )
    yield Checked(
        what="Arkivets mejl i registret",
        well=not strays.count,
        found=f"{many(strays.count, 'mejl')} i arkivet saknar rad" if strays.count else "alla har sin rad",
        faults=strays.lines(
            "De hämtas ur brevlådan igen, om de ligger kvar där. Är registret återställt är det väntat."
        ),
    )


def _side_by_side(store: SqlStore, archive: ArchiveCheck) -> Iterator[tuple[str, int | None]]:
    """Every SHA-256 of either, rising, with its entry; None where the register has none."""
    rows, names = store.mail_hashes(), archive.names()
    row, name = next(rows, None), next(names, None)
    while row or name:
        if row and (name is None or row[0] <= name):
            if row[0] == name:
                name = next(names, None)
            yield row
            row = next(rows, None)
        elif name:
            yield name, None
            name = next(names, None)


def _trail(found: ChainCheck) -> Checked:
    if found.whole:
        ending = f", kedjans slut är {found.head}" if found.head else ""
        return Checked(what="Loggens kedja", well=True, found=f"{many(found.rows, 'rad', 'rader')}, hel{ending}")
    return Checked(
        what="Loggens kedja",
        well=False,
        found=f"bruten; {found.rows} rader finns, {found.expected_rows} har skrivits",
        faults=(
            *_breaks(found),
            "Jämför med loggen i säkerhetskopian, och ta reda på vem som har skrivit i databasen.",
        ),
    )


def _breaks(found: ChainCheck) -> Iterator[str]:
    for one in islice(found.breaks, MOST):
        if one.row_id > one.after + 1:
            first, last = one.after + 1, one.row_id - 1
            missing = f"rad {first}" if first == last else f"rad {first}–{last}"
            begins = f"Rad {one.row_id} följer inte på rad {one.after}"
            yield f"{begins}: {missing} saknas, eller så är rad {one.row_id} ändrad"
        else:
            yield f"Rad {one.row_id} är ändrad eller tillagd vid sidan av programmet"
    lost = found.expected_rows - found.rows
    if lost > 0:
        yield f"{many(lost, 'rad är borttagen', 'rader är borttagna')}"
    elif lost < 0:
        yield f"{many(-lost, 'rad', 'rader')} har lagts till vid sidan av programmet"
    elif not found.ends_rightly and not found.breaks:
        yield "Den sista raden är inte den som programmet skrev sist"
