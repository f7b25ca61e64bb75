"""Underrättelse: what the partner of a recommendation is told of final decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.catalogue import PartnerPace
from domain.decision import Decision
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Overview, Standing
from outbox.compose import Composer
from outbox.partner import Part, letter, partner_at_end
from registrator.previews.case import Case
from registrator.previews.summary import CONDITIONS, DECLINED
from registrator.previews.values import DECISION, EVERY_KIND, NOW, RECOMMENDATION, answer, entry

READER = "kansli@samverkan.example"
WITH_PARTNER = replace(
    RECOMMENDATION,
    partner_name="Samverkan Stockholmsregionen",
    partner=(READER,),
    partner_pace=PartnerPace.AT_END,
)
STANDING = replace(EVERY_KIND, recommendation=WITH_PARTNER)
_OUTCOMES = {"0163": Outcome.PARTLY_ADOPTED, "0160": Outcome.ADOPTED_WITH_CONDITIONS, "0162": Outcome.DECLINED}


def _news(*decisions: Decision, week: str = "") -> Callable[[Composer], OutgoingMail]:
    parts = []
    for n, (code, decision) in enumerate(zip(("0127", "0180", "0126"), decisions, strict=False)):
        told = answer(replace(decision, municipality=code), entry_id=17 + n, number=f"2015-{123 + n:06}")
        parts.append(Part(entry=entry(id=17 + n), answers=(told,)))

    def compose(composer: Composer) -> OutgoingMail:
        return letter(composer, READER, tuple(parts), STANDING, NOW, week=week)

    return compose


def _answered(standing: Standing, number: int) -> Standing:
    code = standing.municipality.kommunkod
    outcome = _OUTCOMES.get(code, Outcome.ADOPTED if code in {"0127", "0180", "0126"} else None)
    if outcome is None:
        return standing
    decision = replace(DECISION, municipality=code, outcome=outcome, paragraf=str(80 + number))
    return replace(standing, answer=answer(decision, entry_id=20 + number, number=f"2015-{200 + number:06}"))


def _at_end(composer: Composer) -> OutgoingMail:
    standings = tuple(_answered(s, n) for n, s in enumerate(STANDING.standings))
    overview = Overview(recommendation=WITH_PARTNER, standings=standings)
    answers: tuple[Answer, ...] = tuple(s.answer for s in standings if s.answer)
    return partner_at_end(composer, overview, answers, NOW)[0]


def _case(name: str, title: str, compose: Callable[[Composer], OutgoingMail]) -> Case:
    return Case(kind=MailKind.PARTNER, name=f"underrattelse-{name}", title=title, compose=compose)


CASES = (
    _case("antagen", "en kommun har antagit", _news(DECISION)),
    _case("villkor", "en kommun har antagit med villkor", _news(CONDITIONS)),
    _case("vecka", "en veckas slutliga beslut", _news(DECISION, DECLINED, CONDITIONS, week="2015-W23")),
    _case("slut", "när rekommendationen är avslutad", _at_end),
)
