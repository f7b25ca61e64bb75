"""Reading everything again, as after an upgrade: what would differ, and, when asked, putting it in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from domain.decision import Decision, Result, Status
from domain.doubt import Doubt
from domain.errors import DiskFull, EntryChanged, StorageError
from domain.outgoing import OutgoingMail
from domain.register import Answer, Entry, Settlement, State
from domain.trail import NO_VERDICTS
from matching.history import conclude
from registrator.build import House
from registrator.corresponding import letters_of
from registrator.enclosing import Ground, documents_of
from registrator.pipeline import with_twin
from registrator.telling import tell
from registrator.understand import understand_mail

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """An entry and what it would come to now; without a `result`, `fault` says in Swedish why it was not read again.

    `by_person`: a person has decided it, so that it is left as it is.
    """

    entry: Entry
    result: Result | None
    by_person: bool = False
    fault: str = ""

    @property
    def differs(self) -> bool:
        if self.result is None:
            return False
        old = self.entry.result
        return old is None or _essence(old) != _essence(self.result)


def reread(house: House, *, changed: bool = False) -> Iterator[Rereading]:
    """Every settled mail, oldest first, read again; nothing is written but texts.

    `changed`: only those that another version of program or readers read.
    """
    disposed = set(house.store.disposed_mails())
    for entry_id in _settled(house):
        entry = house.store.entry(entry_id)
        if entry and entry.sha256 in disposed:
            continue
        if entry and not (changed and entry.result and entry.result.read_by == house.version):
            yield again(house, entry)


def apply(house: House, found: Rereading) -> Entry:
    """Put a reading that differs in place. Errors: EntryChanged when a person was there first; StorageError."""
    assert found.result is not None
    # A mail that waits for a person anyway is not told of once more.
    silent = found.entry.state is State.FLAGGED and found.result.status is Status.FLAGGED
    ground = Ground(documents=documents_of(house, found.entry))
    return house.store.reread(
        found.entry.id,
        version=found.entry.version,
        result=found.result,
        compose=_silence if silent else partial(tell, house, ground=ground),
        now=house.clock(),
    )


def note(house: House, found: Rereading) -> None:
    """Note that this version has read the mail too, so that only what it has not read is read again. What stands in the
    register stays. A mail that was settled anew meanwhile is left for the next time. Errors: StorageError."""
    with suppress(EntryChanged):
        house.store.read_alike(found.entry.id, version=found.entry.version, read_by=house.version)


def _silence(_settlement: Settlement) -> tuple[OutgoingMail, ...]:
    return ()


def _settled(house: House) -> tuple[int, ...]:
    """Oldest arrival first."""
    found: list[int] = []
    while page := house.store.entries(limit=_PAGE, before=found[-1] if found else None):
        found += [entry.id for entry in page]
    waiting = set(house.store.waiting())
    return tuple(entry_id for entry_id in reversed(found) if entry_id not in waiting)


def again(house: House, entry: Entry) -> Rereading:
    """What this entry would come to now. Nothing is written but texts. Errors: DiskFull, StorageError."""
    try:
        raw = house.archive.read(entry.sha256)
    except DiskFull:
        raise
    except StorageError as error:
        return Rereading(entry=entry, result=None, fault=str(error))
    understood = understand_mail(
        raw,
        catalogue=house.catalogue(),
        reader=house.reader,
        letters=partial(letters_of, house),
        arrived=entry.arrived_at,
    )
    failures = [reading.failure for reading in understood.readings if reading.failure]
    known = {(part.sha256, part.reason) for part in entry.result.documents} if entry.result else set()
    # What stopped its process then, three times, and does so again is no fault of today's.
    if any(one.worth_retrying and (one.sha256, one.kind.value) not in known for one in failures):
        return Rereading(entry=entry, result=None, fault="En bifogad fil kunde inte läsas den här gången.")
    result = replace(understood.result, read_by=house.version)
    if entry.result and Doubt.SAME_MESSAGE_ID in entry.result.doubts:
        result = with_twin(result)
    by_person = any(row.verb not in NO_VERDICTS for row in house.store.audit(entry.id))
    return Rereading(entry=entry, result=conclude(result, _earlier(house, entry, result)), by_person=by_person)


def _earlier(house: House, entry: Entry, result: Result) -> tuple[Answer, ...]:
    """The answers that stood before this mail came."""
    recommendations = sorted({decision.recommendation for decision in result.decisions})
    answers = house.store.answers(recommendations)
    return tuple(a for a in answers if (a.arrived_at, a.entry_id) < (entry.arrived_at, entry.id))


def _essence(result: Result) -> tuple[object, ...]:
    """What makes two readings the same: not where the proof stands, nor which rule found it."""
    fates = [(d.name, d.sha256, d.fate, d.reason) for d in result.documents]
    return result.status, result.doubts, [_bare(decision) for decision in result.decisions], fates


def _bare(decision: Decision) -> Decision:
    return replace(decision, evidence=())
