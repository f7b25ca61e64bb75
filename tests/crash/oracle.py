"""The oracle: sorts every mail that came and every mail that left into ok, lost, doubled, unexpected, ambiguous."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from email import message_from_bytes
from typing import Any

import sqlalchemy as sa

from domain.outgoing import OutgoingState
from domain.register import State
from ingest.archive_check import ArchiveCheck
from registrator.build import open_house
from registrator.config import Config
from registrator.journaling import journal_of
from registrator.pipeline import TRIES
from registrator.reminding import remind
from registrator.verified import Checked
from registrator.verifying import verify
from storage.engine import open_store
from tests.crash.world import FLAG, MONDAY, World

SORTS = ("lost", "doubled", "unexpected", "ambiguous", "worn")
_ROWS = sa.text(
    "SELECT o.id, o.key, o.message_id, o.state, o.joined_to, o.entry_id, m.sha256 FROM outbox o"
    " LEFT JOIN mails m ON m.id = o.entry_id"
)


@dataclass(frozen=True, kw_only=True)
class End:
    """What a run has come to.

    `told` are the mails as they were first queued, by key, that a reader got, by themselves or joined with others: how
    many are joined hangs on how fast the house is. `later` are those kept for the hour's collected notice, `left` what
    the server has refused. Of reminders it hangs on the moment for which they are drafted, and which are overtaken
    again: each is drafted once, and asked anew there is none to draft.
    """

    entries: dict[str, Any]  # by SHA-256
    rows: Counter[str]  # entries in the register, by SHA-256
    arrived: Counter[str]  # Message-IDs at the SMTP server
    told: frozenset[str]
    later: frozenset[str]
    left: frozenset[str]
    drafts: Counter[str]  # by what they are about
    undrafted: int
    uncertain: frozenset[str]
    unread_bytes: frozenset[str]  # entries whose archived bytes are missing or others
    unmarked: int  # mails in the mailbox without the flag
    faults: tuple[str, ...]  # what `registrator verify` finds
    worn: frozenset[str]  # left to a person, for the service died with them in hand as often as a mail is tried


class Missing(Exception):
    """Mails that are lost before anything goes on; the names of the mails."""

    @property
    def mails(self) -> frozenset[str]:
        return frozenset(self.args[0])


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How many, or which, of each sort, incoming and outgoing together."""

    ok: int
    lost: frozenset[str]
    doubled: frozenset[str]
    unexpected: frozenset[str]
    ambiguous: frozenset[str]
    worn: frozenset[str]

    @classmethod
    def sum(cls, verdicts: Sequence[Verdict]) -> Verdict:
        """All of them, each mail under the number of its run."""
        found = {
            name: frozenset(f"{n}/{x}" for n, verdict in enumerate(verdicts) for x in getattr(verdict, name))
            for name in SORTS
        }
        return cls(ok=sum(verdict.ok for verdict in verdicts), **found)

    @classmethod
    def broken(cls, why: str) -> Verdict:
        """A run that came to no end."""
        none = dict.fromkeys(SORTS, frozenset[str]())
        return cls(ok=0, **{**none, "unexpected": frozenset({why})})

    @classmethod
    def of(cls, sorts: Mapping[str, Any]) -> Verdict:
        """From what `plain` gives."""
        found = {name: frozenset(sorts.get(name, ())) for name in SORTS}
        return cls(ok=sorts["ok"], **found)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"ok": self.ok, **{name: sorted(getattr(self, name)) for name in SORTS}}

    @property
    def clean(self) -> bool:
        return not self.lost and not self.doubled and not self.unexpected

    def __str__(self) -> str:
        parts = (f"{name} {len(getattr(self, name))}" for name in SORTS)
        return f"ok {self.ok}, " + ", ".join(parts)


