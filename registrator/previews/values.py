"""Invented answers to the real recommendation: what previews and tests of our mail are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from domain.catalogue import Municipality, Recommendation
from domain.decision import Decision, DocumentFate, Result, StandingKind, Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome
from domain.outgoing import MailKind, Organisation, OutboxRow, OutgoingMail, OutgoingState, SendStage
from domain.register import Answer, Entry, Overview, RegisteredDocument, Standing, State
from outbox.digest import Week
from registrator.catalogue import members

NOW = dt.datetime(2015, 6, 1, 5, 0, tzinfo=dt.UTC)
ARRIVED = dt.datetime(2015, 5, 29, 7, 14, tzinfo=dt.UTC)
DNR = "KSL/15/0016-5"

ORGANISATION = Organisation(
    name="Kommunförbundet Stockholms Län",
    short_name="KSL",
    mailbox="registrator@ksl.se",
    officer_name="Anna Nerelius",
    officer_address="anna.nerelius@ksl.se",
    staff=("registrator@ksl.se", "diariet@ksl.se"),
    review_url="http://127.0.0.1:8025",
)

RECOMMENDATION = Recommendation(
    diarienummer=DNR,
    title="Överenskommelse om samverkan för en trygg, säker och störningsfri region",
    decided_on=dt.date(2015, 3, 19),
    respond_by=dt.date(2015, 6, 15),
    notify=("kansliet@samverkan.example",),
)

OTHER = replace(
    RECOMMENDATION,
    diarienummer="KSL/15/0044-2",
    title="Riktlinjer för gemensam avfallsplan",
    notify=(),
    respond_by=None,
)

DECISION = Decision(
    municipality="0127",
    recommendation=DNR,
    outcome=Outcome.ADOPTED,
    final=True,
    decision_body=DecisionBody.ASSEMBLY,
    paragraf="87",
    meeting_date=dt.date(2015, 5, 28),
    diarienummer="KS/2015:238",
    attachment="Protokollsutdrag § 87.pdf",
    document_sha256="a" * 64,
    page=1,
    quote="Kommunfullmäktige beslutar att anta överenskommelsen om samverkan för en trygg, säker och "
    "störningsfri region.",
)

PROPOSAL = replace(
    DECISION,
    municipality="0115",
    final=False,
    decision_body=DecisionBody.SUBCOMMITTEE,
    paragraf="77",
    meeting_date=dt.date(2015, 4, 28),
    diarienummer="KS 2015.152",
    quote="Arbetsutskottet föreslår att kommunstyrelsen antar överenskommelsen.",
    page=2,
    evidence=(
        Evidence(
            kind=EvidenceKind.BODY,
            value="subcommittee",
            quote="Kommunstyrelsens arbetsutskott",
            page=1,
            span=None,
            rule="body.heading",
        ),
    ),
)

# An empty page, so that what is attached to a preview can be opened.
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""

DOCUMENT = RegisteredDocument(
    number="2015-000123",
    name="Protokollsutdrag § 87.pdf",
    sha256="a" * 64,
    media_type="application/pdf",
    fate=DocumentFate.READ,
    reason="",
)


def municipality(kommunkod: str) -> Municipality:
    return next(m for m in members() if m.kommunkod == kommunkod)


def entry(**changes: object) -> Entry:
    """A registered entry of Botkyrka's answer, changed as asked."""
    decision = changes.pop("decision", DECISION)
    base = Entry(
        id=17,
        sha256="b" * 64,
        arrived_at=ARRIVED,
        state=State.REGISTERED,
        reason="",
        attempts=1,
        version=3,
        sender="registrator@botkyrka.se",
        subject="Protokollsutdrag",
        documents=(DOCUMENT,),
        result=Result(status=Status.REGISTERED, authentic=True, doubts=(), decisions=(decision,)),  # type: ignore[arg-type]
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def flagged(*doubts: Doubt, **changes: object) -> Entry:
    """A flagged entry of Vallentuna's proposal."""
    result = Result(status=Status.FLAGGED, authentic=False, doubts=doubts, decisions=(PROPOSAL,))
    return entry(state=State.FLAGGED, **{"result": result, "sender": "kommun@vallentuna.se", **changes})


def answer(decision: Decision = DECISION, **changes: object) -> Answer:
    base = Answer(id=1, entry_id=17, number="2015-000123", arrived_at=ARRIVED, accepted_by="", decision=decision)
    return replace(base, **changes)  # type: ignore[arg-type]


def overview(recommendation: Recommendation = RECOMMENDATION, **kinds: StandingKind) -> Overview:
    """All members asked; `k0127=StandingKind.ADOPTED` says where one stands, the others are silent."""
    standings = tuple(
        Standing(
            municipality=m,
            kind=kinds.get(f"k{m.kommunkod}", StandingKind.NO_ANSWER),
            answer=None,
            overdue=False,
        )
        for m in members()
        if not recommendation.addressees or m.kommunkod in recommendation.addressees
    )
    return Overview(recommendation=recommendation, standings=standings)


EVERY_KIND = overview(
    k0127=StandingKind.ADOPTED,
    k0180=StandingKind.ADOPTED,
    k0126=StandingKind.ADOPTED,
    k0160=StandingKind.ADOPTED_WITH_CONDITIONS,
    k0163=StandingKind.PARTLY_ADOPTED,
    k0162=StandingKind.DECLINED,
    k0115=StandingKind.AWAITING,
    k0182=StandingKind.AWAITING,
    k0184=StandingKind.OTHER_ANSWER,
    k0188=StandingKind.NEEDS_REVIEW,
)


def unsent(state: OutgoingState = OutgoingState.PARKED) -> OutboxRow:
    mail = OutgoingMail(
        key="sammanfattning/9/1/kansliet@samverkan.example",
        kind=MailKind.SUMMARY,
        recipient="kansliet@samverkan.example",
        subject="Täby har antagit (KS 2015-05-25 § 101): trygg, säker och störningsfri region",
        message_id="<x@ksl.se>",
        raw=b"",
    )
    return OutboxRow(
        id=4,
        mail=mail,
        state=state,
        stage=SendStage.RECIPIENT,
        attempts=1,
        next_attempt_at=NOW,
        last_error="Mottagarens server tog inte emot mejlet: 550 5.1.1 No such user",
        created_at=NOW,
        sent_at=None,
    )


def week(**changes: object) -> Week:
    """A week without news; what the case is about is changed."""
    base = Week(
        key="2015-W23",
        told=0,
        to_review=(),
        overviews=(EVERY_KIND,),
        answers=(),
        unsent=(),
        counts=((State.REGISTERED, 11), (State.IGNORED, 4)),
        last_cycle=NOW - dt.timedelta(minutes=1),
        compared_at=NOW - dt.timedelta(hours=4),
    )
    return replace(base, **changes)  # type: ignore[arg-type]
