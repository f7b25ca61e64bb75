"""A large register for the benches: 200 recommendations, 26 municipalities, 100,000 mails, in a real SQLite file.

Every pair has been answered twice (a proposal, then a decision), every answer has come four times more as a copy, and
the other mails are newsletters and automatic replies; the last ones wait for review. Like a register in use it has no
statistics for SQLite to plan by: nothing of ours ever runs ANALYZE.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from domain.catalogue import Recommendation
from domain.decision import Decision, Result, Status
from domain.document import Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome
from domain.register import State
from registrator.build import House
from registrator.catalogue import members
from storage.codec import dumps
from storage.database import Database
from storage.schema import DecisionRow, MailRow, PositionRow
from storage.standing import said

RECOMMENDATIONS = 200
MAILS = 100_000
COPIES = 4
FLAGGED = 120
_STATUS = {
    State.REGISTERED: Status.REGISTERED,
    State.FLAGGED: Status.FLAGGED,
    State.IGNORED: Status.IGNORED,
}
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
FIRST = NOW - dt.timedelta(days=3000)
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
[log]
level = "error"
"""


def fill(house: House, url: str, number_of: int = MAILS) -> None:
    """Puts all of it into the house's empty register at `url`; with fewer mails those of the first recommendations."""
    asked = [a_recommendation(number) for number in range(RECOMMENDATIONS)]
    for recommendation in asked:
        house.store.put_recommendation(recommendation, FIRST)
    said_of = [decision for recommendation in asked for decision in answers_to(recommendation)]
    database = Database(url)
    mails: list[dict[str, Any]] = []
    decisions: list[dict[str, Any]] = []
    for number in range(number_of):
        which, copy = divmod(number, COPIES + 1)
        flagged = number >= number_of - FLAGGED
        decision = said_of[which] if which < len(said_of) and not flagged else None
        at = moment(number, number_of)
        mails.append(_mail(number, decision, at, flagged=flagged))
        if decision is not None:
            repeats = None if copy == 0 else f"2026-{number - copy:06}"
            decisions.append(_row(number, decision, at, repeats=repeats))
    with database.writing_rows() as connection:
        connection.execute(sa.insert(MailRow), mails)
        connection.execute(sa.insert(DecisionRow), decisions)
        connection.execute(sa.insert(PositionRow), [_position(number) for number in range(number_of)])
    database.close()


def moment(number: int, number_of: int, apart: dt.timedelta = dt.timedelta(minutes=40)) -> dt.datetime:
    """When the mail of this number came, of so many, all before NOW."""
    return FIRST + min(apart, (NOW - FIRST) / (number_of + 1)) * number


def a_recommendation(number: int) -> Recommendation:
    decided = FIRST.date() + dt.timedelta(days=number * 14)
    return Recommendation(
        diarienummer=f"KSL/{decided.year % 100}/{number:04}-1",
        title=f"Rekommendation om gemensam taxa för tjänst nummer {number + 1} i länets kommuner",
        decided_on=decided,
        respond_by=decided + dt.timedelta(days=120),
    )


def answers_to(recommendation: Recommendation) -> Iterator[Decision]:
    """Of each municipality a proposal, then a decision, each with the evidence that a real reading gives."""
    for place, municipality in enumerate(members()):
        quote = f"{municipality.form} beslutar att anta {recommendation.title} från och med nästa år."
        evidence = Evidence(
            kind=EvidenceKind.OUTCOME, value="adopted", quote=quote, page=2, span=Span(start=8, end=99), rule="outcome"
        )
        decided = Decision(
            municipality=municipality.kommunkod,
            recommendation=recommendation.diarienummer,
            outcome=(Outcome.ADOPTED, Outcome.DECLINED, Outcome.ADOPTED_WITH_CONDITIONS)[place % 3],
            final=True,
            decision_body=DecisionBody.EXECUTIVE,
            paragraf=str(place + 80),
            meeting_date=recommendation.decided_on + dt.timedelta(days=70),
            diarienummer=f"KS/{recommendation.decided_on.year}:{recommendation.diarienummer[7:11]}{place}",
            attachment=f"Protokollsutdrag {municipality.name} {recommendation.decided_on} § {place + 80}.pdf",
            document_sha256="a" * 64,
            page=2,
            quote=quote,
            evidence=(evidence,) * 8,
        )
        yield replace(decided, final=False, decision_body=DecisionBody.SUBCOMMITTEE)
        yield decided


def _mail(number: int, decision: Decision | None, at: dt.datetime, *, flagged: bool) -> dict[str, Any]:
    state = State.REGISTERED if decision else State.FLAGGED if flagged else State.IGNORED
    decisions, doubts = (decision,) if decision else (), (Doubt.NO_TEXT,) if flagged else ()
    result = Result(status=_STATUS[state], authentic=True, doubts=doubts, decisions=decisions)
    return {
        "id": number + 1,
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "size": 90_000,
        "arrived_at": at,
        "received_at": at,
        "settled_at": at,
        "state": state.value,
        "reason": "",
        "attempts": 1,
        "version": 2,
        "sender": "registrator@botkyrka.se",
        "subject": "Protokollsutdrag",
        "message_id": f"<{number}@botkyrka.se>",
        "result": dumps(result),
    }


def _row(number: int, decision: Decision, at: dt.datetime, repeats: str | None) -> dict[str, Any]:
    return {
        "mail_id": number + 1,
        "number": f"2026-{number:06}",
        "recommendation": decision.recommendation,
        "municipality": decision.municipality,
        "repeats": repeats,
        "accepted_by": "",
        "noted_at": at,
        "data": dumps(decision),
        **said(decision),
    }


def _position(number: int) -> dict[str, Any]:
    return {
        "folder": "INBOX",
        "uidvalidity": 1,
        "uid": number + 1,
        "mail_id": number + 1,
        "noted_at": FIRST,
        "acknowledged": 0,
    }
