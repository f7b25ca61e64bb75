"""Sammanfattning: what the officer and the notify list get for each registered answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.decision import Decision, Result, StandingKind, Status
from domain.evidence import DecisionBody, Outcome
from domain.outgoing import MailKind, OutgoingMail
from outbox.compose import Composer
from outbox.message import Enclosure
from outbox.summary import Part, joined, summary
from registrator.catalogue import members
from registrator.gathering import MOST
from registrator.previews.case import Case
from registrator.previews.values import (
    DECISION,
    DOCUMENT,
    EVERY_KIND,
    NOW,
    OTHER,
    PDF,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    overview,
)

DECLINED = replace(
    DECISION,
    outcome=Outcome.DECLINED,
    decision_body=DecisionBody.EXECUTIVE,
    quote="Kommunstyrelsen beslutar att inte anta överenskommelsen.",
)
CONDITIONS = replace(
    DECISION,
    outcome=Outcome.ADOPTED_WITH_CONDITIONS,
    quote="Kommunfullmäktige antar överenskommelsen under förutsättning att kostnaderna ryms inom beslutad ram.",
)
REFERRED_BACK = replace(DECISION, outcome=Outcome.REFERRED_BACK, final=False, quote="Ärendet återremitteras.")
LITTLE_KNOWN = replace(
    DECISION,
    municipality=None,
    outcome=None,
    decision_body=None,
    paragraf=None,
    meeting_date=None,
    diarienummer=None,
    page=None,
    quote="",
)
SECOND = replace(
    DECISION,
    recommendation=OTHER.diarienummer,
    outcome=Outcome.DECLINED,
    paragraf="88",
    quote="Kommunfullmäktige beslutar att inte anta riktlinjerna.",
)


def _told(*decisions: Decision, accepted_by: str = "", authentic: bool = True) -> Callable[[Composer], OutgoingMail]:
    result = Result(status=Status.REGISTERED, authentic=authentic, doubts=(), decisions=())
    sender = "kommun@vallentuna.se" if decisions[0].municipality == "0115" else "registrator@botkyrka.se"
    part = Part(
        entry=entry(result=result, sender=sender),
        answers=tuple(answer(d, accepted_by=accepted_by) for d in decisions),
        documents={DOCUMENT.sha256: Enclosure(name=DOCUMENT.name, media_type=DOCUMENT.media_type, content=PDF)},
    )
    overviews = (EVERY_KIND, overview(OTHER, k0127=StandingKind.DECLINED))

    def compose(composer: Composer) -> OutgoingMail:
        return summary(composer, part, overviews, (RECOMMENDATION, OTHER), NOW)[0]

    return compose


def _many() -> tuple[Part, ...]:
    """A morning's mails in one: five municipalities, one with a document too large to attach."""
    large = Enclosure(name="Hela protokollet.pdf", media_type="application/pdf", content=PDF + b"%" * 8_000_000)
    found = []
    for n, (kommunkod, outcome) in enumerate(
        (("0127", Outcome.ADOPTED), ("0184", Outcome.DECLINED), ("0160", Outcome.ADOPTED), ("0188", Outcome.ADOPTED))
    ):
        decided = DECLINED if outcome is Outcome.DECLINED else DECISION
        decision = replace(decided, municipality=kommunkod, document_sha256=str(n) * 64)
        told = entry(id=n, version=1, sender=f"registrator@kommun{n}.example")
        documents = {"0" * 64: large} if n == 0 else {}
        number = f"2015-{n + 123:06}"
        found.append(Part(entry=told, answers=(answer(decision, entry_id=n, number=number),), documents=documents))
    return tuple(found)


def _joined(composer: Composer) -> OutgoingMail:
    return joined(composer, composer.officer, _many(), (EVERY_KIND,), (RECOMMENDATION,), NOW)


def _most(composer: Composer) -> OutgoingMail:
    """All that one mail may tell of, each with a long quote: its HTML must stay below what Gmail shows uncut."""
    kinds = (DECISION, DECLINED, PROPOSAL, CONDITIONS)
    parts = []
    for n, member in enumerate(members()[:MOST]):
        decision = replace(kinds[n % 4], municipality=member.kommunkod, document_sha256=f"{n:064}")
        decision = replace(decision, quote=" ".join([decision.quote] * 3))
        by = "registrator" if decision.outcome is Outcome.ADOPTED_WITH_CONDITIONS else ""
        answers = (answer(decision, entry_id=30 + n, number=f"2015-{n + 130:06}", accepted_by=by),)
        parts.append(Part(entry=entry(id=30 + n, sender=f"registrator@{member.domains[0]}"), answers=answers))
    return joined(composer, composer.officer, tuple(parts), (EVERY_KIND,), (RECOMMENDATION,), NOW)


def _case(name: str, title: str, compose: Callable[[Composer], OutgoingMail]) -> Case:
    return Case(kind=MailKind.SUMMARY, name=f"sammanfattning-{name}", title=title, compose=compose)


CASES = (
    _case("antagen", "kommunen har antagit", _told(DECISION)),
    _case("avslagen", "kommunen har avslagit", _told(DECLINED)),
    _case("villkor", "antagen med villkor, godkänd av en person", _told(CONDITIONS, accepted_by="registrator")),
    _case(
        "forslag", "ett utskott föreslår, beslut väntas", _told(PROPOSAL, accepted_by="registrator", authentic=False)
    ),
    _case("aterremiss", "ärendet är återremitterat", _told(REFERRED_BACK)),
    _case("flera", "två rekommendationer i ett mejl", _told(DECISION, SECOND, accepted_by="registrator")),
    _case("samlat", "fyra kommuners svar i ett mejl, en för stor bilaga", _joined),
    _case("manga", "så många svar som ett mejl berättar om", _most),
    _case("okant", "nästan ingenting är känt", _told(LITTLE_KNOWN, accepted_by="registrator")),
)
