"""A desk with a few mails on it, for tests of the review pages. The text is invented for these tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any, cast

from domain.catalogue import Catalogue, Recommendation
from domain.decision import Decision, DocumentFate, Result, StandingKind, Status
from domain.document import DocumentText, Page, PageSource, Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome
from domain.mail import Address, Attachment, Message
from domain.outgoing import MailKind, Organisation, OutboxRow, OutgoingMail, OutgoingState, SendStage
from domain.register import Answer, Entry, Overview, RegisteredDocument, Standing, State
from domain.swedish import reasons
from registrator.catalogue import members
from review.desk import Desk
from tests.fakes.review_store import FakeStore

DNR = "KSL/15/0016-5"
NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)
PDF = b"%PDF-1.4 invented"
RAW = b"From: registrator@exempel.se\r\nSubject: Svar\r\n\r\nHej\r\n"

CATALOGUE = Catalogue(
    municipalities=members(),
    outside=(),
    recommendations=(
        Recommendation(
            diarienummer=DNR,
            title="Överenskommelse om samverkan för en trygg, säker och störningsfri region",
            decided_on=dt.date(2015, 3, 19),
            respond_by=dt.date(2015, 6, 15),
        ),
        Recommendation(
            diarienummer="KSL/14/0119-8", title="Gemensamma mål för skolvalet", decided_on=dt.date(2014, 11, 6)
        ),
    ),
    authserv_ids=("mx.ksl.se",),
)
ORGANISATION = Organisation(
    name="Kommunförbundet Stockholms Län",
    short_name="KSL",
    mailbox="registrator@ksl.se",
    officer_name="Anna Nerelius",
    officer_address="anna.nerelius@ksl.se",
    staff=("registrator@ksl.se",),
    review_url="http://127.0.0.1:8025",
)


def minutes(kommun: str, dnr: str, decision: str = "antar rekommendationen") -> str:
    return f"""{kommun}
PROTOKOLLSUTDRAG                                   22 (28)
Kommunstyrelsen
Sammanträdesdatum 2015-05-04

§ 87    Dnr {dnr}
Rekommendation om samverkan, {DNR}

Beslut
Kommunstyrelsen beslutar för egen del att kommunen
{decision}.

Bakgrund
Förbundets styrelse har rekommenderat medlemmarna att anta en
gemensam överenskommelse. Kontoret ser positivt på samarbetet.