def end_of(world: World) -> End:
    """Read the register, the archive and the SMTP server."""
    config = world.config
    entries, rows, unread, worn = {}, Counter[str](), set(), set()
    with open_house(config) as house:
        before = None
        while page := house.store.entries(limit=500, before=before):
            before = page[-1].id
            for entry in page:
                rows[entry.sha256] += 1
                if entry.state is State.FAILED and entry.attempts >= TRIES:
                    worn.add(entry.sha256)
                entries[entry.sha256] = (entry.state, entry.reason, entry.arrived_at, entry.documents, entry.result)
                try:
                    house.archive.read(entry.sha256)  # checks the hash
                except Exception:
                    unread.add(entry.sha256)
        drafts = Counter(row.mail.about for row in house.store.outbox((OutgoingState.DRAFT,), limit=10_000))
        faults = tuple(f"{one.what}: {one.found}" for one in _verified(config) if not one.well)
        undrafted = remind(replace(house, clock=lambda: MONDAY.astimezone(dt.UTC)))
    arrived = Counter(str(message_from_bytes(mail.raw)["Message-ID"]) for mail in world.sink.messages)
    sent = outgoing(config)
    return End(
        entries=entries,
        rows=rows,
        arrived=arrived,
        told=frozenset(key for key, message_id, _ in sent if message_id in arrived),
        later=frozenset(key for key, _, state in sent if state == "waiting" and key.startswith("granskning")),
        left=frozenset(key for key, _, state in sent if state == "parked"),
        drafts=drafts,
        undrafted=undrafted,
        uncertain=frozenset(key for key, _, state in sent if state == "uncertain"),
        unread_bytes=frozenset(unread),
        unmarked=_unmarked(world),
        faults=faults,
        worn=frozenset(worn),
    )


def outgoing(config: Config) -> list[tuple[str, str, str]]:
    """The key of each mail that was queued by itself, with Message-ID and state of the one that tells it at last."""
    engine = sa.create_engine(config.database_url.replace("postgresql://", "postgresql+pg8000://"))
    with engine.connect() as register:
        rows = register.execute(_ROWS).all()
    engine.dispose()
    return _as_told(rows)


def _as_told(rows: Sequence[Any]) -> list[tuple[str, str, str]]:
    """What was joined may be joined again, when no server took it meanwhile."""
    by_id, joint = {row.id: row for row in rows}, {row.joined_to for row in rows}
    told = []
    for row in rows:
        last = row
        while last.joined_to is not None:
            last = by_id[last.joined_to]
        if row.id not in joint:
            # PostgreSQL gives no number twice, so a kill within a transaction leaves a gap: a mail is its bytes.
            key = row.key.replace(f"/{row.entry_id}/", f"/{row.sha256[:12]}/", 1) if row.entry_id else row.key
            told.append((key, last.message_id, last.state))
    return told


def _verified(config: Config) -> list[Checked]:
    with closing(open_store(config.database_url)) as store:
        return list(verify(store, ArchiveCheck(config.storage.folder / "archive"), journal_of(config)))


def _unmarked(world: World) -> int:
    with world.mailbox.colleague("INBOX") as client:
        _, answers = client.uid("FETCH", "1:*", "(FLAGS)")
    return sum(FLAG.encode() not in answer for answer in answers)


def judge(end: End, undisturbed: End, injected: frozenset[str], *, wearing: bool = False) -> Verdict:
    """Compare a run that was disturbed with one that was not. Incoming by SHA-256, outgoing by key.

    `wearing`: the service was killed so often that it may have had one mail in hand each time. Such mails are counted
    apart, with those that they would have given rise to.
    """
    worn = end.worn - undisturbed.worn if wearing else frozenset[str]()

    def counts(key: str) -> bool:
        return not key.startswith("larm/") and not any(f"/{sha256[:12]}/" in key for sha256 in worn)

    wanted = {key for key in undisturbed.told | undisturbed.later if counts(key)}
    lost_in = (injected - set(end.entries)) | end.unread_bytes
    doubled_in = {sha256 for sha256, count in end.rows.items() if count > 1}
    unlike = {
        sha256 for sha256 in end.entries if sha256 not in injected or end.entries[sha256] != undisturbed.entries[sha256]
    } - worn
    ambiguous = end.uncertain - end.told
    lost_out = set(wanted - end.told - end.later - ambiguous) | (undisturbed.left - end.left)
    if end.undrafted:
        lost_out.add(f"{end.undrafted} reminders")
    doubled_out = {name for name, count in (end.arrived + end.drafts).items() if count > 1}
    strange_out = {key for key in (end.told | end.later) - wanted if counts(key)}
    strange_out |= end.left - undisturbed.left
    strange_out |= set(end.faults)
    if end.unmarked:
        strange_out |= {f"{end.unmarked} mails without the flag"}
    good = len(injected - lost_in - unlike - doubled_in - worn)
    good += len(wanted & (end.told | end.later)) + len(undisturbed.left & end.left)
    return Verdict(
        ok=good,
        lost=lost_in | lost_out,
        doubled=frozenset(doubled_in | doubled_out),
        unexpected=frozenset(unlike | strange_out),
        ambiguous=ambiguous,
        worn=worn,
    )
