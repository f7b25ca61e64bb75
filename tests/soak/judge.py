"""What a soak came to: each mail that came and that should leave, beside a run of the same mails without faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any

from domain.outgoing import MailKind
from domain.register import State
from registrator.build import House, open_house
from registrator.pipeline import TRIES
from tests.crash.oracle import outgoing
from tests.soak.scene import FLAG, Scene

BY_ENTRY = (MailKind.SUMMARY, MailKind.NOTICE, MailKind.RECEIPT, MailKind.PARTNER, MailKind.CORRECTION)
"""Mails that an entry gives rise to, whenever it is read; the others hang on the time of the day."""

_AT_A_TIME = (f"{MailKind.NOTICE.value}/samlat/", f"{MailKind.NOTICE.value}/kvar/")


@dataclass(frozen=True, kw_only=True)
class End:
    """What is in register (in the order of its entries), archive and mailbox, and at the SMTP server.

    `outgoing` is the state of each mail by its key, `told` the keys of those that a reader got, alone or joined.
    """

    entries: dict[str, Any]  # by SHA-256
    rows: Counter[str]  # by SHA-256
    unread_bytes: frozenset[str]
    outgoing: Mapping[str, str]
    told: frozenset[str]
    arrived: Counter[str]  # Message-IDs at the SMTP server
    known: frozenset[str]  # Message-IDs of the register
    unmarked: int
    worn: frozenset[str]  # left to a person, for the service died thrice with them in hand: a busy machine's soak may


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """As the crash proof's: each sort by the names of the mails."""

    lost: frozenset[str]
    doubled: frozenset[str]
    unexpected: frozenset[str]
    ambiguous: frozenset[str]

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.unexpected)


def end_of(scene: Scene) -> End:
    with open_house(scene.config) as house:
        entries, rows, unread = _entries(house)
        failed = house.store.entries((State.FAILED,), limit=1000)
    sent = outgoing(scene.config)
    arrived = Counter(str(message_from_bytes(mail.raw)["Message-ID"]) for mail in scene.sink.messages)
    return End(
        entries=entries,
        rows=rows,
        unread_bytes=unread,
        outgoing={key: state for key, _, state in sent},
        told=frozenset(key for key, message_id, _ in sent if message_id in arrived),
        arrived=arrived,
        known=frozenset(message_id for _, message_id, _ in sent),
        unmarked=_unmarked(scene),
        worn=frozenset(entry.sha256 for entry in failed if entry.attempts >= TRIES),
    )


def _entries(house: House) -> tuple[dict[str, Any], Counter[str], frozenset[str]]:
    entries, rows, unread, before = {}, Counter[str](), set(), None
    while page := house.store.entries(limit=500, before=before):
        before = page[-1].id
        for entry in page:
            rows[entry.sha256] += 1
            documents = tuple((one.sha256, one.fate, one.reason) for one in entry.documents)
            entries[entry.sha256] = (entry.state, entry.reason, documents, entry.result)
            try:
                house.archive.read(entry.sha256)  # checks the hash
            except Exception:
                unread.add(entry.sha256)
    return dict(reversed(entries.items())), rows, frozenset(unread)


def _unmarked(scene: Scene) -> int:
    with scene.mailbox.colleague("INBOX") as client:
        _, answers = client.uid("FETCH", "1:*", "(FLAGS)")
    return sum(FLAG.encode() not in (answer or b"") for answer in answers)


def judge(end: End, undisturbed: End, injected: frozenset[str]) -> Verdict:
    """`undisturbed` read the same mails. Waiting for the hour's collected notice is as good as told."""
    wanted = {
        key for key, state in undisturbed.outgoing.items() if _of_an_entry(key) and _comes(key, state, undisturbed)
    }
    later = {key for key, state in end.outgoing.items() if state == "waiting" and key.startswith(MailKind.NOTICE.value)}
    uncertain = {key for key, state in end.outgoing.items() if state == "uncertain"}
    gone = {key for key, state in end.outgoing.items() if state in {"sent", "parked", "sending"}} - end.told
    worn = tuple(f"/{sha256[:12]}/" for sha256 in end.worn)
    wanted = {key for key in wanted if not any(name in key for name in worn)}
    unlike = {one for one in end.entries if one not in injected or end.entries[one] != undisturbed.entries.get(one)}
    unlike -= end.worn
    strange = {key for key in end.told if _of_an_entry(key) and not any(name in key for name in worn)} - wanted
    strange |= {f"{name} is not ours" for name in set(end.arrived) - end.known}
    if end.unmarked:
        strange.add(f"{end.unmarked} mails without the flag")
    return Verdict(
        lost=frozenset(
            (injected - set(end.entries)) | end.unread_bytes | gone | (wanted - end.told - later - uncertain)
        ),
        doubled=frozenset(name for name, count in (end.rows + end.arrived).items() if count > 1),
        unexpected=frozenset(unlike | strange),
        ambiguous=frozenset(uncertain - end.told),
    )


def _of_an_entry(key: str) -> bool:
    return key.partition("/")[0] in {kind.value for kind in BY_ENTRY} and not key.startswith(_AT_A_TIME)


def _comes(key: str, state: str, end: End) -> bool:
    return key in end.told or state == "waiting"
