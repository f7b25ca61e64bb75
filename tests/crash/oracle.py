"""The oracle: sorts every mail that came and every mail that left into ok, lost, doubled, unexpected, ambiguous."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any

import sqlalchemy as sa

from registrator.build import open_house
from tests.crash.world import World

_ROWS = sa.text(
    "SELECT o.key, coalesce(j.message_id, o.message_id), coalesce(j.state, o.state) FROM outbox o"
    " LEFT JOIN outbox j ON j.id = o.joined_to"
    " WHERE o.id NOT IN (SELECT joined_to FROM outbox WHERE joined_to IS NOT NULL)"
)


@dataclass(frozen=True, kw_only=True)
class End:
    """What a run has come to.

    `told` are the mails as they were first queued, by key, that a reader got, by themselves or joined with others: how
    many are joined hangs on how fast the house is. `later` are those kept for the hour's collected notice.
    """

    entries: dict[str, Any]  # by SHA-256
    rows: Counter[str]  # entries in the register, by SHA-256
    arrived: Counter[str]  # Message-IDs at the SMTP server
    told: frozenset[str]
    later: frozenset[str]
    uncertain: frozenset[str]
    unread_bytes: frozenset[str]  # entries whose archived bytes are missing or others


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How many, or which, of each sort, incoming and outgoing together."""

    ok: int
    lost: frozenset[str]
    doubled: frozenset[str]
    unexpected: frozenset[str]
    ambiguous: frozenset[str]

    @classmethod
    def broken(cls, why: str) -> Verdict:
        """A run that came to no end."""
        return cls(ok=0, lost=frozenset(), doubled=frozenset(), unexpected=frozenset({why}), ambiguous=frozenset())

    @property
    def clean(self) -> bool:
        return not self.lost and not self.doubled and not self.unexpected

    def __str__(self) -> str:
        parts = (f"{name} {len(getattr(self, name))}" for name in ("lost", "doubled", "unexpected", "ambiguous"))
        return f"ok {self.ok}, " + ", ".join(parts)


def end_of(world: World) -> End:
    """Read the register, the archive and the SMTP server."""
    config = world.config
    entries, rows, unread = {}, Counter[str](), set()
    with open_house(config) as house:
        before = None
        while page := house.store.entries(limit=500, before=before):
            before = page[-1].id
            for entry in page:
                rows[entry.sha256] += 1
                entries[entry.sha256] = (entry.state, entry.reason, entry.arrived_at, entry.documents, entry.result)
                try:
                    house.archive.read(entry.sha256)  # checks the hash
                except Exception:
                    unread.add(entry.sha256)
    arrived = Counter(str(message_from_bytes(mail.raw)["Message-ID"]) for mail in world.sink.messages)
    engine = sa.create_engine(config.database_url.replace("postgresql://", "postgresql+pg8000://"))
    with engine.connect() as register:
        sent = register.execute(_ROWS).all()
    engine.dispose()
    return End(
        entries=entries,
        rows=rows,
        arrived=arrived,
        told=frozenset(key for key, message_id, _ in sent if message_id in arrived),
        later=frozenset(key for key, _, state in sent if state == "waiting" and key.startswith("granskning")),
        uncertain=frozenset(key for key, _, state in sent if state == "uncertain"),
        unread_bytes=frozenset(unread),
    )


def judge(end: End, undisturbed: End, injected: frozenset[str]) -> Verdict:
    """Compare a run that was disturbed with one that was not. Incoming by SHA-256, outgoing by key."""
    wanted = undisturbed.told | undisturbed.later
    lost_in = (injected - set(end.entries)) | end.unread_bytes
    doubled_in = {sha256 for sha256, count in end.rows.items() if count > 1}
    unlike = {
        sha256 for sha256 in end.entries if sha256 not in injected or end.entries[sha256] != undisturbed.entries[sha256]
    }
    ambiguous = end.uncertain - end.told
    lost_out = wanted - end.told - end.later - ambiguous
    doubled_out = {message_id for message_id, count in end.arrived.items() if count > 1}
    strange_out = {key for key in (end.told | end.later) - wanted if not key.startswith("larm/")}
    good = len(injected - lost_in - unlike - doubled_in) + len(wanted & (end.told | end.later))
    return Verdict(
        ok=good,
        lost=lost_in | lost_out,
        doubled=frozenset(doubled_in | doubled_out),
        unexpected=frozenset(unlike | strange_out),
        ambiguous=ambiguous,
    )
