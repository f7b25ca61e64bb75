"""Plain values for tests of the register."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from domain.decision import Decision, DocumentFate, DocumentRecord, Result, Status
from domain.document import Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome
from domain.mail import MailPosition
from domain.outgoing import MailKind, OutgoingMail
from domain.ports import Conclude
from domain.register import Answer, Entry, Settlement
from storage.store import SqlStore

NOW = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
DNR = "KSL/15/0016-5"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def position(uid: int, uidvalidity: int = 7, folder: str = "INBOX") -> MailPosition:
    return MailPosition(folder=folder, uidvalidity=uidvalidity, uid=uid)


def receive(store: SqlStore, text: str, uid: int = 1, arrived_at: dt.datetime = NOW) -> int:
    """A mail that is nothing but a name."""
    return store.receive(sha256=sha(text), size=len(text), position=position(uid), arrived_at=arrived_at, now=NOW)


def document(name: str, fate: DocumentFate = DocumentFate.READ, reason: str = "") -> DocumentRecord:
    """The name is its content: the same name, the same bytes."""
    return DocumentRecord(
        name=name, media_type="application/pdf", sha256=sha(name), fate=fate, reason=reason, reader="pdfplumber"
    )


def decision(
    name: str,
    municipality: str = "0127",
    recommendation: str = DNR,
    *,
    repeats: str | None = None,
    paragraf: str = "87",
) -> Decision:
    """An adoption that stands in the document of this name."""
    return Decision(
        municipality=municipality,
        recommendation=recommendation,
        outcome=Outcome.ADOPTED,
        final=True,
        decision_body=DecisionBody.EXECUTIVE,
        paragraf=paragraf,
        meeting_date=dt.date(2015, 5, 4),
        diarienummer="KS/2015:238",
        attachment=name,
        document_sha256=sha(name),
        page=1,
        quote="Kommunstyrelsen antar överenskommelsen.",
        evidence=(
            Evidence(
                kind=EvidenceKind.PARAGRAF,
                value=paragraf,
                quote=f"§ {paragraf}",
                page=1,
                span=Span(start=3, end=7),
                rule="paragraf.sign",
            ),
        ),
        repeats=repeats,
    )


def result(
    *documents: DocumentRecord,
    decisions: Iterable[Decision] = (),
    status: Status = Status.REGISTERED,
    doubts: tuple[Doubt, ...] = (),
) -> Result:
    return Result(status=status, authentic=True, doubts=doubts, decisions=tuple(decisions), documents=tuple(documents))


def always(value: Result) -> Conclude:
    return lambda _earlier: value


def nothing(_settlement: Settlement) -> tuple[OutgoingMail, ...]:
    return ()


def settle(
    store: SqlStore,
    entry_id: int,
    value: Result,
    compose: Callable[[Entry, tuple[Answer, ...]], Iterable[OutgoingMail]] = nothing,
) -> Entry:
    return store.settle(entry_id, conclude=always(value), recommendations=(DNR,), compose=compose, now=NOW)


def outgoing(key: str) -> OutgoingMail:
    return OutgoingMail(
        key=key,
        kind=MailKind.SUMMARY,
        recipient="handlaggare@example.se",
        subject="Botkyrka har antagit",
        message_id=f"<{key}@example.se>",
        raw=b"Subject: Botkyrka\r\n\r\n\x00\xff",
    )