Justerandes sign                 Utdragsbestyrkande
"""


def text_of(content: str, sha256: str, pages: int = 1) -> DocumentText:
    """A document of equal pages, each with this content."""
    whole = "".join(f"{content}\f" for _ in range(pages))
    length = len(content) + 1
    return DocumentText(
        sha256=sha256,
        media_type="application/pdf",
        text=whole,
        pages=tuple(
            Page(
                number=i + 1,
                start=i * length,
                end=(i + 1) * length,
                width=595,
                height=842,
                source=PageSource.TEXT_LAYER,
            )
            for i in range(pages)
        ),
        reader="test 1",
    )


def evidence(kind: EvidenceKind, value: str, quote: str, text: str, rule: str = "test") -> Evidence:
    start = text.find(quote)
    span = Span(start=start, end=start + len(quote)) if start >= 0 else None
    return Evidence(kind=kind, value=value, quote=quote, page=1, span=span, rule=rule)


def decision(text: str, sha256: str, kommunkod: str, kommun: str, dnr: str, **changed: Any) -> Decision:
    """An adopted answer read from `minutes`."""
    read = Decision(
        municipality=kommunkod,
        recommendation=DNR,
        outcome=Outcome.ADOPTED,
        final=True,
        decision_body=DecisionBody.EXECUTIVE,
        paragraf="87",
        meeting_date=dt.date(2015, 5, 4),
        diarienummer=dnr,
        attachment="Protokollsutdrag.pdf",
        document_sha256=sha256,
        page=1,
        quote="antar rekommendationen",
        evidence=(
            evidence(EvidenceKind.MUNICIPALITY, kommunkod, kommun, text),
            evidence(EvidenceKind.OUTCOME, "adopted", "antar rekommendationen", text),
            evidence(EvidenceKind.BODY, "executive", "Kommunstyrelsen", text),
            evidence(EvidenceKind.PARAGRAF, "87", "§ 87", text),
            evidence(EvidenceKind.MEETING_DATE, "2015-05-04", "2015-05-04", text),
            evidence(EvidenceKind.DIARIENUMMER, dnr, dnr, text),
            evidence(EvidenceKind.RECOMMENDATION, DNR, DNR, text),
        ),
    )
    return dataclasses.replace(read, **changed)


def entry(number: int, *, subject: str, sender: str, state: State, days: float, **more: Any) -> Entry:
    """Entry `number`, arrived `days` before NOW. `decisions`, `doubts`, `authentic` and `name` shape it."""
    sha256 = more.get("sha256") or hashlib.sha256(f"document {number}".encode()).hexdigest()
    doubts = more.get("doubts", ())
    result = Result(
        status=Status.FLAGGED,
        authentic=more.get("authentic", True),
        doubts=doubts,
        decisions=more.get("decisions", ()),
        evidence=(
            Evidence(
                kind=EvidenceKind.SENDER, value=sender, quote="mx.ksl.se; dmarc=pass", page=None, span=None, rule="auth"
            ),
        ),
    )
    return Entry(
        id=number,
        sha256=hashlib.sha256(f"mail {number}".encode()).hexdigest(),
        arrived_at=NOW - dt.timedelta(days=days),
        state=state,
        reason=more.get("reason", reasons(doubts)),
        attempts=1,
        version=1,
        sender=sender,
        subject=subject,
        documents=(
            RegisteredDocument(
                number=f"2015-{number:06}",
                name=more.get("name", "Protokollsutdrag.pdf"),
                sha256=sha256,
                media_type="application/pdf",
                fate=more.get("fate", DocumentFate.READ),
                reason="",
            ),
        ),
        result=None if state is State.FAILED else result,
    )


class FakeArchive:
    def keep(self, raw: bytes) -> str:
        return hashlib.sha256(raw).hexdigest()

    def read(self, sha256: str) -> bytes:
        return RAW

    def count(self) -> int:
        return 0


class DeskBuilder:
    """Collects entries with the text of their one document, and makes the desk."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.texts: dict[int, str] = {}
        self.bodies: dict[int, str] = {}

    def add(self, made: Entry, text: str = "", body: str = "Hej!\n\nHär kommer vårt svar.\n") -> Entry:
        self.entries.append(made)
        self.texts[made.id] = text
        self.bodies[made.id] = body
        return made

    def desk(self) -> tuple[Desk, FakeStore]:
        store = FakeStore(self.entries)
        desk = Desk(
            store=cast(Any, store),
            archive=FakeArchive(),
            catalogue=lambda: CATALOGUE,
            compose=lambda _entry: lambda settlement: (mail_about(settlement.entry),),
            overviews=lambda: (overview(store.answers(), store.entries((State.FLAGGED,))),),
            clock=lambda: NOW,
            organisation=ORGANISATION,
            texts=lambda e: tuple(
                (d, text_of(self.texts[e.id], d.sha256) if self.texts[e.id] else None) for d in e.documents
            ),
            message=lambda e: message(e, self.bodies[e.id]),
        )
        return desk, store


def message(e: Entry, body: str) -> Message:
    return Message(
        subject=e.subject,
        sender=Address(display_name="Registrator", address=e.sender),
        reply_to=None,
        recipients=(Address(display_name="", address="registrator@ksl.se"),),
        message_id=f"<{e.id}@exempel.se>",
        in_reply_to=(),
        references=(),
        sent_at=e.arrived_at,
        body=body,
        attachments=tuple(
            Attachment(name=d.name, media_type=d.media_type, declared_type="", content=PDF, sha256=d.sha256)
            for d in e.documents
        ),
        skipped=(),
        authentication=(),
        automatic=None,
        forwarded_sender=None,
        faults=(),
    )


def mail_about(settled: Entry) -> OutgoingMail:
    return OutgoingMail(
        key=f"sammanfattning/{settled.id}/anna.nerelius@ksl.se",
        kind=MailKind.SUMMARY,
        recipient="anna.nerelius@ksl.se",
        subject=f"Svar registrerat: {settled.subject}",
        message_id=f"<{settled.id}@ksl.se>",
        raw=b"",
    )


def outbox_row(number: int, settled: Entry, state: OutgoingState, error: str = "") -> OutboxRow:
    return OutboxRow(
        id=number,
        mail=mail_about(settled),
        state=state,
        stage=SendStage.NONE,
        attempts=1,
        next_attempt_at=NOW,
        last_error=error,
        created_at=NOW - dt.timedelta(hours=number),
        sent_at=NOW if state is OutgoingState.SENT else None,
    )


def overview(answers: tuple[Answer, ...], flagged: tuple[Entry, ...]) -> Overview:
    recommendation = CATALOGUE.recommendations[0]
    answered = {a.decision.municipality: a for a in answers if a.decision.recommendation == DNR}
    waiting = {d.municipality for e in flagged if e.result for d in e.result.decisions}
    kinds = {
        Outcome.ADOPTED: StandingKind.ADOPTED,
        Outcome.DECLINED: StandingKind.DECLINED,
        Outcome.ADOPTED_WITH_CONDITIONS: StandingKind.ADOPTED_WITH_CONDITIONS,
    }

    def kind(kommunkod: str) -> StandingKind:
        answer = answered.get(kommunkod)
        if answer is None:
            return StandingKind.NEEDS_REVIEW if kommunkod in waiting else StandingKind.NO_ANSWER
        if not answer.decision.final:
            return StandingKind.AWAITING
        return kinds.get(answer.decision.outcome or Outcome.NOTED, StandingKind.OTHER_ANSWER)

    return Overview(
        recommendation=recommendation,
        standings=tuple(
            Standing(municipality=m, kind=kind(m.kommunkod), answer=answered.get(m.kommunkod), overdue=False)
            for m in CATALOGUE.municipalities
        ),
    )


