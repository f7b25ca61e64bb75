"""A filtered list of the register as a table for spreadsheets: a row for each decision, or for a mail without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain import swedish
from domain.decision import Decision
from domain.finding import FoundMail
from outbox.safe import foreign, quote
from outbox.sheets import Cell, Column, Sheet

COLUMNS = (
    Column(title="Nummer", name="number", width=13),
    Column(title="Inkommet", name="arrived_at", width=17),
    Column(title="Läge", name="state", width=15),
    Column(title="Från", name="sender", width=30),
    Column(title="Ämne", name="subject", width=44),
    Column(title="Kommun", name="municipality", width=18),
    Column(title="Kommunkod", name="kommunkod", width=11),
    Column(title="Rekommendation", name="recommendation", width=16),
    Column(title="Beslut", name="outcome", width=24),
    Column(title="Slutligt", name="final", width=9),
    Column(title="Beslutat av", name="body", width=20),
    Column(title="Sammanträde", name="meeting_date", width=13),
    Column(title="Paragraf", name="paragraf", width=10),
    Column(title="Kommunens dnr", name="diarienummer", width=18),
    Column(title="Samma beslut som", name="repeats", width=17),
    Column(title="Handling", name="attachment", width=36),
    Column(title="Sida", name="page", width=6),
    Column(title="Ur handlingen", name="quote", width=70),
    Column(title="Varför läget", name="reason", width=50),
)


def register_sheet(mails: Iterable[FoundMail], names: Mapping[str, str]) -> Sheet:
    """`names` of municipalities by kommunkod. Foreign words lose links, personnummer and the names of politicians."""
    return Sheet(title="Register", columns=COLUMNS, rows=tuple(row for mail in mails for row in _rows(mail, names)))


def _rows(mail: FoundMail, names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    number = mail.documents[0].number if mail.documents else ""
    if not mail.decisions:
        others = [document.name for document in mail.documents if document.name]
        attached = foreign(", ".join(others), 240)
        yield (*_mail(mail, number), *[None] * 10, attached, None, None, foreign(mail.reason, 400))
    numbers = {document.name: document.number for document in reversed(mail.documents)}
    for decision in mail.decisions:
        own = _mail(mail, numbers.get(decision.attachment, number))
        yield (*own, *_decision(decision, names), foreign(mail.reason, 400))


def _mail(mail: FoundMail, number: str) -> tuple[Cell, ...]:
    state = swedish.STATES[mail.state]
    return (number, mail.arrived_at, state, foreign(mail.sender, 120), foreign(mail.subject, 200))


def _decision(decision: Decision, names: Mapping[str, str]) -> tuple[Cell, ...]:
    kommunkod = decision.municipality or ""
    return (
        names.get(kommunkod, ""),
        kommunkod,
        decision.recommendation,
        swedish.outcome_of(decision),
        decision.final,
        swedish.BODIES[decision.decision_body] if decision.decision_body else "",
        decision.meeting_date,
        foreign(decision.paragraf or "", 20),
        foreign(decision.diarienummer or "", 40),
        decision.repeats or "",
        foreign(decision.attachment, 120),
        decision.page,
        quote(decision.quote, 300),
    )
