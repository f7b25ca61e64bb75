"""Sammanfattning: what the officer and the notify list get for each registered answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.decision import Decision, Result, StandingKind, Status
from domain.evidence import DecisionBody, Outcome
from domain.outgoing import MailKind, OutgoingMail
from outbox.compose import Composer
from outbox.summary import summary
from registrator.previews.case import Case
from registrator.previews.values import (
    DECISION,
    EVERY_KIND,
    NOW,
    OTHER,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    overview,
)

DECLINED = replace(DECISION, outcome=Outcome.DECLINED, decision_body=DecisionBody.EXECUTIVE)
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
SECOND = replace(DECISION, recommendation=OTHER.diarienummer, outcome=Outcome.DECLINED, paragraf="88")


def _told(*decisions: Decision, accepted_by: str = "", authentic: bool = True) -> Callable[[Composer], OutgoingMail]:
    result = Result(status=Status.REGISTERED, authentic=authentic, doubts=(), decisions=())
    answers = tuple(answer(d, accepted_by=accepted_by) for d in decisions)
    overviews = (EVERY_KIND, overview(OTHER, k0127=StandingKind.DECLINED))

    def compose(composer: Composer) -> OutgoingMail:
        return summary(composer, entry(result=result), answers, overviews, (RECOMMENDATION, OTHER), NOW)[0]

    return compose


def _case(name: str, title: str, compose: Callable[[Composer], OutgoingMail]) -> Case:
    return Case(kind=MailKind.SUMMARY, name=f"sammanfattning-{name}", title=title, compose=compose)


CASES = (
    _case("antagen", "kommunen har antagit", _told(DECISION)),
    _case("avslagen", "kommunen har avslagit", _told(DECLINED)),
    _case("villkor", "antagen med villkor, godkänd av en person", _told(CONDITIONS, accepted_by="registrator")),
    _case("forslag", "ett utskott föreslår, beslut väntas", _told(PROPOSAL, authentic=False)),
    _case("aterremiss", "ärendet är återremitterat", _told(REFERRED_BACK)),
    _case("flera", "två rekommendationer i ett mejl", _told(DECISION, SECOND, accepted_by="registrator")),
    _case("okant", "nästan ingenting är känt", _told(LITTLE_KNOWN, accepted_by="registrator")),
)