def full_desk() -> tuple[Desk, FakeStore]:
    """A working day: two complete flagged mails, one incomplete, one forged, one failed, and some settled."""
    b = DeskBuilder()
    settled = [
        ("0180", "Stockholms stad", Outcome.ADOPTED, True, DecisionBody.ASSEMBLY),
        ("0182", "Nacka kommun", Outcome.ADOPTED, True, DecisionBody.EXECUTIVE),
        ("0163", "Sollentuna kommun", Outcome.DECLINED, True, DecisionBody.EXECUTIVE),
        ("0115", "Vallentuna kommun", Outcome.ADOPTED, False, DecisionBody.SUBCOMMITTEE),
        ("0139", "Upplands-Bro kommun", Outcome.ADOPTED_WITH_CONDITIONS, True, DecisionBody.ASSEMBLY),
    ]
    for number, (code, name, outcome, final, body) in enumerate(settled, start=1):
        text = minutes(name, f"KS/2015:{number}38")
        sha = hashlib.sha256(f"document {number}".encode()).hexdigest()
        made = decision(text, sha, code, name, f"KS/2015:{number}38", outcome=outcome, final=final, decision_body=body)
        b.add(
            entry(
                number,
                subject=f"Svar från {name}",
                sender="kommun@exempel.se",
                state=State.REGISTERED,
                days=20 - number,
                decisions=(made,),
                sha256=sha,
            ),
            text,
        )
    _add_flagged(b)
    desk, store = b.desk()
    store.rows = (
        outbox_row(1, store.by_id[1], OutgoingState.SENT),
        outbox_row(2, store.by_id[2], OutgoingState.WAITING),
        outbox_row(3, store.by_id[3], OutgoingState.PARKED, "550 mottagaren finns inte"),
    )
    return desk, store


def _add_flagged(b: DeskBuilder) -> None:
    text = minutes("Botkyrka kommun", "KS/2015:238")
    sha = hashlib.sha256(b"document 11").hexdigest()
    read = decision(text, sha, "0127", "Botkyrka kommun", "KS/2015:238", doubts=(Doubt.CONDITIONS,))
    b.add(
        entry(
            11,
            subject="Botkyrkas svar på rekommendation om samverkan",
            sender="registrator@botkyrka.se",
            state=State.FLAGGED,
            days=6,
            decisions=(read,),
            sha256=sha,
            reason=reasons((Doubt.CONDITIONS,)),
        ),
        text,
    )
    text = minutes("Täby kommun", "KS 2015/77-10", "avslår rekommendationen")
    sha = hashlib.sha256(b"document 12").hexdigest()
    read = decision(
        text, sha, "0160", "Täby kommun", "KS 2015/77-10", outcome=None, doubts=(Doubt.OUTCOME_UNCLEAR,), quote=""
    )
    b.add(
        entry(
            12,
            subject="Protokollsutdrag KS § 87",
            sender="taby.kommun@taby.se",
            state=State.FLAGGED,
            days=4,
            decisions=(read,),
            sha256=sha,
            reason=reasons((Doubt.OUTCOME_UNCLEAR,)),
        ),
        text,
    )
    b.add(
        entry(
            13,
            subject="Inbjudan till frukostmöte om e-arkiv",
            sender="info@leverantor.example",
            state=State.FLAGGED,
            days=2,
            authentic=None,
            doubts=(Doubt.SENDER_NOT_MUNICIPALITY, Doubt.NO_RECOMMENDATION),
            name="Inbjudan.pdf",
        ),
        "Välkommen till frukost!\n",
    )
    text = minutes("Solna stad", "KS/2015:91")
    sha = hashlib.sha256(b"document 14").hexdigest()
    b.add(
        entry(
            14,
            subject="Brådskande: beslut från Solna",
            sender="registrator@solna-stad.example",
            state=State.FLAGGED,
            days=1,
            authentic=False,
            doubts=(Doubt.LOOKALIKE_SENDER, Doubt.AUTHENTICATION_FAILED),
            decisions=(decision(text, sha, "0184", "Solna stad", "KS/2015:91"),),
            sha256=sha,
        ),
        text,
    )
    b.add(
        entry(
            15,
            subject="",
            sender="skanner@ekero.se",
            state=State.FAILED,
            days=0.1,
            reason=reasons((Doubt.READER_FAILED,)),
            fate=DocumentFate.FAILED,
        )
    )
